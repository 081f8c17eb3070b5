"""What is done with certificates every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import tick
from fajian.core.commands import System
from fajian.people import actions

BY = System("每日核对执法证件的期限")
COLLECTOR = System("每日收卷")


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["people.watch"] = watch
    tick.DAILY["people.collect"] = collect


def watch(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.watch(by=BY, key=f"daily-{day.isoformat()}")


def collect(day: dt.date) -> Any:
    """Papers whose time is over."""
    return actions.collect(by=COLLECTOR, key=f"daily-{day.isoformat()}")
