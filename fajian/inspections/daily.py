"""What visits do every day: units are warned of results to be told, to be published, of approvals and rechecks due."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import notify, tick
from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.engine.law.calendar import Calendar
from fajian.inspections.models import Visit
from fajian.orgs.models import User

BY = System("每日提醒入企检查期限")
BEFORE = 3  # working days left
SOON = dt.timedelta(days=14)


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["inspections.remind"] = remind


def remind(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return remind_of_visits(by=BY, key=f"daily-{day.isoformat()}", day=day)


@action("inspections.remind", title="提醒入企检查期限")
def remind_of_visits(act: Act, *, day: dt.date) -> dict[str, int]:
    """A line to the unit three working days before each last day, on it, and on the first working day behind it."""
    calendar, told = Calendar.seeded(), 0
    waiting = (
        ("tell_by_on", "告知检查结果", Visit.objects.untold()),
        ("publish_by_on", "公示检查结果", Visit.objects.unpublished()),
        ("approve_by_on", "补办紧急检查批准", Visit.objects.unapproved()),
        ("order_by_on", "复查责令改正", Visit.objects.unrighted()),
        ("file_by_on", "异地检查备案", Visit.objects.unfiled()),
    )
    days = [one for one in tick.days_due(act, day) if calendar.is_working(one)]
    for column, what, rows in waiting if days else ():
        near = rows.filter(**{f"{column}__range": (day - SOON, day + SOON)}).select_related("target")
        by_unit: dict[int, list[tuple[Visit, str]]] = {}
        for row in near:
            last: dt.date = getattr(row, column)
            if word := next(filter(None, (_when(calendar, one, last) for one in days)), ""):
                by_unit.setdefault(row.unit_id, []).append((row, f"{what}{word}（{last:%Y-%m-%d}）：{row}"))
        for unit, lines in by_unit.items():
            people = list(User.objects.filter(unit=unit, role__in=("clerk", "unit_leader"), is_active=True))
            for row, line in lines:
                notify.tell(people, line[:300], row.get_absolute_url())
                told += 1
    act.note(day=day.isoformat(), told=told)
    return {"told": told}


def _when(calendar: Calendar, day: dt.date, last: dt.date) -> str:
    """将到期, 今天到期, 已逾期; "" on every other day."""
    if last >= day:
        left = calendar.working_days_between(day, last)
        return {BEFORE: "将到期", 0: "今天到期"}.get(left, "")
    return "已逾期" if calendar.working_days_between(last, day) == 1 else ""
