"""Rows in turn: 同上, formulas and merged cells, what is said of each bad cell, and which rows are no data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fajian.engine.office.worksheet import SheetFacts
from fajian.engine.store import rows as module
from fajian.engine.store.rows import RowCleaner, Taken, row_kind
from fajian.engine.store.schema import tables
from fajian.engine.store.validate import FaultLog, Raw

AS_OF = date(2026, 11, 21)
PENALTIES = tables()["penalties"]


def cleaner(names: list[str], **more: object) -> RowCleaner:
    taken = [Taken(index, PENALTIES[name], PENALTIES[name].label) for index, name in enumerate(names)]
    return RowCleaner("表.xlsx", "案件", taken, AS_OF, FaultLog(), **more)  # type: ignore[arg-type]


def test_ditto_takes_the_value_above_even_if_the_row_above_was_refused() -> None:
    rows = cleaner(["agency_name", "decided_on"])
    assert rows.clean(2, ["甲局", "2024-02-30"]) is None
    assert rows.clean(3, ["同上", "2024-03-01"]) == ["甲局", "2024-03-01"]
    assert [(f.row, f.kind) for f in rows.log.faults] == [(2, "bad_date"), (3, "ditto")]


def test_ditto_in_the_first_row_is_refused() -> None:
    rows = cleaner(["agency_name"])
    assert rows.clean(2, ["同上"]) is None
    assert [f.kind for f in rows.log.faults] == ["ditto_first"]


def test_ditto_is_known_however_it_is_spaced_and_no_longer_text_is_taken_for_it() -> None:
    rows = cleaner(["remark"])
    assert rows.clean(2, ["甲"]) == rows.clean(3, ["同" + "　" * 90 + "上"]) == rows.clean(4, ["＂"]) == ["甲"]
    assert rows.clean(5, ["同上" * 45]) == ["同上" * 45]


def test_each_bad_cell_of_a_row_is_a_fault_of_its_own_that_says_where() -> None:
    rows = cleaner(["penalty_id", "decided_on", "fine_yuan"], required=frozenset({"penalty_id"}))
    assert rows.clean(7, [None, "八月", "约五千"]) is None
    first, second, third = rows.log.faults
    assert (first.kind, second.kind, third.kind) == ("missing_required", "bad_date", "bad_amount")
    assert str(second).startswith("表.xlsx，案件，第7行，“处罚决定日期”列：")
    assert third.value == "约五千"


def test_formulas_and_merged_cells_are_judged_by_what_the_sheet_knows() -> None:
    facts = SheetFacts({(2, 1): ("=X1", "none"), (3, 1): ("=1/0", "error"), (4, 1): ("=2", "value")}, {(5, 1)})
    rows = cleaner(["fine_yuan", "agency_name"], facts=facts, merged={(4, 2): "甲局"})
    assert rows.clean(2, [None, "甲"]) is None
    assert rows.clean(3, ["", "甲"]) is None
    assert rows.clean(4, [2.0, None]) == ["2.00", "甲局"]
    assert rows.clean(5, ["", "甲"]) is None
    kinds = [(f.row, f.kind, f.value) for f in rows.log.faults if f.column == "罚款金额（元）"]
    assert kinds == [(2, "formula_no_value", "=X1"), (3, "formula_error", "=1/0"), (4, "formula_value", "=2"),
                     (5, "formula_error", "")]  # fmt: skip
    assert ("merged", 4) in [(f.kind, f.row) for f in rows.log.faults]


def test_an_identity_number_never_stands_in_a_message() -> None:
    rows = cleaner(["party_id_no"])
    rows.clean(2, [" 11010119800101001x"])
    (fault,) = rows.log.faults
    assert "19800101" not in str(fault)
    assert "19800101" not in fault.value


def test_faults_are_all_counted_and_only_some_kept() -> None:
    rows = cleaner(["decided_on"])
    rows.log.keep = 3
    for row in range(2, 12):
        rows.clean(row, ["x"])
    assert len(rows.log.faults) == 3
    assert rows.log.total("refused") == 10


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["", None, " "], "empty"),
        (["", "", "第一季度小计", "", 45300.5], "subtotal"),
        (["合计", "", 3.0], "subtotal"),
        (["填表人：某某          联系电话：0000"], "note"),
        (["P1", "澜西区小计量器具厂"], "data"),
        (["P1"], "data"),
    ],
)
def test_rows_that_are_no_data_are_known(cells: list[Raw], kind: str) -> None:
    assert row_kind(cells) == kind


def test_numbers_that_are_equal_but_of_another_kind_are_not_taken_for_each_other() -> None:
    of = cleaner(["fine_yuan"])
    assert of.clean(1, [1.0]) == ["1.00"]
    assert of.clean(2, [True]) is None
    assert of.clean(3, [1]) == ["1.00"]


def test_what_was_said_of_a_cell_is_said_of_the_same_cell_below_it() -> None:
    of = cleaner(["decided_on"])
    assert [of.clean(row, ["2024年3月5日"]) for row in (1, 2)] == [["2024-03-05"]] * 2
    assert [fault.row for fault in of.log.faults] == [1, 2]


@pytest.mark.parametrize("mark", ["合计", "合 计", "第一季度小计", "各部门案件数及罚款金额的总" + " " * 60 + "计"])
def test_a_subtotal_is_known_by_the_end_of_its_text_however_that_is_spread(mark: str) -> None:
    assert row_kind([mark, 5.0]) == "subtotal"
    assert row_kind([f"{mark}有误", 5.0]) == "data"


NAMES = ["penalty_id", "agency_name", "decided_on", "fine_yuan", "is_fast_track", "procedure", "remark"]
CELLS: st.SearchStrategy[Raw] = st.sampled_from(
    ["", None, " ", "甲局", "甲 局", "同上", "〃", "/", "无", "2024-03-05", "2024年3月5日", "2024-02-30", "是", "否",
     "5000", "５千", "1,000", "3万元", "普通程序", "简易", "=1+1", 0, 1, 0.0, 1.0, True, False, 45356.0, 1e16,
     -3, 0.1 + 0.2, date(2024, 3, 5), datetime(2024, 3, 5), datetime(2024, 3, 5, 9, 30), date(2030, 1, 1)]  # noqa: DTZ001
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(table=st.lists(st.lists(CELLS, max_size=len(NAMES)), max_size=12), has_types=st.booleans())
def test_rows_looked_up_say_what_they_say_when_each_is_looked_at(table: list[list[Raw]], has_types: bool) -> None:
    facts = SheetFacts({(3, 4): ("=1+1", "value"), (5, 4): ("=X1", "none")}, {(6, 3)})
    given_: dict[str, Any] = {
        "facts": facts, "merged": {(4, 2): "甲局"}, "required": frozenset({"penalty_id"}), "has_types": has_types,
    }  # fmt: skip
    quick, slow = cleaner(NAMES, **given_), cleaner(NAMES, **given_)
    slow._straight = []
    for row, cells in enumerate(table, start=2):
        with pytest.MonkeyPatch.context() as patch:
            said = quick.clean(row, cells)
            patch.setattr(module, "_REMEMBERED", 0)
            assert said == slow.clean(row, cells)
    assert quick.log == slow.log
