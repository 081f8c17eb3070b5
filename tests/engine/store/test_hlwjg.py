"""互联网+监管: one heading for two columns, yes/no cells beside days, the platform's own words and numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from fajian.engine.store.connect import recorded_columns
from fajian.engine.store.headings import recognise
from fajian.engine.store.profiles import profiles
from fajian.engine.store.schema import tables
from fajian.engine.store.warehouse import TableCount
from tests.engine.store.test_warehouse import AGENCY, load, taken, write_book, write_csv

PAPERS = {"hlwjg_check": "inspections", "hlwjg_punish": "penalties", "hlwjg_force": "coercions"}
CASE = {
    "监管事项目录编码": "01234567890123", "行为名称": "占道经营", "实施机构": AGENCY["名称"],
    "实施机构编码": AGENCY["统一社会信用代码"], "行政相对人(单位/个人)": "某商行", "行政相对人性质": "法人",
    "行政相对人编码": AGENCY["统一社会信用代码"], "行政区划代码": "411800", "案件来源": "监督检查", "违法事实": "占道",
    "处罚依据": "某条例第一条", "处罚程序": "一般程序", "是否听证": "否", "是否法制审核": "否", "法制审核日期": "",
    "是否集体讨论": "否", "集体讨论日期": "", "处罚文书号": "甲（2024）1号", "作出行政处罚决定日期": "2024-03-05",
    "处罚种类": "罚款", "罚款金额": "500", "结案情况—不予行政处罚": "否", "报送人员": "某",
}  # fmt: skip


def case(number: int, **more: str) -> dict[str, str]:
    return {"行为编号": f"X{number}", **CASE, **more}


@pytest.fixture
def forms(cases: Path) -> Mapping[str, Any]:
    """The three forms as the platform's papers list them."""
    found: dict[str, Any] = json.loads((cases.parent / "data" / "forms" / "case_fields.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("paper", PAPERS)
def test_every_heading_of_the_form_is_a_column_or_left_out_on_purpose(paper: str, forms: Mapping[str, Any]) -> None:
    reading = recognise("导出", [one["name"] for one in forms[paper]])
    assert reading is not None
    assert reading.profile is not None
    assert (reading.table.name, reading.profile.constants["source_profile"]) == (PAPERS[paper], "hlwjg")
    assert reading.ignored == reading.repeated == ()
    assert set(reading.columns) == {column.name for column in reading.table if column.hlwjg}


def test_words_of_a_profile_mean_codes_of_its_table() -> None:
    for profile in profiles():
        for column, _ in profile.headings.values():
            codes = set(tables()[profile.table][column.name].codes.values())
            assert set(column.codes.values()) == codes, (profile.name, column.name)


def test_the_number_of_a_party_is_a_code_or_a_persons_by_what_the_party_is(tmp_path: Path) -> None:
    rows = [
        case(1),
        case(2, 行政相对人性质="公民", 行政相对人编码="11010519491231002X"),
        case(3, 行政相对人性质="3"),
        case(4, 行政相对人性质=""),
    ]
    result = load(write_csv(tmp_path / "导出.csv", rows, "gb18030"), tmp_path / "store")
    assert result.tables == {"penalties": TableCount(4, 4)}
    query = "SELECT party_kind, party_uscc, party_id_no IS NOT NULL, party_birth_on FROM penalties ORDER BY penalty_id"
    code = AGENCY["统一社会信用代码"]
    assert taken(tmp_path / "store", query) == [
        ("organisation", code, False, None),
        ("person", None, True, date(1949, 12, 31)),
        ("organisation", code, False, None),
        (None, None, False, None),
    ]


def test_no_means_there_was_none_and_yes_without_a_day_that_nobody_knows(tmp_path: Path) -> None:
    rows = [
        case(1),
        case(2, 是否听证="是"),
        case(3, 是否法制审核="是", 法制审核日期="2024-03-01"),
        case(4, 是否法制审核="是", 是否集体讨论=""),
        case(5, 是否法制审核="同上"),
    ]
    store = tmp_path / "store"
    assert load(write_csv(tmp_path / "导出.csv", rows), store).tables == {"penalties": TableCount(5, 5)}
    columns = recorded_columns(store)["penalties"]
    days = ("hearing_held_on", "reviewed_on", "discussed_on")
    found = {
        number: (reviewed, {name for name in days if name not in columns[source]})
        for number, reviewed, source in taken(store, "SELECT penalty_id, reviewed_on, _import FROM penalties")
    }
    assert found == {
        "X1": (None, set()),
        "X2": (None, {"hearing_held_on"}),
        "X3": (date(2024, 3, 1), set()),
        "X4": (None, {"reviewed_on", "discussed_on"}),
        "X5": (None, {"reviewed_on"}),
    }


def test_a_fault_stands_where_the_sheet_has_it_in_whatever_part_it_was_read(tmp_path: Path) -> None:
    rows = [case(1), case(2, 是否听证="是", 罚款金额="五佰多"), case(3, 行政相对人编码="123"), case(3)]
    head = list(rows[0])
    book = write_book(tmp_path / "导出.xlsx", {"Sheet1": [list(head), *([row[name] for name in head] for row in rows)]})
    result = load(book, tmp_path / "store")
    said = [(f.row, f.cell, f.column, f.kind) for f in result.faults if f.level == "refused"]
    assert sorted(said) == [(3, "V3", "罚款金额", "bad_amount"), (4, "H4", "行政相对人编码", "bad_uscc")]
    assert taken(tmp_path / "store", "SELECT penalty_id, outcome, source_profile FROM penalties ORDER BY 1") == [
        ("X1", "penalty", "hlwjg"),
        ("X3", "penalty", "hlwjg"),
    ]


def test_a_coercion_is_of_the_kind_that_one_of_two_cells_says(tmp_path: Path) -> None:
    common = {name: CASE[name] for name in list(CASE)[:8]} | {
        "强制依据": "某法",
        "实施强制措施的起始时间": "2024-03-05",
    }
    rows = [
        common | {"行为编号": f"Q{number}", "强制决定书号": f"甲〔2024〕{number}号", "行政强制种类": "强制", **kinds}
        for number, kinds in enumerate(
            [
                {"强制措施类型": "查封", "强制执行类型": ""},
                {"强制措施类型": "", "强制执行类型": "代履行"},
                {"强制措施类型": "没有这种", "强制执行类型": ""},
            ]
        )
    ]
    result = load(write_csv(tmp_path / "导出.csv", rows), tmp_path / "store")
    query = "SELECT kind, started_at FROM coercions ORDER BY coercion_id"
    day = datetime(2024, 3, 5)  # noqa: DTZ001 - as the sheet has it
    assert taken(tmp_path / "store", query) == [("seal", day), ("substitute", day)]
    assert [(f.row, f.column, f.kind) for f in result.faults if f.level == "refused"] == [
        (4, "强制措施类型", "bad_code")
    ]
