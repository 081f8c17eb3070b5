"""PEN-043-RECUSE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished


@rule(
    id="PEN-043-RECUSE",
    title="应回避未回避",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第三十七条第三款", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十三条", since="2021-07-15"),
    ),
    needs=("outcome", "decided_on"),
    reading="给予处罚的案件，参与人员中有人申报与当事人有利害关系而没有回避的，"
    "或者当事人申请其回避而在处罚决定日以前没有作出回避决定的，列为线索；决定当日作出的不列。关系只看申报，"
    "没有申报的无法判断；没有参与人员记载的，执法机关已声明决定当日的人员数据报送齐全的不列，否则无法判断。",
)
def did_not_stand_aside(data: Tables) -> ir.Table:
    """Punished by people one of whom is tied to the party and did not stand aside, or whose recusal nobody decided.

    Ties as declared: not declared either way is unknown. All roles count. The decision on a request must not be later
    than the penalty.
    """
    p = data.penalties
    a = data.act_officers
    a = a.filter(a.act_kind == "penalty")
    a = a.inner_join(p.select("penalty_id", fj_decided_on="decided_on"), a.act_id == p.penalty_id)
    tied = a.is_related_to_party & ~a.is_recused
    asked = data.happened(a, "act_officers", "recusal_requested_on")
    unanswered = asked & (
        ~data.happened(a, "act_officers", "recusal_decided_on") | (a.recusal_decided_on > a.fj_decided_on)
    )
    a = a.mutate(tied=tied, unanswered=unanswered)
    found = a.group_by(fj_case="act_id").aggregate(
        people=a.count(),
        tied=a.tied.any(),
        unanswered=a.unanswered.any(),
        unsaid=(a.tied.isnull() | a.unanswered.isnull()).any(),
        officer_id=a.officer_id.min(where=a.tied | a.unanswered),
    )
    t = p.left_join(found, p.penalty_id == found.fj_case)
    t = with_delivery(data, t, "penalty_id", "act_officers", "agency_id", "decided_on", "fj_complete")
    amiss = ibis.cases(
        (t.tied | t.unanswered, ibis.literal(True)),
        (t.unsaid, ibis.null("boolean")),
        (t.people.notnull() | t.fj_complete, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & amiss,
        explain="本案参与人员{people}人次，其中人员{officer_id}应当核对回避情况；处罚决定日{decided_on}。问题：{problem}。",
        problem=problems((t.tied, "申报有利害关系而没有回避"), (t.unanswered, "申请回避未作决定")),
        people=t.people,
        officer_id=t.officer_id,
        decided_on=t.decided_on,
    )
