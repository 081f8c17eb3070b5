"""Judges of penalties, coercion, permits, inspections and clues."""

from __future__ import annotations

import datetime as dt

from tests.engine.rules.reference.drawing import Start, Step, reference, words
from tests.engine.rules.reference.plain import (
    Day,
    Record,
    Verdict,
    after,
    both,
    date_of,
    days_after,
    either,
    months_after,
    no,
    rolled,
    working_after,
    working_before,
)  # fmt: skip
from tests.engine.rules.spec import AS_OF

REVISION = dt.date(2021, 7, 15)
YES_NO = words(True, False, None)
PUNISHED = words("penalty", "penalty", "no_penalty", None)


def term(start: Day, days: int) -> Day:
    """Days of the Penalty Law: working days since its revision, before that calendar days rolled on."""
    if start is None or start >= REVISION:
        return working_after(start, days)
    return rolled(days_after(start, days))


@reference("PEN-061-SERVE", "penalties", outcome=PUNISHED, decided_on=Start(), served_on=Step("decided_on", 4, 22),
           service_started_on=Step("decided_on", 4, 22), service_method=words("direct", "public_notice", None),
           closed_on=Step("decided_on", 5, 300))  # fmt: skip
def served_late(p: Record) -> Verdict:
    last = term(p.day("decided_on"), 7)
    served = p.late("served_on", last)
    method = p.cell("service_method")
    if method == "public_notice":
        late = p.late("service_started_on", last)
    elif method is None and p.day("served_on") and served:
        late = None
    else:
        late = served
    return both(p.is_("outcome", "penalty"), late)


@reference("PEN-056-HOLD", "penalties", hold_on=Start(), hold_approved_on=Step("hold_on", 0, 1),
           hold_disposed_on=Step("hold_on", 5, 20), closed_on=Step("hold_on", 30, 300))  # fmt: skip
def held_too_long(p: Record) -> Verdict:
    late = p.late("hold_disposed_on", term(p.day("hold_on"), 7))
    return both(p.has("hold_on"), either(no(p.has("hold_approved_on")), late))


@reference("PEN-052-RECORD", "penalties", procedure=words("summary", "summary", "ordinary", None), outcome=PUNISHED,
           decided_on=Start(), summary_filed_on=Step("decided_on", 1, 14), decision_no=words("字1号", None),
           decision_missing=words("none", "none", "party", None))  # fmt: skip
def not_on_record(p: Record) -> Verdict:
    missing = p.cell("decision_missing")
    lacking = None if missing is None else missing != "none"
    late = p.late("summary_filed_on", working_after(p.day("decided_on"), 3))
    return both(
        p.is_("procedure", "summary"), p.is_("outcome", "penalty"), either(no(p.has("decision_no")), lacking, late)
    )


@reference(
    "PEN-064-7D", "penalties", hearing_held_on=Start(), hearing_notice_served_on=Step("hearing_held_on", -20, -4)
)
def heard_without_notice(p: Record) -> Verdict:
    held = p.day("hearing_held_on")
    last = days_after(held, -7) if held and held < REVISION else working_before(held, 7)
    return both(p.has("hearing_held_on"), after(p.day("hearing_notice_served_on"), last))


@reference("PEN-030-MINOR", "penalties", party_kind=words("person", "person", "organisation", None), outcome=PUNISHED,
           decided_on=Start(), act_end_on=Step("decided_on", -40, -1), mitigation=words("lighter", "none", None),
           party_birth_on=words(*(dt.date(year, month, day) for year in (2007, 2008, 2011, 2012)
                                  for month, day in ((2, 28), (6, 30), (9, 10), (10, 20))), None))  # fmt: skip
def minor_punished(p: Record) -> Verdict:
    birth, act, decided = p.day("party_birth_on"), p.day("act_end_on"), p.day("decided_on")
    under_14 = no(after(act, months_after(birth, 14 * 12)))
    under_18 = no(after(act, months_after(birth, 18 * 12)))
    if act is None:
        surely = no(after(decided, months_after(birth, 14 * 12)))
        surely_not = after(decided, months_after(birth, 24 * 12))
        young: Verdict = True if surely else False if surely_not else None
    else:
        young = either(under_14, both(under_18, no(p.is_("mitigation", "lighter", "reduced"))))
    return both(p.is_("party_kind", "person"), p.is_("outcome", "penalty"), young)


@reference("FIN-066-INSTALMENT", "penalties", deferral_requested_on=Start(),
           deferral_decided_on=Step("deferral_requested_on", 1, 20))  # fmt: skip
