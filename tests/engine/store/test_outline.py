"""What a file holds, told before it is taken; and a profile made by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from fajian.engine.store.headings import recognise
from fajian.engine.store.outline import outline
from fajian.engine.store.profiles import own_profile
from fajian.engine.store.warehouse import TableCount, import_records
from tests.engine.store.conftest import AS_OF
from tests.engine.store.test_warehouse import AGENCY, penalty, taken, write_book, write_csv

OWN = {
    "案号": "penalty_id", "单位码": "agency_id", "条线": "domain", "罚了多少(万元)": "fine_yuan", "经办": "",
}  # fmt: skip
ROWS: list[list[object]] = [
    ["某局办案登记", "", "", "", ""],
    [*OWN],
    ["甲1", AGENCY["统一社会信用代码"], "城市管理", 0.5, "某"],
    ["甲2", AGENCY["统一社会信用代码"], "城市管理", "1.2万", "某"],
]  # fmt: skip


def test_an_unknown_sheet_is_outlined_by_its_likeliest_headings(tmp_path: Path) -> None:
    book = write_book(tmp_path / "登记.xlsx", {"办案": ROWS, "空": [["备忘"]]})
    found = outline(book, tmp_path)
    assert [(one.sheet, one.heading_row, one.reading) for one in found] == [("办案", 2, None), ("空", 1, None)]
    assert [(column.place, column.heading) for column in found[0].columns] == list(enumerate(OWN))
    assert found[0].columns[0].samples == ("甲1", "甲2")
    assert found[0].columns[0].taken_as == ""


def test_a_known_sheet_says_what_each_heading_is_taken_as(tmp_path: Path) -> None:
    (found,) = outline(write_csv(tmp_path / "行政处罚案件.csv", [penalty(1, 随便="x")]), tmp_path)
    assert found.reading is not None
    assert [column.taken_as for column in found.columns] == ["penalty_id", "agency_id", "domain", ""]


def test_a_profile_made_by_hand_reads_what_nobody_else_knows(tmp_path: Path) -> None:
    mine = own_profile("某局办案登记", "penalties", OWN)
    book, store = write_book(tmp_path / "登记.xlsx", {"办案": ROWS}), tmp_path / "store"
    result = import_records(book, store, batch="b", as_of=AS_OF, own=[mine])
    assert result.tables == {"penalties": TableCount(2, 2)}
    assert not [fault for fault in result.faults if fault.kind == "ignored_column"]
    fines = taken(store, "SELECT penalty_id, fine_yuan FROM penalties ORDER BY 1")
    assert fines == [("甲1", Decimal("5000.00")), ("甲2", Decimal("12000.00"))]


def test_ones_own_comes_before_what_the_sheet_would_else_be_taken_for(tmp_path: Path) -> None:
    headings = ["案件编号", "执法机关统一社会信用代码", "执法领域"]
    mine = own_profile("别的", "coercions", dict(zip(headings, ["coercion_id", "agency_id", "domain"], strict=True)))
    reading = recognise("行政处罚案件", headings, [mine])
    assert reading is not None
    assert reading.table.name == "coercions"
    assert recognise("行政处罚案件", headings[:2], [mine]) is not None
