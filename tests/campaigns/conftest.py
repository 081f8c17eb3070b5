"""A city with two agencies, a county with its own, and the plans: the built-in one and those handed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fajian import content
from fajian.campaigns import actions, answers
from fajian.campaigns.models import Campaign, Duty, PlanDocument
from fajian.core.commands import System
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User

SYSTEM = System("测试")
CANARY = "金丝雀乙局机密"  # the name of the second agency, and in every text it hands in
SHARED = Path(__file__).resolve().parents[2] / ".." / "shared" / "plans"
HANDED_OVER = ("001_004a7c0c897ab1c2.txt", "002_53a3f0e7a681634b.txt", "004_954a1942f70f299a.txt")
Browser = Callable[[User], Client]


def sample() -> str:
    """The built-in plan."""
    return content.path("plans", "sample.txt").read_text(encoding="utf-8")


def shared(name: str) -> str:
    """A plan that was handed over; the test is skipped only where the folder is not there."""
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ is not beside the project")
    return (SHARED / name).read_text(encoding="utf-8")


@pytest.fixture
def units(db: None) -> dict[str, Unit]:
    """By a short name."""
    root = open_unit(by=SYSTEM, name="安澜市人民政府", kind="government")
    county = open_unit(by=SYSTEM, name="临江县人民政府", kind="government", parent=root)
    agency = open_unit(by=SYSTEM, name="安澜市城市管理局", kind="agency", parent=root, short_name="市城管局")
    return {
        "root": root,
        "office": open_unit(by=SYSTEM, name="安澜市司法局", kind="supervision", parent=root),
        "agency": agency,
        "team": open_unit(by=SYSTEM, name="安澜市城管支队", kind="team", parent=agency),
        "other": open_unit(by=SYSTEM, name=f"{CANARY}局", kind="agency", parent=root),
        "county": county,
        "county_office": open_unit(by=SYSTEM, name="临江县司法局", kind="supervision", parent=county),
        "county_agency": open_unit(by=SYSTEM, name="临江县市场监督管理局", kind="agency", parent=county),
        "town": open_unit(by=SYSTEM, name="临江县河口镇", kind="town", parent=county),
    }


@pytest.fixture
def people(units: dict[str, Unit]) -> dict[str, User]:
    """By a short name: two agencies, the city's office, the county's office, everybody else there is."""

    def person(name: str, role: str, unit: str, **more: Any) -> User:
        return open_account(by=SYSTEM, username=name, display_name=f"{name}某", role=role, unit=units[unit], **more)

    return {
        "clerk": person("clerk", "clerk", "agency"),
        "chief": person("chief", "unit_leader", "agency"),
        "officer": person("officer", "officer", "agency"),
        "stranger": person("stranger", "clerk", "other"),
        "supervisor": person("supervisor", "supervisor", "office"),
        "colleague": person("colleague", "supervisor", "office"),
        "county_supervisor": person("county_supervisor", "supervisor", "county_office"),
        "county_clerk": person("county_clerk", "clerk", "county_office"),
        "leader": person("leader", "leader", "root"),
        "discipline": person("discipline", "discipline", "office"),
        "admin": person("admin", "admin", "office"),
        "security": person("security", "security", "office"),
        "auditor": person("auditor", "auditor", "office"),
    }


@pytest.fixture
def browser() -> Browser:
    """A browser somebody is logged in to."""

    def open_for(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_for


def queries(client: Client, address: str) -> int:
    """How often a page that was seen before asks the database."""
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200, address
    return len(asked)


def taken(people: dict[str, User], text: str) -> PlanDocument:
    """The plan, read by the city's office."""
    return actions.take_plan(by=people["supervisor"], text=text)


def checked(people: dict[str, User], text: str) -> PlanDocument:
    """The plan with every doubt settled as proposed, or as not mattering where nothing is proposed."""
    return settled(people, taken(people, text))


def settled(people: dict[str, User], row: PlanDocument) -> PlanDocument:
    """The same with a plan that has been taken in."""
    for place in range(len(row.plan.doubts)):
        how = "proposal" if answers.question(row.plan.doubts[place]).proposal else "none"
        row = actions.settle(by=people["supervisor"], document=row, seen=row.version, place=place, how=how)
    return actions.check(by=people["supervisor"], document=row, seen=row.version)


@pytest.fixture
def campaign(people: dict[str, User], units: dict[str, Unit]) -> Campaign:
    """The built-in plan, running with both agencies and the county's office."""
    row = checked(people, sample())
    joining = [units["agency"], units["other"], units["county_office"]]
    return actions.launch(by=people["supervisor"], document=row, seen=row.version, units=joining)


def handed_in(people: dict[str, User], duty: Duty, text: str, *, by: str = "clerk", **given: Any) -> Duty:
    """What the unit hands in, approved by its chief where that is demanded."""
    if not duty.approval:
        return actions.hand_in(by=people[by], duty=duty, seen=duty.version, text=text, **given)
    approved(people, duty, text, by=by, **given)
    return actions.hand_in(by=people[by], duty=duty, seen=duty.version)


def approved(people: dict[str, User], duty: Duty, text: str, *, by: str = "clerk", **given: Any) -> None:
    """The same, not yet handed in."""
    actions.save_draft(by=people[by], duty=duty, seen=duty.version, text=text, **given)
    actions.submit_draft(by=people[by], duty=duty, seen=duty.version)
    actions.approve_draft(by=people["chief"], duty=duty, seen=duty.version)
