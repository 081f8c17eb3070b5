"""Rows of a ledger that somebody else kept: some columns of a form, days and texts, every bad cell a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from fajian.engine.faults import Fault, InputError
from fajian.engine.forms.headings import SURE
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.takeback import given, strict, understood
from fajian.engine.office import layout


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stood, and its cells by column, strict texts (days as 2024-03-05); blank ones are left out."""

    sheet: str
    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. `columns`: column → the heading it was read from, `ignored` the headings nobody asked for.

    `faults` of level "refused" mean the file cannot be taken as it is; `refused` counts them.
    """

    sha256: str
    rows: tuple[Row, ...]
    columns: Mapping[str, str]
    ignored: tuple[str, ...]
    faults: tuple[Fault, ...]
    refused: int


def read(path: Path, scratch: Path, spec: LedgerSpec, wanted: Mapping[str, Sequence[str]], required: str) -> Reading:
    """Every visible sheet in which the column `required` is found, as rows of the form's columns named in `wanted`.

    `wanted`: column of the form → headings that mean it, the form's own always among them. Raises InputError where no
    sheet has the required column.
    """
    narrowed = replace(spec, columns=tuple(
        replace(column, kind=column.kind if column.kind in ("date", "serial") else "text", choices=(), scale="",
                required=column.name == required)
        for column in spec.columns if column.name in wanted or column.kind == "serial"
    ))  # fmt: skip
    known: dict[str, str] = {}
    for name, words in wanted.items():
        for word in (spec[name].label, *words):
            known.setdefault(word, name)
    file = given(path, scratch)
    try:
        found = understood(file, narrowed, known=known, required={required}, least=SURE, few=1)
    except InputError:
        names = "、".join(wanted[required][:4])
        raise InputError(
            f"没有找到写着问题的栏目。请让表头里有“{names}”之一，放在前{layout.WITHIN}行内，再上传。"
        ) from None
    rows = [
        Row(row.sheet, row.row, MappingProxyType({name: str(strict(narrowed[name], value))
                                                  for name, value in row.cells.items() if value}))
        for row in found.rows
    ]  # fmt: skip
    columns = {
        match.column.name: match.heading
        for sheet in found.sheets for match in sheet.matches if match.column.name in wanted
    }  # fmt: skip
    ignored = tuple(dict.fromkeys(heading for sheet in found.sheets for heading in sheet.ignored))
    refused = sum(fault.level == "refused" for fault in found.faults)
    return Reading(file.sha256, tuple(rows), MappingProxyType(columns), ignored, found.faults, refused)
