"""The five kinds of campaign from launch to summary, on simulated time: every due day, every fate of a return."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document

from fajian.campaigns import actions, rates
from fajian.campaigns.models import Duty, Nudge, Return, Snapshot
from fajian.core import verify
from fajian.core.errors import Refused
from fajian.ledgers.models import Rectification
from tests.flows.course import END, KINDS, Course

pytestmark = pytest.mark.django_db

STAGES = {"system": 3, "double": 4, "month": 3, "inaction": 4, "quality": 0}
TASKS = {"system": 0, "double": 11, "month": 3, "inaction": 0, "quality": 12}


@pytest.fixture(params=KINDS)
def course(request: pytest.FixtureRequest, db: None, data: Path) -> Course:
    """One kind of campaign, played to its end."""
    played = Course(KINDS[request.param])
    played.play()
    return played


def on(day: dt.date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it noon of this day."""
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: noon)


@pytest.mark.mechanisms(
    "S000-06", "S000-07", "S000-10", "S000-30", "S000-33", "S000-34", "S000-35", "S001-02", "S001-55", "S001-61",
    "S001-64", "S001-67", "S002-01", "S002-17", "S002-24", "S003-04", "S003-33", "S003-36", "S003-42", "S003-44",
    "S004-71", "S004-72",
)  # fmt: skip
def test_a_campaign_runs_from_launch_to_summary(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign, kind = course.running, course.kind.plan
    assert campaign.stages.count() == STAGES[kind]
    assert campaign.tasks.count() == TASKS[kind]
    duties = {duty.pk: duty for duty in Duty.objects.filter(campaign=campaign)}
    assert course.fates
    assert set(course.fates) == {number for number, duty in duties.items() if duty.due_on is not None}

    # Every return became what was to become of it.
    for number, fate in course.fates.items():
        duty, versions = duties[number], Return.objects.filter(duty=number).order_by("number")
        handed_in = timezone.localtime(duty.handed_in_at).date() if duty.handed_in_at else dt.date.max
        assert duty.state == ("locked" if fate == "locked" else "received")
        assert (handed_in > duty.due_on) == (fate == "late"), (fate, handed_in, duty.due_on)
        assert versions.count() == (2 if fate == "returned" else 1)
        assert versions.first().nil == (fate == "nil")
        assert all(len(version.digest) == 64 for version in versions)
    if len(course.fates) >= 15:
        assert set(course.fates.values()) == {"on time", "late", "returned", "nil", "locked"}

    # The rates say the same, per unit and in all.
    on(END, monkeypatch)
    told = rates.rates(Duty.objects.filter(campaign=campaign).exclude(due_on=None), END)
    fates = Counter(course.fates.values())
    assert (told.sum().expected, told.sum().received) == (len(course.fates), len(course.fates))
    assert (told.sum().late, told.sum().returned, told.sum().nil) == (fates["late"], fates["returned"], fates["nil"])
    assert sum(rate.expected for rate in told.by_unit()) == told.sum().expected

    # Who was late was urged, by the ladder; who was in time was at most reminded.
    for number, fate in course.fates.items():
        urged = Nudge.objects.told().filter(duty=number, late_days__gt=0)
        assert urged.exists() == (fate == "late"), (fate, duties[number].due_on)

    # The first unit's problems are closed, by the office, over proof.
    assert not Rectification.objects.exclude(state="closed").exists()

    # A frozen month for each month, each with a digest; a summary of the office that states the numbers.
    assert Snapshot.objects.filter(campaign=campaign).count() == len(course.frozen_months)
    summary = "\n".join(part.text for part in Document(io.BytesIO(course.reports["final"])).paragraphs)
    assert campaign.title in summary
    closed = Rectification.objects.count()
    if closed:
        assert f"{closed}个" in summary or f"{closed}条" in summary

    # And the chain over all of it holds.
    assert verify.verify().holds


def test_what_is_locked_changes_by_exception_only(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = [number for number, fate in course.fates.items() if fate == "locked"]
    if not locked:
        pytest.skip("this plan has too few duties for one to be locked")
    duty = Duty.objects.get(pk=locked[0])
    on(END, monkeypatch)
    clerk, first, second = course.clerks[duty.unit_id], *course.offices
    with pytest.raises(Refused, match="已核准锁定"):
        actions.save_draft(by=clerk, duty=duty, seen=duty.version, text="改一改")
    with pytest.raises(Refused, match="另一位"):
        actions.unlock(by=second, duty=duty, seen=duty.version, reason="数字有误", until=END)
    duty = actions.unlock(by=first, duty=duty, seen=duty.version, reason="数字有误", until=END)
    assert actions.save_draft(by=clerk, duty=duty, seen=duty.version, text="更正后的报告").text == "更正后的报告"
