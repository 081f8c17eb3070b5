"""The people of the records' tests, and findings handed over as a run would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from fajian.core.commands import System
from fajian.orgs.models import Unit, User
from fajian.records.models import ImportBatch
from fajian.screening import actions
from fajian.screening.models import Finding, Run, Tally
from tests.records.conftest import (  # noqa: F401 – fixtures
    MINE,
    OTHERS,
    _own_warehouse,
    browser,
    case,
    handed_in,
    imported,
    people,
    root,
    sheet,
)

SYSTEM = System("测试")
DAY = dt.date(2026, 11, 1)


def new_finding(unit: Unit, record: str, **more: Any) -> Finding:
    """A finding as a run brings it, not yet stored."""
    fields: dict[str, Any] = {
        "rule_id": "PEN-061-SERVE", "rule_version": "1", "subject": "penalties", "record_id": record,
        "agency_id": unit.agency_id or "", "agency_name": unit.name, "title": "处罚决定逾期送达", "certainty": "确定",
        "severity": "一般", "wording": "未按规定", "basis": "行政处罚法 第六十一条", "step_on": DAY,
        "law_version": "行政处罚法（2021）", "explanation": f"{record}逾期送达3日。",
        "evidence": [["decided_on", "2026-10-01"], ["last_day", "2026-10-08"], ["served_on", None]],
    }  # fmt: skip
    return Finding(unit=unit, **(fields | more))


@pytest.fixture
def a_run(people: dict[str, User], root: Unit, imported: Callable[..., ImportBatch]) -> Callable[..., Run]:  # noqa: F811
    """Hand over findings, as (unit name letter, record id) pairs, in a new run."""
    imported(people["supervisor"], sheet([case("A1"), case("B1", OTHERS)]), unit=root)

    def give(*findings: Finding, unknown: int = 0) -> Run:
        run = actions.ask(by=people["supervisor"], as_of=DAY)
        unit = people["clerk_a"].unit
        assert unit is not None
        tallies = [
            Tally(
                unit_path=one.unit.path, unit_name=one.unit.name, unit_number=one.unit_id, rule_id=one.rule_id,
                title=one.title, hits=1,
            )
            for one in findings
        ]  # fmt: skip
        if unknown:
            tallies.append(
                Tally(
                    unit_path=unit.path, unit_name=unit.name, unit_number=unit.pk, rule_id="FIN-CAP-RANGE",
                    title="罚款超出法定幅度", unknown=unknown, missing="罚则编码",
                )
            )  # fmt: skip
        manifest = {"rules": [], "calendar_version": "2026", "batches": {}, "unplaced": {}}
        actions.hand_over(by=SYSTEM, run=run, findings=list(findings), tallies=tallies, manifest=manifest)
        return Run.objects.get(pk=run.pk)

    return give


@pytest.fixture
def finding(people: dict[str, User], a_run: Callable[..., Run]) -> Finding:  # noqa: F811
    """One finding of A's, and one of B's whose texts are the canary."""
    a, b = people["clerk_a"].unit, people["clerk_b"].unit
    assert a is not None
    assert b is not None
    canary = "金丝雀乙"
    a_run(
        new_finding(a, "A1"),
        new_finding(b, "B1", explanation=canary, evidence=[["last_day", canary]], agency_name=canary),
    )
    return Finding.objects.get(record_id="A1")


def fresh(row: Finding) -> Finding:
    """The finding as stored now."""
    return Finding.objects.get(pk=row.pk)
