"""附件1、附件5: a look-back as a workbook in the annex's shape, every problem a row."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fajian.campaigns.models import LookBack, PastProblem
from fajian.core.errors import Refused
from fajian.engine.forms import workbook
from fajian.engine.forms.spec import LedgerColumn
from fajian.engine.office.workbooks import Cell, file_name

MOST = 20_000


def export(look_back: LookBack, rows: Sequence[PastProblem], *, today: dt.date, unit: str) -> tuple[str, bytes]:
    """(file name, workbook) of these problems; `unit` stands in the line of seals."""
    if len(rows) > MOST:
        raise Refused(f"一次最多导出 {MOST} 行，请按单位分次导出。")
    spec = look_back.spec
    cells = [
        workbook.Row(f"past:{row.pk}", {column.name: cell(column, row) for column in spec.columns}) for row in rows
    ]
    sheet = workbook.sheet(spec, cells, unit=unit)
    with tempfile.TemporaryDirectory(prefix="fajian-look-back-") as folder:
        place = Path(folder) / "export.xlsx"
        workbook.write(place, [sheet], [spec], made_on=today, 回头看=look_back.title)
        return f"{file_name(f'{spec.annex} {spec.title} {look_back.title}')} {today:%Y%m%d}.xlsx", place.read_bytes()


def cell(column: LedgerColumn, row: PastProblem) -> Cell:
    """What stands in a column of the annex: from the old ledger, from the verdict, from the rectification since."""
    problem: Any = row.opened.problem if row.opened else None
    now: dict[str, Any] = {
        "unit": row.unit.name,
        "problem": row.title,
        "relapsed": _yes(row.verdict == "relapsed") if row.verdict else None,
        "is_done": _yes(row.verdict == "done") if row.verdict else None,
        "cause": row.cause,
        "measure": row.measure,
        "leader": row.leader,
        "department": row.department,
        "owner": row.person,
        "due_on": row.due_on,
        "result": row.situation if row.verdict == "done" or problem is None else problem.result or row.situation,
        "supervisor_opinion": _opinion(row),
        "closed": _yes(row.verdict == "done" or problem.is_closed) if row.state == "confirmed" else None,
    }
    if column.name in now:
        value: Cell = now[column.name] or None
        return value
    return _old(column, row.data.get(column.name))


def _opinion(row: PastProblem) -> str:
    if row.state == "confirmed":
        return (
            f"{row.get_verdict_display()}。{row.reason}" if row.reason else f"同意认定为{row.get_verdict_display()}。"
        )
    return f"退回：{row.reason}" if row.state == "returned" else ""


def _old(column: LedgerColumn, stored: Any) -> Cell:
    if column.kind == "date" and stored:
        return dt.date.fromisoformat(stored)
    return str(stored) if stored not in (None, "") else None


def _yes(value: bool) -> str:
    return "是" if value else "否"
