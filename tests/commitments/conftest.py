"""The city of the tests on campaigns, and what its agency promises on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from fajian.commitments import actions
from fajian.commitments.models import Application, Disposal, PromiseItem, Verification
from fajian.commitments.workflow import APPROVERS
from fajian.core.errors import Refused
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import Browser, browser, people, queries, units
from tests.clock import at

__all__ = ["Browser", "People", "Units", "browser", "people", "queries", "units"]

People = dict[str, User]
Units = dict[str, Unit]
ROLES = tuple(role for role, _ in User.ROLES)
TODAY = timezone.localdate()
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


@pytest.fixture(autouse=True)
def one_day() -> Iterator[None]:
    """The day the tests were read on: what is due today is so even where the suite runs past midnight."""
    with at(TODAY):
        yield


@pytest.fixture
def item(people: People, units: Units) -> PromiseItem:
    """A published item of the agency."""
    return published(people, drafted(people, units))


COMPANY, OTHER = "91110000600037341L", "91350211M000100Y43"
ID = "11010519491231002X"  # the sample number of GB 11643
PROPOSED: dict[str, Any] = {"facts": "现场没有经营场所", "basis": "《行政许可法》第六十九条"}


def received(people: People, item: PromiseItem, **more: Any) -> Application:
    given = {"name": "安澜市某某商贸有限公司", "number": COMPANY} | more
    applicant = actions.Applicant(**given)
    return actions.receive(by=people["clerk"], item=item, applicant=applicant, received_on=timezone.localdate())


def step(people: People, name: str, row: Any, **more: Any) -> Any:
    """A step by the clerk; of what takes two, by the chief."""
    act = getattr(actions, name)
    by = people["chief" if act.who == APPROVERS else "clerk"]
    row.refresh_from_db()
    return act(by=by, **{argument(row): row}, seen=row.version, **more)


def argument(row: Any) -> str:
    """What the actions call it."""
    names = {"promiseitem": "item", "creditevent": "event", "creditrequest": "request"}
    name = str(row._meta.model_name)
    return names.get(name, name)


def signed(people: People, item: PromiseItem, **more: Any) -> Application:
    today = timezone.localdate()
    private = {"private_why": more.pop("private_why", "")}
    row = step(people, "promise", received(people, item, **more), note="申请人在选择书上签字")
    row = step(people, "query", row, result="clean", queried_on=today, where="信用中国")
    return step(people, "sign", row, signed_on=today, **private)


def granted(people: People, item: PromiseItem, **more: Any) -> Application:
    return step(
        people, "grant", signed(people, item, **more), decided_on=timezone.localdate(), decision_no="安城许〔2026〕1号"
    )


def found_false(people: People, row: Application) -> Verification:
    task = row.verifications.get()
    return step(people, "find_false", task, checked_on=timezone.localdate(), facts="现场没有经营场所")


def disposed(people: People, task: Verification, kind: str = "revoke", **more: Any) -> Disposal:
    return step(people, "dispose", task, proposed=actions.Proposed(kind, **PROPOSED, **more))
