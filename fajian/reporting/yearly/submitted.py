"""年度统计报送: what is kept of one unit's year, and where two of them differ, cell by cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.reporting.models import YearlyReport
from fajian.reporting.yearly import counting
from fajian.reporting.yearly.counting import Counted, Line, Number
from fajian.reporting.yearly.spec import Year, tables


@dataclass(frozen=True, slots=True)
class Content:
    """One unit's year as it was read: numbers by table and column as texts (None = no rate), and from which batches."""

    unit: int
    name: str
    agency_id: str
    year: int
    as_of: str
    numbers: Mapping[str, Mapping[str, str | None]]
    batches: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """For core.digests.canonical."""
        return asdict(self)

    @classmethod
    def of(cls, report: YearlyReport) -> Content:
        """Read back from what was kept."""
        told = json.loads(report.content)
        return cls(**{**told, "batches": tuple(told["batches"])})

    @property
    def counted(self) -> list[Counted]:
        """The tables as they were then; a column that is newer has no number."""
        return [
            Counted(table, (Line(self.agency_id, self.name, numbers),))
            for table in tables().values()
            for own in [self.numbers.get(table.code, {})]
            for numbers in [tuple(_number(own.get(one.code)) for one in table.columns)]
        ]


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that is another number than before; "" where there was, or is, none."""

    table: str
    column: str
    title: str
    then: str
    now: str


def content(unit: Unit, year: Year) -> Content:
    """What the unit's year comes to now; Refused for a unit without a code, of which no record can be."""
    if not unit.agency_id:
        raise Refused(f"{unit.name}没有登记统一社会信用代码，数不出它的办件。请管理员在单位资料里补上。")
    read, batches = counting.of_unit(unit, year)
    numbers = {
        one.table.code: {
            column.code: None if number is None else str(number)
            for column, number in zip(one.table.columns, one.lines[0].numbers, strict=True)
        }
        for one in read
    }
    return Content(unit.pk, unit.name, unit.agency_id, year.number, year.today.isoformat(), numbers, tuple(batches))


def differences(then: Content, now: Content) -> Iterator[Difference]:
    """The cells that differ, in the order of the tables."""
    for table in tables().values():
        old, new = then.numbers.get(table.code, {}), now.numbers.get(table.code, {})
        for column in table.columns:
            was, found = _number(old.get(column.code)), _number(new.get(column.code))
            if was != found:
                said = ("" if number is None else str(number) for number in (was, found))
                yield Difference(table.code, column.code, f"{table.title}：{column.title}", *said)


def _number(text: str | None) -> Number:
    if text is None:
        return None
    number = Decimal(text)
    return number if "." in text else int(number)
