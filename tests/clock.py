"""Simulated days: while one is played, Django's clock says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def at(moment: dt.date, hour: int = 8) -> Iterator[None]:
    """While inside it is this moment of China, or this hour of the day; a second later each time somebody asks."""
    real = timezone.now
    begin = moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, dt.time(hour))
    shown = timezone.make_aware(begin)

    def now() -> dt.datetime:
        nonlocal shown
        shown += dt.timedelta(seconds=1)
        return shown.astimezone(dt.UTC)

    timezone.now = now
    try:
        yield
    finally:
        timezone.now = real
