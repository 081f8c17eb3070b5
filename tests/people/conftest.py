"""The city of the tests on campaigns, and the people of its agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.files import Received, receive
from fajian.orgs.models import Unit, User
from fajian.people import actions
from fajian.people.models import Certificate, Officer
from tests.campaigns.conftest import Browser, browser, people, queries, units

__all__ = ["Browser", "People", "Units", "browser", "people", "queries", "units"]

People = dict[str, User]
Units = dict[str, Unit]
TODAY = timezone.localdate()
TERM: dict[str, Any] = {
    "valid_from_on": TODAY - dt.timedelta(days=400), "valid_to_on": TODAY + dt.timedelta(days=400),
}  # fmt: skip


def entered(people: People, units: Units, number: str = "A01", *, unit: str = "agency", **more: Any) -> Officer:
    """A person on the roster of a unit."""
    said: dict[str, Any] = {"kind": "enforcer", "staffing": "civil", "frontline": True, **more}
    given = actions.Given(number=number, name=said.pop("name", f"{number}某"), **said)
    return actions.register(by=people["supervisor"], unit=units[unit], given=given)


def applied(people: People, officer: Officer, by: str = "clerk") -> Certificate:
    """Asked for by the unit."""
    return actions.apply(by=people[by], officer=officer, region="4118", domains=["城市管理"])


def issued(people: People, officer: Officer, number: str = "豫R18000001", **term: Any) -> Certificate:
    """Asked for, examined and issued."""
    row = applied(people, officer)
    row = decided(people, row, "approve", exam_on=TODAY, exam_score=86)
    said = {"number": number, **TERM, **term}
    return actions.issue(by=people["supervisor"], certificate=row, seen=row.version, **said)


def decided(people: People, row: Certificate, step: str, reason: str = "材料齐全", **more: Any) -> Certificate:
    """A step of the office."""
    said = {"step": step, "reason": reason, **more}
    return actions.decide(by=people["supervisor"], certificate=row, seen=row.version, **said)


def refused(play: Callable[[], Any], target: str) -> str:
    """What was said where the step did not lead to `target`; "" where it did. Nothing of it stays."""
    point = transaction.savepoint()
    try:
        came = play().state
    except Refused as said:
        return str(said)
    finally:
        transaction.savepoint_rollback(point)
    return "" if came == target else f"led to {came}"


def workbook(made: bytes, name: str = "名录.xlsx") -> Received:
    """An upload of these bytes."""
    import io

    return receive(io.BytesIO(made), name)


@pytest.fixture
def officer(people: People, units: Units) -> Officer:
    """One of the agency's."""
    return entered(people, units)
