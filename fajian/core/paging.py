"""Keyset pages: page 10,000 costs what page 1 costs, and a row that comes in shifts nothing."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Some rows of a list; `before` and `after` are what `?before=` and `?after=` take, "" where there is no more."""

    rows: list[M]
    before: str
    after: str

    def __bool__(self) -> bool:
        return bool(self.rows)


def keyset(
    rows: QuerySet[M], query: Mapping[str, str], *, order: tuple[str, ...] = ("-id",), size: int = SIZE
) -> Page[M]:
    """The page that `query` (request.GET) asks for, of `rows` in this order.

    `order` names columns of the model that are never null; together they must be unique (end it with the key). A
    mark that cannot be read gives the first page.
    """
    backward, mark = place(rows.model, query, order)
    turned = tuple(_turn(column) for column in order) if backward else order
    found = list((rows.filter(_beyond(turned, mark)) if mark else rows).order_by(*turned)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backward:
        found.reverse()
    if not found:
        return Page([], "", "")
    earlier, later = (more, mark is not None) if backward else (mark is not None, more)
    return Page(found, _mark(found[0], order) if earlier else "", _mark(found[-1], order) if later else "")


def place(model: type[Model], query: Mapping[str, str], order: tuple[str, ...]) -> tuple[bool, list[Any] | None]:
    """Where the asked page begins: is it read backward, and behind which values; None from the very end."""
    backward = "before" in query and "after" not in query
    return backward, _read(model, order, query.get("before" if backward else "after", ""))


def _turn(column: str) -> str:
    return column[1:] if column.startswith("-") else f"-{column}"


def _beyond(order: tuple[str, ...], mark: list[Any]) -> Q:
    """Rows that come behind the mark: (a beyond) or (a equal, b beyond) …; `a` alone lets an index seek."""
    condition, equal = Q(), Q()
    for column, value in zip(order, mark, strict=True):
        name, compare = (column[1:], "lt") if column.startswith("-") else (column, "gt")
        condition |= equal & Q(**{f"{name}__{compare}": value})
        equal &= Q(**{name: value})
    first = order[0].removeprefix("-")
    return Q(**{f"{first}__{'lte' if order[0].startswith('-') else 'gte'}": mark[0]}) & condition


def _mark(row: Model, order: tuple[str, ...]) -> str:
    values = [getattr(row, column.removeprefix("-")) for column in order]
    # str, not Django's encoder: that one cuts moments to milliseconds, and rows between would be lost
    return base64.urlsafe_b64encode(json.dumps(values, default=str).encode()).decode().rstrip("=")


def _read(model: type[Model], order: tuple[str, ...], text: str) -> list[Any] | None:
    """The values behind a mark, in the types of their columns; None when there is none or it is not one of ours."""
    if not text:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            return None
        if any(value is None or "\0" in str(value) for value in values):
            return None
        columns = ("id" if c.removeprefix("-") == "pk" else c.removeprefix("-") for c in order)
        fields: list[Any] = [model._meta.get_field(column) for column in columns]
        return [field.to_python(value) for field, value in zip(fields, values, strict=True)]
    except (binascii.Error, ValueError, OverflowError, TypeError, ValidationError):
        return None
