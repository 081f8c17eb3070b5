"""Every one of the 23 collected forms, held to its source: the declaration, and the workbook that is given out."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fajian.engine.forms import workbook
from fajian.engine.forms.spec import GENERIC, LedgerSpec, specs

SOURCE = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "forms" / "annexes.json"
FORMS: dict[str, Any] = json.loads(SOURCE.read_text(encoding="utf-8")) if SOURCE.exists() else {}
pytestmark = pytest.mark.skipif(not FORMS, reason="the folder shared is not here")
CODES = {
    "fushun_1": "self-check", "fushun_2": "progress", "pds_1": "look-back", "pds_2": "fines-self-check",
    "pds_3": "corrected-cases", "pds_4": "key-areas", "pds_5": "enterprise-look-back", "pds_6": "file-review",
    "pds_7": "supervision-card", "pds_8": "accountability", "pds_9": "conduct-self-check", "zhongwei_1": "contacts",
    "zhongwei_2": "statistics", "qy_object": "inspection-targets", "qy_plan": "draw-plan", "qy_item": "draw-items",
    "qy_promise": "promise-items", "qy_discretion": "discretion", "qy_power": "powers", "qy_officer": "officers",
    "qy_subject": "subjects", "dth_basis": "basis-clearing", "dth_org": "bodies-clearing",
}  # fmt: skip
# Choices the source leaves open: the words of the imported tables stand there instead of the short ones, or a choice
# was added where the source names none.
OPEN_CHOICES = {
    ("powers", "类别"): ("行政许可", "行政处罚", "行政强制", "行政检查", "其他"),
    ("fines-self-check", "相对人类别"): ("自然人", "个体工商户", "法人及非法人组织"),
    ("corrected-cases", "个性或共性"): ("个性", "共性"),
    ("officers", "性别"): ("男", "女"),
}
NUMBERS = ("int", "number", "money")


def words_in(brackets: str) -> tuple[str, ...]:
    """The choices a heading names in brackets."""
    numbered = re.split(r"(?=[①-⑳])", brackets) if "①" in brackets else brackets.split("/")
    return tuple(word for word in numbered if word)


def test_the_forms_are_the_23_of_the_plans_a_general_one_and_those_of_our_own() -> None:
    assert set(CODES) == set(FORMS)
    own = {"risk-points", "rulebook", "enterprise-message-board", "enterprise-problems", "court-cases"}
    own |= {"coordination", "disputes", "acceptance", "support", "supervision-objects"}
    assert {*CODES.values(), GENERIC} | own == set(specs())


@pytest.mark.parametrize("key", list(CODES))
def test_a_form_says_what_its_source_says(key: str) -> None:
    source, spec = FORMS[key], specs()[CODES[key]]
    assert (spec.title, spec.campaign, spec.annex) == (source["title"], source["plan"], source["annex"].strip("—"))
    assert spec.header == tuple(source["header"])
    known = (
        "real" if source["status"].startswith("REAL") else "seen" if source["status"].startswith("seen") else "proposed"
    )
    assert spec.headings == known
    for heading, column in zip(source["columns"], spec.columns, strict=True):
        bare, _, brackets = heading.rstrip(")").partition("(")
        assert column.label in (heading, bare)
        if column.kind == "choice":
            assert column.choices == OPEN_CHOICES.get((spec.code, column.label), words_in(brackets))
        elif column.label != heading:  # what stood in brackets is said by the kind of the column, or by nothing
            assert (column.kind, brackets) in (("bool", "已完成/未完成"), ("text", "名称"))
        if column.kind == "money":
            assert column.scale == ("万元" if brackets == "万元" else "元")
        assert (column.kind == "serial") == (heading == "序号")


@pytest.mark.parametrize("key", list(CODES))
def test_a_form_is_given_out_with_title_seals_and_headings_as_the_source_has_them(key: str, tmp_path: Path) -> None:
    source, spec = FORMS[key], specs()[CODES[key]]
    path = tmp_path / "blank.xlsx"
    blank = workbook.sheet(spec, [], unit="安澜市城市管理局")
    workbook.write(path, [blank], [spec], made_on=dt.date(2026, 1, 5))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    texts = [[str(cell.value) for cell in row if cell.value is not None] for row in sheet.iter_rows(max_row=6)]
    above = [row[0] for row in texts if len(row) == 1]
    assert above[: 2 if spec.annex else 1] == ([spec.annex] if spec.annex else []) + [source["title"]]
    seals = next(text for text in above if text.startswith("填报单位"))
    assert re.findall(r"([^\s：]+)：", seals) == source["header"]
    assert "安澜市城市管理局" in seals
    low = sheet.max_row - workbook.BLANK_ROWS
    top = low - any(column.group for column in spec.columns)
    read = [sheet.cell(low, at).value or sheet.cell(top, at).value for at in range(1, len(spec.columns) + 1)]
    assert read == [column.label for column in spec.columns]
    _groups_are_merged(sheet, spec, top)
    assert sheet.print_title_rows == f"${top}:${low}"
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def _groups_are_merged(sheet: Any, spec: LedgerSpec, top: int) -> None:
    """A heading over several columns is one merged cell over just those."""
    merged = {str(area) for area in sheet.merged_cells.ranges}
    for group in {column.group for column in spec.columns} - {""}:
        under = [at for at, column in enumerate(spec.columns, 1) if column.group == group]
        assert under == list(range(under[0], under[-1] + 1))
        assert sheet.cell(top, under[0]).value == group
        if len(under) > 1:
            first, last = sheet.cell(top, under[0]).coordinate, sheet.cell(top, under[-1]).coordinate
            assert f"{first}:{last}" in merged
