"""What people may change of a plan, in their words: one table for forms, YAML and lists of changes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from fajian.engine.plans.schema import (
    EVERY,
    Annex,
    Basis,
    Contact,
    Due,
    Duty,
    Group,
    Member,
    Period,
    Problem,
    RuleDeadline,
    Stage,
    Target,
    Task,
)

Kind = Literal["text", "day", "names", "numbers", "yes", "choice", "number", "count", "rows", "quote"]
CONTACTS = {"phone": "电话", "email": "邮箱", "person": "联系人", "address": "地址"}
TERMS = {"working_days": "工作日", "days": "日", "months": "月"}


@dataclass(frozen=True, slots=True)
class Column:
    """One field of an element: `name` in code, `label` for people; `rows` of a kind of their own have it in `of`.

    An empty field is null, "" or () as the field's default has it; `required` ones may not be empty.
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    of: type[Any] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the plan: its name in code, the word for the list and for one element, the elements' kind."""

    name: str
    word: str
    one: str
    kind: type[Any]


_QUOTE = Column("quote", "原文", "quote")
_SPAN = (Column("from_on", "开始", "day"), Column("to_on", "结束", "day"))

HEADER = (
    Column("title", "标题"),
    Column("issuer", "发文机关"),
    Column("doc_number", "文号"),
    Column("issued_on", "印发日期", "day"),
)
PERIOD = Column("period", "起止", "rows", of=Period)
SECTIONS = (
    Section("stages", "阶段", "阶段", Stage),
    Section("tasks", "任务", "任务", Task),
    Section("duties", "报送", "报送", Duty),
    Section("annexes", "附件", "附件", Annex),
    Section("problems", "问题清单", "问题", Problem),
    Section("contacts", "联系方式", "联系方式", Contact),
    Section("bases", "依据", "依据", Basis),
    Section("groups", "机构", "机构", Group),
    Section("targets", "目标", "目标", Target),
    Section("rule_deadlines", "长期时限", "时限", RuleDeadline),
)
COLUMNS: Mapping[type[Any], tuple[Column, ...]] = {
    Period: (*_SPAN, _QUOTE),
    Stage: (Column("title", "名称", required=True), *_SPAN, _QUOTE),
    Task: (
        Column("number", "编号"),
        Column("title", "内容", required=True),
        Column("lead", "牵头单位", "names"),
        Column("support", "配合单位", "names"),
        Column("responsible", "责任单位", "names"),
        Column("due", "完成时限", "rows", of=Due),
        Column("standing", "长期推进", "yes"),
        Column("annexes", "附件", "numbers"),
        Column("scope_from", "回溯到", "day"),
        _QUOTE,
    ),
    Due: (Column("on", "日期", "day"), _QUOTE),
    Duty: (
        Column("what", "报送内容", required=True),
        Column("from_unit", "报送单位"),
        Column("to_unit", "报送至"),
        Column("due", "期限", "day"),
        Column("every", "周期", "choice", choices=EVERY),
        Column("annexes", "附件", "numbers"),
        _QUOTE,
    ),
    Annex: (Column("number", "序号", "count"), Column("title", "名称", required=True), _QUOTE),
    Problem: (Column("group", "所属类别"), Column("text", "问题", required=True), _QUOTE),
    Contact: (
        Column("kind", "方式", "choice", required=True, choices=CONTACTS),
        Column("value", "内容", required=True),
        _QUOTE,
    ),
    Basis: (Column("name", "名称", required=True), Column("doc_number", "文号"), _QUOTE),
    Group: (Column("name", "名称", required=True), Column("members", "组成", "rows", of=Member), _QUOTE),
    Member: (Column("role", "职务", required=True), Column("unit", "单位或者职务", required=True)),
    Target: (
        Column("text", "目标", required=True),
        Column("number", "数值", "number", required=True),
        Column("unit", "单位"),
        _QUOTE,
    ),
    RuleDeadline: (
        Column("what", "事项", required=True),
        Column("after", "自何时起", required=True),
        Column("count", "数量", "count", required=True),
        Column("unit", "单位", "choice", required=True, choices=TERMS),
        _QUOTE,
    ),
}
_BETWEEN = re.compile(r"[、，,；;](?![^(（]*[)）])")  # not inside 县(市、区)
_BLANKS = {"names": (), "numbers": (), "rows": (), "yes": False, "quote": ""}
_BLANK_TEXTS = {(Task, "number"), (Problem, "group"), (Target, "unit")}  # "" and never null


def section(name: str) -> Section:
    """The section by its name in code; KeyError where there is none."""
    return {one.name: one for one in SECTIONS}[name]


def blank(kind: type[Any], column: Column) -> Any:
    """What an empty field of this kind of element holds."""
    return "" if (kind, column.name) in _BLANK_TEXTS else _BLANKS.get(column.kind)


def named(element: Any) -> str:
    """An element as people call it: 任务三(二)5, 阶段“自查阶段”, 附件2."""
    one = next(part.one for part in SECTIONS if part.kind is type(element))
    match element:
        case Task(number=number) if number:
            return f"任务{number}"
        case Annex(number=number) if number is not None:
            return f"附件{number}"
        case Duty(what=what, from_unit=units):
            return f"报送“{_short(what)}”" + (f"（{units}）" if units else "")
        case _:
            return f"{one}“{_short(_name(element))}”"


def words(column: Column, value: Any) -> str:
    """A field's value as people read it; 没有 where it is empty."""
    match value:
        case bool():
            return "是" if value else "否"
        case None | "" | ():
            return "没有"
        case date():
            return value.isoformat()
        case tuple() if column.kind == "numbers":
            return "、".join(f"附件{number}" for number in value)
        case tuple() if column.kind == "names":
            return "、".join(value)
        case tuple():
            return "、".join(_row(row) for row in value)
        case Period():
            return f"{words(column, value.from_on)}至{words(column, value.to_on)}"
        case float():
            return f"{value:g}"
        case _:
            return column.choices.get(value, str(value))


def _row(row: Any) -> str:
    """A time limit by its day, or by its words where it has none."""
    if isinstance(row, Due):
        return row.on.isoformat() if row.on else f"“{_short(row.quote)}”"
    said = [words(column, getattr(row, column.name)) for column in COLUMNS[type(row)] if column.kind != "quote"]
    return " ".join(said)


def _name(element: Any) -> str:
    """The text an element goes by."""
    first = next(column for column in COLUMNS[type(element)] if column.required and column.kind == "text")
    return str(getattr(element, first.name))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 24 else f"{flat[:24]}…"


def split(text: str) -> tuple[str, ...]:
    """Names on one line, 、 between them; what stands in brackets stays whole."""
    return tuple(name.strip() for name in _BETWEEN.split(text) if name.strip())


def numbers(names: Sequence[str]) -> tuple[int, ...] | str:
    """附件1, 2 → 1, 2; the first name that is none."""
    texts = [name.removeprefix("附件") for name in names]
    wrong = next((text for text in texts if not is_number(text)), None)
    return tuple(map(int, texts)) if wrong is None else wrong


def is_number(text: str) -> bool:
    """A whole number of at most four digits?"""
    return text.isascii() and text.isdigit() and len(text) <= 4
