"""监督文书: drafted, signed with a number, served, answered, settled; the daily reminders."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fajian.core import files, tick
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT
from fajian.orgs.telling import tell_unit
from fajian.supervision import papers
from fajian.supervision.actions.matters import goes_on, instructed, made_known
from fajian.supervision.actions.shared import SUPERVISOR, above, numbered, of_unit, own, tell_office
from fajian.supervision.models import Instrument, Matter, Reply, ReplyFile
from fajian.supervision.terms import is_reminded, last_day
from fajian.supervision.workflow import INSTRUMENT

MUST = ("facts", "basis", "demands")


@dataclass(frozen=True, slots=True)
class Text:
    """What an instrument says."""

    facts: str
    basis: str
    demands: str
    term: int
    term_unit: str = "calendar_days"
    evidence: str = ""
    contact: str = ""
    major: str = ""


def government_of(office: Unit) -> Unit:
    """The government that decides on the office's proposal; Refused where the office stands under none."""
    if office.parent is None or office.parent.kind != "government":
        raise Refused(f"{office}不在本级人民政府之下，不能报请制发决定书。")
    return office.parent


@action("supervision.draft_instrument", title="拟制监督文书", who=SUPERVISOR)
def draft_instrument(act: Act, *, matter: Matter, kind: str, text: Text) -> Instrument:
    """A draft of a 督办函, 意见书 or 决定书; nobody but the office sees it before it is served."""
    row = own(act, matter, matter.version)
    goes_on(row)
    if kind not in Instrument.TITLES:
        raise Refused("没有这种文书，请重新选择。")
    issuer = government_of(row.office) if kind == "decision" else row.office
    made = Instrument(matter=row, unit=row.unit, office=row.office, kind=kind, issuer=issuer)
    given = {name: getattr(made, name) for name in ("matter", "unit", "office", "kind", "issuer")}
    return act.create(Instrument, **given, **_written(made, text))


def _written(row: Instrument, text: Text) -> dict[str, Any]:
    """The columns of a text, checked."""
    given = {
        name: getattr(text, name).strip() for name in ("facts", "basis", "demands", "evidence", "contact", "major")
    }
    if missing := [
        word for name, word in INSTRUMENT.labels.items() if name in given and name in MUST and not given[name]
    ]:
        raise Refused(f"请填写：{'、'.join(missing)}。")
    if row.kind == "opinion" and not given["evidence"]:
        raise Refused("意见书针对已查明的问题，须附证据目录。")
    if text.term < 1 or text.term_unit not in dict(Instrument.TERM_UNITS):
        raise Refused("请写明报送时限：至少 1 天。")
    return given | {"term": text.term, "term_unit": text.term_unit}


@action("supervision.edit_instrument", title="修改监督文书", who=SUPERVISOR)
def edit_instrument(act: Act, *, instrument: Instrument, seen: int, text: Text) -> Instrument:
    """The draft says something else now."""
    row = own(act, instrument, seen)
    given = _written(row, text)
    INSTRUMENT.take(row, "edit", by=act.by, **given)
    for name, value in given.items():
        setattr(row, name, value)
    act.save(row)
    return row


@action("supervision.submit_instrument", title="送签", who=SUPERVISOR)
def submit_instrument(act: Act, *, instrument: Instrument, seen: int) -> Instrument:
    """To be signed by another supervisor of the office."""
    row = own(act, instrument, seen)
    goes_on(row.matter)
    if row.kind == "decision":
        raise Refused("决定书由本级人民政府制发，请用“报请政府决定”。")
    INSTRUMENT.take(row, "submit", by=act.by)
    act.save(row)
    tell_office(row.office_id, f"{row.heading}待签发：{row.matter.title}", row.get_absolute_url(), but=[act.by.pk])
    return row


@action("supervision.propose_decision", title="报请政府决定", who=SUPERVISOR)
def propose_decision(act: Act, *, instrument: Instrument, seen: int, major: str = "") -> Instrument:
    """Ask the government for a 决定书: a grave matter, or an earlier instrument was not obeyed (令825 第二十九条)."""
    row = own(act, instrument, seen)
    goes_on(row.matter)
    if row.kind != "decision":
        raise Refused("督办函、意见书由监督机关签发，不报政府决定。")
    row.major = major.strip() or row.major
    INSTRUMENT.take(row, "propose", by=act.by, major=row.major)
    act.save(row)
    return row


