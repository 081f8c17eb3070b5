"""FIN-074-TREASURY."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.clock import nth_working_day
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="FIN-074-TREASURY",
    title="罚没款未全额缴库",
    subject="payments",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第五十三条", until="2021-07-14"),
        law("行政处罚法(2021)", "第七十四条第二款", since="2021-07-15"),
    ),
    needs=("paid_on", "amount_yuan", "treasury_on", "treasury_amount_yuan"),
    reading="罚款、加处罚款、没收款的入库金额少于缴款金额的，或者从缴款次日起第5个工作日已过、至今没有入库的，列出。"
    "5个工作日可由地方另定；已经足额入库的，入库较晚也不列。缴款日期、金额没有记载的，无法判断。",
)
def not_in_the_treasury(data: Tables) -> ir.Table:
    """Fines, surcharges and confiscations of which less came into the treasury than was paid, or nothing in time.

    In time: by the 5th working day after payment (a local number). What came late but whole is no hit. Money without a
    case is FIN-RECON's.
    """
    y = data.payments
    y = y.filter(y.kind.isin(["fine", "surcharge", "confiscation"]))
    days = data.days("treasury_wd", y.paid_on)
    y = y.mutate(limit_days=days, last_day=nth_working_day(y.paid_on, days))
    arrived = data.happened(y, "payments", "treasury_on")
    return judge(
        y,
        subject="payments",
        step_on=y.paid_on,
        hit=ibis.cases(
            (arrived, y.treasury_amount_yuan < y.amount_yuan),
            (~arrived, y.last_day < data.today),
            else_=ibis.null("boolean"),
        ),
        explain="{act_id}号案{kind}{amount_yuan}元于{paid_on}缴款，最迟应于{last_day}入库（次日起第{limit_days}个工作日），"
        "入库日期{treasury_on}，入库金额{treasury_amount_yuan}元。",
        act_id=y.act_id,
        kind=y.kind,
        amount_yuan=y.amount_yuan,
        paid_on=y.paid_on,
        limit_days=y.limit_days,
        last_day=y.last_day,
        treasury_on=y.treasury_on,
        treasury_amount_yuan=y.treasury_amount_yuan,
    )
