"""数据质量: what is counted of records and files, and that a unit sees its own only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from fajian.engine.store.schema import tables
from fajian.orgs.models import Unit, User
from fajian.records import quality, sight
from fajian.records.models import ImportBatch
from tests.records.conftest import OTHERS, case, sheet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def handed(people: dict[str, User], root: Unit, imported: Callable[..., ImportBatch]) -> ImportBatch:
    """Three cases of A, one of them decided before it was filed; one of B; a row nobody can place."""
    rows = [
        case("A1"),
        case("A2", 立案日期="2026-03-21"),
        case("A3", 立案日期=""),
        case("B1", OTHERS),
        case("A4", 当事人类别="外星人"),
    ]
    return imported(people["supervisor"], sheet(rows), unit=root)


def test_blanks_and_swapped_days_are_counted_by_agency(people: dict[str, User], handed: ImportBatch) -> None:
    found = {one.agency: one for one in quality.of_records(people["supervisor"])}
    a, b = found["甲县城市管理局"], found["乙县城市管理局"]
    assert (b.rows, b.swapped) == (1, 0)
    assert a.swapped == 1
    assert a.cells == a.rows * len(quality.expected("penalties"))
    assert a.blank == a.rows * b.blank + 1  # A3 alone has one cell less
    assert 0 < a.complete < b.complete < 100


@pytest.mark.parametrize(("decided", "late"), [(-31, 1), (-30, 0)])
def test_late_is_what_came_more_than_thirty_days_after(
    people: dict[str, User], root: Unit, imported: Callable[..., ImportBatch], decided: int, late: int
) -> None:
    day = timezone.localdate() + dt.timedelta(days=decided)
    imported(people["supervisor"], sheet([case("A1", 立案日期="", 处罚决定日期=f"{day}")]), unit=root)
    (one,) = quality.of_records(people["supervisor"])
    assert one.late == late


def test_what_could_not_be_read_is_told_of_the_unit_that_handed_it_in(
    people: dict[str, User], handed: ImportBatch
) -> None:
    (one,) = quality.of_files(people["supervisor"])
    assert (one.unit, one.batches, one.read) == ("云岭市人民政府", 1, 5)
    assert one.codes >= 1


def test_a_unit_sees_its_own_only(people: dict[str, User], handed: ImportBatch, browser: Any) -> None:
    own = quality.of_records(people["clerk_b"])
    assert [one.agency for one in own] == ["乙县城市管理局"]
    page = browser(people["clerk_b"])
    text = page.get("/records/quality/").content.decode()
    assert "乙县城市管理局" in text
    assert "甲县城市管理局" not in text
    raw = b"".join(page.get("/records/quality.csv").streaming_content).decode("utf-8-sig")
    assert raw.count("\n") == 2
    assert "甲县" not in raw


def test_every_number_leads_to_the_rows_it_counts(people: dict[str, User], handed: ImportBatch, browser: Any) -> None:
    page = browser(people["supervisor"])
    a = {one.agency: one for one in quality.of_records(people["supervisor"])}["甲县城市管理局"]
    address = f"/records/tables/penalties/?agency={a.agency_id}&amp;gap="
    text = page.get("/records/quality/").content.decode()
    assert f"{address}swapped" in text
    for kind, ids in (("swapped", {"A2"}), ("blank.filed_on", {"A3"})):
        found = sight.listed(
            people["supervisor"], "penalties", agency=a.agency_id, where=quality.gap("penalties", kind) or ""
        )
        assert {record.id for record in found.records} == ids
        text = page.get(f"{address}{kind}".replace("&amp;", "&")).content.decode()
        assert all(f"/penalties/{record}/" in text for record in ids)
        assert "/penalties/A1/" not in text
    assert "没有填“立案日期”的办件" in text
    for kind in ("blank.party_id", "x", "blank.1=1"):
        assert page.get(f"/records/tables/penalties/?gap={kind}").status_code == 404, kind
    own = browser(people["clerk_b"]).get(f"{address}swapped".replace("&amp;", "&")).content.decode()
    assert "/penalties/A2/" not in own


def test_the_file_names_tables_and_columns_there_are() -> None:
    for table, told in quality.settings()["tables"].items():
        for name in (told["day"], *(one for pair in told["order"] for one in pair)):
            assert tables()[table][name].kind in ("date", "timestamp"), (table, name)
        for name in quality.expected(table):
            assert name in tables()[table], (table, name)
