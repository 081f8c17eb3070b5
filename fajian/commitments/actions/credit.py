"""信用事件, 修复, 异议: the writes of records on parties."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fajian.commitments import parties, terms, words
from fajian.commitments.actions.shared import own, past
from fajian.commitments.models import CreditEvent, CreditRequest
from fajian.commitments.workflow import APPROVERS, CREDIT, REQUEST
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS

DECIDE = {"repair": "credit_decide_wd", "objection": "credit_objection_wd"}


@dataclass(frozen=True, slots=True)
class Fact:
    """What is put on a party's record; `party` as parties.party gives it."""

    name: str
    party: str
    is_person: bool
    kind: str
    happened_on: datetime.date
    paper_no: str = ""
    told: str = ""
    source: str = ""


def written(act: Act, unit: Unit, fact: Fact) -> CreditEvent:
    """The event, within another command; one of the same source and kind is not written twice, unless revoked."""
    if fact.source:
        same = CreditEvent.objects.filter(source=fact.source, kind=fact.kind).exclude(state="revoked")
        found: CreditEvent | None = same.first()
        if found is not None:
            return found
    until = terms.shown_until(words.event_kinds()[fact.kind].weight, fact.happened_on)
    return act.create(
        CreditEvent, unit=unit, party=fact.party, party_name=fact.name, is_person=fact.is_person, kind=fact.kind,
        happened_on=fact.happened_on, paper_no=fact.paper_no, told=fact.told, source=fact.source, shown_until=until,
    )  # fmt: skip


def unwritten(act: Act, source: str, kind: str, note: str) -> None:
    """What was put on record from this source turned out otherwise."""
    for one in CreditEvent.objects.standing().filter(source=source, kind=kind):
        row = act.lock(one)
        CREDIT.take(row, "revoke", by=act.by, note=note)
        row.note, row.ended_on, row.push = note, act.today, ""
        act.save(row)


@action("commitments.record_event", title="记录信用事件", who=WRITERS)
def record_event(
    act: Act, *, unit: Unit, name: str, number: str, is_person: bool, kind: str, happened_on: datetime.date,
    paper_no: str, told: str,
) -> CreditEvent:  # fmt: skip
    """A fact on a party's record with the paper that found it."""
    in_reach(act, unit.path)
    past(act, happened_on, "发生日期")
    if kind not in words.event_kinds():
        raise Refused("没有这种信用事件，请重新选择。")
    if not name.strip() or not paper_no.strip() or not told.strip():
        raise Refused("请填写主体名称、认定文书文号和事实。")
    party = parties.party(number, is_person=is_person)
    return written(
        act, unit, Fact(name.strip()[:200], party, is_person, kind, happened_on, paper_no.strip()[:100], told.strip())
    )


@action("commitments.revoke_event", title="更正撤销信用事件", who=APPROVERS)
def revoke_event(act: Act, *, event: CreditEvent, seen: int, note: str) -> CreditEvent:
    """Recorded by mistake, or what it rests on was revoked; it stays with the reason and counts no longer."""
    row = own(act, event, seen)
    CREDIT.take(row, "revoke", by=act.by, note=note.strip())
    row.note, row.ended_on, row.push = note.strip(), act.today, ""
    act.save(row)
    return row


@action("commitments.request", title="登记信用修复、异议申请", who=WRITERS)
def request(act: Act, *, event: CreditEvent, kind: str, reason: str, received_on: datetime.date) -> CreditRequest:
    """A party asks for repair or objects; by when it must be accepted, the law of that day says."""
    in_reach(act, event.unit_path)
    past(act, received_on, "收到日期")
    if kind not in dict(CreditRequest.KINDS) or not reason.strip():
        raise Refused("请选择类别，写明申请理由和材料。")
    if event.state != "recorded":
        raise Refused(f"这件信用事件现在是“{event.state_word}”，不用再申请。")
    if event.requests.filter(kind=kind, state__in=("received", "accepted")).exists():
        raise Refused("这件信用事件的同类申请正在办理。")
    by = terms.credit_last_day("credit_accept_wd", received_on, event.unit.region)
    return act.create(
        CreditRequest, unit=event.unit, event=event, kind=kind, reason=reason.strip(), received_on=received_on,
        accept_by_on=by,
    )  # fmt: skip


@action("commitments.accept_request", title="受理信用申请", who=WRITERS)
def accept_request(act: Act, *, request: CreditRequest, seen: int) -> CreditRequest:
    """Accepted today; the term to decide begins."""
    row = own(act, request, seen)
    REQUEST.take(row, "accept", by=act.by)
    row.accepted_on, row.handled_by = act.today, act.user
    row.decide_by_on = terms.credit_last_day(DECIDE[row.kind], act.today, row.unit.region)
    act.save(row)
    return row


@action("commitments.refuse_request", title="不受理信用申请", who=WRITERS)
def refuse_request(act: Act, *, request: CreditRequest, seen: int, note: str) -> CreditRequest:
    """Not accepted, and why."""
    return _answered(act, request, seen, "refuse", note)


@action("commitments.extend_request", title="告知延长", who=WRITERS)
def extend_request(act: Act, *, request: CreditRequest, seen: int, note: str) -> CreditRequest:
    """The decision on a repair is put off, once, by what the law allows."""
    row = own(act, request, seen)
    REQUEST.take(row, "extend", by=act.by, note=note.strip())
    if row.kind != "repair" or row.extended_on or row.accepted_on is None:
        raise Refused("只有信用修复可以告知延长，延长一次。")
    more = terms.extension(row.accepted_on, row.unit.region)
    if not more or (row.decide_by_on and act.today > row.decide_by_on):
        raise Refused("没有可以延长的规定，或者期限已过。")
    row.extended_on, row.note = act.today, note.strip()
    row.decide_by_on = terms.credit_last_day(DECIDE[row.kind], row.accepted_on, row.unit.region, more)
    act.save(row)
    return row


@action("commitments.uphold", title="同意信用申请", who=APPROVERS)
def uphold(act: Act, *, request: CreditRequest, seen: int, note: str) -> CreditRequest:
    """The record is repaired, or, by an objection, revoked; a second person decides."""
    row = _answered(act, request, seen, "uphold", note)
    event = act.lock(row.event)
    if event.state == "recorded":
        CREDIT.take(event, "repair" if row.kind == "repair" else "revoke", by=act.by, note=note.strip())
        event.note, event.ended_on, event.push = note.strip(), act.today, ""
        act.save(event)
    act.about(row)
    return row


@action("commitments.deny_request", title="不同意信用申请", who=APPROVERS)
def deny_request(act: Act, *, request: CreditRequest, seen: int, note: str) -> CreditRequest:
    """The record stands, and why."""
    return _answered(act, request, seen, "deny", note)


def _answered(act: Act, request: CreditRequest, seen: int, step: str, note: str) -> CreditRequest:
    row = own(act, request, seen)
    REQUEST.take(row, step, by=act.by, note=note.strip())
    if step in ("uphold", "deny") and act.user is not None and act.user.is_person(row.handled_by):
        raise Refused("须由承办人以外的另一人决定。")
    row.note, row.decided_on = note.strip(), act.today
    row.decided_by = act.user
    act.save(row)
    return row
