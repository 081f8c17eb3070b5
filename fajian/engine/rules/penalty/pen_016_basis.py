"""PEN-016-BASIS."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import punished

LEVELS = ("law", "admin_reg", "local_reg", "dept_rule", "local_rule")


@rule(
    id="PEN-016-BASIS",
    title="处罚依据无效或层级不够",
    subject="penalties",
    certainty="确定(条件)",
    severity="严重",
    wording="涉嫌违法",
    basis=(
        law("行政处罚法(2017)", "第三条、第十四条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四条、第十六条、第三十八条第一款", since="2021-07-15"),
    ),
    needs=("outcome", "norm_id", "act_start_on", "act_end_on"),
    reading="给予处罚的案件，处罚依据没有一条是法律、行政法规、地方性法规或者规章的，"
    "或者有一条依据在违法行为时不在施行期内的，列出。行为在施行日以前已经终了，或者在失效日以后才开始，"
    "为不在施行期内；施行日和失效日当日都在期内，注明按从旧兼从轻适用的不看施行期。只看作为处罚依据引用的条款，"
    "违反条款和裁量基准不算。依据没有记载或者罚则库没有收录，足以影响结论的，无法判断。",
)
def without_valid_basis(data: Tables) -> ir.Table:
    """Punished on no law, regulation or rule at all, or on a clause that was not in force when the act was done.

    All clauses count that the case names as basis of the penalty (not those merely violated, nor the discretion
    standard). Not in force: the act ended before the clause took effect or began after its last day; a newer and
    lighter clause chosen on purpose (从旧兼从轻) is excepted. A clause that is not recorded or not in the library
    cannot be judged, and hides whether the others are enough only where none of them is.
    """
    p = with_clause(data, data.penalties)
    clauses = _clauses(data, p)
    found = clauses.group_by("case_id").agg(
        strong=clauses.level.isin(LEVELS).any(),
        weak=(~clauses.level.isin(LEVELS)).all(),
        unsaid=clauses.level.isnull().any(),
        outside=clauses.is_outside.any(),
        outside_unsaid=clauses.is_outside.isnull().any(),
        outside_citation=clauses.citation.min(where=clauses.is_outside),
        weak_citation=clauses.citation.min(where=~clauses.level.isin(LEVELS)),
    )
    t = p.left_join(found, p.penalty_id == found.case_id)
    too_low = ibis.cases(
        (t.strong, ibis.literal(False)), (t.unsaid.fill_null(True), ibis.null("boolean")), else_=t.weak
    )
    not_in_force = ibis.cases(
        (t.outside, ibis.literal(True)), (t.outside_unsaid.fill_null(True), ibis.null("boolean")),
        else_=ibis.literal(False),
    )  # fmt: skip
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & (too_low | not_in_force),
        explain="违法行为{act_start_on}至{act_end_on}；层级不够的依据：{weak_citation}，当时不在施行期内的依据：{outside_citation}。问题：{problem}。",
        problem=problems(
            (too_low, "依据不是法律、法规或者规章"),
            (not_in_force, "依据在违法行为时没有施行或者已经失效"),
        ),
        norm_id=t.found_norm_id,
        act_start_on=t.act_start_on,
        act_end_on=t.act_end_on,
        too_low=too_low,
        weak_citation=t.weak_citation,
        not_in_force=not_in_force,
        outside_citation=t.outside_citation,
    )


def _clauses(data: Tables, p: ir.Table) -> ir.Table:
    """Each clause a case rests on, once: case_id, citation, level, and is_outside (the act lay outside its time)."""
    main = p.filter(p.found_norm_id.notnull()).select(
        case_id="penalty_id", clause="found_norm_id", lighter=ibis.literal(False)
    )
    nothing = p.filter(p.found_norm_id.isnull()).select(
        case_id="penalty_id", clause=ibis.null("string"), lighter=ibis.literal(False)
    )
    b = data.penalty_bases
    more = b.filter(b.cite_role == "basis").select(case_id="penalty_id", clause="norm_id", lighter="is_new_lighter")
    named = main.union(more).union(nothing)
    named = named.group_by("case_id", "clause").agg(lighter=named.lighter.any())
    norms = data.penalty_norms.select("norm_id", "citation", "level", "effective_from_on", "effective_to_on")
    days = p.select("penalty_id", "act_start_on", "act_end_on")
    t = named.left_join(norms, named.clause == norms.norm_id)
    t = t.inner_join(days, t.case_id == days.penalty_id)
    lapsed = t.effective_to_on.notnull() & (t.act_start_on > t.effective_to_on)
    outside = (t.act_end_on < t.effective_from_on) | lapsed
    is_outside = ibis.cases((t.norm_id.isnull(), ibis.null("boolean")), (t.lighter, ibis.literal(False)), else_=outside)
    return t.select("case_id", "citation", "level", is_outside=is_outside)
