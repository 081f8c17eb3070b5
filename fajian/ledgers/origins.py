"""Where an entry comes from, as an address: apps of the shelves above say which page shows a source of theirs."""

from __future__ import annotations

from django.urls import reverse

from fajian.ledgers.models import Entry

# What a source is called before its colon → the url name that takes its number.
ROUTES: dict[str, str] = {}


def address(entry: Entry) -> str:
    """The page of what the entry was made of; "" where no app has one."""
    kind, _, number = entry.source.partition(":")
    return reverse(ROUTES[kind], args=[int(number)]) if kind in ROUTES and number.isdecimal() else ""