def not_answered(p: Record) -> Verdict:
    past = after(AS_OF, working_after(p.day("deferral_requested_on"), 5))
    return both(p.has("deferral_requested_on"), no(p.has("deferral_decided_on")), past)


@reference("LEG-DUR", "penalties", review_submitted_on=Start(), reviewed_on=Step("review_submitted_on", 10, 26))
def reviewed_slowly(p: Record) -> Verdict:
    given = p.has("review_submitted_on")
    if given is False and p.has("reviewed_on"):
        given = None
    return both(given, p.late("reviewed_on", working_after(p.day("review_submitted_on"), 10)))


@reference("CRD-CHANGE", "penalties", change_kind=words("revoked", "changed", None), change_effective_on=Start(),
           credit_updated_on=Step("change_effective_on", 1, 14))  # fmt: skip
def platform_not_told(p: Record) -> Verdict:
    on = p.day("change_effective_on")
    since = None if on is None else on >= REVISION
    return both(p.has("change_kind"), since, p.late("credit_updated_on", working_after(on, 3)))


@reference("COE-APPROVE", "coercions", kind=words("seize", "seal", "demolish"), started_at=Start(9),
           approved_at=Step("started_at", -3, 27, hours=True), is_urgent=YES_NO)  # fmt: skip
def approved_too_late(c: Record) -> Verdict:
    started, approved = c.cell("started_at"), c.cell("approved_at")
    last = started + dt.timedelta(hours=24) if isinstance(started, dt.datetime) else None
    if approved is not None:
        urgent, usual = after(approved, last), after(approved, started)
    else:
        usual = no(c.has("approved_at"))
        urgent = None if last is None else False if last.date() >= AS_OF else no(c.has("approved_at"))
    return both(c.is_("kind", "seize", "seal"), urgent if c.yes("is_urgent") else usual)


@reference("COE-FREEZE3", "coercions", kind=words("freeze", "freeze", "seize"), started_at=Start(9),
           delivered_on=Step("started_at", 1, 14), released_on=Step("started_at", 20, 40))  # fmt: skip
def freeze_told_late(c: Record) -> Verdict:
    last = working_after(date_of(c.cell("started_at")), 3)
    return both(c.is_("kind", "freeze"), c.late("delivered_on", last))


@reference("COE-PERFORM", "coercions", kind=words("substitute", "substitute", "demolish"), started_at=Start(9),
           urge_served_on=Step("started_at", -14, -1), exec_served_on=Step("started_at", -3, 1),
           is_immediate=words(False, False, True, None), has_supervisor=YES_NO)  # fmt: skip
def performed_without_urging(c: Record) -> Verdict:
    started = date_of(c.cell("started_at"))
    too_late = after(c.day("urge_served_on"), working_before(started, 3))
    unserved = either(no(c.has("exec_served_on")), after(c.day("exec_served_on"), started))
    bad = either(no(c.has("urge_served_on")), too_late, unserved, no(c.yes("has_supervisor")))
    return both(c.is_("kind", "substitute"), no(c.yes("is_immediate")), bad)


@reference("LIC-032-5D", "licences", received_on=Start(), correction_notice_on=Step("received_on", 3, 16),
           correction_notices=words(0, 1, 2, None))  # fmt: skip
def asked_late_or_twice(t: Record) -> Verdict:
    late = after(t.day("correction_notice_on"), working_after(t.day("received_on"), 5))
    return either(both(t.has("correction_notice_on"), late), after(t.count("correction_notices"), 1))


@reference("LIC-044-10D", "licences", result=words("granted", "granted", "denied", None), decided_on=Start(),
           certificate_name=words("许可证", "许可证", None),
           certificate_served_on=Step("decided_on", 10, 26))  # fmt: skip
def certificate_late(t: Record) -> Verdict:
    late = t.late("certificate_served_on", working_after(t.day("decided_on"), 10))
    return both(t.is_("result", "granted"), t.has("certificate_name"), late)


@reference("LIC-047-HEARING", "licences", hearing_told_on=Start(), hearing_requested_on=Step("hearing_told_on", 4, 14),
           hearing_held_on=Step("hearing_requested_on", 24, 42), hearing_notice_on=Step("hearing_held_on", -20, -5),
           decided_on=Step("hearing_told_on", 60, 80))  # fmt: skip
def heard_late(t: Record) -> Verdict:
    asked = no(after(t.day("hearing_requested_on"), working_after(t.day("hearing_told_on"), 5)))
    late = t.late("hearing_held_on", working_after(t.day("hearing_requested_on"), 20))
    unannounced = after(t.day("hearing_notice_on"), working_before(t.day("hearing_held_on"), 7))
    return both(t.has("hearing_requested_on"), asked, either(late, both(t.has("hearing_held_on"), unannounced)))


