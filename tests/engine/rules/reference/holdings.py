"""Judges of coercion: how long things may be held, when they go back, when force may be used."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fajian.engine.law.calendar import Calendar
from tests.engine.rules.reference.drawing import Start, Step, beside, reference, words
from tests.engine.rules.reference.plain import (
    DAY,
    Day,
    Record,
    Verdict,
    after,
    any_of,
    both,
    covered,
    date_of,
    days_after,
    either,
    months_after,
    no,
    rolled,
    working_after,
)  # fmt: skip
from tests.engine.rules.spec import AS_OF

HELD = words("seal", "seize", "freeze", "demolish")
KEPT = ("confiscated", "transferred", "destroyed", "auctioned")
CHANGES = beside(
    by="act_id", most=2, act_kind=words("coercion"), kind=words("extension", "test", "hearing"),
    from_on=Step("started_at", -3, 45), to_on=Step("from_on", 0, 12), days=words(10, 30, 40, None),
    approved_on=Step("started_at", 20, 50), notified_on=Step("approved_on", 0, 3), doc_no=words("号", None),
)  # fmt: skip


def excluded(periods: Sequence[Record], start: dt.date, until: dt.date, limit: int, *, roll: bool) -> int:
    """How many days from `start` to `until` do not count, period by period, while the limit is not yet over."""
    spans = sorted((max(p.day("from_on") or start, start + DAY), p.day("to_on") or until) for p in periods)
    days: set[dt.date] = set()
    for first, last in spans:
        over = start + (limit + len(days)) * DAY
        if first > ((rolled(over) or over) if roll else over):
            break
        days |= covered([(first, last)], first, until)
    return len(days)


def held_until(c: Record, changes: Sequence[Record], *, tests: bool) -> tuple[Day, Day, bool]:
    """The last day, the last day without extensions, and whether a length is unknown."""
    start, limit = date_of(c.cell("started_at")), c.count("limit_days") or 30
    if start is None:
        return None, None, False
    periods = [a for a in changes if a.is_("kind", "test") and both(a.has("notified_on"), a.has("doc_no")) is not False]
    periods = periods if tests else []
    unclear = any(a.day("from_on") is None for a in periods)
    known = [a for a in periods if a.day("from_on")]
    original = start + (limit + excluded(known, start, AS_OF, limit, roll=False)) * DAY
    granted = [a for a in changes if a.is_("kind", "extension") and (on := a.day("approved_on")) and on <= original]
    unclear = unclear or any(a.count("days") is None for a in granted)
    limit += min(sum(a.count("days") or 0 for a in granted), 30)
    return start + (limit + excluded(known, start, AS_OF, limit, roll=False)) * DAY, original, unclear


def held_too_long(c: Record, *, tests: bool) -> Verdict:
    last, _, unclear = held_until(c, c.beside("time_adjustments"), tests=tests)
    over = both(after(AS_OF, last), no(either(c.done_by("released_on", last), c.done_by("disposed_on", last))))
    return both(over, None if unclear else True)


@reference("COE-30D", "coercions", {"time_adjustments": CHANGES}, kind=HELD, started_at=Start(9),
           limit_days=words(None, None, 15), released_on=Step("started_at", 20, 75),
           disposed_on=Step("started_at", 25, 80))  # fmt: skip
def seized_too_long(c: Record) -> Verdict:
    return both(c.is_("kind", "seal", "seize"), held_too_long(c, tests=True))


@reference("COE-FREEZE30", "coercions", {"time_adjustments": CHANGES}, kind=words("freeze", "freeze", "seize"),
           started_at=Start(9), limit_days=words(None, None, 15), released_on=Step("started_at", 20, 75),
           disposed_on=Step("started_at", 25, 80))  # fmt: skip
def frozen_too_long(c: Record) -> Verdict:
    return both(c.is_("kind", "freeze"), held_too_long(c, tests=False))


@reference("COE-EXTNOTICE", "time_adjustments",
           {"coercions": beside(of="act_id", least=1, kind=HELD, started_at=Step("approved_on", -40, -24))},
           act_kind=words("coercion"), kind=words("extension", "test", "hearing"), approved_on=Start(),
           days=words(30), from_on=Step("approved_on", -20, 0), to_on=Step("from_on", 0, 9),
           notified_on=Step("approved_on", -2, 12), doc_no=words("号", None),
           has_reason=words(True, True, False, None))  # fmt: skip
def extended_in_silence(a: Record) -> Verdict:
    c = a.the("coercions")
    if c is None or not c.is_("kind", "seal", "seize", "freeze") or not a.is_("kind", "extension", "test"):
        return False
    if a.is_("kind", "test"):
        return no(a.has("notified_on"))
    moved = c.cells | {"started_at": dt.datetime.combine(c.day("started_at"), dt.time())} if c.day("started_at") else {}
    _, original, _ = held_until(Record("coercions", moved), [a], tests=not c.is_("kind", "freeze"))
    return either(a.late("notified_on", original), no(a.yes("has_reason")))


@reference("COE-RELEASE", "coercions",
           {"penalties": beside(of="penalty_id", outcome=words("penalty", "no_penalty", "withdrawn", None),
                                decided_on=Step("started_at", 10, 30),
                                penalty_kinds=words("fine", "fine,confiscate_goods", None))},
           kind=HELD, started_at=Start(9), released_on=Step("started_at", 10, 34),
           disposed_on=Step("started_at", 12, 34), disposal=words("returned", "confiscated", None),
           returned_on=Step("released_on", 1, 12))  # fmt: skip
def not_given_back(c: Record) -> Verdict:
    case = c.the("penalties")
    over: Verdict = False
    last: Day = None
    if case:
        last = working_after(case.day("decided_on"), 1)
        nothing_kept = both(case.is_("outcome", "penalty"),
                            no(case.holds("penalty_kinds", "confiscate_gain", "confiscate_goods")))  # fmt: skip
        over = either(case.is_("outcome", "no_penalty", "not_established", "withdrawn"), nothing_kept)
    ended = either(c.done_by("released_on", last), c.done_by("disposed_on", last))
    kept = both(over, no(ended), after(AS_OF, last))
    owed = both(c.is_("kind", "seize"), c.has("released_on"), no(c.is_("disposal", *KEPT)))
    unreturned = both(owed, c.late("returned_on", working_after(c.day("released_on"), 3)))
    return both(c.is_("kind", "seal", "seize", "freeze"), either(kept, unreturned))


@reference("COE-DEMOLISH", "coercions",
           {"reviews_and_suits": beside(by="act_id", act_kind=words("coercion"),
                                        kind=words("review", "suit", "opinion"), accepted_on=Step("started_at", -30, 5),
                                        ended_on=Step("accepted_on", 10, 60))},
           kind=words("demolish", "demolish", "demolish", "seize"), started_at=Start(9),
           announced_on=Step("started_at", -30, -5), self_remove_due_on=Step("started_at", -3, 1),
           decision_served_on=Step("started_at", -190, -176),
           is_under_construction=words(None, None, None, False, True))  # fmt: skip
def demolished_too_soon(c: Record) -> Verdict:
    started, served = date_of(c.cell("started_at")), c.day("decision_served_on")
    review, suit = rolled(days_after(served, 60)), rolled(months_after(served, 6))
    remedy = max(review, suit) if review and suit else None
    pending = started is not None and any(
        r.is_("kind", "review", "suit")
        and (on := r.day("accepted_on"))
        and on <= started <= (r.day("ended_on") or AS_OF)
        for r in c.beside("reviews_and_suits")
    )
    too_soon = either(no(after(started, c.day("self_remove_due_on"))), no(after(started, remedy)))
    disputed = None if c.yes("is_under_construction") else True
    return both(c.is_("kind", "demolish"), either(no(c.has("announced_on")), too_soon, pending), disputed)


@reference("COE-NIGHT", "coercions", kind=words("remove", "demolish", "seize"), approved_at=Start(0),
           started_at=Step("approved_at", 4, 30, hours=True), ended_at=Step("started_at", 1, 9, hours=True),
           has_urgent_reason=words(None, None, True))  # fmt: skip
def executed_at_night(c: Record) -> Verdict:
    start, end = c.cell("started_at"), c.cell("ended_at")
    holidays = {row.day for row in Calendar.seeded().rows() if row.is_holiday}
    begins = ends = None
    if isinstance(start, dt.datetime):
        begins = start.hour >= 22 or start.hour < 6 or start.date() in holidays
        if isinstance(end, dt.datetime):
            late = end > dt.datetime.combine(start.date(), dt.time(22))
            ends = end.date() > start.date() or late or end.date() in holidays
    elif isinstance(end, dt.datetime):
        ends = either(None, end.date() in holidays)
    bad = either(begins, ends)
    return both(c.is_("kind", "remove", "demolish"), no(c.yes("has_urgent_reason")), bad)


@reference("PUB-20WD", "coercions",
           {"publications": beside(by="act_id", most=2, act_kind=words("coercion"),
                                   published_on=Step("decided_on", 24, 45))},
           agency_id=words("A", "B"), kind=words("seize"), decided_on=Start(),
           publicity_exemption=words(None, None, "not_listed", "privacy"))  # fmt: skip
def coercion_not_shown(c: Record) -> Verdict:
    return both(c.has("decided_on"), must_be_shown(c), shown_late(c, 20))


def must_be_shown(act: Record) -> Verdict:
    """An excuse on record excuses; whether what no catalogue lists must be shown is for people to judge."""
    excuse = act.cell("publicity_exemption")
    return True if excuse is None else None if excuse == "not_listed" else False


def shown_late(act: Record, limit: int) -> Verdict:
    """First shown after so many working days from the decision, or not at all."""
    last = working_after(act.day("decided_on"), limit)
    shown = [p.day("published_on") for p in act.beside("publications")]
    if last is None:
        return None
    if last >= AS_OF or any_of(no(after(day, last)) for day in shown):
        return False
    if shown:
        return None if None in shown else True
    return True if act.is_declared else None
