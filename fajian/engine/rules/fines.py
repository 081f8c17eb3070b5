"""The clause a fine rests on and the lowest and highest fine it allows."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables

# Columns of penalty_norms that a rule may read, under these names beside the case's own.
_CLAUSE = {
    "clause_id": "norm_id",
    "citation": "citation",
    "clause_level": "level",
    "fine_mode": "fine_mode",
    "clause_min_yuan": "min_yuan",
    "clause_max_yuan": "max_yuan",
    "base_kind": "base",
    "min_times": "min_times",
    "max_times": "max_times",
    "base_threshold_yuan": "base_threshold_yuan",
    "below_min_yuan": "below_min_yuan",
    "below_max_yuan": "below_max_yuan",
    "cap_yuan": "cap_yuan",
    "is_double_penalty": "is_double_penalty",
    "has_superior_basis": "has_superior_basis",
    "is_safety_field": "is_safety_field",
    "cancelled_on": "cancelled_on",
    "clause_applies_to": "applies_to",
    "is_catchall": "is_catchall",
    "requires_confiscation": "requires_confiscation",
    "crime_threshold_yuan": "crime_threshold_yuan",
}


def with_clause(data: Tables, p: ir.Table) -> ir.Table:
    """Penalties with the columns of the clause in `norm_id`; all null where it is blank or not in the library.

    A 双公示 case has no norm_id: its clause is the one whose citation stands in 处罚依据, the longest if several do,
    among those for its kind of party. Sole traders are fined as persons under some clauses and as organisations under
    others.
    """
    cases = _cited(data, p) if data.has_profile("penalties", "sgs") else p.mutate(found_norm_id=p.norm_id)
    norms = data.penalty_norms
    clauses = norms.select(**{name: norms[column] for name, column in _CLAUSE.items()})
    return cases.left_join(clauses, cases.found_norm_id == clauses.clause_id)


def with_span(data: Tables, p: ir.Table) -> ir.Table:
    """`with_clause` and `lowest`, `highest`: what the clause allows in this case, in yuan, both included.

    Null where the clause, or the sum or count it is reckoned from, is not recorded. By mode: 幅度 the clause's span;
    固定 one sum; 倍数、百分比 times the base, or the fixed span below the base threshold; 按件 times the count. The cap
    on the whole holds for both ends.
    """
    t = with_clause(data, p)
    base = ibis.cases(
        (t.base_kind == "goods_value", t.goods_value_yuan),
        (t.base_kind == "illegal_gain", t.illegal_gain_yuan),
        (t.base_kind == "involved", t.involved_yuan),
        else_=ibis.null("decimal(18,2)"),
    )
    t = t.mutate(base_yuan=base)
    below = t.base_threshold_yuan.notnull() & (t.base_yuan < t.base_threshold_yuan)
    return t.mutate(
        lowest=_capped(t, _by_mode(t, below, t.clause_min_yuan, t.below_min_yuan, t.min_times, t.clause_max_yuan)),
        highest=_capped(t, _by_mode(t, below, t.clause_max_yuan, t.below_max_yuan, t.max_times, t.clause_max_yuan)),
    )


def with_position(data: Tables, p: ir.Table) -> ir.Table:
    """`with_span` and `place`: where the fine lies, 0 the lowest and 10000 the highest; null without a span.

    A whole number, so that medians and ranks are exact. Amounts below nine milliards are exact floats.
    """
    t = with_span(data, p)
    fine, low, high = (t[name].cast("float64") for name in ("fine_yuan", "lowest", "highest"))
    place = ((fine - low) * 10_000.0 / (high - low)).floor().cast("int64")
    return t.mutate(place=ibis.ifelse(t.lowest < t.highest, place, ibis.null("int64")))


def _by_mode(
    t: ir.Table,
    below: ir.BooleanValue,
    sum_yuan: ir.DecimalValue,
    below_yuan: ir.DecimalValue,
    times: ir.DecimalValue,
    fixed_yuan: ir.DecimalValue,
) -> ir.DecimalValue:
    return ibis.cases(
        (t.fine_mode == "range", _money(sum_yuan)),
        (t.fine_mode == "fixed", _money(fixed_yuan)),
        (t.fine_mode == "per_unit", _money(sum_yuan * t.unit_count)),
        (t.fine_mode.isin(["multiple", "percent"]) & t.base_yuan.isnull(), ibis.null("decimal(38,6)")),
        (t.fine_mode.isin(["multiple", "percent"]) & below, _money(below_yuan)),
        (t.fine_mode.isin(["multiple", "percent"]), _money(times * t.base_yuan)),
        else_=ibis.null("decimal(38,6)"),
    )


def _money(value: ir.DecimalValue) -> ir.DecimalValue:
    # Times a base has six decimals; nothing is rounded before it is compared.
    return value.cast("decimal(38,6)")


def _capped(t: ir.Table, value: ir.DecimalValue) -> ir.DecimalValue:
    return ibis.ifelse(t.cap_yuan.notnull() & (value > t.cap_yuan), _money(t.cap_yuan), value)


def _cited(data: Tables, p: ir.Table) -> ir.Table:
    """Penalties with `found_norm_id`: norm_id, or for a 双公示 case the clause its 处罚依据 cites."""
    wanted = p.filter(p.norm_id.isnull() & (p.source_profile == "sgs") & p.basis_text.notnull())
    texts = wanted.select("basis_text", "party_kind").distinct()
    norms = data.penalty_norms
    hits = texts.join(
        norms.select("norm_id", "citation", "applies_to"),
        [
            texts.basis_text.contains(norms.citation),
            _fits(norms.applies_to, texts.party_kind),
        ],
    )
    ranked = hits.mutate(
        rank=ibis.row_number().over(
            group_by=[hits.basis_text, hits.party_kind], order_by=[hits.citation.length().desc(), hits.norm_id]
        )
    )
    best = ranked.filter(ranked["rank"] == 0).select(
        cited_text="basis_text", cited_scope="party_kind", cited_norm_id="norm_id"
    )
    joined = p.left_join(
        best,
        [
            p.basis_text == best.cited_text,
            p.party_kind.fill_null("") == best.cited_scope.fill_null(""),
            p.source_profile == "sgs",
        ],
    )
    return joined.mutate(found_norm_id=ibis.coalesce(joined.norm_id, joined.cited_norm_id)).drop(
        "cited_text", "cited_scope", "cited_norm_id"
    )


def _fits(applies_to: ir.StringValue, party_kind: ir.StringValue) -> ir.BooleanValue:
    sole_trader = (party_kind == "sole_trader").fill_null(False)
    return (applies_to == "any") | (applies_to == party_kind).fill_null(False) | sole_trader
