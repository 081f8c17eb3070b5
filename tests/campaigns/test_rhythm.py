"""From 每月25日前 to days."""

from __future__ import annotations

import datetime as dt

import pytest

from fajian.campaigns.rhythm import days

FROM, TO = dt.date(2026, 3, 2), dt.date(2026, 12, 31)

TABLE = """
每月   | 每月25日前报送工作信息           | 03-25 04-25 05-25 06-25 07-25 08-25 09-25 10-25 11-25 12-25
每月   | 每月二十五日前                   | 03-25 04-25 05-25 06-25 07-25 08-25 09-25 10-25 11-25 12-25
每月   | 每月１日前                       | 04-01 05-01 06-01 07-01 08-01 09-01 10-01 11-01 12-01
每月   | 每月2日前                        | 03-02 04-02 05-02 06-02 07-02 08-02 09-02 10-02 11-02 12-02
每月   | 每月31日前                       | 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31
每月   | 每月底前                         | 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31
每月   | 每月上旬                         |
每月   | 按月报送                         |
每季度 | 每季度末月25日前                 | 03-25 06-25 09-25 12-25
每季度 | 每季度最后一个月25日前           | 03-25 06-25 09-25 12-25
每季度 | 每季末月25日前                   | 03-25 06-25 09-25 12-25
每季度 | 每季度首月5日前                  | 04-05 07-05 10-05
每季度 | 每季度结束后10日内               | 04-10 07-10 10-10
每季度 | 每季度次月5日前                  | 04-05 07-05 10-05
每季度 | 每季度末前                       | 03-31 06-30 09-30 12-31
每季度 | 每季度结束后10个工作日内         |
每季度 | 按照每年、每季度进行监督         |
每年   | 每年12月10日前                   | 12-10
每年   | 每年1月10日前                    |
每年   | 每年年底前                       | 12-31
每周   | 每周报送                         |
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("every", "quote", "expected"), ROWS, ids=[row[1] for row in ROWS])
def test_the_day_of_the_month_becomes_days_of_the_span(every: str, quote: str, expected: str) -> None:
    assert [f"{day:%m-%d}" for day, _ in days(every, quote, FROM, TO)] == expected.split()


def test_each_day_says_which_period_it_is_for() -> None:
    assert [label for _, label in days("每季度", "每季度结束后10日内", FROM, TO)] == [
        "2026年第1季度",
        "2026年第2季度",
        "2026年第3季度",
    ]
    assert days("每月", "每月5日前", dt.date(2026, 12, 1), dt.date(2027, 1, 31)) == (
        (dt.date(2026, 12, 5), "2026年12月"),
        (dt.date(2027, 1, 5), "2027年1月"),
    )


def test_a_weekly_day_is_that_day_of_every_week_of_the_span_and_names_its_week() -> None:
    friday = days("每周", "每周五下班前", dt.date(2026, 3, 25), dt.date(2026, 4, 9))
    assert friday == (
        (dt.date(2026, 3, 27), "2026年3月23日至29日"),
        (dt.date(2026, 4, 3), "2026年3月30日至4月5日"),
    )
    assert [day for day, _ in days("每周", "每星期日", dt.date(2026, 3, 1), dt.date(2026, 3, 8))] == [
        dt.date(2026, 3, 1),
        dt.date(2026, 3, 8),
    ]


def test_february_ends_on_its_own_last_day() -> None:
    found = days("每月", "每月30日前", dt.date(2028, 2, 1), dt.date(2028, 3, 31))
    assert [day for day, _ in found] == [dt.date(2028, 2, 29), dt.date(2028, 3, 30)]
