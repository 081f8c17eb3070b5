"""提醒: lines in people's inboxes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from fajian.core.models import Notice


def tell(people: Iterable[Any], text: str, link: str = "") -> None:
    """Put one line into each person's inbox; inside a command it is sent with the commit. No personal data in it."""
    Notice.objects.bulk_create([Notice(to=person, text=text, link=link) for person in people])


def tell_each(told: Iterable[tuple[Any, str]], link: str = "") -> None:
    """A line of its own for each (person, text), all at once."""
    Notice.objects.bulk_create([Notice(to=person, text=text, link=link) for person, text in told])


def inbox(user: Any) -> models.QuerySet[Notice]:
    """The user's own notices, newest first."""
    return Notice.objects.filter(to=user)


def unread(user: Any) -> int:
    """How many are unread."""
    return inbox(user).filter(read_at=None).count()


def read(user: Any, numbers: Iterable[int] | None = None) -> int:
    """Mark the user's own notices as read (all, or those named); returns how many it were."""
    mine = inbox(user).filter(read_at=None)
    if numbers is not None:
        mine = mine.filter(pk__in=list(numbers))
    return mine.update(read_at=timezone.now())
