"""Every number is a link to the rows it counts: followed, and counted."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Desk
from tests.browser.site import Site

PAIRS_ON_A_PAGE = 10
ON_A_PAGE = 50  # rows; a list that goes on is not counted here


@pytest.mark.parametrize("username", ["sz", "jd1", "cg-tb"])
def test_the_overview_counts_what_its_links_show(chromium: Browser, site: Site, username: str) -> None:
    desk = Desk.open(chromium, site).enter(username)
    number = site.one("SELECT id FROM campaigns_campaign")
    desk.go(f"/campaigns/{number}/")
    links = (
        desk.page.locator("#main")
        .get_by_role("link")
        .evaluate_all("all => all.map(a => [a.innerText.trim(), a.getAttribute('href')])")
    )
    counted = {href: int(words[0]) for text, href in links if (words := text.split()) and words[0].isdigit()}
    assert len(counted) > 10
    wrong = []
    for href, count in counted.items():
        if count <= ON_A_PAGE:
            desk.go(href)
            rows = desk.page.locator("#main table.rows tbody tr").count()
            if rows != count:
                wrong.append(f"{href}: {count} said, {rows} shown")
    assert not wrong, "\n".join(wrong)
    desk.context.close()


@pytest.mark.parametrize("username", ["jd1", "cg-tb", "lc-tb"])
def test_what_is_to_be_done_counts_what_its_links_show(chromium: Browser, site: Site, username: str) -> None:
    desk = Desk.open(chromium, site).enter(username)
    rows = desk.page.locator("#main table.rows tbody tr").all()
    todos = [(row.get_by_role("link").first.get_attribute("href"), row.inner_text().split()) for row in rows]
    for href, words in todos:
        count = next(int(word) for word in words if word.isdigit())
        assert href
        desk.go(href)
        if count <= ON_A_PAGE and href not in ("/notices/", "/ledgers/review/"):
            # Where a page has a table of units above its list, the list is what was counted.
            listed = desk.page.locator("#list table.rows")
            table = listed if listed.count() else desk.page.locator("#main table.rows")
            pairs = desk.page.locator("#list section[id^=pair-]")
            if pairs.count():  # each with both texts: a page shows ten
                assert pairs.count() == min(count, PAIRS_ON_A_PAGE), href
            else:
                assert table.first.locator("tbody tr").count() == count, href
    desk.context.close()
