"""执法底数: what each unit has and did; the first of a published score are watched over."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.inspections.models import Target
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Entry, Ledger
from fajian.reporting import baseline, selecting
from tests.campaigns.conftest import Browser, browser, people, queries, units
from tests.inspections.conftest import People, Units, entered
from tests.inspections.test_plans import item
from tests.people.conftest import entered as officer
from tests.people.conftest import issued

__all__ = ["browser", "people", "units"]
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def complained(people: People, units: Units, unit: str, number: int) -> None:
    """A message of the businesses' board about the unit."""
    by = people["supervisor"]
    book = ledgers.open_ledger(by=by, unit=units[unit], spec_code=baseline.BOARD)
    row = ledgers.NewEntry("多次入企检查", {"message_no": f"LY-{unit}-{number}"})
    ledgers.record(by=by, ledger=book, rows=[row])


@pytest.fixture
def counted(people: People, units: Units) -> None:
    """The agency has two businesses, an officer with a certificate and a message; the other three messages."""
    for number in (1, 2):
        entered(people, units, number)
    issued(people, officer(people, units))
    entered(people, units, 3, by="stranger", unit="other")
    for unit, count in (("agency", 1), ("other", 3)):
        for number in range(count):
            complained(people, units, unit, number)
    complained(people, units, "town", 1)  # enforces nothing on businesses: has no score


@pytest.mark.mechanisms("S001-70")
@pytest.mark.usefixtures("counted")
def test_the_numbers_of_each_unit_are_counted_from_the_rows(people: People, units: Units, browser: Browser) -> None:
    columns, lines = baseline.table(people["supervisor"], TODAY, TODAY)
    known = {line.unit.pk: line.numbers for line in lines}
    codes = ("officers", "certified", "targets", "board", "problems", "open")
    assert [known[units["agency"].pk][code] for code in codes] == [1, 1, 2, 1, 1, 1]
    assert [known[units["other"].pk][code] for code in codes] == [0, 0, 1, 3, 3, 3]
    assert set(known[units["team"].pk].values()) == {0}, "what has nothing is a line too"
    office = browser(people["supervisor"])
    answer = office.get(reverse("reporting:baseline_file"))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content))["执法底数表"].values)
    assert any(units["agency"].name in row and 2 in row for row in rows)
    address = reverse("reporting:baseline")
    before = queries(office, address)
    item(people, units)
    complained(people, units, "agency", 9)
    assert queries(office, address) == before
    assert [browser(people[name]).get(address).status_code for name in ("clerk", "leader")] == [403, 200]
    county = browser(people["county_supervisor"]).get(address).content.decode()
    assert units["agency"].name not in county
    assert columns[0].code == "officers"


@pytest.mark.mechanisms("S001-28")
@pytest.mark.usefixtures("counted")
def test_whom_to_watch_over_is_chosen_by_the_published_score(people: People, units: Units, browser: Browser) -> None:
    lines = baseline.table(people["supervisor"], TODAY, TODAY)[1]
    scores = {line.unit.pk: line.points for line in lines}
    # 30·2/2 + 40·1/3 + 30·1/3, against 30·1/2 + 40 + 30
    assert (scores[units["agency"].pk], scores[units["other"].pk]) == ("53.33", "85.00")
    assert scores[units["town"].pk] == "—"
    assert [line.unit for line in lines[:2]] == [units["other"], units["agency"]]
    office, address = browser(people["supervisor"]), reverse("reporting:baseline_select")
    assert "85.00" in office.get(address).content.decode()
    assert office.post(address, {"count": 0, "reason": "年度计划"}).status_code == 422
    assert office.post(address, {"count": 1, "reason": "年度计划"}).status_code == 302
    book = Ledger.objects.get(spec_code=selecting.FORM)
    (row,) = Entry.objects.filter(ledger=book)
    assert (row.title, row.data["score"], book.unit) == (units["other"].name, "85.00", units["office"])
    assert "涉企留言板问题集中 40.00" in row.data["why"]
    assert book.title in office.get(reverse("reporting:baseline")).content.decode()
    assert "今天已经选定" in office.post(address, {"count": 1, "reason": "年度计划"}).content.decode()
    assert browser(people["leader"]).get(address).status_code == 403
    with pytest.raises(Refused, match="没有得分"):
        selecting.select_objects(by=people["county_supervisor"], count=1, reason="计划", since=TODAY, until=TODAY)
    assert Target.objects.count() == 3
