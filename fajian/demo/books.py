"""The sheets of the demo as they are filled, and how they are written."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from fajian.engine.store.schema import FALSE_WORD, TRUE_WORD, Column, tables

Row = dict[str, object]


@dataclass(frozen=True, slots=True, order=True)
class Planted:
    """One thing put in on purpose: `verdict` is "hit" or "unknown" (a blank that leaves the rule unable to judge)."""

    record_id: str
    rule_id: str
    verdict: str = "hit"


@dataclass
class Books:
    """Rows by table, in canonical columns and codes (dates as date, code sets as tuple), and what was planted."""

    as_of: date
    rows: dict[str, list[Row]] = field(default_factory=dict)
    planted: list[Planted] = field(default_factory=list)

    def add(self, table: str, **values: object) -> Row:
        row: Row = dict(values)
        self.rows.setdefault(table, []).append(row)
        return row

    def plant(self, record_id: object, *rules: str, verdict: str = "hit") -> None:
        self.planted.extend(Planted(str(record_id), rule, verdict) for rule in rules)

    def number(self, table: str, letter: str) -> str:
        """The next id of a table whose rows are added one by one."""
        return f"{letter}{len(self.rows.get(table, ())) + 1:06d}"

    def write(self, out: Path) -> None:
        """One UTF-8 CSV per filled table, headings in Chinese; an unknown column is a bug (KeyError)."""
        out.mkdir(parents=True, exist_ok=True)
        for name, schema in tables().items():
            if name not in self.rows:
                continue
            columns = [c for c in schema if c.name != "batch_id"]
            with (out / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as lines:
                sheet = csv.writer(lines)
                sheet.writerow(c.label for c in columns)
                for row in self.rows[name]:
                    if strange := row.keys() - {c.name for c in columns}:
                        raise KeyError(f"{name}: {sorted(strange)}")
                    sheet.writerow(cell(c, row.get(c.name)) for c in columns)


def write_planted(path: Path, planted: list[Planted]) -> None:
    """What was planted as CSV (record_id, rule_id, verdict), in order, each once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        sheet = csv.writer(lines)
        sheet.writerow(("record_id", "rule_id", "verdict"))
        sheet.writerows((p.record_id, p.rule_id, p.verdict) for p in sorted(set(planted)))


def cell(column: Column, value: object) -> str:
    """The text an office would type; a code the schema does not know raises KeyError."""
    if value is None:
        return ""
    if column.kind in ("code", "codes"):
        words = {code: word for word, code in column.codes.items()}
        codes = value if isinstance(value, tuple) else (value,)
        return "、".join(words[str(code)] for code in codes)
    if isinstance(value, bool):
        return TRUE_WORD if value else FALSE_WORD
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if column.kind == "decimal":
        return f"{Decimal(str(value)):.4f}" if column.name.endswith("_times") else f"{Decimal(str(value)):.2f}"
    return str(value)
