"""Judges of payments, transfers, requests, complaints, reviews, supervision and campaigns."""

from __future__ import annotations

import datetime as dt

from tests.engine.rules.reference.cases import REVISION, YES_NO
from tests.engine.rules.reference.drawing import Start, Step, reference, words
from tests.engine.rules.reference.plain import (
    DAY,
    Day,
    Record,
    Verdict,
    after,
    both,
    days_after,
    either,
    months_after,
    no,
    rolled,
    working,
    working_after,
)  # fmt: skip
from tests.engine.rules.spec import AS_OF

CREDIT_ORDER = dt.date(2026, 4, 1)
LOST = ("changed", "revoked", "revoked_redo", "illegal", "void", "ordered")
RESULTS = words("revoked", "illegal", "revoked_redo", "upheld", None)


@reference("FIN-071-2D", "payments", kind=words("fine"), channel=words("cash", "cash", "bank", None), paid_on=Start(),
           ashore_on=words(None), handed_in_on=Step("paid_on", 1, 12), banked_on=Step("handed_in_on", 1, 12),
           treasury_on=Step("paid_on", 20, 40))  # fmt: skip
def handed_in_late(y: Record) -> Verdict:
    paid = y.day("paid_on")

    def last(start: Day) -> Day:
        if paid is None:
            return None
        return rolled(days_after(start, 2)) if paid < REVISION else working_after(start, 2)

    here = y.late("handed_in_on", last(paid))
    handed_in = y.has("handed_in_on")
    bank = False if handed_in is False else y.late("banked_on", last(y.day("handed_in_on")))
    return both(y.is_("channel", "cash"), either(here, bank))


@reference("FIN-074-TREASURY", "payments", kind=words("fine", "surcharge", "licence_fee"), paid_on=Start(),
           treasury_on=Step("paid_on", 3, 20), amount_yuan=words(500, None),
           treasury_amount_yuan=words(500, 499, None))  # fmt: skip
def not_in_the_treasury(y: Record) -> Verdict:
    if y.cell("kind") == "licence_fee":
        return False
    if y.has("treasury_on"):
        return after(y.cell("amount_yuan"), y.cell("treasury_amount_yuan"))
    return after(AS_OF, working_after(y.day("paid_on"), 5))


@reference("TRA-3D", "transfers", reported_on=Start(), decided_on=Step("reported_on", 1, 14), is_approved=YES_NO,
           has_refusal_reason=YES_NO, sent_at=Step("reported_on", 90, 340, hours=True))  # fmt: skip
def head_decided_late(t: Record) -> Verdict:
    approved = t.yes("is_approved")
    refused = False if approved is None and t.has("is_approved") is False else no(approved)
    late = t.late("decided_on", rolled(days_after(t.day("reported_on"), 3)))
    return either(late, both(refused, no(t.yes("has_refusal_reason"))))


@reference("TRA-24H", "transfers", is_approved=words(True, True, False, None), approved_at=Start(15),
           sent_at=Step("approved_at", 20, 28, hours=True), police_filed_on=words(None, None, dt.date(2026, 11,
           20)))  # fmt: skip
def sent_late(t: Record) -> Verdict:
    at, sent = t.cell("approved_at"), t.cell("sent_at")
    if not isinstance(at, dt.datetime):
        late = None
    else:
        last = at + dt.timedelta(hours=24)
        late = after(sent, last) if sent else False if last.date() >= AS_OF else no(t.has("sent_at"))
    approved = t.yes("is_approved")
    return both(False if approved is None and t.has("is_approved") is False else approved, late)


@reference("TRA-SEIZED", "transfers", police_filed_on=Start(), has_goods=YES_NO,
           goods_handed_on=Step("police_filed_on", 1, 13), party_told_on=Step("police_filed_on", 0, 5))  # fmt: skip
