"""Judges of permits, inspections, officers and clues that read other tables too."""

from __future__ import annotations

import datetime as dt

from tests.engine.rules.reference.drawing import Start, Step, beside, mostly, reference, words
from tests.engine.rules.reference.holdings import must_be_shown, shown_late
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
    working,
    working_after,
)  # fmt: skip
from tests.engine.rules.spec import AS_OF

PERIODS = beside(
    by="act_id", most=2, act_kind=words("licence"), kind=words("hearing", "test", "extension"),
    from_on=Step("accepted_on", 1, 20), to_on=Step("from_on", 0, 12), days=words(5, 10, 20, None),
    approved_on=Step("accepted_on", 15, 32), notified_on=Step("approved_on", 0, 3), has_reason=words(True, True, False),
)  # fmt: skip


def runs_from(t: Record) -> Day:
    """The day of receipt where the papers were asked for too late, else that of acceptance."""
    asked_late = both(t.has("correction_notice_on"),
                      after(t.day("correction_notice_on"), working_after(t.day("received_on"), 5)))  # fmt: skip
    return t.day("received_on") if asked_late else t.day("accepted_on")


def deducted(t: Record) -> int | None:
    """Working days of hearings, tests and the like of which the party was told."""
    periods = [a for a in t.beside("time_adjustments") if not a.is_("kind", "extension") and a.has("notified_on")]
    if any(a.day("from_on") is None for a in periods):
        return None
    spans = [(on, a.day("to_on") or AS_OF) for a in periods if (on := a.day("from_on"))]
    return sum(working()[day] for day in covered(spans, dt.date.min, dt.date.max))


@reference("LIC-042-20D", "licences", {"time_adjustments": PERIODS}, acceptance=words("accepted", "accepted", None),
           result=words("granted", "granted", "withdrawn", None), received_on=Start(),
           accepted_on=Step("received_on", 0, 9), correction_notice_on=Step("received_on", 4, 12),
           decided_on=Step("accepted_on", 22, 60), is_joint=words(None, None, True),
           statutory_days=words(None, None, 15))  # fmt: skip
def decided_late(t: Record) -> Verdict:
    joint = t.yes("is_joint")
    limit, most = t.count("statutory_days") or (45 if joint else 20), 15 if joint else 10
    off, start = deducted(t), runs_from(t)
    if start is None or off is None:
        late = surely = None
    else:
        original = working_after(start, limit + off)
        extensions = [a for a in t.beside("time_adjustments") if a.is_("kind", "extension")]
        counts = [
            (both(a.has("notified_on"), a.yes("has_reason"), a.has("approved_on"),
                  no(after(a.day("approved_on"), original)), None if a.count("days") is None else True), a)
            for a in extensions
        ]  # fmt: skip
        granted = min(sum(a.count("days") or 0 for sure, a in counts if sure), most)
        unsaid = any(sure is None for sure, _ in counts)
        late = t.late("decided_on", working_after(start, limit + off + granted))
        surely = t.late("decided_on", working_after(start, limit + off + (most if unsaid else granted)))
    verdict = True if surely else False if late is False else None
    return both(t.is_("acceptance", "accepted"), no(t.is_("result", "withdrawn")), verdict)


@reference("LIC-PROMISE", "licences", {"time_adjustments": PERIODS}, acceptance=words("accepted", "accepted", None),
           received_on=Start(), accepted_on=Step("received_on", 0, 9), correction_notice_on=Step("received_on", 4, 12),
           decided_on=Step("accepted_on", 8, 30), promised_days=words(5, 5, 10, None),
           overdue_explained_on=words(None, None, None, dt.date(2026, 11, 20)))  # fmt: skip
def promise_broken(t: Record) -> Verdict:
    promised, off = t.count("promised_days"), deducted(t)
    last = None if promised is None or off is None else working_after(runs_from(t), promised + off)
    late = both(t.has("decided_on"), after(t.day("decided_on"), last))
    return both(t.is_("acceptance", "accepted"), late, no(t.has("overdue_explained_on")))


