"""Form layout as such: names, widths, kinds of cells, print set-up, CSV beside it."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import Column, Sheet, file_name, lines_of, sheet_names, write_csv
from tests.libreoffice import needs_libreoffice, pages

DAY = dt.date(2026, 11, 21)
COLUMNS = (Column("事项", 20), Column("日期", 11, kind="date"), Column("金额", 10, kind="money"))


def made(tmp_path: Path, sheet: Sheet) -> openpyxl.Workbook:
    workbooks.write(tmp_path / "a.xlsx", [sheet], made_on=DAY)
    return openpyxl.load_workbook(tmp_path / "a.xlsx")


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_sheet_names_are_what_every_program_accepts(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [("a/b:c", "a b c"), ("  ..", "未命名"), ("甲" * 90, "甲" * 80), ("附件2 罚款(自查)", "附件2 罚款(自查)")],
)
def test_file_names_are_what_windows_accepts(text: str, name: str) -> None:
    assert file_name(text) == name


def test_texts_that_look_like_formulas_links_or_numbers_stay_texts(tmp_path: Path) -> None:
    values = ["=SUM(A1)", "+1", "@x", "http://a.b", "00123", "{=1}"]
    sheet = made(tmp_path, Sheet("一", "", (Column("甲", 10),), [[value] for value in values])).worksheets[0]
    cells = [sheet.cell(row, 1) for row in range(2, 2 + len(values))]
    assert [(cell.value, cell.data_type) for cell in cells] == [(value, "s") for value in values]
    assert not any(cell.hyperlink for cell in cells)


def test_kinds_and_blanks_are_kept(tmp_path: Path) -> None:
    sheet = made(tmp_path, Sheet("一", "题", COLUMNS, [["甲", DAY, Decimal("12.50")], [None, None, ""]])).worksheets[0]
    assert [cell.value for cell in sheet[3]][0::2] == ["甲", 12.5]
    assert sheet["B3"].is_date
    assert [cell.value for cell in sheet[4]] == [None, None, None]


def test_a_text_too_long_for_a_cell_is_cut_not_refused(tmp_path: Path) -> None:
    sheet = made(tmp_path, Sheet("一", "", (Column("甲", 10),), [["字" * 40_000]])).worksheets[0]
    assert len(sheet["A2"].value) == workbooks.MAX_CELL


def test_more_rows_than_a_sheet_holds_are_a_bug(tmp_path: Path) -> None:
    class Many(list[list[str]]):
        def __len__(self) -> int:
            return workbooks.MAX_ROWS + 1

    with pytest.raises(ValueError, match="rows"):
        workbooks.write(tmp_path / "a.xlsx", [Sheet("一", "", (Column("甲", 5),), Many())], made_on=DAY)


def test_the_page_lies_on_its_side_on_a4_one_page_wide_with_headings_repeated(tmp_path: Path) -> None:
    sheet = made(tmp_path, Sheet("一", "题", COLUMNS, [["甲", DAY, 1]], mark="附件1", note="注意")).worksheets[0]
    setup = sheet.page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:C5"


def test_rows_are_as_high_as_their_longest_cell(tmp_path: Path) -> None:
    sheet = made(tmp_path, Sheet("一", "", COLUMNS, [["短", DAY, 1], ["长" * 200, DAY, 1]])).worksheets[0]
    assert sheet.row_dimensions[3].height > 5 * sheet.row_dimensions[2].height
    assert lines_of("一二三\n四", 20) == 2


def test_narrow_forms_are_widened_to_the_page(tmp_path: Path) -> None:
    sheet = made(tmp_path, Sheet("一", "", COLUMNS, [])).worksheets[0]
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert sum(widths) == pytest.approx(workbooks.PAGE_WIDTH, rel=0.05)


def test_csv_opens_in_chinese_and_runs_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, ("甲", "乙", "丙"), [("=1+1", DAY, None), ("-5元", -5, "文")])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.reader(lines)) == [["甲", "乙", "丙"], ["'=1+1", "2026-11-21", ""], ["'-5元", "-5", "文"]]


@needs_libreoffice
def test_libreoffice_shows_the_whole_of_a_long_cell(tmp_path: Path) -> None:
    text = "".join(f"第{number}项须逐条核实；" for number in range(40))
    path = tmp_path / "a.xlsx"
    workbooks.write(path, [Sheet("一", "题", COLUMNS, [[text, DAY, Decimal("3.5")]])], made_on=DAY)
    (page,) = pages(path, tmp_path)
    flat = page.replace("\n", "")
    assert "第0项" in flat
    assert "第39项须逐条核实" in flat
    assert "2026-11-21" in flat
    assert "3.50" in flat
