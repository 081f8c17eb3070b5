"""A line into the inboxes of a unit's people."""

from __future__ import annotations

from collections.abc import Iterable

from fajian.core import notify
from fajian.orgs.models import Unit, User
from fajian.orgs.roles import UNIT

LONGEST = 300  # characters of a line


def tell_unit(unit: Unit | int, line: str, link: str, roles: Iterable[str] = UNIT) -> None:
    """To whoever has one of these roles there and may log in."""
    people = User.objects.filter(unit=unit, role__in=tuple(roles), is_active=True)
    notify.tell(people, line[:LONGEST], link)
