"""The city of the tests on campaigns, and what its agency promises on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from fajian.commitments import actions
from fajian.commitments.models import PromiseItem
from fajian.core.errors import Refused
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import Browser, browser, people, queries, units

__all__ = ["Browser", "People", "Units", "browser", "people", "queries", "units"]

People = dict[str, User]
Units = dict[str, Unit]
ROLES = tuple(role for role, _ in User.ROLES)
DATA = {
    "basis": "《行政许可法》第三十一条、《行政许可法》第六十一条",
    "content": "证明经营场所的使用权",
    "conditions": "有固定经营场所",
    "materials": "无",
    "manner": "书面承诺，法定代表人签字；不作承诺的提交证明",
    "liability": "承诺不实的，依法承担民事、行政、刑事责任，计入信用记录",
    "powers": "可以现场核对，向有关部门查询",
    "openness": "签署后公开一年，个人隐私和商业秘密除外",
}
SAID: dict[str, Any] = {
    "title": "占道经营场所登记", "proof": "经营场所证明", "office": "行政审批科", "data": DATA, "risk": "none",
    "check_way": "onsite", "check_count": 10, "check_standard": "场所与申报的地址一致",
}  # fmt: skip


def who(people: People, role: str) -> User:
    """The person of this role who has to do with the agency."""
    return people[{"unit_leader": "chief"}.get(role, role)]


def notice(**more: Any) -> actions.Notice:
    return actions.Notice(**(SAID | more))


def drafted(people: People, units: Units, **more: Any) -> PromiseItem:
    return actions.draft(by=people["clerk"], unit=units["agency"], notice=notice(**more))


def submitted(people: People, row: PromiseItem) -> PromiseItem:
    return actions.submit(by=people["clerk"], item=row, seen=row.version)


def published(people: People, row: PromiseItem) -> PromiseItem:
    if row.state == "draft":
        row = submitted(people, row)
    where: dict[str, Any] = {"published_on": timezone.localdate(), "published_where": "政务大厅、市政府网站"}
    return actions.publish(by=people["chief"], item=row, seen=row.version, **where)


def refused(play: Callable[[], Any], target: str) -> str:
    """What was said; "" where it worked. Nothing of it stays."""
    point = transaction.savepoint()
    try:
        assert play().state == target
    except Refused as said:
        return str(said)
    finally:
        transaction.savepoint_rollback(point)
    return ""


@pytest.fixture
def item(people: People, units: Units) -> PromiseItem:
    """A published item of the agency."""
    return published(people, drafted(people, units))