def goods_kept(t: Record) -> Verdict:
    late = t.late("goods_handed_on", rolled(days_after(t.day("police_filed_on"), 3)))
    return both(t.has("police_filed_on"), t.yes("has_goods"), either(late, no(t.has("party_told_on"))))


@reference("TRA-RECON", "transfers", police_refused_on=Start(), reconsidered_on=Step("police_refused_on", 1, 13),
           agency_opinion=words("should_file", "should_file", "agree", None))  # fmt: skip
def did_not_ask_again(t: Record) -> Verdict:
    late = t.late("reconsidered_on", rolled(days_after(t.day("police_refused_on"), 3)))
    return both(t.has("police_refused_on"), t.is_("agency_opinion", "should_file"), late)


@reference("CRD-REPAIR", "requests", kind=words("credit_repair"), received_on=Start(),
           accepted_on=Step("received_on", 1, 14), decided_on=Step("accepted_on", 7, 34),
           extension_told_on=Step("accepted_on", 1, 4))  # fmt: skip
def repaired_late(q: Record) -> Verdict:
    received = q.day("received_on")
    if received is None or received < CREDIT_ORDER:
        return None
    days = 17 if q.has("extension_told_on") else 7
    first = q.late("accepted_on", working_after(received, 3))
    return either(first, both(q.has("accepted_on"), q.late("decided_on", working_after(q.day("accepted_on"), days))))


@reference("CRD-OBJ", "requests", kind=words("credit_objection"), received_on=Start(),
           accepted_on=Step("received_on", 0, 3), decided_on=Step("accepted_on", 7, 20),
           extension_told_on=words(None, None, dt.date(2026, 5, 6)))  # fmt: skip
def objection_late(q: Record) -> Verdict:
    received = q.day("received_on")
    if received is None or received < CREDIT_ORDER:
        return None
    late = q.late("decided_on", working_after(q.day("accepted_on"), 7))
    return both(q.has("accepted_on"), no(q.has("extension_told_on")), late)


@reference("GOI-20WD", "requests", kind=words("disclosure"), received_on=Start(),
           decided_on=Step("received_on", 24, 60),
           correction_notice_on=Step("received_on", 6, 20), corrected_on=words(None), extension_days=words(0,
           5, 30, None),
           extension_told_on=Step("received_on", 5, 20), consult_from_on=Step("received_on", 2, 6),
           consult_to_on=Step("consult_from_on", 2, 9))  # fmt: skip
def disclosed_late(q: Record) -> Verdict:
    start, more = q.day("received_on"), 0
    if q.has("extension_told_on"):
        more = min(q.count("extension_days") or 0, 20)
    day = q.day("consult_from_on")
    while day is not None and day <= (q.day("consult_to_on") or AS_OF):
        more += working()[day]
        day += DAY
    back = after(q.day("correction_notice_on"), working_after(start, 7))
    return either(q.late("decided_on", working_after(start, 20 + more)), both(q.has("correction_notice_on"), back))


@reference("CMP-ACCEPT", "complaints", received_on=Start(), accepted_on=Step("received_on", 4, 16),
           rejected_on=Step("received_on", 4, 16), has_reject_reason=YES_NO, owner_agency_id=words(None, "A", "B"),
           done_on=Step("received_on", 20, 40))  # fmt: skip
def not_accepted(c: Record) -> Verdict:
    own = c.cell("owner_agency_id") != "B"
    days = [day for day in (c.day("accepted_on"), c.day("rejected_on")) if day]
    last = working_after(c.day("received_on"), 5)
    if days:
        late = after(min(days), last)
    elif last and last >= AS_OF:
        late = False
    else:
        late = None if last is None else no(either(c.has("accepted_on"), c.has("rejected_on")))
    return both(own, either(late, both(c.has("rejected_on"), no(c.yes("has_reject_reason")))))


@reference("CMP-DONE", "complaints", accepted_on=Start(), done_on=Step("accepted_on", 27, 60),
           extension_days=words(0, 10, 20, 30, None), rejected_on=words(None, None, None, dt.date(2026, 9, 1)),
           is_named=YES_NO, replied_on=Step("accepted_on", 27, 60))  # fmt: skip
