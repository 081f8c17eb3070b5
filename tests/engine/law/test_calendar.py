"""The calendar of working days."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.holidays import read_notice, statutory_days

CALENDAR = Calendar.seeded()
ROWS = {row.day: row for row in CALENDAR.rows()}
BY_NUMBER = dict(CALENDAR.working_day_rows())
DAY = timedelta(days=1)
# Away from the ends, so that a term of up to 60 working days stays inside.
days = st.dates(date(2004, 6, 1), date(2035, 6, 1))
terms = st.integers(1, 60)


def slow_after(start: date, n: int) -> date:
    """Walk forward a day at a time."""
    day = start
    while n:
        day += DAY
        n -= ROWS[day].is_working
    return day


def slow_before(end: date, n: int) -> date:
    day = end
    while n:
        day -= DAY
        n -= ROWS[day].is_working
    return day


def slow_next(day: date) -> date:
    while not ROWS[day].is_working:
        day += DAY
    return day


def test_every_promulgated_day_agrees_with_chinesecalendar() -> None:
    import chinese_calendar

    day = date(2004, 1, 1)
    while day < date(2027, 1, 1):
        assert CALENDAR.is_working(day) == chinese_calendar.is_workday(day), day
        assert not CALENDAR.is_provisional(day)
        day += DAY


def test_2026_has_248_working_days_and_six_made_up_ones() -> None:
    year = [CALENDAR.day(date(2026, 1, 1) + n * DAY) for n in range(365)]
    assert sum(day.is_working for day in year) == 248
    assert [f"{day.day:%m-%d}" for day in year if day.kind == "调休上班"] == [
        "01-04", "02-14", "02-28", "05-09", "09-20", "10-10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "working", "kind", "reason"),
    [
        ("2026-02-12", True, "工作日", "周四"),
        ("2026-02-14", True, "调休上班", "周六，春节调休上班"),
        ("2026-02-17", False, "法定节假日", "春节放假"),
        ("2026-02-23", False, "法定节假日", "春节调休放假"),
        ("2026-03-01", False, "周末", "周日"),
        ("2027-02-06", False, "法定节假日", "春节放假（待节假日通知）"),
        ("2027-02-13", False, "周末", "周六（待节假日通知）"),
        ("2028-10-03", False, "法定节假日", "国庆节、中秋放假（待节假日通知）"),
    ],
)
def test_a_day_says_what_it_is_and_why(day: str, working: bool, kind: str, reason: str) -> None:
    found = CALENDAR.day(date.fromisoformat(day))
    assert (found.is_working, found.kind, found.reason) == (working, kind, reason)


def test_years_without_a_notice_are_provisional() -> None:
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert not CALENDAR.is_working(date(2027, 1, 1))  # New Year's Day is off by law, notice or not


@pytest.mark.parametrize("day", [date(2003, 12, 31), date(2036, 1, 1)])
def test_a_day_outside_is_refused_in_words(day: date) -> None:
    with pytest.raises(InputError, match="不在工作日历范围内"):
        CALENDAR.is_working(day)
    with pytest.raises(InputError, match="不在工作日历范围内"):
        CALENDAR.is_holiday(day)


def test_a_term_that_runs_out_of_the_calendar_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="超出工作日历范围"):
        CALENDAR.nth_working_day(date(2035, 12, 20), 30)
    with pytest.raises(InputError, match="超出工作日历范围"):
        CALENDAR.nth_working_day_before(date(2004, 1, 5), 10)
    with pytest.raises(InputError, match="不小于 1"):
        CALENDAR.nth_working_day(date(2026, 1, 5), 0)


@given(days, terms)
def test_counting_forward_is_walking_forward(start: date, n: int) -> None:
    assert CALENDAR.nth_working_day(start, n) == slow_after(start, n)
    assert BY_NUMBER[ROWS[start].working_number + n] == slow_after(start, n)


@given(days, terms)
def test_counting_back_is_walking_back(end: date, n: int) -> None:
    assert CALENDAR.nth_working_day_before(end, n) == slow_before(end, n)
    assert BY_NUMBER[ROWS[end].working_before + 1 - n] == slow_before(end, n)


@given(days)
def test_the_next_working_day_is_found_by_looking(day: date) -> None:
    assert CALENDAR.next_working(day) == slow_next(day) == ROWS[day].next_working
    assert BY_NUMBER[ROWS[day].working_before + 1] == slow_next(day)


@given(days, st.integers(-80, 80))
def test_working_days_between_are_those_one_can_count(a: date, offset: int) -> None:
    b = a + offset * DAY
    low, high = min(a, b), max(a, b)
    counted = sum(ROWS[low + n * DAY].is_working for n in range(1, (high - low).days + 1))
    assert CALENDAR.working_days_between(a, b) == (counted if a <= b else -counted)


@given(days, terms, st.integers(-20, 120))
def test_later_than_the_nth_working_day_is_a_subtraction(start: date, n: int, offset: int) -> None:
    x = start + offset * DAY
    assert (ROWS[x].working_before - ROWS[start].working_number >= n) == (x > slow_after(start, n))


@given(days, terms, st.integers(-120, 20))
def test_later_than_the_nth_working_day_before_is_a_subtraction(end: date, n: int, offset: int) -> None:
    x = end + offset * DAY
    assert (ROWS[end].working_before - ROWS[x].working_before < n) == (x > slow_before(end, n))


@given(days, st.integers(-15, 15))
def test_later_than_the_rolled_day_is_a_comparison(day: date, offset: int) -> None:
    x = day + offset * DAY
    assert (ROWS[x].working_before > ROWS[day].working_before) == (x > slow_next(day))


def test_the_rows_are_every_day_once_and_say_what_the_functions_say() -> None:
    assert len(ROWS) == (CALENDAR.last - CALENDAR.first).days + 1
    for row in list(ROWS.values())[::17]:
        assert row.is_working == CALENDAR.is_working(row.day)
        assert row.is_holiday == CALENDAR.is_holiday(row.day)
        assert row.is_provisional == CALENDAR.is_provisional(row.day)
        assert (row.working_number, row.working_before) == (
            CALENDAR.working_number(row.day), CALENDAR.working_before(row.day),
        )  # fmt: skip


def notice(year: int = 2027, **changes: Any) -> dict[str, Any]:
    days = [{"name": name, "date": day.isoformat(), "isOffDay": True} for day, name in statutory_days(year).items()]
    days += [{"name": "春节", "date": "2027-02-09", "isOffDay": True}]
    days += [{"name": "春节", "date": "2027-02-20", "isOffDay": False}]
    return {"year": year, "papers": ["国办发明电〔2026〕0号"], "days": days} | changes


def test_an_imported_year_is_no_longer_provisional_and_changes_the_version() -> None:
    imported = CALENDAR.with_notice(read_notice(json.dumps(notice()), "2027.json"))
    assert not imported.is_provisional(date(2027, 3, 1))
    assert imported.is_provisional(date(2028, 3, 1))
    assert imported.is_working(date(2027, 2, 20))
    assert not imported.is_working(date(2027, 2, 9))
    assert imported.day(date(2027, 2, 20)).source == "国办发明电〔2026〕0号"
    assert CALENDAR.version.startswith("2026-")
    assert imported.version.startswith("2027-")
    assert imported != CALENDAR
    assert not CALENDAR.is_working(date(2027, 2, 20)), "the calendar it was made from must not change"


def test_december_days_of_the_next_notice_survive_a_new_notice_for_their_own_year() -> None:
    # 2018-12-29 was worked and 2018-12-31 was off by the notice for 2019.
    old = next(n for n in CALENDAR.notices if n.year == 2018)
    again = {
        "year": 2018,
        "days": [{"name": d.name, "date": d.day.isoformat(), "isOffDay": d.is_off} for d in old.days],
    }
    renewed = CALENDAR.with_notice(read_notice(json.dumps(again), "2018.json"))
    assert renewed.is_working(date(2018, 12, 29))
    assert not renewed.is_working(date(2018, 12, 31))
    assert renewed == CALENDAR


def _without(day: str) -> list[dict[str, Any]]:
    return [entry for entry in notice()["days"] if entry["date"] != day]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "不是有效的 JSON"),
        (b"\xff\xfe\x00", "不是有效的 JSON"),
        ("[]", "缺少 days"),
        (json.dumps(notice(days="x")), "缺少 days"),
        (json.dumps(notice() | {"year": "2027"}), "year 应为"),
        (json.dumps(notice() | {"year": 1999}), "year 应为"),
        (json.dumps(notice() | {"year": True}), "year 应为"),
        (json.dumps(notice(papers="x")), "papers"),
        (json.dumps(notice(days=[])), "没有列出任何日期"),
        (json.dumps(notice(days=["2027-01-01"])), "第1条：应为"),
        (json.dumps(notice(days=[{"name": "", "date": "2027-01-01", "isOffDay": True}])), "name"),
        (json.dumps(notice(days=[{"name": "元旦", "date": "2027-02-30", "isOffDay": True}])), "date 应写成"),
        (json.dumps(notice(days=[{"name": "元旦", "date": 20270101, "isOffDay": True}])), "date 应写成"),
        (json.dumps(notice(days=[{"name": "元旦", "date": "2027-01-01", "isOffDay": "是"}])), "isOffDay"),
        (json.dumps(notice(days=[{"name": "元旦", "date": "2026-11-30", "isOffDay": True}])), "不属于2027年"),
        (json.dumps(notice(days=[{"name": "元旦", "date": "2027-01-04", "isOffDay": False}])), "周一至周五"),
        (json.dumps(notice(days=notice()["days"] * 2)), "出现了两次"),
        (json.dumps(notice(days=_without("2027-10-02"))), "2027-10-02 没有列为放假"),
    ],
)
def test_a_notice_that_makes_no_sense_is_refused_in_words(text: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_notice(text, "2027.json")


def test_a_calendar_with_a_missing_year_is_refused() -> None:
    with pytest.raises(InputError, match="缺少2027年"):
        Calendar.of(n for n in CALENDAR.notices if n.year != 2027)


def test_a_calendar_can_be_sent_to_a_worker() -> None:
    assert pickle.loads(pickle.dumps(CALENDAR)).next_working(date(2026, 2, 15)) == date(2026, 2, 24)
