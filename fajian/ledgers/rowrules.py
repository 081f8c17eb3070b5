"""What a row out of a file may say: the same rules as the pages have, each refusal a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fajian.engine.forms.spec import LedgerColumn, LedgerSpec
from fajian.engine.forms.takeback import Cells, Value
from fajian.ledgers.columns import STEPS, keep, places, title_column
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.workflow import OPEN, PROBLEM

LONG, SHORT, PERSON = 4_000, 300, 50
MOST_WHOLE = 10**12
MODES = {word: kind for kind, word in Rectification.KINDS}
# What the unit may write before it accepts a problem, and what while it rectifies; the steps then take it from there.
BEFORE = ("cause", "measure", "mode", "leader", "department", "owner", "due_on", "result")
MEANWHILE = ("result",)


@dataclass(frozen=True, slots=True)
class Written:
    """A row as it would be written: title, changed columns of `data`, changed fields of the rectification."""

    title: str
    data: dict[str, Any] = field(default_factory=dict)
    steps: dict[str, Any] = field(default_factory=dict)


def why_not_edited(entry: Entry, row: Rectification | None, *, reworded: bool) -> str:
    """Why this row's text may not be changed by its unit, as a sentence; "" where it may.

    `reworded`: its title or day would change; what others found is not the unit's to reword.
    """
    if row and row.state not in OPEN:
        return f"问题现在是“{row.state_word}”，不能修改；请由监督人员退回或更正。"
    if row and reworded and entry.told_from_above:
        return "问题描述和发生日期不是本单位登记的，不能修改；可以修改其他栏目，有异议请向监督人员说明。"
    return ""


def why_not_touched(entry: Entry, by: Any, *, of_unit: bool = False) -> str:
    """Why nothing of this row may be changed by this user; "" where something may.

    `of_unit`: the file is the unit's own, handed in to the office that takes it in for the unit.
    """
    if not of_unit and by.role not in PROBLEM.groups["unit"]:
        return "已登记的条目由填报单位修改，您的表格只能增加新行；要改这一行，请退回或更正"
    return why_not_edited(entry, entry.problem, reworded=False).rstrip("。")


def says_nothing(spec: LedgerSpec, name: str, before: Value, after: Value) -> bool:
    """Does a changed cell change nothing? A blank is as good as 否 for what only a step can turn into 是."""
    return places(spec)[name] == "rectification" and name == "closed" and not before and not after


def changed(spec: LedgerSpec, entry: Entry, cells: Cells) -> tuple[Written, str]:
    """The row with these cells changed, or why that may not be."""
    where = places(spec)
    written = Written(entry.title)
    title = entry.title
    for name, value in cells.items():
        column = spec[name]
        reason = _unfit(column, value, is_title=where[name] == "title")
        if not reason and where[name] == "rectification":
            reason = _step(entry.problem, column, value, written.steps)
        if not reason and where[name] == "title":
            title = str(value).strip()
            reason = why_not_edited(entry, entry.problem, reworded=title != entry.title).rstrip("。")
        if reason:
            return written, reason
        if where[name] in ("data", "unit"):
            written.data[name] = keep(column, value)
    return Written(title, written.data, written.steps), ""


def new(spec: LedgerSpec, ledger: Ledger, cells: Cells) -> tuple[Written, str]:
    """A new row of these cells, or why it cannot be recorded; compulsory columns the file does not have count too."""
    where = places(spec)
    written = Written(str(cells.get(title_column(spec).name) or "").strip())
    for column in spec.columns:
        place, value = where[column.name], cells.get(column.name)
        if place == "number" or (place == "unit" and value in (None, ledger.unit.name)):
            continue
        reason = _unfit(column, value, is_title=place == "title")
        if not reason and place == "rectification" and value is not None:
            reason = _step(None, column, value, written.steps)
        if reason:
            return written, reason
        if place in ("data", "unit") and value is not None:
            written.data[column.name] = keep(column, value)
    return written, ""


def _unfit(column: LedgerColumn, value: Value, *, is_title: bool) -> str:
    """Why this may not stand in the column, whoever writes it; the limits of the page's fields (forms/fields.py)."""
    match value:
        case None | "":
            return f"“{column.label}”必填，文件里是空的，请补上" if column.required or is_title else ""
        case str() if len(value) > (most := LONG if column.kind == "long_text" else SHORT):
            return f"“{column.label}”最多{most}字，文件里有{len(value)}字，请删减"
        case str() if column.name in ("owner", "leader") and len(value) > PERSON:
            return f"“{column.label}”最多{PERSON}字，文件里有{len(value)}字，请删减"
        case bool():
            return ""
        case int() if value > MOST_WHOLE:
            return f"“{column.label}”的数字过大，请核对"
        case Decimal() if column.kind == "number" and value != round(value, 4):
            return f"“{column.label}”最多4位小数，请核对"
    return ""


def _step(row: Rectification | None, column: LedgerColumn, value: Value, steps: dict[str, Any]) -> str:
    """Why a text of the rectification may not come from a file; "" and the text in `steps` where it may."""
    name, (_, field_name) = column.name, STEPS[column.name]
    if name == "closed":
        if not value and row is None:
            return ""
        return f"“{column.label}”不能从表格收入：销号要在系统里上传佐证、申请，由另一人核准。请把这一格改回“否”或者空着"
    may = MEANWHILE if row and row.state == "rectifying" else BEFORE
    if name not in may:
        return f"问题已经认领，“{column.label}”不能再从表格修改，请在系统里办理"
    if name == "mode":
        if value is None:
            return ""
        if value not in MODES:
            return f"“{column.label}”没有“{value}”，请从{'、'.join(MODES)}里选"
        value = MODES[str(value)]
    steps[field_name] = value if value is not None else None if column.kind == "date" else ""
    return ""


def applied(steps: Mapping[str, Any], row: Rectification) -> None:
    """Write these texts onto the rectification, not saved yet."""
    for name, value in steps.items():
        setattr(row, name, value)
