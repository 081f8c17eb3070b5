"""Terms: their last day, and day by day why it is that one."""

from __future__ import annotations

import calendar as months_of
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar, weekday

Unit = Literal["working_days", "calendar_days", "months", "years"]
UNIT_LABELS: dict[Unit, str] = {"working_days": "个工作日", "calendar_days": "日", "months": "个月", "years": "年"}
_ONE_DAY = dt.timedelta(days=1)
_LONGEST = {"working_days": 10_000, "calendar_days": 40_000, "months": 1_200, "years": 100, "hours": 900_000}
_EARLIEST, _LATEST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)


@dataclass(frozen=True, slots=True, order=True)
class Excluded:
    """Days that do not count (听证、公告、检测、鉴定、中止), `first` and `last` included.

    Only spans on record belong here: one without a document is to be left out by the caller. `why` is what
    explanations show. InputError if the span ends before it begins.
    """

    first: dt.date
    last: dt.date
    why: str = "扣除期间"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InputError(f"扣除期间的止日 {self.last} 早于起日 {self.first}，请核对。")

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Step:
    """One day of an explanation: `number` is the running count, None where the day was not counted."""

    day: dt.date
    number: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term (it still is in time), and how it came about.

    start: the day the term runs from, not counted. unrolled: where the count itself ended; `last_day` is later only
    if that was a rest day and the term is one that rolls (民法典 203). provisional: the result rests on a year without
    a holiday notice and may move. excluded: merged, and only the spans that had an effect.
    """

    start: dt.date
    count: int
    unit: Unit
    last_day: dt.date
    unrolled: dt.date
    provisional: bool
    excluded: tuple[Excluded, ...] = ()
    backward: bool = False
    calendar: Calendar = field(kw_only=True, repr=False)

    @property
    def rolled_from(self) -> dt.date | None:
        """The rest day the term would have ended on; None if it was not moved."""
        return self.unrolled if self.unrolled != self.last_day else None

    def steps(self) -> Iterator[Step]:
        """The days from the start to the last one, each counted or skipped and why. Computed when asked.

        Terms in months and years show no counted days but the corresponding one and those that make up for exclusions.
        """
        yield Step(self.start, None, "基准日，不计算在期间内" if self.backward else "起算日，不计算在期间内")
        if self.unit == "working_days":
            yield from self._working_steps()
        elif self.unit == "calendar_days":
            yield from self._calendar_steps()
        else:
            yield from self._month_steps()
        yield from self._rolling_steps()

    def _days(self) -> Iterator[tuple[dt.date, Excluded | None]]:
        """Each day after the start up to where the count ended, with the excluded span it lies in."""
        day = self.start
        while day != self.unrolled:
            day += -_ONE_DAY if self.backward else _ONE_DAY
            yield day, _span_of(day, self.excluded)

    def _working_steps(self) -> Iterator[Step]:
        number = 0
        for day, span in self._days():
            known = self.calendar.day(day)
            if span or not known.is_working:
                yield Step(day, None, span.why if span else known.reason)
            else:
                number += 1
                yield Step(day, number, known.reason)

    def _calendar_steps(self) -> Iterator[Step]:
        number = 0
        for day, span in self._days():
            if span:
                yield Step(day, None, span.why)
            else:
                number += 1
                yield Step(day, number, weekday(day))

    def _month_steps(self) -> Iterator[Step]:
        label = f"{self.count}{UNIT_LABELS[self.unit]}后的对应日"
        corresponding = corresponding_day(self.start, self.count * (12 if self.unit == "years" else 1))
        if corresponding.day != self.start.day:
            label = f"{self.count}{UNIT_LABELS[self.unit]}后没有对应日，取月末"
        number = 0
        for day, span in self._days():
            if span:
                yield Step(day, None, f"{label}；{span.why}" if day == corresponding else span.why)
            elif day == corresponding:
                yield Step(day, None, f"{weekday(day)}，{label}")
            elif day > corresponding:
                number += 1
                yield Step(day, number, f"{weekday(day)}，补足扣除的期间")

    def _rolling_steps(self) -> Iterator[Step]:
        if not self.rolled_from:
            return
        day = self.unrolled
        while day != self.last_day:
            span = _span_of(day, self.excluded)
            yield Step(day, None, f"{span.why if span else self.calendar.day(day).reason}，末日顺延")
            day += _ONE_DAY
        yield Step(day, None, f"{self.calendar.day(day).reason}，顺延后的末日")


def working_days(start: dt.date, n: int, *, calendar: Calendar, excluded: Iterable[Excluded] = ()) -> Deadline:
    """The n-th working day after `start` (行政处罚法 85, 行政强制法 69, 行政许可法 82, 行政复议法 88).

    Days in an excluded span are not counted. A working day needs no rolling. InputError if it leaves the calendar.
    """
    _check(start, n, "working_days")
    last_day = calendar.nth_working_day(start, n)
    took_effect: list[Excluded] = []
    for span in merged(excluded, after=start):
        if span.first > last_day:
            break
        took_effect.append(span)
        lost = calendar.working_days_between(span.first - _ONE_DAY, span.last)
        if lost:
            last_day = calendar.nth_working_day(last_day, lost)
    provisional = _provisional(calendar, start + _ONE_DAY, last_day)
    return Deadline(start, n, "working_days", last_day, last_day, provisional, tuple(took_effect), calendar=calendar)


def working_days_before(end: dt.date, n: int, *, calendar: Calendar) -> Deadline:
    """The n-th working day before `end`, the last day for what is to be done n days before (行政处罚法 64(2))."""
    _check(end, n, "working_days")
    last_day = calendar.nth_working_day_before(end, n)
    provisional = _provisional(calendar, last_day, end - _ONE_DAY)
    return Deadline(end, n, "working_days", last_day, last_day, provisional, backward=True, calendar=calendar)


def calendar_days(
    start: dt.date, n: int, *, calendar: Calendar, roll: bool = True, excluded: Iterable[Excluded] = ()
) -> Deadline:
    """The n-th day after `start`; on a rest day the next working day if `roll` (民法典 201, 203; 民事诉讼法 85).

    roll=False for terms that bind the citizen longer when they roll (查封、扣押、冻结; 追责时效). Excluded spans begun
    by the last day lengthen the term by their days, overlapping ones once. Without roll the calendar is not asked.
    """
    _check(start, n, "calendar_days")
    return _ended(start, n, "calendar_days", start + n * _ONE_DAY, calendar, roll, excluded)


def calendar_days_before(end: dt.date, n: int, *, calendar: Calendar) -> Deadline:
    """The n-th day before `end`, never rolled: moving it either way would shorten somebody's notice."""
    _check(end, n, "calendar_days")
    day = end - n * _ONE_DAY
    return Deadline(end, n, "calendar_days", day, day, provisional=False, backward=True, calendar=calendar)


