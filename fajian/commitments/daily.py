"""What commitments do every day: units are reminded of verifications whose last day is near."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.commitments.actions.shared import tell
from fajian.commitments.models import Verification
from fajian.core import tick
from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.engine.law.calendar import Calendar

BY = System("每日提醒告知承诺核查")
BEFORE = 3  # working days left


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["commitments.remind"] = remind


def remind(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return remind_of_checks(by=BY, key=f"daily-{day.isoformat()}", day=day)


@action("commitments.remind", title="提醒告知承诺核查")
def remind_of_checks(act: Act, *, day: dt.date) -> dict[str, int]:
    """A line to the units of each verification due in three working days, or today; on working days, so once each."""
    calendar, told = Calendar.seeded(), 0
    days = [one for one in tick.days_due(act, day) if calendar.is_working(one)]
    rows = Verification.objects.filter(state="open", due_on__gte=day, due_on__lte=day + dt.timedelta(days=14))
    for row in rows.select_related("application__item", "unit"):
        left = {calendar.working_days_between(one, row.due_on) for one in days} if row.due_on else set()
        if left & {BEFORE, 0}:
            tell(row, f"承诺核查将到期（{row.due_on:%Y-%m-%d}）：{row.application}", row.get_absolute_url())
            told += 1
    act.note(day=day.isoformat(), told=told)
    return {"told": told}
