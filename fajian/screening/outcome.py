"""What a run's files say, as rows of the database: findings by unit, tallies by unit and rule."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from fajian.engine.store.typed import quoted
from fajian.orgs.models import Unit
from fajian.orgs.scope import Scope
from fajian.records.own import agency_code
from fajian.records.sight import agency_names
from fajian.screening import held
from fajian.screening.models import Finding, Run, Tally

_COLUMNS = (
    "record_id", "rule_id", "certainty", "severity", "wording", "title", "agency_id", "basis", "law_version",
    "step_on", "explanation", "evidence", "rule_version", "subject",
)  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """The rows of a run. `unplaced`: agencies without a unit → their findings, which went to the area's own unit;
    `outside`: findings of agencies that are not of the run's area and were left out."""

    findings: list[Finding] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    unplaced: dict[str, int] = field(default_factory=dict)
    outside: int = 0


class Placing:
    """Which unit an agency's findings go to, within the area of a run."""

    def __init__(self, area: Unit) -> None:
        self.area = area
        units = Unit.objects.filter(Scope((area.path,)).condition("path"))
        self.by_agency: dict[str, Unit] = {agency_code(unit): unit for unit in units}
        self.names = agency_names()

    def unit(self, agency_id: str) -> Unit | None:
        """The agency's unit; the area's own for one that has none; None where it lies in no part of the area."""
        found = self.by_agency.get(agency_id)
        if found is None and self.area.parent_id is None:
            return self.area
        return found

    def has_unit(self, agency_id: str) -> bool:
        """Has the agency a unit of its own here?"""
        return agency_id in self.by_agency

    def name(self, agency_id: str) -> str:
        """The agency's name: its unit's, or the one handed in."""
        unit = self.by_agency.get(agency_id)
        return unit.name if unit else self.names.get(agency_id, agency_id or "未注明机关")


def read(run: Run, out: Path) -> Outcome:
    """The rows of a finished run's folder."""
    placing, outcome = Placing(run.unit), Outcome()
    counts: dict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, 0, "", ""])
    proceedings = held.read(out)
    for row in _hits(out / "findings.parquet"):
        unit = placing.unit(row["agency_id"])
        if unit is None:
            outcome.outside += 1
            continue
        finding = _finding(row, unit, placing)
        finding.held = proceedings.get(f"{finding.subject}:{finding.record_id}", "")
        outcome.findings.append(finding)
        count = counts[row["agency_id"], row["rule_id"]]
        count[0] += 1
        count[2] = row["title"]
        if not placing.has_unit(row["agency_id"]):
            name = placing.name(row["agency_id"])
            outcome.unplaced[name] = outcome.unplaced.get(name, 0) + 1
    for gap in _gaps(out / "cannot_judge.csv"):
        if placing.unit(gap["agency_id"]) is not None:
            counts[gap["agency_id"], gap["rule_id"]][1:] = [int(gap["count"]), gap["title"], gap["missing_columns"]]
    for (agency_id, rule_id), (hits, unknown, title, missing) in sorted(counts.items()):
        unit = placing.unit(agency_id)
        assert unit is not None
        outcome.tallies.append(
            Tally(
                unit_path=unit.path,
                unit_name=placing.name(agency_id),
                unit_number=unit.pk,
                rule_id=rule_id,
                title=title,
                hits=hits,
                unknown=unknown,
                missing=missing,
            )
        )
    return outcome


def _finding(row: dict[str, Any], unit: Unit, placing: Placing) -> Finding:
    evidence = json.loads(row["evidence"] or "{}")
    return Finding(
        unit=unit,
        **{name: row[name] for name in _COLUMNS if name not in ("evidence", "agency_id")},
        agency_id=row["agency_id"],
        agency_name=placing.name(row["agency_id"])[:200],
        evidence=[[name, value] for name, value in evidence.items()],
    )


def _hits(path: Path) -> list[dict[str, Any]]:
    """The hits in one order whatever wrote them."""
    with duckdb.connect(":memory:", config={"autoload_known_extensions": False}) as connection:
        cursor = connection.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM read_parquet({quoted(path.as_posix())}) WHERE verdict = 'hit' "
            "ORDER BY rule_id, subject, record_id"
        )
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in cursor.fetchall()]
    return [row | {"agency_id": row["agency_id"] or ""} for row in rows]


def _gaps(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
