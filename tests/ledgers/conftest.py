"""A county, two of its agencies, and a ledger with a problem in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from fajian.core.commands import System
from fajian.ledgers import actions
from fajian.ledgers.models import Ledger, Rectification
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User
from tests.ledgers.stories import DUE_ON, closing_story, pdf

SYSTEM = System("测试")
CANARY = "金丝雀乙局机密"  # stands in every text of the second agency


def person(name: str, role: str, unit: Unit, **more: Any) -> User:
    return open_account(by=SYSTEM, username=name, display_name=f"{name}某", role=role, unit=unit, **more)


@pytest.fixture
def people(db: None) -> dict[str, User]:
    """By name: two agencies (clerk, chief; stranger), the county's office, one keeper of each kind."""
    root = open_unit(by=SYSTEM, name="清源县人民政府", kind="government")
    office = open_unit(by=SYSTEM, name="清源县司法局", kind="supervision", parent=root)
    agency = open_unit(by=SYSTEM, name="清源县城市管理局", kind="agency", parent=root)
    other = open_unit(by=SYSTEM, name=f"{CANARY}局", kind="agency", parent=root)
    return {
        "clerk": person("clerk", "clerk", agency),
        "chief": person("chief", "unit_leader", agency),
        "stranger": person("stranger", "clerk", other),
        "officer": person("officer", "officer", agency),
        "supervisor": person("supervisor", "supervisor", office),
        "colleague": person("colleague", "supervisor", office),
        "leader": person("leader", "leader", root),
        "discipline": person("discipline", "discipline", office),
        "admin": person("admin", "admin", office),
        "security": person("security", "security", office),
        "auditor": person("auditor", "auditor", office),
    }


@pytest.fixture
def ledger(people: dict[str, User]) -> Ledger:
    """The first agency's self-check."""
    return actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="self-check")


@pytest.fixture
def problem(people: dict[str, User], ledger: Ledger) -> Rectification:
    """Found by the county, not accepted yet."""
    (entry,) = actions.record(by=people["colleague"], ledger=ledger, rows=[actions.NewEntry("处罚决定逾期送达")])
    return Rectification.objects.get(entry=entry)


@pytest.fixture
def others_problem(people: dict[str, User]) -> Rectification:
    """A problem of the other agency with a proof; every text carries the canary."""
    stranger = people["stranger"]
    theirs = actions.open_ledger(by=stranger, unit=stranger.unit, spec_code="self-check", title=f"{CANARY}台账")
    new = actions.NewEntry(f"{CANARY}问题", {"matter": f"{CANARY}案件"}, source_label=f"{CANARY}来源")
    (entry,) = actions.record(by=stranger, ledger=theirs, rows=[new])
    row = Rectification.objects.get(entry=entry)
    text = {"cause": f"{CANARY}原因", "measure": f"{CANARY}措施", "due_on": DUE_ON, "person": CANARY}
    actions.accept(by=stranger, rectification=row, seen=1, **text)
    actions.add_proof(by=stranger, rectification=row, files=[pdf(CANARY, f"{CANARY}.pdf")])
    return Rectification.objects.get(entry=entry)


@pytest.fixture
def others_beside(people: dict[str, User], others_problem: Rectification) -> Rectification:
    """The same with one of everything beside the steps: a request for more days, a step, a fix, a tie, a listing."""
    by, row = people["stranger"], others_problem
    given: dict[str, Any] = {"by": by, "rectification": row}
    actions.ask_extension(**given, due_on=DUE_ON + dt.timedelta(days=9), reason=f"{CANARY}理由")
    actions.add_phase(**given, text=f"{CANARY}步骤", due_on=DUE_ON)
    paper = pdf(f"{CANARY}制度", f"{CANARY}制度.pdf")
    actions.use_fix(**given, new=actions.NewFix(f"{CANARY}制度", CANARY, dt.date(2026, 1, 5), paper))
    actions.tie(by=by, entry=row.entry, source="other:1", label=f"{CANARY}关联")
    said: dict[str, Any] = {"reason": f"{CANARY}挂牌", "listed_on": dt.date(2026, 1, 6)}
    actions.list_problem(by=people["supervisor"], rectification=row, seen=seen(row), **said)
    return Rectification.objects.get(pk=row.pk)


def seen(row: Rectification) -> int:
    """Its version now."""
    return int(Rectification.objects.get(pk=row.pk).version)


def in_state(state: str, people: dict[str, User], ledger: Ledger) -> Rectification:
    """A problem brought to a state by its own steps."""
    count = {"found": 1, "rectifying": 3, "submitted": 4, "closed": 7, "relapsed": 7}[state]
    for command in closing_story(people, ledger, key=state)[:count]:
        command.play()
    row = Rectification.objects.get(entry__source=f"story:{state}")
    if state == "relapsed":
        actions.reopen(by=people["supervisor"], rectification=row, seen=row.version, reason="又出现")
    return Rectification.objects.get(pk=row.pk)


Browser = Callable[[User], Client]


@pytest.fixture
def browser() -> Callable[[User], Client]:
    """A browser somebody is logged in to."""

    def open_for(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return open_for


def page(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())
