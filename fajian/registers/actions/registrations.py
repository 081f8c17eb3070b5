"""登记, 清理, 公布, 落实: the writes of registrations. Which step may be taken stands in workflow.py."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import READERS
from fajian.orgs.telling import tell_unit
from fajian.registers import standards
from fajian.registers.foundations import shaken, texts
from fajian.registers.kinds import Kind, kinds
from fajian.registers.models import Opening, Registration, RegistrationFile
from fajian.registers.signs import CLOSED, Signs
from fajian.registers.workflow import REGISTRATION, STANDING, WRITERS

SUPERVISOR = ("supervisor",)
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Given:
    """What is registered; `data` by the names of the kind's columns."""

    title: str
    data: Mapping[str, Any] = field(default_factory=dict)


@action("registers.register", title="登记", who=WRITERS)
def register(act: Act, *, kind: str, unit: Unit, given: Given, received: Sequence[files.Received] = ()) -> Registration:
    """A new line of a unit's register; the provisions it cites are noted as they stand today."""
    in_reach(act, unit.path)
    spec = kinds().get(kind)
    if spec is None or spec.retired:
        raise Refused("没有这种清单，请重新选择。")
    _complete(spec, given, bool(received))
    row = Registration(kind=kind, unit=unit, title=given.title.strip()[:300], data=_kept(given))
    made = act.create(Registration, kind=kind, unit=unit, title=row.title, data=row.data, **_looked_at(act, row))
    _attach(act, made, received)
    act.about(made)
    return made


@action("registers.edit", title="修改登记", who=WRITERS)
def edit(
    act: Act, *, registration: Registration, seen: int, given: Given, received: Sequence[files.Received] = ()
) -> Registration:
    """Put right what was registered; earlier texts stay in the audit chain."""
    row = _own(act, registration, seen)
    REGISTRATION.take(row, "edit", by=act.by, title=given.title.strip())
    _complete(row.spec, given, bool(received) or row.files.exists())
    row.title, row.data = given.title.strip()[:300], _kept(given)
    _look(act, row)
    act.save(row)
    _attach(act, row, received)
    return row


@action("registers.propose", title="提出清理意见", who=WRITERS)
def propose(
    act: Act,
    *,
    registration: Registration,
    seen: int,
    verdict: str,
    reason: str,
    superior: str = "",
    agrees: str = "",
) -> Registration:
    """An opinion with its reason; where the register compares, with the norm above and what the comparison gave."""
    row = _own(act, registration, seen)
    REGISTRATION.take(row, "propose", by=act.by, verdict=verdict, reason=reason.strip())
    opinion = row.spec.verdict(verdict)
    if opinion is None:
        raise Refused("没有这种清理意见，请重新选择。")
    if not (opinion.ends or opinion.changes):
        _holds(row, opinion.title, act.today)
    if row.spec.compares:
        if not agrees or (agrees != "none" and not superior.strip()):
            raise Refused("请写明对照的上位规定和对照结论；没有上位规定的，选“没有上位规定”。")
        if agrees == "contrary" and not (opinion.ends or opinion.changes):
            raise Refused("与上位规定相违背的不能保留，请提出修改、废止或者宣布失效。")
    row.verdict, row.reason = verdict, reason.strip()
    row.superior, row.agrees = superior.strip(), agrees
    row.proposed_by, row.settled_by, row.settled_on = act.user, None, None
    row.published_on, row.published_where, row.done_on, row.note = None, "", None, ""
    row.filed_on, row.filed_with = None, ""
    act.save(row)
    return row


@action("registers.return", title="退回清理意见", who=SUPERVISOR)
def return_(act: Act, *, registration: Registration, seen: int, reason: str) -> Registration:
    """The opinion is not taken; the unit is told why."""
    row = _own(act, registration, seen)
    REGISTRATION.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    _tell(row, f"清理意见被退回：{row.title}，{row.reason}")
    return row


