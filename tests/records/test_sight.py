"""Reading the warehouse: the rows of the own agencies and no byte of any other's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fajian.orgs.models import Unit, User
from fajian.records import sight
from fajian.records.actions import withdraw
from fajian.records.models import ImportBatch
from tests.records.conftest import NOBODYS, OTHERS, case, sheet
from tests.records.test_jobs import zipped

Give = Callable[..., ImportBatch]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def area(people: dict[str, User], root: Unit, imported: Give) -> ImportBatch:
    """One batch of the whole area: cases of A, of B and of an agency without a unit, each with a publication."""
    rows = [case("A1"), case("B1", OTHERS, 当事人名称="金丝雀乙"), case("C1", NOBODYS)]
    shown = [
        {
            "公示编号": f"P{one['案件编号']}",
            "执法种类": "行政处罚",
            "办件编号": one["案件编号"],
            "公示日期": "2026-03-25",
        }
        for one in rows
    ]
    return imported(
        people["supervisor"],
        zipped({"行政处罚案件.csv": sheet(rows), "公示信息.csv": sheet(shown)}),
        "全市.zip",
        unit=root,
    )


def ids(user: User, table: str) -> list[str]:
    return [record.id for record in sight.listed(user, table).records]


def test_each_sees_the_cases_of_its_own_agencies(people: dict[str, User], area: ImportBatch) -> None:
    assert ids(people["clerk_a"], "penalties") == ["A1"]
    assert ids(people["clerk_b"], "penalties") == ["B1"]
    assert ids(people["supervisor"], "penalties") == ["A1", "B1", "C1"]


def test_rows_that_name_a_case_follow_the_case(people: dict[str, User], area: ImportBatch) -> None:
    assert ids(people["clerk_a"], "publications") == ["PA1"]
    assert sight.find(people["clerk_a"], "publications", "PB1") is None


def test_a_case_of_another_unit_is_not_found_and_its_own_is_whole(people: dict[str, User], area: ImportBatch) -> None:
    assert sight.find(people["clerk_a"], "penalties", "B1") is None
    found = sight.find(people["clerk_b"], "penalties", "B1")
    assert found is not None
    record, related = found
    assert "金丝雀乙" in record.title
    assert [(part.table.name, [row.id for row in part.records]) for part in related] == [("publications", ["PB1"])]


@pytest.mark.parametrize("keeper", ["admin", "auditor"])
def test_keepers_see_no_row_at_all(people: dict[str, User], area: ImportBatch, keeper: str) -> None:
    assert ids(people[keeper], "penalties") == []
    assert sight.find(people[keeper], "penalties", "A1") is None
    assert not sight.counts(people[keeper])


def test_counts_are_of_what_is_in_sight(people: dict[str, User], area: ImportBatch) -> None:
    assert {table: count for table, _, count in sight.counts(people["clerk_a"])} == {
        "penalties": 1,
        "publications": 1,
    }


def test_a_withdrawn_batch_is_no_longer_read(people: dict[str, User], area: ImportBatch) -> None:
    withdraw(by=people["supervisor"], batch=area, seen=area.version, reason="重报")
    assert ids(people["supervisor"], "penalties") == []


def test_pages_follow_on_without_gap_or_repeat(
    people: dict[str, User], imported: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sight, "SIZE", 2)
    imported(people["clerk_a"], sheet([case(f"A{number}") for number in range(5)]))
    seen, after = [], ""
    while True:
        found = sight.listed(people["clerk_a"], "penalties", after=after)
        seen += [record.id for record in found.records]
        after = found.after
        if not after:
            break
    assert seen == [f"A{number}" for number in range(5)]


@pytest.mark.parametrize("mark", ["x", ":", "a:b", "a:99999999999999999999", "' OR 1=1 --:1"])
def test_a_mark_that_is_none_of_ours_gives_nothing_of_others(
    people: dict[str, User], area: ImportBatch, mark: str
) -> None:
    assert {record.id for record in sight.listed(people["clerk_a"], "penalties", after=mark).records} <= {"A1"}


def test_days_come_in_their_order(people: dict[str, User], area: ImportBatch) -> None:
    found = sight.find(people["clerk_a"], "penalties", "A1")
    assert found is not None
    days = [moment.at for moment in found[0].moments]
    assert days == sorted(days)
    assert len(days) >= 2
