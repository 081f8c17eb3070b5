"""A ledger as a sheet in the annex's own shape, with what the system adds beside it and never prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fajian.engine.forms.spec import HEADINGS, LedgerColumn, LedgerSpec
from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import Cell

PENDING = "疑点待核"
STATUSES = (PENDING, "属实", "部分属实", "不属实")
BESIDE = "系统预填，供核实（不打印，报送前可删）"
# What the system knows about a row beside the annex's own columns: name → heading and width.
BESIDE_COLUMNS = {
    "status": ("核实状态", 10.0),
    "wording": ("如核实，拟用语", 10.0),
    "note": ("疑点说明", 34.0),
    "law": ("依据", 24.0),
    "found_on": ("筛查日期", 11.0),
    "rule_id": ("规则编号", 18.0),
    "record_id": ("记录编号", 14.0),
}
_WIDTHS = {
    "serial": 4.6, "text": 9.5, "long_text": 14.0, "date": 10.6, "money": 10.2, "int": 6.5, "number": 6.5,
    "choice": 9.5, "bool": 6.0, "unit": 11.0, "person": 7.5, "attachment": 9.5,
}  # fmt: skip
_PROBLEM_WIDTH = 28.0
_CENTRED = frozenset({"serial", "date", "bool", "int", "choice", "person"})
BLANK_ROWS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `cells` by column name, `beside` by name of BESIDE_COLUMNS (empty where a person or an import wrote it).

    `key` tells the row again when the workbook comes back, `version` how it stood then (0: not said); serial numbers
    are counted when writing.
    """

    key: str
    cells: Mapping[str, Cell]
    beside: Mapping[str, Cell] = field(default_factory=dict)
    version: int = 0


def sheet(
    spec: LedgerSpec,
    rows: Sequence[Row],
    *,
    unit: str,
    note: str = "",
    name: str = "",
    title: str = "",
    annex: str | None = None,
) -> workbooks.Sheet:
    """The ledger as a sheet. `unit` is printed in the line of seals; `title` and `annex` as this plan writes them."""
    beside = _beside(spec, rows)
    columns = tuple(_column(column) for column in spec.columns) + tuple(
        workbooks.Column(
            *BESIDE_COLUMNS[name_],
            kind="date" if name_ == "found_on" else "text",
            choices=STATUSES if name_ == "status" else (),
            group=BESIDE,
            printed=False,
        )
        for name_ in beside
    )
    mark = spec.annex if annex is None else annex
    return workbooks.Sheet(
        name=name or f"{mark} {spec.title}".strip(),
        title=title or spec.title,
        columns=columns,
        rows=[
            [*values(spec, number, row.cells), *(row.beside.get(name_) for name_ in beside)]
            for number, row in enumerate(rows, start=1)
        ],
        keys=[f"{row.key}@{row.version}" if row.version else row.key for row in rows],
        mark=mark,
        line=tuple(f"{label}：{unit if label.startswith('填报单位') else '            '}" for label in spec.header),
        note="".join((note, heading_note(spec))),
        blank_rows=BLANK_ROWS if not rows else 2,
        protected=True,
        freeze_columns=min(2, len(spec.columns)),
    )


def heading_note(spec: LedgerSpec) -> str:
    """What must be said about headings that do not come from the plan itself."""
    if spec.headings == "generic":
        return "方案未附本表表样，暂按通用样式列出，可按本地表样改表头。"
    return "方案未附本表表样，表头为拟制，可按本地表样调整。" if spec.headings == "proposed" else ""


def versions(specs: Sequence[LedgerSpec], extra: Mapping[str, str]) -> dict[str, str]:
    """The hidden version sheet: which forms, in which version and by which right, and what else the caller knows."""
    pinned = {
        f"{spec.annex} {spec.title}".strip(): f"{spec.code} 第{spec.version}版，{HEADINGS[spec.headings]}"
        for spec in specs
    }
    return {**extra, **pinned}


def write(
    path: Path, sheets: Sequence[workbooks.Sheet], specs: Sequence[LedgerSpec], *, made_on: dt.date, **extra: str
) -> None:
    """Write ledgers as the sheets of one workbook."""
    workbooks.write(path, sheets, made_on=made_on, versions=versions(specs, extra))


def _beside(spec: LedgerSpec, rows: Sequence[Row]) -> tuple[str, ...]:
    """The system's columns that are wanted: none without findings, the explanation only where no column takes it."""
    if not any(row.beside for row in rows):
        return ()
    has_problem = spec.problem_column is not None
    return tuple(name for name in BESIDE_COLUMNS if name != "note" or not has_problem)


def _column(column: LedgerColumn) -> workbooks.Column:
    kind = column.kind if column.kind in ("date", "money", "int", "number") else "text"
    width = column.width or (_PROBLEM_WIDTH if column.fill == "problem" else _WIDTHS[column.kind])
    return workbooks.Column(
        label=column.label,
        width=width,
        kind=kind,
        choices=("是", "否") if column.kind == "bool" else column.choices,
        group=column.group,
        required=column.required,
        centred=column.kind in _CENTRED,
    )


def values(spec: LedgerSpec, number: int, cells: Mapping[str, Cell]) -> list[Cell]:
    """A row's cells in the order of the form's columns; serial numbers are counted, not taken."""
    return [number if column.kind == "serial" else cells.get(column.name) for column in spec.columns]