@reference("PUB-7WD", "licences",
           {"publications": beside(by="act_id", most=2, act_kind=words("licence"),
                                   published_on=Step("decided_on", 6, 16))},
           agency_id=words("A", "B"), result=words("granted", "granted", "denied", None), decided_on=Start(),
           publicity_exemption=words(None, None, "not_listed", "privacy"))  # fmt: skip
def permit_not_shown(t: Record) -> Verdict:
    return both(t.is_("result", "granted"), must_be_shown(t), shown_late(t, 7))


VISITS = {
    "activity": mostly(None, "visit"), "mode": mostly("on_site", "off_site", None),
    "trigger": mostly("plan", "random", "complaint", None),
}  # fmt: skip


def is_planned(i: Record) -> Verdict:
    return both(i.is_("trigger", "plan", "random"), i.is_("mode", "on_site"))


def others(i: Record) -> list[Record]:
    """The other inspections of the party; visits under other names are none."""
    return [o for o in i.beside("inspections") if o.is_("activity", "inspection")]


@reference("INS-MERGE", "inspections",
           {"inspections": beside(shared=("party_uscc", "party_kind"), least=1, most=2, **VISITS,
                                  started_at=Step("started_at", -18, -1), joint_id=words(None, None, "{key}"))},
           **VISITS, party_uscc=mostly("{key}", None), party_kind=words("organisation"),
           started_at=Start(9), joint_id=words(None, None, "{key}"))  # fmt: skip
def not_merged(i: Record) -> Verdict:
    if not i.is_("activity", "inspection"):
        return False
    day, follows = date_of(i.cell("started_at")), None
    if day and i.cell("party_uscc"):
        close = [
            o for o in others(i)
            if (first := o.day("started_at")) and first < day <= (working_after(first, 10) or first)
            and not (i.cell("joint_id") and i.cell("joint_id") == o.cell("joint_id"))
        ]  # fmt: skip
        follows = any_of(is_planned(o) for o in close)
    return both(is_planned(i), follows)


@reference("INS-DUP", "inspections",
           {"inspections": beside(shared=("party_uscc", "party_kind"), least=1, most=2, **VISITS,
                                  started_at=Step("started_at", -93, -1), item_code=mostly("甲", "乙", None),
                                  result=mostly("passed", "failed", None))},
           **VISITS, party_uscc=mostly("{key}", None), party_kind=words("organisation"),
           started_at=Start(9), item_code=mostly("甲", None),
           party_risk=mostly("low", "high", None),
           is_recheck=mostly(None, True))  # fmt: skip
def inspected_again(i: Record) -> Verdict:
    if not i.is_("activity", "inspection"):
        return False
    day, again = date_of(i.cell("started_at")), None
    if day and i.cell("party_uscc"):
        before = [o for o in others(i) if (first := o.day("started_at")) and day - 90 * DAY <= first < day]
        again = any_of(both(same(i.cell("item_code"), o.cell("item_code")), o.is_("result", "passed")) for o in before)
    usual = both(no(i.yes("is_recheck")), no(i.is_("party_risk", "high")))
    return both(is_planned(i), usual, again)


def same(one: object, other: object) -> Verdict:
    return None if one is None or other is None else one == other


@reference("INS-JOINT", "inspections",
           {"inspections": beside(shared=("party_uscc", "party_kind"), least=3, most=3,
                                  agency_id=words("B", "C"), mode=mostly("on_site", None),
                                  trigger=mostly("random", "plan", None),
                                  started_at=Step("started_at", -33, 0))},
           agency_id=words("A"), mode=mostly("on_site", "off_site"),
           trigger=mostly("plan", "random", None),
           party_uscc=mostly("{key}", None), party_kind=words("organisation"), started_at=Start(9),
           joint_id=mostly(None, "J"))  # fmt: skip
