"""The merged ledger of many units in the annex's shape: units under one another, subtotals where there are figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from fajian.core.errors import Refused
from fajian.engine.forms import workbook
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.workbook import Row
from fajian.engine.office.workbooks import Cell
from fajian.ledgers import columns
from fajian.ledgers.models import Entry, Gathering
from fajian.ledgers.selection import Selection

MOST = 5_000
SUMMED = ("int", "money", "number")
SUBTOTAL, TOTAL = "小计", "合计"


def write(gathering: Gathering, selection: Selection, place: Path) -> int:
    """Write the rows of all units' ledgers to `place`; returns how many. Raises Refused for none, or for too many."""
    ledgers = [one for one in selection.ledgers() if one.spec_code == gathering.spec_code]
    if not ledgers:
        raise Refused("各单位的台账里还没有条目，没有可以汇总的内容。")
    if selection.size() > MOST:
        raise Refused(f"超过 {MOST} 行，请在“汇总问题”里按样式筛选后导出。")
    spec = max((one.spec for one in ledgers), key=lambda one: one.version)
    entries = list(selection.entries(ledgers))
    rows = list(_with_subtotals(spec, entries))
    unit = f"{gathering.unit.name}（汇总 {len({one.unit_id for one in ledgers})} 个单位）"
    title, annex = ledgers[0].title, ledgers[0].annex
    sheet = workbook.sheet(spec, rows, unit=unit, title=f"{title}（汇总）", annex=annex)
    workbook.write(place, [sheet], [spec], made_on=selection.today)
    return len(entries)


def _with_subtotals(spec: LedgerSpec, entries: Sequence[Entry]) -> Iterator[Row]:
    """Every unit's rows and, where the form counts or adds up anything, what they come to; all units at the end."""
    summed = [column.name for column in spec.columns if column.kind in SUMMED]
    units: dict[int, list[Row]] = {}
    names: dict[int, str] = {}
    for entry in entries:
        units.setdefault(entry.unit_id, []).append(Row(f"entry:{entry.pk}", _cells(spec, entry)))
        names[entry.unit_id] = entry.unit.name
    for number, rows in units.items():
        yield from rows
        if summed and len(units) > 1:
            yield _sum(spec, summed, f"{names[number]}{SUBTOTAL}", rows)
    if summed:
        yield _sum(spec, summed, TOTAL, [row for rows in units.values() for row in rows])


def _cells(spec: LedgerSpec, entry: Entry) -> dict[str, Cell]:
    known = {column.name: column for column in entry.ledger.spec.columns}
    found: dict[str, Cell] = {}
    for column in spec.columns:
        if column.name in known:
            value = columns.value(entry.ledger.spec, entry, known[column.name])
            found[column.name] = {True: "是", False: "否"}[value] if isinstance(value, bool) else value
    return found


def _sum(spec: LedgerSpec, summed: Sequence[str], label: str, rows: Sequence[Row]) -> Row:
    """A row of sums; its words stand in the column that says whose a row is, else in the first of words."""
    place = next((one.name for one in spec.columns if one.kind == "unit"), columns.title_column(spec).name)
    sums: dict[str, Cell] = {}
    for name in summed:
        values = [value for row in rows if isinstance(value := row.cells.get(name), int | Decimal)]
        if values:
            sums[name] = sum(map(Decimal, values), Decimal(0))
    return Row("", {**sums, place: label})
