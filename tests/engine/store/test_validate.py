"""What a cell means, cell by cell, with the cells of a sheet as offices send it."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.engine.store.schema import Column, tables
from fajian.engine.store.validate import KINDS, CellFault, Raw, clean_cell

AS_OF = date(2026, 11, 21)
PENALTIES = tables()["penalties"]
# These need the sheet around the cell; test_rows.py has them.
_OF_THE_SHEET = {"ditto", "ditto_first", "merged", "unit_row", "formula_value", "formula_error", "formula_no_value",
                 "ignored_column", "missing_required", "duplicate", "duplicate_conflict"}  # fmt: skip


def test_the_closed_list_of_kinds_is_the_one_agreed(cases: Path) -> None:
    with (cases / "dirty_messages.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert set(KINDS) == {row["message"] for row in csv.DictReader(lines)}


def test_every_cell_of_the_dirty_sheet_means_what_it_was_meant_to(cases: Path) -> None:
    with (cases / "dirty_truth.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["column"] and row["message"] not in _OF_THE_SHEET]
    wrong = []
    for row in rows:
        factor = 10_000 if row["heading"].endswith("（万元）") else 1
        try:
            value, kind = clean_cell(PENALTIES[row["column"]], row["raw"], as_of=AS_OF, factor=factor)
        except CellFault as fault:
            value, kind = None, fault.kind
        # A day or number that the sheet holds as such is "ok" there; as text in strict form it is "ok" here.
        same_kind = kind == row["message"] or "ok" in (kind, row["message"])
        if (value or "") != row["value"] or not same_kind:
            wrong.append((row["sheet"], row["row"], row["heading"], row["raw"], value, kind, row["message"]))
    assert len(rows) == 297
    assert wrong == []


def cell(name: str, raw: Raw, factor: int = 1) -> tuple[str | None, str]:
    return clean_cell(PENALTIES[name], raw, as_of=AS_OF, factor=factor)


@pytest.mark.parametrize(
    ("name", "raw", "value", "kind"),
    [
        ("decided_on", date(2024, 3, 5), "2024-03-05", "ok"),
        ("decided_on", datetime(2024, 3, 5), "2024-03-05", "ok"),  # noqa: DTZ001
        ("decided_on", 45356, "2024-03-05", "date_serial"),
        ("decided_on", "二〇二四年三月五日", "2024-03-05", "date_text"),
        ("decided_on", "2024-02-29", "2024-02-29", "ok"),
        ("decided_on", "2026-11-21", "2026-11-21", "ok"),
        ("valid_until_on", "2099/12/31", "2099-12-31", "date_text"),
        ("captured_at", "2024-03-05 09:30:00", "2024-03-05 09:30:00", "ok"),
        ("captured_at", "2024年3月5日 9:30", "2024-03-05 09:30:00", "date_text"),
        ("captured_at", "2024-03-05", "2024-03-05 00:00:00", "date_text"),
        ("captured_at", datetime(2024, 3, 5, 9, 30, 0, 400), "2024-03-05 09:30:00", "ok"),  # noqa: DTZ001
        ("fine_yuan", 0.1 + 0.2, "0.30", "ok"),
        ("fine_yuan", "1.2亿元", "120000000.00", "amount_wan"),
        ("fine_yuan", "叁万元", "30000.00", "amount_chinese"),
        ("fine_yuan", "伍佰元零伍分", "500.05", "amount_chinese"),
        ("fine_yuan", "0", "0.00", "ok"),
        ("unit_count", 3.0, "3", "ok"),
        ("unit_count", "1,200", "1200", "amount_text"),
        ("is_continuous", True, "是", "ok"),
        ("is_continuous", "√", "是", "synonym"),
        ("is_continuous", "0", "否", "synonym"),
        ("is_continuous", "", None, "ok"),
        ("defence_claims", "无", "无", "ok"),
        ("penalty_kinds", "罚款;没收违法所得", "罚款、没收违法所得", "normalised"),
        ("violation_region_code", 411800.0, "411800", "ok"),
        ("party_id_no", "11010119800101001x", "11010119800101001X", "normalised"),
        ("violation_facts", " 第一行\r\n第二行 ", "第一行\n第二行", "normalised"),
        ("remark", "无", None, "blank_mark"),
        ("remark", "　", None, "ok"),
        ("remark", "Ｎ／" + "　" * 90 + "Ａ", None, "blank_mark"),
        ("remark", "无" * 90, "无" * 90, "ok"),
        ("object_key", "豫A·12345", "豫A·12345", "ok"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(name: str, raw: Raw, value: str | None, kind: str) -> None:
    assert cell(name, raw) == (value, kind)


@pytest.mark.parametrize(
    ("name", "raw", "kind", "word"),
    [
        ("decided_on", "2024-02-30", "bad_date", "日历"),
        ("decided_on", "2023-02-29", "bad_date", "日历"),
        ("decided_on", "2026-11-22", "future_date", "2026-11-21"),
        ("decided_on", "1824-03-05", "bad_date", "年份"),
        ("decided_on", date(1899, 1, 1), "bad_date", "年份"),
        ("decided_on", 3, "bad_date", "不是日期"),
        ("decided_on", True, "bad_date", "不是日期"),
        ("decided_on", "2024-03-05至2024-04-05", "too_many_values", "两个日期"),
        ("captured_at", "2024-03-05 25:00:00", "bad_date", "日历"),
        ("fine_yuan", "12.345", "bad_amount", "小数超过2位"),
        ("fine_yuan", 1e20, "bad_amount", "单位"),
        ("fine_yuan", date(2024, 1, 1), "bad_amount", "不是数"),
        ("unit_count", "2.5", "bad_amount", "整数"),
        ("unit_count", "-1", "negative_amount", "正负号"),
        ("procedure", "简易、普通", "too_many_values", "只能填一个"),
        ("party_kind", "外地户", "bad_code", "个体工商户"),
        ("party_id_no", 110101198001010010.0, "bad_code", "文本"),
        ("party_uscc", "91411802MABWBCDX1A", "bad_uscc", "校验位"),
    ],
)
def test_a_bad_cell_is_refused_with_a_sentence_that_helps(name: str, raw: Raw, kind: str, word: str) -> None:
    with pytest.raises(CellFault) as caught:
        cell(name, raw)
    assert caught.value.kind == kind
    assert word in caught.value.message


ALL_COLUMNS = [column for table in tables().values() for column in table]
ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times(), st.text(max_size=30),
    st.text(alphabet="0123456789.-/年月日 :元万亿,，壹贰叁拾佰仟角分整零同上、;是否√", max_size=14),
)  # fmt: skip


@given(column=st.sampled_from(ALL_COLUMNS), raw=ANYTHING, factor=st.sampled_from([1, 10_000]))
def test_whatever_stands_in_a_cell_it_is_a_value_or_a_fault(column: Column, raw: Raw, factor: int) -> None:
    try:
        value, kind = clean_cell(column, raw, as_of=AS_OF, factor=factor)
    except CellFault as fault:
        value, kind = fault.message, fault.kind
    assert kind in KINDS
    assert value is None or value.strip()


@given(column=st.sampled_from(ALL_COLUMNS), raw=ANYTHING)
def test_what_was_cleaned_is_clean(column: Column, raw: Raw) -> None:
    try:
        value, _ = clean_cell(column, raw, as_of=AS_OF)
    except CellFault:
        return
    if value is not None:
        assert clean_cell(column, value, as_of=AS_OF)[0] in (value, None)
