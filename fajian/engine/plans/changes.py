"""Plan × plan → what changed, in words; and two people's changes to one plan brought together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from rapidfuzz import fuzz

from fajian.engine.plans.columns import COLUMNS, HEADER, PERIOD, SECTIONS, Column, named, words
from fajian.engine.plans.schema import Plan

T = TypeVar("T")
How = Literal["changed", "added", "struck", "moved"]
ALIKE = 60  # of 100: two elements without a common quotation are one where their texts are that near


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise: `where` names the element, `field` its field; "" = the whole element."""

    how: How
    where: str
    field: str = ""
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        match self.how:
            case "added":
                return f"增加{self.where}"
            case "struck":
                return f"删去{self.where}"
            case "moved":
                return f"{self.where}的次序有调整"
            case _:
                return f"{self.where}{' ' if self.field else ''}{self.field}：{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Merged:
    """The plan in which both sides' changes are, and one sentence for each place where they contradict."""

    plan: Plan
    conflicts: tuple[str, ...]


def changes(old: Plan, new: Plan) -> tuple[Change, ...]:
    """Every difference, in the order of the plan; doubts are no part of what the plan says and don't count."""
    return tuple(_changes(old, new))


def _changes(old: Plan, new: Plan) -> Iterator[Change]:
    for column in (*HEADER, PERIOD):
        before, after = getattr(old, column.name), getattr(new, column.name)
        if before != after:
            yield Change("changed", column.label, "", words(column, before), words(column, after))
    for section in SECTIONS:
        for one, other in paired(getattr(old, section.name), getattr(new, section.name)):
            if one is None:
                yield Change("added", named(other))
            elif other is None:
                yield Change("struck", named(one))
            else:
                yield from _fields(one, other)
        of = same(getattr(old, section.name), getattr(new, section.name))
        places = [of[place] for place in sorted(of)]
        if places != sorted(places):
            yield Change("moved", section.word)


def _fields(one: Any, other: Any) -> Iterator[Change]:
    for column in COLUMNS[type(one)]:
        before, after = getattr(one, column.name), getattr(other, column.name)
        if before == after:
            continue
        if column.kind == "quote":
            yield Change("changed", named(one), "原文引文", _quoted(before), _quoted(after))
        else:
            said = words(column, before), words(column, after)
            shown = said if said[0] != said[1] else (_long(column, before), _long(column, after))
            yield Change("changed", named(one), column.label, *shown)


def paired(old: Sequence[T], new: Sequence[T]) -> list[tuple[T | None, T | None]]:
    """The elements that are one and the same, in the order of `new`; what is gone stands where it stood."""
    of = same(old, new)
    gone = sorted(set(range(len(old))) - set(of.values()))
    rows: list[tuple[T | None, T | None]] = []
    for place, element in enumerate(new):
        before = of.get(place)
        while before is not None and gone and gone[0] < before:
            rows.append((old[gone.pop(0)], None))
        rows.append((None if before is None else old[before], element))
    return [*rows, *((old[place], None) for place in gone)]


def same(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Place in `new` → place in `old` of the same element.

    Equal, else of the same quotation (the first with the first, the second with the second), else of the same name,
    else of nearly the same text.
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    found: dict[int, int] = {}

    def pair(before: int, after: int) -> None:
        found[after] = before
        del left[before], right[after]

    for key in (lambda element: element, lambda element: element.quote, named):
        waiting: dict[Any, list[int]] = {}
        for place, element in left.items():
            waiting.setdefault(key(element), []).append(place)
        for place, element in list(right.items()):
            name = key(element)
            if name and waiting.get(name):
                pair(waiting[name].pop(0), place)
    near = [(_alike(one, other), i, j) for i, one in left.items() for j, other in right.items()]
    for likeness, i, j in sorted(near, key=lambda row: (-row[0], row[1:])):
        if likeness >= ALIKE and i in left and j in right:
            pair(i, j)
    return found


def merge(base: Plan, mine: Plan, theirs: Plan) -> Merged:
    """What `mine` and `theirs` each changed of `base`, together; where both changed one field, mine stands and is told.

    `mine` is what people made of the reading `base`, `theirs` the new reading. Doubts are those of `theirs`.
    """
    said: list[str] = []
    values: dict[str, Any] = {"doubts": theirs.doubts}
    for column in (*HEADER, PERIOD):
        values[column.name] = _one_field("方案", column, base, mine, theirs, said)
    for section in SECTIONS:
        read, own, again = (getattr(plan, section.name) for plan in (base, mine, theirs))
        values[section.name] = tuple(_one_list(read, own, again, said))
    return Merged(replace(mine, **values), tuple(said))


def _one_list(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T], said: list[str]) -> list[T]:
    """In the order of mine; what only theirs has stands behind what it follows there."""
    kept = same(base, mine)  # place in mine → in base
    again = {before: place for place, before in same(base, theirs).items()}  # place in base → in theirs
    rows: list[tuple[T, int | None]] = []  # what stands, and its place in theirs
    for place, own in enumerate(mine):
        before = kept.get(place)
        now = None if before is None else again.get(before)
        if before is None:
            rows.append((own, None))
        elif now is not None:
            rows.append((_one_element(base[before], own, theirs[now], said), now))
        elif own != base[before]:
            said.append(f"{named(own)}：重新读出的内容里没有这一项，保留人工修改的内容，请核对。")
            rows.append((own, None))
    struck = {again[before]: before for before in again if before not in kept.values()}
    for now in sorted(set(range(len(theirs))) - {now for _, now in rows}):
        if now not in struck:
            rows.insert(_behind(rows, now), (theirs[now], now))
        elif theirs[now] != base[struck[now]]:
            said.append(f"{named(theirs[now])}：人工已删去，重新读出的内容有变化，仍按删去处理，请核对。")
    return [one for one, _ in rows]


def _behind(rows: Sequence[tuple[Any, int | None]], now: int) -> int:
    """Where to put what stands at this place in theirs: behind the nearest of those before it."""
    ahead = [(place, i) for i, (_, place) in enumerate(rows) if place is not None and place < now]
    return max(ahead)[1] + 1 if ahead else 0


def _one_element(base: Any, mine: Any, theirs: Any, said: list[str]) -> Any:
    values = {column.name: _one_field(named(mine), column, base, mine, theirs, said) for column in COLUMNS[type(mine)]}
    return replace(mine, **values)


def _one_field(where: str, column: Column, base: Any, mine: Any, theirs: Any, said: list[str]) -> Any:
    before, own, now = (getattr(one, column.name) for one in (base, mine, theirs))
    if own in (before, now):
        return now
    if now != before:
        said.append(
            f"{where} {column.label}：人工填的是{words(column, own)}，"
            f"重新读出的是{words(column, now)}，保留人工填写的，请核对。"
        )
    return own


def _alike(one: Any, other: Any) -> float:
    """Of 100."""
    return fuzz.ratio(_text(one), _text(other))


def _text(element: Any) -> str:
    said = (words(column, getattr(element, column.name)) for column in COLUMNS[type(element)] if column.kind == "text")
    return " ".join(said)


def _quoted(quote: str) -> str:
    return f"“{quote}”" if quote else "没有（人工补充）"


def _long(column: Column, value: Any) -> str:
    """With the quotations, where the days alone are the same."""
    if isinstance(value, tuple):
        return "、".join(f"{words(column, (row,))}{_quoted(row.quote)}" for row in value) or "没有"
    return f"{words(column, value)}{_quoted(value.quote)}" if hasattr(value, "quote") else words(column, value)
