"""A superior's own workbook is filled in place: what was in it stays, rows go in, what stood below is pushed down."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from fajian.engine.faults import InputError
from fajian.engine.forms import filling
from fajian.engine.forms.pushing import shifted
from fajian.engine.forms.spec import specs

FINES = specs()["fines-self-check"]
LINE = Border(*[Side("thin")] * 4)
KNOWN = {"单位名称": "unit", "文书文号": "decision_no"}
HEADINGS = ("序号", "单位名称", "文书文号", "罚款金额(元)", "当事人", "问题描述", "局长批示")
BLANK = 3


def template(path: Path, *, blank: int = BLANK, edit: Any = None) -> Path:
    """A superior's: title, seals, headings of two rows, ruled blank rows, totals, signatures, a second sheet."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "汇总表"
    sheet["A1"] = "全省行政处罚罚款自查情况汇总表"
    sheet.merge_cells("A1:G1")
    sheet["A1"].font = Font("黑体", 18)
    sheet["A2"] = "填报单位（盖章）：　　　　填报时间："
    sheet.merge_cells("A2:G2")
    for column, text in enumerate(HEADINGS, 1):
        if text in ("文书文号", "罚款金额(元)", "当事人"):
            sheet.cell(4, column, text)
        else:
            sheet.cell(3, column, text)
            sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    sheet["C3"] = "案件"
    sheet.merge_cells("C3:E3")
    for row in range(3, 5 + blank + 1):
        for column in range(1, 8):
            sheet.cell(row, column).border = LINE
    for row in range(5, 5 + blank):
        sheet.cell(row, 1, row - 4)
        sheet.cell(row, 4).number_format = "#,##0.00"
        sheet.cell(row, 6).fill = PatternFill("solid", "FFEEDD")
        sheet.row_dimensions[row].height = 31
    total = 5 + blank
    sheet.cell(total, 1, "合计")
    sheet.merge_cells(start_row=total, end_row=total, start_column=1, end_column=3)
    sheet.cell(total, 4, f"=SUM(D5:D{total - 1})")
    sheet.row_dimensions[total].height = 40
    sheet.cell(total + 2, 1, "审核人：　　　　填表人：")
    sheet.column_dimensions["F"].width = 44
    sheet.print_title_rows = "3:4"
    sheet.print_area = f"A1:G{total + 2}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
    sheet.oddFooter.center.text = "第 &P 页"
    if blank:
        choice = DataValidation("list", '"是,否"')
        choice.add(f"G5:G{total - 1}")
        sheet.add_data_validation(choice)
        sheet.conditional_formatting.add(f"D5:D{total - 1}", CellIsRule("greaterThan", ["10000"], font=Font(bold=True)))
    other: Any = book.create_sheet("填表说明")
    other["A1"], other["B1"] = "金额单位为元", f"=汇总表!D{total}"
    if edit:
        edit(book)
    book.save(path)
    return path


def rows(count: int) -> list[dict[str, Any]]:
    return [
        {
            "unit": f"第{n}局", "decision_no": f"=罚字{n}号", "fine": Decimal("0.15"), "party": f"甲{n}",
            "problem": f"问题{n}", "decided_on": dt.date(2024, 3, n),
        }
        for n in range(1, count + 1)
    ]  # fmt: skip


def filled(tmp_path: Path, count: int, **shape: Any) -> tuple[Any, filling.Filled, filling.Shape]:
    source = template(tmp_path / "t.xlsx", **shape)
    found = filling.look(source, FINES, KNOWN)
    done = filling.fill(source, tmp_path / "out.xlsx", FINES, found, rows(count))
    return openpyxl.load_workbook(tmp_path / "out.xlsx"), done, found


def looks(cell: Any) -> tuple[Any, ...]:
    """What a cell says and how it looks."""
    return cell.value, cell.font, cell.border, cell.alignment, cell.fill, cell.number_format


def test_the_headings_are_found_and_what_the_template_wants_beyond_the_form_is_said(tmp_path: Path) -> None:
    found = filling.look(template(tmp_path / "t.xlsx"), FINES, KNOWN)
    assert (found.sheet, found.head) == ("汇总表", 4)
    assert [slot.column for slot in found.slots] == [
        "serial", "unit", "decision_no", "fine", "party", "problem", ""
    ]  # fmt: skip
    assert found.blank == ("局长批示",)


def test_rows_go_into_the_blank_rows_in_the_templates_own_unit_and_never_as_formulas(tmp_path: Path) -> None:
    book, done, _ = filled(tmp_path, 2)
    sheet = book["汇总表"]
    assert (done.rows, done.first, done.last, done.inserted) == (2, 5, 7, 0)
    assert [cell.value for cell in sheet[5]] == [1, "第1局", "=罚字1号", 1500, "甲1", "问题1", None]
    assert sheet["C5"].data_type == "s"
    assert sheet["D8"].value == "=SUM(D5:D7)"
    assert [sheet.cell(7, column).value for column in range(2, 8)] == [None] * 6


