"""One sheet as typed rows: clean rows go straight through DuckDB, doubtful ones cell by cell through Python."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from fajian.engine.faults import Fault
from fajian.engine.store.derive import Derived, with_derived
from fajian.engine.store.headings import Reading
from fajian.engine.store.rows import RowCleaner, row_kind
from fajian.engine.store.schema import IMPORT_COLUMN, ROW_COLUMN, Column
from fajian.engine.store.sources import Sheet
from fajian.engine.store.typed import doubtful, identifier, quoted, typed
from fajian.engine.store.validate import KINDS, FaultLog, Raw, text_of

_FETCH = 2_000
_DOUBTFUL = "__doubtful"

PARQUET = "FORMAT parquet, ROW_GROUP_SIZE 40960"
"""Writing 143 columns in DuckDB's usual groups of 122,880 rows takes three times as long and twice the memory."""


@dataclass(slots=True)
class Staged:
    """One sheet ready to be stored: `relation` is SQL of its typed rows, not yet freed of repeats.

    `_row` runs over all rows of the sheet, refused ones too; sheet_row() gives the row in the spreadsheet.
    """

    sheet: Sheet
    reading: Reading
    derived: Derived
    import_id: str
    first_row: int
    relation: str = ""
    rows_read: int = 0
    rows_refused: int = 0
    rows_skipped: int = 0
    last_row: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """What a rule may take for recorded: the sheet's columns and those that follow from them."""
        had = {*self.reading.columns, *self.derived.columns, *(name for name, _ in self.derived.constants)}
        return tuple(name for name in self.reading.table.names if name in had)

    def sheet_row(self, row: int) -> int:
        """The row in the spreadsheet of one `_row`."""
        return row - self.first_row + self.sheet.heading_row + 1


