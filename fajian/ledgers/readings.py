"""A file that came back, read as its ledger: with what is remembered of its headings and what it was issued with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fajian.core.files import Received, path_of
from fajian.engine.forms import takeback
from fajian.engine.forms.headings import Head
from fajian.engine.forms.spec import LedgerSpec
from fajian.engine.forms.takeback import Cells
from fajian.ledgers import kept
from fajian.ledgers.issuing import CODE
from fajian.ledgers.models import Form, HeadingMap, Issue, Ledger, Piece, TakeIn
from fajian.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column of a sheet that a person put right: sheet, place (from 0), heading, column of the form ("" = none)."""

    sheet: str
    place: int
    heading: str
    column: str


Heads = Mapping[str, Head | None]
"""The rows of headings a person chose by sheet, None = not this sheet; a sheet that is not named is recognised."""


def read(
    taking: TakeIn, chosen: Iterable[Chosen] | None = None, hear: takeback.Told = lambda done, total: None,
    heads: Heads | None = None,
) -> tuple[Received, Issue | None]:  # fmt: skip
    """(what the file says, on the disk; the issue it was made from). Outside a command: it takes its time.

    `chosen` and `heads`: instead of what the take-in has so far; `hear` is told how far it is. Raises InputError where
    the file is not this ledger.
    """
    ledger, spec = taking.ledger, taking.ledger.spec
    file = opened(taking)
    issue = Issue.objects.filter(ledger=ledger, code=file.issued.get(CODE, "")).select_related("base").first()
    base = kept.cells_of(spec, kept.load(issue.base)) if issue else {}
    if chosen is None:  # places of columns mean nothing under other headings
        chosen = chosen_of(taking) if heads is None else ()
    places = {(one.sheet, one.place): one.column for one in chosen}
    found = takeback.understood(
        file, _with_words_of(spec, base), known=known(ledger.unit, ledger), chosen=places, issued=base, hear=hear,
        heads=heads_of(taking.heads) if heads is None else heads,
    )  # fmt: skip
    return kept.keep(f"reading-{taking.pk}", kept.told(found, spec)), issue


def opened(row: TakeIn | Piece) -> takeback.Given:
    """The file as it was given, not yet understood; raises InputError where it cannot be opened."""
    with tempfile.TemporaryDirectory(prefix="fajian-takein-") as folder:
        kind = "csv" if row.file.kind == "txt" else row.file.kind
        named = Path(folder) / f"{Path(row.title).stem[:60] or '表格'}.{kind}"
        os.symlink(path_of(row.file.digest), named)
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        return takeback.given(named, scratch)


def chosen_of(taking: TakeIn) -> list[Chosen]:
    """What a person put right so far."""
    return [Chosen(*one) for one in taking.chosen]


def heads_of(told: Mapping[str, Sequence[int] | None]) -> dict[str, Head | None]:
    """Rows of headings out of JSON, where a pair is a list."""
    return {sheet: (head[0], head[1]) if head else None for sheet, head in told.items()}


def known(unit: Unit, ledger: Ledger) -> dict[str, str]:
    """Heading → column, as this unit's people said before; else as the blank of an own form had it."""
    remembered = HeadingMap.objects.filter(unit=unit, spec_code=ledger.spec_code).first()
    blank = Form.objects.filter(code=ledger.spec_code, edition=ledger.spec_version, state="released").first()
    names = {column.name for column in ledger.spec.columns}
    found = {**(remembered.mapping if remembered else {})}
    for heading, name in (blank.mapping if blank else {}).items():
        found.setdefault(heading, name)
    return {heading: name for heading, name in found.items() if not name or name in names}


def _with_words_of(spec: LedgerSpec, base: Mapping[str, Cells]) -> LedgerSpec:
    """The form with words of an older form among its choices, where they were issued: what stands may stay."""
    columns = []
    for column in spec.columns:
        if column.kind == "choice":
            words = {str(cells[column.name]) for cells in base.values() if cells.get(column.name)}
            column = replace(column, choices=(*column.choices, *sorted(words - set(column.choices))))
        columns.append(column)
    return replace(spec, columns=tuple(columns))
