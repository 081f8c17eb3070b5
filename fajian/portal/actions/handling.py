"""What the office and the handler do with a complaint."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.law.unknown import Unknown
from fajian.engine.likeness import closest
from fajian.ledgers.actions import NewEntry, open_ledger, record
from fajian.ledgers.models import Entry
from fajian.orgs.models import Unit
from fajian.orgs.telling import tell_unit
from fajian.portal import terms
from fajian.portal.actions.custody import own
from fajian.portal.models import Complaint, Message
from fajian.portal.models.complaints import GOVERNING
from fajian.portal.rectified import entry_of
from fajian.portal.words import words
from fajian.portal.workflow import COMPLAINT, HANDLERS, OFFICE

CONFIRMED = ("proven", "part")
COPIED = 0.6  # so like the complainant's own words a title may not be


@action("portal.accept", title="受理并分派", who=OFFICE)
def accept(
    act: Act, *, complaint: Complaint, seen: int, handler: Unit, respondent: Unit | None = None, topic: str = ""
) -> Complaint:
    """Taken up; a unit that is not concerned gets it to look into. What triage found out is noted with it."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "accept", by=act.by, handler=handler)
    if respondent is not None:
        row.respondent, row.respondent_text = respondent, ""
    row.topic = topic or row.topic
    _assign(row, handler)
    row.held, row.accepted_on = False, act.today
    row.drafted_by, row.approved_by, row.answered_on, row.rating = None, None, None, ""
    row.done_by = terms.last_day(terms.DONE, row.channel, row.unit, act.today)
    row.extended_days = 0
    act.save(row)
    return row


@action("portal.refuse", title="不予受理", who=OFFICE)
def refuse(act: Act, *, complaint: Complaint, seen: int, ground: str, reason: str) -> Complaint:
    """Not taken up; the reason stands on the receipt page, and with it where to go instead."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "refuse", by=act.by, ground=ground, reason=reason.strip())
    if ground not in words().grounds:
        raise Refused("请选择不予受理的情形。")
    row.ground, row.reason, row.answered_on = ground, reason.strip(), act.today
    act.save(row)
    return row


@action("portal.forward", title="转有权机关", who=OFFICE)
def forward(act: Act, *, complaint: Complaint, seen: int, forwarded_to: str, reason: str) -> Complaint:
    """Another body's business: told to the complainant, passed on without the identity."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "forward", by=act.by, forwarded_to=forwarded_to.strip(), reason=reason.strip())
    row.forwarded_to, row.reason, row.answered_on = forwarded_to.strip()[:100], reason.strip(), act.today
    act.save(row)
    return row


@action("portal.join", title="并入另一件", who=OFFICE)
def join(act: Act, *, complaint: Complaint, seen: int, other: Complaint) -> Complaint:
    """Handled with another one about the same; its receipt page shows how that goes."""
    row, main = own(act, complaint, seen), own(act, other)
    COMPLAINT.take(row, "join", by=act.by, other=main)
    if main.pk == row.pk or main.state == "joined" or row.joined.exists():
        raise Refused("请并入一件自己没有并入他件的投诉举报。")
    row.joined_to = main
    act.save(row)
    return row


@action("portal.reassign", title="改派", who=OFFICE)
def reassign(act: Act, *, complaint: Complaint, seen: int, handler: Unit, reason: str) -> Complaint:
    """Another unit looks into it."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "reassign", by=act.by, handler=handler, reason=reason.strip())
    row.reason = reason.strip()
    _assign(row, handler)
    act.save(row)
    return row


@action("portal.extend", title="延长办理期限", who=OFFICE)
def extend(act: Act, *, complaint: Complaint, seen: int, days: int, reason: str) -> Complaint:
    """Once, by no more days than the region allows; the complainant reads why."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "extend", by=act.by, days=days, reason=reason.strip())
    most = terms.of(terms.FURTHER, row.channel, row.unit, act.today)
    if isinstance(most, Unknown) or days > most.number:
        raise Refused(f"最多延长 {0 if isinstance(most, Unknown) else most.number} 日。")
    if row.extended_days or row.accepted_on is None:
        raise Refused("已经延长过一次，不能再延。")
    row.extended_days, row.reason = days, reason.strip()
    row.done_by = terms.last_day(terms.DONE, row.channel, row.unit, row.accepted_on, days)
    act.save(row)
    for one in (row, *row.joined.all()):  # a line of its own: the reason of a later step is for the office alone
        act.create(Message, complaint=one, outward=True, text=f"办理期限延长 {days} 日：{row.reason}")
    return row


