"""The city of the tests on campaigns, and people from outside who complain about its agency."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fajian.orgs.models import Unit, User
from fajian.portal import actions, codes, sealing
from fajian.portal.actions import PUBLIC, Told
from fajian.portal.models import Complaint, CustodianKey
from fajian.portal.sealing import Person
from tests.campaigns.conftest import SYSTEM, Browser, browser, people, queries, units
from tests.clock import at

__all__ = ["Browser", "People", "Units", "browser", "people", "queries", "units"]

People = dict[str, User]
Units = dict[str, Unit]
PASSWORD = "保管人的口令一共十二个字"
PERSON = Person("玄凤鸟某甲", "0999-7654321", "玄凤鸟路1号")
TEXT = "去年八月城管队员查封了门前的摊位，没有出具任何文书。"


@pytest.fixture
def custodian(db: None, tmp_path: Path) -> Path:
    """The custodian's private key; the public one is entered."""
    place = tmp_path / "custodian.pem"
    actions.enter_key(by=SYSTEM, public=sealing.new_pair(place, PASSWORD), holder="市纪委监委举报中心")
    assert CustodianKey.objects.count() == 1
    return place


@pytest.fixture
def within_the_hour() -> Iterator[None]:
    """Visits are counted by the hour, and that of the wall may turn in the middle of a test."""
    with at(timezone.localdate(), 9):
        yield


def told(units: Units, **more: Any) -> Told:
    return Told(**{"kind": "complaint", "topic": "seizure", "text": TEXT, "respondent": units["agency"], **more})


def complained(units: Units, token: str = "一", **more: Any) -> Complaint:
    return actions.complain(by=PUBLIC, told=told(units, **more), code=codes.code_of(token))


def followed(token: str = "一", **more: Any) -> Any:
    """What the holder of the receipt is answered."""
    return Client().post("/portal/follow/", {"code": codes.code_of(token), **more})
