"""How long closings hold, and what is found again and again: counted as of a day, every number with its rows."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from fajian.ledgers import actions, lasting, lineage
from fajian.ledgers.lasting import last_judged_on
from fajian.ledgers.models import Entry, Ledger, Rectification, Traits
from fajian.orgs.models import User
from tests.clock import at
from tests.ledgers.conftest import Browser, page
from tests.ledgers.stories import DUE_ON, pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]


@pytest.mark.parametrize(
    ("as_of", "months", "last"),
    [
        (dt.date(2026, 11, 30), 6, dt.date(2026, 5, 31)),
        (dt.date(2026, 11, 29), 6, dt.date(2026, 5, 29)),
        (dt.date(2027, 2, 28), 6, dt.date(2026, 8, 31)),
        (dt.date(2028, 2, 29), 12, dt.date(2027, 2, 28)),
        (dt.date(2028, 2, 28), 12, dt.date(2027, 2, 28)),
    ],
)
def test_months_are_over_by_the_calendar(as_of: dt.date, months: int, last: dt.date) -> None:
    assert last_judged_on(as_of, months) == last


def closed(people: People, ledger: Ledger, on: dt.date, title: str) -> Rectification:
    """A problem told and closed on one day."""
    clerk, office = people["clerk"], people["supervisor"]
    with at(on):
        (entry,) = actions.record(by=clerk, ledger=ledger, rows=[actions.NewEntry(title, {"matter": title})])
        row = Rectification.objects.get(entry=entry)
        actions.accept(by=clerk, rectification=row, seen=1, cause="疏忽", measure="补正", due_on=DUE_ON, person="甲")
        actions.submit(by=clerk, rectification=row, seen=2, result="已改", files=[pdf(title)])
        return actions.close(by=office, rectification=row, seen=3)


def came_back(people: People, row: Rectification, on: dt.date, why: str = "relapsed") -> None:
    with at(on):
        actions.reopen(by=people["supervisor"], rectification=row, seen=row.version, reason="又出现", why=why)


AS_OF = dt.date(2026, 11, 30)
JUDGED, RECENT = dt.date(2026, 5, 31), dt.date(2026, 6, 1)


@pytest.fixture
def year(people: People, ledger: Ledger) -> dict[str, Rectification]:
    """Closings on both sides of every bound, by what became of them within six months."""
    rows = {
        name: closed(people, ledger, RECENT if name.startswith("recent") else JUDGED, name)
        for name in ("held", "back on the last day", "back a day later", "untrue", "followed", "corrected",
                     "recent", "recent and back")
    }  # fmt: skip
    came_back(people, rows["untrue"], dt.date(2026, 7, 1), "untrue")
    came_back(people, rows["recent and back"], dt.date(2026, 7, 1))
    with at(dt.date(2026, 8, 1)):
        later = actions.open_ledger(
            by=people["supervisor"], unit=people["clerk"].unit, spec_code="look-back", source="campaign:2"
        )
        lineage.relapse(by=people["supervisor"], entry=rows["followed"].entry, ledger=later, reason="又出现")
        entry = Entry.objects.get(pk=rows["corrected"].pk)
        given: dict[str, Any] = {"entry": entry, "seen": entry.version, "title": "写清楚", "data": {}, "reason": "错字"}
        actions.correct(by=people["colleague"], **given)
    came_back(people, rows["back on the last day"], dt.date(2026, 11, 30))
    came_back(people, rows["back a day later"], dt.date(2026, 12, 1))
    return rows


@pytest.mark.mechanisms("S001-18")
def test_what_is_too_fresh_is_counted_apart_and_what_came_back_is_not_passed(
    people: People, year: dict[str, Rectification]
) -> None:
    (unit,), whole = lasting.lasting(people["supervisor"], AS_OF, 6)
    assert (unit.judged, unit.back, unit.held, unit.recent) == (5, 3, 2, 2)
    assert (unit.unit, unit.share, whole.share) == (people["clerk"].unit, Fraction(2, 5), Fraction(2, 5))
    names = {pk: name for name, row in year.items() for pk in [row.pk]}

    def listed(which: str, as_of: dt.date = AS_OF, months: int = 6) -> set[str]:
        rows = lasting.listed(people["supervisor"], as_of, months, which)
        return {names[row.entry_id] for row in rows}

    assert listed("held") == {"held", "back a day later"}
    assert listed("back") == {"back on the last day", "untrue", "followed"}
    assert listed("recent") == {"recent", "recent and back"}
    # A day earlier the last day of the six months was still to come; half a year on the later relapse is known.
    assert listed("judged", AS_OF - dt.timedelta(days=1)) == set()
    assert listed("back", dt.date(2027, 6, 1), 12) >= {"back a day later", "recent and back"}
    assert lasting.lasting(people["stranger"], AS_OF, 6) == ([], lasting.Lasting(None, 6))


def test_every_number_of_the_page_leads_to_so_many_rows(
    people: People, year: dict[str, Rectification], browser: Browser
) -> None:
    address = reverse("ledgers:lasting")
    for reader in ("clerk", "supervisor", "leader", "discipline"):
        client = browser(people[reader])
        with at(AS_OF):
            text = page(client.get(address))
            assert ">40%<" in text
            links = re.findall(r'<a(?: class="late")? href="([^"]+which=[a-z]+)">(\d+)</a>', text)
            assert len(links) == 8
            for href, count in links:
                rows = page(client.get(href.replace("&amp;", "&"))).count('data-label="现在"')
                assert rows == int(count), href
    assert browser(people["clerk"]).get(reverse("ledgers:closings")).status_code == 404
    assert "还没有销号的问题" in page(browser(people["stranger"]).get(address))


@pytest.mark.parametrize(
    "query", ["as_of=昨天&months=x", "as_of=2099-01-01", "as_of=0001-01-01", "unit=1e9&which=held"]
)
def test_an_address_that_makes_no_sense_is_read_as_well_as_it_can_be(
    query: str, people: People, browser: Browser
) -> None:
    assert browser(people["supervisor"]).get(f"{reverse('ledgers:lasting')}?{query}").status_code == 200
    assert browser(people["supervisor"]).get(f"{reverse('ledgers:closings')}?which=held&{query}").status_code == 200


# ── 屡查屡犯 ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-18")
def test_what_a_unit_is_found_at_three_times_in_two_years_is_shown_with_its_rows(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    def told(title: str, on: dt.date, matter: str, **more: Any) -> None:
        new = actions.NewEntry(title, {"matter": matter, "aspect": "乱作为"}, happened_on=on)
        actions.record(by=people["clerk"], ledger=ledger, rows=[new])

    today = dt.date(2026, 11, 30)
    with at(today):
        for day in (dt.date(2024, 11, 30), dt.date(2025, 6, 1), today):
            told("重复检查", day, "餐饮 检查")
        told("太久以前的", dt.date(2024, 11, 29), "餐饮检查")
        for day in (today, today):
            told("只有两次", day, "取水许可")
        gone = Traits.objects.filter(item="取水许可").values_list("entry", flat=True)[0]
        told("作废的不算", today, "取水许可")
        entry = Entry.objects.get(pk=gone)
        actions.strike_out(by=people["clerk"], entry=entry, seen=1, reason="登重了")
        (found,) = lasting.repeats(people["supervisor"], today, "item")
        assert (found.count, found.words, found.last_on) == (3, "餐饮 检查", today)
        (kind,) = lasting.repeats(people["supervisor"], today, "kind")
        assert (kind.count, kind.words) == (5, "乱作为")
        for reader in ("clerk", "supervisor", "leader"):
            client = browser(people[reader])
            text = page(client.get(reverse("ledgers:repeats")))
            link = re.search(r'<a href="([^"]+)">3</a>', text)
            assert link
            assert page(client.get(link[1])).count('data-label="状态"') == 3
        assert "没有屡查屡犯的问题" in page(browser(people["stranger"]).get(reverse("ledgers:repeats")))
        assert browser(people["stranger"]).get(reverse("ledgers:repeated", args=[found.row])).status_code == 404
