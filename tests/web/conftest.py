"""Somebody of every role in a small city, and a browser without a browser for each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client

from fajian.core.commands import System
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import User

BY = System("测试")
PASSWORD = "云岭-Ab1-云岭-2026"
IN_UNIT = {"clerk", "unit_leader", "officer"}


@pytest.fixture(autouse=True)
def _counted_nothing() -> None:
    """How often somebody logged in is counted in a cache, across tests."""
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """One user per role."""
    city = open_unit(by=BY, name="云岭市人民政府", kind="government")
    office = open_unit(by=BY, name="云岭市司法局", kind="supervision", parent=city)
    agency = open_unit(by=BY, name="云岭市城市管理局", kind="agency", parent=city)
    return {
        role: open_account(
            by=BY,
            username=f"u-{role}",
            display_name=f"{title}甲",
            role=role,
            unit=agency if role in IN_UNIT else office,
            password=PASSWORD,
        )
        for role, title in User.ROLES
    }


@pytest.fixture
def browser(people: dict[str, User]) -> Callable[[str], Client]:
    """A client logged in as somebody of this role, or as nobody."""

    def open_browser(role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_browser
