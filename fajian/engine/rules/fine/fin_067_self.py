"""FIN-067-SELF."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.payments import cash_allowed, fines_paid, taken_in_cash
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="FIN-067-SELF",
    title="罚缴不分离、自行收缴",
    subject="payments",
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十六条", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十七条", since="2021-07-15"),
    ),
    needs=("channel", "payee_account"),
    reading="罚款以现金收取而不符合当场收缴条件的，或者缴入的账户不是本机关代收账户的，列出。"
    "当场收缴条件与“超范围当场收缴”相同，因此不合条件的现金在两条中都会列出。缴款方式、收款账户没有记载，"
    "或者机关的代收账户不在名录的，无法判断。",
)
def collected_by_itself(data: Tables) -> ir.Table:
    """Fines taken in cash where the law does not allow it, or paid to an account that is not designated.

    Which accounts are the agency's stands in the register of agencies. Cash is FIN-068-CASH's too.
    """
    y = look_up(fines_paid(data), "agency_id", data.agencies, "agency_id", designated_accounts="designated_accounts")
    listed = ibis.literal(";").concat(y.designated_accounts, ";")
    elsewhere = ~listed.contains(ibis.literal(";").concat(y.payee_account, ";"))
    cash = taken_in_cash(y)
    return judge(
        y,
        subject="payments",
        step_on=y.paid_on,
        hit=ibis.cases((cash, ~cash_allowed(data, y)), (~cash, elsewhere), else_=ibis.null("boolean")),
        explain="{act_id}号案罚款{amount_yuan}元于{paid_on}以{channel}方式缴纳，收款账户{payee_account}；"
        "本机关代收账户：{designated_accounts}。",
        act_id=y.act_id,
        amount_yuan=y.amount_yuan,
        paid_on=y.paid_on,
        channel=y.channel,
        payee_account=y.payee_account,
        designated_accounts=y.designated_accounts,
    )
