"""Rules agree with slow, obvious judges on drawn records, blanks and edges included."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fajian.engine.rules.base import all_rules
from fajian.engine.rules.run import EngineName, screen
from fajian.engine.store.schema import tables
from tests.engine.rules.reference import cases, duties
from tests.engine.rules.reference.drawing import REFERENCES, rows
from tests.engine.rules.reference.plain import Cell, Record, Verdict
from tests.engine.rules.spec import AS_OF, Row, lay_store

# A third of the judges at a time: hypothesis gives one example only so much to draw from.
PARTS = 3
RECORDS = 24
WORDS = {True: "hit", False: "clear", None: "unknown"}
Drawn = dict[str, list[dict[str, Cell]]]


def drawn(part: int) -> st.SearchStrategy[Drawn]:
    chosen = list(REFERENCES.values())[part::PARTS]
    return st.fixed_dictionaries(
        {one.rule_id: st.lists(rows(one.columns), min_size=RECORDS, max_size=RECORDS) for one in chosen}
    )


def written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case dt.datetime():
            return cell.strftime("%Y-%m-%d %H:%M:%S")
    return str(cell)


def laid(folder: Path, example: Drawn) -> dict[tuple[str, str], tuple[Verdict, dict[str, Cell]]]:
    """The records as a store of a unit in Henan; what each judge says of its own."""
    content: dict[str, list[Row]] = defaultdict(list)
    content["agencies"] = [{"agency_id": "A", "name": "甲", "region_code": "410400"}]
    said = {}
    for rule_id, records in example.items():
        one = REFERENCES[rule_id]
        for number, cells in enumerate(records):
            key = f"{rule_id}|{number}"
            row = {name: written(cell) for name, cell in cells.items()}
            content[one.table].append({tables()[one.table].key: key, "agency_id": "A", **row})
            said[rule_id, key] = one.judge(Record(one.table, cells)), cells
    lay_store(folder, content, {})
    return said


def judged(store: Path, out: Path, chosen: list[str], engine: EngineName = "duckdb") -> dict[tuple[str, str], str]:
    result = screen(store, out, as_of=AS_OF, rules=chosen, engine=engine)
    with result.findings.open(encoding="utf-8", newline="") as lines:
        return {(row["rule_id"], row["record_id"]): row["verdict"] for row in csv.DictReader(lines)}


def test_there_is_a_judge_for_enough_rules() -> None:
    assert {cases.__name__, duties.__name__} == {one.judge.__module__ for one in REFERENCES.values()}
    assert set(REFERENCES) <= set(all_rules())
    assert len(REFERENCES) >= 50


@pytest.mark.parametrize("part", range(PARTS))
def test_rules_and_judges_agree(part: int) -> None:
    seen: dict[str, set[str]] = defaultdict(set)

    @settings(
        max_examples=2, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(drawn(part))
    def agree(example: Drawn) -> None:
        if all(records[0] == records[-1] for records in example.values()):
            return  # the simplest example of all, one record over and over: not worth a run
        with tempfile.TemporaryDirectory() as folder:
            said = laid(Path(folder) / "store", example)
            found = judged(Path(folder) / "store", Path(folder) / "out", list(example))
        for (rule_id, _key), (verdict, _cells) in said.items():
            seen[rule_id].add(WORDS[verdict])
        wrong = {key: (found.get(key, "clear"), "wanted", WORDS[verdict], cells)
                 for key, (verdict, cells) in said.items() if found.get(key, "clear") != WORDS[verdict]}  # fmt: skip
        assert not wrong

    agree()
    assert [rule_id for rule_id, verdicts in seen.items() if not {"hit", "clear"} <= verdicts] == []
