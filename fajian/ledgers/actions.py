"""Writes on ledgers and problems. Whether a step may be taken stands in workflow.py; what it brings about, here."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.models import StoredFile
from fajian.engine.forms.spec import specs
from fajian.ledgers.models import Entry, Ledger, Proof, Rectification
from fajian.ledgers.workflow import OPEN, PROBLEM
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope

UNIT = ("clerk", "unit_leader")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A row to be written: its title, the form's columns by name, and where it comes from."""

    title: str
    data: dict[str, Any] = field(default_factory=dict)
    happened_on: datetime.date | None = None
    source: str = ""
    source_label: str = ""


@action("ledgers.open", title="建立台账", who=("supervisor", "clerk", "unit_leader"))
def open_ledger(act: Act, *, unit: Unit, spec_code: str, source: str = "", annex: str = "", title: str = "") -> Ledger:
    """A unit's ledger by one form, once per source (say, per campaign): asked again, the one there is."""
    in_reach(act, unit.path)
    if spec_code not in specs():
        raise Refused(f"没有编号为“{spec_code}”的台账样式。")
    found: Ledger | None = Ledger.objects.filter(unit=unit, spec_code=spec_code, source=source).first()
    if found:
        return found
    spec = specs()[spec_code]
    return act.create(
        Ledger,
        unit=unit,
        spec_code=spec_code,
        spec_version=spec.version,
        title=title or spec.title,
        annex=annex or spec.annex,
        source=source,
        opened_on=act.today,
    )


@action("ledgers.record", title="登记条目", who=("supervisor", *UNIT))
def record(act: Act, *, ledger: Ledger, rows: Sequence[NewEntry]) -> list[Entry]:
    """New rows at the end of a ledger; in a problem ledger each gets its rectification, 待整改.

    A row whose source the ledger already holds is not written twice. Raises Refused for a blank title.
    """
    ledger = act.lock(ledger)
    in_reach(act, ledger.unit_path)
    if any(not row.title.strip() for row in rows):
        raise Refused("问题描述没有填写。")
    wanted = [row.source for row in rows if row.source]
    known = set(Entry.objects.filter(ledger=ledger, source__in=wanted).values_list("source", flat=True))
    last: int = Entry.objects.filter(ledger=ledger).aggregate(last=Max("number"))["last"] or 0
    fresh = [row for row in rows if not row.source or row.source not in known]
    entries = act.bulk_create(
        Entry,
        [
            Entry(
                ledger=ledger,
                unit=ledger.unit,
                number=number,
                title=row.title.strip(),
                data=row.data,
                happened_on=row.happened_on,
                source=row.source,
                source_label=row.source_label,
            )
            for number, row in enumerate(fresh, last + 1)
        ],
    )
    if ledger.spec.row == "problem":
        act.bulk_create(
            Rectification, [Rectification(entry=entry, unit=ledger.unit, edited_at=act.now) for entry in entries]
        )
    act.about(ledger)
    return entries


@action("ledgers.edit", title="修改条目", who=UNIT)
def edit(
    act: Act, *, entry: Entry, seen: int, title: str, data: dict[str, Any], happened_on: datetime.date | None = None
) -> Entry:
    """Change a row's text. A problem under review or closed is changed by 更正 only."""
    entry = act.lock(entry, seen=seen)
    in_reach(act, entry.unit_path)
    standing(entry)
    rectification = _rectification(act, entry)
    if rectification and rectification.state not in OPEN:
        raise Refused(f"问题现在是“{rectification.state_word}”，不能修改；请由监督人员退回或更正。")
    _change(act, entry, title, data, happened_on)
    if rectification:
        rectification.edited_at = act.now
        act.save(rectification)
    return entry


@action("ledgers.correct", title="更正条目", who=("supervisor",))
def correct(act: Act, *, entry: Entry, seen: int, title: str, data: dict[str, Any], reason: str) -> Entry:
    """Change a row under review or closed; an approval it had falls, and closing it needs a new one."""
    entry = act.lock(entry, seen=seen)
    in_reach(act, entry.unit_path)
    standing(entry)
    rectification = _rectification(act, entry)
    if rectification is None:
        raise Refused("这本台账不是问题台账，请直接修改条目。")
    PROBLEM.take(rectification, "correct", by=act.by, reason=reason)
    _change(act, entry, title, data, entry.happened_on)
    rectification.edited_at, rectification.closed_by, rectification.closed_at = act.now, None, None
    rectification.remark = reason
    act.save(rectification)
    act.note(reason=reason)
    return entry


@action("ledgers.strike_out", title="作废条目", who=("supervisor", *UNIT))
def strike_out(act: Act, *, entry: Entry, seen: int, reason: str) -> Entry:
    """The row no longer counts; it stays, with the reason. A problem a unit has accepted is struck out by 监督 only."""
    entry = act.lock(entry, seen=seen)
    in_reach(act, entry.unit_path)
    standing(entry)
    if not reason.strip():
        raise Refused("作废须写明理由。")
    rectification = _rectification(act, entry)
    if rectification and rectification.state != "found" and getattr(act.user, "role", "system") in UNIT:
        raise Refused("已认领的问题不能由本单位作废，请报监督人员办理。")
    entry.struck_out, entry.struck_reason = True, reason.strip()
    act.save(entry)
    act.note(reason=reason)
    return entry


