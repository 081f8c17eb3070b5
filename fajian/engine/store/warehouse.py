"""Import batches: what was handed in becomes Parquet files that are never edited, and a manifest of what came."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from fajian.engine.faults import Fault, InputError
from fajian.engine.store import typed
from fajian.engine.store.connect import MANIFESTS, files, manifests, open_duckdb, relation
from fajian.engine.store.derive import derivable
from fajian.engine.store.headings import Reading
from fajian.engine.store.parties import party_key
from fajian.engine.store.parts import parts_of
from fajian.engine.store.profiles import Profile
from fajian.engine.store.schema import IMPORT_COLUMN, ROW_COLUMN, TableSchema, tables
from fajian.engine.store.sources import Sheet, sheets_of
from fajian.engine.store.staging import PARQUET, Staged, Stager
from fajian.engine.store.typed import identifier, quoted
from fajian.engine.store.validate import FaultLog
from fajian.engine.store.words import plain, words

Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is being done."""

_BATCH_NAME = re.compile(r"[\w.-]{1,80}")
_NOT_COMPARED = ("batch_id", IMPORT_COLUMN, ROW_COLUMN)


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table: read = taken + refused + repeated (same row again) + skipped (blank, subtotals, notes)."""

    read: int = 0
    taken: int = 0
    refused: int = 0
    repeated: int = 0
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What one import did. `faults`: at most 10,000 of each level; `fault_counts` (level, kind) counts them all."""

    batch: str
    tables: dict[str, TableCount]
    faults: list[Fault]
    fault_counts: dict[tuple[str, str], int]

    @property
    def rows_taken(self) -> int:
        return sum(count.taken for count in self.tables.values())

    @property
    def rows_refused(self) -> int:
        return sum(count.refused for count in self.tables.values())


