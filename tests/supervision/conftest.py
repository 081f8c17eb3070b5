"""The city of the tests on campaigns, and what its office looks into at one of its agencies."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from fajian.orgs.models import Unit, User
from fajian.supervision import actions
from fajian.supervision.models import Instrument, Matter
from tests.campaigns.conftest import Browser, browser, people, queries, units

__all__ = ["Browser", "People", "Units", "browser", "issued", "people", "queries", "served", "units"]

People = dict[str, User]
Units = dict[str, Unit]
INFORMANT = "来信人丁某某，住河口街九号"  # stands in the clue, and must never reach the unit


def text(**more: Any) -> actions.Text:
    given: dict[str, Any] = {
        "facts": "2026年10月9日，执法人员检查时未出示执法证。\n同月12日又有同样情形。",
        "basis": "《行政处罚法》第五十五条",
        "demands": "一、对执法人员开展培训。\n二、书面报送纠正情况。",
        "evidence": "1. 现场照片三张\n2. 询问笔录一份",
        "contact": "执法监督科 0000-1234567",
        "term": 30,
    }
    return actions.Text(**(given | more))


def clue(**more: Any) -> actions.Clue:
    given: dict[str, Any] = {
        "title": "检查时不出示执法证",
        "origin": "hotline",
        "text": INFORMANT,
        "received_on": timezone.localdate(),
    }
    return actions.Clue(**(given | more))


@pytest.fixture
def matter(people: People, units: Units) -> Matter:
    """A clue about the agency, not looked at yet."""
    return actions.open_matter(by=people["supervisor"], unit=units["agency"], clue=clue())


@pytest.fixture
def looking(people: People, matter: Matter) -> Matter:
    """Taken on."""
    return actions.accept(by=people["supervisor"], matter=matter, seen=1, way="key", situation="insignia")


def drafted(people: People, row: Matter, kind: str = "urge", **more: Any) -> Instrument:
    return actions.draft_instrument(by=people["supervisor"], matter=fresh(row), kind=kind, text=text(**more))


def issued(people: People, row: Matter, kind: str = "urge", word: str = "", **more: Any) -> Instrument:
    """Drafted by one supervisor and signed by another; a 决定书 by the government."""
    made = drafted(people, row, kind, **more)
    if kind == "decision":
        made = actions.propose_decision(by=people["supervisor"], instrument=made, seen=made.version, major="事关重大")
        return actions.decide(by=people["leader"], instrument=made, seen=made.version, word=word or "安政监决")
    made = actions.submit_instrument(by=people["supervisor"], instrument=made, seen=made.version)
    word = word or {"urge": "安司督函", "opinion": "安司监意"}[kind]
    return actions.issue_instrument(by=people["colleague"], instrument=made, seen=made.version, word=word)


def service(**more: Any) -> actions.Service:
    given: dict[str, Any] = {"served_on": timezone.localdate(), "served_to": "办公室收发", "served_how": "direct"}
    return actions.Service(**(given | more))


def served(people: People, row: Matter, kind: str = "urge", **more: Any) -> Instrument:
    made = issued(people, row, kind, **more)
    return actions.serve(by=people["supervisor"], instrument=made, seen=made.version, service=service())


def answered(people: People, row: Matter, kind: str = "urge") -> Instrument:
    made = served(people, row, kind)
    return actions.answer(by=people["clerk"], instrument=made, seen=made.version, text="已培训并换发证件")


def fresh(row: Any) -> Any:
    """As it is stored now."""
    return type(row).objects.get(pk=row.pk)


def days(count: int) -> dt.timedelta:
    return dt.timedelta(days=count)
