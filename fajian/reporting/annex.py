"""推进情况台账 as a workbook: the annex's own shape, the rows behind it, digest and checkpoint in the footer."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fajian.campaigns.models import Snapshot, SnapshotPart
from fajian.engine.forms import workbook
from fajian.engine.forms.spec import specs
from fajian.engine.office.workbooks import Cell, Column, Sheet, file_name
from fajian.engine.story.summary import named
from fajian.reporting import counters
from fajian.reporting.frozen import Content, day

FORM = "progress"
NUMBER, DIGEST, PART = "固化编号", "固化摘要", "单位摘要 "  # names on the hidden sheet
FIGURES = {
    "found": "problems", "found_this_month": "new", "closed_this_month": "closed_now", "closed": "closed",
    "open": "open",
}  # fmt: skip
ROW_COLUMNS = (
    Column("序号", 5.0, kind="int", centred=True),
    Column("单位", 16.0),
    Column("台账", 18.0),
    Column("台账序号", 7.0, kind="int", centred=True),
    Column("问题", 42.0),
    Column("状态", 10.0, centred=True),
    Column("登记日期", 11.0, kind="date"),
    Column("整改时限", 11.0, kind="date"),
    Column("销号日期", 11.0, kind="date"),
)


def write(snapshot: Snapshot, parts: Sequence[SnapshotPart]) -> tuple[str, bytes]:
    """(file name, workbook) of these parts of a frozen month; the same parts always give the same bytes."""
    told = [Content.of(part) for part in parts]
    name = told[0].name if len(told) == 1 else snapshot.unit.name
    footer = f"固化摘要 {snapshot.digest}　留痕检查点 {' '.join(snapshot.checkpoint.split())}"[:200]
    sheets = [replace(sheet, footer=footer) for sheet in (_progress(told, name), _rows(told))]
    versions = {
        NUMBER: str(snapshot.pk),
        DIGEST: snapshot.digest,
        "摘要算法": snapshot.algorithm,
        "留痕检查点": " ".join(snapshot.checkpoint.split()),
        **{f"{PART}{part.unit_id}": part.digest for part in parts},
    }
    with tempfile.TemporaryDirectory(prefix="fajian-annex-") as folder:
        place = Path(folder) / "annex.xlsx"
        workbook.write(place, sheets, [specs()[FORM]], made_on=snapshot.as_of, **versions)
        written = place.read_bytes()
    return f"{file_name(f'推进情况台账 {_month(snapshot.month_on)} {name}')} 第{snapshot.number}次固化.xlsx", written


def _progress(told: Sequence[Content], name: str) -> Sheet:
    spec = specs()[FORM]
    by_column = {one.column: one for one in counters.counters() if one.column}
    rows = []
    for content in told:
        cells: dict[str, Cell] = {"unit": content.name, "month": _month(dt.date.fromisoformat(f"{content.month}-01"))}
        cells.update({column: content.figures[code] for column, code in FIGURES.items()})
        for column, counter in by_column.items():
            number, _ = content.counters.get(counter.code, (None, ""))
            # The form's own text columns (制度数、名称) take a text; what nobody has counted stays blank.
            cells[column] = number if number is None or spec[column].kind == "int" else str(number)
        rows.append(workbook.Row(f"part:{content.unit}", cells))
    note = "问题整改各栏由台账数出；工作成效各栏由台账数出或者由单位申报，空白为没有数；存在困难、下月计划由人填写。"
    return workbook.sheet(spec, rows, unit=name, note=note, title=f"{named(told[0].title)}推进情况台账")


def _rows(told: Sequence[Content]) -> Sheet:
    listed = [(content.name, row) for content in told for row in content.rows]
    return Sheet(
        name="问题明细",
        title="问题明细（固化时）",
        columns=ROW_COLUMNS,
        rows=[
            [
                place, name, row.ledger, row.number, row.title, row.word,
                day(row.recorded_on), day(row.due_on), day(row.closed_on),
            ]
            for place, (name, row) in enumerate(listed, 1)
        ],
        keys=[f"entry:{row.entry}" for _, row in listed],
        protected=True,
        freeze_columns=2,
    )  # fmt: skip


def _month(first_on: dt.date) -> str:
    return f"{first_on.year}年{first_on.month}月"
