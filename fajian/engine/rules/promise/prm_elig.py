"""PRM-ELIG."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PRM-ELIG",
    title="对不适用对象适用告知承诺",
    subject="licences",
    certainty="确定(条件)",
    severity="较重",
    wording="未按规定",
    basis=law("国办发〔2020〕42号 告知承诺制指导意见", "（适用对象和范围）"),
    needs=(
        "mode",
        "received_on",
        "is_promise_listed",
        "is_risk_excluded",
        "has_serious_dishonesty",
        "dishonesty_until_on",
        "false_promise_on",
        "credit_repaired_on",
    ),
    reading="按告知承诺办理，而事项不在告知承诺目录、属于高风险排除事项，"
    "或者申请人在申请当日有仍在公示期的较严重不良信用、曾经虚假承诺，并且没有修复信用的，列出。"
    "不良信用公示截止日当日视为已经期满。是否在目录没有记载，或者信用情况没有记载而可能影响结论的，无法判断。",
)
def not_eligible(data: Tables) -> ir.Table:
    """A promise case for an item or an applicant it is not meant for.

    The item is not on the list or is excluded for its risk; or the applicant had a serious record still running on the
    day of the application (on its last day no longer), or once made a false promise, and did not repair the credit.
    """
    t = data.licences
    unrepaired = ~data.happened(t, "licences", "credit_repaired_on")
    running = t.has_serious_dishonesty & (t.dishonesty_until_on > t.received_on)
    lied = data.happened(t, "licences", "false_promise_on")
    wrong = ~t.is_promise_listed | t.is_risk_excluded | (unrepaired & (running | lied))
    return judge(
        t,
        subject="licences",
        step_on=t.received_on,
        hit=(t["mode"] == "promise") & wrong,
        explain="{received_on}申请，按告知承诺办理；在目录：{is_promise_listed}，高风险排除：{is_risk_excluded}，较严重不良信用：{has_serious_dishonesty}"
        "（至{dishonesty_until_on}），曾虚假承诺{false_promise_on}，信用修复{credit_repaired_on}。",
        received_on=t.received_on,
        is_promise_listed=t.is_promise_listed,
        is_risk_excluded=t.is_risk_excluded,
        has_serious_dishonesty=t.has_serious_dishonesty,
        dishonesty_until_on=t.dishonesty_until_on,
        false_promise_on=t.false_promise_on,
        credit_repaired_on=t.credit_repaired_on,
    )
