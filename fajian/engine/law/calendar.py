"""The calendar of working days: weekends, holidays, make-up days (调休), and which years are only provisional."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from fajian.engine.faults import InputError
from fajian.engine.law.holidays import HolidayNotice, NoticeDay, seeded_notices

DayKind = Literal["工作日", "周末", "法定节假日", "调休上班"]
PROVISIONAL_LABEL = "待节假日通知"
_WEEKDAYS = "一二三四五六日"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One day: `kind` says what it is, `reason` why (周六, 春节放假, 春节调休上班, …), `source` on whose word."""

    day: date
    is_working: bool
    kind: DayKind
    reason: str
    source: str
    is_provisional: bool


class CalendarRow(NamedTuple):
    """One row of the calendar table (see Calendar.rows for the arithmetic).

    working_number: working days up to and including `day`; working_before: strictly before it; next_working: the
    first working day on or after `day` (None only behind the last working day of the calendar); is_holiday: off by a
    holiday arrangement – a plain weekend is not.
    """

    day: date
    is_working: bool
    working_number: int
    working_before: int
    next_working: date | None
    is_provisional: bool
    is_holiday: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """All days from `first` to `last` (both included), working or not. Immutable; two are equal if all days are.

    `version` is "<last promulgated year>-<hash of all days>", to be kept with every result that rests on it.
    A day outside first..last raises InputError. Provisional years know no 调休; whoever computes with such a day has
    to say 「待节假日通知」 (is_provisional). The last days of December may still move with the next notice.
    """

    version: str
    first: date = field(compare=False)
    last: date = field(compare=False)
    notices: tuple[HolidayNotice, ...] = field(compare=False, repr=False)
    _exceptions: Mapping[date, NoticeDay] = field(compare=False, repr=False)
    _numbers: tuple[int, ...] = field(compare=False, repr=False)  # by day: working days up to and including it
    _working: tuple[date, ...] = field(compare=False, repr=False)  # by working number, from 1

    @classmethod
    def seeded(cls) -> Calendar:
        """The shipped calendar: chinesecalendar, imports in content/law/calendar, provisional years. Cached."""
        return _seeded()

    @classmethod
    def of(cls, notices: Iterable[HolidayNotice]) -> Calendar:
        """A calendar from one notice per year; a later notice of a year replaces an earlier one.

        Raises InputError if a year between the first and the last has no notice.
        """
        by_year = {notice.year: notice for notice in notices}
        years = sorted(by_year)
        if missing := sorted(set(range(years[0], years[-1] + 1)) - set(years)):
            raise InputError(f"工作日历缺少{missing[0]}年：请先导入该年的放假安排，日历必须连续。")
        first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
        exceptions = {named.day: named for year in years for named in by_year[year].days if first <= named.day}
        numbers: list[int] = []
        working: list[date] = []
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            named = exceptions.get(day)
            if (not named.is_off) if named else day.weekday() < 5:
                working.append(day)
            numbers.append(len(working))
        promulgated = max((year for year in years if not by_year[year].provisional), default=0)
        provisional = [year for year in years if by_year[year].provisional]
        off = sorted(day.isoformat() for day, named in exceptions.items() if named.is_off)
        content = repr((first, working, off, provisional)).encode()
        return cls(
            version=f"{promulgated}-{hashlib.sha256(content).hexdigest()[:8]}",
            first=first,
            last=last,
            notices=tuple(by_year[year] for year in years),
            _exceptions=exceptions,
            _numbers=tuple(numbers),
            _working=tuple(working),
        )

    def with_notice(self, notice: HolidayNotice) -> Calendar:
        """The calendar with the notice of one year put in the place of what stood there."""
        return Calendar.of((*self.notices, notice))

    # Single days

    def _index(self, day: date) -> int:
        index = day.toordinal() - self.first.toordinal()
        if not 0 <= index < len(self._numbers):
            raise InputError(
                f"{day.isoformat()[:10]} 不在工作日历范围内（{self.first} 至 {self.last}）："
                "请核对日期，或导入该年的放假安排。"
            )
        return index

    def working_number(self, day: date) -> int:
        """How many working days there are from the calendar's first day up to and including `day`."""
        return self._numbers[self._index(day)]

    def working_before(self, day: date) -> int:
        """How many working days lie strictly before `day`."""
        index = self._index(day)
        return self._numbers[index - 1] if index else 0

    def is_working(self, day: date) -> bool:
        return self.working_number(day) > self.working_before(day)

    def is_provisional(self, day: date) -> bool:
        """Whether no notice for the year of `day` has been loaded, so that 调休 is not known."""
        self._index(day)
        return self.notices[day.year - self.first.year].provisional

    def is_holiday(self, day: date) -> bool:
        """Whether `day` is off by a holiday arrangement; a plain weekend is not (行政强制法 43: 法定节假日)."""
        self._index(day)
        return day in self._exceptions and self._exceptions[day].is_off

    def day(self, day: date) -> Day:
        """What `day` is and why."""
        self._index(day)
        notice = self.notices[day.year - self.first.year]
        named = self._exceptions.get(day)
        name = weekday(day)
        kind: DayKind
        if named and named.is_off:
            kind, reason = "法定节假日", f"{named.name}{'调休放假' if named.in_lieu else '放假'}"
        elif named:
            kind, reason = "调休上班", f"{name}，{named.name}调休上班"
        elif day.weekday() >= 5:
            kind, reason = "周末", name
        else:
            kind, reason = "工作日", name
        if notice.provisional:
            reason = f"{reason}（{PROVISIONAL_LABEL}）"
        return Day(day, self.is_working(day), kind, reason, notice.source, notice.provisional)

    # Counting

    def working_day(self, number: int) -> date:
        """The day with that working number (1 = the calendar's first working day)."""
        if not 1 <= number <= len(self._working):
            raise InputError(
                f"推算的工作日超出工作日历范围（{self.first} 至 {self.last}）："
                "请核对起算日和天数，或导入更多年度的放假安排。"
            )
        return self._working[number - 1]

    def next_working(self, day: date) -> date:
        """The first working day on or after `day`."""
        return self.working_day(self.working_before(day) + 1)

    def nth_working_day(self, start: date, n: int) -> date:
        """The n-th working day after `start`, which is not counted (行政处罚法 85, 民法典 201). n >= 1."""
        _at_least_one(n)
        return self.working_day(self.working_number(start) + n)

    def nth_working_day_before(self, end: date, n: int) -> date:
        """The n-th working day before `end`, which is not counted. n >= 1."""
        _at_least_one(n)
        return self.working_day(self.working_before(end) + 1 - n)

    def working_days_between(self, after: date, until: date) -> int:
        """Working days later than `after` up to and including `until`; negative if `until` lies before `after`."""
        return self.working_number(until) - self.working_number(after)

    # Tables

    def rows(self) -> Iterator[CalendarRow]:
        """The calendar as a table, one row per day, so that rules stay joins and subtractions.

        Write W(d) for working_number, B(d) for working_before. A blank day stays blank through a left join, and so
        does every comparison with it; a day outside the calendar is blank too (the rule cannot judge). Then
        - n-th working day after s:            the day whose number is W(s) + n  (working_day_rows)
        - x is later than that day:            B(x) - W(s) >= n                  (no second join needed)
        - n-th working day before e:           the day whose number is B(e) + 1 - n
        - x is later than that day:            B(e) - B(x) < n
        - working days after a, up to b:       W(b) - W(a)
        - d rolled to a working day:           next_working, or the day whose number is B(d) + 1
        - x is later than the rolled day d:    B(x) > B(d)                       (d + n calendar days needs no roll)
        - as_of later than any of them:        put as_of in the place of x.
        """
        for offset, number in enumerate(self._numbers):
            day = self.first + offset * _ONE_DAY
            before = self._numbers[offset - 1] if offset else 0
            named = self._exceptions.get(day)
            yield CalendarRow(
                day=day,
                is_working=number > before,
                working_number=number,
                working_before=before,
                next_working=self._working[before] if before < len(self._working) else None,
                is_provisional=self.notices[day.year - self.first.year].provisional,
                is_holiday=named is not None and named.is_off,
            )

    def working_day_rows(self) -> Iterator[tuple[int, date]]:
        """The inverse table: (working_number, day), every number once."""
        return enumerate(self._working, start=1)


def weekday(day: date) -> str:
    """周一 … 周日."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def _at_least_one(n: int) -> None:
    if n < 1:
        raise InputError(f"工作日天数应为不小于 1 的整数，现为 {n}。")


@cache
def _seeded() -> Calendar:
    return Calendar.of(seeded_notices())
