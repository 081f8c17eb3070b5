"""The sheets of what was handed in: a folder of CSV files, one CSV file, or a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fajian.engine.faults import Fault, InputError
from fajian.engine.office.gate import SheetFacts
from fajian.engine.office.sheets import CsvFile, WorkbookSheet, open_csv, read_workbook
from fajian.engine.store.headings import Reading, find_headings, recognise
from fajian.engine.store.validate import FaultLog, Raw, text_of
from fajian.engine.store.words import words

_HEADINGS_WITHIN = 20
"""How many rows from the top a workbook's headings are looked for."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its headings in one row. `name` is "" for a CSV file; `reading` None where no table is recognised.

    `rows()` gives (row as the spreadsheet counts, cells) for every row below the headings. `csv` is set where DuckDB
    may read the file itself. `facts`: the formulas; `merged`: what stands in the cells that a merged one covers, by
    (row, column) from 1.
    """

    file: str
    name: str
    sha256: str
    heading_row: int
    reading: Reading | None
    rows: Callable[[], Iterator[tuple[int, Sequence[Raw]]]]
    csv: CsvFile | None = None
    facts: SheetFacts = field(default_factory=SheetFacts)
    merged: Mapping[tuple[int, int], Raw] = field(default_factory=dict)


def _of_csv(path: Path, scratch: Path) -> Sheet:
    file = open_csv(path, scratch)
    return Sheet(file.name, "", file.sha256, 1, recognise(path.stem, file.headings), file.rows, file)


def _listed(source: Path, log: FaultLog) -> list[Path]:
    """The files to read of a folder, by name: the CSV files, or if there is none the workbooks."""
    if not source.exists():
        raise InputError(f"找不到 {source.name}，请检查路径")
    if source.is_file():
        return [source]
    files = sorted(path for path in source.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    tables = [path for path in files if path.suffix.lower() == ".csv"]
    workbooks = [path for path in files if path.suffix.lower() in WORKBOOKS]
    if tables:
        for path in workbooks:
            message = "文件夹里已有 CSV 文件，这个工作簿没有读；需要时请单独导入"
            log.add(Fault(path.name, "", 0, "", "", "ignored_column", message, "note"))
    if not tables and not workbooks:
        raise InputError(f"{source.name}里没有 CSV 文件或工作簿")
    return tables or workbooks


def sheets_of(source: Path, scratch: Path, log: FaultLog) -> Iterator[Sheet]:
    """Every sheet of a file or folder in the order of file names and sheets; raises InputError."""
    for path in _listed(source, log):
        if path.suffix.lower() in WORKBOOKS:
            yield from _of_workbook(path, scratch, log)
        else:
            yield _of_csv(path, scratch)


def _of_workbook(path: Path, scratch: Path, log: FaultLog) -> Iterator[Sheet]:
    for sheet in read_workbook(path, scratch):
        if sheet.name in words().ignored_sheets or not sheet.rows:
            continue
        if sheet.is_hidden:
            message = "隐藏的工作表没有导入；需要导入请先取消隐藏"
            log.add(Fault(sheet.file, sheet.name, 0, "", "", "hidden_sheet", message, "note"))
        else:
            yield _of_worksheet(sheet)


def _of_worksheet(sheet: WorkbookSheet) -> Sheet:
    top = [(number, [text_of(cell) for cell in cells]) for number, cells in sheet.rows[:_HEADINGS_WITHIN]]
    found = find_headings(sheet.name, top)
    heading_row, reading = found or (top[0][0], None)
    below = [(number, cells) for number, cells in sheet.rows if number > heading_row]
    filled = dict(sheet.rows)
    merged: dict[tuple[int, int], Raw] = {}
    for first, left, last, right in sheet.merged:
        corner = filled.get(first, [])
        if first > heading_row and left == right and len(corner) >= left and corner[left - 1] != "":
            merged.update({(row, left): corner[left - 1] for row in range(first + 1, last + 1)})
    return Sheet(
        sheet.file, sheet.name, sheet.sha256, heading_row, reading, lambda: iter(below),
        facts=sheet.facts, merged=merged,
    )  # fmt: skip
