"""Long lists: what is written is read again, whatever stands in the cells, and what overflows a sheet goes on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fajian.engine.office import longlists
from fajian.engine.office.longlists import LongList
from fajian.engine.office.workbooks import MAX_CELL, VERSION_SHEET, Column

COLUMNS = (
    Column("序号", 5, kind="int"),
    Column("问题", 30),
    Column("时限", 11, kind="date", group="办理情况"),
    Column("问题", 12, group="办理情况"),
    Column("金额", 10, kind="money", group="罚没"),
)
DAY = dt.date(2026, 3, 2)
# What XML can hold; what it cannot, no form of ours lets in.
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


def rows(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(min_row=4, values_only=True)]


def test_title_headings_and_groups_stand_above_the_rows(tmp_path: Path) -> None:
    body = [[n, "处罚决定逾期送达", DAY, None, Decimal("12.50")] for n in (1, 2)]
    one = LongList("附件2", "问题台账", COLUMNS, body, 2, freeze_columns=2, footer="甲&乙")
    longlists.write(tmp_path / "a.xlsx", [one], versions={"样式": "第1版"})
    sheet, versions = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert [cell.value for cell in sheet[1]][:1] == ["问题台账"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:E1", "C2:D2"}
    # A writer that takes headings for keys is told two alike apart by a space.
    assert [cell.value for cell in sheet[3]] == ["序号", "问题", "时限", "问题 ", "罚没：金额"]
    assert rows(sheet)[0] == [1, "处罚决定逾期送达", dt.datetime.combine(DAY, dt.time()), None, 12.5]
    assert (sheet["C4"].number_format, sheet["E4"].number_format) == ("yyyy-mm-dd", "#,##0.00####")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C4", "A3:E5")
    assert sheet.column_dimensions["B"].width > 30
    assert "甲&&乙" in sheet.oddFooter.left.text
    assert (versions.title, versions.sheet_state) == (VERSION_SHEET, "hidden")
    assert [cell.value for cell in versions[2]] == ["样式", "第1版"]


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.one_of(TEXTS, st.sampled_from(["=1+1", "+1", "-1", "@A1", "http://a.cn", "007"])), min_size=1))
def test_a_text_is_read_again_as_it_was_and_never_as_a_formula(
    texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("long") / "a.xlsx"
    longlists.write(place, [LongList("一", "题", (Column("甲", 9), Column("乙", 9)), [[t, 1] for t in texts], 1)])
    sheet = openpyxl.load_workbook(place).worksheets[0]
    assert [row[0] or "" for row in rows(sheet)] == texts
    assert {cell.data_type for (cell, *_) in sheet.iter_rows(min_row=4) if cell.value} <= {"s"}


def test_what_does_not_fit_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(longlists, "MAX_ROWS", 3)
    columns = (Column("甲", 9), Column("乙", 9))
    for count, sizes in ((3, [3]), (4, [3, 1]), (7, [3, 3, 1])):
        longlists.write(tmp_path / "a.xlsx", [LongList("表", "题", columns, ([n, "x"] for n in range(count)), count)])
        book = openpyxl.load_workbook(tmp_path / "a.xlsx")
        assert [len(rows(sheet)) for sheet in book] == sizes
        assert [row[0] for sheet in book for row in rows(sheet)] == list(range(count))


def test_a_text_longer_than_a_cell_is_cut(tmp_path: Path) -> None:
    longlists.write(tmp_path / "a.xlsx", [LongList("一", "题", (Column("甲", 9),), [["长" * 40_000]], 1)])
    assert len(rows(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0])[0][0]) == MAX_CELL
