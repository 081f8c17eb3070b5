"""Every hand-checked vector of shared/cases/vectors.csv, and those of shared/domain/rules.md, section 1."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from fajian.engine.law import periods
from fajian.engine.law.ages import full_years, is_under
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value, limit
from fajian.engine.law.nights import touches_night_or_holiday
from fajian.engine.law.periods import Excluded
from fajian.engine.law.surcharges import surcharge

CALENDAR = Calendar.seeded()
VECTORS = Path(__file__).resolve().parents[3] / ".." / "shared" / "cases" / "vectors.csv"


def rows() -> list[dict[str, str]]:
    if not VECTORS.exists():
        return []
    with VECTORS.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def given(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split("; "))


def number(name: str, on: date, scope: str = "default") -> Value:
    value = limit(name, on=on, scope=scope)
    assert isinstance(value, Value)
    return value


def term(function: Callable[..., periods.Deadline], **options: bool) -> Callable[[str], str]:
    def answer(text: str) -> str:
        start, n = text.split()
        return str(function(date.fromisoformat(start), int(n), calendar=CALENDAR, **options).last_day)

    return answer


def strict_days(text: str) -> str:
    start, n = text.split()
    if n.startswith("-"):
        return term(periods.calendar_days_before)(f"{start} {n[1:]}")
    return term(periods.calendar_days, roll=False)(text)


def spans(text: str | None) -> list[Excluded]:
    if text is None:
        return []
    first, last = text.split("..")
    return [Excluded(date.fromisoformat(first), date.fromisoformat(last), "检测")]


def case_limit(text: str) -> str:
    fields = given(text)
    filed, domain = date.fromisoformat(fields["filed"]), fields.get("domain", "default")
    n = number("case_days", filed, domain).number
    found = periods.calendar_days(filed, n, calendar=CALENDAR, excluded=spans(fields.get("test")))
    if extension := fields.get("ext"):
        asked, approved_on = extension.split("@")
        allowed = min(int(asked), number("case_extension_days", filed, domain).number)
        found = periods.extended(found, allowed, date.fromisoformat(approved_on))
    return str(found.last_day)


def seizure(text: str) -> str:
    fields = given(text)
    started = date.fromisoformat(fields["started"])
    rolls = bool(number("roll_seizure", started).value)
    n = number("seizure_days", started).number
    excluded = spans(fields.get("test"))
    return str(periods.calendar_days(started, n, calendar=CALENDAR, roll=rolls, excluded=excluded).last_day)


def hold(text: str) -> str:
    on = date.fromisoformat(given(text)["on"])
    value = number("hold_days", on)
    counted = periods.working_days if value.unit == "工作日" else periods.calendar_days
    return str(counted(on, value.number, calendar=CALENDAR).last_day)


def time_bar(text: str) -> str:
    fields = given(text)
    act, discovered = date.fromisoformat(fields["act"]), date.fromisoformat(fields["discovered"])
    rolls = bool(number("roll_time_bar", act).value)
    last_day = periods.months(act, int(fields["months"]), calendar=CALENDAR, roll=rolls).last_day
    return "hit" if periods.over(discovered, last_day, None) else "clear"


def surcharged(text: str) -> str:
    fields = given(text)
    found = surcharge(Decimal(fields["fine"]), date.fromisoformat(fields["due"]), date.fromisoformat(fields["to"]))
    return str(found.quantize(Decimal(1)))


def under_14(text: str) -> str:
    fields = given(text)
    return str(is_under(date.fromisoformat(fields["birth"]), date.fromisoformat(fields["day"]), 14))


def night(text: str) -> str:
    start, end = map(datetime.fromisoformat, text.split())
    return str(touches_night_or_holiday(start, end, calendar=CALENDAR))


def running_hours(text: str) -> str:
    start, n = text.split()
    return periods.hours(datetime.fromisoformat(start), int(n)).isoformat(timespec="minutes")


ANSWERS: dict[str, Callable[[str], str]] = {
    "wd": term(periods.working_days),
    "wd_before": term(periods.working_days_before),
    "cd": term(periods.calendar_days),
    "cd_strict": strict_days,
    "mo": term(periods.months),
    "mo_strict": term(periods.months, roll=False),
    "hr": running_hours,
    "case90": case_limit,
    "seizure": seizure,
    "hold": hold,
    "timebar": time_bar,
    "surcharge": surcharged,
    "under14": under_14,
    "night": night,
}


@pytest.mark.skipif(not VECTORS.exists(), reason="shared/ is not beside the project")
def test_there_are_sixty_vectors() -> None:
    assert len(rows()) >= 60


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['id']}-{row['function']}")
def test_the_vector_comes_out_as_counted_by_hand(row: dict[str, str]) -> None:
    assert ANSWERS[row["function"]](row["inputs"]) == row["expected"], row["by_hand"]


@pytest.mark.parametrize(
    ("function", "text", "expected"),
    [
        ("case90", "filed=2024-09-09", "2024-12-09"),
        ("wd", "2026-02-12 7", "2026-02-28"),
        ("wd", "2025-09-26 7", "2025-10-13"),
        ("wd", "2026-09-18 20", "2026-10-22"),
        ("wd", "2026-04-30 5", "2026-05-11"),
        ("wd", "2026-09-30 3", "2026-10-10"),
        ("wd", "2026-09-25 7", "2026-10-12"),
        ("wd_before", "2026-03-10 7", "2026-02-28"),
        ("cd", "2025-09-05 30", "2025-10-09"),
        ("cd_strict", "2025-09-05 30", "2025-10-05"),
        ("mo", "2025-11-30 3", "2026-02-28"),
        ("cd", "2026-02-02 15", "2026-02-24"),
        ("cd", "2026-07-06 60", "2026-09-04"),
        ("timebar", "act=2022-03-15; discovered=2024-03-15; months=24", "clear"),
        ("timebar", "act=2022-03-15; discovered=2024-03-16; months=24", "hit"),
        ("surcharge", "fine=10000; due=2026-01-20; to=2026-03-01", "10000"),
        ("surcharge", "fine=10000; due=2026-01-20; to=2026-01-20", "0"),
        ("surcharge", "fine=10000; due=2011-01-20; to=2011-03-01", "12000"),
        ("night", "2025-06-11T06:00 2025-06-11T07:00", "False"),
        ("night", "2025-06-11T05:59 2025-06-11T05:59", "True"),
        ("night", "2025-06-11T22:00 2025-06-11T22:00", "True"),
        ("night", "2025-06-11T09:00 2025-06-12T09:00", "True"),
        ("night", "2025-06-14T09:00 2025-06-14T11:00", "False"),
        ("night", "2025-09-30T21:00 2025-10-01T00:00", "True"),
    ],
)
def test_the_terms_of_the_rule_book_come_out(function: str, text: str, expected: str) -> None:
    assert ANSWERS[function](text) == expected


def test_the_late_decision_of_the_published_case_is_two_days_late() -> None:
    assert periods.late_days(date(2024, 12, 11), date(2024, 12, 9), None) == 2


def test_days_under_review_bear_no_surcharge() -> None:
    review = [Excluded(date(2026, 1, 25), date(2026, 2, 28), "复议")]
    assert surcharge(Decimal(10000), date(2026, 1, 20), date(2026, 1, 30), review) == 4 * 300
    assert surcharge(Decimal(10000), date(2026, 1, 20), date(2026, 1, 22), review) == 2 * 300


def test_age_on_and_after_the_birthday() -> None:
    assert full_years(date(2000, 5, 6), date(2000, 5, 6)) == 0
    assert full_years(date(2000, 5, 6), date(2000, 5, 5)) == -1
    assert full_years(date(2000, 5, 6), date(2001, 5, 6)) == 0
    assert full_years(date(2000, 5, 6), date(2000, 5, 7)) == 0
    assert full_years(date(2000, 12, 31), date(2019, 1, 1)) == 18
    assert is_under(None, date(2026, 1, 1), 14) is None
