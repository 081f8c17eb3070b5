"""What is registered, as data: content/registers/kinds.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fajian import content
from fajian.engine.forms.spec import LedgerColumn


@dataclass(frozen=True, slots=True)
class Opinion:
    """One 清理意见. `ends`: carried out, the matter leaves the register; `changes`: it stays in another form."""

    code: str
    title: str
    ends: bool = False
    changes: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One register. `compares`: held against a superior norm; `cites` names the columns that hold provisions.

    `table` names the column that holds a 裁量表, `statute` and `superior` those of the range and the table above it.
    `checks` names the columns that must all be 是 where nothing is to be changed. `filed`: filed (备案) after it was
    published. What the system sees by itself (signs.py): `until` names the last day it is good for, `wearer` the number
    of the officer it was issued to, `first` and `then` two days that must come in this order, `elements` and `model`
    what a paper has and the province's has. `editions`: the columns of a paper's number and its edition. `logged`:
    whoever opens a file says why. `yearly`: every enforcing unit is to have one registered each year.
    """

    code: str
    title: str
    about: str
    columns: tuple[LedgerColumn, ...]
    verdicts: tuple[Opinion, ...]
    cites: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    compares: bool = False
    files: bool = False
    table: str = ""
    statute: str = ""
    superior: str = ""
    filed: bool = False
    until: str = ""
    wearer: str = ""
    first: str = ""
    then: str = ""
    elements: str = ""
    model: str = ""
    editions: tuple[str, ...] = ()
    logged: bool = False
    yearly: bool = False
    retired: bool = False

    def verdict(self, code: str) -> Opinion | None:
        """The opinion of this code."""
        return next((one for one in self.verdicts if one.code == code), None)


@cache
def kinds() -> Mapping[str, Kind]:
    """By code, in the order of the file."""
    found = {}
    for row in content.read("registers", "kinds.yaml"):
        columns = tuple(LedgerColumn(**column) for column in row.pop("columns"))
        verdicts = tuple(Opinion(**verdict) for verdict in row.pop("verdicts"))
        cites, checks = tuple(row.pop("cites", ())), tuple(row.pop("checks", ()))
        editions = tuple(row.pop("editions", ()))
        kind = Kind(columns=columns, verdicts=verdicts, cites=cites, checks=checks, editions=editions, **row)
        named = {*kind.cites, *kind.checks, *kind.editions}
        named |= {kind.until, kind.wearer, kind.first, kind.then, kind.elements, kind.model} - {""}
        if kind.code in found or named - {column.name for column in columns}:
            raise ValueError(f"registers/kinds.yaml: {kind.code} stands twice, or names a column it does not have")
        found[kind.code] = kind
    return found


def choices() -> list[tuple[str, str]]:
    """Of the model's column."""
    return [(kind.code, kind.title) for kind in kinds().values()]
