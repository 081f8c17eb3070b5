"""The roster as a sheet: its columns are data, and so are the days on which people are reminded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fajian import content
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec
from fajian.engine.office.workbooks import Column, Sheet

DEFAULT_WIDTH = 12
KINDS: Mapping[str, str] = {
    "执法人员": "enforcer", "法制审核人员": "reviewer", "执法辅助人员": "assistant", "临时聘用": "temporary",
    "其他": "other",
}  # fmt: skip
STAFFING: Mapping[str, str] = {"公务员": "civil", "事业编制": "public", "聘用": "contract", "借调": "lent"}


@dataclass(frozen=True, slots=True)
class Terms:
    """`warn_days` before the last day of a certificate; `review_from`: month and day, None where there is no 年审."""

    warn_days: tuple[int, ...]
    review_from: tuple[int, int] | None

    def review_is_on(self, day: dt.date) -> bool:
        """Is it late enough in the year to ask for the yearly check?"""
        return self.review_from is not None and (day.month, day.day) >= self.review_from


@cache
def terms() -> Terms:
    """Out of content/people/terms.yaml."""
    said = content.read("people", "terms.yaml")
    since = str(said["review_from"])
    return Terms(
        tuple(sorted(map(int, said["warn_days"]), reverse=True)),
        (int(since[:2]), int(since[3:])) if since else None,
    )


def sheet(code: str, title: str) -> LedgerSpec:
    """content/people/<code>.yaml as a form."""
    rows = content.read("people", f"{code}.yaml")
    columns = tuple(LedgerColumn(**{**row, "choices": tuple(row.get("choices", ()))}) for row in rows)
    return LedgerSpec(code, 1, title, "", "", "generic", "plain", (), columns)


@cache
def roster() -> LedgerSpec:
    """执法人员名录."""
    return sheet("roster", "执法人员名录")


def blank(spec: LedgerSpec, note: str, lines: Sequence[Sequence[object]] = ()) -> Sheet:
    """The sheet to be filled in, or holding `lines`; what it asks for is told by drop-downs."""
    kinds = {"date": "date", "int": "int", "number": "number"}
    columns = tuple(
        Column(
            one.label, one.width or DEFAULT_WIDTH, kinds.get(one.kind, "text"),  # type: ignore[arg-type]
            ("是", "否") if one.kind == "bool" else one.choices, required=one.required,
        )
        for one in spec.columns
    )  # fmt: skip
    rows: list[list[object]] = [list(line) for line in lines]
    return Sheet(
        name=spec.title, title=spec.title, columns=columns, rows=rows, note=note,  # type: ignore[arg-type]
        blank_rows=0 if rows else 30, protected=not rows,
    )  # fmt: skip
