"""Deducted periods, reckoned day by day, come to what the rule makes of them."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from fajian.engine.law.calendar import Calendar
from tests.engine.rules.spec import check

FILED = dt.date(2024, 3, 1)
TO = dt.date(2025, 6, 30)
Span = tuple[dt.date, dt.date]

days = st.integers(-20, 400).map(lambda n: FILED + dt.timedelta(n))
spans = st.tuples(days, st.integers(0, 60)).map(lambda s: (s[0], s[0] + dt.timedelta(s[1])))
cases = st.lists(st.lists(spans, max_size=5), min_size=20, max_size=40)


def last_day(periods: list[Span], next_working: dict[dt.date, dt.date]) -> dt.date:
    """Ninety days and each day of a period that begins before the time is over, counted one by one."""
    spared: set[dt.date] = set()
    for first, last in sorted(periods):
        begin = max(first, FILED + dt.timedelta(1))
        if begin > next_working[FILED + dt.timedelta(90 + len(spared))]:
            break
        spared |= {begin + dt.timedelta(n) for n in range((min(last, TO) - begin).days + 1)}
    return next_working[FILED + dt.timedelta(90 + len(spared))]


@settings(max_examples=3, deadline=None)
@given(cases)
def test_periods_are_merged_and_must_begin_in_time(drawn: list[list[Span]]) -> None:
    next_working = {row.day: row.next_working for row in Calendar.seeded().rows() if row.next_working}
    lines, adjustments = [], []
    for number, periods in enumerate(drawn):
        verdict = "hit" if last_day(periods, next_working) < TO else "clear"
        lines.append(f"P{number} | {verdict}")
        adjustments += [
            f"E{number}-{place} | 行政处罚 | P{number} | 听证 | {first} | {last} | 听{place}号"
            for place, (first, last) in enumerate(sorted(periods))
        ]
    found = check(
        "PEN-060-90D",
        "penalties",
        "\n".join(["penalty_id | verdict", *lines]),
        given={
            "procedure": "普通程序",
            "outcome": "给予处罚",
            "domain": "城市管理",
            "filed_on": FILED.isoformat(),
            "decided_on": TO.isoformat(),
        },
        beside={
            "time_adjustments": "\n".join(
                ["adjustment_id | act_kind | act_id | kind | from_on | to_on | doc_no", *adjustments]
            )
        },
    )
    for number, periods in enumerate(drawn):
        if f"P{number}" in found:
            assert f'"last_day": "{last_day(periods, next_working)}"' in found[f"P{number}"]["evidence"]
