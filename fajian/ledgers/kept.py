"""What is kept about an issue and a take-in beside their rows: JSON, packed, under its hash like any file."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fajian.core import files
from fajian.core.files import Received
from fajian.core.models import StoredFile
from fajian.engine.forms.headings import counts
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec
from fajian.engine.forms.takeback import CONVERTED, Cells, Row, TakeBack, Value, meant, strict

KIND = "json.gz"


class _Cells(dict[Any, Any]):
    """The cells of one column, made once for all that are alike: of ten thousand days few are different ones."""

    def __init__(self, made: Callable[[LedgerColumn, Any], Any], column: LedgerColumn) -> None:
        super().__init__()
        self.made, self.column = made, column

    def __missing__(self, cell: Any) -> Any:
        found = self[cell] = self.made(self.column, cell)
        return found


def _as_text(columns: Sequence[LedgerColumn]) -> Callable[[Cells], list[str | None]]:
    """Cells as a line of texts, in the order of the columns."""
    names = [column.name for column in columns]
    other = [(at, _Cells(strict, column)) for at, column in enumerate(columns) if column.kind in CONVERTED]

    def line(cells: Cells) -> list[Any]:
        found = [cells.get(name) for name in names]
        for at, made in other:
            found[at] = made[found[at]]
        return found

    return line


def _as_cells(places: Sequence[tuple[LedgerColumn, int]]) -> Callable[[Sequence[Any]], Cells]:
    """The cells of a line again, each column from its place in it."""
    names = [(column.name, at) for column, at in places]
    other = [(column.name, _Cells(meant, column)) for column, _ in places if column.kind in CONVERTED]

    def cells(line: Sequence[Any]) -> Cells:
        found: dict[str, Value] = {name: line[at] for name, at in names}
        for name, made in other:
            found[name] = made[found[name]]
        return MappingProxyType(found)

    return cells


def keep(name: str, data: Any) -> Received:
    """Put plain data on the disk under its hash; a command then attaches it."""
    with files.workshop() as folder:
        made = Path(folder) / f"{name}.{KIND}"
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        made.write_bytes(gzip.compress(text.encode(), 6, mtime=0))
        return files.keep(made, KIND)


def load(row: StoredFile | Received) -> Any:
    """The data again."""
    return json.loads(gzip.decompress(files.path_of(row.digest).read_bytes()))


# ── what rows said when they were issued ─────────────────────────────────────────────────────────────────────────────


def base_of(spec: LedgerSpec, rows: Iterable[tuple[str, int, Cells]]) -> dict[str, Any]:
    """(key, version, cells) of every row as plain data."""
    columns = [column for column in spec.columns if column.kind != "serial"]
    as_text = _as_text(columns)
    return {
        "columns": [column.name for column in columns],
        "rows": [[key, version, *as_text(cells)] for key, version, cells in rows],
    }


def cells_of(spec: LedgerSpec, base: Mapping[str, Any]) -> dict[str, Cells]:
    """Key → cells, of the columns the form still has."""
    known = {column.name: column for column in spec.columns}
    as_cells = _as_cells([(known[name], at) for at, name in enumerate(base["columns"], 2) if name in known])
    return {row[0]: as_cells(row) for row in base["rows"]}


# ── what a file says ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class SheetTold:
    """How one sheet was read. `headings`: (place, heading, column or "", its label, how, confidence in per cent)."""

    name: str
    first: int
    last: int
    headings: tuple[tuple[int, str, str, str, str, int], ...]
    missing: tuple[str, ...]
    passed_over: int
    refused: int
    taken: int


@dataclass(frozen=True, slots=True)
class FaultTold:
    """A cell that could not be taken as it stands (`refused`), or was cleaned up; `where` as people say it: 表!C5."""

    where: str
    sheet: str
    row: int
    column: str
    value: str
    message: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, as it was read with the columns as they were matched then.

    `unread` are the keys of rows that stand in it but have a cell that cannot be read.
    """

    sheets: tuple[SheetTold, ...]
    left_out: Mapping[str, str]
    faults: tuple[FaultTold, ...]
    unread: frozenset[str]
    rows: tuple[Row, ...]


def told(found: TakeBack, spec: LedgerSpec) -> dict[str, Any]:
    """A file as it was read, as plain data."""
    columns = [column for column in spec.columns if column.kind != "serial"]
    sheets = []
    for sheet in found.sheets:
        matched = {match.index: match for match in sheet.matches}
        headings = [
            (index, "".join(dict.fromkeys((heading.above, heading.label))),
             *((one.column.name, one.column.label, one.how, round(one.confidence * 100))
               if (one := matched.get(index)) else ("", "", "", 0)))
            for index, heading in enumerate(sheet.block.headings)
            if counts(heading)
        ]  # fmt: skip
        sheets.append(asdict(SheetTold(
            sheet.name, sheet.block.first, sheet.block.last, tuple(headings), sheet.missing, sheet.passed_over,
            len(sheet.refused), len(sheet.rows),
        )))  # fmt: skip
    names = [sheet.name for sheet in found.sheets]
    as_text = _as_text(columns)
    present = {sheet.name: {match.column.name for match in sheet.matches} for sheet in found.sheets}
    return {
        "sheets": sheets,
        "left_out": dict(found.left_out),
        "unread": [key for sheet in found.sheets for key in sheet.refused if key],
        "faults": [
            [f"{fault.sheet}!{fault.cell}".strip("!"), fault.sheet, fault.row, fault.column, fault.value[:200],
             fault.message, fault.level == "refused"]
            for fault in found.faults
        ],
        "columns": [column.name for column in columns],
        "rows": [
            [names.index(row.sheet), row.row, row.key, row.version, *as_text(row.cells)] for row in found.rows
        ],
        "present": {name: sorted(there) for name, there in present.items()},
    }  # fmt: skip


def reading_of(spec: LedgerSpec, data: Mapping[str, Any]) -> Reading:
    """The reading again, from plain data."""
    sheets = tuple(
        SheetTold(**{**one, "headings": tuple(map(tuple, one["headings"])), "missing": tuple(one["missing"])})
        for one in data["sheets"]
    )
    known = {column.name: column for column in spec.columns}
    as_cells = [
        _as_cells([(known[name], at) for at, name in enumerate(data["columns"], 4)
                   if name in known and name in data["present"][sheet.name]])
        for sheet in sheets
    ]  # fmt: skip
    rows = tuple(Row(sheets[one[0]].name, one[1], one[2], as_cells[one[0]](one), one[3]) for one in data["rows"])
    faults = tuple(FaultTold(*one) for one in data["faults"])
    return Reading(sheets, data["left_out"], faults, frozenset(data["unread"]), rows)
