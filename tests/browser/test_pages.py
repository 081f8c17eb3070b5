"""Every page of the city: it opens, nothing leaves the origin, it fits a phone, and axe has nothing to say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from fajian.web import policy
from tests.browser.desk import Desk
from tests.browser.looks import visited
from tests.browser.places import FILES, PERSONAL, Place, by_user, places
from tests.browser.site import Site, built, served


@pytest.fixture(scope="module")
def site(chromium: Browser) -> Iterator[Site]:
    """A city of these tests' own: places are rows as the demo left them, not as the stories of other files do."""
    with served(built()) as running:
        yield running


@pytest.fixture(scope="module")
def found(site: Site) -> list[Place]:
    return places(site)


def test_every_door_that_opens_with_get_has_a_place(found: list[Place]) -> None:
    wanted = {door.route for door in policy.TABLE if door.get}
    fetched = {"mfa_download_recovery_codes"}  # in test_account
    assert wanted - {place.route for place in found} == fetched


def test_every_file_comes_and_none_is_a_page(chromium: Browser, site: Site, found: list[Place]) -> None:
    for username, group in by_user([place for place in found if place.route in FILES]).items():
        desk = Desk.open(chromium, site)
        if username:
            desk.enter(username)
        for place in group:
            response = desk.context.request.get(place.path)
            assert response.status == 200, place
            assert "text/html" not in response.headers["content-type"], place
            assert response.headers["x-content-type-options"] == "nosniff", place
            assert len(response.body()) > 10, place
        desk.context.close()


def test_every_page_is_whole_and_accessible(chromium: Browser, site: Site, found: list[Place]) -> None:
    troubles: list[str] = []
    for username, group in by_user([place for place in found if place.route not in FILES | PERSONAL]).items():
        desk = Desk.open(chromium, site)
        if username:
            desk.enter(username)
        for place in group:
            name = f"{place.route}-{username or 'nobody'}{place.path.replace('/', '-')[:60]}"
            troubles += [f"{username} {trouble}" for trouble in visited(desk, place.path, name=name)]
        desk.context.close()
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize(
    ("username", "path", "status"),
    [("cg-tb", "/ledgers/entries/987654/", 404), ("cg-tb", "/no/", 404), ("xt", "/ledgers/", 403)],
)
def test_pages_about_what_went_wrong_are_accessible_too(
    chromium: Browser, site: Site, username: str, path: str, status: int
) -> None:
    desk = Desk.open(chromium, site).enter(username)
    assert not (troubles := list(visited(desk, path, status=status, name=f"wrong-{status}"))), "\n".join(troubles)
    desk.context.close()
