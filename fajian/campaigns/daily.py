"""What campaigns do every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.campaigns import actions
from fajian.core import tick
from fajian.core.commands import System

BY = System("每日下达和催报")


def register() -> None:
    """Put them among what is done once a day, in this order: what is opened today may be due soon."""
    tick.DAILY["campaigns.open_periods"] = open_periods
    tick.DAILY["campaigns.chase"] = chase


def open_periods(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.open_periods(by=BY, key=f"daily-{day.isoformat()}")


def chase(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.chase(by=BY, key=f"daily-{day.isoformat()}")
