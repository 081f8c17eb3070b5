"""Standards of discretion: whether one was in force, and the steps of it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import look_up
from fajian.engine.rules.fines import with_span
from fajian.engine.rules.tables import Tables


def with_standard(data: Tables, p: ir.Table, steps: ir.BooleanValue | None = None) -> ir.Table:
    """Penalties with `has_standard`: a standard for their violation was in force the day they were decided.

    `steps` picks the steps of standards that count, all of them if None.

    Both ends of its term are in; one without a last day is still in force. Null where the violation or the day is not
    recorded, or only a standard of unknown term would do.
    """
    d = data.discretion_tiers
    d = d.filter(d.violation_code.notnull() if steps is None else d.violation_code.notnull() & steps)
    terms = d.select(std_code="violation_code", std_from="effective_from_on", std_to="effective_to_on").distinct()
    cases = p.filter(p.violation_code.notnull()).select("violation_code", "decided_on").distinct()
    pairs = cases.inner_join(terms, cases.violation_code == terms.std_code)
    fits = (pairs.decided_on >= pairs.std_from) & (pairs.std_to.isnull() | (pairs.decided_on <= pairs.std_to))
    pairs = pairs.mutate(fits=fits)
    found = pairs.group_by(std_violation="violation_code", std_on="decided_on").aggregate(
        any_fits=pairs.fits.any(), any_unsaid=pairs.fits.isnull().any()
    )
    t = p.left_join(found, [p.violation_code == found.std_violation, p.decided_on == found.std_on])
    has_standard = ibis.cases(
        (t.violation_code.isnull() | t.decided_on.isnull(), ibis.null("boolean")),
        (t.any_fits, ibis.literal(True)),
        (t.any_unsaid, ibis.null("boolean")),
        else_=ibis.literal(False),
    )
    return t.mutate(has_standard=has_standard).drop("std_violation", "std_on", "any_fits", "any_unsaid")


def with_step(data: Tables, p: ir.Table) -> ir.Table:
    """Penalties with the step they were punished by: is_by_step (three-valued), and, null where the register lacks it,
    step_known_id, step_published_on, step_is_published, step_lapsed_on.
    """
    d = data.discretion_tiers
    steps = d.select(
        step_known_id="tier_id",
        step_published_on="published_on",
        step_is_published=data.happened(d, "discretion_tiers", "published_on"),
        step_lapsed_on="effective_to_on",
        step_may_lapse=data.happened(d, "discretion_tiers", "effective_to_on"),
    )
    t = p.mutate(is_by_step=data.happened(p, "penalties", "tier_id"))
    return t.left_join(steps, t.tier_id == steps.step_known_id)


def with_step_span(data: Tables, p: ir.Table, step: str) -> ir.Table:
    """Penalties with what the step in column `step` allows in this case: step_lowest, step_highest, in yuan.

    Null where the register lacks the step, or the clause or sum its multiples are reckoned from is not recorded.
    """
    t = with_span(data, p)
    columns = ("min_yuan", "max_yuan", "min_times", "max_times")
    t = look_up(t, step, data.discretion_tiers, "tier_id", **{f"step_{name}": name for name in columns})
    return t.mutate(
        step_lowest=_in_yuan(t, t.step_min_yuan, t.step_min_times),
        step_highest=_in_yuan(t, t.step_max_yuan, t.step_max_times),
    )


def _in_yuan(t: ir.Table, yuan: ir.DecimalValue, times: ir.DecimalValue) -> ir.DecimalValue:
    """One end of a step in this case; what its numbers mean is the clause's matter, so null without a clause."""
    return ibis.cases(
        (t.clause_id.isnull(), ibis.null("decimal(38,6)")),
        (times.notnull(), (times * t.base_yuan).cast("decimal(38,6)")),
        else_=yuan.cast("decimal(38,6)"),
    )


def with_list_of_no_penalty(data: Tables, p: ir.Table) -> ir.Table:
    """Penalties with `is_on_list`: a step 不予 for their violation was in force the day they were decided.

    Null where the violation or the day is not recorded, or only a step of unknown term would do.
    """
    d = data.discretion_tiers
    return with_standard(data, p, d.tier == "none").rename(is_on_list="has_standard")