@action("supervision.issue_instrument", title="签发", who=SUPERVISOR)
def issue_instrument(act: Act, *, instrument: Instrument, seen: int, word: str) -> Instrument:
    """Signed by another person than the drafter; gets its number, and its text is kept as it is."""
    row = own(act, instrument, seen)
    INSTRUMENT.take(row, "issue", by=act.by, word=word.strip())
    if act.user is None or act.user.is_person(row.recorded_by):
        raise Refused("拟稿人不能自己签发，请由另一位监督人员签发。")
    return _issued(act, row, word)


@action("supervision.decide", title="批准并制发决定书", who=("leader",))
def decide(act: Act, *, instrument: Instrument, seen: int, word: str) -> Instrument:
    """The government decides; the 决定书 bears its name and a number of its register."""
    row = above(act, instrument, seen)
    INSTRUMENT.take(row, "decide", by=act.by, word=word.strip())
    made = _issued(act, row, word)
    tell_office(row.office_id, f"{made}已制发，请送达：{row.matter.title}", row.get_absolute_url())
    return made


def _issued(act: Act, row: Instrument, word: str) -> Instrument:
    goes_on(row.matter)
    row.number = numbered(act, row.issuer, word, f"{row.heading}：{row.matter.title}", row.source)
    row.signed_by, row.issued_on, row.reason = act.user, act.today, ""  # what was said of the draft stays inside
    row.paper = papers.kept(act, row)
    act.save(row)
    act.about(row)
    instructed(act, row.matter)
    return row


@action("supervision.return_instrument", title="退回修改", who=SUPERVISOR)
def return_instrument(act: Act, *, instrument: Instrument, seen: int, reason: str) -> Instrument:
    """Back to whoever drafted it."""
    return _reasoned(act, own(act, instrument, seen), "return_", reason)


@action("supervision.decline_decision", title="不予制发", who=("leader",))
def decline_decision(act: Act, *, instrument: Instrument, seen: int, reason: str) -> Instrument:
    """The government does not issue it, with the reason."""
    row = _reasoned(act, above(act, instrument, seen), "decline", reason)
    tell_office(row.office_id, f"决定书不予制发：{row.matter.title}", row.get_absolute_url())
    return row


@dataclass(frozen=True, slots=True)
class Service:
    """How a paper reached its unit; `scan` is what was served under seal."""

    served_on: datetime.date
    served_to: str
    served_how: str
    scan: files.Received | None = None


@action("supervision.serve", title="登记送达", who=SUPERVISOR)
def serve(act: Act, *, instrument: Instrument, seen: int, service: Service) -> Instrument:
    """The unit has it in its hands; the term runs from the day after, and from now on the unit sees it here."""
    row = own(act, instrument, seen)
    goes_on(row.matter)
    to, how = service.served_to.strip()[:50], service.served_how
    INSTRUMENT.take(row, "serve", by=act.by, served_on=service.served_on, served_to=to, served_how=how)
    if how not in dict(Instrument.SERVICE):
        raise Refused("没有这种送达方式，请重新选择。")
    if not (row.issued_on or act.today) <= service.served_on <= act.today:
        raise Refused("送达日期应在成文日期到今天之间。")
    row.served_on, row.served_to, row.served_how = service.served_on, to, how
    row.due_on = last_day(service.served_on, row.term, row.term_unit)
    row.scan = files.attach(act, service.scan) if service.scan else None
    act.save(row)
    act.about(row)
    made_known(act, row.matter)
    line = f"收到{row}，请在{row.due_on:%Y年%m月%d日}前反馈：{row.matter.title}"
    tell_unit(row.unit_id, line, row.get_absolute_url())
    return row


@action("supervision.answer", title="反馈", who=UNIT)
def answer(
    act: Act, *, instrument: Instrument, seen: int, text: str, received: Sequence[files.Received] = ()
) -> Instrument:
    """What the unit has put right; a reply after the day counts as late."""
    row = of_unit(act, instrument, seen)
    INSTRUMENT.take(row, "answer", by=act.by, text=text.strip())
    act.save(row)
    late = row.due_on is not None and act.today > row.due_on
    count = row.replies.count() + 1
    reply = act.create(
        Reply, instrument=row, unit=row.unit, number=count, text=text.strip(), handed_on=act.today, late=late
    )
    for one in received:
        act.create(ReplyFile, reply=reply, unit=row.unit, file=files.attach(act, one))
    act.about(row)
    tell_office(row.office_id, f"{row.unit}对{row}作了反馈", row.get_absolute_url())
    return row


