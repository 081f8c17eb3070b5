"""What publicity does every day: drafts of what was decided, and down with what stood long enough."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import tick
from fajian.core.commands import System
from fajian.publicity import actions, gathering

GATHER, EXPIRE = System("每日从执法数据拟制公示"), System("每日撤下到期的公示")


def register() -> None:
    """Put both among what is done once a day."""
    tick.DAILY["publicity.gather"] = gather
    tick.DAILY["publicity.expire"] = expire


def gather(day: dt.date) -> Any:
    """A draft for each decision that has none; the same day again finds nothing new."""
    made = gathering.found(day)
    return {"drafted": actions.prepare_all(by=GATHER, made=made) if made else 0}


def expire(day: dt.date) -> Any:
    """Once a day, whoever asks first."""
    return actions.expire(by=EXPIRE, key=f"daily-{day.isoformat()}")
