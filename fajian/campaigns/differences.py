"""What changed between two versions of a return: its words, its files, and cell by cell the rows of its ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Told = Mapping[str, Any]  # contents.content, read


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its heading, what stood there, what stands there now; "" where nothing stands."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is 新增, 变更, 作废 or 恢复, with the cells that changed; 作废 with its reason."""

    number: int
    word: str
    cells: tuple[Cell, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A ledger and its rows that changed; word 新增 or 撤下 where only one version has the ledger at all."""

    title: str
    rows: tuple[Row, ...]
    word: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """`said` are the words and files beside the ledgers."""

    said: tuple[Cell, ...]
    books: tuple[Book, ...]

    def __bool__(self) -> bool:
        return bool(self.said or self.books)


def difference(old: Told, new: Told) -> Difference:
    """From the older version to the newer; empty if and only if both say the same."""
    said = [("报送内容", "what"), ("单位", "unit"), ("报送说明", "text"), ("零报告", "nil"), ("附件", "file"),
            ("备查材料", "proof")]  # fmt: skip
    cells = [Cell(label, _said(old[name]), _said(new[name])) for label, name in said if old[name] != new[name]]
    return Difference(tuple(cells), tuple(books(old["ledgers"], new["ledgers"])))


def _said(value: Any) -> str:
    """A text, yes or no, a file by name and the beginning of its hash."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case dict():
            (digest,) = (part for name, part in value.items() if name not in ("name", "size"))
            return f"{value['name']}（摘要 {digest[:12]}…）"
        case _:
            return str(value)


def books(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Book]:
    """The ledgers that changed, with the rows that did."""
    before, after = ({book["ledger"]: book for book in told} for told in (old, new))
    for number in sorted(before.keys() | after.keys()):
        known = after.get(number) or before[number]
        was, now = before.get(number), after.get(number)
        labels = {name: label for book in (was, now) if book for name, label in book["columns"]}
        rows = tuple(_rows(labels, was["rows"] if was else [], now["rows"] if now else []))
        word = "" if was and now else "新增" if now else "撤下"
        renamed = was and now and any(was[name] != now[name] for name in ("annex", "title", "form", "columns"))
        if rows or word or renamed:
            yield Book(f"{known['annex']} {known['title']}".strip(), rows, word or ("改名" if renamed else ""))


def _rows(labels: Mapping[str, str], old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Row]:
    before, after = ({row["number"]: row for row in rows} for rows in (old, new))
    nothing: dict[str, Any] = {"struck": "", "cells": {}}
    for number in sorted(before.keys() | after.keys()):
        was, now = before.get(number, nothing), after.get(number, nothing)
        if was == now:
            continue
        cells = tuple(
            Cell(label, was["cells"].get(name, ""), now["cells"].get(name, ""))
            for name, label in labels.items()
            if was["cells"].get(name, "") != now["cells"].get(name, "")
        )
        yield Row(number, _word(number in before, number in after, was, now), cells, now["struck"])


def _word(was_there: bool, is_there: bool, was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    if not was_there:
        return "新增（已作废）" if now["struck"] else "新增"
    if not is_there:
        return "撤下"
    if bool(was["struck"]) != bool(now["struck"]):
        return "作废" if now["struck"] else "恢复"
    return "变更"
