"""What the registers do every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import tick
from fajian.core.commands import System
from fajian.registers import actions

BY = System("每日核对登记清单的依据")


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["registers.reexamine"] = reexamine


def reexamine(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.reexamine(by=BY, key=f"daily-{day.isoformat()}")
