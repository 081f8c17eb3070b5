"""Which rows of a sheet may be its headings, and what each column is then called."""

from __future__ import annotations

import pytest

from fajian.engine.office.layout import Block, Heading, Range, block_of, blocks

MERGED: tuple[Range, ...] = ((1, 1, 1, 5), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4), (2, 5, 3, 5))
SHEET = [
    (1, ["某局整改台账"]),
    (2, ["序号", "当事人", "", "罚款金额", "备注"]),
    (3, ["", "名称", "电话"]),
    (4, ["", "", "", "（万元）"]),
    (5, ["1", "甲公司", "无", "0.5"]),
]


def found(rows: list[tuple[int, list[str]]], merged: tuple[Range, ...] = ()) -> dict[tuple[int, int], Block]:
    return {(block.first, block.last): block for block in blocks(rows, merged)}


def test_a_heading_of_two_rows_carries_the_merged_words_and_the_unit() -> None:
    block = found(SHEET, MERGED)[2, 4]
    assert block.headings == (
        Heading("序号"),
        Heading("名称", "当事人"),
        Heading("电话", "当事人"),
        Heading("罚款金额", unit="万元"),
        Heading("备注"),
    )
    assert block.headings[1].names == ("当事人名称", "名称")
    assert block.units_row == 4


def test_without_merged_cells_the_group_is_carried_over_the_blanks() -> None:
    block = found(SHEET)[2, 4]
    assert [heading.names[0] for heading in block.headings] == ["序号", "当事人名称", "当事人电话", "罚款金额", "备注"]


def test_a_row_of_data_is_no_second_heading() -> None:
    rows = [(1, ["单位", "问题", "日期"]), (2, ["甲局", "超期", "2026-03-01"]), (3, ["乙局", "漏公示", ""])]
    assert (1, 2) not in found(rows)
    assert found(rows)[1, 1].labels == ("单位", "问题", "日期")


@pytest.mark.parametrize("numbers", [["1", "2", "3"], ["（1）", "（2）", "（3）"], ["甲", "乙", "1"], ["①", "②", "③"]])
def test_column_numbers_below_the_headings_are_passed_over(numbers: list[str]) -> None:
    rows = [(1, ["单位", "问题", "日期"]), (2, numbers), (3, ["甲局", "超期", ""])]
    assert (1, 2) in found(rows)


def test_rows_that_do_not_adjoin_are_not_one_heading() -> None:
    rows = [(1, ["序号", "当事人", ""]), (3, ["", "", "名称"])]
    assert set(found(rows)) == {(1, 1), (3, 3)}


def test_nothing_is_offered_of_an_empty_sheet() -> None:
    assert not found([])


@pytest.mark.parametrize("strange", ["²", "⑴" * 300, "9" * 5_000, "౧", "½"])
def test_what_only_looks_like_a_number_is_a_row_as_any_other(strange: str) -> None:
    rows = [(1, ["单位", "问题", "日期"]), (2, [strange, strange, strange])]
    assert (1, 1) in found(rows)


def test_rows_a_person_names_are_the_headings_wherever_they_stand() -> None:
    assert block_of(SHEET, MERGED, 2, 3) == found(SHEET, MERGED)[2, 4]
    far = [
        *SHEET,
        *((number, [str(number), "某"]) for number in range(6, 60)),
        (60, ["号", "当事人名称"]),
        (61, ["1", "甲"]),
    ]
    block = block_of(far, MERGED, 60, 60)
    assert block is not None
    assert (block.first, block.last, block.labels) == (60, 60, ("号", "当事人名称"))
    assert block_of(SHEET, MERGED, 7, 8) is None
