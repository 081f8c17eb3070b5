"""PEN-056-HOLD."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.deadlines import last_day
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PEN-056-HOLD",
    title="先行登记保存超期或未经批准",
    subject="penalties",
    certainty="确定",
    severity="较重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十七条第二款", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十六条、第八十五条", since="2021-07-15"),
    ),
    needs=("hold_on", "hold_approved_on", "hold_disposed_on", "closed_on"),
    reading="先行登记保存没有批准日期，或者从保存次日起第7个工作日以内没有作出处理的，列出，不论案件结果如何。"
    "2021年7月15日以前保存的为7日，末日遇休息日顺延。至今没有处理而末日已过的，同样列出；"
    "案件已经结案而处理日期没有记载的，无法判断。",
)  # fmt: skip
def held_too_long(data: Tables) -> ir.Table:
    """Evidence put under registration without approval, or not disposed of by the seventh working day after.

    Before 15 July 2021: seven calendar days, rolled over rest days. Whatever the case came to.
    """
    p = data.penalties
    t = p.mutate(last_day=last_day(data, "hold_days", p.hold_on))
    held = data.happened(t, "penalties", "hold_on")
    approved = data.happened(t, "penalties", "hold_approved_on")
    late = data.late(t, "penalties", "hold_disposed_on", t.last_day)
    return judge(
        t,
        subject="penalties",
        step_on=t.hold_on,
        hit=held & (~approved | late),
        explain="{hold_on}先行登记保存，批准日期{hold_approved_on}；最迟应于{last_day}作出处理决定（第7个工作日；2021年7月15日前为7日，遇休息日顺延），实际处理日{hold_disposed_on}。问题：{problem}。",
        problem=problems(
            (~approved, "未经批准"),
            (late, "未按期处理"),
        ),
        hold_on=t.hold_on,
        hold_approved_on=t.hold_approved_on,
        last_day=t.last_day,
        hold_disposed_on=t.hold_disposed_on,
    )
