"""Simulated days: while one is played, Django's clock says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def at(day: dt.date, hour: int = 8) -> Iterator[None]:
    """While inside it is this day, from this hour on, a second later each time somebody asks."""
    real = timezone.now
    moment = dt.datetime.combine(day, dt.time(hour), tzinfo=timezone.get_default_timezone())

    def now() -> dt.datetime:
        nonlocal moment
        moment += dt.timedelta(seconds=1)
        return moment.astimezone(dt.UTC)

    timezone.now = now
    try:
        yield
    finally:
        timezone.now = real
