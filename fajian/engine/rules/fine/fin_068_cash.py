"""FIN-068-CASH."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.payments import cash_allowed, fines_paid, taken_in_cash
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="FIN-068-CASH",
    title="超范围当场收缴",
    subject="payments",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第四十七条、第四十八条", until="2021-07-14"),
        law("行政处罚法(2021)", "第六十八条、第六十九条", since="2021-07-15"),
    ),
    needs=("channel",),
    reading="罚款当场收取现金，而不属于下列情形的，列出：简易程序，罚款100元以下（含本数；"
    "2021年7月15日以前决定的为20元）；简易程序，记载了不当场收缴事后难以执行；在边远、水上、交通不便地区，"
    "并且当事人提出当场缴纳。缴款方式、处罚程序或者罚款金额没有记载，足以影响结论的，无法判断。",
)
def cash_not_allowed(data: Tables) -> ir.Table:
    """Fines taken in cash on the spot outside the three cases of the law.

    Allowed: summary procedure and a fine of at most 100 yuan (decided before 2021-07-15: 20); summary procedure and a
    recorded reason why it would be hard to enforce later; a remote place where the party asked to pay.
    """
    y = fines_paid(data)
    y = y.mutate(limit_yuan=data.limit("cash_limit_yuan", y.decided_on))
    return judge(
        y,
        subject="payments",
        step_on=y.decided_on,
        hit=taken_in_cash(y) & ~cash_allowed(data, y),
        explain="{act_id}号案（{procedure}）罚款{fine_yuan}元当场收取现金，当场收缴限额{limit_yuan}元；事后难以执行："
        "{has_enforcement_difficulty}，边远水上交通不便：{is_remote_area}，当事人提出：{has_party_request}。",
        act_id=y.act_id,
        procedure=_words(y.procedure),
        fine_yuan=y.fine_yuan,
        limit_yuan=y.limit_yuan,
        has_enforcement_difficulty=y.has_enforcement_difficulty,
        is_remote_area=y.is_remote_area,
        has_party_request=y.has_party_request,
    )


def _words(procedure: ir.StringValue) -> ir.StringValue:
    return procedure.cases(("summary", "简易程序"), ("ordinary", "普通程序"), else_="程序未记载")
