"""The kept filters at the head of the list of problems, each with how many rows it has now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fajian.core.remembered import remembered
from fajian.ledgers.models import SavedView
from fajian.ledgers.selection import MANY, Selection
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope


@dataclass(frozen=True, slots=True)
class Pin:
    """One of them: `number` rows, or more where `is_more`."""

    view: SavedView
    number: int
    is_more: bool


def pins(user: Any, today: dt.date) -> list[Pin]:
    """What stands at the head of this user's list; counted anew only after a command."""
    views = list(SavedView.objects.pinned_for(user))
    if not views:
        return []
    scope = list(domain_scope(user).prefixes)
    question = ["pins", scope, today, [[view.pk, view.version] for view in views]]
    sizes = remembered(question, lambda: [one.size() for one in selections(user, today, views)])
    return [
        Pin(view, min(size, MANY) if "q" in view.query else size, "q" in view.query and size > MANY)
        for view, size in zip(views, sizes, strict=True)
    ]


def selections(user: Any, today: dt.date, views: Sequence[SavedView]) -> list[Selection]:
    """The rows of each in the user's own reach; a unit that lies outside narrows nothing, as in the list."""
    numbers = [int(view.query["unit"]) for view in views if "unit" in view.query]
    units = Unit.objects.filter(domain_scope(user).condition("path")).in_bulk(numbers) if numbers else {}
    return [
        Selection.of(user, today, {**view.query, "unit": units.get(int(view.query.get("unit", 0)))}) for view in views
    ]
