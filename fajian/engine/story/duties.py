"""What has to be handed in or done by when, for each unit, from a compiled plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from fajian.engine.law.calendar import Calendar
from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import Column, Sheet
from fajian.engine.plans.schema import EVERY, Plan

DutyKind = Literal["报送材料", "完成任务"]
# A plan's words for all units it addresses; anything else names one unit.
_EVERYBODY = ("各", "全市", "全区", "全县", "全省", "有关单位", "相关单位")
STANDING = "长期坚持"
UNDATED = "未定日期，须人工核定"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing due. `on` null = the plan gives no day that can be counted; `units` as the plan writes them.

    `hint` says when the day is no working day, and the last working day before it; `annexes` like 附件1、附件2.
    """

    kind: DutyKind
    what: str
    units: tuple[str, ...]
    to: str
    on: dt.date | None
    rhythm: str
    hint: str
    annexes: str
    quote: str

    @property
    def is_for_all(self) -> bool:
        return not self.units or any(unit.startswith(_EVERYBODY) for unit in self.units)


def items(plan: Plan, calendar: Calendar) -> tuple[Item, ...]:
    """Hand-ins and time limits of tasks, the dated ones first by day, then the undated in the order of the text."""
    found = [
        Item(
            kind="报送材料",
            what=duty.what,
            units=(duty.from_unit,) if duty.from_unit else (),
            to=duty.to_unit or "",
            on=duty.due,
            rhythm=EVERY.get(duty.every or "", ""),
            hint=day_hint(duty.due, calendar),
            annexes=_annexes(duty.annexes),
            quote=duty.quote,
        )
        for duty in plan.duties
    ]
    for task in plan.tasks:
        limits = [(due.on, due.quote) for due in task.due] or ([(None, task.quote)] if not task.standing else [])
        rhythms = [(on, quote, "") for on, quote in limits] + ([(None, task.quote, STANDING)] if task.standing else [])
        found += [
            Item(
                kind="完成任务",
                what=f"{task.number} {task.title}".strip(),
                units=task.responsible or task.lead,
                to="、".join(task.lead),
                on=on,
                rhythm=rhythm,
                hint=day_hint(on, calendar) if not rhythm else "",
                annexes=_annexes(task.annexes),
                quote=quote,
            )
            for on, quote, rhythm in rhythms
        ]
    return tuple(sorted(found, key=lambda item: (item.on is None, item.on or dt.date.max)))


def day_hint(on: dt.date | None, calendar: Calendar) -> str:
    """What must be said about a last day: none, no working day (and the working day before), year not yet fixed."""
    if on is None:
        return UNDATED
    if not calendar.first <= on <= calendar.last:
        return "超出工作日历范围，是否工作日请自行核对"
    if calendar.is_working(on):
        return "所在年度放假安排未公布，待节假日通知" if calendar.is_provisional(on) else ""
    before = calendar.working_day(calendar.working_before(on))
    return f"截止日不是工作日（{calendar.day(on).reason}），建议最迟{before.isoformat()}报出"


def per_unit(found: Sequence[Item], units: Mapping[str, str]) -> list[tuple[str, Item]]:
    """Every unit with each thing it owes: all units where the plan says 各…; else the units named, as it names them."""
    rows: list[tuple[str, Item]] = [(name, item) for name in units.values() for item in found if item.is_for_all]
    rows += [(unit, item) for item in found if not item.is_for_all for unit in item.units]
    return sorted(rows, key=lambda row: row[0])


def ahead(found: Iterable[Item], as_of: dt.date) -> list[Item]:
    """Hand-ins with a day on or after `as_of`."""
    return [item for item in found if item.kind == "报送材料" and item.on and item.on >= as_of]


_HEADINGS = (
    ("类别", 9.0), ("内容", 34.0), ("截止日期", 11.0), ("星期", 6.0), ("提示", 26.0), ("距今", 10.0), ("频次", 9.0),
    ("责任或报送单位", 22.0), ("报送至或牵头", 18.0), ("附件", 12.0), ("方案原文", 40.0),
)  # fmt: skip


def write(path: Path, found: Sequence[Item], units: Mapping[str, str], title: str, *, as_of: dt.date) -> None:
    """The list as a workbook (dated; undated; by unit) and, beside it, the list by unit as CSV of the same name."""
    columns = tuple(Column(label, width, kind="date" if label == "截止日期" else "text") for label, width in _HEADINGS)
    dated = [_cells(item, as_of) for item in found if item.on]
    undated = [_cells(item, as_of) for item in found if not item.on]
    rows = [(unit, *_cells(item, as_of)) for unit, item in per_unit(found, units)]
    note = f"距今按{as_of.isoformat()}计算。日期、责任单位均取自方案原文，与原件不一致的以原件为准。"
    unit_columns = (Column("单位", 18.0), *columns)
    workbooks.write(
        path,
        (
            Sheet("有日期的", f"{title}　报送任务和完成时限", columns, dated, note=note),
            Sheet(
                "未定日期的",
                "未定日期或长期坚持的事项",
                columns,
                undated,
                note="方案没有给出可以推算的日期，须人工核定。",
            ),
            Sheet("分单位清单", "分单位报送清单", unit_columns, rows, note=note, freeze_columns=1),
        ),
        made_on=as_of,
    )
    workbooks.write_csv(path.with_suffix(".csv"), [column.label for column in unit_columns], rows)


def _cells(item: Item, as_of: dt.date) -> tuple[workbooks.Cell, ...]:
    weekday = f"周{'一二三四五六日'[item.on.weekday()]}" if item.on else ""
    units = "、".join(item.units) or "全部单位"
    return (
        item.kind, item.what, item.on, weekday, item.hint if item.rhythm != STANDING else "", _distance(item.on, as_of),
        item.rhythm, units, item.to, item.annexes, item.quote,
    )  # fmt: skip


def _distance(on: dt.date | None, as_of: dt.date) -> str:
    if on is None:
        return ""
    days = (on - as_of).days
    return f"还有{days}天" if days > 0 else "今天" if days == 0 else f"已过{-days}天"


def _annexes(numbers: Sequence[int]) -> str:
    return "、".join(f"附件{number}" for number in numbers)
