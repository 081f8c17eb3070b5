"""What an agency shows the public before it enforces, and the agencies that must."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.beside import with_delivery
from fajian.engine.rules.offices import in_office
from fajian.engine.rules.tables import Tables
from fajian.engine.rules.wording import without_first


def agencies_in_office(data: Tables) -> ir.Table:
    """The agencies that are or may be in office, with `is_in_office` (three-valued)."""
    a = data.agencies.mutate(is_in_office=in_office(data, data.agencies))
    return a.filter(a.is_in_office.fill_null(True))


def with_published(data: Tables, a: ir.Table, kinds: Mapping[str, str]) -> ir.Table:
    """Agencies with a column has_<kind> each: whether it is published, and `lacking`, the words of what is not.

    Nothing shown means not published only where the agency declared 主动公开事项 complete for the as-of day, else null.
    """
    d = data.disclosures
    d = d.mutate(is_out=data.happened(d, "disclosures", "published_on"))
    found = d.group_by(fj_agency="agency_id").aggregate(
        **{f"out_{kind}": d.is_out.any(where=d.kind == kind) for kind in kinds},
        fj_unsaid=d.is_out.isnull().any(),
    )
    a = a.mutate(fj_today=data.today).left_join(found, a.agency_id == found.fj_agency)
    a = with_delivery(data, a, "agency_id", "disclosures", "agency_id", "fj_today", "fj_delivered")
    sure = a.fj_delivered & ~a.fj_unsaid.fill_null(False)
    has = {
        kind: ibis.cases(
            (a[f"out_{kind}"], ibis.literal(True)), (sure, ibis.literal(False)), else_=ibis.null("boolean")
        )
        for kind in kinds
    }
    words = [ibis.ifelse(has[kind], ibis.literal(""), ibis.literal("、" + word)) for kind, word in kinds.items()]
    lacking = words[0].concat(*words[1:]) if len(words) > 1 else words[0]
    return a.mutate(**{f"has_{kind}": value for kind, value in has.items()}, lacking=without_first(lacking))
