"""抽查单位: which units the office's last draw picked."""

from __future__ import annotations

from typing import Any

from fajian.draws.models import Draw
from fajian.orgs.models import Unit


def source(office: Unit) -> str:
    """How the office's draws of units are named."""
    return f"supervised_units:{office.pk}"


def pool(user: Any) -> list[Unit]:
    """The units in reach from which is drawn."""
    return list(Unit.objects.visible_to(user).open().filter(kind__in=Unit.ENFORCING).order_by("path"))


def mark(unit: Unit) -> str:
    """How a unit stands on the list: its number tells two of one name apart."""
    return f"{unit.pk} {unit.name}"


def last(office: Unit | None) -> Draw | None:
    """The office's last draw of units, replaced ones left out."""
    if office is None:
        return None
    found: Draw | None = Draw.objects.filter(source=source(office)).exclude(state="replaced").order_by("-pk").first()
    return found


def drawn(office: Unit | None) -> list[int]:
    """The numbers of the units it picked; none before it is drawn."""
    row = last(office)
    return [int(one.split(" ", 1)[0]) for ids in (row.drawn if row else {}).values() for one in ids]
