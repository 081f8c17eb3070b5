"""What file review does every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import tick
from fajian.core.commands import System
from fajian.review import actions

BY = System("异议期满")


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["review.lapse"] = lapse


def lapse(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.lapse(by=BY, key=f"daily-{day.isoformat()}")
