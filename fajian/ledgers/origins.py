"""Where an entry comes from, as an address: apps of the shelves above say which page shows a source of theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from fajian.core.numbers import whole
from fajian.ledgers.models import Entry


class HasPage(Protocol):
    """A row with a page of its own."""

    def get_absolute_url(self) -> str:
        """Where it is."""


Finder = Callable[[Any, str], HasPage | None]
# What a source is called before its colon → the row that stands behind it, if this user may see it.
FINDERS: dict[str, Finder] = {}


def numbered(model: Any) -> Finder:
    """For sources that name a row by its number; what follows after another colon says which part of it."""

    def found(user: Any, name: str) -> HasPage | None:
        number = whole(name.partition(":")[0])
        row: HasPage | None = model.objects.visible_to(user).filter(pk=number).first()
        return row

    return found


def made_of(source: str) -> Entry | None:
    """The standing entry that was made of this source, with its ledger."""
    found: Entry | None = Entry.objects.standing().filter(source=source).select_related("ledger").first()
    return found


def address(entry: Entry, user: Any) -> str:
    """The page of what the entry was made of; "" where no app has one, or not for this user."""
    kind, _, name = entry.source.partition(":")
    found = FINDERS[kind](user, name) if kind in FINDERS else None
    return found.get_absolute_url() if found else ""
