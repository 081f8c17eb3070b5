"""A county's office with two supervisors, its chief, the discipline's contact, and a list to be drawn from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from fajian.core.commands import System
from fajian.draws import actions
from fajian.draws.models import Draw
from fajian.engine.draws.protocol import Stratum
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User

SYSTEM = System("测试")
STRATA = (
    Stratum("清源县城市管理局", 2, tuple(f"entry:{number}" for number in range(1, 9))),
    Stratum("清源县交通运输局", 1, ("entry:21", "entry:22")),
)
SECRETS = {name: f"{name}的口令，别人猜不到的一行字" for name in ("supervisor", "colleague", "discipline", "leader")}


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """By name; `twin` is the supervisor's second account."""
    root = open_unit(by=SYSTEM, name="清源县人民政府", kind="government")
    office = open_unit(by=SYSTEM, name="清源县司法局", kind="supervision", parent=root)
    agency = open_unit(by=SYSTEM, name="清源县城市管理局", kind="agency", parent=root)
    far = open_unit(by=SYSTEM, name="远山县人民政府", kind="government", parent=root)
    other = open_unit(by=SYSTEM, name="远山县司法局", kind="supervision", parent=far)

    def person(name: str, role: str, unit: Unit, **more: Any) -> User:
        return open_account(by=SYSTEM, username=name, display_name=f"{name}某", role=role, unit=unit, **more)

    return {
        "supervisor": person("supervisor", "supervisor", office, person="工号1"),
        "colleague": person("colleague", "supervisor", office),
        "twin": person("twin", "supervisor", office, person="工号1"),
        "discipline": person("discipline", "discipline", office),
        "leader": person("leader", "leader", root),
        "stranger": person("stranger", "supervisor", other),
        "clerk": person("clerk", "clerk", agency),
        "unit_leader": person("unit_leader", "unit_leader", agency),
        "officer": person("officer", "officer", agency),
        "admin": person("admin", "admin", office),
        "security": person("security", "security", office),
        "auditor": person("auditor", "auditor", office),
    }


def prepared(people: dict[str, User], **more: Any) -> Draw:
    """A draw prepared by the supervisor."""
    by = people["supervisor"]
    given = {"unit": by.unit, "title": "销号抽查", "strata": STRATA, "secret": SECRETS["supervisor"]} | more
    return actions.prepare(by=by, **given)


def in_state(state: str, people: dict[str, User], **more: Any) -> Draw:
    """A draw brought to a state by its own steps."""
    row = prepared(people, **more)
    if state != "open":
        row = actions.seal(by=people["discipline"], draw=row, secret=SECRETS["discipline"])
    if state in ("drawn", "replaced"):
        for name in ("discipline", "supervisor"):
            row = actions.reveal(by=people[name], draw=row, secret=SECRETS[name])
        if row.public:
            row = actions.draw_lots(by=people["leader"], draw=row, seen=row.version, value="507")
    if state == "replaced":
        actions.redraw(
            by=people["colleague"], draw=row, seen=row.version, reason="程序有误", secret=SECRETS["colleague"]
        )
    return Draw.objects.get(pk=row.pk)


@pytest.fixture
def browser() -> Callable[[User], Client]:
    """A browser somebody is logged in to."""

    def open_for(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_for
