"""裁量权基准 in the register: its table, what is wrong with it, the steps as the screening tables hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fajian.core.errors import Refused
from fajian.engine.discretion.checking import Remark, check
from fajian.engine.discretion.table import Fine, Tier, read_fine, read_table
from fajian.engine.faults import InputError
from fajian.engine.office.workbooks import Cell
from fajian.registers.kinds import Kind
from fajian.registers.models import Registration


@dataclass(frozen=True, slots=True)
class Standard:
    """A registration's table, read."""

    tiers: tuple[Tier, ...]
    statute: Fine | None
    superior: tuple[Tier, ...]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What a lawyer should look at."""
        return check(self.tiers, statute=self.statute, superior=self.superior)

    @property
    def outside(self) -> tuple[Remark, ...]:
        """What goes beyond the law or the standard above."""
        return tuple(one for one in self.remarks if one.kind == "outside")

    @property
    def conditions(self) -> tuple[str, ...]:
        """Every ground the table names, in its order."""
        return tuple(dict.fromkeys(word for tier in self.tiers for word in tier.conditions))

    @property
    def bases(self) -> tuple[str, ...]:
        """The amounts it reckons from."""
        return tuple(dict.fromkeys(tier.fine.base for tier in self.tiers if tier.fine and tier.fine.base))

    @property
    def pieces(self) -> tuple[str, ...]:
        """What it counts one by one."""
        return tuple(dict.fromkeys(tier.fine.per for tier in self.tiers if tier.fine and tier.fine.per))


def read(kind: Kind, data: Mapping[str, Any]) -> Standard | None:
    """The table in `data`; None for a register without. Refused says which line cannot be read."""
    if not kind.table:
        return None
    labels = {column.name: column.label for column in kind.columns}
    texts = {name: str(data.get(name) or "") for name in (kind.table, kind.statute, kind.superior)}
    try:
        return Standard(
            read_table(texts[kind.table], labels[kind.table]),
            read_fine(texts[kind.statute], labels[kind.statute]) if texts[kind.statute].strip() else None,
            read_table(texts[kind.superior], labels[kind.superior]) if texts[kind.superior].strip() else (),
        )
    except InputError as error:
        raise Refused(str(error)) from error


def of(row: Registration) -> Standard | None:
    """The standard of a registration."""
    return read(row.spec, row.data)


HEADINGS = (
    "阶次编码", "基准编号", "案由编码", "阶次", "下限（元）", "上限（元）", "最低倍数", "最高倍数",
    "公布日期", "报备日期", "施行日期", "失效日期",
)  # fmt: skip


def screening_rows(rows: Sequence[Registration]) -> list[list[Cell]]:
    """The tiers as lines of the table 裁量基准阶次 that the rules of DIS read; pieces have no column there."""
    lines: list[list[Cell]] = []
    for row in rows:
        standard = of(row)
        for number, tier in enumerate(standard.tiers if standard else (), 1):
            fine = tier.fine or Fine()
            span, times = ((None, None), (fine.low, fine.high)) if fine.base else ((fine.low, fine.high), (None, None))
            lines.append([
                f"R{row.pk}-{number}", f"R{row.pk}", "", tier.tier, *span, *times,
                row.published_on, row.filed_on, row.data.get("from_on"), row.data.get("to_on"),
            ])  # fmt: skip
    return lines