@action("registers.settle", title="核定清理意见", who=SUPERVISOR)
def settle(act: Act, *, registration: Registration, seen: int) -> Registration:
    """A second person agrees; what it rests on is looked at anew with that."""
    row = _own(act, registration, seen)
    REGISTRATION.take(row, "settle", by=act.by)
    if act.user is not None and act.user.is_person(row.proposed_by):
        raise Refused("清理意见须由提出人以外的另一位监督人员核定。")
    row.settled_by, row.settled_on = act.user, act.today
    if row.opinion is not None and not row.opinion.changes:
        _look(act, row)
    act.save(row)
    return row


@action("registers.publish", title="公布清理结果", who=SUPERVISOR)
def publish(
    act: Act, *, registration: Registration, seen: int, published_on: datetime.date, published_where: str
) -> Registration:
    """Where and when the outcome was made public; the unit is told, and carries out what has to be."""
    row = _own(act, registration, seen)
    given = {"published_on": published_on, "published_where": published_where.strip()}
    REGISTRATION.take(row, "publish", by=act.by, **given)
    if published_on > act.today or (row.settled_on and published_on < row.settled_on):
        raise Refused("公布日期应在核定之后，不晚于今天。")
    row.published_on, row.published_where = published_on, published_where.strip()[:300]
    act.save(row)
    _tell(row, f"清理结果已公布：{row.title}，{row.verdict_word}")
    return row


@action("registers.file", title="登记备案", who=WRITERS)
def file_(act: Act, *, registration: Registration, seen: int, filed_on: datetime.date, filed_with: str) -> Registration:
    """Filed with the judicial administration of its own level, or the body above; once."""
    row = _own(act, registration, seen)
    REGISTRATION.take(row, "file", by=act.by, filed_on=filed_on, filed_with=filed_with.strip())
    if not row.spec.filed:
        raise Refused(f"“{row.spec.title}”不需要备案。")
    if row.filed_on is not None:
        raise Refused("已经登记过备案。")
    if filed_on > act.today:
        raise Refused("备案日期不能晚于今天。")
    row.filed_on, row.filed_with = filed_on, filed_with.strip()[:300]
    act.save(row)
    return row


@action("registers.carry_out", title="登记落实", who=WRITERS)
def carry_out(act: Act, *, registration: Registration, seen: int, done_on: datetime.date, note: str) -> Registration:
    """What was repealed, dissolved or taken off its post is so in fact; it leaves the register."""
    row = _done(act, registration, seen, "carry_out", done_on, note)
    if row.opinion is None or not row.opinion.ends:
        raise Refused(f"清理意见是“{row.verdict_word}”，不出册。")
    act.save(row)
    return row


@action("registers.renew", title="登记修改结果", who=WRITERS)
def renew(
    act: Act,
    *,
    registration: Registration,
    seen: int,
    done_on: datetime.date,
    note: str,
    given: Given,
    received: Sequence[files.Received] = (),
) -> Registration:
    """It was amended: the register holds the new text from now on, with what it rests on today."""
    row = _done(act, registration, seen, "renew", done_on, note)
    if row.opinion is None or not row.opinion.changes:
        raise Refused(f"清理意见是“{row.verdict_word}”，没有要登记的修改。")
    _complete(row.spec, given, row.files.exists())
    row.title, row.data = given.title.strip()[:300], _kept(given)
    _look(act, row)
    act.save(row)
    _attach(act, row, received)
    return row