@action("supervision.settle", title="核实到位", who=SUPERVISOR)
def settle(act: Act, *, instrument: Instrument, seen: int, note: str) -> Instrument:
    """Looked at: it was put right."""
    row = own(act, instrument, seen)
    INSTRUMENT.take(row, "settle", by=act.by, note=note.strip())
    if row.objections.filter(state="filed").exists():
        raise Refused("单位提出的异议还没有答复，请先答复。")
    row.note = note.strip()
    act.save(row)
    tell_unit(row.unit_id, f"{row}的反馈已核实到位", row.get_absolute_url())
    return row


@action("supervision.send_back", title="退回再改", who=SUPERVISOR)
def send_back(act: Act, *, instrument: Instrument, seen: int, reason: str, due_on: datetime.date) -> Instrument:
    """Not yet: with what is missing, and a new day."""
    row = own(act, instrument, seen)
    INSTRUMENT.take(row, "send_back", by=act.by, reason=reason.strip(), due_on=due_on)
    if due_on < act.today:
        raise Refused("新的期限不能早于今天。")
    row.reason, row.due_on = reason.strip(), due_on
    act.save(row)
    tell_unit(row.unit_id, f"{row}的反馈已退回，请在{due_on:%Y年%m月%d日}前再报：{row.reason}", row.get_absolute_url())
    return row


@action("supervision.disobey", title="认定未落实", who=SUPERVISOR)
def disobey(act: Act, *, instrument: Instrument, seen: int, reason: str) -> Instrument:
    """Nothing came in time, or what came is not what was asked for; opens the way to a 决定书."""
    row = own(act, instrument, seen)
    before = row.state
    INSTRUMENT.take(row, "disobey", by=act.by, reason=reason.strip())
    if before == "served" and row.due_on is not None and row.due_on >= act.today:
        raise Refused(f"期限是{row.due_on:%Y年%m月%d日}，当天仍算按期，过后才能认定未落实。")
    row.reason = reason.strip()
    act.save(row)
    tell_unit(row.unit_id, f"{row}被认定未落实：{row.reason}", row.get_absolute_url())
    return row


@action("supervision.withdraw", title="撤回文书", who=SUPERVISOR)
def withdraw(act: Act, *, instrument: Instrument, seen: int, reason: str) -> Instrument:
    """It no longer holds; its number stays in the register."""
    row = own(act, instrument, seen)
    withdrawn(act, row, reason.strip())
    return row


def withdrawn(act: Act, row: Instrument, reason: str) -> None:
    """Take a locked instrument back."""
    INSTRUMENT.take(row, "withdraw", by=act.by, reason=reason)
    row.reason = reason
    act.save(row)
    if row.served_on is not None:
        tell_unit(row.unit_id, f"{row}已撤回：{reason}", row.get_absolute_url())


@action("supervision.drop", title="作废草稿", who=SUPERVISOR)
def drop(act: Act, *, instrument: Instrument, seen: int, reason: str) -> Instrument:
    """The draft is not issued."""
    return _reasoned(act, own(act, instrument, seen), "drop", reason)


def _reasoned(act: Act, row: Instrument, step: str, reason: str) -> Instrument:
    INSTRUMENT.take(row, step, by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


@action("supervision.remind", title="提醒反馈", who=("system",))
def remind(act: Act) -> dict[str, int]:
    """Tell units of days that come or have passed, and offices of those that have passed; once a day."""
    waiting = Instrument.objects.filter(state="served", matter__state="instructed").select_related("number", "matter")
    days = tick.days_due(act, act.today)
    told = [row for row in waiting if row.due_on and any(is_reminded(row.due_on, day) for day in days)]
    for row in told:
        assert row.due_on is not None
        word = "今天到期" if row.due_on == act.today else "已逾期" if row.due_on < act.today else "快到期"
        tell_unit(row.unit_id, f"{row}{word}，请反馈：{row.matter.title}", row.get_absolute_url())
        if row.due_on < act.today:
            tell_office(row.office_id, f"{row.unit}逾期没有反馈{row}", row.get_absolute_url())
        locked = act.lock(row)
        locked.chased_on = act.today
        act.save(locked)
    late = sum(row.due_on is not None and row.due_on < act.today for row in told)
    act.note(reminded=len(told), late=late)
    return {"reminded": len(told), "late": late}
