"""A problem from found to closed: proof, distinct persons, an approval after the last change."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.core.errors import Refused, Stale
from fajian.core.models import StoredFile
from fajian.ledgers import actions
from fajian.ledgers.models import Rectification
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import Unit, User

pytestmark = pytest.mark.django_db(transaction=True)
SYSTEM = System("测试")


@pytest.fixture
def city() -> dict[str, User]:
    """A county with its 司法局 and one agency; people by name."""
    root = open_unit(by=SYSTEM, name="清源县人民政府", kind="government")
    office = open_unit(by=SYSTEM, name="清源县司法局", kind="supervision", parent=root)
    agency = open_unit(by=SYSTEM, name="清源县城市管理局", kind="agency", parent=root)

    def person(name: str, role: str, unit: Unit) -> User:
        return open_account(by=SYSTEM, username=name, display_name=name, role=role, unit=unit)

    return {
        "clerk": person("clerk", "clerk", agency),
        "chief": person("chief", "unit_leader", agency),
        "supervisor": person("supervisor", "supervisor", office),
        "colleague": person("colleague", "supervisor", office),
    }


@pytest.fixture
def problem(city: dict[str, User]) -> Rectification:
    ledger = actions.open_ledger(by=city["clerk"], unit=city["clerk"].unit, spec_code="self-check")
    (entry,) = actions.record(by=city["colleague"], ledger=ledger, rows=[actions.NewEntry("处罚决定逾期送达")])
    return Rectification.objects.get(entry=entry)


def seen(row: Rectification) -> int:
    return Rectification.objects.get(pk=row.pk).version


def accepted(problem: Rectification, clerk: User) -> None:
    actions.accept(
        by=clerk,
        rectification=problem,
        seen=seen(problem),
        cause="疏忽",
        measure="补正",
        due_on=datetime.date(2026, 12, 31),
    )


@action("tests.store", title="存文件")
def store(act: Act, *, name: str) -> StoredFile:
    return act.create(StoredFile, name=name, digest="0" * 64, algorithm="sha256", size=1, kind="pdf")


@pytest.fixture
def proof(city: dict[str, User]) -> Callable[[Rectification], None]:
    def add(problem: Rectification) -> None:
        actions.add_proof(by=city["clerk"], rectification=problem, file=store(by=SYSTEM, name="回执.pdf"))

    return add


def test_closing_needs_a_proof(city, problem) -> None:  # type: ignore[no-untyped-def]
    accepted(problem, city["clerk"])
    with pytest.raises(Refused, match="佐证材料"):
        actions.submit(by=city["clerk"], rectification=problem, seen=seen(problem), result="已补送达")


def test_returned_once_then_closed_by_another_person(city, problem, proof) -> None:  # type: ignore[no-untyped-def]
    accepted(problem, city["clerk"])
    proof(problem)
    actions.submit(by=city["clerk"], rectification=problem, seen=seen(problem), result="已补送达")
    actions.return_(by=city["supervisor"], rectification=problem, seen=seen(problem), reason="缺送达回证")
    actions.submit(by=city["clerk"], rectification=problem, seen=seen(problem), result="已补送达，附回证")
    with pytest.raises(Refused, match="另一位"):
        actions.close(by=city["colleague"], rectification=problem, seen=seen(problem))
    with pytest.raises(Refused, match="须由"):
        actions.close(by=city["chief"], rectification=problem, seen=seen(problem))
    actions.close(by=city["supervisor"], rectification=problem, seen=seen(problem))
    row = Rectification.objects.get(pk=problem.pk)
    assert (row.state, row.returned, row.closed_by) == ("closed", 1, city["supervisor"])


def test_an_approval_of_an_older_version_does_not_count(city, problem, proof) -> None:  # type: ignore[no-untyped-def]
    accepted(problem, city["clerk"])
    proof(problem)
    actions.submit(by=city["clerk"], rectification=problem, seen=seen(problem), result="已补送达")
    old = seen(problem)
    actions.return_(by=city["supervisor"], rectification=problem, seen=old, reason="缺回证")
    actions.submit(by=city["clerk"], rectification=problem, seen=seen(problem), result="又改了")
    with pytest.raises(Stale):
        actions.close(by=city["supervisor"], rectification=problem, seen=old)


def test_a_correction_after_closing_drops_the_approval(city, problem, proof) -> None:  # type: ignore[no-untyped-def]
    accepted(problem, city["clerk"])
    proof(problem)
    actions.submit(by=city["clerk"], rectification=problem, seen=seen(problem), result="已补送达")
    actions.close(by=city["supervisor"], rectification=problem, seen=seen(problem))
    entry = problem.entry
    actions.correct(
        by=city["supervisor"], entry=entry, seen=entry.version, title="处罚决定逾期三日送达", data={}, reason="写清楚"
    )
    row = Rectification.objects.get(pk=problem.pk)
    assert (row.state, row.closed_by) == ("submitted", None)
