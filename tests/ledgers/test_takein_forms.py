"""Every form goes out, is edited in any order, and what comes back is exactly what was edited."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from fajian.core.files import path_of
from fajian.engine.forms.merge import same
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec, specs
from fajian.engine.forms.takeback import Value
from fajian.ledgers import actions, exports, issuing, rowrules
from fajian.ledgers.columns import places
from fajian.ledgers.models import Ledger
from fajian.ledgers.selection import Selection
from fajian.orgs.models import User
from tests.ledgers.test_takeins import edited, give_out, hand_back, head_of, look, take
from tests.libreoffice import convert, needs_libreoffice

pytestmark = pytest.mark.django_db
ROWS, EDITS = 5, 8


def value_for(column: LedgerColumn, chance: random.Random) -> Value:
    """Something that fits the column, and stands nowhere else in it."""
    match column.kind:
        case "date":
            return dt.date(2026, 3, 5) + dt.timedelta(days=chance.randrange(900))
        case "money":
            return (Decimal(chance.randrange(1, 10**8)) / 100).normalize()
        case "number":
            return (Decimal(chance.randrange(1, 10**6)) / 100).normalize()
        case "int":
            return chance.randrange(10_000)
        case "bool":
            return chance.random() < 0.5
        case "choice":
            return chance.choice(column.choices)
        case _:
            return f"{chance.choice(('某处', '=1+1', '＠甲', '0012'))}{chance.randrange(10**9)}"


def columns_of(spec: LedgerSpec) -> list[LedgerColumn]:
    """The columns a file may fill: neither numbers nor units, nor what only a step says."""
    where = places(spec)
    return [
        column
        for column in spec.columns
        if where[column.name] not in ("number", "unit")
        and not (where[column.name] == "rectification" and column.name in ("closed", "mode"))
    ]


@pytest.mark.parametrize("code", sorted(specs()))
def test_what_was_edited_is_what_stands_in_the_ledger(code: str, people: dict[str, User], tmp_path: Path) -> None:
    clerk, spec, chance = people["clerk"], specs()[code], random.Random(code)
    ledger: Ledger = actions.open_ledger(by=clerk, unit=clerk.unit, spec_code=code)
    columns = columns_of(spec)
    rows = [{column.name: value_for(column, chance) for column in columns} for _ in range(ROWS)]
    told = [rowrules.new(spec, ledger, cells) for cells in rows]
    assert {reason for _, reason in told} == {""}
    new = [actions.NewEntry(one.title, one.data, steps=one.steps) for one, _ in told]
    wanted = dict(zip([entry.number for entry in actions.record(by=clerk, ledger=ledger, rows=new)], rows, strict=True))

    def edit(page: Any) -> None:
        at = {column.name: place for place, column in enumerate(spec.columns, 1)}
        head = head_of(page)
        for _ in range(EDITS):
            number, column = chance.randrange(1, ROWS + 1), chance.choice(columns)
            value = value_for(column, chance)
            cell = page.cell(head + number, at[column.name])
            cell.value = {True: "是", False: "否"}[value] if isinstance(value, bool) else value
            if isinstance(value, str):
                cell.data_type = "s"
            wanted[number][column.name] = value
        last = page.cell(head, page.max_column).column_letter
        page.move_range(f"A{head + 1}:{last}{head + 1}", rows=ROWS)  # the first row goes to the end
        page.delete_rows(head + 1)

    taking = hand_back(ledger, edited(give_out(ledger, clerk), edit), clerk)
    found = look(taking, clerk)
    assert (found.left, found.clashes, found.new, found.absent) == ((), (), (), ())
    take(taking, clerk)
    now = {entry.number: issuing.cells_of(spec, entry) for entry in issuing.standing(ledger)}
    wrong = [
        (number, name, value, now[number][name])
        for number, cells in wanted.items()
        for name, value in cells.items()
        if not same(now[number][name], value)
    ]
    assert wrong == []
    assert look(hand_back(ledger, edited(give_out(ledger, clerk), lambda page: None), clerk), clerk).is_nothing
    exports.write(Selection(clerk, timezone.localdate(), ledger), tmp_path / "list.xlsx")
    back = look(hand_back(ledger, (tmp_path / "list.xlsx").read_bytes(), clerk, "导出.xlsx"), clerk)
    assert back.is_nothing
    assert (back.left, back.absent, back.unchanged) == ((), (), ROWS), "an export comes back as what it was"


@needs_libreoffice
def test_what_libreoffice_saved_is_read_like_what_was_given_out(people: dict[str, User], tmp_path: Path) -> None:
    """Each form with rows, opened and saved anew, as .xlsx and as the .xls of old office machines."""
    clerk, given = people["clerk"], {}
    for code, spec in sorted(specs().items()):
        ledger: Ledger = actions.open_ledger(by=clerk, unit=clerk.unit, spec_code=code)
        chance = random.Random(code)
        rows = [{column.name: value_for(column, chance) for column in columns_of(spec)} for _ in range(2)]
        new = [actions.NewEntry(one.title, one.data, steps=one.steps) for one, _ in (
            rowrules.new(spec, ledger, cells) for cells in rows
        )]  # fmt: skip
        actions.record(by=clerk, ledger=ledger, rows=new)
        given[code] = ledger
        (tmp_path / f"{code}.xlsx").write_bytes(path_of(give_out(ledger, clerk).file.digest).read_bytes())
    sent = [tmp_path / f"{code}.xlsx" for code in given]
    for kind in ("xlsx", "xls"):
        (saved := tmp_path / kind).mkdir()
        for code, path in zip(given, convert(sent, kind, saved), strict=True):
            back = look(hand_back(given[code], path.read_bytes(), clerk, path.name), clerk)
            assert (code, kind, back.is_nothing, back.left, back.absent) == (code, kind, True, (), ())
            assert back.unchanged == 2
