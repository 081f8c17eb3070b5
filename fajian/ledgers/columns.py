"""Columns of a form and where their values stand: in the entry, in its rectification, or in `data`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from fajian.engine.forms.spec import LedgerColumn, LedgerSpec
from fajian.engine.office.workbooks import Cell
from fajian.ledgers.models import Entry, Rectification

Place = Literal["number", "title", "unit", "rectification", "data"]

# Columns of problem forms that the steps of the rectification fill: name → kind, and the field it stands in.
STEPS: Mapping[str, tuple[str, str]] = {
    "cause": ("long_text", "cause"),
    "measure": ("long_text", "measure"),
    "mode": ("choice", "kind"),
    "leader": ("person", "leader"),
    "department": ("text", "department"),
    "owner": ("person", "person"),
    "due_on": ("date", "due_on"),
    "result": ("long_text", "result"),
    "closed": ("bool", "closed"),
}
NAMING = ("text", "long_text", "person", "choice")
SCALES = {"元": Decimal(100), "万元": Decimal(1_000_000)}  # fen
# Keys other apps write beside the form's own columns.
KNOWN_KEYS = {"basis": "依据", "record_id": "记录编号", "rule_id": "规则编号"}


def title_column(spec: LedgerSpec) -> LedgerColumn:
    """The column that says what a row is about: the problem, or else the first compulsory one that names something."""
    problem = spec.problem_column
    if problem is not None and (problem.required or spec.row == "problem"):
        return problem
    named = [column for column in spec.columns if column.kind in NAMING and column.fill != "unit"]
    return next((column for column in named if column.required), named[0])


def places(spec: LedgerSpec) -> Mapping[str, Place]:
    """Where the values of each column stand, by the column's name. A form of one code and version never changes."""
    key = (spec.code, spec.version)
    if key not in _PLACES:
        title = title_column(spec)
        _PLACES[key] = {column.name: _place(spec, column, title) for column in spec.columns}
    return _PLACES[key]


# Not functools.cache: hashing a spec hashes every column of it, which an export would do for each cell.
_PLACES: dict[tuple[str, int], dict[str, Place]] = {}


def _place(spec: LedgerSpec, column: LedgerColumn, title: LedgerColumn) -> Place:
    if column.kind == "serial":
        return "number"
    if column.name == title.name:
        return "title"
    if column.kind == "unit" and column.fill == "unit":
        return "unit"
    if spec.row == "problem" and STEPS.get(column.name, ("",))[0] == column.kind:
        return "rectification"
    return "data"


def filled_in(spec: LedgerSpec) -> tuple[LedgerColumn, ...]:
    """The columns people fill in with the entry itself: neither its number nor what the steps bring."""
    where = places(spec)
    return tuple(column for column in spec.columns if where[column.name] in ("title", "unit", "data"))


def value(spec: LedgerSpec, entry: Entry, column: LedgerColumn) -> Cell | bool:
    """What stands in a column: text, whole number, amount in the column's scale, day, yes or no; None for nothing.

    A stored value that does not fit the column's kind (written by an older form) comes as its text.
    """
    match places(spec)[column.name]:
        case "number":
            return entry.number
        case "title":
            return entry.title
        case "unit":
            return entry.data.get(column.name) or entry.unit.name
        case "rectification":
            written = _of_steps(entry.problem, column)
            return _read(column, entry.data.get(column.name)) if written is None else written
        case _:
            return _read(column, entry.data.get(column.name))


def text(spec: LedgerSpec, entry: Entry, column: LedgerColumn) -> str:
    """What stands in a column, as a page shows it; "" for nothing."""
    return _shown(column, value(spec, entry, column))


def _shown(column: LedgerColumn, standing: Cell | bool) -> str:
    match standing:
        case None:
            return ""
        case bool() as yes:
            return "是" if yes else "否"
        case Decimal() as amount if column.kind == "money":
            return f"{amount:,f}{'' if column.scale in column.label else ' ' + column.scale}"
        case dt.date() as day:
            return f"{day.year}年{day.month}月{day.day}日"
        case other:
            return str(other)


def others(spec: LedgerSpec, entry: Entry) -> list[tuple[str, str]]:
    """(heading, text) of what `data` holds beside the form's columns: kept and shown, never dropped.

    So is what came with the row (from a workbook, say) for a column that the steps fill, once they say otherwise.
    """
    known = {name for name, where in places(spec).items() if where in ("unit", "data")}
    known |= {c.name for c in spec.columns if c.name not in known and text(spec, entry, c) == _told(entry, c)}
    words = {**KNOWN_KEYS, **dict(spec.retired), **{c.name: c.label for c in spec.columns}}
    return [
        (words.get(name, name), _plain(stored))
        for name, stored in entry.data.items()
        if name not in known and stored not in (None, "")
    ]


def _told(entry: Entry, column: LedgerColumn) -> str:
    """What came with the row for a column, as a page shows it."""
    return told(column, entry.data.get(column.name))


def told(column: LedgerColumn, stored: Any) -> str:
    """What `keep` made of a value, as a page shows it."""
    return _shown(column, _read(column, stored))


def keep(column: LedgerColumn, given: Any) -> Any:
    """A value as `data` holds it: money as an integer of fen, other numbers with decimals and days as text."""
    match given:
        case None | "":
            return None
        case Decimal() if column.kind == "money":
            return int(given * SCALES[column.scale])
        case Decimal():
            return f"{given:f}"
        case dt.date():
            return given.isoformat()
        case _:
            return given


def _of_steps(row: Rectification | None, column: LedgerColumn) -> Cell | bool:
    if row is None:
        return None
    field = STEPS[column.name][1]
    if field == "closed":
        return row.is_closed
    if field == "kind":
        # Until the unit accepts, 限期整改 is only what the field begins with. In an annex that knows two ways, whatever
        # is not put right at once has a day.
        told = row.accepted_by_id is not None or row.kind != "by_day"
        words = (row.get_kind_display(), dict(row.KINDS)["by_day"]) if told else ()
        return next((word for word in words if word in column.choices), None)
    return getattr(row, field) or None


def _read(column: LedgerColumn, stored: Any) -> Cell | bool:
    if stored is None or stored == "":
        return None
    try:
        match column.kind:
            case "date":
                return dt.date.fromisoformat(stored)
            case "money" if isinstance(stored, int):
                return (stored / SCALES[column.scale]).normalize()
            case "number" if not isinstance(stored, bool):
                return Decimal(str(stored))
            case "int" if isinstance(stored, int):
                return stored
            case "bool" if isinstance(stored, bool):
                return stored
    except (TypeError, ValueError, InvalidOperation):
        pass
    return _plain(stored)


def _plain(stored: Any) -> str:
    if isinstance(stored, bool):
        return "是" if stored else "否"
    return "、".join(map(str, stored)) if isinstance(stored, list) else str(stored)