def months(
    start: dt.date, n: int, *, calendar: Calendar, roll: bool = True, excluded: Iterable[Excluded] = ()
) -> Deadline:
    """The corresponding day n months later, the month's last day where there is none (民法典 202); rolls as days do."""
    _check(start, n, "months")
    return _ended(start, n, "months", corresponding_day(start, n), calendar, roll, excluded)


def years(
    start: dt.date, n: int, *, calendar: Calendar, roll: bool = True, excluded: Iterable[Excluded] = ()
) -> Deadline:
    """The corresponding day n years later; 29 February gives 28 February in a common year."""
    _check(start, n, "years")
    return _ended(start, n, "years", corresponding_day(start, 12 * n), calendar, roll, excluded)


def hours(start: dt.datetime, n: int) -> dt.datetime:
    """n running hours later, whatever the day (行政强制法 19, 移送规定 5)."""
    _check(start.date(), n, "hours")
    return start + dt.timedelta(hours=n)


def extended(deadline: Deadline, n: int, approved_on: dt.date | None, *, roll: bool = True) -> Deadline:
    """The term with n more calendar days, if approved by its last day (rolled or not); else as it was.

    The extension runs from where the count itself ended, not from the day it had rolled to. `count` becomes the sum.
    TypeError for a term in months, years or working days: the law extends those in their own units.
    """
    if deadline.unit != "calendar_days" or deadline.backward:
        raise TypeError(f"cannot extend {deadline.unit} by calendar days")
    if approved_on is None or approved_on > deadline.last_day:
        return deadline
    return calendar_days(
        deadline.start, deadline.count + n, calendar=deadline.calendar, roll=roll, excluded=deadline.excluded
    )


