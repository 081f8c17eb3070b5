"""What screening does every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import tick
from fajian.core.commands import System
from fajian.screening import actions

BY = System("每日催办")


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["screening.chase"] = chase


def chase(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.chase(by=BY, key=f"daily-{day.isoformat()}")