@dataclass(slots=True)
class Stager:
    """Brings sheets into typed form; everything temporary lies in `scratch`."""

    connection: duckdb.DuckDBPyConnection
    scratch: Path
    as_of: date
    log: FaultLog
    _count: int = 0

    def stage(self, staged: Staged) -> None:
        """Read the sheet; sets `relation` and the counts."""
        self._count += 1
        sheet = staged.sheet
        plain = sheet.csv is not None and sheet.csv.is_plain and staged.reading.is_cell_by_column
        parts = self._by_duckdb(staged) if plain else None
        if parts is None:
            parts = [self._cleaned(staged, sheet.rows())]
        relation = " UNION ALL ".join(parts)
        staged.relation = with_derived(staged.reading.table, relation, staged.derived)
        if staged.derived.columns:
            self._refuse_underivable(staged)

    def _required(self, staged: Staged) -> frozenset[str]:
        table = staged.reading.table
        required = {c.name for c in table if c.blank.kind == "required" and c.name in staged.reading.columns}
        if table.key in staged.derived.columns:
            required.add("decision_no")
        return frozenset(required)

    def _typed(self, staged: Staged, texts: dict[str, tuple[Column, str, int]]) -> str:
        """SQL of all columns typed; `texts`: name → column, SQL of its text, factor."""
        parts = []
        for column in staged.reading.table:
            read, text, factor = texts.get(column.name, (column, "", 1))
            value = typed(read, text, factor) if text else f"NULL::{column.duckdb_type}"
            if column.name == "party_birth_on" and "party_id_no" in texts:
                born = f"born_on({texts['party_id_no'][1]})"
                today = f"DATE {quoted(self.as_of.isoformat())}"
                possible = f"CASE WHEN {born} BETWEEN DATE '1900-01-01' AND {today} THEN {born} END"
                value = f"coalesce({value}, {possible})"
            parts.append(f"{value} AS {identifier(column.name)}")
        return ", ".join(parts)

    def _select(self, staged: Staged, columns: str, row: str, rows: str) -> str:
        """SQL of the sheet's relation: its columns, the import, `_row`."""
        return f"SELECT {columns}, {quoted(staged.import_id)} AS {IMPORT_COLUMN}, {row} AS {ROW_COLUMN} FROM {rows}"

    def _by_duckdb(self, staged: Staged) -> list[str] | None:
        """The fast way for a CSV file; None if DuckDB stumbles over it (then every row is looked at).

        The file is gone through once: every row typed, and the doubtful ones beside that as they stand.
        """
        file = staged.sheet.csv
        assert file is not None
        read = self.scratch / f"{self._count}.read.parquet"
        names = [f"c{index}" for index in range(len(file.headings))]
        columns = "{" + ", ".join(f"{name}: 'VARCHAR'" for name in names) + "}"
        texts = [(one, f"nullif({names[one.index]}, '')") for one in staged.reading.taken]
        condition = doubtful(texts, as_of=self.as_of, required=self._required(staged))
        values = self._typed(staged, {one.column.name: (one.column, text, one.factor) for one, text in texts})
        try:
            self.connection.execute(
                f"COPY (SELECT {values}, CASE WHEN {condition} THEN [{', '.join(names)}] END AS {_DOUBTFUL} "
                f"FROM read_csv({quoted(file.path.as_posix())}, columns = {columns}, header = true, "
                f"auto_detect = false, delim = {quoted(file.delimiter)}, quote = '\"', escape = '\"', nullstr = '', "
                f"strict_mode = true, max_line_size = 4000000)) TO {quoted(read.as_posix())} ({PARQUET})"
            )
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            return None
        source = f"read_parquet({quoted(read.as_posix())}, file_row_number = true)"
        counted = f"SELECT count(*), count({_DOUBTFUL}) FROM {source}"
        rows, doubts = self.connection.execute(counted).fetchone() or (0, 0)
        staged.rows_read += rows
        staged.last_row = staged.first_row + staged.rows_read - 1
        clean = f"{source} WHERE {_DOUBTFUL} IS NULL"
        every = ", ".join(map(identifier, staged.reading.table.names))
        fast = self._select(staged, every, f"file_row_number + {staged.first_row}", clean)
        if not doubts:
            return [fast]
        fetched = f"SELECT file_row_number + 2, {_DOUBTFUL} FROM {source} WHERE {_DOUBTFUL} IS NOT NULL ORDER BY 1"
        return [fast, self._cleaned(staged, self._fetch(fetched), counted=True)]

    def _fetch(self, query: str) -> Iterator[tuple[int, Sequence[Raw]]]:
        result = self.connection.execute(query)
        while rows := result.fetchmany(_FETCH):
            yield from rows

    def _cleaned(self, staged: Staged, rows: Iterable[tuple[int, Sequence[Raw]]], counted: bool = False) -> str:
        """Rows looked at cell by cell, as SQL of typed rows; `counted`: rows_read has them already."""
        sheet, taken = staged.sheet, staged.reading.taken
        cleaner = RowCleaner(
            sheet.file, sheet.name, taken, self.as_of, self.log, self._required(staged), sheet.facts, sheet.merged,
            has_types=bool(sheet.name),
        )  # fmt: skip
        path = self.scratch / f"{self._count}.clean.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
            writer.writerow([ROW_COLUMN, *(one.column.name for one in taken)])
            for number, cells in rows:
                row = number - sheet.heading_row - 1 + staged.first_row
                staged.last_row = max(staged.last_row, row)
                staged.rows_read += not counted
                if (kind := row_kind(cells)) != "data":
                    staged.rows_skipped += 1
                    if kind != "empty":
                        shown = "".join(map(text_of, cells))[:200]
                        said = f"{KINDS[kind]}，不是数据"
                        self.log.add(Fault(sheet.file, sheet.name, number, "", shown, kind, said, "note"))
                elif sheet.csv is not None and any(cells[len(sheet.csv.headings) :]):
                    # A comma too many shifts every cell behind it: nothing in this row can be trusted.
                    message = "这一行比表头多出几格，多半是文字里有逗号而没有加引号，请用表格软件打开核对"
                    self.log.add(Fault(sheet.file, sheet.name, number, "", "", "too_many_values", message))
                    staged.rows_refused += 1
                elif (values := cleaner.clean(number, cells)) is None:
                    staged.rows_refused += 1
                else:
                    writer.writerow((row, *values))
        types = {ROW_COLUMN: "BIGINT", **{one.column.name: "VARCHAR" for one in taken}}
        columns = ", ".join(f"{identifier(name)}: '{kind}'" for name, kind in types.items())
        source = (
            f"read_csv({quoted(path.as_posix())}, columns = {{{columns}}}, header = true, auto_detect = false, "
            "delim = ',', quote = '\"', escape = '\"', nullstr = '', strict_mode = true, max_line_size = 4000000, "
            "parallel = false)"
        )
        texts = {one.column.name: (one.column, identifier(one.column.name), 1) for one in taken}
        return self._select(staged, self._typed(staged, texts), ROW_COLUMN, source)

    def _refuse_underivable(self, staged: Staged) -> None:
        """Rows whose required columns do not follow from the rest are refused, each with a sentence."""
        table = staged.reading.table
        required = [name for name in staged.derived.columns if table[name].blank.kind == "required"]
        if not required:
            return
        nulls = " OR ".join(f"{identifier(name)} IS NULL" for name in required)
        name = "agency_name" if "agency_name" in table else "NULL"
        query = f"SELECT {ROW_COLUMN}, agency_id, {name} FROM ({staged.relation}) WHERE {nulls} ORDER BY 1"
        refused = self.connection.execute(query).fetchall()
        for row, agency_id, agency_name in refused:
            value = agency_name or agency_id or ""
            message = (
                f"执法机关“{value}”不在执法主体名录里，认不出代码或执法领域；请先导入执法主体名录，或在表里加上这两栏"
            )
            place = (staged.sheet.file, staged.sheet.name, staged.sheet_row(row))
            self.log.add(Fault(*place, table["agency_id"].label, value, "missing_required", message))
        if refused:
            staged.rows_refused += len(refused)
            staged.relation = f"SELECT * FROM ({staged.relation}) WHERE NOT ({nulls})"