@action("registers.strike", title="作废登记", who=WRITERS)
def strike(act: Act, *, registration: Registration, seen: int, reason: str) -> Registration:
    """Registered by mistake; it stays with the reason."""
    row = _own(act, registration, seen)
    REGISTRATION.take(row, "strike", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


@action("registers.open_file", title="查阅音像资料", who=READERS)
def open_file(act: Act, *, file: RegistrationFile, reason: str) -> RegistrationFile:
    """Whoever looks at a file of a register that is kept secret says why; the file is given out after that."""
    if not reason.strip():
        raise Refused("请写明查阅事由。")
    act.create(Opening, file=file, unit=file.unit, reason=reason.strip()[:300])
    act.about(file.registration)
    return file


@action("registers.reexamine", title="核对登记清单的依据")
def reexamine(act: Act) -> dict[str, int]:
    """What rests on provisions that no longer hold, or belongs to a unit that is closed, is marked; units are told."""
    changed = []
    rows = Registration.objects.filter(state__in=STANDING).select_related("unit").iterator(CHUNK)
    for some in iter(lambda: list(islice(rows, CHUNK)), []):
        signs = Signs(some, act.today)
        for row in some:
            now = [shaken(row.cited, row.rests_on, act.today)] if row.cited.strip() else []
            now += signs.of(row)
            if row.unit.closed_on and row.unit.closed_on <= act.today:
                now.append(CLOSED)
            said = "\n".join(filter(None, now))
            if said != row.shaken:
                row.shaken = said
                changed.append(row)
    if changed:
        act.save_all(changed)
    for row in {row.unit_id: row for row in changed if row.shaken}.values():
        _tell(row, f"有登记事项须核对：{row.title}，{row.shaken.splitlines()[0]}")
    return {"changed": len(changed)}


def _own(act: Act, registration: Registration, seen: int) -> Registration:
    row = act.lock(registration, seen=seen)
    in_reach(act, row.unit_path)
    return row


def _done(
    act: Act, registration: Registration, seen: int, step: str, done_on: datetime.date, note: str
) -> Registration:
    row = _own(act, registration, seen)
    REGISTRATION.take(row, step, by=act.by, done_on=done_on, note=note.strip())
    if done_on > act.today:
        raise Refused("落实日期不能晚于今天。")
    row.done_on, row.note = done_on, note.strip()
    return row


def _complete(spec: Kind, given: Given, has_files: bool) -> None:
    wanted: dict[str, Any] = {"名称": given.title}
    wanted |= {column.label: given.data.get(column.name) for column in spec.columns if column.required}
    if missing := [label for label, value in wanted.items() if value is None or not str(value).strip()]:
        raise Refused(f"“{spec.title}”须填写：{'、'.join(missing)}。")
    standards.read(spec, given.data)
    if spec.files and not has_files:
        raise Refused(f"“{spec.title}”须附文件。")


def _holds(row: Registration, verdict: str, today: datetime.date) -> None:
    """Refuse an opinion that leaves as it is what goes beyond its range, failed a check or shows a sign."""
    standard = standards.of(row)
    if standard is not None and standard.outside:
        raise Refused(f"裁量表超出法定幅度或者上级基准，请先修改：{standard.outside[0].text}")
    if row.failed:
        raise Refused(f"没有达到的有：{'、'.join(row.failed)}，清理意见不能是“{verdict}”。")
    if seen := Signs([row], today).of(row):
        raise Refused(f"{seen[0]}清理意见不能是“{verdict}”。")


def _kept(given: Given) -> dict[str, Any]:
    return {name: value for name, value in given.data.items() if value not in (None, "")}


def _looked_at(act: Act, row: Registration) -> dict[str, Any]:
    """What it rests on today, and whether that holds."""
    seen = [shaken(row.cited, {}, act.today), *Signs([row], act.today).of(row)]
    return {"rests_on": texts(row.cited, act.today), "shaken": "\n".join(filter(None, seen))}


def _look(act: Act, row: Registration) -> None:
    for name, value in _looked_at(act, row).items():
        setattr(row, name, value)


def _attach(act: Act, row: Registration, received: Sequence[files.Received]) -> None:
    for one in received:
        act.create(RegistrationFile, registration=row, unit=row.unit, file=files.attach(act, one))


def _tell(row: Registration, line: str) -> None:
    tell_unit(row.unit_id, line, row.get_absolute_url())
