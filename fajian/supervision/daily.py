"""What supervision does every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import tick
from fajian.core.commands import System
from fajian.supervision import actions

BY = System("每日提醒反馈")


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["supervision.remind"] = remind
    tick.DAILY["supervision.remind_transfers"] = remind_transfers


def remind(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.remind(by=BY, key=f"daily-{day.isoformat()}")


def remind_transfers(day: dt.date) -> Any:
    """The same of terms of cases sent to the police."""
    return actions.remind_transfers(by=BY, key=f"transfers-{day.isoformat()}")
