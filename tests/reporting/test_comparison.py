"""整治前后对比: suspicions about acts of as many days before the campaign and since."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns.models import Campaign
from fajian.core.audited import plain_rows
from fajian.orgs.models import Unit, User
from fajian.reporting import comparison
from fajian.screening import actions as screening
from fajian.screening.models import Finding, Run
from tests.campaigns.conftest import CANARY, SYSTEM, Browser
from tests.screening.conftest import new_finding

pytestmark = pytest.mark.django_db
People = dict[str, User]
LENGTH = 30  # days the campaign has run


@pytest.fixture
def begun(busy: Campaign, units: dict[str, Unit]) -> Campaign:
    """Begun thirty days ago; suspicions about acts on both sides of every bound."""
    today = timezone.localdate()
    first = today - dt.timedelta(days=LENGTH - 1)
    plain_rows(Campaign).filter(pk=busy.pk).update(from_on=first, to_on=None)
    steps = {"too-early": -LENGTH - 1, "first-before": -LENGTH, "middle": -5, "last-before": -1, "first": 0, "last": 29}
    found = [
        new_finding(units["agency"], name, step_on=first + dt.timedelta(days=days)) for name, days in steps.items()
    ]
    found += [
        new_finding(units["agency"], "dismissed", step_on=first),
        new_finding(units["other"], CANARY, step_on=first, rule_id="FIN-CAP-RANGE"),
    ]
    now = timezone.now()
    stamped = {"version": 1, "recorded_at": now, "changed_at": now}
    run = Run(unit=units["root"], unit_path=units["root"].path, title="筛查", as_of=today, **stamped)
    plain_rows(Run).bulk_create([run])
    screening.hand_over(by=SYSTEM, run=run, findings=found, tallies=[], manifest={})
    plain_rows(Finding).filter(record_id="dismissed").update(state="dismissed")
    busy.refresh_from_db()
    return busy


@pytest.mark.mechanisms("S001-75")
def test_acts_before_and_since_are_counted_over_as_many_days(
    begun: Campaign, people: People, browser: Browser, units: dict[str, Unit]
) -> None:
    today = timezone.localdate()
    read = comparison.read(begun, people["supervisor"], (units["agency"],), today)
    assert read is not None
    assert (read.before[1] - read.before[0], read.since[1] - read.since[0]) == (dt.timedelta(LENGTH - 1),) * 2
    assert read.before[1] + dt.timedelta(days=1) == read.since[0]
    assert [(line.before, line.since, line.change) for line in read.lines] == [(3, 2, "减1")]
    shown = browser(people["supervisor"]).get(reverse("reporting:campaign", args=[begun.pk])).content.decode()
    assert "整治前后对比" in shown
    assert "减1" in shown


def test_a_unit_compares_its_own_acts_only(begun: Campaign, people: People, units: dict[str, Unit]) -> None:
    everyone, today = (units["agency"], units["other"]), timezone.localdate()
    office = comparison.read(begun, people["supervisor"], everyone, today)
    unit = comparison.read(begun, people["clerk"], everyone, today)
    assert office is not None
    assert unit is not None
    assert (office.total.since, unit.total.since) == (3, 2)


def test_before_the_campaign_begins_there_is_nothing_to_compare(
    begun: Campaign, people: People, units: dict[str, Unit]
) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=LENGTH)
    assert comparison.read(begun, people["supervisor"], (units["agency"],), yesterday) is None
