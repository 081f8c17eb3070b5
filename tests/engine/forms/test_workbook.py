"""A ledger as a sheet: the annex's shape, the system's columns beside it, and nothing lost on the way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from fajian.engine.forms import workbook
from fajian.engine.forms.spec import generic, specs
from fajian.engine.forms.workbook import BESIDE, PENDING, Row
from tests.libreoffice import needs_libreoffice, pages

DAY = dt.date(2026, 11, 21)
FINES = specs()["fines-self-check"]
FOUND = Row(
    "FIN-TOP|penalties|P1",
    {
        "unit": "安澜市城市管理局",
        "decision_no": "=1+1",
        "decided_on": dt.date(2024, 3, 18),
        "fine": Decimal("0.15"),
        "defect": "②随意顶格或高额",
        "problem": "【疑点待核】随意顶格罚款：罚款1500.00元。",
    },
    {
        "status": PENDING,
        "wording": "线索",
        "law": "行政处罚法(2021) 第五条",
        "found_on": DAY,
        "rule_id": "FIN-TOP",
        "record_id": "P1",
    },
)


def written(tmp_path: Path, *rows: Row, name: str = "a.xlsx") -> Path:
    path = tmp_path / name
    workbook.write(
        path, [workbook.sheet(FINES, rows, unit="安澜市城市管理局", note="提示。")], [FINES], made_on=DAY, 方案="甲方案"
    )
    return path


def opened(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def labels_of(sheet: Worksheet, top: int) -> list[str]:
    """The headings of a two-row head as people read them, from left to right."""
    return [
        str(sheet.cell(top + 1, column).value or sheet.cell(top, column).value or "")
        for column in range(1, sheet.max_column + 1)
    ]


def test_the_sheet_has_the_annex_its_title_the_line_of_seals_and_the_headings_in_order(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, FOUND))
    assert sheet["A1"].value == "附件2"
    assert sheet["A2"].value == "行政处罚案件罚款自查工作台账"
    line = str(sheet["A3"].value)
    assert [label in line for label in FINES.header] == [True] * len(FINES.header)
    assert "安澜市城市管理局" in line
    assert "表头为拟制" in str(sheet["A4"].value)
    assert labels_of(sheet, 5)[: len(FINES.columns)] == [column.label for column in FINES.columns]


def test_grouped_headings_are_merged_over_their_columns(tmp_path: Path) -> None:
    merged = {str(area) for area in opened(written(tmp_path, FOUND)).merged_cells.ranges}
    assert {"A5:A6", "C5:N5", "O5:P5", "Q5:U5"} <= merged


def test_values_keep_their_kinds_and_a_text_is_never_a_formula(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, FOUND))
    row = dict(zip(labels_of(sheet, 5), sheet[7], strict=False))
    assert row["序号"].value == 1
    assert (row["处罚决定书文号"].value, row["处罚决定书文号"].data_type) == ("=1+1", "s")
    assert row["处罚决定日期"].value.date() == dt.date(2024, 3, 18)
    assert row["处罚决定日期"].number_format == "yyyy-mm-dd"
    assert row["罚款金额(万元)"].value == pytest.approx(0.15)


def test_what_the_system_adds_stands_beside_the_form_and_is_not_printed(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, FOUND))
    own = len(FINES.columns)
    assert sheet.cell(5, own + 1).value == BESIDE
    assert sheet.cell(6, own + 1).value == "核实状态"
    assert sheet.cell(7, own + 1).value == PENDING
    assert sheet.print_area.split("!")[1] == "$A$1:$U$9"
    assert labels_of(sheet, 5).count("疑点说明") == 0  # 问题描述 takes it


def test_a_form_without_a_column_for_the_problem_shows_it_beside(tmp_path: Path) -> None:
    spec = specs()["bodies-clearing"]
    row = Row("k", {}, {**FOUND.beside, "note": "【疑点待核】甲"})
    path = tmp_path / "b.xlsx"
    workbook.write(path, [workbook.sheet(spec, [row], unit="甲")], [spec], made_on=DAY)
    assert "【疑点待核】甲" in [cell.value for line in opened(path).iter_rows() for cell in line]


def test_row_keys_and_versions_are_there_but_hidden(tmp_path: Path) -> None:
    path = written(tmp_path, FOUND)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    last = sheet.max_column
    assert sheet.cell(7, last).value == FOUND.key
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(last)].hidden
    assert {name: book[name].sheet_state for name in ("_选项", "_版本")} == {"_选项": "hidden", "_版本": "hidden"}
    versions = {line[0].value: line[1].value for line in book["_版本"].iter_rows()}
    assert versions["方案"] == "甲方案"
    assert "fines-self-check 第1版" in versions["附件2 行政处罚案件罚款自查工作台账"]


def test_choices_drop_down_dates_and_amounts_are_checked(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(tmp_path, FOUND))
    rules = {
        (rule.type, str(rule.sqref).split(":")[0]): rule for rule in book.worksheets[0].data_validations.dataValidation
    }
    source = rules[("list", "O7")].formula1
    sheet, cells = source.replace("'", "").split("!")
    assert tuple(cell.value for (cell,) in book[sheet][cells.replace("$", "")]) == FINES["defect"].choices
    assert ("date", "H7") in rules
    assert ("decimal", "M7") in rules
    assert ("list", "U7") in rules  # 是否销号: 是/否


def test_the_headings_are_locked_and_everything_below_is_free(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path, FOUND))
    assert sheet.protection.sheet
    assert sheet["C6"].protection.locked
    assert not sheet["C7"].protection.locked
    assert not sheet["C400"].protection.locked or not sheet.column_dimensions["C"].protection.locked


def test_an_empty_ledger_is_ruled_for_filling_in_and_has_no_column_of_the_system(tmp_path: Path) -> None:
    sheet = opened(written(tmp_path))
    assert sheet.max_column == len(FINES.columns)
    assert sheet.max_row == 6 + workbook.BLANK_ROWS
    assert sheet["B16"].border.left.style == "thin"


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, FOUND).read_bytes() == written(tmp_path, FOUND, name="b.xlsx").read_bytes()


def test_the_sheet_says_where_its_headings_come_from() -> None:
    assert "通用样式" in workbook.heading_note(generic("某某台账"))
    assert workbook.heading_note(specs()["officers"]) == ""


@needs_libreoffice
def test_every_form_prints_on_the_width_of_one_page_with_its_headings_on_each(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    every = list(specs().values())
    rows = [Row(f"k{number}", FOUND.cells, FOUND.beside) for number in range(40)]
    sheets = [workbook.sheet(spec, rows if spec is FINES else [], unit="安澜市城市管理局") for spec in every]
    workbook.write(path, sheets, every, made_on=DAY)
    printed = pages(path, tmp_path)
    fines = [text for text in printed if "处罚决定书文号" in text.replace("\n", "")]
    assert len(fines) > 1  # forty rows need more than one page, and each repeats the headings
    assert len(printed) == len(every) - 1 + len(fines)
    assert not any("核实状态" in text for text in printed)
    assert any("随意顶格罚款" in text for text in fines)