def not_joined(i: Record) -> Verdict:
    considered = both(is_planned(i), no(i.has("joint_id")))
    day, many = date_of(i.cell("started_at")), None
    if considered is not False and day and i.cell("party_uscc"):
        came = [o for o in others(i) if (on := o.day("started_at")) and day - 30 * DAY <= on <= day]
        sure = {o.cell("agency_id") for o in came if is_planned(o)} | {i.cell("agency_id")}
        perhaps = {o.cell("agency_id") for o in came if is_planned(o) is not False} | {i.cell("agency_id")}
        many = True if len(sure) >= 3 else False if len(perhaps) < 3 else None
    return both(considered, many)


@reference("INS-OFFSITE", "inspections", activity=words(None, None, None, "visit"), started_at=Start(9),
           region_code=words("410423", "410500", "410500", None), assist_doc_no=words("函1", "函1", None),
           finished_on=Step("started_at", 0, 3), offsite_filed_on=Step("finished_on", 16, 30))  # fmt: skip
def away_from_home(i: Record) -> Verdict:
    if not i.is_("activity", "inspection"):
        return False
    started, region = date_of(i.cell("started_at")), i.cell("region_code")
    since = None if started is None else started >= dt.date(2025, 5, 20)
    away = None if region is None else not str(region).startswith("4104")
    unfiled = both(i.has("finished_on"), i.late("offsite_filed_on", rolled(days_after(i.day("finished_on"), 20))))
    return both(since, away, either(no(i.has("assist_doc_no")), unfiled))


@reference("OFF-ANNUAL", "certificates",
           {"officers": beside(of="officer_id", least=1, left_on=Step("valid_to_on", -60, 0))}, officer_id=words("无"),
           valid_to_on=Start(), status=words("active", "active", "suspended", "cancelled", None),
           status_on=Step("valid_to_on", -40, 10))  # fmt: skip
def still_on_the_books(c: Record) -> Verdict:
    o = c.the("officers")
    assert o
    last = working_after(o.day("left_on"), 15)
    gone = c.is_("status", "cancelled", "revoked", "replaced")
    kept = after(c.day("status_on"), last) if gone else False if last and last >= AS_OF else no(gone)
    expired = both(c.is_("status", "active"), after(AS_OF, c.day("valid_to_on")))
    return either(expired, both(o.has("left_on"), kept))


@reference("TRA-BACK", "transfers", police_refused_on=Start(), resumed_on=Step("police_refused_on", 14, 30),
           reconsidered_on=words(None, None, None, dt.date(2026, 11, 20)),
           police_filed_on=words(None, None, None, dt.date(2026, 11, 20)))  # fmt: skip
def not_taken_up_again(t: Record) -> Verdict:
    elsewhere = either(t.has("reconsidered_on"), t.has("police_filed_on"))
    late = t.late("resumed_on", working_after(t.day("police_refused_on"), 15))
    return both(t.has("police_refused_on"), no(elsewhere), late)


@reference("TRA-OFFICIAL", "clues", is_duty_crime=words(True, True, False, None), received_on=Start(),
           handed_over_on=Step("received_on", 4, 14))  # fmt: skip
def clue_kept_back(c: Record) -> Verdict:
    return both(c.yes("is_duty_crime"), c.late("handed_over_on", working_after(c.day("received_on"), 5)))


@reference("REC-KEEP", "recordings", act_kind=words("penalty"), act_id=words("无"), started_at=Start(9),
           keep_until_on=Step("started_at", 100, 200), deleted_on=Step("started_at", 100, 200))  # fmt: skip
def deleted_too_soon(r: Record) -> Verdict:
    keep = r.day("keep_until_on")
    least = months_after(date_of(r.cell("started_at")), 6)
    early = after(keep or least, r.day("deleted_on"))
    return both(r.has("deleted_on"), early if keep or early else None)
