"""A compiled plan as data: what the document says, each element with the run of text it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Literal, get_args

from fajian.engine.faults import InputError

FORMAT = "fajian-plan/1"
WEEK: Literal["week"] = "week"
Every = Literal["week", "month", "quarter", "year"]
EVERY: Mapping[str, str] = {"week": "每周", "month": "每月", "quarter": "每季度", "year": "每年"}
ContactKind = Literal["phone", "email", "person", "address"]
DoubtKind = Literal[
    "year_inferred",
    "date_conflict",
    "due_outside_stage",
    "due_on_holiday",
    "due_in_past_at_issue",
    "no_due",
    "unclear_due",
    "annex_shared",
    "unit_alias",
    "overlap_stages",
    "missing_text",
    "no_lead",
    "other",
]


@dataclass(frozen=True, slots=True)
class Basis:
    """A document the plan cites as its reason; `name` without 《》, `doc_number` its 发文字号 or null."""

    name: str
    quote: str
    doc_number: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The whole span of the campaign where the text states it; both days included."""

    from_on: date | None
    to_on: date | None
    quote: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage; both days included, null = the text leaves that end open."""

    title: str
    from_on: date | None
    to_on: date | None
    quote: str


@dataclass(frozen=True, slots=True)
class Due:
    """One time limit of a task: the last day, or null where the text gives none that can be counted."""

    on: date | None
    quote: str


@dataclass(frozen=True, slots=True)
class Task:
    """One numbered piece of work; `number` is the path of heading numbers, e.g. 一(一)1; units as written."""

    number: str
    title: str
    quote: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    due: tuple[Due, ...] = ()
    standing: bool = False
    annexes: tuple[int, ...] = ()
    scope_from: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing one sort of unit must hand in by one day; null = the text does not say."""

    what: str
    from_unit: str | None
    to_unit: str | None
    due: date | None
    quote: str
    every: Every | None = None
    annexes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex the plan names; `number` null where it carries none."""

    number: int | None
    title: str
    quote: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem a self-check must look for; `group` is the heading it stands under."""

    group: str
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the organ about this plan."""

    kind: ContactKind
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class RuleDeadline:
    """A standing term such as 决定之日起7个工作日内公开: `count` units after the event `after`."""

    what: str
    count: int
    unit: Literal["working_days", "days", "months"]
    after: str
    quote: str


@dataclass(frozen=True, slots=True)
class Target:
    """A measurable goal; `number` as written (60, 100), `unit` such as %."""

    text: str
    number: float
    unit: str
    quote: str


@dataclass(frozen=True, slots=True)
class Member:
    """A seat in a group: `role` such as 组长, `unit` the organ or the post that fills it; never a person's name."""

    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class Group:
    """A leading group, its office or a working group the plan sets up."""

    name: str
    quote: str
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to do about a doubt and why; `on` is the day it sets, `value` the text, null where it sets none."""

    says: str
    reason: str
    on: date | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person has to settle before the plan may run: what, and the answer proposed."""

    kind: DoubtKind
    quote: str
    says: str
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that was read from one plan document, in the order of the text. Null = the document does not say."""

    title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    issued_on: date | None = None
    period: Period | None = None
    bases: tuple[Basis, ...] = ()
    stages: tuple[Stage, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    annexes: tuple[Annex, ...] = ()
    problems: tuple[Problem, ...] = ()
    contacts: tuple[Contact, ...] = ()
    groups: tuple[Group, ...] = ()
    targets: tuple[Target, ...] = ()
    rule_deadlines: tuple[RuleDeadline, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """The exchange form of format fajian-plan/1: plain dicts, ISO dates, no empty optional keys."""
        data: dict[str, Any] = {"format": FORMAT}
        for spec in fields(self):
            value = getattr(self, spec.name)
            if spec.name in _OPTIONAL and not value:
                continue
            data[spec.name] = _plain(value)
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Plan:
        """The plan a dict of format fajian-plan/1 describes; unknown keys are passed over.

        Raises InputError where the format is another one or a value has the wrong shape.
        """
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise InputError(f"这不是编译好的方案：缺少 format = {FORMAT}。请用 fajian plan compile 重新生成。")
        values: dict[str, Any] = {
            key: _text(data.get(key), key) for key in ("title", "issuer", "doc_number") if data.get(key) is not None
        }
        values["issued_on"] = _day(data.get("issued_on"), "issued_on")
        if data.get("period"):
            values["period"] = _element(Period, data["period"], "period")
        for key, kind in _LISTS.items():
            rows = data.get(key) or []
            if not isinstance(rows, list):
                raise InputError(f"方案的“{key}”应当是列表。请用 fajian plan compile 重新生成。")
            values[key] = tuple(_element(kind, row, f"{key}[{i}]") for i, row in enumerate(rows))
        return cls(**values)


_OPTIONAL = {"period", "groups", "targets", "rule_deadlines"}
_LISTS: dict[str, type[Any]] = {
    "bases": Basis,
    "stages": Stage,
    "tasks": Task,
    "duties": Duty,
    "annexes": Annex,
    "problems": Problem,
    "contacts": Contact,
    "groups": Group,
    "targets": Target,
    "rule_deadlines": RuleDeadline,
    "doubts": Doubt,
}
# `from` and `to` cannot be field names in Python; the exchange format has them.
_NAMES = {"from_on": "from", "to_on": "to", "from_unit": "from", "to_unit": "to"}
_LEFT_OUT = {"scope_from", "doc_number", "proposal", "value"}  # null is not written
_DAYS = {"from_on", "to_on", "on", "scope_from"}
_NESTED: dict[str, type[Any]] = {"due": Due, "members": Member}
_UNITS = {"lead", "support", "responsible"}
_CLOSED = {"every": get_args(Every), ("kind", Contact): get_args(ContactKind), ("kind", Doubt): get_args(DoubtKind)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        out = {}
        for spec in fields(value):
            item = getattr(value, spec.name)
            if item is None and spec.name in _LEFT_OUT:
                continue
            out[_NAMES.get(spec.name, spec.name)] = _plain(item)
        if out.get("every") == WEEK:  # the exchange form knows month, quarter and year only
            out |= {"every": None, "rhythm": WEEK}
        return out
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise InputError(f"方案的“{where}”应当是文字。请用 fajian plan compile 重新生成。")
    return value


def _day(value: Any, where: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(f"方案的“{where}”不是日期（应写成 2026-03-31）：{value!r}。") from None


def _element(kind: type[Any], row: Any, where: str) -> Any:
    if not isinstance(row, Mapping):
        raise InputError(f"方案的“{where}”应当是一项内容。请用 fajian plan compile 重新生成。")
    values: dict[str, Any] = {}
    for spec in fields(kind):
        key = _NAMES.get(spec.name, spec.name)
        if key in row:
            values[spec.name] = _value(kind, spec.name, row[key], f"{where}.{key}")
    if kind is Duty and row.get("rhythm") == WEEK:
        values["every"] = WEEK
    try:
        return kind(**values)
    except TypeError:
        raise InputError(f"方案的“{where}”缺少必填的内容。请用 fajian plan compile 重新生成。") from None


def _value(kind: type[Any], name: str, value: Any, where: str) -> Any:
    allowed = _CLOSED.get((name, kind)) or (_CLOSED.get(name) if value is not None else None)
    if allowed and value not in allowed:
        raise InputError(f"方案的“{where}”不能是 {value!r}，只能是：{'、'.join(allowed)}。")
    if name in _DAYS or (name == "due" and kind is Duty):
        return _day(value, where)
    if name in _UNITS:
        return tuple(_text(item, where) for item in _rows(value, where))
    if name == "annexes":
        return tuple(item for item in _rows(value, where) if isinstance(item, int))
    if name in _NESTED:
        return tuple(_element(_NESTED[name], item, where) for item in _rows(value, where))
    if name == "proposal":
        return _element(Proposal, value, where) if value is not None else None
    return value


def _rows(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(f"方案的“{where}”应当是列表。请用 fajian plan compile 重新生成。")
    return value
