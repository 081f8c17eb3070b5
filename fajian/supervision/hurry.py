"""Clocks of a transfer to the police: to approve, send, ask again, hand over; and those of the police, to answer.

《行政执法机关移送涉嫌犯罪案件的规定》第五条、第八条、第九条、第十二条; days are calendar days,
hours run on without a break.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from fajian.engine.law.calendar import Calendar
from fajian.engine.law.limits import Value
from fajian.engine.law.periods import calendar_days, hours
from fajian.supervision.models import Transfer
from fajian.supervision.terms import usual

DAYS, HOURS, POLICE = "transfer_days", "transfer_hours", "police_answer_days"


@dataclass(frozen=True, slots=True)
class Clock:
    """One term: its last day or moment, when the step was taken (None: not yet), and whether it is or was too late."""

    label: str
    due: dt.date | dt.datetime
    done: dt.date | dt.datetime | None
    late: bool
    basis: str

    @property
    def in_hours(self) -> bool:
        """Does it run to a moment, not to the end of a day?"""
        return isinstance(self.due, dt.datetime)

    @property
    def word(self) -> str:
        """按期, 逾期, 逾期未办 or 未到期."""
        if self.done is None:
            return "逾期未办" if self.late else "未到期"
        return "逾期" if self.late else "按期"


def clocks(row: Transfer, now: dt.datetime) -> list[Clock]:
    """Those that run or have run, in their order; none unless it goes to the police."""
    return list(_clocks(row, now)) if row.is_police else []


def pending(row: Transfer, now: dt.datetime) -> list[tuple[str, dt.date]]:
    """(what is waited for, its last day) of the terms that run still."""
    days = ((one.label, one.due, one.done) for one in clocks(row, now))
    return [
        (label, timezone.localdate(due) if isinstance(due, dt.datetime) else due)
        for label, due, done in days
        if done is None
    ]


def _clocks(row: Transfer, now: dt.datetime) -> Iterator[Clock]:
    today = timezone.localdate(now)
    if row.proposed_at is not None:
        asked = timezone.localdate(row.proposed_at)
        ended = timezone.localdate(row.approved_at) if row.approved_at else None
        if row.state != "refused":
            yield from _days(row, "负责人批准", asked, ended, today)
    if row.approved_at is not None:
        term = usual(HOURS, row.office, today)
        if isinstance(term, Value):
            due = hours(row.approved_at, term.number)
            yield Clock("批准后移送公安机关", due, row.sent_at, (row.sent_at or now) > due, term.basis)
    if row.received_on is not None:
        answered = [day for day in (row.declined_on, row.accepted_on) if day is not None]
        yield from _days(row, "公安机关决定是否立案", row.received_on, min(answered, default=None), today, POLICE)
    if row.declined_on is not None:
        yield from _days(row, "提请复议或者建议立案监督", row.declined_on, row.asked_on, today)
        if row.state == "reconsidering" and row.asked_on is not None:
            yield from _days(row, "公安机关对复议作出决定", row.asked_on, None, today, POLICE)
    if row.accepted_on is not None:
        yield from _days(row, "移交涉案物品和材料", row.accepted_on, row.handed_over_on, today)


def _days(
    row: Transfer, label: str, start: dt.date, done: dt.date | None, today: dt.date, name: str = DAYS
) -> Iterator[Clock]:
    term = usual(name, row.office, today)
    if isinstance(term, Value):
        due = calendar_days(start, term.number, calendar=Calendar.seeded()).last_day
        yield Clock(label, due, done, (done or today) > due, term.basis)
