"""各单位使用的版本: papers by their number, and which unit uses which edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fajian.registers.kinds import Kind
from fajian.registers.models import Registration


@dataclass(slots=True)
class Paper:
    """One paper: its editions, newest first, each with the registrations of the units that use it."""

    number: str
    title: str
    editions: dict[str, list[Registration]] = field(default_factory=dict)

    @property
    def told(self) -> list[tuple[str, list[Registration], bool]]:
        """(edition, registrations, is it the newest)."""
        order = sorted(self.editions, reverse=True)
        return [(one or "没有写明", self.editions[one], number == 0) for number, one in enumerate(order)]


def papers(user: Any, spec: Kind) -> list[Paper]:
    """What stands in the register, in reach; by number, or by title where a paper has none."""
    number, edition = spec.editions
    found: dict[str, Paper] = {}
    rows = Registration.objects.visible_to(user).standing().filter(kind=spec.code).select_related("unit")
    for row in rows.order_by("unit_path", "id"):
        key = str(row.data.get(number) or row.title)
        paper = found.setdefault(key, Paper(str(row.data.get(number) or ""), row.title))
        paper.editions.setdefault(str(row.data.get(edition) or ""), []).append(row)
    return [found[key] for key in sorted(found)]
