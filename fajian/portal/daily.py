"""What the portal does every day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from fajian.core import tick
from fajian.portal import floods


def register() -> None:
    """Put it among what is done once a day."""
    tick.DAILY["portal.forget"] = forget


def forget(day: dt.date) -> Any:
    """Once a day: counts of visits older than a day go."""
    return {"forgotten": floods.forget()}
