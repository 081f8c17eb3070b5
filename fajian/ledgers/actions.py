"""Writes on ledgers and problems. Whether a step may be taken stands in workflow.py; what it brings about, here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Difference, Refused, Stale
from fajian.core.files import Received, attach
from fajian.core.models import StoredFile
from fajian.ledgers.columns import filled_in, text, title_column
from fajian.ledgers.models import Entry, Hand, Ledger, Proof, Rectification
from fajian.ledgers.own import newest
from fajian.ledgers.signals import problem_closed, problem_relapsed
from fajian.ledgers.workflow import OPEN, PROBLEM
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope

UNIT = ("clerk", "unit_leader")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A row to be written: its title, the form's other columns as ledgers.columns.keep gives them, where it is from.

    `follows` and `priority` as in the models.
    """

    title: str
    data: dict[str, Any] = field(default_factory=dict)
    happened_on: datetime.date | None = None
    source: str = ""
    source_label: str = ""
    follows: Entry | None = None
    priority: str = ""


# ── ledgers and entries ──────────────────────────────────────────────────────────────────────────────────────────────


@action("ledgers.open", title="建立台账", who=("supervisor", *UNIT))
def open_ledger(act: Act, *, unit: Unit, spec_code: str, source: str = "", annex: str = "", title: str = "") -> Ledger:
    """A unit's ledger by one form, once per source (say, per campaign): asked again, the one there is."""
    in_reach(act, unit.path)
    spec = newest(spec_code)
    if spec is None:
        raise Refused(f"没有编号为“{spec_code}”的台账样式。")
    found: Ledger | None = Ledger.objects.filter(unit=unit, spec_code=spec_code, source=source).first()
    if found:
        return found
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

    A row whose source the ledger already holds is not written twice. Raises Refused for a blank title and for a value
    that the form wants only once.
    """
    ledger = act.lock(ledger)
    in_reach(act, ledger.unit_path)
    wanted = [row.source for row in rows if row.source]
    known = set(Entry.objects.filter(ledger=ledger, source__in=wanted).values_list("source", flat=True))
    last: int = Entry.objects.filter(ledger=ledger).aggregate(last=Max("number"))["last"] or 0
    fresh = [row for row in rows if not row.source or row.source not in known]
    told: set[tuple[str, Any]] = set()
    for row in fresh:
        _titled(ledger, row.title)
        _only_once(ledger, row.title, row.data, told)
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
                follows=row.follows,
            )
            for number, row in enumerate(fresh, last + 1)
        ],
    )
    if ledger.has_problems:
        act.bulk_create(
            Rectification,
            [
                Rectification(entry=entry, ledger=ledger, unit=ledger.unit, priority=row.priority, edited_at=act.now)
                for entry, row in zip(entries, fresh, strict=True)
            ],
        )
    act.about(entries[0] if len(entries) == 1 else ledger)
    return entries


@action("ledgers.edit", title="修改条目", who=UNIT)
def edit(
    act: Act, *, entry: Entry, seen: int, title: str, data: dict[str, Any], happened_on: datetime.date | None = None
) -> Entry:
    """Change a row's text. A problem under review or closed is changed by 更正 only.

    What others found is not the unit's to reword: title and day stay as they are told.
    """
    entry = act.lock(entry)
    in_reach(act, entry.unit_path)
    standing(entry)
    row = _problem(act, entry)
    if row and row.state not in OPEN:
        raise Refused(f"问题现在是“{row.state_word}”，不能修改；请由监督人员退回或更正。")
    if row and entry.told_from_above and (title.strip(), happened_on) != (entry.title, entry.happened_on):
        raise Refused("问题描述和发生日期不是本单位登记的，不能修改；可以修改其他栏目，有异议请向监督人员说明。")
    _change(act, entry, seen, title, data, happened_on)
    if row:
        _touched(act, row)
    act.about(entry)
    return entry


@action("ledgers.correct", title="更正条目", who=("supervisor",))
def correct(
    act: Act,
    *,
    entry: Entry,
    seen: int,
    title: str,
    data: dict[str, Any],
    reason: str,
    happened_on: datetime.date | None = None,
) -> Entry:
    """Change a row under review or closed; its approval falls, and closing it needs another person."""
    entry = act.lock(entry)
    in_reach(act, entry.unit_path)
    standing(entry)
    row = _problem(act, entry)
    if row is None:
        raise Refused("这本台账不是问题台账，请由填报单位直接修改条目。")
    PROBLEM.take(row, "correct", by=act.by, reason=reason.strip())
    _change(act, entry, seen, title, data, happened_on)
    row.closed_by, row.closed_at, row.remark = None, None, reason.strip()
    _touched(act, row)
    act.about(entry)
    act.note(reason=reason.strip())
    return entry


@action("ledgers.strike_out", title="作废条目", who=("supervisor", *UNIT))
def strike_out(act: Act, *, entry: Entry, seen: int, reason: str) -> Entry:
    """The row no longer counts; it stays, with the reason.

    A problem that the unit has accepted, or that others found, is struck out by 监督 only.
    """
    entry = act.lock(entry, seen=seen)
    in_reach(act, entry.unit_path)
    standing(entry)
    if not reason.strip():
        raise Refused("作废须写明理由。")
    row = _problem(act, entry)
    if row and act.by.role in UNIT and (row.state != "found" or entry.told_from_above):
        raise Refused("已认领的问题、监督人员登记的问题不能由本单位作废，请报监督人员办理。")
    entry.struck_out, entry.struck_reason = True, reason.strip()
    act.save(entry)
    if row:
        row.struck_out = True
        act.save(row)
    act.note(reason=reason.strip())
    return entry


# ── the steps of a problem ───────────────────────────────────────────────────────────────────────────────────────────


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
    given = {"cause": cause.strip(), "measure": measure.strip(), "due_on": due_on}
    row = _step(act, rectification, seen, "accept", {**given, "kind": kind, "person": person.strip()})
    row.accepted_by = act.user
    _touched(act, row)
    return row


@action("ledgers.add_proof", title="上传佐证", who=UNIT)
def add_proof(act: Act, *, rectification: Rectification, files: Sequence[Received], note: str = "") -> list[Proof]:
    """More files that show the problem was put right, while it is open."""
    row = act.lock(rectification)
    in_reach(act, row.unit_path)
    standing(row.entry)
    if row.state not in OPEN:
        raise Refused(f"问题现在是“{row.state_word}”，不能再加佐证；请先由监督人员退回。")
    if not files:
        raise Refused("没有选择文件。")
    proofs = [_prove(act, row, file, note.strip()) for file in files]
    _touched(act, row)
    return proofs


@action("ledgers.take_back_proof", title="撤回佐证", who=UNIT)
def take_back_proof(act: Act, *, proof: Proof, reason: str) -> Proof:
    """A wrong file no longer counts; it stays, with the reason."""
    row = act.lock(proof.rectification)
    in_reach(act, row.unit_path)
    standing(row.entry)
    if row.state not in OPEN:
        raise Refused(f"问题现在是“{row.state_word}”，不能撤回佐证；请先由监督人员退回。")
    proof = act.lock(proof)
    if proof.taken_back:
        raise Refused("这份佐证已经撤回。")
    if not reason.strip():
        raise Refused("撤回佐证须写明理由。")
    proof.taken_back, proof.taken_back_reason = True, reason.strip()
    act.save(proof)
    _touched(act, row)
    act.note(reason=reason.strip())
    return proof


@action("ledgers.submit", title="申请销号", who=UNIT)
def submit(
    act: Act, *, rectification: Rectification, seen: int, result: str, files: Sequence[Received] = (), note: str = ""
) -> Rectification:
    """The unit says it is done, over at least one proof; `files` are further ones handed in with it."""
    proof = bool(files) or Proof.objects.filter(rectification=rectification, taken_back=False).exists()
    row = _step(act, rectification, seen, "submit", {"result": result.strip()}, proof=proof or None)
    for file in files:
        _prove(act, row, file, note.strip())
    row.submitted_by, row.submitted_at = act.user, act.now
    _touched(act, row)
    return row


@action("ledgers.return", title="退回整改", who=("supervisor",))
def return_(act: Act, *, rectification: Rectification, seen: int, reason: str) -> Rectification:
    """Not yet: back to the unit with what is missing."""
    row = _step(act, rectification, seen, "return_", reason=reason.strip())
    _tell(row, "已退回整改")
    row.returned, row.remark, row.submitted_by, row.submitted_at = row.returned + 1, reason.strip(), None, None
    act.save(row)
    act.note(reason=reason.strip())
    return row


@action("ledgers.close", title="核准销号", who=("supervisor",))
def close(act: Act, *, rectification: Rectification, seen: int, note: str = "") -> Rectification:
    """Close a problem: over a proof, as the closer saw it (`seen`), by a person with no hand in it so far."""
    row = _step(act, rectification, seen, "close")
    if not Proof.objects.filter(rectification=row, taken_back=False).exists():
        raise Refused("没有佐证材料，不能销号。")
    if act.user is None or has_hand(row, act.user):
        raise Refused("登记、修改、认领、举证、申请销号的人不能核准销号，请由另一位监督人员办理。")
    row.closed_by, row.closed_at, row.remark = act.user, act.now, note.strip()
    act.save(row)
    act.note(opinion=note.strip())
    _tell(row, "已核准销号")
    act.tell(problem_closed, sender=Rectification, number=row.pk, source=row.entry.source)
    return row


@action("ledgers.reopen", title="认定反弹", who=("supervisor",))
def reopen(act: Act, *, rectification: Rectification, seen: int, reason: str, why: str = "relapsed") -> Rectification:
    """A closed problem has come back, or (`why` = untrue) was never put right; the closing stays in the chain.

    From then on it is under special watch. Refused once its relapse stands as a row of its own.
    """
    row = _step(act, rectification, seen, "reopen", reason=reason.strip())
    if Entry.objects.standing().filter(follows=row.entry_id).exists():
        raise Refused("这个问题的反弹已经另立条目，请在新条目办理。")
    _tell(row, "被认定反弹")
    row.priority = why
    row.remark, row.closed_by, row.closed_at = reason.strip(), None, None
    row.submitted_by, row.submitted_at = None, None
    act.save(row)
    act.note(reason=reason.strip())
    act.tell(problem_relapsed, sender=Rectification, number=row.pk, source=row.entry.source)
    return row


# ── what they share ──────────────────────────────────────────────────────────────────────────────────────────────────


def has_hand(row: Rectification, user: Any) -> bool:
    """Did this person, by whatever account, record or change what would be approved?"""
    hands = [hand.user for hand in row.hands.select_related("user")]
    return any(user.is_person(other) for other in (row.entry.recorded_by, *hands))


def standing(entry: Entry) -> None:
    """Refuse for a row that was struck out."""
    if entry.struck_out:
        raise Refused(f"该条目已作废（{entry.struck_reason}），不能再办理。")


def in_reach(act: Act, path: str) -> None:
    """Refuse unless the row lies in the acting user's scope; the system reaches everything."""
    if act.user is not None and not domain_scope(act.user).covers(path):
        raise Refused("没有找到这条记录，或者它不在您的权限范围内。")


