"""任务清单 as a workbook: the tasks a page shows, and beside them every unit's part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fajian.campaigns.board import Row
from fajian.engine.office.workbooks import Cell, Column, Sheet

COLUMNS = (
    Column("编号", 9.0, centred=True),
    Column("任务", 26.0),
    Column("阶段", 12.0),
    Column("牵头单位", 14.0),
    Column("配合单位", 14.0),
    Column("责任单位", 18.0),
    Column("完成时限", 11.0, kind="date", centred=True),
    Column("状态", 9.0, centred=True),
    Column("应完成单位", 7.0, kind="int", centred=True),
    Column("已完成", 7.0, kind="int", centred=True),
    Column("里程碑", 24.0),
    Column("风险", 8.0, centred=True),
    Column("风险理由", 28.0),
)
PARTS = (
    Column("编号", 9.0, centred=True),
    Column("任务", 30.0),
    Column("单位", 22.0),
    Column("分工", 10.0, centred=True),
    Column("状态", 10.0, centred=True),
    Column("完成比例（%）", 8.0, kind="int", centred=True),
    Column("最近进展", 11.0, kind="date", centred=True),
    Column("完成日期", 11.0, kind="date", centred=True),
)


def sheets(title: str, rows: Sequence[Row], today: dt.date) -> list[Sheet]:
    """任务清单 and 单位进展 of exactly these rows."""
    line = (f"截至：{today:%Y年%m月%d日}",)
    tasks = [_task(row, today) for row in rows]
    parts = [line_ for row in rows for line_ in _parts(row)]
    return [
        Sheet("任务清单", f"{title}任务清单", COLUMNS, tasks, line=line),
        Sheet("单位进展", f"{title}各单位任务进展", PARTS, parts, line=line),
    ]


def _task(row: Row, today: dt.date) -> list[Cell]:
    task = row.task
    steps = [f"{one.title}（{one.due_on:%Y-%m-%d}，{one.standing(today)[1]}）" for one in row.milestones]
    return [
        task.number,
        task.title,
        row.stage or None,
        task.lead or None,
        task.support or None,
        task.responsible or None,
        task.due_on,
        row.word,
        row.units,
        row.done,
        "；".join(steps) or None,
        row.risk.word,
        row.risk.why or None,
    ]


def _parts(row: Row) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    for share in row.shares:
        one = share.progress
        days = [one.percent, one.noted_on, one.done_on] if one else [None, None, None]
        found.append([row.task.number, row.task.title, share.unit.name, "、".join(share.parts), share.word, *days])
    return found
