"""Pages of reports: everybody their own numbers, nobody another's."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns.actions import finish
from fajian.campaigns.models import Campaign
from fajian.ledgers import actions as ledgers
from fajian.orgs.models import User
from fajian.reporting.measures import MEASURES
from tests.campaigns.conftest import CANARY, Browser
from tests.clock import at
from tests.reporting.conftest import problem_ledger

pytestmark = pytest.mark.django_db
People = dict[str, User]
READERS = ("clerk", "chief", "stranger", "supervisor", "leader", "discipline", "county_supervisor", "county_clerk")
NOBODY = ("officer", "admin", "security", "auditor")


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def test_the_numbers_of_the_page_lead_to_as_many_rows(busy: Campaign, people: People, browser: Browser) -> None:
    client = browser(people["supervisor"])
    shown = page(client.get(reverse("reporting:campaign", args=[busy.pk])))
    links = re.findall(r'<a(?: class="[^"]*")? href="(/reports/\d+/rows/[^"]+)"><?b?>?(\d+)<', shown)
    assert len(links) > 15
    for href, number in links:
        listed = page(client.get(href.replace("&amp;", "&")))
        found = re.search(r"<h1>[^<]*?(\d+) 条</h1>", listed)
        assert found is not None
        assert found[1] == number, href


@pytest.mark.parametrize("route", ["campaign", "rows", "draft"])
def test_each_role_gets_in_or_not(busy: Campaign, people: People, browser: Browser, route: str) -> None:
    more = {"campaign": [], "rows": ["problems"], "draft": ["monthly"]}[route]
    address = reverse(f"reporting:{route}", args=[busy.pk, *more])
    for name in READERS:
        assert browser(people[name]).get(address).status_code == 200, name
    for name in NOBODY:
        assert browser(people[name]).get(address).status_code == 403, name


def test_no_unit_sees_another_units_numbers_or_rows(busy: Campaign, people: People, browser: Browser) -> None:
    client = browser(people["clerk"])
    theirs = people["stranger"].unit_id
    for query in ("", f"?unit={theirs}"):
        assert CANARY not in page(client.get(reverse("reporting:campaign", args=[busy.pk]) + query))
        for measure in MEASURES:
            assert CANARY not in page(client.get(reverse("reporting:rows", args=[busy.pk, measure]) + query))
        answer = client.get(reverse("reporting:draft", args=[busy.pk, "monthly"]) + query)
        document = docx.Document(io.BytesIO(answer.content))
        assert CANARY not in "".join(node.text or "" for node in document.element.body.iter())
    assert CANARY in page(browser(people["stranger"]).get(reverse("reporting:rows", args=[busy.pk, "problems"])))


def test_a_draft_is_a_download_named_after_report_month_and_unit(
    busy: Campaign, people: People, browser: Browser
) -> None:
    answer = browser(people["clerk"]).get(reverse("reporting:draft", args=[busy.pk, "monthly"]) + "?month=2026-01")
    assert "attachment" in answer["Content-Disposition"]
    assert "%E5%9F%8E%E5%B8%82%E7%AE%A1%E7%90%86%E5%B1%80" in answer["Content-Disposition"]  # 城市管理局


@pytest.mark.parametrize("query", ["?month=2026-13", "?month=x", "?unit=0", "?unit=x&month=", "?after=zz"])
def test_a_query_nobody_can_mean_is_passed_over(busy: Campaign, people: People, browser: Browser, query: str) -> None:
    for route, more in (("campaign", []), ("rows", ["problems"]), ("draft", ["final"])):
        address = reverse(f"reporting:{route}", args=[busy.pk, *more])
        assert browser(people["supervisor"]).get(address + query).status_code == 200


def test_what_there_is_not_answers_404(busy: Campaign, people: People, browser: Browser) -> None:
    client = browser(people["supervisor"])
    assert client.get(reverse("reporting:rows", args=[busy.pk, "nothing"])).status_code == 404
    assert client.get(reverse("reporting:draft", args=[busy.pk, "nothing"])).status_code == 404
    assert client.get(reverse("reporting:campaign", args=[busy.pk + 1])).status_code == 404


def test_a_page_asks_as_often_with_more_rows(busy: Campaign, people: People, browser: Browser) -> None:
    client = browser(people["supervisor"])

    def asked(route: str, *more: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"reporting:{route}", args=[busy.pk, *more]))
        return len(queries)

    places: list[tuple[str, ...]] = [("campaign",), ("rows", "problems"), ("draft", "final")]
    asked("campaign")  # the session's own first questions
    before = [asked(*place) for place in places]
    ledger = problem_ledger(busy, people["clerk"])
    ledgers.record(by=people["clerk"], ledger=ledger, rows=[ledgers.NewEntry(f"问题{n}") for n in range(30)])
    assert [asked(*place) for place in places] == before
    assert max(before) <= 28


def test_a_campaign_that_is_over_opens_with_its_last_month(busy: Campaign, people: People, browser: Browser) -> None:
    client, address = browser(people["supervisor"]), reverse("reporting:campaign", args=[busy.pk])
    running = re.search(r'<option value="([\d-]+)" selected', page(client.get(address)))
    assert running is not None
    assert running[1] == f"{timezone.localdate():%Y-%m}"
    busy.refresh_from_db()
    assert busy.to_on is not None
    finish(by=people["supervisor"], campaign=busy, seen=busy.version, note="各项任务已完成")
    later = busy.to_on + dt.timedelta(days=100)
    with at(later):
        client = browser(people["supervisor"])
        over = re.search(r'<option value="([\d-]+)" selected', page(client.get(address)))
        assert over is not None
        assert over[1] == f"{busy.to_on:%Y-%m}"
        assert f'value="{later:%Y-%m}" selected' in page(client.get(address + f"?month={later:%Y-%m}"))
