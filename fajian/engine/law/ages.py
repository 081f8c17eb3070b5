"""Full years of age (周岁)."""

from __future__ import annotations

from datetime import date

from fajian.engine.law.periods import corresponding_day


def full_years(birth: date, day: date) -> int:
    """Full years of somebody born on `birth`, as of `day`.

    A year is full from the day after the birthday: on the 14th birthday itself a person is still 13 (行政处罚法 30,
    counted as the courts count 周岁). Born on 29 February: the birthday of a common year is 28 February. 0 on the
    day of birth, negative before it.
    """
    if day == birth:
        return 0
    age = day.year - birth.year
    return age if day > corresponding_day(birth, 12 * age) else age - 1


def is_under(birth: date | None, day: date | None, age: int) -> bool | None:
    """Whether somebody was under `age` (不满) on a day; None if either day is not known."""
    return None if birth is None or day is None else full_years(birth, day) < age