def corresponding_day(day: dt.date, n_months: int) -> dt.date:
    """The same day of the month n months later (or earlier), at most that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + n_months, 12)
    return dt.date(year, month + 1, min(day.day, months_of.monthrange(year, month + 1)[1]))


def merged(spans: Iterable[Excluded], after: dt.date) -> tuple[Excluded, ...]:
    """The union of the spans later than `after`, in order; adjoining ones stay apart so that each keeps its reason."""
    result: list[Excluded] = []
    for span in sorted(spans):
        first = max(span.first, after + _ONE_DAY, *(done.last + _ONE_DAY for done in result[-1:]))
        if first <= span.last:
            result.append(Excluded(first, span.last, span.why))
    return tuple(result)


def over(done: dt.date | None, last_day: dt.date | None, as_of: dt.date | None) -> bool | None:
    """Whether something was done too late, or is not done and overdue; None where that cannot be known.

    `done` None: not done as of `as_of`. The last day itself is in time. Unknown: no last day, or neither other day.
    """
    day = done or as_of
    return None if last_day is None or day is None else day > last_day


def late_days(done: dt.date | None, last_day: dt.date | None, as_of: dt.date | None) -> int | None:
    """Calendar days after the last day up to `done` (else `as_of`); 0 if in time, None if it cannot be known."""
    day = done or as_of
    return None if last_day is None or day is None else max(0, (day - last_day).days)


def late_working_days(
    done: dt.date | None, last_day: dt.date | None, as_of: dt.date | None, *, calendar: Calendar
) -> int | None:
    """Working days after the last day up to and including `done` (else `as_of`); 0 if in time, None if unknown."""
    day = done or as_of
    return None if last_day is None or day is None else max(0, calendar.working_days_between(last_day, day))


def _ended(
    start: dt.date, n: int, unit: Unit, end: dt.date, calendar: Calendar, roll: bool, excluded: Iterable[Excluded]
) -> Deadline:
    """The term that would end on `end`, lengthened by the excluded spans begun by then, and rolled if wanted."""
    spans = merged(excluded, after=start)
    took_effect: list[Excluded] = []
    for span in spans:
        if span.first > end:
            break
        took_effect.append(span)
        end += ((span.last - span.first).days + 1) * _ONE_DAY
    last_day = end
    if roll:
        last_day = calendar.next_working(end)
        # Where the term has rolled into a span that does not count, it goes on rolling until that span is over.
        while hit := _span_of(last_day, spans):
            took_effect.append(hit)
            last_day = calendar.next_working(hit.last + _ONE_DAY)
    provisional = roll and _provisional(calendar, end, last_day)
    return Deadline(start, n, unit, last_day, end, provisional, tuple(took_effect), calendar=calendar)


def _provisional(calendar: Calendar, first: dt.date, last: dt.date) -> bool:
    """Whether any of the days first..last lies in a year without a holiday notice."""
    return any(calendar.is_provisional(max(first, dt.date(year, 1, 1))) for year in range(first.year, last.year + 1))


def _span_of(day: dt.date, spans: Iterable[Excluded]) -> Excluded | None:
    return next((span for span in spans if day in span), None)


def _check(start: dt.date, n: int, unit: str) -> None:
    if not _EARLIEST <= (start.date() if isinstance(start, dt.datetime) else start) <= _LATEST:
        raise InputError(
            f"起算日 {start:%Y-%m-%d} 不合常理，请核对（应在 {_EARLIEST.year} 至 {_LATEST.year} 年之间）。"
        )
    if not 1 <= n <= _LONGEST[unit]:
        raise InputError(f"期限长度应为 1 至 {_LONGEST[unit]} 的整数，现为 {n}。")
