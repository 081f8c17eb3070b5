"""Values from a day on, by scope and region."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from fajian.engine.faults import InputError
from fajian.engine.law.limits import Value, limit, limit_rows, names, read_limits, read_region, regions, scopes
from fajian.engine.law.unknown import UNKNOWN

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
HENAN = "411800"


def value_of(name: str, on: str, scope: str = "default", region: str | None = HENAN) -> object:
    found = limit(name, on=date.fromisoformat(on), scope=scope, region=region)
    return found if found is UNKNOWN else found.value  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("on", "scope", "expected"),
    [
        ("2017-12-31", "person", UNKNOWN),
        ("2018-01-01", "person", 50),
        ("2021-07-14", "person", 50),
        ("2021-07-15", "person", 200),
        ("2021-07-15", "organisation", 3000),
        ("2025-12-31", "police.person", 200),
        ("2026-01-01", "police.person", 500),
        ("2026-01-01", "market.person", 200),
        ("2026-01-01", "default", UNKNOWN),
    ],
)
def test_a_value_holds_from_a_day_to_a_day(on: str, scope: str, expected: object) -> None:
    assert value_of("summary_limit_yuan", on, scope) == expected


def test_a_scope_without_a_value_that_day_is_passed_over() -> None:
    assert value_of("time_bar_months", "2021-07-14", "life_health_finance") == 24
    assert value_of("time_bar_months", "2021-07-15", "life_health_finance") == 60
    assert scopes("market.person") == ("market.person", "market", "person", "default")
    assert scopes("default") == ("default",)


def test_a_hearing_threshold_is_unknown_until_a_region_gives_one() -> None:
    assert value_of("hearing_fine_yuan", "2026-03-01", "person", region=None) is UNKNOWN
    assert value_of("hearing_fine_yuan", "2026-03-01", "person", region="430000") is UNKNOWN
    assert value_of("hearing_fine_yuan", "2026-03-01", "person", region="410000") == 5000
    assert value_of("hearing_fine_yuan", "2026-03-01", "person", region="411800") == 5000
    assert value_of("hearing_fine_yuan", "2021-11-30", "person", region="411800") is UNKNOWN
    # The ministry's standard prevails over the province's.
    assert value_of("hearing_fine_yuan", "2026-03-01", "market.person", region="411800") == 10000
    assert value_of("hearing_fine_yuan", "2026-03-01", "urban.person", region="130000") is UNKNOWN


def test_what_only_provinces_fix_is_unknown_for_the_country() -> None:
    assert value_of("rule_fine_limit_yuan", "2026-03-01", "safety", region=None) is UNKNOWN
    assert value_of("rule_fine_limit_yuan", "2026-03-01", "safety") == 200000
    assert value_of("forward_days", "2026-03-01", region=None) is UNKNOWN
    assert all(limit_rows(name) for name in names()), "each name has at least one row, if only to say UNKNOWN"


def test_the_unknown_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError):
        bool(limit("hearing_fine_yuan", on=date(2026, 3, 1)))
    assert str(UNKNOWN) == "无法判断"


def test_rows_of_the_region_stand_before_those_of_the_country() -> None:
    rows = limit_rows("hearing_fine_yuan", region=HENAN)
    assert [row.region for row in rows] == ["41"] * 2 + [""] * (len(rows) - 2)
    assert all(row.region == "" for row in limit_rows("hearing_fine_yuan"))
    with pytest.raises(KeyError):
        limit_rows("no_such_limit")


def test_days_become_working_days_with_the_law_of_2021() -> None:
    before, after = (limit("service_days", on=day) for day in (date(2021, 7, 14), date(2021, 7, 15)))
    assert isinstance(before, Value)
    assert isinstance(after, Value)
    assert (before.number, before.unit, after.number, after.unit) == (7, "自然日", 7, "工作日")
    with pytest.raises(TypeError):
        _ = limit_rows("surcharge_rate")[0].number


def test_every_shared_parameter_has_its_value_from_and_to_the_same_day() -> None:
    if not SHARED.exists():
        pytest.skip("shared/ is not beside the project")
    with (SHARED / "cases" / "params.csv").open(encoding="utf-8-sig", newline="") as lines:
        wanted = {
            (row["name"], row["scope"], row["value"], row["valid_from"], row["valid_to"])
            for row in csv.DictReader(lines)
        }
    have = {
        (row.name, row.scope, written(row.value), str(row.valid_from or ""), str(row.valid_to or ""))
        for name in names()
        for row in limit_rows(name, region=HENAN)
    }
    assert {normal(row) for row in wanted} <= {normal(row) for row in have}


def written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ";".join(value) if isinstance(value, tuple) else str(value)


def normal(row: tuple[str, ...]) -> tuple[str, ...]:
    number = row[2].replace(".", "", 1)
    return (*row[:2], str(Decimal(row[2]).normalize()) if number.isdigit() else row[2], *row[3:])


def test_every_limit_says_what_it_rests_on() -> None:
    rows = [row for name in names() for row in limit_rows(name)] + [row for pack in regions() for row in pack.values]
    assert len(rows) > 100
    assert all(row.basis.strip() and row.unit for row in rows)
    assert all(name.label and name.unit for name in names().values())


GOOD = "term: {label: 期限, unit: 日, values: [{value: 1, basis: 甲法}]}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("term: [", "第2行：格式有误"),
        (GOOD.replace("basis: 甲法", "basis: 甲法, from: 2021-02-30"), "格式有误"),
        ("term: \x01", "格式有误"),
        ("{[a]: 1}", "格式有误|应有 label"),
        ("- 1", "名称: 内容"),
        (f"{GOOD}\n{GOOD}", "第2行.*写了两次"),
        ("term: {label: 期限, values: []}", "term 应有 label、unit、values"),
        ("term: {label: 期限, unit: 日, values: 3}", "应为列表"),
        (GOOD.replace("basis", "bases"), "term 第1行：应有 value、basis"),
        (GOOD.replace("value: 1", "value: {}"), "第1行：value 应为数"),
        (GOOD.replace("basis: 甲法", "basis: 甲法, from: 昨天"), "from 应写成"),
        (GOOD.replace("basis: 甲法", "basis: 甲法, from: 2021-01-02, to: 2021-01-01"), "早于起日"),
        (GOOD.replace("]}", ", {value: 2, basis: 乙法, from: 2021-01-01}]}"), "同时有效"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "limits.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_limits(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code: 41\nname: 河南省\nlimits: {}", "code 应为加引号"),
        ('code: "41"\nlimits: {}', "应有 name"),
        ('code: "41"\nname: 河南省\nlimits: {case_dais: []}', "没有名为 case_dais"),
    ],
)
def test_a_slip_in_a_region_is_told(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "henan.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_region(file)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "limits.yaml"
    file.write_bytes("term: 期限".encode("gb18030"))
    with pytest.raises(InputError, match="UTF-8"):
        read_limits(file)
