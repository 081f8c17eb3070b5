"""What taking a file in would do: issued, come back, as it stands now; what a person must decide, what cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from fajian.core.audited import label
from fajian.core.commands import command_title
from fajian.core.models import Event, Head, Seal
from fajian.engine.forms.merge import Change, Conflict, merge, touched
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.takeback import Cells, Row, Value
from fajian.ledgers import issuing, kept, rowrules, uniques
from fajian.ledgers.columns import title_column
from fajian.ledgers.kept import Reading
from fajian.ledgers.models import Entry, Ledger, Rectification, TakeIn
from fajian.ledgers.rowrules import Written
from fajian.orgs.models import User

Side = Literal["file", "system"]
SIDES: dict[str, str] = {"file": "按文件", "system": "按系统现在的"}
FEW = 500  # rows asked for by number; above that the whole ledger is read once


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of the conflicts: `cells` by (key, column); `rest` all others, "" = not yet."""

    cells: Mapping[tuple[str, str], Side] = field(default_factory=dict)
    rest: Side | Literal[""] = ""

    def of(self, clash: Conflict) -> str:
        """Whose text stands in this cell; "" = not decided."""
        return self.cells.get((clash.key, clash.column), self.rest)


@dataclass(frozen=True, slots=True)
class Left:
    """A row that is not taken: where it stands in the file, what it is about, and why."""

    sheet: str
    row: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of the ledger that the file changes; `cells` by column, before and after."""

    entry: Entry
    row: Row
    cells: Mapping[str, tuple[Value, Value]]
    written: Written


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict with its entry and what was decided ("" = nothing yet)."""

    entry: Entry
    conflict: Conflict
    decided: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What taking a file in would do now. `seq` is the end of the audit chain it was computed at.

    `absent` are numbers of rows that the file does not have: they stay. `undecided` conflicts keep everything waiting.
    """

    seq: int
    spec: LedgerSpec
    reading: Reading
    changed: tuple[Changed, ...]
    new: tuple[tuple[Row, Written], ...]
    clashes: tuple[Clash, ...]
    left: tuple[Left, ...]
    unchanged: int
    absent: tuple[int, ...]

    @property
    def undecided(self) -> int:
        """Conflicts nobody has decided."""
        return sum(not clash.decided for clash in self.clashes)

    @property
    def is_nothing(self) -> bool:
        """Would nothing be written?"""
        return not (self.changed or self.new or self.clashes)


def compare(taking: TakeIn, *, by: Any, decided: Decided | None = None) -> Comparison:
    """The file of `taking`, as it was read, against its ledger as it stands, by the rights of this user.

    The number of queries does not depend on the number of rows but in steps of 500.
    """
    decided = decided or Decided()
    seq = Head.objects.values_list("seq", flat=True).first() or 0
    ledger = taking.ledger
    spec = ledger.spec
    reading = kept.reading_of(spec, kept.load(taking.reading))
    issued: dict[str, Cells] = kept.cells_of(spec, kept.load(taking.issue.base)) if taking.issue else {}
    here = Entry.objects.filter(ledger=ledger, struck_out=False).order_by("number").values_list("pk", "number")
    standing = {f"{issuing.KEY}{pk}": number for pk, number in here}
    entries = _entries(ledger, [key for key in touched(reading.rows, issued) if key in standing])
    now = {key: issuing.cells_of(spec, entry) for key, entry in entries.items()}
    # A sheet whose issue is not known may still say how old each row is.
    for row in reading.rows:
        entry = entries.get(row.key) if row.version and row.key not in issued else None
        if entry and row.version == issuing.version_of(entry):
            issued[row.key] = now[row.key]
    found = merge(reading.rows, issued=issued, now=now, standing=standing)
    judge = _Judge(ledger, spec, by, entries, now, decided)
    judge.of_unit = taking.pieces.exists()
    judge.left_out(reading, found.refused, found.emptied)
    judge.rows_changed(found.changes, found.conflicts)
    judge.rows_new(found.new)
    judge.repeated()
    return Comparison(
        seq, spec, reading, tuple(judge.changed), tuple(judge.new), tuple(judge.clashes),
        tuple(sorted(judge.left, key=lambda one: (one.sheet, one.row))), found.unchanged + judge.kept_as_is,
        tuple(standing[key] for key in found.absent if key not in reading.unread),
    )  # fmt: skip


def _entries(ledger: Ledger, keys: Sequence[str]) -> dict[str, Entry]:
    """The entries with these keys."""
    numbers = [int(key.removeprefix(issuing.KEY)) for key in dict.fromkeys(keys)]
    if len(numbers) > 4 * FEW:
        wanted = set(numbers)
        rows = [entry for entry in issuing.standing(ledger).iterator(2_000) if entry.pk in wanted]
    else:
        rows = [entry for some in _some(numbers) for entry in issuing.standing(ledger, some)]
    for entry in rows:
        entry.ledger = ledger
    return {issuing.key_of(entry): entry for entry in rows}


class _Judge:
    """Sorts the rows into those that can be taken and those that cannot, each of the latter with a sentence."""

    def __init__(
        self, ledger: Ledger, spec: LedgerSpec, by: Any, entries: Mapping[str, Entry], now: Mapping[str, Cells],
        decided: Decided,
    ) -> None:  # fmt: skip
        self.ledger, self.spec, self.by, self.entries, self.now, self.decided = ledger, spec, by, entries, now, decided
        self.title = title_column(spec)
        self.changed: list[Changed] = []
        self.new: list[tuple[Row, Written]] = []
        self.clashes: list[Clash] = []
        self.left: list[Left] = []
        self.of_unit = False  # the file is the unit's own, whoever takes it in
        self.kept_as_is = 0

    def leave(self, row: Row, reason: str, entry: Entry | None = None) -> None:
        """Not this row."""
        title = entry.title if entry else str(row.cells.get(self.title.name) or "")
        self.left.append(Left(row.sheet, row.row, title, reason))

    def left_out(self, reading: Reading, refused: Sequence[tuple[Row, str]], emptied: Sequence[Row]) -> None:
        """Rows with cells that cannot be read, and rows that cannot be meant."""
        unreadable: dict[tuple[str, int], list[str]] = {}
        for fault in reading.faults:
            if fault.refused:
                unreadable.setdefault((fault.sheet, fault.row), []).append(
                    f"{fault.where}（{fault.column}）：{fault.message}"
                )
        self.left += [Left(sheet, row, "", "；".join(said)) for (sheet, row), said in unreadable.items()]
        for row, reason in refused:
            self.leave(row, reason)
        for row in emptied:
            told = "这一行各栏都被清空了。条目不会因此删除，原内容保留；要作废请在系统里办理并写明理由"
            self.leave(row, told, self.entries.get(row.key))

    def rows_changed(self, changes: Sequence[Change], conflicts: Sequence[Conflict]) -> None:
        """Rows of which the file changes something."""
        own: dict[str, list[Change]] = {}
        clashing: dict[str, list[Conflict]] = {}
        for change in changes:
            own.setdefault(change.key, []).append(change)
        for conflict in conflicts:
            clashing.setdefault(conflict.key, []).append(conflict)
        for key in dict.fromkeys([*own, *clashing]):
            self.row_changed(key, own.get(key, []), clashing.get(key, []))

    def row_changed(self, key: str, own: Sequence[Change], clashing: Sequence[Conflict]) -> None:
        """One of them, with what was decided of its conflicts."""
        entry = self.entries[key]
        row = (own or clashing)[0].row
        if reason := rowrules.why_not_touched(entry, self.by, of_unit=self.of_unit):
            self.leave(row, reason, entry)
            return
        sides = [self.decided.of(clash) for clash in clashing]
        cells = {change.column: (change.before, change.after) for change in own}
        cells |= {c.column: (c.ours, c.theirs) for c, side in zip(clashing, sides, strict=True) if side == "file"}
        cells = {name: pair for name, pair in cells.items() if not rowrules.says_nothing(self.spec, name, *pair)}
        written, reason = rowrules.changed(self.spec, entry, {name: after for name, (_, after) in cells.items()})
        if reason:
            self.leave(row, reason, entry)
            return
        self.clashes += [Clash(entry, clash, side) for clash, side in zip(clashing, sides, strict=True)]
        if cells:
            self.changed.append(Changed(entry, row, cells, written))
        elif not clashing:
            self.kept_as_is += 1

    def rows_new(self, rows: Sequence[Row]) -> None:
        """Rows without a key: to be recorded, unless the ledger has exactly the same already."""
        twins = self.twins(rows)
        seen: dict[Any, int] = {}
        names = [column.name for column in self.spec.columns]
        for row in rows:
            written, reason = rowrules.new(self.spec, self.ledger, row.cells)
            content = tuple(map(row.cells.get, names))
            if not reason and content in seen:
                reason = f"与文件第{seen[content]}行完全相同，没有重复登记"
            if not reason and twins and (number := twins.get(_facts(self.spec, row.cells))):
                reason = f"与本台账第{number}号完全相同，没有重复登记"
            if reason:
                self.leave(row, reason)
            else:
                seen[content] = row.row
                self.new.append((row, written))

    def twins(self, rows: Sequence[Row]) -> dict[Any, int]:
        """What standing entries of the same titles say → their numbers."""
        titles = {str(title).strip() for row in rows if (title := row.cells.get(self.title.name))}
        here = Entry.objects.filter(ledger=self.ledger, struck_out=False)
        numbers: list[int] = []
        if len(titles) > 4 * FEW:
            numbers = [pk for pk, title in here.values_list("pk", "title").iterator(5_000) if title in titles]
        else:
            for some in _some(sorted(titles)):
                numbers += here.filter(title__in=some).values_list("pk", flat=True)
        alike = _entries(self.ledger, [f"{issuing.KEY}{number}" for number in numbers])
        return {_facts(self.spec, issuing.cells_of(self.spec, entry)): entry.number for entry in alike.values()}

    def repeated(self) -> None:
        """Values that the form wants once."""
        whole = [(one.entry.pk, one.written.title, one.entry.data | one.written.data) for one in self.changed]
        new = [(0, written.title, written.data) for _, written in self.new]
        found = uniques.repeated(self.ledger, [*whole, *new])
        if not found:
            return
        for at, reason in found.items():
            if at < len(whole):
                self.leave(self.changed[at].row, reason, self.changed[at].entry)
            else:
                self.leave(self.new[at - len(whole)][0], reason)
        gone = {self.changed[at].entry.pk for at in found if at < len(whole)}
        self.clashes = [clash for clash in self.clashes if clash.entry.pk not in gone]
        self.changed = [one for at, one in enumerate(self.changed) if at not in found]
        self.new = [one for at, one in enumerate(self.new, len(whole)) if at not in found]


def _facts(spec: LedgerSpec, cells: Cells) -> Any:
    """What a row says, to tell two alike: without whose it is, which a file may leave out."""
    told = ((column.name, cells.get(column.name)) for column in spec.columns if column.kind not in ("serial", "unit"))
    return tuple((name, str(value)) for name, value in told if value not in (None, "", False))


def _some(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (items[at : at + FEW] for at in range(0, len(items), FEW))


# ── what happened in between ─────────────────────────────────────────────────────────────────────────────────────────


def since(ledger: Ledger, seq: int, most: int = 10) -> list[str]:
    """What commands did to the ledger's rows after this place of the audit chain, a line each; [] where nothing did."""
    tables = (label(Entry), label(Rectification))
    seals = Seal.objects.filter(event_id__gt=seq, model__in=tables).values_list("row", "event_id").order_by("id")
    events: dict[int, int] = dict(seals)
    numbers: dict[int, int] = {}
    for some in _some(list(events)):
        numbers |= dict(Entry.objects.filter(ledger=ledger, pk__in=some).values_list("pk", "number"))
    if not numbers:
        return []
    shown = dict(sorted(numbers.items(), key=lambda pair: pair[1])[:most])
    told = Event.objects.in_bulk([events[pk] for pk in shown])
    names = dict(User.objects.filter(pk__in={one.actor for one in told.values()}).values_list("pk", "display_name"))
    lines = [
        f"第{number}号：{names.get(told[events[pk]].actor, '系统')}{command_title(told[events[pk]].command)}"
        for pk, number in shown.items()
    ]
    return [*lines, f"另有{len(numbers) - most}行"] if len(numbers) > most else lines
