"""What happens once a day by itself: apps add to DAILY; the worker asks for it as a job, `fajian tick` does it at once.

Each must be such that carrying it out again on the same day changes nothing: an action with the day as its key.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone

from fajian.core.act import Act
from fajian.core.commands import System
from fajian.core.jobs import Run, job
from fajian.core.models import Job, Receipt

AGAIN = dt.timedelta(hours=1)  # after a failure
LONGEST = 30  # days that are made up for

# Name → what is done on a day; returns what it has to say.
DAILY: dict[str, Callable[[dt.date], Any]] = {}


def tick() -> dict[str, Any]:
    """Do everything of today; name → its answer."""
    today = timezone.localdate()
    return {name: daily(today) for name, daily in DAILY.items()}


@job("core.daily", title="每日下达和催报")
def daily(run: Run) -> dict[str, Any]:
    """As a job: what fails is told in the log, and the worker goes on."""
    return tick()


def days_due(act: Act, day: dt.date) -> list[dt.date]:
    """The day, and before it the days on which this daily command was not carried out: told late, not never.

    At most 30 of them; none before the command ran for the first time, or where its key does not end in the day.
    """
    prefix = act.key.removesuffix(day.isoformat())
    if prefix == act.key:
        return [day]
    rows = Receipt.objects.filter(command=act.command, key__startswith=prefix, answered=True)
    days = [key.removeprefix(prefix) for key in rows.order_by("-pk").values_list("key", flat=True)[:LONGEST]]
    last = max((one for one in days if one < day.isoformat()), default="")
    missed = (day - dt.date.fromisoformat(last)).days - 1 if last else 0
    return [day - dt.timedelta(days=count) for count in range(min(missed, LONGEST) + 1)]


class Daily:
    """For the worker's loop: from a fixed hour on, once a day; what failed is tried again after an hour.

    A second worker that asks too does no harm.
    """

    def __init__(self) -> None:
        self.done_on: dt.date | None = None

    def __call__(self) -> None:
        """The tick."""
        now = timezone.localtime()
        if self.done_on == now.date() or now.hour < settings.FAJIAN_TICK_HOUR:
            return
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        last = Job.objects.filter(name=daily.name, asked_at__gte=midnight).order_by("pk").last()
        if last is None or (last.state == "failed" and last.asked_at <= now - AGAIN):
            daily.ask(by=System("每日"))
        elif last.state == "done":
            self.done_on = now.date()
