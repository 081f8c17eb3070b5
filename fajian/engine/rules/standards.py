"""Standards of discretion: whether one was in force, and the steps of it."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.tables import Tables


def with_standard(data: Tables, p: ir.Table) -> ir.Table:
    """Penalties with `has_standard`: a standard for their violation was in force the day they were decided.

    Both ends of its term are in; one without a last day is still in force. Null where the violation or the day is not
    recorded, or only a standard of unknown term would do.
    """
    d = data.discretion_tiers.filter(data.discretion_tiers.violation_code.notnull())
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
