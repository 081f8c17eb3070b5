"""怎么算的: the page that shows every counted and skipped day of a term."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from fajian.engine.faults import InputError
from fajian.engine.law import periods
from fajian.engine.law.calendar import PROVISIONAL_LABEL, Calendar
from fajian.engine.law.periods import UNIT_LABELS, Deadline, Step

SOON = 3  # working days; from here on the light is yellow
LONGEST_SHOWN = 800  # days listed on one page
COUNTERS = {
    "working_days": lambda start, count, roll: periods.working_days(start, count, calendar=Calendar.seeded()),
    "calendar_days": lambda start, count, roll: periods.calendar_days(
        start, count, calendar=Calendar.seeded(), roll=roll
    ),
    "months": lambda start, count, roll: periods.months(start, count, calendar=Calendar.seeded(), roll=roll),
    "years": lambda start, count, roll: periods.years(start, count, calendar=Calendar.seeded(), roll=roll),
}


def remaining(day: dt.date, today: dt.date) -> tuple[str, str]:
    """(light, words) of a term that ends on `day`: 还剩3个工作日, 今天到期, 已逾期2个工作日. The last day is in time.

    Falls back to calendar days where no working day lies in between, and where the calendar does not reach.
    """
    first, last = min(day, today), max(day, today)
    try:
        working = Calendar.seeded().working_days_between(first, last)
    except InputError:
        working = 0
    span = f"{working}个工作日" if working else f"{(last - first).days}天"
    if day < today:
        return "red", f"已逾期{span}"
    if day == today:
        return "yellow", "今天到期"
    return ("yellow" if working <= SOON else "green"), f"还剩{span}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the page shows: a sentence, the days, on whose word they count."""

    title: str
    result: str
    last_day: dt.date
    steps: tuple[Step, ...]
    sources: tuple[str, ...]
    provisional: bool


def clock(request: HttpRequest) -> HttpResponse:
    """?start=&count=&unit=[&roll=0]: how a term's last day came about; ?from=&to=: the days that are left."""
    explained, wrong = None, ""
    try:
        if "start" in request.GET:
            explained = term(request.GET)
        elif "from" in request.GET:
            explained = span(request.GET)
    except InputError as error:
        wrong = str(error)
    context = {"explained": explained, "wrong": wrong, "units": UNIT_LABELS, "provisional_label": PROVISIONAL_LABEL}
    return render(request, "clock.html", context, status=400 if wrong else 200)


def term(query: QueryDict) -> Explanation:
    """A term of `count` units after `start`."""
    start, unit = day_of(query.get("start", ""), "起算日"), query.get("unit", "working_days")
    if unit not in COUNTERS:
        raise InputError(f"不认识的期限单位“{unit}”，请从工作日、日、月、年中选择。")
    count = query.get("count", "")
    if not (count.isascii() and count.isdigit() and len(count) <= 6):
        raise InputError(f"期限长度应为正整数，现为“{count}”。")
    deadline: Deadline = COUNTERS[unit](start, int(count), query.get("roll") != "0")
    steps = tuple(step for _, step in zip(range(LONGEST_SHOWN), deadline.steps(), strict=False))
    return Explanation(
        title=f"自{start.year}年{start.month}月{start.day}日起{count}{UNIT_LABELS[deadline.unit]}",
        result="末日",
        last_day=deadline.last_day,
        steps=steps,
        sources=sources([step.day for step in steps]),
        provisional=deadline.provisional,
    )


def span(query: QueryDict) -> Explanation:
    """The working days after one day up to and including another."""
    first, last = day_of(query.get("from", ""), "起日"), day_of(query.get("to", ""), "止日")
    overdue = last < first
    start, end = min(first, last), max(first, last)
    if (end - start).days > LONGEST_SHOWN:
        raise InputError(f"两日相隔超过 {LONGEST_SHOWN} 天，请缩短后再查。")
    calendar, steps, number = Calendar.seeded(), [], 0
    steps.append(Step(start, None, "当日，不计算在内"))
    day = start
    while day != end:
        day += dt.timedelta(days=1)
        known = calendar.day(day)
        number += known.is_working
        steps.append(Step(day, number if known.is_working else None, known.reason))
    return Explanation(
        title=f"{'逾期' if overdue else '剩余'}{number}个工作日",
        result="期限末日",
        last_day=last,
        steps=tuple(steps),
        sources=sources([step.day for step in steps]),
        provisional=any(calendar.is_provisional(step.day) for step in steps),
    )


def day_of(text: str, what: str) -> dt.date:
    """An ISO day of the address."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{what}“{text}”不是日期，应形如 2026-11-21。") from error


def sources(days: list[dt.date]) -> tuple[str, ...]:
    """On whose word these days are working days or not, each once."""
    calendar = Calendar.seeded()
    return tuple(dict.fromkeys(calendar.day(day).source for day in days if calendar.first <= day <= calendar.last))