@action("ledgers.accept", title="认领整改", who=UNIT)
def accept(
    act: Act,
    *,
    rectification: Rectification,
    seen: int,
    cause: str,
    measure: str,
    due_on: datetime.date | None,
    kind: str = "by_day",
    person: str = "",
) -> Rectification:
    """The unit takes the problem on: why it came about, what is done about it, until when."""
    row = _step(act, rectification, seen, "accept", cause=cause, measure=measure, due_on=due_on)
    row.cause, row.measure, row.due_on, row.kind, row.person = cause, measure, due_on, kind, person
    row.accepted_by, row.edited_at = act.user, act.now
    act.save(row)
    return row


@action("ledgers.add_proof", title="上传佐证", who=UNIT)
def add_proof(act: Act, *, rectification: Rectification, file: StoredFile, note: str = "") -> Proof:
    """One more file that shows the problem was put right, while the problem is open."""
    row = act.lock(rectification)
    in_reach(act, row.unit_path)
    standing(row.entry)
    if row.state not in OPEN:
        raise Refused(f"问题现在是“{row.state_word}”，不能再加佐证；请先由监督人员退回。")
    proof = act.create(Proof, rectification=row, unit=row.unit, file=file, note=note)
    row.edited_at = act.now
    act.save(row)
    act.note(file=file.digest)
    return proof


@action("ledgers.take_back_proof", title="撤回佐证", who=UNIT)
def take_back_proof(act: Act, *, proof: Proof, reason: str) -> Proof:
    """A wrong file no longer counts; it stays, with the reason."""
    row = act.lock(proof.rectification)
    in_reach(act, row.unit_path)
    if row.state not in OPEN:
        raise Refused(f"问题现在是“{row.state_word}”，不能撤回佐证；请先由监督人员退回。")
    if not reason.strip():
        raise Refused("撤回佐证须写明理由。")
    proof = act.lock(proof)
    proof.taken_back, proof.taken_back_reason = True, reason.strip()
    act.save(proof)
    row.edited_at = act.now
    act.save(row)
    return proof


@action("ledgers.submit", title="申请销号", who=UNIT)
def submit(act: Act, *, rectification: Rectification, seen: int, result: str) -> Rectification:
    """The unit says it is done, over at least one proof."""
    proof = Proof.objects.filter(rectification=rectification, taken_back=False).exists()
    row = _step(act, rectification, seen, "submit", result=result, proof=proof or None)
    row.result, row.submitted_by, row.submitted_at, row.edited_at = result, act.user, act.now, act.now
    act.save(row)
    return row


@action("ledgers.return", title="退回整改", who=("supervisor",))
def return_(act: Act, *, rectification: Rectification, seen: int, reason: str) -> Rectification:
    """Not yet: back to the unit with what is missing."""
    row = _step(act, rectification, seen, "return_", reason=reason)
    row.returned, row.remark, row.submitted_by, row.submitted_at = row.returned + 1, reason, None, None
    act.save(row)
    act.note(reason=reason)
    return row


@action("ledgers.close", title="核准销号", who=("supervisor",))
def close(act: Act, *, rectification: Rectification, seen: int, note: str = "") -> Rectification:
    """Close a problem: over a proof, as the closer saw it (`seen`), by a person with no hand in it so far."""
    row = _step(act, rectification, seen, "close")
    if not Proof.objects.filter(rectification=row, taken_back=False).exists():
        raise Refused("没有佐证材料，不能销号。")
    hands = (row.submitted_by, row.accepted_by, row.entry.recorded_by)
    hands += tuple(proof.recorded_by for proof in row.proofs.select_related("recorded_by"))
    if act.user is None or any(act.user.is_person(hand) for hand in hands):
        raise Refused("登记、认领、举证、申请销号的人不能核准销号，请由另一位监督人员办理。")
    row.closed_by, row.closed_at, row.remark = act.user, act.now, note
    act.save(row)
    return row


@action("ledgers.reopen", title="认定反弹", who=("supervisor",))
def reopen(act: Act, *, rectification: Rectification, seen: int, reason: str) -> Rectification:
    """A closed problem has come back; the closing stays in the chain."""
    row = _step(act, rectification, seen, "reopen", reason=reason)
    row.remark, row.closed_by, row.closed_at = reason, None, None
    row.submitted_by, row.submitted_at = None, None
    act.save(row)
    act.note(reason=reason)
    return row


def _step(act: Act, rectification: Rectification, seen: int, name: str, **given: Any) -> Rectification:
    """The problem, locked, in reach, standing, in its new state (not saved yet)."""
    row = act.lock(rectification, seen=seen)
    in_reach(act, row.unit_path)
    standing(row.entry)
    PROBLEM.take(row, name, by=act.by, **given)
    return row


def _rectification(act: Act, entry: Entry) -> Rectification | None:
    found: Rectification | None = Rectification.objects.filter(entry=entry).first()
    return act.lock(found) if found else None


def _change(act: Act, entry: Entry, title: str, data: dict[str, Any], happened_on: datetime.date | None) -> None:
    if not title.strip():
        raise Refused("问题描述没有填写。")
    entry.title, entry.happened_on = title.strip(), happened_on
    entry.data = entry.data | data  # columns a newer form no longer knows are kept
    act.save(entry)


def standing(entry: Entry) -> None:
    """Refuse for a row that was struck out."""
    if entry.struck_out:
        raise Refused(f"该条目已作废（{entry.struck_reason}），不能再办理。")


def in_reach(act: Act, path: str) -> None:
    """Refuse unless the row lies in the acting user's scope; the system reaches everything."""
    if act.user is not None and not domain_scope(act.user).covers(path):
        raise Refused("没有找到这条记录，或者它不在您的权限范围内。")
