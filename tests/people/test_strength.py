"""持证和审核力量: what is counted for a year, and whether a unit has enough legal reviewers."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.urls import reverse

from fajian.people import strength
from tests.people.conftest import TODAY, Browser, People, Units, entered, issued

pytestmark = pytest.mark.django_db


def test_reviewers_are_held_against_the_share_of_those_who_enforce(
    people: People, units: Units, browser: Browser
) -> None:
    one = entered(people, units)
    issued(people, one)
    for number in range(2, 22):
        entered(people, units, f"A{number:02d}")
    since = dt.date(2020, 1, 1)
    entered(people, units, "R01", kind="reviewer", first_reviewed_on=since)
    (line,) = strength.lines(people["supervisor"], TODAY)
    assert (line.enforcers, line.certified, line.reviewers, line.least, line.unqualified) == (21, 1, 1, 2, 1)
    assert line.lacking == 1
    entered(people, units, "R02", kind="reviewer", first_reviewed_on=since, bar_no="A1", bar_on=dt.date(2019, 1, 1))
    client = browser(people["supervisor"])
    (line,) = client.get(reverse("people:strength")).context["lines"]
    assert (line.lacking, line.reviewers, line.unqualified) == (0, 2, 1)
    file = client.get(reverse("people:strength_export")).content
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(file)).active.values for cell in row]  # type: ignore[union-attr]
    assert units["agency"].name in cells
    assert browser(people["stranger"]).get(reverse("people:strength")).context["lines"] == []
