"""The city's past: what happened when, played in its order on a clock of its own.

A demo whose whole history is of this minute would show no delay and no trend. Commands ask Django for the time, so
while the diary is played, Django is given the diary's; the audit chain then tells the story in its order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.utils import timezone

from fajian.engine.law.calendar import Calendar

TICK = dt.timedelta(seconds=1)  # passes each time somebody asks


class Diary:
    """Lines of (moment, what is done); everything lies before the day of the demo, on working days."""

    def __init__(self, today: dt.date) -> None:
        self.today, self.calendar = today, Calendar.seeded()
        self.lines: list[tuple[dt.datetime, int, Callable[[], object]]] = []
        self.moment: dt.datetime | None = None

    @property
    def yesterday(self) -> dt.date:
        """The last day anything happened."""
        return self.today - dt.timedelta(days=1)

    @property
    def day(self) -> dt.date:
        """The day that is being played."""
        return timezone.localdate(self.moment) if self.moment else self.today

    def ago(self, days: int) -> dt.date:
        """So many days before the day of the demo."""
        return self.today - dt.timedelta(days=days)

    def working(self, day: dt.date) -> dt.date:
        """The day itself, or the last working day before it; nothing comes after yesterday, which may be a Sunday."""
        if day >= self.yesterday:
            return self.yesterday
        while not self.calendar.day(day).is_working:
            day -= dt.timedelta(days=1)
        return day

    def write(self, day: dt.date, hour: int, done: Callable[[], object], minute: int = 0) -> None:
        """Do this on the working day, at this hour."""
        clock = dt.time(hour, minute)
        moment = dt.datetime.combine(self.working(day), clock, tzinfo=timezone.get_default_timezone())
        self.lines.append((moment, len(self.lines), done))

    def write_all(self, steps: Iterable[tuple[dt.date, Callable[[], object]]], minute: int = 0) -> None:
        """Do these one after the other, each on its day or later; several of a day an hour apart."""
        before, hour = dt.date.min, 9
        for day, done in steps:
            on = self.working(day)
            hour = hour + 1 if on <= before else 9
            before = max(on, before)
            self.write(before, hour, done, minute)

    def play(self, progress: Callable[[int, int], object] = lambda done, total: None) -> None:
        """Do everything in order; what is done may write further lines, for later."""
        done = 0
        with self.clock():
            while self.lines:
                self.lines.sort(key=lambda line: line[:2])
                moment, _, act = self.lines.pop(0)
                self.moment = max(moment, self.moment or moment)
                act()
                done += 1
                progress(done, done + len(self.lines))

    @contextmanager
    def clock(self) -> Iterator[None]:
        """While inside, Django's clock is the diary's; where nothing was played yet, the real one."""
        real = timezone.now
        timezone.now = self.now
        try:
            yield
        finally:
            timezone.now = real

    def now(self) -> dt.datetime:
        """The diary's moment; a second later each time."""
        if self.moment is None:
            return dt.datetime.now(dt.UTC)
        self.moment += TICK
        return self.moment.astimezone(dt.UTC)
