"""Ledgers other people kept: headings in one row or two, merged cells, 同上, and a sentence for every bad cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from fajian.engine.faults import InputError
from fajian.engine.forms import workbook
from fajian.engine.forms.headings import plain_heading
from fajian.engine.forms.reading import Reading, read
from fajian.engine.forms.spec import specs

SPEC = specs()["look-back"]
WANTED = {
    "unit": ("单位", "责任单位"),
    "problem": ("问题描述", "存在问题"),
    "old_measure": ("整改措施",),
    "old_due_on": ("整改时限",),
    "old_result": ("整改情况",),
}


def book(tmp_path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), name: str = "上年.xlsx") -> Path:
    made = Workbook()
    page: Any = made.active
    page.title = "台账"
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    made.save(tmp_path / name)
    return tmp_path / name


def reading(path: Path, tmp_path: Path) -> Reading:
    scratch = tmp_path / "scratch"
    scratch.mkdir(exist_ok=True)
    return read(path, scratch, SPEC, WANTED, "problem")


HEAD = ("序号", "责任单位", "存在问题", "整改措施", "整改时限", "整改情况", "经办")


def test_headings_are_found_under_a_title_and_rows_are_read(tmp_path: Path) -> None:
    rows = [
        ("2023年问题整改台账",),
        ("填报单位：某市司法局",),
        HEAD,
        (1, "城管局", "处罚决定逾期送达", "建立送达台账", "2023年9月30日", "已完成", "张"),
        (2, "交通局", "未进行法制审核", "/", 45199, "未完成", "李"),
        (3,),
        ("合计", "", "", "", "", ""),
    ]
    found = reading(book(tmp_path, rows), tmp_path)
    assert [(row.sheet, row.row, dict(row.cells)) for row in found.rows] == [
        (
            "台账",
            4,
            {
                "unit": "城管局", "problem": "处罚决定逾期送达", "old_measure": "建立送达台账",
                "old_due_on": "2023-09-30", "old_result": "已完成",
            },
        ),
        (
            "台账",
            5,
            {"unit": "交通局", "problem": "未进行法制审核", "old_due_on": "2023-09-30", "old_result": "未完成"},
        ),
    ]  # fmt: skip
    assert found.columns["problem"] == "存在问题"
    assert found.ignored == ("经办",)
    assert found.refused == 0


def test_a_heading_under_a_group_and_one_merged_over_both_rows_are_read(tmp_path: Path) -> None:
    rows = [
        ("单位", "2023年问题整改情况", None, None, "备注"),
        (None, "2023年梳理问题", "原整改时限", "2023年整改情况", None),
        ("城管局", "处罚决定逾期送达", "2023/9/30", "已完成", "x"),
        (None, "超期办案", "2023.10.8", "未完成", ""),
        ("交通局", "未进行法制审核", "同上", "", ""),
    ]
    found = reading(book(tmp_path, rows, ("A1:A2", "B1:D1", "E1:E2", "A3:A4")), tmp_path)
    assert [row.cells.get("unit") for row in found.rows] == ["城管局", "城管局", "交通局"]
    assert [row.cells["old_due_on"] for row in found.rows] == ["2023-09-30", "2023-10-08", "2023-10-08"]
    assert found.columns["old_result"] == "2023年整改情况"


def test_our_own_annex_filled_in_is_read_back(tmp_path: Path) -> None:
    cells = {"unit": "城管局", "problem": "处罚决定逾期送达", "old_measure": "建立台账", "old_result": "未完成"}
    sheet = workbook.sheet(SPEC, [workbook.Row("a", cells)], unit="城管局")
    path = tmp_path / "附件1.xlsx"
    workbook.write(path, [sheet], [SPEC], made_on=dt.date(2026, 1, 1))
    assert [dict(row.cells) for row in reading(path, tmp_path).rows] == [cells]


def test_a_csv_in_gb18030_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "上年.csv"
    path.write_bytes("单位,存在问题,整改时限\n城管局,逾期送达,2023-09-30\n".encode("gb18030"))
    (row,) = reading(path, tmp_path).rows
    assert (row.row, row.cells["old_due_on"]) == (2, "2023-09-30")


def test_every_bad_cell_is_a_sentence_that_says_where(tmp_path: Path) -> None:
    rows = [HEAD, (1, "城管局", "", "建立台账", "8月底", "", ""), (2, "城管局", "超期办案", "", "2023-13-01", "", "")]
    found = reading(book(tmp_path, rows), tmp_path)
    said = [str(fault) for fault in found.faults if fault.level == "refused"]
    assert found.refused == len(said) == 3
    assert any("第2行，“存在问题”列" in line and "必填" in line for line in said)
    assert any("第2行，“整改时限”列" in line and "8月底" in line for line in said)
    assert any("第3行，“整改时限”列" in line for line in said)
    assert found.rows == ()


def test_a_file_without_problems_says_what_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="问题描述、存在问题"):
        reading(book(tmp_path, [("姓名", "电话"), ("张", "1")]), tmp_path)


def test_headings_compare_without_year_brackets_and_spaces() -> None:
    assert plain_heading("2023年市（县）纪委 反馈问题") == plain_heading("2024年市(县)纪委反馈问题")
    assert plain_heading("2023年整改情况") != plain_heading("整改情况")
