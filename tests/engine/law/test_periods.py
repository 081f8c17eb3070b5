"""Terms against a slow, obvious reference that walks day by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.engine.faults import InputError
from fajian.engine.law import periods
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.periods import Excluded

CALENDAR = Calendar.seeded()
WORKING = {row.day for row in CALENDAR.rows() if row.is_working}
DAY = timedelta(days=1)

# Early enough that 60 months and 120 excluded days more stay inside the calendar.
days = st.dates(date(2004, 6, 1), date(2030, 6, 1))
terms = st.integers(1, 60)


@st.composite
def cases(draw: st.DrawFn) -> tuple[date, int, list[Excluded]]:
    """A start, a number of days, and spans that lie about the start, overlap, nest or adjoin."""
    start, n = draw(days), draw(terms)
    spans = []
    for _ in range(draw(st.integers(0, 4))):
        first = start + draw(st.integers(-10, 90)) * DAY
        spans.append(Excluded(first, first + draw(st.integers(0, 30)) * DAY, draw(st.sampled_from(["听证", "鉴定"]))))
    return start, n, spans


def lies_in(day: date, spans: Iterable[Excluded]) -> bool:
    return any(span.first <= day <= span.last for span in spans)


def walk(start: date, n: int, spans: Iterable[Excluded], working_only: bool) -> date:
    day = start
    while n:
        day += DAY
        n -= not lies_in(day, spans) and (day in WORKING or not working_only)
    return day


def roll(day: date, spans: Iterable[Excluded] = ()) -> date:
    while day not in WORKING or lies_in(day, spans):
        day += DAY
    return day


def same_day_months_later(day: date, n: int) -> date:
    month = day
    for _ in range(n):
        month = (month.replace(day=28) + 4 * DAY).replace(day=1)
    for number in range(day.day, 0, -1):
        try:
            return month.replace(day=number)
        except ValueError:
            continue
    raise AssertionError


@given(cases())
def test_working_days_are_counted_one_by_one(case: tuple[date, int, list[Excluded]]) -> None:
    start, n, spans = case
    found = periods.working_days(start, n, calendar=CALENDAR, excluded=spans)
    assert found.last_day == walk(start, n, spans, working_only=True)
    assert found.rolled_from is None


@given(cases())
def test_calendar_days_are_counted_one_by_one_and_rolled(case: tuple[date, int, list[Excluded]]) -> None:
    start, n, spans = case
    strict = periods.calendar_days(start, n, calendar=CALENDAR, roll=False, excluded=spans)
    rolled = periods.calendar_days(start, n, calendar=CALENDAR, excluded=spans)
    end = walk(start, n, spans, working_only=False)
    assert strict.last_day == rolled.unrolled == end
    assert rolled.last_day == roll(end, spans)
    assert rolled.rolled_from == (None if rolled.last_day == end else end)


@given(cases())
def test_months_end_on_the_corresponding_day_and_exclusions_are_made_up(case: tuple[date, int, list[Excluded]]) -> None:
    start, n, spans = case
    n = n % 24 + 1
    strict = periods.months(start, n, calendar=CALENDAR, roll=False, excluded=spans)
    corresponding = same_day_months_later(start, n)
    assert strict.last_day == walk(start, (corresponding - start).days, spans, working_only=False)
    assert periods.months(start, n, calendar=CALENDAR, excluded=spans).last_day == roll(strict.last_day, spans)


@given(days, st.integers(1, 5))
def test_a_year_is_twelve_months(start: date, n: int) -> None:
    if start.year + n < 2035:
        one, other = (periods.years(start, n, calendar=CALENDAR), periods.months(start, 12 * n, calendar=CALENDAR))
        assert one.last_day == other.last_day


@given(days, terms)
def test_before_is_the_mirror_of_after(end: date, n: int) -> None:
    found = periods.working_days_before(end, n, calendar=CALENDAR).last_day
    assert sum(found <= day < end for day in WORKING if end - 200 * DAY < day) == n
    assert found in WORKING
    assert periods.calendar_days_before(end, n, calendar=CALENDAR).last_day == end - n * DAY


@given(cases(), st.sampled_from(["working_days", "calendar_days", "months"]), st.booleans())
def test_the_explanation_counts_to_the_last_day(case: tuple[date, int, list[Excluded]], unit: str, rolls: bool) -> None:
    start, n, spans = case
    options = {} if unit == "working_days" else {"roll": rolls}
    found = getattr(periods, unit)(start, n, calendar=CALENDAR, excluded=spans, **options)
    steps = list(found.steps())
    assert steps[0].day == start
    assert steps[-1].day == found.last_day
    counted = [step for step in steps if step.number is not None]
    assert [step.number for step in counted] == list(range(1, len(counted) + 1))
    assert not any(lies_in(step.day, spans) for step in counted)
    assert all(step.reason for step in steps)
    if unit != "months":
        assert len(counted) == n
        assert counted[-1].day == found.unrolled
        # Every day once, but the rest day a term has rolled from: it is counted, and named again as rolled from.
        shown = {step.day for step in steps}
        assert shown == {start + k * DAY for k in range((found.last_day - start).days + 1)}


def test_an_explanation_reads_like_counting_on_a_wall_calendar() -> None:
    found = periods.working_days(date(2026, 2, 12), 7, calendar=CALENDAR)
    assert found.last_day == date(2026, 2, 28)
    lines = [(f"{step.day:%m-%d}", step.number, step.reason) for step in found.steps()]
    assert lines[:5] == [
        ("02-12", None, "起算日，不计算在期间内"),
        ("02-13", 1, "周五"),
        ("02-14", 2, "周六，春节调休上班"),
        ("02-15", None, "春节放假"),
        ("02-16", None, "春节放假"),
    ]
    assert lines[-1] == ("02-28", 7, "周六，春节调休上班")


def test_an_explanation_of_months_says_where_the_day_comes_from() -> None:
    found = periods.months(
        date(2025, 11, 30), 3, calendar=CALENDAR, excluded=[Excluded(date(2025, 12, 1), date(2025, 12, 2), "鉴定")]
    )
    lines = [(f"{step.day:%m-%d}", step.number, step.reason) for step in found.steps()]
    assert lines == [
        ("11-30", None, "起算日，不计算在期间内"),
        ("12-01", None, "鉴定"),
        ("12-02", None, "鉴定"),
        ("02-28", None, "周六，3个月后没有对应日，取月末"),
        ("03-01", 1, "周日，补足扣除的期间"),
        ("03-02", 2, "周一，补足扣除的期间"),
    ]


def test_a_term_that_rolls_into_an_excluded_span_rolls_on() -> None:
    # 2024-12-08 is a Sunday; the Monday it rolls to lies in the span.
    spans = [Excluded(date(2024, 12, 9), date(2024, 12, 13), "鉴定")]
    found = periods.calendar_days(date(2024, 9, 9), 90, calendar=CALENDAR, excluded=spans)
    assert (found.unrolled, found.last_day) == (date(2024, 12, 8), date(2024, 12, 16))
    assert [step.reason for step in found.steps() if step.day == date(2024, 12, 10)] == ["鉴定，末日顺延"]


def test_a_span_counts_once_however_often_it_is_given() -> None:
    spans = [Excluded(date(2024, 9, 19), date(2024, 10, 8)), Excluded(date(2024, 9, 25), date(2024, 9, 30))]
    once = periods.calendar_days(date(2024, 9, 9), 90, calendar=CALENDAR, excluded=spans[:1])
    twice = periods.calendar_days(date(2024, 9, 9), 90, calendar=CALENDAR, excluded=spans + spans)
    assert once.last_day == twice.last_day == date(2024, 12, 30)


@pytest.mark.parametrize(("begins", "last_day"), [("2024-12-08", "2024-12-09"), ("2024-12-10", "2024-12-09")])
def test_a_span_counts_if_it_has_begun_by_the_last_day(begins: str, last_day: str) -> None:
    span = Excluded(date.fromisoformat(begins), date.fromisoformat(begins))
    found = periods.calendar_days(date(2024, 9, 9), 90, calendar=CALENDAR, excluded=[span])
    assert found.last_day == date.fromisoformat(last_day)
    assert bool(found.excluded) == (begins == "2024-12-08")


def test_a_term_is_provisional_where_it_rests_on_a_year_without_a_notice() -> None:
    def flag(deadline: periods.Deadline) -> bool:
        return deadline.provisional

    december = date(2026, 12, 24)
    assert not flag(periods.working_days(december, 5, calendar=CALENDAR))  # to 12-31
    assert flag(periods.working_days(december, 6, calendar=CALENDAR))
    assert flag(periods.working_days_before(date(2027, 1, 8), 6, calendar=CALENDAR))
    assert not flag(periods.working_days_before(date(2027, 1, 1), 3, calendar=CALENDAR))
    assert flag(periods.calendar_days(december, 30, calendar=CALENDAR))
    assert not flag(periods.calendar_days(december, 30, calendar=CALENDAR, roll=False))
    assert flag(periods.years(december, 1, calendar=CALENDAR))


def test_a_term_that_does_not_roll_needs_no_calendar() -> None:
    assert periods.years(date(1999, 2, 28), 2, calendar=CALENDAR, roll=False).last_day == date(2001, 2, 28)
    with pytest.raises(InputError, match="工作日历范围"):
        periods.years(date(1999, 2, 28), 2, calendar=CALENDAR)


def test_an_extension_counts_from_the_day_the_count_ended_and_must_come_in_time() -> None:
    term = periods.calendar_days(date(2024, 9, 9), 90, calendar=CALENDAR)
    assert periods.extended(term, 30, date(2024, 12, 9)).last_day == date(2025, 1, 7)
    assert periods.extended(term, 30, date(2024, 12, 10)) == term
    assert periods.extended(term, 30, None) == term
    with pytest.raises(TypeError):
        periods.extended(periods.months(date(2024, 9, 9), 3, calendar=CALENDAR), 30, date(2024, 9, 10))


def test_hours_run_through_weekends() -> None:
    assert periods.hours(datetime.fromisoformat("2025-06-13T15:00"), 24).isoformat() == "2025-06-14T15:00:00"


def test_whether_something_is_over_can_be_unknown() -> None:
    last, after = date(2026, 3, 2), date(2026, 3, 3)
    assert periods.over(last, last, after) is False
    assert periods.over(after, last, None) is True
    assert periods.over(None, last, last) is False
    assert periods.over(None, last, after) is True
    assert periods.over(None, last, None) is None
    assert periods.over(after, None, after) is None


def test_lateness_is_told_in_days_and_in_working_days() -> None:
    last, done = date(2026, 2, 13), date(2026, 2, 24)
    assert periods.late_days(done, last, None) == 11
    assert periods.late_working_days(done, last, None, calendar=CALENDAR) == 2
    assert periods.late_days(last, last, done) == 0
    assert periods.late_working_days(None, last, last, calendar=CALENDAR) == 0
    assert periods.late_days(None, last, None) is None
    assert periods.late_working_days(None, None, done, calendar=CALENDAR) is None


@pytest.mark.parametrize(
    ("start", "n", "unit"),
    [
        (date(2026, 1, 1), 0, "calendar_days"),
        (date(2026, 1, 1), -3, "months"),
        (date(2026, 1, 1), 10**9, "calendar_days"),
        (date(2026, 1, 1), 10**9, "working_days"),
        (date(2026, 1, 1), 10**9, "years"),
        (date(9999, 12, 31), 5, "calendar_days"),
        (date(202, 1, 1), 5, "months"),
    ],
)
def test_a_senseless_term_is_refused_in_words(start: date, n: int, unit: str) -> None:
    with pytest.raises(InputError, match=r"[\u4e00-\u9fff]"):
        getattr(periods, unit)(start, n, calendar=CALENDAR)
    with pytest.raises(InputError, match="早于起日"):
        Excluded(date(2026, 1, 2), date(2026, 1, 1))