def _step(
    act: Act, rectification: Rectification, seen: int, name: str, texts: Mapping[str, Any] | None = None, **given: Any
) -> Rectification:
    """The problem, locked, in reach, standing, in its new state and with the new texts; not saved yet."""
    row = act.lock(rectification)
    in_reach(act, row.unit_path)
    texts = texts or {}
    if row.version != seen:
        raise Stale(PROBLEM.title, seen=seen, current=row.version, differences=_differences(row, texts))
    standing(row.entry)
    PROBLEM.take(row, name, by=act.by, **texts, **given)
    for column, value in texts.items():
        setattr(row, column, value)
    return row


def _differences(row: Rectification, sent: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Both texts of what the user typed and somebody else has changed; the state first."""
    labels = {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}
    words = dict(Rectification.KINDS)
    told = [Difference("state", labels["state"], row.state_word, "—")]
    for name, value in sent.items():
        if (stored := getattr(row, name)) != value:
            both = [words.get(part, part) or "" for part in (stored, value)]
            told.append(Difference(name, labels[name], *map(str, both)))
    return tuple(told)


def _touched(act: Act, row: Rectification) -> None:
    """Save a problem whose text or proof has changed; whoever did it may no longer close it."""
    row.edited_at = act.now
    act.save(row)
    if act.user is not None and not Hand.objects.filter(rectification=row, user=act.user).exists():
        act.create(Hand, rectification=row, unit=row.unit, user=act.user)
    act.about(row)


def _prove(act: Act, row: Rectification, file: Received, note: str) -> Proof:
    """One proof. The same file for another problem of the unit needs a word why: one picture proves few things."""
    used = Proof.objects.filter(file__digest=file.digest, taken_back=False, unit=row.unit).select_related(
        "rectification"
    )
    if any(proof.rectification_id == row.pk for proof in used):
        raise Refused(f"“{file.name}”已经是这个问题的佐证，不必重复上传。")
    if used and not note:
        raise Refused(f"“{file.name}”已作为本单位另一个问题的佐证。确需共用的，请在“说明”中写明理由。")
    stored: StoredFile = attach(act, file)
    return act.create(Proof, rectification=row, unit=row.unit, file=stored, note=note)


def _problem(act: Act, entry: Entry) -> Rectification | None:
    found: Rectification | None = Rectification.objects.filter(entry=entry).first()
    return act.lock(found) if found else None


def _change(
    act: Act, entry: Entry, seen: int, title: str, data: dict[str, Any], happened_on: datetime.date | None
) -> None:
    """Save the new text over the version that was seen; columns a newer form no longer knows are kept."""
    spec = entry.ledger.spec
    _titled(entry.ledger, title)
    merged = entry.data | data
    if entry.version != seen:
        sent = Entry(ledger=entry.ledger, unit=entry.unit, title=title.strip(), data=merged, happened_on=happened_on)
        texts = [(column, text(spec, entry, column), text(spec, sent, column)) for column in filled_in(spec)]
        differences = [Difference(c.name, c.label, stored, typed) for c, stored, typed in texts if stored != typed]
        raise Stale("台账条目", seen=seen, current=entry.version, differences=tuple(differences))
    _only_once(entry.ledger, title, merged, set(), but=entry.pk)
    entry.title, entry.happened_on, entry.data = title.strip(), happened_on, merged
    act.save(entry)


def _titled(ledger: Ledger, title: str) -> None:
    if not title.strip():
        raise Refused(f"“{title_column(ledger.spec).label}”没有填写。")


def _only_once(ledger: Ledger, title: str, data: Mapping[str, Any], told: set[tuple[str, Any]], but: int = 0) -> None:
    """Refuse a value that another standing row has in a column of which the form wants each once.

    `told` holds the (column, value) of the rows before this one in the same command.
    """
    for column in ledger.spec.columns:
        if not column.unique:
            continue
        is_title = column == title_column(ledger.spec)
        value = title.strip() if is_title else data.get(column.name)
        if not value:
            continue
        if (column.name, value) in told:
            raise Refused(f"“{column.label}”{value}这次填了两行，请只留一行。")
        told.add((column.name, value))
        same = Entry.objects.filter(ledger=ledger, struck_out=False).exclude(pk=but)
        same = same.filter(title=value) if is_title else same.filter(**{f"data__{column.name}": value})
        if (number := same.values_list("number", flat=True).first()) is not None:
            raise Refused(f"“{column.label}”{value}已在本台账第{number}号登记，请不要重复登记。")


def _tell(row: Rectification, what: str) -> None:
    """A line to whoever applied for closing."""
    if row.submitted_by is not None:
        line = f"{row.entry.ledger.title}第{row.entry.number}号问题{what}"
        notify.tell([row.submitted_by], line, row.entry.get_absolute_url())
