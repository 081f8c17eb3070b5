"""Ledgers of many units, opened at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.ledgers.models import Ledger
from fajian.ledgers.own import newest
from fajian.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class NewLedger:
    """A ledger to be opened: its form, its own title and annex, where it is from."""

    spec_code: str
    source: str
    title: str = ""
    annex: str = ""


@action("ledgers.open_all", title="批量建立台账", who=("supervisor",))
def open_all(act: Act, *, units: Sequence[Unit], books: Sequence[NewLedger]) -> list[Ledger]:
    """Every unit's ledgers by these forms, at once; those that are there already stay. Returns the new ones."""
    for unit in units:
        in_reach(act, unit.path)
    forms = {book.spec_code: newest(book.spec_code) for book in books}
    if unknown := next((code for code, spec in forms.items() if spec is None), None):
        raise Refused(f"没有编号为“{unknown}”的台账样式。")
    known = set(
        Ledger.objects.filter(unit__in=units, source__in={book.source for book in books}).values_list(
            "unit_id", "spec_code", "source"
        )
    )
    return act.bulk_create(
        Ledger,
        [
            Ledger(
                unit=unit,
                spec_code=book.spec_code,
                spec_version=spec.version,
                title=book.title or spec.title,
                annex=book.annex or spec.annex,
                source=book.source,
                opened_on=act.today,
            )
            for unit in units
            for book in books
            if (spec := forms[book.spec_code]) and (unit.pk, book.spec_code, book.source) not in known
        ],
    )