def not_done(c: Record) -> Verdict:
    more = min(c.count("extension_days") or 0, 20)
    late = c.late("done_on", rolled(days_after(c.day("accepted_on"), 30 + more)))
    silent = both(c.has("done_on"), c.yes("is_named"), no(c.has("replied_on")))
    return both(c.has("accepted_on"), no(c.has("rejected_on")), either(late, silent))


@reference("CMP-FORWARD", "complaints", received_on=Start(), owner_agency_id=words(None, "A", "B", "B"),
           forwarded_on=Step("received_on", 3, 16))  # fmt: skip
def not_forwarded(c: Record) -> Verdict:
    late = c.late("forwarded_on", rolled(days_after(c.day("received_on"), 5)))
    return both(c.has("owner_agency_id"), c.cell("owner_agency_id") == "B", late)


@reference("CAM-CLUE", "complaints", campaign_id=words("C", "C", None), issue_id=words(None, None, "W"),
           received_on=Start(), done_on=Step("received_on", 10, 26))  # fmt: skip
def clue_left_lying(c: Record) -> Verdict:
    late = c.late("done_on", working_after(c.day("received_on"), 10))
    return both(c.has("campaign_id"), no(c.has("issue_id")), late)


@reference("RVW-ANSWER", "reviews_and_suits", kind=words("review", "review", "suit"), copy_received_on=Start(),
           is_simplified=YES_NO, answered_on=Step("copy_received_on", 4, 26),
           evidence_on=Step("copy_received_on", 4, 26),
           ended_on=Step("copy_received_on", 40, 90))  # fmt: skip
def answered_late(r: Record) -> Verdict:
    copy = r.day("copy_received_on")
    if copy and copy < dt.date(2024, 1, 1):
        last = rolled(days_after(copy, 10))
    else:
        last = working_after(copy, 5 if r.yes("is_simplified") else 10)
    late = either(r.late("answered_on", last), r.late("evidence_on", last))
    return both(r.is_("kind", "review"), r.has("copy_received_on"), late)


@reference("RVW-SELFFIX", "reviews_and_suits", kind=words("review", "review", "suit"), agency_received_on=Start(),
           forwarded_on=Step("agency_received_on", 4, 16), self_corrected_on=Step("agency_received_on", 4,
           16))  # fmt: skip
def not_sent_on(r: Record) -> Verdict:
    received = r.day("agency_received_on")
    if received and received < dt.date(2024, 1, 1):
        return False
    last = working_after(received, 5)
    corrected = both(r.has("self_corrected_on"), no(after(r.day("self_corrected_on"), last)))
    return both(r.is_("kind", "review"), r.has("agency_received_on"), r.late("forwarded_on", last), no(corrected))


@reference("RVW-REDO", "reviews_and_suits", kind=words("review"), result=words("revoked_redo", "revoked_redo",
           "upheld"),
           result_received_on=Start(), redo_days=words(30, 60, None),
           redo_decided_on=Step("result_received_on", 27, 72),
           is_redo_same=words(False, False, True, None))  # fmt: skip
def redone_late(r: Record) -> Verdict:
    received, days = r.day("result_received_on"), r.count("redo_days")
    if days is None and received and received >= dt.date(2026, 7, 1):
        days = 60
    late = r.late("redo_decided_on", rolled(days_after(received, days)))
    return both(r.is_("result", "revoked_redo"), either(late, both(r.has("redo_decided_on"), r.yes("is_redo_same"))))


@reference("RVW-OPINION", "reviews_and_suits", kind=words("opinion"), opinion_received_on=Start(),
           opinion_reported_on=Step("opinion_received_on", 57, 72))  # fmt: skip
def opinion_unanswered(r: Record) -> Verdict:
    received = r.day("opinion_received_on")
    if received and received < dt.date(2024, 1, 1):
        return False
    return both(r.has("opinion_received_on"), r.late("opinion_reported_on", rolled(days_after(received, 60))))