def import_records(
    source: Path,
    store: Path,
    *,
    batch: str,
    as_of: date,
    progress: Progress | None = None,
    own: Sequence[Profile] = (),
) -> ImportResult:
    """Read a folder of CSV files, a CSV file or a workbook into STORE/<table>/<batch>.parquet and its manifest.

    Good rows are taken, every bad cell is a Fault; what blanks mean is not applied here. Of two rows with one key the
    first is kept: a second one that says the same is a note (duplicate), one that says otherwise is refused
    (duplicate_conflict), be the first in this batch or in an earlier one – to correct a record, withdraw its batch
    and import anew. A file already imported is not read again. The same input gives the same files. `own`: profiles of
    exports made by hand.

    All or nothing: the batch exists from the moment its manifest does. Raises InputError if the batch name is taken or
    nothing can be read.
    """
    if not _BATCH_NAME.fullmatch(batch) or batch.startswith("."):
        raise InputError(f"批次名“{batch}”只能用字母、汉字、数字、点、横线和下划线，至多80字")
    if (store / MANIFESTS / f"{batch}.json").exists():
        raise InputError(f"批次“{batch}”已经导入过；请换一个批次名")
    store.mkdir(parents=True, exist_ok=True)
    staging = store / ".staging"
    with _alone(store):
        # What a killed import left holds rows as they were handed in, identity numbers too.
        shutil.rmtree(staging, ignore_errors=True)
        work = staging / batch
        work.mkdir(mode=0o700, parents=True)
        try:
            return _Import(store, work, batch, as_of, FaultLog(), progress or (lambda *_: None), own).run(source)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _alone(store: Path) -> Iterator[None]:
    """One import at a time in a store; the lock goes with the process that holds it."""
    try:
        import fcntl  # not on Windows, where one person works at one store
    except ImportError:
        yield
        return
    with (store / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError("这个数据仓正在导入另一批数据，请稍后再试") from None
        yield


@dataclass(slots=True)
class _Import:
    """One run of import_records: the steps share the connection, the scratch folder and the log."""

    store: Path
    work: Path
    batch: str
    as_of: date
    log: FaultLog
    progress: Progress
    own: Sequence[Profile]

    def run(self, source: Path) -> ImportResult:
        staged = self._recognised(source)
        if not staged:
            said = [fault for fault in self.log.faults if fault.kind in ("duplicate", "missing_required")]
            raise InputError(
                str(said[0])
                if said
                else f"{source.name}里没有一张认得的表：文件名或工作表名应为表名（如“行政处罚案件”），首行为栏目名称"
            )
        counts: dict[str, TableCount] = {}
        with self._connection() as connection:
            stager = Stager(connection, self.work, self.as_of, self.log)
            order = sorted(staged, key=lambda name: (name != "agencies", list(tables()).index(name)))
            for done, name in enumerate(order):
                self.progress(done, len(order), f"导入{tables()[name].label}")
                counts[name] = self._table(connection, stager, staged[name])
        counts = {name: counts[name] for name in tables() if name in counts}
        self._commit(staged, counts)
        self.progress(len(counts), len(counts), "导入完成")
        return ImportResult(self.batch, counts, self.log.faults, dict(self.log.counts))

    def _connection(self) -> duckdb.DuckDBPyConnection:
        connection = open_duckdb(memory_limit="700MB", temp_directory=self.work / "spill")
        connection.execute("SET enable_progress_bar = false")
        for statement in typed.SETUP:
            connection.execute(statement)
        outer, inner = party_key(self.store).pads()
        connection.execute("SET VARIABLE outer_pad = ?", [outer])
        connection.execute("SET VARIABLE inner_pad = ?", [inner])
        self._register(connection, [])
        return connection

    def _register(self, connection: duckdb.DuckDBPyConnection, fresh: list[Path]) -> None:
        """The relation agency_register: what the store and this batch know of agencies."""
        known = relation(tables()["agencies"], [*files(self.store, "agencies"), *fresh])
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE agency_register AS "
            f"SELECT DISTINCT ON (agency_id) agency_id, name, domain FROM ({known}) ORDER BY agency_id, domain"
        )

    def _recognised(self, source: Path) -> dict[str, list[Staged]]:
        """The sheets by table; what cannot be used is said in the log."""
        found: dict[str, list[Staged]] = {}
        earlier = {s["sha256"]: m["batch"] for m in manifests(self.store) for s in m["sources"]}
        for sheet in sheets_of(source, self.work, self.log, self.own):
            if sheet.sha256 in earlier:
                self._note(sheet, "duplicate", f"这个文件已在批次“{earlier[sheet.sha256]}”导入，没有再读")
                continue
            reading = sheet.reading
            if reading is None:
                self._note(sheet, "no_header", "认不出是哪张表，没有导入；请用表名作文件名或工作表名，首行写栏目名称")
                continue
            derived = derivable(reading)
            if derived.missing:
                missing = "、".join(derived.missing)
                self._note(sheet, "missing_required", f"缺少必需的栏目：{missing}；整张表没有导入，请补上", "refused")
                continue
            self._say_of_headings(sheet, reading)
            same = found.setdefault(reading.table.name, [])
            for part, read in parts_of(sheet, reading):
                number = f"#{len(same) + 1}" if same else ""
                same.append(Staged(part, read, derived, self.batch + number, first_row=1))
        return found

    def _note(self, sheet: Sheet, kind: str, message: str, level: str = "note", column: str = "") -> None:
        self.log.add(Fault(sheet.file, sheet.name, 0, column, "", kind, message, level))

    def _say_of_headings(self, sheet: Sheet, reading: Reading) -> None:
        for heading in reading.ignored:
            if plain(heading) not in words().ignored_headings:
                self._note(
                    sheet, "ignored_column", "不属于任何栏目，没有导入；若是笔误请改成模板里的栏目名称", column=heading
                )
        for heading in reading.repeated:
            self._note(sheet, "ignored_column", "与前面的栏目重复，只取前一栏", column=heading)

    def _table(self, connection: duckdb.DuckDBPyConnection, stager: Stager, staged: list[Staged]) -> TableCount:
        """Stage, free of repeats and write one table."""
        table, next_row = staged[0].reading.table, 1
        for one in staged:
            one.first_row = next_row
            stager.stage(one)
            next_row = max(one.last_row, next_row - 1) + 1
        union = " UNION ALL ".join(f"({one.relation})" for one in staged)
        dropped = list(self._repeats(connection, table, union))
        connection.execute(f"CREATE OR REPLACE TEMP TABLE dropped ({ROW_COLUMN} BIGINT)")
        if dropped:
            connection.executemany("INSERT INTO dropped VALUES (?)", [[row] for row, _ in dropped])
        conflicts = self._say_of_repeats(staged, dropped)
        target = self.work / f"{table.name}.parquet"
        connection.execute(
            f"COPY (SELECT * FROM ({union}) WHERE {ROW_COLUMN} NOT IN (FROM dropped)) "
            f"TO {quoted(target.as_posix())} ({PARQUET})"
        )
        if table.name == "agencies":
            self._register(connection, [target])
        taken = self._say_of_blanks(connection, table, staged, target)
        return TableCount(
            read=sum(one.rows_read for one in staged),
            taken=taken,
            refused=sum(one.rows_refused for one in staged) + conflicts,
            repeated=len(dropped) - conflicts,
            skipped=sum(one.rows_skipped for one in staged),
        )

    def _repeats(
        self, connection: duckdb.DuckDBPyConnection, table: TableSchema, union: str
    ) -> Iterator[tuple[int, str]]:
        """(_row, "" or the key in words) of rows whose key an earlier row has: "" where both say the same."""
        content = [name for name in table.names if name not in _NOT_COMPARED]
        compared = table.record_key or content
        key = ", ".join(map(identifier, compared))
        stored = relation(table, files(self.store, table.name))
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE repeated AS "
            f"(SELECT {key} FROM ({union}) GROUP BY ALL HAVING count(*) > 1) UNION "
            f"(SELECT {key} FROM ({union}) INTERSECT SELECT {key} FROM ({stored}))"
        )
        if connection.execute("SELECT 1 FROM repeated LIMIT 1").fetchone() is None:
            return
        same = " AND ".join(f"t.{identifier(name)} IS NOT DISTINCT FROM r.{identifier(name)}" for name in compared)
        packed = "struct_pack(" + ", ".join(f"{identifier(name)} := {identifier(name)}" for name in content) + ")"
        order = f"OVER (PARTITION BY {key} ORDER BY __new, {IMPORT_COLUMN}, {ROW_COLUMN})"
        rows = connection.execute(
            f"SELECT {ROW_COLUMN}, __said IS NOT DISTINCT FROM __first, {key} FROM ("
            f"SELECT *, {packed} AS __said, first_value({packed}) {order} AS __first, row_number() {order} AS __place "
            f"FROM (SELECT *, false AS __new FROM ({stored}) UNION ALL SELECT *, true AS __new FROM ({union})) t "
            f"WHERE EXISTS (SELECT 1 FROM repeated r WHERE {same})) WHERE __new AND __place > 1 ORDER BY 1"
        ).fetchall()
        for row, says_the_same, *values in rows:
            yield row, "" if says_the_same else "、".join(str(value) for value in values)

    def _say_of_repeats(self, staged: list[Staged], dropped: list[tuple[int, str]]) -> int:
        """Faults for repeats; gives the number of conflicts."""
        conflicts = 0
        for row, key in dropped:
            one = next(one for one in reversed(staged) if one.first_row <= row)
            place = (one.sheet.file, one.sheet.name, one.sheet_row(row))
            label = "、".join(one.reading.table[name].label for name in one.reading.table.record_key)
            if key:
                conflicts += 1
                message = f"{label}“{key}”前面已经用过，两处内容不同；保留先出现的一条，请核对编号或改正后另行导入"
                self.log.add(Fault(*place, label, key, "duplicate_conflict", message))
            else:
                self.log.add(
                    Fault(*place, label, "", "duplicate", "与前面的一行（或以前的批次）完全相同，只录一次", "note")
                )
        return conflicts

    def _say_of_blanks(
        self, connection: duckdb.DuckDBPyConnection, table: TableSchema, staged: list[Staged], target: Path
    ) -> int:
        """One note per column that should be filled and is not in some rows; gives the number of rows taken."""
        taken = 0
        for one in staged:
            wanted = [c for c in table if c.required == "y" and c.blank.kind != "required" and c.name in one.columns]
            counted = ", ".join(["count(*)", *(f"count({identifier(c.name)})" for c in wanted)])
            query = f"SELECT {counted} FROM read_parquet({quoted(target.as_posix())}) WHERE {IMPORT_COLUMN} = ?"
            total, *filled = connection.execute(query, [one.import_id]).fetchone() or (0,)
            taken += total
            for column, count in zip(wanted, filled, strict=True):
                if count < total:
                    message = f"应填而空白的有{total - count}行，与此有关的规则将“无法判断”"
                    self._note(one.sheet, "missing_required", message, column=column.label)
        return taken

    def _commit(self, staged: dict[str, list[Staged]], counts: dict[str, TableCount]) -> None:
        """Move the files to their places, then write the manifest: with it the batch exists."""
        for name in counts:
            (self.store / name).mkdir(exist_ok=True)
            os.replace(self.work / f"{name}.parquet", self.store / name / f"{self.batch}.parquet")
        manifest: dict[str, Any] = {
            "batch": self.batch,
            "imported_on": self.as_of.isoformat(),
            "tables": {name: {"rows": count.taken} for name, count in counts.items()},
            "sources": [_described(one) for name in counts for one in staged[name]],
            "faults": {f"{level}:{kind}": count for (level, kind), count in sorted(self.log.counts.items())},
        }
        (self.store / MANIFESTS).mkdir(exist_ok=True)
        path = self.store / MANIFESTS / f"{self.batch}.json"
        draft = path.with_suffix(".draft")
        with draft.open("w", encoding="utf-8") as out:
            json.dump(manifest, out, ensure_ascii=False, indent=1)
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, path)


def _described(one: Staged) -> dict[str, Any]:
    return {
        "file": one.sheet.file,
        "sheet": one.sheet.name,
        "sha256": one.sheet.sha256,
        "table": one.reading.table.name,
        "import_id": one.import_id,
        "first_row": one.first_row,
        "heading_row": one.sheet.heading_row,
        "rows_read": one.rows_read,
        "rows_refused": one.rows_refused,
        "columns": list(one.columns),
    }