@reference("LIC-050-RENEW", "licences", is_renewal=words(True, True, False, None), previous_valid_to_on=Start(),
           received_on=Step("previous_valid_to_on", -34, -26), decided_on=Step("previous_valid_to_on", -3, 4),
           result=words("granted", "withdrawn", None))  # fmt: skip
def renewal_undecided(t: Record) -> Verdict:
    ends = t.day("previous_valid_to_on")
    in_time = no(after(t.day("received_on"), days_after(ends, -30)))
    return both(t.yes("is_renewal"), no(t.is_("result", "withdrawn")), in_time, t.late("decided_on", ends))


@reference("LIC-055-5D", "licences", licence_kind=words("approval", "approval", "ordinary", None), accepted_on=Start(),
           site_checked_on=Step("accepted_on", 4, 18))  # fmt: skip
def tested_late(t: Record) -> Verdict:
    late = after(t.day("site_checked_on"), working_after(t.day("accepted_on"), 5))
    return both(t.is_("licence_kind", "approval"), t.has("site_checked_on"), late)


@reference("PRM-CHECK", "licences", mode=words("promise", "promise", "promise", "normal", None),
           result=words("granted", "granted", "granted", "denied"), decided_on=Start(),
           check_due_days=words(30, 30, 60, None),
           promise_checked_on=Step("decided_on", 27, 72), is_check_exempt=words(*[False] * 5, True, None))  # fmt: skip
def promise_not_checked(t: Record) -> Verdict:
    late = t.late("promise_checked_on", rolled(days_after(t.day("decided_on"), t.count("check_due_days"))))
    return both(t.is_("mode", "promise"), t.is_("result", "granted"), no(t.yes("is_check_exempt")), late)


@reference("INS-APPROVE", "inspections", started_at=Start(9), approved_at=Step("started_at", -5, 110, hours=True),
           has_plan_doc=YES_NO, is_urgent=YES_NO)  # fmt: skip
def inspected_unapproved(i: Record) -> Verdict:
    started, approved = i.cell("started_at"), i.cell("approved_at")
    on = date_of(started)
    since = None if on is None else on >= dt.date(2025, 1, 3)
    last = working_after(on, 2)
    if approved is not None:
        usual, urgent = after(approved, started), after(date_of(approved), last)
    else:
        usual = no(i.has("approved_at"))
        urgent = False if last and last >= AS_OF else no(i.has("approved_at"))
    bad = urgent if i.yes("is_urgent") else usual
    return both(since, either(no(i.yes("has_plan_doc")), bad))


@reference("INS-RESULT", "inspections", started_at=Start(9), finished_on=Step("started_at", 0, 3),
           result_fixed_on=Step("started_at", 1, 5), told_on=Step("started_at", 5, 20))  # fmt: skip
def result_not_told(i: Record) -> Verdict:
    fixed = i.day("result_fixed_on")
    if fixed and fixed < dt.date(2025, 9, 1):
        return False
    return both(True if fixed else i.has("finished_on"), i.late("told_on", working_after(fixed, 5)))


@reference("INS-NOACTION", "inspections", finished_on=Start(), finding_count=words(0, 1, 3, None),
           follow_up=words("none", "none", "ordered", None))  # fmt: skip
def nothing_done(i: Record) -> Verdict:
    past = after(AS_OF, working_after(i.day("finished_on"), 15))
    return both(after(i.count("finding_count"), 0), i.is_("follow_up", "none"), i.has("finished_on"), past)


@reference("INS-PUBRESULT", "inspections", trigger=words("random", "random", "plan", None), finished_on=Start(),
           result_published_on=Step("finished_on", 24, 45),
           publicity_exemption=words(None, None, "not_listed", "privacy"))  # fmt: skip
def result_not_published(i: Record) -> Verdict:
    excuse = i.cell("publicity_exemption")
    shown: Verdict = True if excuse is None else None if excuse == "not_listed" else False
    finished = i.day("finished_on")
    late = i.late("result_published_on", working_after(finished, 20))
    return both(i.is_("trigger", "random"), i.has("finished_on"), shown, late)


@reference("PEN-054-NOTFILED", "clues", received_on=Start(), extended_on=Step("received_on", 5, 20),
           result=words(None, None, "filed"), decided_on=Step("received_on", 10, 30))  # fmt: skip
def clue_without_result(c: Record) -> Verdict:
    days = 30 if c.has("extended_on") else 15
    return both(no(c.has("result")), after(AS_OF, working_after(c.day("received_on"), days)))