@action("portal.draft", title="拟答复", who=HANDLERS)
def draft(act: Act, *, complaint: Complaint, seen: int, finding: str, answer: str) -> Complaint:
    """What was found and what the complainant is to read; another person approves it."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "draft", by=act.by, finding=finding, answer=answer.strip())
    if finding not in words().findings:
        raise Refused("请选择核查结论。")
    row.finding, row.answer, row.drafted_by = finding, answer.strip(), act.user
    act.save(row)
    return row


@action("portal.return", title="退回重办", who=OFFICE)
def return_(act: Act, *, complaint: Complaint, seen: int, reason: str) -> Complaint:
    """The draft will not do; the handler is told why."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    _tell_handler(row, f"投诉举报 {row} 的答复被退回")
    return row


@action("portal.approve", title="审核通过并答复", who=OFFICE)
def approve(act: Act, *, complaint: Complaint, seen: int) -> Complaint:
    """The answer stands on the receipt page from now on."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "approve", by=act.by)
    if act.user is not None and act.user.is_person(row.drafted_by):
        raise Refused("答复须由拟稿人以外的另一人审核。")
    row.approved_by, row.answered_on = act.user, act.today
    act.save(row)
    return row


@action("portal.close", title="办结", who=OFFICE)
def close(act: Act, *, complaint: Complaint, seen: int, reason: str) -> Complaint:
    """The complainant says nothing more."""
    row = own(act, complaint, seen)
    COMPLAINT.take(row, "close", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


@action("portal.ask", title="向投诉举报人询问", who=HANDLERS)
def ask(act: Act, *, complaint: Complaint, text: str) -> Message:
    """A line that stands on the receipt page; who it is stays unknown."""
    row = own(act, complaint)
    if not text.strip():
        raise Refused("请写明要问什么、要补什么。")
    made = act.create(Message, complaint=row, outward=True, text=text.strip())
    act.about(row)
    return made


@action("portal.enter_ledger", title="登记问题台账", who=("supervisor",))
def enter_ledger(act: Act, *, complaint: Complaint, seen: int, title: str) -> Entry:
    """What was confirmed becomes a problem of the unit complained of, in the office's words and in no others."""
    row = own(act, complaint, seen)
    if row.finding not in CONFIRMED or row.state not in ("drafted", "answered", "closed"):
        raise Refused("核查结论是属实或者部分属实的，才登记问题台账。")
    if row.respondent is None:
        raise Refused("没有明确被反映的单位，不能登记台账；请在分派时补上。")
    if entry_of(row) is not None:
        raise Refused("这件已经登记过台账。")
    if not title.strip():
        raise Refused("请用自己的话写明问题，不要照抄反映内容。")
    if closest(title, {0: row.text}, at_least=COPIED):
        raise Refused("问题的写法和反映内容几乎一样，可能让单位认出投诉举报人，请用自己的话写。")
    ledger = open_ledger.within(act, unit=row.respondent, spec_code=words().ledger)
    new = NewEntry(title.strip(), source=row.source, source_label="投诉举报")
    (entry,) = record.within(act, ledger=ledger, rows=[new])
    act.about(entry)
    return entry


def _assign(row: Complaint, handler: Unit) -> None:
    """To a unit that is neither the one complained of, nor under it, nor above it."""
    mine, theirs = handler.path, row.respondent.path if row.respondent else ""
    if theirs and (mine.startswith(theirs) or (theirs.startswith(mine) and handler.kind not in GOVERNING)):
        raise Refused("不能交给被反映的单位、它的下级或者它的上级主管单位办理，请另选承办单位。")
    if not mine.startswith(row.unit.path):
        raise Refused("承办单位应在本地区以内，请另选。")
    row.handler = handler
    _tell_handler(row, f"有投诉举报 {row} 交您单位办理")


def _tell_handler(row: Complaint, text: str) -> None:
    if row.handler is not None:
        tell_unit(row.handler, text, row.get_absolute_url())
