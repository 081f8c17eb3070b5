"""A running campaign is screened as records are: what is late, empty or unproven becomes a finding of the unit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from fajian.campaigns.models import Campaign, Duty, Return
from fajian.engine.rules.base import all_rules
from fajian.engine.rules.packs import Pack
from fajian.engine.store.links import batch_digests
from fajian.ledgers.actions import NewEntry, record
from fajian.ledgers.models import Entry, Ledger
from fajian.orgs.models import User
from fajian.records import own, warehouse
from fajian.screening import actions as screening
from fajian.screening import jobs, outcome
from fajian.screening.models import Finding, Run
from tests.campaigns.conftest import SYSTEM, Browser, handed_in
from tests.clock import at

pytestmark = pytest.mark.django_db
USED = {"CAM-REPORT-LATE", "CAM-FILING", "CAM-LEDGER-FIELD", "CAM-ZERO-CONFLICT"}
OTHERS = Pack(without={rule: "本次不查" for rule in all_rules() if rule not in USED})


class Silent:
    """A job whose progress nobody watches."""

    def progress(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(autouse=True)
def _own_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FAJIAN_DATA", tmp_path)


def screened(people: dict[str, User]) -> Run:
    """A run by the campaign rules, from its asking to its findings."""
    row = screening.ask(by=people["supervisor"], as_of=DAY)
    row.given = OTHERS.as_json()
    out = jobs.folder(row)
    jobs.compute(Silent(), row, out)  # type: ignore[arg-type]
    found = outcome.read(row, out)
    manifest: dict[str, Any] = json.loads((out / jobs.DONE).read_text(encoding="utf-8"))
    screening.hand_over(by=SYSTEM, run=row, findings=found.findings, tallies=found.tallies, manifest=manifest)
    return Run.objects.get(pk=row.pk)


def page_of(finding: Finding) -> str:
    """Its address."""
    return reverse("screening:finding", args=[finding.pk])


DAY = dt.date(2027, 1, 20)


@pytest.fixture(autouse=True)
def _after_the_campaign() -> Iterator[None]:
    with at(DAY):
        yield


def test_a_campaigns_late_and_empty_returns_become_findings(
    people: dict[str, User], campaign: Campaign, browser: Browser, tmp_path: Path
) -> None:
    agency = people["clerk"].unit
    mine = Duty.objects.filter(campaign=campaign, unit=agency).exclude(due_on=None).order_by("due_on")
    empty, late = mine.exclude(annexes="").first(), mine.last()
    assert empty is not None
    assert late is not None
    assert empty != late
    ledger = next(one for one in Ledger.objects.filter(unit=agency) if one.has_problems)
    handed_in(people, empty, "未发现问题。", nil=True)
    assert Return.objects.get(duty=empty).nil
    problem = record(by=people["clerk"], ledger=ledger, rows=[NewEntry(title="罚款未开具票据")])[0]

    run = screened(people)
    assert [code.split("-")[0] for code in run.manifest["batches"]] == ["本系统"]
    found = {(row.rule_id, row.record_id): row for row in Finding.objects.select_related("unit")}
    overdue = found["CAM-REPORT-LATE", f"duty:{late.pk}"]
    assert (overdue.unit, overdue.agency_name) == (agency, agency.name)
    assert f"{late.due_on}以前（含当日）报送" in overdue.explanation
    assert ("CAM-LEDGER-FIELD", f"entry:{problem.pk}") in found
    contradicted = found["CAM-ZERO-CONFLICT", f"duty:{empty.pk}"]
    assert "台账已登记问题" in contradicted.explanation
    strangers = Duty.objects.filter(campaign=campaign, unit=people["stranger"].unit).exclude(due_on=None)
    assert {f"duty:{duty.pk}" for duty in strangers} <= {number for _, number in found}

    page = browser(people["supervisor"]).get(reverse("screening:run", args=[run.pk])).content.decode()
    assert f"{next(iter(run.manifest['batches']))}（行动、台账和人员当时的样子）" in page

    # The page leads to what it is about; a unit sees its own alone.
    page = browser(people["clerk"]).get(page_of(overdue)).content.decode()
    assert late.get_absolute_url() in page
    assert "没有对应的单位" not in page
    page = browser(people["supervisor"]).get(page_of(found["CAM-LEDGER-FIELD", f"entry:{problem.pk}"]))
    assert Entry.objects.get(pk=problem.pk).get_absolute_url() in page.content.decode()
    other = next(row for row in found.values() if row.unit == people["stranger"].unit)
    assert browser(people["clerk"]).get(page_of(other)).status_code == 404

    # The batch is of this content and day: the same again, another when something was handed in; no import counts it.
    (code,) = run.manifest["batches"]
    with warehouse.alone():
        assert own.batch(DAY) == [code]
        handed_in(people, late, "补报。")
        assert own.batch(DAY) != [code]
    assert warehouse.standing() == []
    assert warehouse.manifest_of(code)["withdrawn_on"]  # type: ignore[index]

    # What the run recorded is enough to have the same rows again.
    with warehouse.alone():
        store = warehouse.linked(tmp_path / "again", run.manifest["batches"])
    assert batch_digests(store) == run.manifest["batches"]


def test_without_records_and_campaigns_there_is_nothing_to_screen(people: dict[str, User]) -> None:
    assert not own.is_any()
    with warehouse.alone():
        assert own.batch(DAY) == []
