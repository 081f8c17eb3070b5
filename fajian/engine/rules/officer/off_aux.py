"""OFF-AUX."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.certificates import acting
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ACTING_ROLES, ACTS


@rule(
    id="OFF-AUX",
    title="辅助人员/临时工单独执法",
    subject=("penalties", "inspections", "coercions"),
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十七条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十二条", since="2021-07-15"),
    ),
    needs=(),
    reading="处罚、检查、强制案件，承担调查、检查、实施强制工作的人员中，没有一名当日持有效执法证的执法人员的，列出。"
    "执法辅助人员、临时聘用人员和其他人员，持有证件也不算执法人员。没有这类人员记载的案件不判断；有人的身份、"
    "日期或者证件状态没有记载，可能合格的，无法判断。",
)
def no_officer_among_them(data: Tables) -> tuple[ir.Table, ...]:
    """Penalties, inspections and coercions by people none of whom was an officer with a certificate good that day.

    People in the roles 调查, 检查, 实施强制. Assistants, temporary staff and others are no officers, whatever they
    hold. An act without such people on record is not judged.
    """
    return tuple(_judged(data, kind, table) for kind, table in ACTS.items())


def _judged(data: Tables, kind: str, table: str) -> ir.Table:
    a = acting(data, kind, *ACTING_ROLES)
    found = a.group_by("act_id").aggregate(
        people=a.count(),
        any_valid=a.is_valid.any(),
        any_unsaid=a.is_valid.isnull().any(),
        officers=a.officer_id.nunique(where=a.is_officer),
        acted_on=a.acted_on.min(),
    )
    acts = getattr(data, table)
    t = acts.inner_join(found, acts[acts.columns[0]] == found.act_id)
    return judge(
        t,
        subject=table,
        step_on=t.acted_on,
        hit=ibis.cases(
            (t.any_valid, ibis.literal(False)), (t.any_unsaid, ibis.null("boolean")), else_=ibis.literal(True)
        ),
        explain="承担调查、检查或实施强制工作的{people}人次中，执法人员{officers}名，其中没有人当日持有效执法证件。",
        people=t.people,
        officers=t.officers,
        acted_on=t.acted_on,
    )
