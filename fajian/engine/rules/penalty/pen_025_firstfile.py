"""PEN-025-FIRSTFILE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, party_key, punished


@rule(
    id="PEN-025-FIRSTFILE",
    title="重复管辖未由先立案机关办理",
    subject="penalties",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("行政处罚法(2021)", "第二十五条", since="2021-07-15"),
    needs=("outcome", "party_kind", "party_uscc", "violation_code", "object_key", "act_start_on", "act_end_on",
           "filed_on", "jurisdiction_basis"),
    reading="给予处罚的案件，其他机关此前已就同一当事人、同一案由、同一标的、时间上至少重叠一日的行为立案，"
    "而本案没有管辖依据记载的，列出后立案的一件。先立案的机关是否处罚，不影响结论；同日立案的不列，"
    "2021年7月15日以前立案的不适用。当事人或者案由没有记载的，无法判断；其余各项相符而标的或者行为日期没有记载的，"
    "也无法判断。",
)  # fmt: skip
def filed_second(data: Tables) -> ir.Table:
    """Punished by an agency though another had filed the same case earlier and no ground for jurisdiction is recorded.

    The same case: one party, one violation, one object, and acts that overlap, by a day at least. Filed on one day:
    clear. Cases filed before 15 July 2021 are clear, for the text then had no such rule. Whether the earlier agency
    punished does not matter. The earlier case is named in the evidence.
    """
    p = data.penalties
    p = p.mutate(party=party_key(p), allowed=data.happened(p, "penalties", "jurisdiction_basis"))
    pairs = _pairs(p)
    worst = pairs.group_by("later_id").agg(
        second=pairs.fits.any(),
        perhaps=pairs.fits.isnull().any(),
        earlier_id=pairs.earlier_id.min(where=pairs.fits),
        earlier_on=pairs.earlier_on.min(where=pairs.fits),
    )
    t = p.left_join(worst, p.penalty_id == worst.later_id)
    second = ibis.cases(
        (t.party.isnull() | t.violation_code.isnull(), ibis.null("boolean")),
        (t.second, ibis.literal(True)),
        (t.perhaps, ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    return judge(
        t,
        subject="penalties",
        step_on=t.filed_on,
        hit=punished(t) & ~t.allowed & ~(t.filed_on < REVISION) & second,
        explain="当事人{party_name}的同一违法行为（{violation_name}，标的{object_key}，{act_start_on}至{act_end_on}）"
        "已由其他机关于{earlier_on}立案（见取值“他案编号”），本机关{filed_on}立案后仍作出处罚，没有管辖依据的记载。",
        party_name=t.party_name,
        violation_code=t.violation_code,
        violation_name=t.violation_name,
        object_key=t.object_key,
        act_start_on=t.act_start_on,
        act_end_on=t.act_end_on,
        filed_on=t.filed_on,
        other_case=t.earlier_id,
        earlier_on=t.earlier_on,
    )


def _pairs(p: ir.Table) -> ir.Table:
    """Two cases of different agencies against one party for one violation: was the other filed first? Kleene."""
    columns = ("penalty_id", "agency_id", "filed_on", "object_key", "act_start_on", "act_end_on")
    keyed = p.filter(p.party.notnull() & p.violation_code.notnull())
    judged = keyed.filter(punished(keyed).fill_null(True) & (~keyed.allowed).fill_null(True))
    later = judged.select("party", "violation_code", **{f"later_{c}": judged[c] for c in columns})
    earlier = keyed.select("party", "violation_code", **{f"earlier_{c}": keyed[c] for c in columns})
    both = later.inner_join(earlier, ["party", "violation_code"])
    first = both.earlier_filed_on < both.later_filed_on
    both = both.filter((both.earlier_agency_id != both.later_agency_id) & first.fill_null(True))
    fits = (
        (both.earlier_filed_on < both.later_filed_on)
        & (both.later_object_key == both.earlier_object_key)
        & (both.later_act_start_on <= both.earlier_act_end_on)
        & (both.earlier_act_start_on <= both.later_act_end_on)
    )
    return both.select(
        later_id="later_penalty_id", earlier_id="earlier_penalty_id", earlier_on="earlier_filed_on", fits=fits
    )