@reference("RVW-PERFORM", "reviews_and_suits", kind=words("review"), perform_due_on=Start(),
           performed_on=Step("perform_due_on", -2, 3))  # fmt: skip
def not_performed(r: Record) -> Verdict:
    return both(r.has("perform_due_on"), r.late("performed_on", r.day("perform_due_on")))


@reference("RVW-LIT15", "reviews_and_suits", kind=words("suit", "suit", "review"), copy_received_on=Start(),
           evidence_on=Step("copy_received_on", 12, 28), evidence_extended_to_on=Step("copy_received_on", 15, 25),
           ended_on=Step("copy_received_on", 60, 160))  # fmt: skip
def evidence_late(r: Record) -> Verdict:
    last = r.day("evidence_extended_to_on") or rolled(days_after(r.day("copy_received_on"), 15))
    return both(r.is_("kind", "suit"), r.has("copy_received_on"), r.late("evidence_on", last))


@reference("RVW-ANALYSE", "reviews_and_suits", kind=words("review", "suit", "compensation"), result=RESULTS,
           effective_on=Start(), analysed_on=Step("effective_on", 27, 42))  # fmt: skip
def not_analysed(r: Record) -> Verdict:
    late = r.late("analysed_on", rolled(days_after(r.day("effective_on"), 30)))
    return both(r.is_("kind", "review", "suit"), r.is_("result", *LOST), r.has("effective_on"), late)


@reference("ACC-COMP", "reviews_and_suits", kind=words("compensation"), applied_on=Start(),
           decided_on=Step("applied_on", 57, 68), served_on=Step("decided_on", 8, 20), paid_on=Step("served_on", 1, 20),
           recourse_reviewed_on=Step("paid_on", 88, 94))  # fmt: skip
def compensation_late(r: Record) -> Verdict:
    decided = r.late("decided_on", rolled(months_after(r.day("applied_on"), 2)))
    served = r.late("served_on", rolled(days_after(r.day("decided_on"), 10)))
    recourse = r.late("recourse_reviewed_on", months_after(r.day("paid_on"), 3))
    return either(
        both(r.has("applied_on"), decided), both(r.has("decided_on"), served), both(r.has("paid_on"), recourse)
    )


@reference("ACC-SUPV-DUE", "supervisions", kind=words("urge", "opinion"), served_on=Start(),
           due_on=Step("served_on", 5, 30),
           reported_on=Step("served_on", 4, 42), closed_on=Step("served_on", 30, 90))  # fmt: skip
def not_reported(v: Record) -> Verdict:
    return v.late("reported_on", v.day("due_on") or rolled(days_after(v.day("served_on"), 30)))


@reference("CAM-HANG", "supervisions", kind=words("hang", "hang", "urge"), issued_on=Start(),
           due_on=Step("issued_on", 20, 60), progressed_on=Step("issued_on", 1, 40),
           closed_on=Step("issued_on", 18, 62),
           close_approver=words("甲某", "甲某", None))  # fmt: skip
def hanging_on(v: Record) -> Verdict:
    idle = after(AS_OF, months_after(v.day("progressed_on") or v.day("issued_on"), 1))
    late = both(v.has("due_on"), v.late("closed_on", v.day("due_on")))
    unapproved = both(v.has("closed_on"), no(v.has("close_approver")))
    return both(v.is_("kind", "hang"), either(late, unapproved, both(no(v.has("closed_on")), idle)))


@reference("ACC-TRANSFER", "accountability", is_crime_suspected=words(True, True, False, None), found_on=Start(),
           handed_over_on=Step("found_on", 10, 26))  # fmt: skip
def not_handed_over(k: Record) -> Verdict:
    return both(k.yes("is_crime_suspected"), k.late("handed_over_on", working_after(k.day("found_on"), 10)))


