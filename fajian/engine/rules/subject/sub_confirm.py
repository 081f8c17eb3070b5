"""SUB-CONFIRM."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.offices import with_standing
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="SUB-CONFIRM",
    title="执法主体未确认公告/已失效仍执法",
    subject="penalties",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第十五条", until="2021-07-14"),
        law("行政处罚法(2021)", "第十七条、第三十八条第一款", since="2021-07-15", until="2026-01-31"),
        law("行政执法监督条例", "第十七条；行政处罚法(2021)第十七条、第三十八条第一款", since="2026-02-01"),
    ),
    needs=("outcome", "decided_on"),
    reading="给予处罚的案件，决定当日执法主体的资格没有确认公告，或者资格已经失效的，列出；公告当日、"
    "失效日期当日都视为有效。派出或者内设机构，看其所属机关的资格。机构或者所属机关不在执法主体名录的，无法判断。",
)
def not_confirmed(data: Tables) -> ir.Table:
    """Punished by a body whose standing was not confirmed and announced on the day of the decision.

    For a dispatched or inner body (派出或内设机构) its parent's standing counts. The last day of the standing is still
    in force. A body that is not in the register: cannot be judged.
    """
    p = with_standing(data, data.penalties, "agency_id", "decided_on")
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & ~p.has_standing,
        explain="{decided_on}作出处罚决定，主体（派出或内设机构为其所属机关）资格公告日期{standing_from_on}，失效日期{standing_to_on}。",
        decided_on=p.decided_on,
        standing_from_on=p.standing_from_on,
        standing_to_on=p.standing_to_on,
    )