def test_more_rows_than_blanks_look_like_the_first_and_push_totals_and_signatures_down(tmp_path: Path) -> None:
    book, done, _ = filled(tmp_path, 8)
    sheet = book["汇总表"]
    assert (done.inserted, done.last) == (5, 12)
    assert [sheet.cell(row, 1).value for row in range(5, 13)] == list(range(1, 9))
    for row in range(5, 13):
        assert sheet.cell(row, 6).fill.fgColor.rgb == "00FFEEDD"
        assert sheet.cell(row, 4).number_format == "#,##0.00"
        assert (sheet.cell(row, 2).border.left.style, sheet.row_dimensions[row].height) == ("thin", 31)
    assert (sheet["A13"].value, sheet["D13"].value) == ("合计", "=SUM(D5:D12)")
    assert sheet.row_dimensions[13].height == 40
    assert sheet["A15"].value == "审核人：　　　　填表人："
    assert "A13:C13" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.print_area == "'汇总表'!$A$1:$G$15"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "G5:G12"
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["D5:D12"]
    assert book["填表说明"]["B1"].value == "=汇总表!D13"


def test_everything_else_is_as_it_was(tmp_path: Path) -> None:
    book, _, _ = filled(tmp_path, 8)
    before, sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["汇总表"], book["汇总表"]
    for row in range(1, 5):
        for old, new in zip(before[row], sheet[row], strict=True):
            assert [repr(part) for part in looks(old)] == [repr(part) for part in looks(new)]
    assert {str(area) for area in before.merged_cells.ranges if area.max_row < 5} <= {
        str(area) for area in sheet.merged_cells.ranges
    }
    assert (sheet.print_title_rows, sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == (
        "$3:$4", "landscape", 8
    )  # fmt: skip
    assert (sheet.column_dimensions["F"].width, sheet.oddFooter.center.text) == (44, "第 &P 页")
    assert (book.sheetnames, book["填表说明"]["A1"].value) == (["汇总表", "填表说明"], "金额单位为元")


def test_a_template_without_blank_rows_gets_its_rows_put_in(tmp_path: Path) -> None:
    book, done, _ = filled(tmp_path, 2, blank=0)
    sheet = book["汇总表"]
    assert (done.inserted, done.first) == (2, 5)
    assert [sheet["B5"].value, sheet["B6"].value, sheet["A7"].value] == ["第1局", "第2局", "合计"]


def test_a_sample_row_stays_and_rows_follow_it(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        for column, text in enumerate(("例", "某局", "某罚字1号", 1000, "某公司", "某问题"), 1):
            book["汇总表"].cell(5, column).value = text

    book, done, _ = filled(tmp_path, 1, edit=edit)
    assert (done.kept, done.first) == (1, 6)
    assert (book["汇总表"]["B5"].value, book["汇总表"]["B6"].value) == ("某局", "第1局")


def test_no_rows_leave_the_template_as_it_is(tmp_path: Path) -> None:
    book, done, _ = filled(tmp_path, 0)
    assert (done.rows, done.inserted, book["汇总表"]["D8"].value) == (0, 0, "=SUM(D5:D7)")


def test_what_cannot_be_filled_or_would_not_survive_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(InputError):
        filling.look(tmp_path / "a.xlsx", FINES)
    with pytest.raises(InputError, match="没有一张表能认作"):
        filling.look(template(tmp_path / "t.xlsx"), specs()["officers"])
    tall = template(tmp_path / "tall.xlsx", edit=lambda book: book["汇总表"].merge_cells("B5:B6"))
    with pytest.raises(InputError, match="跨行合并"):
        filling.look(tall, FINES)

    def chart(book: Any) -> None:
        from openpyxl.chart import BarChart, Reference

        drawn = BarChart()
        drawn.add_data(Reference(book["汇总表"], min_col=4, min_row=4, max_row=6))
        book["汇总表"].add_chart(drawn, "J2")

    with pytest.raises(InputError, match="图表"):
        filling.look(template(tmp_path / "chart.xlsx", edit=chart), FINES)


@pytest.mark.parametrize(
    ("formula", "is_here", "after"),
    [
        ("=SUM(D5:D7)", True, "=SUM(D5:D12)"),
        ("=SUM($D$5:$D$7)+D8", True, "=SUM($D$5:$D$12)+D13"),
        ("=SUM(D5:D6)", True, "=SUM(D5:D6)"),
        ("=D2&\"D9\"", True, '=D2&"D9"'),
        ("=SUM(D5:D7)", False, "=SUM(D5:D7)"),
        ("=汇总表!D8", False, "=汇总表!D13"),
        ("='汇总表'!$D$8:$D$9", False, "='汇总表'!$D$13:$D$14"),
        ("=别的表!D8", True, "=别的表!D8"),
    ],
)  # fmt: skip
def test_formulas_follow_the_rows(formula: str, is_here: bool, after: str) -> None:
    assert shifted(formula, is_here, "汇总表", 8, 5) == after
