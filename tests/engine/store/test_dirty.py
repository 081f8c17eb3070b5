"""A workbook as offices send it: every cell and row of it against what it was meant to be."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fajian.engine.store.connect import open_duckdb
from fajian.engine.store.schema import Column, tables
from fajian.engine.store.warehouse import import_records
from tests.engine.store.conftest import AS_OF, empty_store

PENALTIES = tables()["penalties"]
AGENCIES = (("114118020AYCG864X1", "澜西区城市管理局"), ("114118020AYCG864X2", "澜西区综合行政执法大队"))

Line = dict[str, str]
Stored = dict[str, dict[str, str]]
"""What was stored, as the truth writes it: decision number → column → value."""
Said = dict[tuple[str, int, str], set[str]]
"""Kinds of what was said of a cell (sheet, row, heading), and with "" of its row."""


@pytest.fixture(scope="module")
def truth(cases: Path) -> list[Line]:
    with (cases / "dirty_truth.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def imported(cases: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Stored, Said]:
    folder = tmp_path_factory.mktemp("dirty")
    with (folder / "agencies.csv").open("w", encoding="utf-8-sig", newline="") as out:
        rows = [["统一社会信用代码", "名称", "执法领域"], *([code, name, "城市管理"] for code, name in AGENCIES)]
        csv.writer(out).writerows(rows)
    store = empty_store(folder / "store")
    import_records(folder / "agencies.csv", store, batch="register", as_of=AS_OF)
    result = import_records(cases / "dirty.xlsx", store, batch="dirty", as_of=AS_OF)
    said: Said = defaultdict(set)
    for fault in result.faults:
        said[fault.sheet, fault.row, fault.column].add(fault.kind)
        said[fault.sheet, fault.row, ""].add(fault.kind)
    with open_duckdb(store) as connection:
        found = connection.execute("SELECT * FROM penalties")
        names = [column[0] for column in found.description or ()]
        rows_stored = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    columns = [(name, PENALTIES[name]) for name in names if name in PENALTIES]
    stored = {row["decision_no"]: {name: shown(column, row[name]) for name, column in columns} for row in rows_stored}
    return stored, said


def shown(column: Column, value: Any) -> str:
    """A stored value as the truth writes it."""
    labels = {code: word for word, code in column.codes.items()}
    match value:
        case None:
            return ""
        case list():
            return "、".join(labels[code] for code in value)
        case Decimal():
            return f"{value:.2f}"
        case date():
            return value.isoformat()
    return labels.get(value, str(value))


def test_every_cell_of_the_dirty_workbook_is_read_as_it_was_meant(
    truth: list[Line], imported: tuple[Stored, Said]
) -> None:
    stored, said = imported
    numbers = {(line["sheet"], line["row"]): line["value"] for line in truth if line["column"] == "decision_no"}
    wrong = []
    for line in truth:
        if not line["column"]:
            continue
        kinds = said[line["sheet"], int(line["row"]), line["heading"]]
        # A cell taken as it stands needs no word; the rest of a row that is refused is nowhere stored.
        is_said = line["message"] in kinds or (line["message"] == "ok" and not kinds)
        row = stored.get(numbers[line["sheet"], line["row"]])
        is_right = line["action"].startswith("reject") or row is None or row[line["column"]] == line["value"]
        if not (is_said and is_right):
            wrong.append((line, kinds))
    assert wrong == []


def test_rows_that_are_no_data_are_passed_over_and_said(truth: list[Line], imported: tuple[Stored, Said]) -> None:
    _, said = imported
    silent = {("2024年处罚", "33", "empty"), ("补报", "1", "header")}  # an empty row; the usual heading in row 1
    for line in truth:
        if line["action"].startswith("skip") or line["action"] == "reject_row":
            place = (line["sheet"], line["row"], line["message"])
            assert place in silent or line["message"] in said[line["sheet"], int(line["row"] or 0), ""], line


def test_just_the_rows_without_a_refused_cell_are_stored(truth: list[Line], imported: tuple[Stored, Said]) -> None:
    stored, _ = imported
    good: dict[tuple[str, str], bool] = {}
    for line in truth:
        place = (line["sheet"], line["row"])
        good[place] = good.get(place, True) and line["action"] in ("accept", "blank")
    numbers = {line["value"] for line in truth if line["column"] == "decision_no" and good[line["sheet"], line["row"]]}
    assert set(stored) == numbers
