"""PEN-040-EVID."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import NONE, has_others
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ordinary, punished


@rule(
    id="PEN-040-EVID",
    title="违法事实证据不足",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第三十条", until="2021-07-14"),
        law("行政处罚法(2021)", "第四十条、第四十六条", since="2021-07-15"),
    ),
    needs=("outcome", "procedure", "evidence_kinds"),
    reading="给予处罚的案件，登记的证据种类为无的，或者普通程序案件只有当事人陈述一种证据的，列为线索。"
    "快速办理的案件只有当事人陈述的不列（各地对自认的轻微案件有简化规定）。每种违法行为需要哪些证据、"
    "证据何时取得没有记载，不比较；证据种类没有记载的，无法判断。",
)
def hardly_any_evidence(data: Tables) -> ir.Table:
    """Punished without any evidence on file, or in an ordinary case on nothing but the party's own statement.

    Fast-track cases of parties who admit it may rest on their statement. Which kinds a violation needs is not recorded.
    """
    p = data.penalties
    kinds = p.evidence_kinds
    none = ~has_others(kinds, "penalties", "evidence_kinds", {NONE})
    single = kinds.contains("party_statement") & ~has_others(
        kinds, "penalties", "evidence_kinds", {NONE, "party_statement"}
    )
    only_statement = ordinary(p) & ~p.is_fast_track & single
    return judge(
        p,
        subject="penalties",
        step_on=p.decided_on,
        hit=punished(p) & (none | only_statement),
        explain="{decided_on}给予处罚，案卷登记的证据种类：{evidence_kinds}。问题：{problem}。",
        problem=problems((none, "没有证据"), (only_statement, "只有当事人陈述")),
        decided_on=p.decided_on,
        evidence_kinds=kinds,
    )
