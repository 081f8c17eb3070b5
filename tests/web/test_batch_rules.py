"""Which rules a batch lets judge: told by the columns its sheets had, not by what their cells hold."""

from __future__ import annotations

from typing import Any

import pytest

from fajian.engine.store.schema import tables
from fajian.web.batch_rules import judged, missing

RULES = [
    {"id": "A", "tables": ["penalties"], "columns": ["decided_on", "served_on"]},
    {"id": "B", "tables": ["penalties", "licences"], "columns": ["decided_on"]},
    {"id": "C", "tables": ["inspections"], "columns": []},
]


def manifest(**columns: list[str]) -> dict[str, Any]:
    return {
        "sources": [{"table": name, "columns": had} for name, had in columns.items()],
        "tables": {name: {"rows": 3} for name in columns},
    }


def test_a_rule_falls_away_with_the_column_it_needs() -> None:
    (found,) = judged(manifest(penalties=["penalty_id", "decided_on"], agencies=["agency_id"]), RULES)
    assert (found.table.name, found.rows) == ("penalties", 3)
    assert [rule["id"] for rule in found.able] == ["B"]
    assert [(rule["id"], lacks) for rule, lacks in found.lacking] == [
        ("A", (tables()["penalties"]["served_on"].label,))
    ]


def test_sheets_of_one_table_count_together() -> None:
    told = manifest(penalties=["decided_on"])
    told["sources"].append({"table": "penalties", "columns": ["served_on"]})
    (found,) = judged(told, RULES)
    assert [rule["id"] for rule in found.able] == ["A", "B"]


@pytest.mark.parametrize(("column", "kind"), [("is_recheck", "presume"), ("is_urgent", "default")])
def test_what_is_presumed_is_not_missing(column: str, kind: str) -> None:
    table = tables()["inspections"]
    assert table[column].blank.kind == kind
    assert missing(table, set(), [column, "nothing_of_this_table"]) == (
        () if kind == "presume" else (table[column].label,)
    )
