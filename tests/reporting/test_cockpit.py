"""全局一览, 绩效扣分, 填报负担: each number is counted from rows and leads to exactly these."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns.models import Campaign, Duty
from fajian.reporting import appraisal, load
from fajian.supervision import actions
from fajian.supervision.models import Matter
from tests.campaigns.conftest import CANARY, Browser, queries
from tests.clock import at
from tests.supervision.conftest import People, Units, clue, days, issued, looking, matter, served

__all__ = ["looking", "matter"]
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LINK = re.compile(r'<a[^>]*href="(/reports/(?:cockpit|appraisal)/[^"]+)"[^>]*>(?:<b>)?([\d,]+)')


@pytest.fixture
def urged(people: People, units: Units, looking: Matter) -> Matter:
    """A 督办函 served and found not carried out, an opinion that is not served yet."""
    made = served(people, looking)
    with at(made.due_on + days(1)):
        actions.disobey(by=people["supervisor"], instrument=made, seen=made.version, reason="没有落实")
    issued(people, looking, "opinion")
    return looking


def links(page: str) -> list[tuple[str, int]]:
    return [(href.replace("&amp;", "&"), int(count.replace(",", ""))) for href, count in LINK.findall(page)]


def heading(page: str) -> int:
    assert 'data-label="内容"><a href=""' not in page, "every row leads to its page"
    assert '<td data-label="状态"></td>' not in page, "every row says how it stands"
    found = re.search(r"<h1>[^<]*?([\d,]+) 条</h1>", page)
    assert found is not None
    return int(found[1].replace(",", ""))


@pytest.mark.mechanisms("S000-39", "S004-68")
def test_every_number_of_leaders_leads_to_its_rows(
    busy: Campaign, urged: Matter, people: People, units: Units, browser: Browser
) -> None:
    client = browser(people["supervisor"])
    address = reverse("reporting:cockpit")
    shown = client.get(address).content.decode()
    found = links(shown)
    assert {"open", "overdue", "disobeyed", "issued"} <= {href.split("?")[0].split("/")[-2] for href, _ in found}
    for href, count in found:
        assert heading(client.get(href).content.decode()) == count, href
    before = queries(client, address)
    actions.open_matter(by=people["supervisor"], unit=units["agency"], clue=clue(title="又一件"))
    assert queries(client, address) == before
    for bad in ("problems/none/", "problems/open/?month=2026-01", "findings/findings/?kind=urge"):
        assert client.get(f"{address}{bad}").status_code == 404, bad
    assert browser(people["clerk"]).get(address).status_code == 403
    county = browser(people["county_supervisor"]).get(address).content.decode()
    assert CANARY not in county
    assert units["agency"].name not in county
    points_are_taken_for_rows_that_are_there(people, units, client)


def points_are_taken_for_rows_that_are_there(people: People, units: Units, client: Any) -> None:
    """By the published points, at most so many; and the workbook says the same."""
    lines = {line.unit.pk: line for line in appraisal.table(people["supervisor"], TODAY.year, TODAY)}
    own = lines[units["agency"].pk]
    counts = {item.code: (count, lost) for item, count, lost in own.counts}
    assert counts["disobeyed"] == (1, Decimal(5))
    assert own.score == appraisal.base() - sum(lost for _, lost in counts.values())
    item = appraisal.items()["disobeyed"]
    assert [item.deducted(count) for count in (0, 3, 4, 5)] == [0, 15, 20, 20]
    page = client.get(reverse("reporting:appraisal")).content.decode()
    for href, count in links(page):
        assert heading(client.get(href).content.decode()) == count, href
    assert reverse("reporting:appraisal_rows", args=[units["agency"].pk, "disobeyed"]) in page
    assert client.get(reverse("reporting:appraisal_rows", args=[units["agency"].pk, "none"])).status_code == 404
    last = appraisal.table(people["supervisor"], TODAY.year - 3, TODAY)  # in January the year before has its own
    assert {line.unit.pk: line.score for line in last}[units["agency"].pk] == appraisal.base()
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("reporting:appraisal_file")).content))
    told = {str(row[0]): row for row in book.worksheets[0].iter_rows(values_only=True)}
    assert Decimal(str(told[units["agency"].name][1 + 2 * len(own.counts)])) == own.score


def test_the_burden_is_the_cells_that_are_asked_for(busy: Campaign, people: People, browser: Browser) -> None:
    due = Duty.objects.filter(campaign=busy, unit=people["clerk"].unit).exclude(due_on=None)
    month = due.exclude(annexes="").order_by("due_on")[0].due_on
    assert month is not None
    own = next(one for one in load.read(people["supervisor"], month) if one.unit == people["clerk"].unit)
    assert {asked.duty for asked in own.asked} == set(due.filter(due_on__year=month.year, due_on__month=month.month))
    for asked in own.asked:
        assert asked.cells == 1 + sum(columns * max(rows, 1) for _, columns, rows in asked.forms)
    assert any(asked.forms and rows == 5 for asked in own.asked for _, _, rows in asked.forms)
    (mine,) = load.read(people["clerk"], month)
    assert mine.cells == own.cells
    page = browser(people["clerk"]).get(f"{reverse('reporting:burden')}?month={month:%Y-%m}")
    assert f"{own.cells:,}" in page.content.decode()
    assert CANARY not in page.content.decode()
