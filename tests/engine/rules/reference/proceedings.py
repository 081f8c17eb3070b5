"""Judges of penalties that read other tables too: payments, clues, devices, files, what is shown to the public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from tests.engine.rules.reference.cases import PUNISHED, REVISION, YES_NO
from tests.engine.rules.reference.drawing import Start, Step, beside, mostly, reference, words
from tests.engine.rules.reference.holdings import excluded
from tests.engine.rules.reference.plain import (
    DAY,
    Day,
    Record,
    Verdict,
    after,
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

PAID = beside(by="act_id", most=2, act_kind=words("penalty"), kind=words("fine", "fine", "fee"),
              amount_yuan=mostly(500, 1000, None), paid_on=Step("served_on", 5, 60))  # fmt: skip
REVIEWS = beside(by="act_id", act_kind=words("penalty"), kind=mostly("opinion", "review"),
                 accepted_on=Step("served_on", 10, 50), ended_on=Step("accepted_on", 5, 60))  # fmt: skip
FINES = mostly(2000, 0, None)
BOTH = mostly("B", "A")


def fined(p: Record) -> Verdict:
    fine = p.count("fine_yuan")
    return both(p.is_("outcome", "penalty"), p.holds("penalty_kinds", "fine") if fine is None else fine > 0)


def paid(p: Record) -> int | None:
    """What came in of the fine; nothing on record is nothing only where all was handed in."""
    amounts = [y.count("amount_yuan") for y in p.beside("payments") if y.is_("kind", "fine")]
    if None in amounts:
        return None
    return sum(a or 0 for a in amounts) if amounts or (p.is_declared and p.day("decided_on")) else None


def has_remedy(p: Record) -> Verdict:
    if any(r.is_("kind", "review", "suit") for r in p.beside("reviews_and_suits")):
        return True
    return False if p.is_declared and p.day("decided_on") else None


def deferred_to(p: Record) -> Day:
    """The day to which a deferral was granted."""
    return p.day("deferral_to_on") if p.day("deferral_decided_on") else None


@reference("FIN-053-ENFORCE", "penalties", {"payments": PAID, "reviews_and_suits": REVIEWS}, agency_id=BOTH,
           outcome=words("penalty"), procedure=words("ordinary", "summary", None), served_on=Start(),
           decided_on=Step("served_on", -6, 0), penalty_kinds=mostly("fine", "warning"), fine_yuan=FINES,
           has_enforcement_power=mostly(False, True, None), deferral_decided_on=Step("served_on", 3, 9),
           deferral_to_on=Step("served_on", 20, 60), urge_served_on=Step("served_on", 240, 262),
           court_applied_on=Step("served_on", 60, 280))  # fmt: skip
def not_enforced(p: Record) -> Verdict:
    served, decided = p.day("served_on"), p.day("decided_on")
    since = None if decided is None else decided >= dt.date(2024, 1, 1)
    on_the_spot = both(p.is_("procedure", "summary"), since)
    ends = None if on_the_spot is None else rolled(days_after(served, 60) if on_the_spot else months_after(served, 6))
    start = deferred_to(p) or ends
    late = both(p.has("served_on"), p.late("court_applied_on", rolled(months_after(start, 3))))
    waited = after(p.day("court_applied_on"), working_after(p.day("urge_served_on"), 10))
    early = both(p.has("court_applied_on"), either(no(p.has("urge_served_on")), no(waited)))
    due = both(fined(p), after(p.count("fine_yuan"), paid(p)), no(p.yes("has_enforcement_power")), no(has_remedy(p)))
    return both(due, either(late, early))


@reference("COE-046-URGE", "penalties", {"payments": PAID, "reviews_and_suits": REVIEWS},
           agency_id=words(*["B"] * 7, "A"), outcome=words("penalty"), served_on=Start(),
           decided_on=Step("served_on", -6, 0), penalty_kinds=words("fine"), fine_yuan=words(*[2000] * 7, None),
           has_enforcement_power=mostly(True, False, None), is_surcharge_stated=mostly(True, False, None),
           pay_due_on=Step("served_on", 14, 17), deferral_decided_on=Step("served_on", 3, 9),
           deferral_to_on=Step("served_on", 20, 40),
           urge_served_on=words(*[None] * 7, dt.date(2026, 11, 20)))  # fmt: skip
def nobody_urged(p: Record) -> Verdict:
    last = days_after(deferred_to(p) or p.day("pay_due_on"), 30)
    due = both(fined(p), after(p.count("fine_yuan"), paid(p)), p.yes("has_enforcement_power"), no(has_remedy(p)))
    return both(due, p.yes("is_surcharge_stated"), after(AS_OF, last), no(p.has("urge_served_on")))


@reference("FIN-072-SURCHARGE", "penalties", {"payments": PAID, "reviews_and_suits": REVIEWS}, outcome=PUNISHED,
           served_on=Start(), penalty_kinds=words("fine"), fine_yuan=words(1000, 1000, None),
           pay_due_on=Step("served_on", 14, 17), deferral_decided_on=Step("served_on", 3, 9),
           deferral_to_on=Step("served_on", 20, 60), surcharge_to_on=Step("served_on", 30, 70),
           surcharge_yuan=words(0, 300, 600, 900, 1000, 1002),
           is_surcharge_stated=words(True, True, False, None))  # fmt: skip
def surcharge_too_high(p: Record) -> Verdict:
    fine, due = p.count("fine_yuan"), deferred_to(p) or p.day("pay_due_on")
    until = p.day("surcharge_to_on") or AS_OF
    parts = [(y.count("amount_yuan"), y.day("paid_on")) for y in p.beside("payments") if y.is_("kind", "fine")]
    unsaid = fine is None or any(amount is None for amount, _ in parts)
    parts.append((None if unsaid else max((fine or 0) - sum(amount or 0 for amount, _ in parts), 0), until))
    grown = [grown_on(p, amount, due, day) for amount, day in parts]
    claimed = p.count("surcharge_yuan")
    most = None if fine is None or None in grown else min(sum((g for g in grown if g is not None), Decimal()), fine)
    too_much = None if most is None or claimed is None else claimed > most + 1
    return both(fined(p), after(claimed, 0), either(no(p.yes("is_surcharge_stated")), too_much))


def grown_on(p: Record, amount: int | None, due: Day, until: Day) -> Decimal | None:
    """3 % of a part of the fine for each day it was late, days of a review or suit left out."""
    if amount == 0:
        return Decimal()
    if amount is None or due is None or until is None:
        return None
    spans = [(on, r.day("ended_on") or AS_OF) for r in p.beside("reviews_and_suits")
             if r.is_("kind", "review", "suit") and (on := r.day("accepted_on"))]  # fmt: skip
    days = max((until - due).days, 0) - len(covered(spans, due + DAY, until))
    return Decimal(amount) * days * Decimal("0.03")


@reference("FIN-DISPOSE", "seized_items",
           {"penalties": beside(of="penalty_id", outcome=PUNISHED, decided_on=Step("disposed_on", -190, -176),
                                penalty_kinds=words("fine,confiscate_goods", "confiscate_goods", "fine", None))},
           disposed_on=Start(), disposal=words("auction", "destroyed", "other", None),
           stored_on=words(dt.date(2021, 8, 1), None), auction_no=words("号", None), proceeds_yuan=words(None, 0, 100),
           treasury_voucher_no=words("号", None))  # fmt: skip
def goods_gone_astray(i: Record) -> Verdict:
    case = i.the("penalties")
    taken = both(case.is_("outcome", "penalty"), case.holds("penalty_kinds", "confiscate_goods")) if case else False
    sold = i.has("disposed_on")
    no_number = both(sold, i.is_("disposal", "auction"), no(i.has("auction_no")))
    no_voucher = both(after(i.count("proceeds_yuan"), 0), no(i.has("treasury_voucher_no")))
    in_hand = either(no(sold), no(i.is_("disposal", "destroyed", "returned", "handed_over")))
    unstored = both(taken, no(i.has("stored_on")), in_hand)
    last = rolled(months_after(case.day("decided_on"), 6)) if case else None
    return either(no_number, no_voucher, unstored, both(taken, no(sold), after(AS_OF, last)))


@reference("PEN-041-EDEV", "penalties",
           {"facilities": beside(of="facility_id", law_reviewed_on=words(*[dt.date(2020, 1, 1)] * 9, None),
                                 tech_reviewed_on=words(dt.date(2020, 1, 1)), published_on=Step("captured_at", -9, 1),
                                 calibration_to_on=Step("captured_at", -2, 20))},
           outcome=words("penalty"), facility_id=words(None, "无"), captured_at=Start(9),
           capture_reviewer=words("甲", "甲", "甲", None), capture_notified_on=Step("captured_at", 2, 9),
           decided_on=Step("captured_at", 10, 30))  # fmt: skip
def captured_by_a_bad_device(p: Record) -> Verdict:
    device, on = p.the("facilities"), date_of(p.cell("captured_at"))
    bad: Verdict = None
    if device:
        checks = ("law_reviewed_on", "tech_reviewed_on", "published_on")
        unchecked = any(device.day(name) is None for name in checks)
        out = either(after(device.day("published_on"), on), after(on, device.day("calibration_to_on")))
        bad = either(unchecked, out)
    untold = p.late("capture_notified_on", working_after(on, 3))
    decided = p.day("decided_on")
    since = None if decided is None else decided >= REVISION
    return both(p.has("facility_id"), since, either(bad, no(p.has("capture_reviewer")), untold))


@reference("PEN-036-TIMEBAR", "penalties",
           {"clues": beside(of="clue_id", received_on=Step("act_start_on", 725, 736)),
            "inspections": beside(of="inspection_id", started_at=Step("act_start_on", 1820, 1830))},
           outcome=PUNISHED, decided_on=Start(), act_start_on=Step("decided_on", -2000, -735),
           act_end_on=Step("act_start_on", 0, 3), is_continuous=words(False, False, True, None),
           is_act_ongoing=words(None, None, True), clue_id=words(None, "无"),
           discovered_on=Step("act_start_on", 725, 1830), filed_on=Step("act_start_on", 720, 760),
           limit_months=words(None, None, None, 6), is_life_health_finance=YES_NO, has_harm=YES_NO)  # fmt: skip
def time_barred(p: Record) -> Verdict:
    clue, visit = p.the("clues"), p.the("inspections")
    days = [p.day("discovered_on"), clue.day("received_on") if clue else None,
            visit.day("started_at") if visit else None]  # fmt: skip
    found = min((day for day in days if day), default=None)
    named = zip((p.has("clue_id"), p.has("inspection_id")), days[1:], strict=True)
    whole = all(day is not None or is_named is False for is_named, day in named)

    def found_after(last: Day) -> Verdict:
        if last is None:
            return None
        if found is None:
            filed = p.day("filed_on")
            return False if filed and filed <= last else None
        return None if found > last and not whole else found > last

    def late(start: Day) -> Verdict:
        months, decided, end = p.count("limit_months"), p.day("decided_on"), p.day("act_end_on")
        if months is not None:
            return found_after(months_after(start, months))
        short, long = found_after(months_after(start, 24)), None
        if decided and decided >= REVISION:
            long = found_after(months_after(start, 60))
        new_law = decided is not None and decided >= REVISION
        harmed = both(p.yes("is_life_health_finance"), p.yes("has_harm"), new_law)
        disputed = both(short, harmed, long is False, None if end is None else end < REVISION)
        return None if disputed else both(short, no(both(harmed, no(long))))

    from_start, from_end = late(p.day("act_start_on")), late(p.day("act_end_on"))
    by_kind = {True: from_end, False: from_start, None: from_start if from_start is from_end else None}
    barred = by_kind[p.yes("is_continuous")]
    ongoing = both(p.yes("is_continuous"), p.yes("is_act_ongoing"))
    return both(p.is_("outcome", "penalty"), no(ongoing), barred)


@reference("PEN-060-90D", "penalties",
           {"time_adjustments": beside(by="act_id", most=2, act_kind=words("penalty"),
                                       kind=words("extension", "hearing", "test"), from_on=Step("filed_on", -3, 95),
                                       to_on=Step("from_on", 0, 20),
                                       days=words(10, 30, 60, None), approved_on=Step("filed_on", 80, 96),
                                       approver=words("collective", "head", None), doc_no=words("号", "号", None))},
           procedure=words("ordinary", "ordinary", "ordinary", "summary", None),
           domain=words("urban", "health", "police"), outcome=words("penalty", "penalty", "penalty", "withdrawn", None),
           filed_on=Start(), decided_on=Step("filed_on", 28, 160))  # fmt: skip
def decided_too_late(p: Record) -> Verdict:
    filed, police = p.day("filed_on"), p.is_("domain", "police")
    since = None if filed is None else filed >= REVISION
    applies = both(p.is_("procedure", "ordinary"), since, no(p.is_("outcome", "transferred", "withdrawn")))
    return both(applies, over_the_limit(p, filed, 30 if police else 90) if filed and since else None)


def over_the_limit(p: Record, filed: dt.date, limit: int) -> Verdict:
    until = p.day("decided_on") or AS_OF
    papers = [a for a in p.beside("time_adjustments") if a.has("doc_no") is not False]
    periods = [a for a in papers if not a.is_("kind", "extension")]
    known = [a for a in periods if a.day("from_on")]
    first = rolled(filed + (limit + excluded(known, filed, until, limit, roll=True)) * DAY)
    granted = [a for a in papers if a.is_("kind", "extension") and no(after(a.day("approved_on"), first))]

    def together(*approvers: str | None) -> int:
        return sum(a.count("days") or 0 for a in granted if a.cell("approver") in approvers)

    allowed = 0 if p.is_("domain", "health") else 30
    extended = together("collective") + min(together("head", None), allowed)
    at_most = together("collective", None) + min(together("head"), allowed)
    off = excluded(known, filed, until, limit + extended, roll=True)
    late, surely = (p.late("decided_on", rolled(filed + (limit + off + more) * DAY)) for more in (extended, at_most))
    unclear = len(known) < len(periods) or any(a.count("days") is None for a in granted)
    return both(late, True if surely and not unclear else None)


def needs_hearing(p: Record) -> Verdict:
    """A heavy kind, or a fine of the sum for a hearing in Henan: 5 000 yuan for people, 50 000 for organisations."""
    decided, kinds = p.day("decided_on"), ("revoke_licence", "suspend_business")
    newer = () if decided and decided < REVISION else ("close", "lower_grade")
    fine = p.count("fine_yuan")
    if fine is None:
        large: Verdict = False if p.holds("penalty_kinds", "fine") is False else None
    elif fine == 0:
        large = False
    else:
        large = None if decided is None or decided < dt.date(2021, 12, 1) else fine >= 5_000
    return either(p.holds("penalty_kinds", *kinds, *newer), large)


HEARINGS = {
    "procedure": mostly("ordinary", "summary"), "outcome": mostly("penalty", None),
    "party_kind": words("person"), "domain": words("urban"),
    "penalty_kinds": words("fine", "warning", *["close", "revoke_licence"] * 3, None),
    "fine_yuan": words(0, 4_999, 5_000, 10_000_000, None), "notice_served_on": Start(),
    "renotice_served_on": Step("notice_served_on", 2, 9), "decided_on": Step("notice_served_on", 4, 14),
}  # fmt: skip


def last_notice(p: Record) -> Day:
    return p.day("renotice_served_on") or p.day("notice_served_on")


def time_to_ask(notice: Day) -> Day:
    """Five working days; three days for a notice before the revision."""
    return rolled(days_after(notice, 3)) if notice and notice < REVISION else working_after(notice, 5)


@reference("PEN-063-HEARING", "penalties", **HEARINGS, is_hearing_told=words(True, True, False, None),
           hearing_requested_on=Step("notice_served_on", 3, 16), hearing_held_on=Step("notice_served_on", 10, 20),
           hearing_waived_on=words(None, None, None, dt.date(2026, 1, 5)))  # fmt: skip
def no_hearing(p: Record) -> Verdict:
    needed, told = needs_hearing(p), p.yes("is_hearing_told")
    in_time = no(after(p.day("hearing_requested_on"), time_to_ask(last_notice(p))))
    asked = both(p.has("hearing_requested_on"), in_time)
    refused = both(either(needed, told), asked, no(p.has("hearing_waived_on")), no(p.has("hearing_held_on")))
    bad = either(both(needed, no(told)), refused)
    return both(p.is_("procedure", "ordinary"), p.is_("outcome", "penalty"), bad)


@reference("PEN-064-5D", "penalties", **HEARINGS, hearing_waived_on=words(None, None, None, dt.date(2026, 1, 5)))
def decided_too_soon(p: Record) -> Verdict:
    noticed = either(p.has("notice_served_on"), p.has("renotice_served_on"))
    soon = no(after(p.day("decided_on"), time_to_ask(last_notice(p))))
    due = both(p.is_("procedure", "ordinary"), p.is_("outcome", "penalty"), needs_hearing(p))
    return both(due, noticed, no(p.has("hearing_waived_on")), soon)


@reference("PUB-048-3WD", "publications",
           {"penalties": beside(of="act_id", change_kind=words("revoked", "changed", None),
                                change_effective_on=Step("published_on", 20, 30))},
           act_kind=words("penalty"), act_id=words("无"), published_on=Start(),
           withdrawn_on=Step("published_on", 20, 44), has_withdraw_reason=words(True, True, False, None),
           taken_down_on=Step("published_on", 15, 400))  # fmt: skip
def shown_after_change(s: Record) -> Verdict:
    case = s.the("penalties")
    if case is None or case.has("change_kind") is False:
        return False
    on = case.day("change_effective_on")
    down = s.day("taken_down_on")
    still = True if down is None else no(after(on, down))
    late = s.late("withdrawn_on", working_after(on, 3))
    silent = both(s.has("withdrawn_on"), no(s.yes("has_withdraw_reason")))
    return both(None if on is None else on >= REVISION, still, either(late, silent))


@reference("PUB-PERIOD", "publications",
           {"penalties": beside(of="act_id", least=1, decided_on=Step("published_on", -9, 0),
                                penalty_kinds=words("criticism", "fine", "criticism,fine", None))},
           act_kind=words("penalty"), act_id=words("无"), published_on=Start(),
           channel=words("credit_china", "company_system", "company_system", "agency_site", None),
           credit_class=words("minor", "minor", "general", "serious", None),
           withdrawn_on=words(None, None, None, dt.date(2026, 11, 2)),
           taken_down_on=words(None, None, None, dt.date(2026, 11, 2)))  # fmt: skip
def shown_too_long(s: Record) -> Verdict:
    case, channel = s.the("penalties"), s.cell("channel")
    if case is None or channel not in ("credit_china", "company_system", None):
        return False
    last: Day = None
    if channel == "credit_china":
        months = {"minor": 3, "general": 12, "serious": 36, None: None}[s.cell("credit_class")]  # type: ignore[index]
        last = months_after(case.day("decided_on"), months) if months else None
    elif channel and case.cells.get("penalty_kinds"):
        months = 3 if case.cells["penalty_kinds"] == "criticism" else 36
        last = months_after(s.day("published_on"), months)
    still = both(no(s.has("withdrawn_on")), no(s.has("taken_down_on")))
    return both(still, True if channel else None, after(AS_OF, last))


@reference("REC-ARCHIVE", "penalties",
           {"file_archives": beside(by="act_id", most=2, act_kind=words("penalty"),
                                    archived_on=Step("closed_on", 25, 50), volume_no=words("{key}", "{key}", None),
                                    has_recordings=words(True, True, False, None)),
            "recordings": beside(by="act_id", act_kind=words("penalty"))},
           agency_id=BOTH, closed_on=Start())  # fmt: skip
def badly_filed(p: Record) -> Verdict:
    last, files = rolled(days_after(p.day("closed_on"), 30)), p.beside("file_archives")
    days = [f.day("archived_on") for f in files]
    if last is None:
        late: Verdict = None
    elif any(day and day <= last for day in days):
        late = False
    elif None in days:
        late = None
    elif days:
        late = True
    else:
        late = False if last >= AS_OF else True if p.is_declared else None
    recorded = bool(p.beside("recordings"))
    silent = both(bool(files), recorded, no(kept([f.yes("has_recordings") for f in files])))
    shared = both(bool(files), kept([None if f.cell("volume_no") is None else False for f in files]))
    return both(p.has("closed_on"), either(late, silent, shared))


def kept(answers: Sequence[Verdict]) -> Verdict:
    """Whether one of the files says so; files that say nothing are passed over."""
    said = [answer for answer in answers if answer is not None]
    return any(said) if said else None


@reference("DIS-27-ADJUST", "penalties",
           {"file_archives": beside(by="act_id", act_kind=words("penalty"),
                                    document_kinds=words("record,adjust_doc", "record", None))},
           agency_id=BOTH, outcome=PUNISHED, closed_on=Start(), decided_on=Step("closed_on", -9, -1),
           is_tier_adjusted=words(True, True, True, None),
           adjust_approved_on=words(dt.date(2021, 7, 1), dt.date(2021, 7, 1), None))  # fmt: skip
def departed_without_leave(p: Record) -> Verdict:
    files, by = p.beside("file_archives"), rolled(days_after(p.day("closed_on"), 30))
    if files:
        no_papers = no(files[0].holds("document_kinds", "adjust_doc"))
    elif p.has("closed_on") is False or (by and by >= AS_OF):
        no_papers = False
    else:
        no_papers = True if by and p.is_declared and p.day("decided_on") else None
    return both(
        p.is_("outcome", "penalty"), p.yes("is_tier_adjusted"), either(no(p.has("adjust_approved_on")), no_papers)
    )
