"""Where things stand on the time line of a record: numbers for SVG, from 0 to WIDTH."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fajian.records.clocks import Clock

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """One clock on the line: the term, what is beyond it, and where it was done (None: not recorded)."""

    clock: Clock
    level: str
    word: str
    x: int
    width: int
    over_x: int
    over_width: int
    done_x: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A scale from `first` to `last`, the days something happened on it, and the clocks."""

    first: dt.date
    last: dt.date
    marks: tuple[int, ...]
    bars: tuple[Bar, ...]


def line(days: Sequence[dt.date], clocks: Sequence[Clock], today: dt.date) -> Line | None:
    """The time line; None where nothing has a day.

    It reaches from the first to the last day of the terms and a tenth of it to both sides: a date of birth or of the
    end of a penalty's validity would press everything else together.
    """
    ends = sorted(day for clock in clocks for day in (clock.start, clock.last_day, clock.done_on) if day)
    if ends:
        margin = dt.timedelta(days=(ends[-1] - ends[0]).days // 10 + 1)
        days = [day for day in days if ends[0] - margin <= day <= ends[-1] + margin]
    known = sorted([*days, *ends])
    if not known:
        return None
    first = known[0]
    last = max(known[-1], first + dt.timedelta(days=1))

    def place(day: dt.date) -> int:
        return round(WIDTH * (min(max(day, first), last) - first).days / (last - first).days)

    return Line(first, last, tuple(sorted({place(day) for day in days})), tuple(_bar(c, place, today) for c in clocks))


def _bar(clock: Clock, place: Callable[[dt.date], int], today: dt.date) -> Bar:
    level, word = clock.verdict(today)
    end = clock.last_day or clock.start
    low, high = sorted((place(clock.start), place(end)))
    beyond = clock.done_on or (today if level == "red" else end)
    over = max(place(beyond) - place(end), 0) if level == "red" else 0
    done = place(clock.done_on) if clock.done_on else None
    return Bar(clock, level, word, low, max(high - low, 3), place(end), over, done)
