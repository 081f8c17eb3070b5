"""Date expressions as plans write them, as a table."""

from __future__ import annotations

from datetime import date

import pytest

from fajian.engine.plans.dates import Years, find_dates

YEARS = Years(2024, date(2024, 3, 1))

# text | from | to (blank = open); the text is in reading form: half-width, simplified
SPANS = """
8月初—8月底 | 2024-08-01 | 2024-08-31
9月上、中旬 | 2024-09-01 | 2024-09-20
9月中、下旬 | 2024-09-11 | 2024-09-30
9月中下旬 | 2024-09-11 | 2024-09-30
9月下旬 | 2024-09-21 | 2024-09-30
2025年2月底 | 2025-02-28 | 2025-02-28
3月1日至5月31日 | 2024-03-01 | 2024-05-31
3月1日至31日 | 2024-03-01 | 2024-03-31
3月—5月 | 2024-03-01 | 2024-05-31
6月份 | 2024-06-01 | 2024-06-30
10月上旬至下旬 | 2024-10-01 | 2024-10-31
6月上旬至9月下旬前 | 2024-06-01 | 2024-09-30
11月中旬前 | | 2024-11-20
6月10日前 | | 2024-06-10
5月31日止 | | 2024-05-31
7月1日起 | 2024-07-01 |
4月底前 | | 2024-04-30
年底前 | | 2024-12-31
2025年底前 | | 2025-12-31
2025年5月 | 2025-05-01 | 2025-05-31
2020年6月初至11月底 | 2020-06-01 | 2020-11-30
2024年8月至2025年1月 | 2024-08-01 | 2025-01-31
11月至次年2月 | 2024-11-01 | 2025-02-28
2024.3.1-2024.5.31 | 2024-03-01 | 2024-05-31
2021-12-29 | 2021-12-29 | 2021-12-29
二〇二四年七月三十一日 | 2024-07-31 | 2024-07-31
2024年上半年 | 2024-01-01 | 2024-06-30
第三季度 | 2024-07-01 | 2024-09-30
2021年1014 | 2021-10-14 | 2021-10-14
2024年731 | 2024-07-31 | 2024-07-31
201195 | 2011-09-05 | 2011-09-05
828前 | | 2024-08-28
103日前 | | 2024-10-03
202111底前 | | 2021-11-30
2021年10底前 | | 2021-10-31
20*年2月下旬—3月上旬 | 2024-02-21 | 2024-03-10
从2月下旬开始到5月底 | 2024-02-21 | 2024-05-31
2024年4-5月 | 2024-04-01 | 2024-05-31
2024.3.1-5.31 | 2024-03-01 | 2024-05-31
2024.3-2024.5 | 2024-03-01 | 2024-05-31
即日起至9月底 | 2024-03-01 | 2024-09-30
自印发之日起至2024年9月30日 | 2024-03-01 | 2024-09-30
本月15日前 | | 2024-03-15
下月5日前 | | 2024-04-05
4月30日(星期二)前 | | 2024-04-30
4月30日下班前 | | 2024-04-30
4月30日17:00前 | | 2024-04-30
2024年内 | 2024-12-31 | 2024-12-31
"""
LISTS = """
6月、7月、8月15日前 | 2024-06-15 2024-07-15 2024-08-15
6月、7月、8月每月15日前 | 2024-06-15 2024-07-15 2024-08-15
4月30日前、5月31日前 | 2024-04-30 2024-05-31
6月至8月每月15日前 | 2024-06-15 2024-07-15 2024-08-15
6月、7月每月底前 | 2024-06-30 2024-07-31
6月、7月、8月的15日前 | 2024-06-15 2024-07-15 2024-08-15
6月至8月每个月的15日前 | 2024-06-15 2024-07-15 2024-08-15
5、6、7月15日前 | 2024-05-15 2024-06-15 2024-07-15
2024年5月10日、6月10日、7月10日前 | 2024-05-10 2024-06-10 2024-07-10
"""
NO_DATES = (
    "每月15日前",
    "3个月内",
    "12345热线",
    "20个工作日",
    "国发[2024]5号",
    "0999-3088123",
    "第一批",
    "百分之三十",
    "4.5-6.5%",
    "一月一通报",
)


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize(("text", "first", "last"), rows(SPANS))
def test_an_expression_has_its_first_and_last_day(text: str, first: str, last: str) -> None:
    (found,) = find_dates(f"各单位于{text}完成")
    assert (iso(YEARS.span(found)[0]), iso(YEARS.span(found)[1])) == (first, last)


@pytest.mark.parametrize(("text", "days"), rows(LISTS))
def test_a_list_gives_one_day_for_each_of_its_members(text: str, days: str) -> None:
    (found,) = find_dates(f"各单位于{text}报送")
    assert [iso(day) for day in YEARS.dues(found)] == days.split()


@pytest.mark.parametrize("text", NO_DATES)
def test_counts_and_numbers_are_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_what_lies_months_before_the_issue_means_the_next_year() -> None:
    (found,) = find_dates("2月底前")
    assert Years(2024, date(2024, 11, 20)).due(found) == date(2025, 2, 28)
    assert Years(2024, date(2024, 3, 10)).due(found) == date(2024, 2, 29)


def test_without_any_year_nothing_is_guessed() -> None:
    (found,) = find_dates("3月1日至5月31日")
    assert Years(None).span(found) == (None, None)


def test_the_ten_days_with_before_are_marked_vague_and_a_plain_day_is_not() -> None:
    vague, plain = find_dates("至9月下旬前,9月20日前")
    assert vague.vague
    assert not plain.vague
