"""A ledger as the workbook that is given out: the annex's own shape, and what each row said when it went."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fajian.core import files
from fajian.core.errors import Refused
from fajian.core.files import Received
from fajian.engine.forms import workbook
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.takeback import Cells
from fajian.engine.office.workbooks import file_name
from fajian.ledgers import columns, kept
from fajian.ledgers.models import Entry, Ledger

MOST = 50_000
CODE = "发放编号"  # in the workbook's hidden sheet
KEY = "entry:"


@dataclass(frozen=True, slots=True)
class Given:
    """A workbook ready to go, and what its rows say (kept.base_of)."""

    code: str
    file: Received
    base: Received
    rows: int


def make(ledger: Ledger, today: dt.date) -> Given:
    """The ledger's standing rows as they are now. Raises Refused for more rows than one workbook should hold."""
    spec = ledger.spec
    entries = list(standing(ledger)[: MOST + 1])
    if len(entries) > MOST:
        raise Refused(f"这本台账超过{MOST}行，一份表格放不下，请按状态筛选后导出，或者在网页上办理。")
    code = f"{today:%Y%m%d}-{uuid.uuid4().hex[:10]}"
    cells = [(key_of(entry), version_of(entry), cells_of(spec, entry)) for entry in entries]
    rows = [
        workbook.Row(key, {name: _shown(value) for name, value in now.items()}, version=version)
        for key, version, now in cells
    ]
    sheet = workbook.sheet(
        spec, rows, unit=ledger.unit.name, name=f"{ledger.annex} {ledger.title}".strip(), title=ledger.title,
        annex=ledger.annex,
    )  # fmt: skip
    with files.workshop() as folder:
        made = Path(folder) / f"{file_name(f'{ledger.title} {ledger.unit.name}')} {today:%Y%m%d}.xlsx"
        workbook.write(made, [sheet], [spec], made_on=today, **{CODE: code})
        file = files.keep(made, "xlsx")
    return Given(code, file, kept.keep(code, kept.base_of(spec, cells)), len(rows))


def standing(ledger: Ledger, numbers: Sequence[int] | None = None) -> Any:
    """The ledger's standing entries, all or those with these primary keys, with what their cells need in one query."""
    rows = Entry.objects.filter(ledger=ledger, struck_out=False)
    if numbers is not None:
        rows = rows.filter(pk__in=numbers)
    return rows.select_related("unit", "recorded_by", "rectification").order_by("number")


def key_of(entry: Entry) -> str:
    """What tells the row again."""
    return f"{KEY}{entry.pk}"


def version_of(entry: Entry) -> int:
    """How often the row was written, its rectification included: equal only where nothing changed."""
    return entry.version + (entry.problem.version if entry.problem else 0)


def cells_of(spec: LedgerSpec, entry: Entry) -> Cells:
    """What stands in the row now, by column, without its number."""
    cells: dict[str, Any] = {}
    for column in spec.columns:
        if column.kind != "serial":
            cells[column.name] = columns.value(spec, entry, column)
    return cells


def _shown(value: Any) -> Any:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value
