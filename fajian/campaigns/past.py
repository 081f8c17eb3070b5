"""Last year's ledger as rows to be judged again: from a workbook, its units found, or from an earlier campaign."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fajian import content
from fajian.campaigns.contents import of_campaign
from fajian.campaigns.models import Campaign
from fajian.core.files import Received, path_of
from fajian.engine.faults import Fault
from fajian.engine.forms import reading
from fajian.engine.forms.headings import plain_heading
from fajian.engine.forms.spec import LedgerSpec, specs
from fajian.ledgers.models import Entry
from fajian.orgs.models import Unit

KINDS = ("xlsx", "xls", "et", "csv")
MOST = 5_000
PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Past:
    """One problem as the old ledger has it; `data` by the form's columns."""

    unit: Unit
    title: str
    data: dict[str, Any] = field(default_factory=dict)
    sheet: str = ""
    row: int | None = None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a workbook gives. It can be taken when there is a row and nothing is `refused`."""

    rows: tuple[Past, ...]
    faults: tuple[Fault, ...]
    refused: int
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """May it be taken?"""
        return bool(self.rows) and not self.refused


@cache
def headings(spec_code: str) -> Mapping[str, tuple[str, ...]]:
    """Column of the form → headings that mean it in last year's ledgers."""
    told = content.read("look_back", "headings.yaml")[spec_code]
    return MappingProxyType({name: tuple(words) for name, words in told.items()})


def workbook(received: Received, spec_code: str, units: Sequence[Unit], fallback: Unit | None = None) -> Taken:
    """The rows of an uploaded ledger for these units; `fallback` owns rows without a unit.

    Raises InputError where the file is no ledger. A row whose unit is not among them is a Fault, as is a bad cell.
    """
    spec = specs()[spec_code]
    with tempfile.TemporaryDirectory(prefix="fajian-past-") as folder:
        named = Path(folder) / f"file.{received.kind}"
        os.link(path_of(received.digest), named)
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        found = reading.read(named, scratch, spec, headings(spec_code), PROBLEM)
    rows, faults = placed(found.rows, spec, units, fallback)
    if len(found.rows) > MOST:
        faults.append(
            Fault(received.name, "", 0, "", "", "too_many", f"有{len(found.rows)}行，一次最多{MOST}行，请分成几份")
        )
    labels = tuple((spec[name].label, heading) for name, heading in found.columns.items())
    return Taken(tuple(rows), (*found.faults, *faults), found.refused + len(faults), labels, found.ignored)


def placed(
    rows: Sequence[reading.Row], spec: LedgerSpec, units: Sequence[Unit], fallback: Unit | None
) -> tuple[list[Past], list[Fault]]:
    """Each row at its unit, by full or short name; a row that belongs to none is a Fault."""
    known = {plain_heading(name): unit for unit in units for name in (unit.short_name, unit.name) if name}
    kept, faults = [], []
    for row in rows:
        named = row.cells.get("unit", "")
        unit = known.get(plain_heading(named)) if named else fallback
        if unit is None:
            said = (
                f"没有名为“{named}”的参加单位，请改成系统里的全称或简称"
                if named
                else "没有写明单位，请补上，或者在上传时选定单位"
            )
            faults.append(Fault("", row.sheet, row.row, spec["unit"].label, named, "unknown_unit", said))
            continue
        data = {name: text for name, text in row.cells.items() if name not in ("unit", PROBLEM)}
        kept.append(Past(unit, row.cells[PROBLEM], data, row.sheet, row.row))
    return kept, faults


def of_earlier(earlier: Campaign, spec_code: str, units: Sequence[Unit]) -> list[Past]:
    """The standing problems of an earlier campaign at these units, as they stand in its ledgers now."""
    rows = Entry.objects.filter(of_campaign(earlier, "ledger__"), unit__in=units, rectification__isnull=False)
    rows = (
        rows.standing().select_related("ledger", "unit", "rectification").order_by("unit_path", "ledger_id", "number")
    )
    return [Past(row.unit, row.title, told(row, spec_code), entry=row) for row in rows]


def told(row: Entry, spec_code: str) -> dict[str, Any]:
    """What the old ledger said, in the columns the form has for it."""
    problem = row.rectification
    state = "已完成" if problem.is_closed else "未完成"
    said = {
        "old_measure": problem.measure,
        "old_due_on": problem.due_on.isoformat() if problem.due_on else "",
        "old_result": state if specs()[spec_code]["old_result"].kind == "choice" else f"{state}。{problem.result}",
        "told_on": row.happened_on.isoformat() if row.happened_on else "",
    }
    return {name: text for name, text in said.items() if text and name in headings(spec_code)}
