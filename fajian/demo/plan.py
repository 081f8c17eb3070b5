"""The built-in plan, moved by whole months so that the day of the demo lies in its last stage."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fajian import content

WRITTEN_FOR = date(2026, 11, 1)  # the month in which the sample's campaign is in its last stage
_YEAR = WRITTEN_FOR.year
_DATE = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?")


@dataclass(frozen=True, slots=True)
class Moved:
    """By how many months; 0 when the demo is played in November 2026."""

    months: int

    @classmethod
    def to(cls, today: date) -> Moved:
        """So that the sample's November is the month of `today`."""
        return cls((today.year - _YEAR) * 12 + today.month - WRITTEN_FOR.month)

    def day(self, month: int, day: int) -> date:
        """The day that stands for this one of the sample's year; the end of a month stays its end."""
        was_last = day == calendar.monthrange(_YEAR, month)[1]
        year, new = divmod(_YEAR * 12 + month - 1 + self.months, 12)
        last = calendar.monthrange(year, new + 1)[1]
        return date(year, new + 1, last if was_last else min(day, last))

    def text(self, text: str) -> str:
        """The text with its dates moved; those of other years (what the campaign looks back on) stay."""
        issued = self.day(3, 2).year

        def moved(found: re.Match[str]) -> str:
            if found["year"] and int(found["year"]) != _YEAR:
                return found[0]
            on = self.day(int(found["month"]), int(found["day"] or 1))
            # A date without a year is read as one of the year of issue.
            year = f"{on.year}年" if found["year"] or on.year != issued else ""
            return f"{year}{on.month}月" + (f"{on.day}日" if found["day"] else "")

        return _DATE.sub(moved, text).replace(f"〔{_YEAR}〕", f"〔{issued}〕")


def sample_file() -> Path:
    """The built-in plan."""
    return content.path("plans", "sample.txt")


def sample() -> str:
    """Its text as it was written."""
    return sample_file().read_text(encoding="utf-8")
