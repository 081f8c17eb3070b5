"""Pages about rows that look alike: both texts side by side, one click for each verdict, every number a link."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fajian.ledgers import actions, pairings
from fajian.ledgers.models import Entry, Ledger, Pairing
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page

pytestmark = pytest.mark.django_db
People = dict[str, User]
TEXT = "处罚决定书超过法定期限七日才送达当事人"


@pytest.fixture
def general(people: People) -> Ledger:
    """A ledger for what the county's office finds at the first agency."""
    return actions.open_ledger(by=people["supervisor"], unit=people["clerk"].unit, spec_code="general")


def told_twice(people: People, ledger: Ledger, general: Ledger, number: int = 1) -> Pairing:
    """One case told by the unit and by the county; the pair that is proposed."""
    text, data = f"{TEXT}之{'甲乙丙丁戊己庚辛壬癸'[number]}", {"matter": f"第{number}案"}
    (mine,) = actions.record(by=people["clerk"], ledger=ledger, rows=[actions.NewEntry(text, data)])
    new = actions.NewEntry(text + "，没有回证", data, source=f"complaint:{number}", source_label=f"投诉第{number}号")
    actions.record(by=people["supervisor"], ledger=general, rows=[new])
    pairings.sweep(mine.unit_path)
    return Pairing.objects.get(earlier=mine)


@pytest.fixture
def pair(people: People, ledger: Ledger, general: Ledger) -> Pairing:
    return told_twice(people, ledger, general)


def sent(row: Pairing, verdict: str, **more: Any) -> dict[str, Any]:
    """What the form of a pair sends."""
    given = {"verdict": verdict, "seen": row.version, "keep": row.earlier_id, "reason": ""} | more
    return {f"{row.pk}-{name}": value for name, value in given.items()}


def test_a_supervisor_finds_the_pair_from_the_first_page_and_joins_it_with_one_click(
    people: People, pair: Pairing, browser: Browser
) -> None:
    office = browser(people["supervisor"])
    address = reverse("ledgers:pairings")
    assert f'href="{address}"' in page(office.get("/"))
    text = page(office.get(address))
    for part in ("事项“第1案”", f"<mark>{TEXT}之乙</mark>，没有回证", "渠道：自查自纠", "渠道：投诉举报（投诉第1号）"):
        assert part in text
    action, button = re.search(r'action="(/ledgers/pairings/[^"]+)"', text), 'value="join">是同一问题，合并'
    assert action
    assert button in text
    response = office.post(action[1], sent(pair, "join"), follow=True)
    assert "已合并：保留自清自查台账 第1号" in page(response)
    kept = page(browser(people["clerk"]).get(reverse("ledgers:entry", args=[pair.earlier_id])))
    for part in ("先后 2 次反映", reverse("ledgers:entry", args=[pair.later_id]), "投诉举报（投诉第1号）"):
        assert part in kept
    gone = page(office.get(reverse("ledgers:entry", args=[pair.later_id])))
    assert f'href="{reverse("ledgers:entry", args=[pair.earlier_id])}">看保留的条目' in gone


def test_a_verdict_without_its_reason_stands_beside_the_sentence_and_nothing_is_written(
    people: People, pair: Pairing, browser: Browser
) -> None:
    office, address = browser(people["supervisor"]), pair.get_absolute_url()
    response = office.post(address, sent(pair, "reject"))
    assert response.status_code == 422
    assert "“不是”须写明理由。" in response.content.decode()
    assert Pairing.objects.get().state == "proposed"
    for wrong in ({"verdict": "close"}, {"verdict": "undo"}, {"keep": 1234567}):
        response = office.post(address, sent(pair, "join") | {f"{pair.pk}-{k}": v for k, v in wrong.items()})
        assert response.status_code == 422, wrong
    office.post(address, sent(pair, "reject", reason="两件事"))
    assert Pairing.objects.get().reason == "两件事"
    shown = page(office.get(reverse("ledgers:pairings"), {"state": "rejected"}))
    assert "理由：两件事" in shown
    assert "没有待认定的相似问题" in page(office.get(reverse("ledgers:pairings")))


def test_who_comes_second_is_told_and_shown_the_pair_as_it_is_now(
    people: People, pair: Pairing, browser: Browser
) -> None:
    actions.reject(by=people["colleague"], pairing=pair, seen=pair.version, reason="两件事")
    response = browser(people["supervisor"]).post(pair.get_absolute_url(), sent(pair, "join"))
    text = response.content.decode()
    assert response.status_code == 409
    for part in ("别人已经认定", "理由：两件事"):
        assert part in text
    assert not Entry.objects.filter(struck_out=True).exists()


def test_a_joining_is_undone_from_its_page(people: People, pair: Pairing, browser: Browser) -> None:
    office = browser(people["supervisor"])
    office.post(pair.get_absolute_url(), sent(pair, "join"))
    row = Pairing.objects.get()
    text = page(office.get(pair.get_absolute_url()))
    assert 'value="undo">撤销认定' in text
    assert 'value="join"' not in text
    assert "已撤销认定" in page(office.post(pair.get_absolute_url(), sent(row, "undo", reason="看错"), follow=True))
    assert not Entry.objects.filter(struck_out=True).exists()


def test_units_and_leaders_see_their_pairs_without_buttons_and_others_see_none(
    people: People, pair: Pairing, browser: Browser
) -> None:
    entry = reverse("ledgers:entry", args=[pair.earlier_id])
    for name in ("clerk", "chief", "leader", "discipline"):
        for address in (reverse("ledgers:pairings"), pair.get_absolute_url()):
            text = page(browser(people[name]).get(address))
            assert TEXT in text
            assert 'method="post" action="/ledgers/pairings' not in text
        assert f'{reverse("ledgers:pairings")}?entry={pair.earlier_id}">1 条相似问题' in page(
            browser(people[name]).get(entry)
        )
    stranger = browser(people["stranger"])
    assert TEXT not in page(stranger.get(reverse("ledgers:pairings")))
    assert stranger.get(pair.get_absolute_url()).status_code == 404


def test_tiles_lead_to_exactly_what_they_count(
    people: People, ledger: Ledger, general: Ledger, browser: Browser
) -> None:
    office, address = browser(people["supervisor"]), reverse("ledgers:pairings")
    pairs = [told_twice(people, ledger, general, number) for number in range(4)]
    for one in pairs[:2]:
        actions.join(by=people["supervisor"], pairing=one, seen=one.version, keep=one.earlier_id)
    shown = page(office.get(address))
    assert re.findall(r'<(?:select|input)[^>]* id="id_(\w+)"', shown)[:3] == ["kind", "state", "unit"]
    assert 'id="id_category"' not in shown
    tiles = re.findall(r'<a class="tile" href="([^"]+)"><b>(\d+)</b>', shown)
    assert [int(count) for _, count in tiles] == [0, 2, 0, 2]
    for href, count in tiles:
        assert page(office.get(address + href.replace("&amp;", "&"))).count('id="pair-') == int(count)


def test_more_pairs_cost_no_more_queries(people: People, ledger: Ledger, general: Ledger, browser: Browser) -> None:
    client, costs = browser(people["supervisor"]), []
    for some in ((1, 2), (3, 4, 5, 6)):
        for number in some:
            told_twice(people, ledger, general, number)
        client.get(reverse("ledgers:pairings"))
        with CaptureQueriesContext(connection) as queries:
            page(client.get(reverse("ledgers:pairings")))
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 14, costs
