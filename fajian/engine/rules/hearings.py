"""Thresholds that differ by party, heavy kinds of penalty, and when a hearing must be offered."""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.codes import has_any
from fajian.engine.rules.tables import Tables
from fajian.engine.rules.terms import REVISION, counts_as

HEAVY = ("lower_grade", "revoke_licence", "suspend_business", "close", "restrict_practice")
HEAVY_2017 = ("revoke_licence", "suspend_business")
PARTIES = ("person", "organisation")


def by_party(p: ir.Table, of: Callable[[str], ir.Value]) -> ir.Value:
    """What `of` gives for the party's class; where the class is blank, what it gives for both, else null."""
    person, organisation = (of(party) for party in PARTIES)
    known = counts_as(p)
    return ibis.cases(
        (known == "person", person),
        (known == "organisation", organisation),
        (person == organisation, person),
        else_=ibis.null(person.type()),
    )


def hearing_threshold(data: Tables, p: ir.Table, party: str) -> ir.DecimalValue:
    """The fine from which a hearing must be offered to a person or organisation, in force on the decision day."""
    return data.limit("hearing_fine_yuan", p.decided_on, p.domain.concat("." + party), p.domain, party)


def fine_yuan(p: ir.Table) -> ir.DecimalValue:
    """The fine; nought where none is among the kinds of penalty, null where nobody wrote it down."""
    return _amount(p.fine_yuan, p.penalty_kinds)


def notice_fine_yuan(p: ir.Table) -> ir.DecimalValue:
    """The same for the fine the (first) notice announced."""
    return _amount(p.notice_fine_yuan, p.notice_penalty_kinds)


def _amount(fine: ir.DecimalValue, kinds: ir.ArrayValue) -> ir.DecimalValue:
    return ibis.ifelse(fine.isnull() & ~kinds.contains("fine"), ibis.literal(0).cast("decimal(18,2)"), fine)


def hearing_needed(data: Tables, p: ir.Table) -> ir.BooleanValue:
    """The penalty calls for a hearing: a heavy kind, or a fine or confiscation at or above the threshold.

    Decisions before 15 July 2021: only 吊销 and 停产停业 are heavy, and confiscation does not count. Where no threshold
    is in force an amount above nought cannot be judged.
    """
    heavy = ibis.ifelse(p.decided_on < REVISION, has_any(p.penalty_kinds, HEAVY_2017), has_any(p.penalty_kinds, HEAVY))
    confiscated = (p.decided_on >= REVISION) & _reaches(data, p, p.confiscated_yuan)
    return heavy | _reaches(data, p, fine_yuan(p)) | confiscated


def _reaches(data: Tables, p: ir.Table, amount: ir.DecimalValue) -> ir.BooleanValue:
    return by_party(p, lambda party: (amount > 0) & (amount >= hearing_threshold(data, p, party)))


def last_notice(data: Tables, p: ir.Table) -> ir.DateValue:
    """The day the last notice was served; null where there was none, or nobody knows whether there was a second."""
    unknown = data.happened(p, "penalties", "renotice_served_on").isnull()
    return ibis.cases(
        (unknown, ibis.null("date")), else_=ibis.coalesce(p.renotice_served_on, p.notice_served_on)
    )  # fmt: skip
