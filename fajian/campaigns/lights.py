"""The light of a duty, always with its word."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.periods import working_days

SOON = 3  # working days; up to then a duty counts as nearly due


HANDED_IN = {
    "handed_in": ("blue", "待收"),
    "received": ("green", "已收"),
    "locked": ("green", "已核准"),
    "unlocked": ("yellow", "已解锁"),
}


def soon(today: dt.date) -> dt.date:
    """The day up to which a duty is nearly due; calendar days where the calendar does not reach."""
    try:
        return working_days(today, SOON, calendar=Calendar.seeded()).last_day
    except InputError:
        return today + dt.timedelta(days=SOON)


def light(
    state: str, due_on: dt.date | None, handed_in_at: dt.datetime | None, today: dt.date, nearly: dt.date
) -> tuple[str, str]:
    """(colour, word) of a duty as of `today`; `nearly` is soon(today). What was handed in late says so for ever.

    `state` is that of the day (Duty.state_on).
    """
    if state in HANDED_IN:
        was_late = bool(due_on and handed_in_at and timezone.localtime(handed_in_at).date() > due_on)
        colour, word = HANDED_IN[state]
        return colour, f"{word}（迟报）" if was_late else word
    word = "退回" if state == "returned" else ""
    if due_on is None:
        return ("yellow", word) if word else ("grey", "未定日期")
    if due_on < today:
        return "red", f"{word}逾期" if word else "逾期"
    if due_on <= nearly:
        return "yellow", word or "快到期"
    return ("yellow", word) if word else ("grey", "未到期")
