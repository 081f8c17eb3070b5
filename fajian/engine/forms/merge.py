"""Three ways into one: what was issued, what came back, what stands now; cell by cell, and nobody overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from fajian.engine.forms.takeback import Cells, Row, Value
from fajian.engine.store.words import plain, words


@dataclass(frozen=True, slots=True)
class Change:
    """A cell changed in the file alone: it can be taken."""

    key: str
    row: Row
    column: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell changed in the file and meanwhile here as well, to something else; a person decides.

    `issued` is what was given out; None also where nobody knows (the file was not issued here).
    """

    key: str
    row: Row
    column: str
    issued: Value
    theirs: Value
    ours: Value


@dataclass(frozen=True, slots=True)
class Merge:
    """What taking a file in would do. Rows `absent` from the file stay as they are: leaving out is not deleting.

    `emptied`: rows whose every cell was cleared; they stay too. `refused`: rows that cannot be meant, with the reason.
    """

    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    new: tuple[Row, ...]
    unchanged: int
    absent: tuple[str, ...]
    emptied: tuple[Row, ...]
    refused: tuple[tuple[Row, str], ...]


def touched(rows: Sequence[Row], issued: Mapping[str, Cells]) -> list[str]:
    """Keys of the rows that say something else than when they were issued: only of these `merge` asks what stands now.

    Rows the issue does not know are among them.
    """
    return [row.key for row in rows if row.key and not _same_cells(row.cells, issued.get(row.key))]


def merge(
    rows: Sequence[Row],
    *,
    issued: Mapping[str, Cells],
    now: Mapping[str, Cells],
    standing: Collection[str] | None = None,
) -> Merge:
    """Compare the rows of a file with what was issued and what stands now, both by the rows' keys.

    A row without a key is new. One whose key nobody knows, or that stands twice, is refused, and so is one that no
    longer stands here. Where the issue does not know a row, every difference is a conflict. Columns the file does not
    have are not compared. `standing`: every key that stands here, where `now` holds only those of `touched`.
    """
    changes, conflicts, new, emptied, refused = [], [], [], [], []
    often = Counter(row.key for row in rows if row.key)
    here = now.keys() if standing is None else standing
    unchanged = 0
    for row in rows:
        if not row.key:
            new.append(row)
        elif often[row.key] > 1:
            refused.append((row, "同一行在文件里出现了几次（多半是复制粘贴），请只留一行；新增的行请清空“行标识”"))
        elif row.key not in here:
            refused.append((row, "这一行不在本台账里，或者已经作废；要新增请清空“行标识”"))
        elif all(value is None for value in row.cells.values()):
            emptied.append(row)
        elif standing is not None and row.key not in now:
            unchanged += 1
        else:
            own, clashing = _compare(row, issued.get(row.key), now[row.key])
            changes += own
            conflicts += clashing
            unchanged += not (own or clashing)
    return Merge(
        tuple(changes), tuple(conflicts), tuple(new), unchanged, tuple(key for key in here if key not in often),
        tuple(emptied), tuple(refused),
    )  # fmt: skip


def _same_cells(cells: Cells, issued: Cells | None) -> bool:
    return cells is issued or (
        issued is not None and all(same(value, issued.get(column)) for column, value in cells.items())
    )


def _compare(row: Row, issued: Cells | None, now: Cells) -> tuple[list[Change], list[Conflict]]:
    changes, conflicts = [], []
    for column, theirs in row.cells.items():
        ours = now.get(column)
        if same(theirs, ours):
            continue
        before = issued.get(column) if issued is not None else None
        if issued is None:
            conflicts.append(Conflict(row.key, row, column, None, theirs, ours))
        elif same(theirs, before):
            continue  # changed here alone: what stands now stays
        elif same(ours, before):
            changes.append(Change(row.key, row, column, ours, theirs))
        else:
            conflicts.append(Conflict(row.key, row, column, before, theirs, ours))
    return changes, conflicts


def same(one: Value, other: Value) -> bool:
    """Do two cells say the same? White space at the ends, kinds of line breaks and marks for blank say nothing."""
    return one == other or _normal(one) == _normal(other)


def _normal(value: Value) -> Value:
    match value:
        case str():
            text = value.replace("\r\n", "\n").replace("\xa0", " ").strip(" \t\n\r\u3000\ufeff\u200b")
            return None if not text or plain(text) in words().blank_marks else text
        case Decimal():
            return value.normalize()
        case _:
            return value
