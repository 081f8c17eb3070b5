"""What is done with certificates every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import tick
from fajian.core.commands import System
from fajian.people import actions

BY = System("每日核对执法证件的期限")


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["people.watch"] = watch


def watch(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.watch(by=BY, key=f"daily-{day.isoformat()}")
