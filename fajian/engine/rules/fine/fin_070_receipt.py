"""FIN-070-RECEIPT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.payments import taken_in_cash
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="FIN-070-RECEIPT",
    title="未出具财政统一专用票据",
    subject="payments",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十九条", until="2021-07-14"),
        law("行政处罚法(2021)", "第七十条、第七十七条", since="2021-07-15"),
    ),
    needs=("channel", "receipt_no"),
    reading="当场收取现金没有票据号码的，或者同一票据号码又用于本机关另一笔缴款的（各笔都列），列出。"
    "票据是否属于财政部门发给本机关的票据没有数据，不作判断。缴款方式没有记载的，无法判断。",
)
def no_receipt(data: Tables) -> ir.Table:
    """Cash without a receipt, or with a receipt number that also stands on another payment of the agency.

    Whether the number belongs to a book of receipts issued to the agency is not looked at.
    """
    y = data.payments
    numbered = y.filter(y.receipt_no.notnull())
    times = numbered.group_by(receipt_agency="agency_id", receipt="receipt_no").aggregate(payments=numbered.count())
    y = y.left_join(times, [y.agency_id == times.receipt_agency, y.receipt_no == times.receipt])
    has_receipt = data.happened(y, "payments", "receipt_no")
    return judge(
        y,
        subject="payments",
        step_on=y.paid_on,
        hit=taken_in_cash(y) & (~has_receipt | (y.payments.fill_null(0) > 1)),
        explain="{paid_on}当场收取现金{amount_yuan}元，票据号码{receipt_no}，本机关使用该号码的缴款共{payments}笔。",
        act_id=y.act_id,
        paid_on=y.paid_on,
        amount_yuan=y.amount_yuan,
        receipt_no=y.receipt_no,
        payments=ibis.coalesce(y.payments, 0),
    )
