"""Ledgers as workbooks in the shape of their annex; beside it how far each row is, below it the checkpoint."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from fajian.core import checkpoints
from fajian.core.errors import Refused
from fajian.engine.forms import workbook
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.office.workbooks import Cell, Column, Sheet, file_name
from fajian.ledgers import columns
from fajian.ledgers.models import Entry
from fajian.ledgers.selection import Selection

MOST = 20_000
# To the right of the form, outside the print area: where the row stands today.
BESIDE = "系统登记的办理情况（不打印）"
BESIDE_COLUMNS = (
    Column("单位", 16.0, group=BESIDE, printed=False),
    Column("台账序号", 8.0, kind="int", group=BESIDE, printed=False),
    Column("状态", 11.0, group=BESIDE, printed=False, centred=True),
    Column("整改时限", 11.0, kind="date", group=BESIDE, printed=False),
    Column("是否逾期", 8.0, group=BESIDE, printed=False, centred=True),
    Column("退回次数", 8.0, kind="int", group=BESIDE, printed=False),
    Column("销号日期", 11.0, kind="date", group=BESIDE, printed=False),
    Column("核准人", 9.0, group=BESIDE, printed=False),
    Column("来源", 18.0, group=BESIDE, printed=False),
)


def export(selection: Selection, title: str) -> tuple[str, bytes]:
    """(file name, workbook) of exactly the rows a page shows, all its pages together; a sheet for each form.

    Every sheet's footer carries the newest checkpoint, which is kept on the server too. Raises Refused for more rows
    than a page can wait for.
    """
    entries = list(selection.entries(MOST + 1))
    if len(entries) > MOST:
        raise Refused(f"一次最多导出 {MOST} 行。请先按单位、样式或状态筛选，再分次导出。")
    point = checkpoints.checkpoint()
    checkpoints.keep(point, settings.FAJIAN_CHECKPOINTS)
    by_form: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        by_form.setdefault((entry.ledger.spec_code, entry.ledger.title, entry.ledger.annex), []).append(entry)
    if not by_form and selection.ledger:
        by_form[selection.ledger.spec_code, selection.ledger.title, selection.ledger.annex] = []
    if not by_form:
        raise Refused("没有符合条件的条目，没有可以导出的内容。请放宽筛选条件。")
    today = selection.today
    sheets, specs = [], []
    for (_, name, annex), rows in by_form.items():
        spec = rows[0].ledger.spec if rows else selection.ledger.spec  # type: ignore[union-attr]
        units = {row.unit.name for row in rows} or {selection.ledger.unit.name if selection.ledger else ""}
        unit = units.pop() if len(units) == 1 else f"{selection.user.unit.name}（汇总 {len(units)} 个单位）"
        sheets.append(sheet(spec, rows, today=today, unit=unit, title=name, annex=annex, point=point))
        specs.append(spec)
    with tempfile.TemporaryDirectory(prefix="fajian-export-") as folder:
        place = Path(folder) / "export.xlsx"
        more = {"留痕检查点": str(point).strip(), "导出时间": f"{timezone.localtime():%Y-%m-%d %H:%M:%S}"}
        workbook.write(place, sheets, specs, made_on=today, **more)
        return f"{file_name(title)} {today:%Y%m%d}.xlsx", place.read_bytes()


def sheet(
    spec: LedgerSpec,
    entries: Sequence[Entry],
    *,
    today: dt.date,
    unit: str,
    title: str,
    annex: str,
    point: checkpoints.Checkpoint,
) -> Sheet:
    """The rows as the annex has them, and beside each where it stands."""
    cells = [workbook.Row(f"entry:{entry.pk}", dict(_cells(spec, entry))) for entry in entries]
    plain = workbook.sheet(spec, cells, unit=unit, title=title, annex=annex)
    return replace(
        plain,
        columns=plain.columns + BESIDE_COLUMNS,
        rows=[[*row, *_beside(entry, today)] for row, entry in zip(plain.rows, entries, strict=True)],
        footer=f"留痕检查点 {' '.join(str(point).split())}",
    )


def _cells(spec: LedgerSpec, entry: Entry) -> Iterable[tuple[str, Cell]]:
    """The form's columns; a serial number is counted by the workbook."""
    for column in spec.columns:
        value = columns.value(spec, entry, column)
        yield column.name, {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def _beside(entry: Entry, today: dt.date) -> list[Cell]:
    row = entry.problem
    if row is None:
        return [entry.unit.name, entry.number, "已作废" if entry.struck_out else "", *[None] * 5, entry.source_label]
    late = not row.is_closed and row.due_on is not None and row.due_on < today
    return [
        entry.unit.name,
        entry.number,
        "已作废" if entry.struck_out else row.state_word,
        row.due_on,
        "是" if late and not entry.struck_out else "否",
        row.returned,
        timezone.localdate(row.closed_at) if row.closed_at else None,
        str(row.closed_by) if row.closed_by else None,
        entry.source_label,
    ]
