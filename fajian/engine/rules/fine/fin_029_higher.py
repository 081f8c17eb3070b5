"""FIN-029-HIGHER."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.fines import with_span
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, counts_as, fined


@rule(
    id="FIN-029-HIGHER",
    title="想象竞合未按高额规定处罚",
    subject="penalties",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("行政处罚法(2021)", "第二十九条", since="2021-07-15"),
    needs=("outcome", "penalty_kinds", "fine_yuan", "decided_on", "norm_id"),
    reading="2021年7月15日以后罚款的案件，一个违法行为在处罚依据条款表中另有违反条款或者处罚依据，"
    "其罚则在本案可罚的最高数额高于所适用罚则的最高数额的，列为线索。不适用于本案当事人类别的罚则、"
    "一个决定处罚多个违法行为的，不比较；特别规定优于一般规定，由人工判断。没有依据条款记载的，"
    "机关已声明决定当日的依据条款报送齐全的不列，否则无法判断；罚则或者计罚基数没有记载的，也无法判断。",
)
def not_the_higher_clause(data: Tables) -> ir.Table:
    """One act broke several clauses, and the fine rests on one whose highest fine is not the highest of them.

    Clauses named for the case as violated or as basis, reckoned in this case (multiples from its goods, and so on). Of
    several violations each has its own clause: not compared. A special law goes before a general one: for people.
    """
    t = with_span(data, data.penalties)
    t = with_delivery(data, t, "penalty_id", "penalty_bases", "agency_id", "decided_on", "fj_complete")
    found = _others(data)
    t = t.left_join(found, t.penalty_id == found.fj_case)
    higher = ibis.cases(
        (t.other_highest > t.highest, ibis.literal(True)),
        (t.other_unsaid, ibis.null("boolean")),
        (t.other_highest <= t.highest, ibis.literal(False)),
        (t.other_rows.notnull(), ibis.ifelse(t.other_clauses == 0, ibis.literal(False), ibis.null("boolean"))),
        (t.fj_complete, ibis.literal(False)),
        else_=ibis.null("boolean"),
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=fined(t) & (t.decided_on >= REVISION) & (t.violation_count == 1) & higher,
        explain="适用{citation}，本案最高可罚{highest}元；同一行为另涉及的罚则共{other_clauses}条，其中最高可罚{other_highest}元，"
        "实际罚款{fine_yuan}元。",
        citation=t.citation,
        highest=t.highest,
        other_clauses=t.other_clauses,
        other_highest=t.other_highest,
        fine_yuan=t.fine_yuan,
    )


def _others(data: Tables) -> ir.Table:
    """By case: fj_case, other_rows (rows of the sheet), and of the clauses other than the case's own their number,
    highest fine and whether one of them is not known.
    """
    p = data.penalties
    b = data.penalty_bases
    b = b.filter(b.cite_role.isin(["violated", "basis"])).select(named_case="penalty_id", named_norm="norm_id")
    b = b.distinct()
    own = p.mutate(own_norm=p.norm_id).drop("norm_id")
    named = own.inner_join(b, own.penalty_id == b.named_case).rename(norm_id="named_norm")
    c = with_span(data, named)
    fits = (c.clause_applies_to == "any") | (c.clause_applies_to == counts_as(c)) | (c.party_kind == "sole_trader")
    other = (c.norm_id.isnull() | (c.norm_id != c.own_norm).fill_null(True)) & fits.fill_null(True)
    return c.group_by(fj_case="named_case").aggregate(
        other_rows=c.count(),
        other_clauses=other.sum(),
        other_highest=c.highest.max(where=other),
        other_unsaid=(other & c.highest.isnull()).any(),
    )
