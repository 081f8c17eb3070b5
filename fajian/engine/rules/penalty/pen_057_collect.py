"""PEN-057-COLLECT."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.codes import has_any
from fajian.engine.rules.hearings import HEAVY, by_party, fine_yuan, hearing_threshold
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="PEN-057-COLLECT",
    title="重大复杂案件未集体讨论",
    subject="penalties",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三十八条第二款", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十七条第二款", since="2021-07-15"),
    ),
    needs=("procedure", "outcome", "decided_on", "is_major", "hearing_held_on", "penalty_kinds", "fine_yuan",
           "party_kind", "discussed_on", "discussion_leaders", "has_discussion_minutes"),
    reading="普通程序给予处罚的重大案件，没有集体讨论、讨论晚于决定日、参加讨论的负责人不足2人，或者没有讨论记录的，"
    "列出。重大是指：标记为重大或者情节复杂，举行过听证，处罚种类有降低资质等级、吊销、停产停业、关闭、限制从业，"
    "或者罚款达到本机关的重大案件标准；本机关没有定标准的，按决定当日的听证标准，标准含本数，个体工商户按公民计算。"
    "决定当日讨论的视为及时。没有适用标准或者机关不在名录的，罚款是否达到标准无法判断。",
)  # fmt: skip
def not_discussed(data: Tables) -> ir.Table:
    """Major cases the leaders did not discuss together, or after the decision, with one leader, or without minutes.

    Major: marked so, a hearing was held, a heavy kind of penalty, or a fine at or above the agency's own threshold;
    where the agency has set none, the threshold for hearings of the decision day. A discussion on the day of the
    decision is in time; two leaders are enough.
    """
    p = look_up(
        data.penalties, "agency_id", data.agencies, "agency_id", registered_id="agency_id",
        major_person_yuan="major_fine_person_yuan", major_org_yuan="major_fine_org_yuan",
    )  # fmt: skip
    own = {"person": p.major_person_yuan, "organisation": p.major_org_yuan}

    def threshold(party: str) -> ir.DecimalValue:
        usual = ibis.ifelse(p.registered_id.notnull(), hearing_threshold(data, p, party), ibis.null("decimal(18,4)"))
        return ibis.coalesce(own[party].cast("decimal(18,4)"), usual)

    fine = fine_yuan(p)
    large = by_party(p, lambda party: (fine > 0) & (fine >= threshold(party)))
    held = data.happened(p, "penalties", "hearing_held_on")
    major = p.is_major | held | has_any(p.penalty_kinds, HEAVY) | large
    discussed = data.happened(p, "penalties", "discussed_on")
    poorly = (p.discussed_on > p.decided_on) | (p.discussion_leaders < 2) | ~p.has_discussion_minutes
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=ordinary(p) & punished(p) & major & (~discussed | poorly),
        explain="{decided_on}作出处罚决定：{penalty_kinds}，罚款{fine_yuan}元（重大案件标准{threshold_yuan}元），标记重大案件：{is_major}，"
        "举行听证{hearing_held_on}；集体讨论{discussed_on}，参加负责人{discussion_leaders}人，有讨论记录：{has_discussion_minutes}。问题：{problem}。",
        problem=problems(
            (~discussed, "没有集体讨论"),
            (p.discussed_on > p.decided_on, "讨论晚于决定"),
            (p.discussion_leaders < 2, "参加负责人不足两人"),
            (~p.has_discussion_minutes, "没有讨论记录"),
        ),
        decided_on=p.decided_on,
        penalty_kinds=p.penalty_kinds,
        fine_yuan=p.fine_yuan,
        threshold_yuan=by_party(p, threshold),
        is_major=p.is_major,
        hearing_held_on=p.hearing_held_on,
        discussed_on=p.discussed_on,
        discussion_leaders=p.discussion_leaders,
        has_discussion_minutes=p.has_discussion_minutes,
    )
