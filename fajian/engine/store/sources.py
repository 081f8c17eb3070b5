"""The sheets of what was handed in: a folder of CSV files, one CSV file, or a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from fajian.engine.faults import Fault, InputError
from fajian.engine.office import layout
from fajian.engine.office.sheets import CsvFile, WorkbookSheet, open_csv, read_workbook
from fajian.engine.office.worksheet import SheetFacts
from fajian.engine.store.headings import Reading, find_headings, recognise
from fajian.engine.store.profiles import Profile
from fajian.engine.store.validate import KINDS, FaultLog, Raw, text_of
from fajian.engine.store.words import words

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `heading_row` is the last row above its data. `name` is "" for a CSV file.

    `reading` is None where no table is recognised; `block` says which rows the headings are, then those most likely
    meant. A plain CSV file has no block: its headings are its first row.

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
    block: layout.Block | None = None


def _of_csv(path: Path, scratch: Path, own: Sequence[Profile]) -> Sheet:
    """A CSV file whose first row holds the headings; else one with titles above or headings of several rows."""
    file = open_csv(path, scratch)
    reading = recognise(path.stem, file.headings, own)
    if reading is None and (found := find_headings(path.stem, layout.blocks(_top(file)), own)):
        block, reading = found

        def below() -> Iterator[tuple[int, Sequence[Raw]]]:
            return ((number, cells) for number, cells in file.rows() if number > block.last)

        return Sheet(file.name, "", file.sha256, block.last, reading, below, block=block)
    return Sheet(file.name, "", file.sha256, 1, reading, file.rows, file)


def _top(file: CsvFile) -> list[tuple[int, Sequence[str]]]:
    """The first rows of a CSV file, its first record too."""
    return [(1, file.headings), *islice(file.rows(), layout.WITHIN + 1)]


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


def sheets_of(source: Path, scratch: Path, log: FaultLog, own: Sequence[Profile] = ()) -> Iterator[Sheet]:
    """Every sheet of a file or folder in the order of file names and sheets; raises InputError.

    `own`: profiles made by hand, tried first.
    """
    for path in _listed(source, log):
        if path.suffix.lower() in WORKBOOKS:
            yield from _of_workbook(path, scratch, log, own)
        else:
            yield _of_csv(path, scratch, own)


def _of_workbook(path: Path, scratch: Path, log: FaultLog, own: Sequence[Profile]) -> Iterator[Sheet]:
    for sheet in read_workbook(path, scratch):
        if sheet.name in words().ignored_sheets or not sheet.rows:
            continue
        if sheet.is_hidden:
            message = "隐藏的工作表没有导入；需要导入请先取消隐藏"
            log.add(Fault(sheet.file, sheet.name, 0, "", "", "hidden_sheet", message, "note"))
        else:
            found = _of_worksheet(sheet, own)
            _say_of_rows(found, sheet, log)
            yield found


def _say_of_rows(found: Sheet, sheet: WorkbookSheet, log: FaultLog) -> None:
    """The rows above the data that are no headings, and headings of several rows: so read, said aloud."""
    block = found.block
    if block is None or block.last == 1 or found.reading is None:
        return
    for number, cells in sheet.rows:
        if number > block.last:
            return
        kind = "title" if number < block.first else "unit" if number == block.units_row else "header"
        shown = "".join(text_of(cell) for cell in cells)
        log.add(Fault(sheet.file, sheet.name, number, "", shown[:200], kind, f"{KINDS[kind]}，不是数据", "note"))


def _of_worksheet(sheet: WorkbookSheet, own: Sequence[Profile]) -> Sheet:
    top = [(number, [text_of(cell) for cell in cells]) for number, cells in sheet.rows[: layout.WITHIN + 2]]
    found = find_headings(sheet.name, layout.blocks(top, sheet.merged), own)
    block, reading = found or (fullest(layout.blocks(top, sheet.merged)), None)
    heading_row = block.last if block else top[0][0]
    below = [(number, cells) for number, cells in sheet.rows if number > heading_row]
    merged = merged_down(sheet.rows, sheet.merged, heading_row)
    return Sheet(
        sheet.file, sheet.name, sheet.sha256, heading_row, reading, lambda: iter(below),
        facts=sheet.facts, merged=merged, block=block,
    )  # fmt: skip


def fullest(offered: Iterable[layout.Block]) -> layout.Block | None:
    """Where nothing is recognised: the rows most likely meant for headings, the first with the most different words."""
    return max(offered, key=lambda block: (len({*filter(None, block.labels)}), block.first - block.last), default=None)


def merged_down(
    rows: Sequence[tuple[int, Sequence[Raw]]], merged: Sequence[layout.Range], heading_row: int
) -> dict[tuple[int, int], Raw]:
    """What stands in the cells that one merged over several rows covers, by (row, column) from 1."""
    filled, found = dict(rows), dict[tuple[int, int], Raw]()
    for first, left, last, right in merged:
        corner = filled.get(first, [])
        if first > heading_row and left == right and len(corner) >= left and corner[left - 1] != "":
            found.update({(row, left): corner[left - 1] for row in range(first + 1, last + 1)})
    return found
