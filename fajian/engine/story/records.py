"""Imported records looked up by id, as people read them: code words in Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fajian.engine.store.schema import FALSE_WORD, TRUE_WORD, tables

if TYPE_CHECKING:
    import duckdb

ACTS = {"penalty": "penalties", "licence": "licences", "coercion": "coercions", "inspection": "inspections"}
ACT_WORDS = {"penalties": "处罚", "licences": "许可", "coercions": "强制", "inspections": "检查"}
# The day an act was done and the number of its paper, in the order of preference.
_DAYS = {
    "penalties": ("decided_on", "filed_on"), "licences": ("decided_on", "received_on"),
    "coercions": ("started_at", "decided_on"), "inspections": ("started_at", "finished_on"),
}  # fmt: skip
_NUMBERS = ("decision_no", "notice_no", "case_no", "certificate_no", "volume_no", "receipt_no")
Value = str | int | dt.date | Any


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a table, by column name; blanks are left out. `act` is the act a child row belongs to."""

    table: str
    id: str
    cells: Mapping[str, Value]
    act: Record | None = None

    def get(self, column: str) -> Value:
        """The cell here, or else of the act this row belongs to; null where neither has it."""
        own = self.cells.get(column)
        return own if own is not None or self.act is None else self.act.get(column)

    @property
    def the_act(self) -> Record:
        return self.act or self

    @property
    def act_word(self) -> str:
        """处罚, 许可, 强制 or 检查; "" for what is none of these."""
        return ACT_WORDS.get(self.the_act.table, "")

    @property
    def number(self) -> str:
        """The number of the paper, or the record's own id."""
        return next((str(self.get(name)) for name in _NUMBERS if self.get(name)), self.id)

    @property
    def acted_on(self) -> dt.date | None:
        act = self.the_act
        return next((day(act.cells[name]) for name in _DAYS.get(act.table, ()) if name in act.cells), None)

    @property
    def case_name(self) -> str:
        """A name for the case as offices would write it; the record's own name, or "", where it is no act."""
        party, what = str(self.get("party_name") or ""), self.get("violation_name") or ""
        match self.the_act.table:
            case "penalties":
                return f"{party}{what}案" if party or what else ""
            case "inspections":
                return f"对{party}的检查" if party else ""
            case "licences":
                return f"{party}申请{self.get('item_name') or '行政许可'}"
            case "coercions":
                return f"对{party}的{self.get('kind') or '行政强制'}"
        return str(self.cells.get("name") or self.cells.get("title") or "")


def day(value: Value) -> dt.date | None:
    """The day of a date or moment."""
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


class Records:
    """Look-ups in an opened store (fajian.engine.store.connect.open_duckdb)."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._found: dict[str, dict[str, Record]] = {}

    def agencies(self) -> dict[str, str]:
        """Name by id, in the order of the ids; the id where no name was recorded."""
        rows = self._connection.execute("SELECT agency_id, name FROM agencies ORDER BY agency_id").fetchall()
        return {str(id_): str(name or id_) for id_, name in rows}

    def reporting(self) -> dict[str, str]:
        """Name by id of the agencies that answer for enforcement: no third parties, no coordinating bodies."""
        rows = self._connection.execute(
            "SELECT agency_id FROM agencies WHERE nature IS NULL OR nature NOT IN ('third_party', 'coordination')"
        ).fetchall()
        held = {str(id_) for (id_,) in rows}
        return {id_: name for id_, name in self.agencies().items() if id_ in held}

    def counts(self) -> dict[str, int]:
        """Rows by the Chinese name of each table that has any, the fullest first."""
        found = {}
        for name, table in tables().items():
            row = self._connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            if row and row[0]:
                found[table.label] = int(row[0])
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    def load(self, table: str, ids: Iterable[str]) -> None:
        """Fetch records by id, and the acts they belong to, in one query per table."""
        if table not in tables():
            return
        wanted = sorted(set(ids) - set(self._found.get(table, {})))
        key = tables()[table].key
        rows = self.rows(table, f"CAST({key} AS VARCHAR) IN (SELECT unnest(?::VARCHAR[]))", [wanted]) if wanted else []
        self._found.setdefault(table, {}).update({row.id: row for row in self._with_acts(rows)})

    def get(self, table: str, id_: str) -> Record | None:
        """A record that has been loaded, or null."""
        return self._found.get(table, {}).get(id_)

    def rows(self, table: str, condition: str = "true", values: Sequence[Any] = ()) -> list[Record]:
        """The rows of a table under a condition in SQL, in the order of their keys."""
        schema = tables()[table]
        cursor = self._connection.execute(
            f"SELECT * FROM {table} WHERE {condition} ORDER BY {schema.key}", list(values)
        )
        names = [column[0] for column in cursor.description or ()]
        words = {column.name: {code: word for word, code in column.codes.items()} for column in schema if column.codes}
        found = []
        for row in cursor.fetchall():
            cells = {
                name: _word(value, words.get(name)) for name, value in zip(names, row, strict=True) if value is not None
            }
            found.append(Record(table, str(cells.get(schema.key, "")), cells))
        return found

    def listed(self, table: str, where: Mapping[str, Sequence[str]]) -> list[Record]:
        """The rows whose columns hold one of these Chinese code words."""
        codes = [(name, [tables()[table][name].codes[word] for word in words]) for name, words in where.items()]
        condition = " AND ".join(f"{name} IN (SELECT unnest(?::VARCHAR[]))" for name, _ in codes) or "true"
        return self._with_acts(self.rows(table, condition, [words for _, words in codes]))

    def _with_acts(self, rows: Sequence[Record]) -> list[Record]:
        """The rows with the acts they belong to."""
        acts = [_act_of(row) for row in rows]
        for table in {act[0] for act in acts if act}:
            self.load(table, [act[1] for act in acts if act and act[0] == table])
        return [replace(row, act=self.get(*act)) if act else row for row, act in zip(rows, acts, strict=True)]

    def certificates(self) -> dict[str, Record]:
        """The certificate that runs longest, by officer."""
        found = self.rows("certificates")
        found.sort(key=lambda record: (str(record.get("officer_id")), str(record.get("valid_to_on") or "")))
        return {str(record.get("officer_id")): record for record in found}


def _word(value: Any, words: Mapping[str, str] | None) -> Value:
    if isinstance(value, bool):
        return TRUE_WORD if value else FALSE_WORD
    if isinstance(value, list):
        return "、".join(str((words or {}).get(item, item)) for item in value)
    return words.get(value, value) if words and isinstance(value, str) else value


def _act_of(record: Record) -> tuple[str, str] | None:
    """Table and id of the act a child row names."""
    cells = record.cells
    word = str(cells.get("act_kind", ""))
    for code, table in ACTS.items():
        if cells.get("act_id") and (word == code or word.removeprefix("行政") == ACT_WORDS[table]):
            return table, str(cells["act_id"])
    if record.table not in ACT_WORDS and cells.get("penalty_id"):
        return "penalties", str(cells["penalty_id"])
    return None
