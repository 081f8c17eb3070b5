"""Sheets are recognised by name or headings, headings by label, name, other word or profile."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from fajian.engine.office.layout import blocks
from fajian.engine.store.headings import find_headings, read_headings, recognise, table_by_name
from fajian.engine.store.profiles import profile_of, profiles
from fajian.engine.store.schema import tables


@pytest.mark.parametrize("name", list(tables()))
def test_every_table_is_recognised_by_its_names_and_by_its_headings(name: str) -> None:
    table = tables()[name]
    assert table_by_name(name) == table_by_name(f" {table.label}") == name
    labels = [column.label for column in table]
    for stem in (name, table.label, "随便什么"):
        reading = recognise(stem, labels)
        assert reading is not None
        assert reading.table.name == name
        assert reading.columns == table.names
        assert reading.ignored == reading.repeated == ()


@pytest.mark.parametrize(
    ("heading", "column", "factor"),
    [
        ("罚款金额（元）", "fine_yuan", 1),
        ("罚款金额(元)", "fine_yuan", 1),
        ("罚款金额", "fine_yuan", 1),
        ("罚款\n金额（万元）", "fine_yuan", 10_000),
        ("* 案件编号", "penalty_id", 1),
        ("fine_yuan", "fine_yuan", 1),
        ("执法机关", "agency_name", 1),
        ("案由编码（万元）", None, 1),
        ("什么也不是", None, 1),
    ],
)
def test_a_heading_is_a_column_and_a_unit(heading: str, column: str | None, factor: int) -> None:
    reading = read_headings("penalties", [heading])
    if column is None:
        assert reading.ignored == (heading,)
    else:
        assert [(one.column.name, one.factor) for one in reading.taken] == [(column, factor)]


def test_of_two_headings_for_one_column_the_first_counts() -> None:
    reading = read_headings("penalties", ["罚款金额", "罚款金额（元）", ""])
    assert [one.index for one in reading.taken] == [0]
    assert reading.repeated == ("罚款金额（元）",)


@pytest.mark.parametrize("headings", [["甲", "乙"], ["备注"], [], ["", ""], ["record_id", "rule_id", "verdict"]])
def test_what_is_none_of_our_tables_is_not_guessed(headings: list[str]) -> None:
    assert recognise("随便什么", headings) is None


def test_headings_are_found_below_a_title() -> None:
    rows = [(1, ["统计表"]), (2, ["填报单位：甲局"]), (4, ["案件编号", "执法领域", "备注"]), (5, ["P1", "城管", ""])]
    found = find_headings("行政处罚案件", blocks(rows))
    assert found is not None
    assert (found[0].first, found[0].last) == (4, 4)


def test_the_double_public_export_is_known_by_headings_and_by_field_codes(cases: Path) -> None:
    path = cases / "sample" / "sgs" / "双公示_行政处罚.csv"
    with path.open(encoding="gb18030", newline="") as lines:
        headings = next(csv.reader(lines))
    reading = recognise("导出", headings)
    assert reading is not None
    assert reading.ignored == ()
    assert reading.profile is not None
    mapped = {one.column.name for one in reading.taken}
    assert mapped == {column.name for column in tables()["penalties"] if column.sgs}
    codes = recognise("导出", [column.sgs for column in tables()["penalties"] if column.sgs])
    assert codes is not None
    assert {one.column.name: one.factor for one in codes.taken} == {
        one.column.name: one.factor for one in reading.taken
    }


def test_licences_of_the_double_public_export_are_a_profile_of_their_own() -> None:
    found = profile_of([column.sgs for column in tables()["licences"] if column.sgs])
    assert found is not None
    assert (found.table, found.constants["source_profile"]) == ("licences", "sgs")


def test_profiles_map_to_columns_of_their_table_only_once() -> None:
    for profile in profiles():
        by_words = [column.name for heading, (column, _) in profile.headings.items() if not heading.isascii()]
        assert len(by_words) == len(set(by_words)), profile.name
        assert not set(profile.headings) & profile.left_out
