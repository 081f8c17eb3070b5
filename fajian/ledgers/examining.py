"""台账体检, carried out: every check over all ledgers, as a job that a supervisor asks for, and once a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fajian.core import tick
from fajian.core.commands import System
from fajian.core.jobs import Run, job
from fajian.core.models import Job
from fajian.ledgers import actions
from fajian.ledgers.examination import CHECKS, Hit
from fajian.ledgers.models import Rectification

BY = System("台账体检")


def hits(today: dt.date, run: Run | None = None) -> dict[str, list[Hit]]:
    """What each check finds now. Over everything, whoever asks: a copy may lie in another unit."""
    found = {}
    for done, (code, check) in enumerate(CHECKS.items(), 1):
        found[code] = list(check.found(Rectification.objects.standing(), today))
        if run is not None:
            run.progress(done, len(CHECKS))
    return found


@job("ledgers.examine", title="台账体检")
def examine(run: Run) -> dict[str, Any]:
    """All checks; what comes out stands on the page, for each reader what lies in reach."""
    counts = actions.list_suspicions(by=BY, hits=hits(timezone.localdate(), run))
    text = f"体检完成。新增 {counts['new']} 条，情况有变重新列出 {counts['again']} 条，不再成立 {counts['gone']} 条。"
    return {"text": text, "link": reverse("ledgers:examination")}


def ask(by: Any) -> Job:
    """Queue it, unless somebody's is on its way."""
    going = Job.objects.filter(name=examine.name, asked_by=by, state__in=("waiting", "running")).first()
    return going or examine.ask(by=by)


def daily(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.list_suspicions(by=BY, hits=hits(day))


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["ledgers.examine"] = daily
