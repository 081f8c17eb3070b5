"""配备测算: how many recording devices a unit should have by its officers and items, has, and lacks."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from fajian import content
from fajian.engine.office.workbooks import Column, Sheet
from fajian.orgs.models import Unit
from fajian.people.models import Officer
from fajian.registers.models import Registration
from fajian.registers.signs import day

COLUMNS = (
    Column("单位", 24), Column("一线执法人员", 14), Column("另配设备的事项", 14), Column("应配", 8), Column("在用", 8),
    Column("期满或者不能用", 14), Column("还差", 8),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One unit. `good` devices work and are within their term, `bad` are not."""

    unit: Unit
    officers: int
    items: int
    wanted: int
    good: int
    bad: int

    @property
    def lacking(self) -> int:
        """How many more it should have."""
        return max(self.wanted - self.good, 0)


def lines(user: Any, today: dt.date) -> list[Line]:
    """The units in reach that have officers, items or devices; four queries however many there are."""
    terms = content.read("registers", "equipment.yaml")
    front = Officer.objects.visible_to(user).in_post(today).filter(kind="enforcer").exclude(frontline=False)
    officers = dict(front.order_by().values_list("unit").annotate(n=Count("pk")))
    extra: Counter[int] = Counter()
    items: Counter[int] = Counter()
    good: Counter[int] = Counter()
    bad: Counter[int] = Counter()
    rows = Registration.objects.visible_to(user).standing().filter(kind__in=("item", "device"))
    for kind, unit, data in rows.order_by().values_list("kind", "unit", "data"):
        if kind == "item":
            if more := terms["per_item"].get(data.get("act")):
                items[unit] += 1
                extra[unit] += more
        elif data.get("sort") in terms["counts"]:
            last = day(data.get("until"))
            fit = data.get("working") is not False and (last is None or last >= today)
            (good if fit else bad)[unit] += 1
    units = Unit.objects.filter(pk__in={*officers, *items, *good, *bad}).order_by("path")
    return [
        Line(
            unit, officers.get(unit.pk, 0), items[unit.pk],
            math.ceil(officers.get(unit.pk, 0) / terms["officers_per_device"]) + extra[unit.pk], good[unit.pk],
            bad[unit.pk],
        )
        for unit in units
    ]  # fmt: skip


def basis() -> str:
    """What the numbers rest on."""
    return str(content.read("registers", "equipment.yaml")["basis"])


def sheet(found: list[Line]) -> Sheet:
    """As a workbook's sheet."""
    rows: list[list[Any]] = [
        [one.unit.name, one.officers, one.items, one.wanted, one.good, one.bad, one.lacking] for one in found
    ]
    return Sheet(name="配备测算", title="音像记录设备配备测算表", columns=COLUMNS, rows=rows, note=basis())
