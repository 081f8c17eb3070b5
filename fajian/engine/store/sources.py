"""The sheets of what was handed in: a folder of CSV files, one CSV file, or a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fajian.engine.faults import Fault, InputError
from fajian.engine.office.sheets import CsvFile, open_csv
from fajian.engine.store.validate import FaultLog, Raw

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with its headings in one row. `name` is "" for a CSV file; `stem` what the table is recognised by.

    `rows()` gives (row as the spreadsheet counts, cells) for every row below the headings. `csv` is set where DuckDB
    may read the file itself.
    """

    file: str
    name: str
    stem: str
    sha256: str
    heading_row: int
    headings: tuple[str, ...]
    rows: Callable[[], Iterator[tuple[int, Sequence[Raw]]]]
    csv: CsvFile | None = None


def _of_csv(path: Path, scratch: Path) -> Sheet:
    file = open_csv(path, scratch)
    return Sheet(file.name, "", path.stem, file.sha256, 1, file.headings, file.rows, file)


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
            raise InputError("暂不读工作簿")
        yield _of_csv(path, scratch)
