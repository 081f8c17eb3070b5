"""双公示: rows in the exact formats of the credit platforms (30 and 28 fields), and the faults they send back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from functools import cache
from typing import Any, Literal

from fajian import content

PARTIES = {"person": "自然人", "sole_trader": "个体工商户", "organisation": "法人及非法人组织"}
NUMBERS = ("行政处罚决定书文号", "行政许可决定文书号", "决定书文号", "文书号", "文号", "CF_WSH", "XK_WSH")
REASONS = ("错误原因", "错误信息", "错误描述", "校验结果", "失败原因", "退回原因", "提示信息", "原因")
_TEN_THOUSAND, _SIX = Decimal(10_000), Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class ExchangeField:
    """One field of the format. `source`: the value it takes, "" = it stays empty.

    `required` always, organisation, person, or a kind of penalty (several by |); `unit` 万元, day, or plain text.
    """

    code: str
    label: str
    source: str = ""
    required: str = ""
    unit: Literal["", "万元", "day"] = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One sheet the platform takes."""

    code: str
    title: str
    fields: tuple[ExchangeField, ...]

    @property
    def headings(self) -> list[str]:
        """The first line, word for word."""
        return [field.label for field in self.fields]

    def row(self, values: Mapping[str, Any]) -> list[str]:
        """The cells of one decision; `values` by the names of its columns, party_kind as a code."""
        return [_cell(field, values) for field in self.fields]

    def missing(self, values: Mapping[str, Any]) -> list[str]:
        """Labels of what the platform will ask for and is not there."""
        cells = zip(self.fields, self.row(values), strict=True)
        return [field.label for field, cell in cells if not cell and _wanted(field, values)]


@cache
def formats() -> Mapping[str, Format]:
    """By the kind of publication."""
    found = {}
    for row in content.read("publicity", "exchange.yaml"):
        fields = [ExchangeField(**{"source" if name == "from" else name: said for name, said in one.items()})
                  for one in row["fields"]]  # fmt: skip
        found[row["code"]] = Format(row["code"], row["title"], tuple(fields))
    return found


def _cell(field: ExchangeField, values: Mapping[str, Any]) -> str:
    value = values.get(field.source) if field.source else None
    if value in (None, ""):
        return ""
    if field.source == "party_kind":
        return PARTIES.get(str(value), "")
    match field.unit:
        case "万元":
            return _ten_thousands(str(value))
        case "day":
            return _day(str(value))
        case _:
            return " ".join(str(value).split())


def _ten_thousands(text: str) -> str:
    try:
        amount = (Decimal(text.replace(",", "")) / _TEN_THOUSAND).quantize(_SIX)
    except DecimalException:
        return ""
    return str(amount) if amount.is_finite() else ""


def _day(text: str) -> str:
    try:
        return f"{dt.date.fromisoformat(text[:10]):%Y/%m/%d}"
    except ValueError:
        return ""


def _wanted(field: ExchangeField, values: Mapping[str, Any]) -> bool:
    person = values.get("party_kind") == "person"
    match field.required:
        case "":
            return False
        case "always":
            return True
        case "person":
            return person
        case "organisation":
            return not person
        case words:
            return any(word in str(values.get("penalty_kinds", "")) for word in words.split("|"))


@dataclass(frozen=True, slots=True)
class Returned:
    """One fault the platform found: the document's number and what it says."""

    number: str
    reason: str


def returned(lines: Iterable[Sequence[Any]]) -> Iterator[Returned]:
    """The faults in a sheet sent back: below the first line that names a number and a reason, whatever else it has."""
    place: tuple[int, int] | None = None
    for line in lines:
        cells = [str(cell or "").strip() for cell in line]
        if place is None:
            place = _places(cells)
            continue
        number, reason = (cells[at] if at < len(cells) else "" for at in place)
        if number and reason:
            yield Returned(number, reason[:500])


def _places(cells: Sequence[str]) -> tuple[int, int] | None:
    """Where the number and the reason stand, if this is the line of headings."""
    bare = [re.sub(r"[\s*＊]", "", cell) for cell in cells]
    number = next((bare.index(word) for word in NUMBERS if word in bare), None)
    reason = next((bare.index(word) for word in REASONS if word in bare), None)
    return None if number is None or reason is None else (number, reason)
