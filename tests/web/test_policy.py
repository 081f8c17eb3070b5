"""One table decides every url x method x role, and nothing else opens a door."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from fajian.orgs.models import User
from fajian.web import policy, urls
from fajian.web.nav import menu

from .doors import address, routes

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROLES = ("anonymous", *(role for role, _ in User.ROLES))
PASSING = {"sessions.session", "axes.accessattempt", "axes.accesslog", "axes.accessfailurelog"}


def test_every_url_has_a_door_and_every_door_a_url() -> None:
    names = [name for name, _ in routes()]
    assert "" not in names, "a url without a name cannot be decided"
    assert sorted(set(names)) == sorted(policy.DOORS), set(names) ^ set(policy.DOORS)


def test_every_role_of_the_table_exists_and_every_door_names_its_scope() -> None:
    for door in policy.TABLE:
        assert door.get | door.post, f"{door.route}: nobody may go there"
        assert door.get | door.post <= set(ROLES)
        assert door.scope
    assert len(policy.DOORS) == len(policy.TABLE), "a url is listed twice"
    assert set(ROLES) == policy.PUBLIC


ASKED = [(door, method) for door in policy.TABLE for method in METHODS]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_refused_where_the_table_does_not_let_it_in(role: str, browser: Callable[[str], Client]) -> None:
    client = browser(role)
    before = rows()
    asked = [(door, method) for door, method in ASKED if decision(door, method, role) != "open"]
    answers = {(door.route, method): outcome(client.generic(method, address(door.route))) for door, method in asked}
    assert answers == {(door.route, method): decision(door, method, role) for door, method in asked}
    assert rows() == before, "somebody who was refused has changed something"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_in_where_the_table_says_so(role: str, browser: Callable[[str], Client]) -> None:
    client = browser(role)
    for door, method in ASKED:
        if decision(door, method, role) == "open":
            assert outcome(client.generic(method, address(door.route))) == "open", (door.route, method)
            if door.route == "account_logout":
                client = browser(role)


def decision(door: policy.Door, method: str, role: str) -> str:
    """Read off the table by hand, not by the function under test."""
    roles = door.get if method in {"GET", "HEAD"} else door.post if method == "POST" else frozenset()
    if not roles:
        return "method"
    if role in roles:
        return "open"
    if role == "anonymous":
        return "logged out" if method == "POST" else "login"
    return "role"


def outcome(response: Any) -> str:
    """What the answer says about the door."""
    if response.status_code == 405:
        return "method"
    if response.status_code == 302 and response.headers["Location"].startswith("/account/login/?next="):
        return "login"
    names = {template.name for template in getattr(response, "templates", None) or []}
    if response.status_code == 403:
        return "logged out" if "errors/logged_out.html" in names else "role" if "errors/role.html" in names else "403"
    return "open" if response.status_code < 500 else "broken"


def rows() -> str:
    """A hash over everything stored but sessions and counted log-in failures."""
    mark = hashlib.sha256()
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label_lower):
        if model._meta.label_lower not in PASSING:
            mark.update(serializers.serialize("json", model._default_manager.order_by("pk")).encode())
    return mark.hexdigest()


def secret_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("秘密")


urlpatterns = [*urls.urlpatterns, path("forgotten/", secret_view, name="forgotten"), path("nameless/", secret_view)]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("place", ["/forgotten/", "/nameless/"])
def test_a_url_somebody_forgot_to_list_answers_404_to_everybody(place: str, browser: Callable[[str], Client]) -> None:
    for role in ROLES:
        for method in ("GET", "POST"):
            response = browser(role).generic(method, place)
            assert response.status_code == 404
            assert "秘密" not in response.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_leads_only_where_the_role_gets_in(role: str, browser: Callable[[str], Client], people: Any) -> None:
    if role == "anonymous":
        assert 'class="side' not in browser(role).get("/help/").content.decode()
        return
    links = [link for group in menu(people[role], "/") for link in group.links]
    assert [link.label for link in links if link.here] == ["我的待办"]
    assert all(role in policy.DOORS[link.route].get for link in links)
    for link in links:
        assert browser(role).get(link.href).status_code == 200


def test_a_closed_account_is_nobody(people: Any, browser: Callable[[str], Client]) -> None:
    from fajian.core.commands import System
    from fajian.orgs.actions import close_account

    client = browser("clerk")
    assert client.get("/").status_code == 200
    close_account(by=System("测试"), user=people["clerk"])
    assert client.get("/").status_code == 302


def test_a_role_that_is_refused_reads_whose_business_it_is(
    browser: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    door = policy.Door("rules", frozenset({"supervisor", "leader"}), policy.NOBODY, "没有数据")
    monkeypatch.setitem(policy.DOORS, "rules", door)
    response = browser("clerk").get("/rules/")
    assert response.status_code == 403
    assert "此页面由执法监督员、政府领导办理，您的角色是填报员" in response.content.decode()