@reference("CAM-REPORT-LATE", "campaign_tasks", campaign_id=words("C"), kind=words("ledger", "monthly", "system", None),
           due_on=Start(), extended_to_on=Step("due_on", 1, 20), submitted_at=Step("due_on", -40, 500, hours=True),
           accepted_submission_at=Step("submitted_at", 0, 200, hours=True))  # fmt: skip
def reported_late(t: Record) -> Verdict:
    last = t.day("extended_to_on") or t.day("due_on")
    handed_in = "accepted_submission_at" if t.cell("accepted_submission_at") else "submitted_at"
    other = no(t.is_("kind", "plan_filing", "system"))
    return both(other, t.has("due_on"), t.late(handed_in, last))


@reference("CAM-FILING", "campaign_tasks", campaign_id=words("C"), kind=words("plan_filing", "plan_filing",
           "ledger", None),
           due_on=Start(), extended_to_on=Step("due_on", 1, 6), submitted_at=Step("due_on", -40, 200,
           hours=True))  # fmt: skip
def plan_not_filed(t: Record) -> Verdict:
    last = t.day("extended_to_on") or t.day("due_on")
    return both(t.is_("kind", "plan_filing"), t.has("due_on"), t.late("submitted_at", last))


@reference("CAM-DISC-FILE", "campaign_tasks", campaign_id=words("C"), kind=words("system", "system", "ledger", None),
           due_on=Start(), extended_to_on=Step("due_on", 1, 6), standard_published_on=Step("due_on", -3, 8),
           standard_filed_on=Step("due_on", -3, 8))  # fmt: skip
def standard_not_ready(t: Record) -> Verdict:
    last = t.day("extended_to_on") or t.day("due_on")
    late = either(t.late("standard_published_on", last), t.late("standard_filed_on", last))
    return both(t.is_("kind", "system"), t.has("due_on"), late)


@reference("CAM-PERMTASK", "campaign_tasks", campaign_id=words("C"), is_standing=words(True, True, False, None),
           plan_issued_on=Start(), progressed_on=words(None, *(AS_OF - days * DAY for days in range(86,
           95))))  # fmt: skip
def no_progress(t: Record) -> Verdict:
    since = t.day("progressed_on") or t.day("plan_issued_on")
    return both(t.yes("is_standing"), after(AS_OF, days_after(since, 90)))


@reference("CAM-ISSUE-OVERDUE", "ledger_issues", due_on=Start(), extended_to_on=Step("due_on", 1, 20),
           closed_on=Step("due_on", -3, 22), status=words("open", "proposed", "closed", "standing", None))  # fmt: skip
def not_put_right(i: Record) -> Verdict:
    last = i.day("extended_to_on") or i.day("due_on")
    late = i.late("closed_on", last)
    if i.cell("status") == "closed" and i.day("closed_on") is None:
        late = None
    return both(no(i.is_("status", "standing")), i.has("due_on"), late)


@reference("CAM-DOC-CLEAN", "disclosures", kind=words("cleanup", "cleanup", "standard"), due_on=Start(),
           verdict=words("conflict", "invalid", "keep", None), abolished_on=Step("due_on", -3, 4),
           published_on=Step("due_on", -3, 4))  # fmt: skip
def not_abolished(d: Record) -> Verdict:
    due = d.day("due_on")
    late = either(d.late("abolished_on", due), d.late("published_on", due))
    return both(d.is_("kind", "cleanup"), d.is_("verdict", "conflict", "invalid"), d.has("due_on"), late)


@reference("PUB-PRE-UPDATE", "disclosures", kind=words("subject", "authority"), changed_on=Start(),
           updated_on=Step("changed_on", -2, 45))  # fmt: skip
def not_updated(d: Record) -> Verdict:
    changed, updated = d.day("changed_on"), d.day("updated_on")
    last = working_after(changed, 20)
    if changed is None:
        return False
    in_time = updated and last and changed <= updated <= last
    return bool(last and last < AS_OF and not in_time)
