"""PEN-037-OLDNEW."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import REVISION, punished

# What makes two clauses comparable, and what is compared.
_FORM = ("fine_mode", "base", "base_threshold_yuan", "cap_yuan")
_ENDS = ("max_yuan", "min_yuan", "max_times", "min_times")


@rule(
    id="PEN-037-OLDNEW",
    title="未按从旧兼从轻选择依据",
    subject="penalties",
    certainty="线索",
    severity="较重",
    wording="线索",
    basis=law("行政处罚法(2021)", "第三十七条", since="2021-07-15"),
    needs=("outcome", "decided_on", "norm_id", "act_end_on", "filed_on"),
    reading="2021年7月15日以后决定、违法行为终了以后罚则有修改的案件，引用旧罚则而决定当日的新罚则较轻，"
    "或者旧罚则已经废止而没有后续版本，或者引用新罚则而行为时的旧罚则较轻的，列为线索。轻重先比上限，上限相同比下限，"
    "倍数比倍数。跨越新旧罚则的行为按终了时的罚则，立案时仍在持续的按立案日。两版罚款方式不同、中间还有别的版本，"
    "或者罚则、行为终了日没有记载的，无法判断。",
)
def heavier_version_chosen(data: Tables) -> ir.Table:
    """The clause changed between act and decision and the heavier version was applied (从旧兼从轻).

    Cited the old one: a hit if its successor was in force on the day of the decision and is lighter, or if it was
    repealed and nothing took its place. Cited the new one: a hit if the version in force at the end of the act is
    lighter. Lighter: the lower highest fine; of equal ones the lower lowest. Only neighbouring versions of the same
    form (mode, base, threshold, cap) are compared, else unknown.
    """
    t = with_clause(data, data.penalties)
    t = t.mutate(ended_on=ibis.ifelse(t.act_end_on.isnull() & t.is_act_ongoing, t.filed_on, t.act_end_on))
    t = _beside(data, t)
    replaced = t.own_to_on < t.decided_on
    came_in = ibis.ifelse(t.has_next, t.next_from_on <= t.decided_on, replaced.fill_null(False))
    after_act = ibis.ifelse(t.has_next, t.ended_on < t.next_from_on, t.ended_on <= t.own_to_on)
    passed_over = (t.next_to_on < t.decided_on).fill_null(False)
    new_is_lighter = ibis.ifelse(t.has_next, ibis.ifelse(passed_over, ibis.null("boolean"), t.next_is_lighter), True)
    kept_old = came_in & after_act & new_is_lighter
    before = t.has_earlier & (t.ended_on < t.own_from_on)
    too_early = (t.ended_on < t.earlier_from_on).fill_null(False)
    took_new = before & ibis.ifelse(too_early, ibis.null("boolean"), t.earlier_is_lighter)
    known = ibis.ifelse(t.clause_id.isnull(), ibis.null("boolean"), kept_old | took_new)
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=punished(t) & (t.decided_on >= REVISION) & known,
        explain="违法行为{ended_on}终了，{decided_on}决定，适用{citation}（{own_from_on}施行，{own_to_on}失效）；"
        "后续版本{next_citation}（{next_from_on}施行），前一版本{earlier_citation}（{earlier_from_on}施行）。问题：{problem}。",
        problem=problems(
            (kept_old & t.has_next, "新罚则较轻而适用旧罚则"),
            (kept_old & ~t.has_next, "旧罚则已经废止"),
            (took_new, "旧罚则较轻而适用新罚则"),
        ),
        ended_on=t.ended_on,
        decided_on=t.decided_on,
        citation=t.citation,
        own_from_on=t.own_from_on,
        own_to_on=t.own_to_on,
        next_citation=t.next_citation,
        next_from_on=t.next_from_on,
        earlier_citation=t.earlier_citation,
        earlier_from_on=t.earlier_from_on,
    )


def _beside(data: Tables, t: ir.Table) -> ir.Table:
    """Cases with the dates of their clause (own_…), of the version after it (next_…) and before it (earlier_…)."""
    n = data.penalty_norms
    columns = ("norm_id", "citation", "effective_from_on", "effective_to_on", *_FORM, *_ENDS)
    after = n.select(**{f"n_{name}": n[name] for name in columns})
    before = n.filter(n.successor_norm_id.notnull())
    # One clause may take the place of several: the one named last is the version before it.
    place = ibis.row_number().over(
        group_by=before.successor_norm_id, order_by=[before.effective_from_on.desc(), before.norm_id]
    )
    before = before.mutate(fj_place=place).filter(lambda x: x.fj_place == 0)
    before = before.select(e_of="successor_norm_id", **{f"e_{name}": before[name] for name in columns})
    v = n.left_join(after, n.successor_norm_id == after.n_norm_id)
    v = v.left_join(before, v.norm_id == before.e_of)
    versions = v.select(
        "norm_id",
        own_from_on=v.effective_from_on,
        own_to_on=v.effective_to_on,
        has_next=data.happened(v, "penalty_norms", "successor_norm_id"),
        next_citation=v.n_citation,
        next_from_on=v.n_effective_from_on,
        next_to_on=v.n_effective_to_on,
        next_is_lighter=_lighter(v, "n_", ""),
        has_earlier=v.e_norm_id.notnull(),
        earlier_citation=v.e_citation,
        earlier_from_on=v.e_effective_from_on,
        earlier_is_lighter=_lighter(v, "e_", ""),
    )
    shown = {name: name for name in versions.columns if name != "norm_id"}
    return look_up(t, "found_norm_id", versions, "norm_id", **shown)


def _lighter(v: ir.Table, one: str, other: str) -> ir.BooleanValue:
    """Whether the clause in columns `one`… is lighter than that in `other`…; null if they cannot be compared."""
    nothing = ibis.literal("")
    like = ibis.literal(True)
    for name in _FORM:
        like = like & (_text(v[one + name], nothing) == _text(v[other + name], nothing))
    by_times = v[one + "fine_mode"].isin(["multiple", "percent"])
    in_times, in_yuan = (_below(v, one, other, unit) for unit in ("times", "yuan"))
    return ibis.ifelse(like, ibis.ifelse(by_times, in_times, in_yuan), ibis.null("boolean"))


def _below(v: ir.Table, one: str, other: str, unit: str) -> ir.BooleanValue:
    high, its_high = v[f"{one}max_{unit}"], v[f"{other}max_{unit}"]
    return (high < its_high) | ((high == its_high) & (v[f"{one}min_{unit}"] < v[f"{other}min_{unit}"]))


def _text(value: ir.Value, nothing: ir.StringValue) -> ir.StringValue:
    return value.cast("string").fill_null(nothing)
