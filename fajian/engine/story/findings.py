"""What a screening run wrote, read back: findings and what could not be judged."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fajian import content

UNNAMED_UNIT = "未注明单位"


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of a rule: a suspicion. `subject` is the table of the record; step_on null = the day is not known."""

    record_id: str
    rule_id: str
    certainty: str
    severity: str
    wording: str
    title: str
    agency_id: str
    basis: str
    step_on: dt.date | None
    explanation: str
    subject: str
    rule_version: str

    @property
    def key(self) -> str:
        """What tells this finding again in a later run."""
        return f"{self.rule_id}|{self.subject}|{self.record_id}"


@dataclass(frozen=True, slots=True)
class Gap:
    """How often one rule could not judge one agency's records, and which columns were missing."""

    rule_id: str
    title: str
    agency_id: str
    count: int
    missing: str


def read_findings(path: Path) -> list[Finding]:
    """The hits of findings.csv, in its order; rows of verdict `unknown` are counted in cannot_judge.csv instead."""
    return [
        Finding(
            step_on=dt.date.fromisoformat(row["step_on"][:10]) if row["step_on"] else None,
            subject=row.get("subject", ""),
            **{
                name: row[name]
                for name in (
                    "record_id", "rule_id", "certainty", "severity", "wording", "title", "agency_id", "basis",
                    "explanation", "rule_version",
                )
            },
        )
        for row in _rows(path)
        if row["verdict"] == "hit"
    ]  # fmt: skip


def read_gaps(path: Path) -> list[Gap]:
    """The rows of cannot_judge.csv."""
    return [
        Gap(row["rule_id"], row["title"], row["agency_id"], int(row["count"]), row["missing_columns"])
        for row in _rows(path)
    ]


@cache
def wording() -> Mapping[str, Any]:
    """content/documents/summary.yaml: how the summary is worded, and the names of the groups of rules."""
    loaded: Mapping[str, Any] = content.read("documents", "summary.yaml")
    return loaded


def group_name(rule_id: str) -> str:
    """The Chinese name of a rule's group; the group's letters where it has none yet."""
    letters = rule_id.split("-", 1)[0]
    return str(wording()["groups"].get(letters, letters))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)
