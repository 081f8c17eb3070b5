"""Rules agree with slow, obvious judges on drawn records, blanks and edges included."""

from __future__ import annotations

import csv
import datetime as dt
import os
import tempfile
from collections import defaultdict
from pathlib import Path

import ibis.expr.operations as ops
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fajian.engine.rules.base import Rule, all_rules
from fajian.engine.rules.run import EngineName, screen
from fajian.engine.rules.tables import Tables
from fajian.engine.store.schema import tables
from tests.engine.rules.reference import cases, duties, holdings, permits, proceedings
from tests.engine.rules.reference.drawing import REFERENCES, Drawn, Reference, rows
from tests.engine.rules.reference.plain import DECLARED, Cell, Record, Verdict
from tests.engine.rules.spec import AS_OF, Row, lay_store

# A part of the judges at a time: hypothesis gives one example only so much to draw from.
PARTS = 10
RECORDS = 32
# How many stores are drawn for each part; the first is the simplest of all and not worth a run.
EXAMPLES = int(os.environ.get("FAJIAN_EXAMPLES", "2"))
# What hypothesis draws depends on which modules are loaded: it is drawn again until every rule has hit and been clear.
ROUNDS = 6
# Clock functions of the calendar, as Ibis names them.
LAST_DAYS = ("last", "valid_to_on", "suspended_to_on")
CALENDAR = ("_working_", "_next_working")
# These take the acts of the last months together, or two acts near each other: no term of one record to be walked day
# by day. Their own tests (tests/engine/rules/<group>/) have the edges of the span; for some of them a judge goes
# through all acts (test_looking_back).
LOOKS_BACK = (
    "CAM-REBOUND", "CAM-ZERO-CONFLICT", "CMP-REPEAT", "DIS-OFFICER", "DIS-SIM-PAIR", "DIS-SIM-SPREAD",
    "FIN-029-DUP", "FIN-EDEV-HOT", "FIN-RECON", "FIN-REPEATMGMT", "FIN-SCOPE", "FIN-TOP", "INS-CREDIT", "INS-DISCRIM",
    "INS-IDLE", "INS-ONECUT", "INS-SEIZE", "PUB-PII", "REC-CARD",
)  # fmt: skip
WORDS = {True: "hit", False: "clear", None: "unknown"}
Cells = dict[str, Cell]
Example = dict[str, list[Drawn]]


def drawn(part: int) -> st.SearchStrategy[Example]:
    chosen = list(REFERENCES.values())[part::PARTS]
    return st.fixed_dictionaries(
        {one.rule_id: st.lists(rows(one), min_size=RECORDS, max_size=RECORDS) for one in chosen}
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


def laid(folder: Path, example: Example) -> dict[tuple[str, str], tuple[Verdict, Drawn]]:
    """The records as a store of two units in Henan, one of which declared its sheets complete; what each judge says."""
    content: dict[str, list[Row]] = defaultdict(list)
    content["agencies"] = [{"agency_id": name, "name": name, "region_code": "410400"} for name in ("A", DECLARED)]
    content["deliveries"] = [
        {"agency_id": DECLARED, "sheet": sheet, "covers_from_on": "2010-01-01", "covers_to_on": "2030-12-31"}
        for sheet in tables()["deliveries"]["sheet"].codes.values()
    ]
    said = {}
    for rule_id, records in example.items():
        one = REFERENCES[rule_id]
        for number, record in enumerate(records):
            key = f"{rule_id}|{number}"
            cells, others = linked(one, key, record)
            for table, body in ((one.table, [cells]), *others.items()):
                content[table] += [
                    {name: written(cell).replace("{key}", key) for name, cell in row.items()} for row in body
                ]
            beside = {table: [Record(table, row) for row in body] for table, body in others.items()}
            said[rule_id, key] = one.judge(Record(one.table, cells, beside)), record
    lay_store(folder, content, {})
    return said


def linked(one: Reference, key: str, record: Drawn) -> tuple[Cells, dict[str, list[Cells]]]:
    """The record and the rows beside it with their keys, and the keys by which they name each other."""
    cells = _keyed(one.table, key, record.cells, "A")
    others: dict[str, list[Cells]] = {}
    for table, kind in one.others.items():
        drawn = record.others[table]
        others[table] = [
            _keyed(table, f"{key}#{table}{n}", row, cells.get("agency_id", "A")) for n, row in enumerate(drawn)
        ]
        for row in others[table]:
            if kind.of:
                cells[kind.of] = row[tables()[table].key]
            if kind.by:
                row[kind.by] = key
    for table, kind in one.others.items():
        for row in others[table]:
            row.update({name: cells.get(name) for name in kind.shared})
    return cells, others


def _keyed(table: str, key: str, cells: Cells, agency: Cell) -> Cells:
    owned: Cells = {"agency_id": agency} if "agency_id" in tables()[table] else {}
    return {**owned, tables()[table].key: key, **cells}


def judged(store: Path, out: Path, chosen: list[str], engine: EngineName = "duckdb") -> dict[tuple[str, str], str]:
    result = screen(store, out, as_of=AS_OF, rules=chosen, engine=engine)
    with result.findings.open(encoding="utf-8", newline="") as lines:
        return {(row["rule_id"], row["record_id"]): row["verdict"] for row in csv.DictReader(lines)}


def test_there_is_a_judge_for_enough_rules() -> None:
    files = {module.__name__ for module in (cases, duties, proceedings, holdings, permits)}
    assert files == {one.judge.__module__ for one in REFERENCES.values()}
    assert set(REFERENCES) <= set(all_rules())
    assert len(REFERENCES) >= 80


def ends_a_span(node: ops.Value) -> bool:
    """Is it the day after the last of a span in a register (beside.py, certificates.py), which is no term?"""
    return isinstance(node, ops.DateAdd) and getattr(node.left, "name", "") in LAST_DAYS


def asks_the_clock(rule: Rule) -> bool:
    """Whether a rule counts working days, or adds days, months or hours to a day on record."""
    found = [node for table in rule.verdicts(Tables(AS_OF)) for node in table.op().find((ops.ScalarUDF, ops.Value))]
    nodes = {type(node) for node in found if not ends_a_span(node)}
    return any(node.__name__.startswith(CALENDAR) for node in nodes) or bool(nodes & {ops.DateAdd, ops.TimestampAdd})


def test_every_rule_that_asks_the_clock_has_a_judge() -> None:
    asking = {rule.id for rule in all_rules().values() if asks_the_clock(rule)}
    assert len(asking) > 90
    assert asking - set(REFERENCES) == set(LOOKS_BACK)


@pytest.mark.parametrize("part", range(PARTS))
def test_rules_and_judges_agree(part: int) -> None:
    seen: dict[str, set[str]] = defaultdict(set)

    @given(drawn(part))
    def agree(example: Example) -> None:
        if all(records[0] == records[-1] for records in example.values()):
            return  # the simplest example of all, one record over and over: not worth a run
        with tempfile.TemporaryDirectory() as folder:
            said = laid(Path(folder) / "store", example)
            found = judged(Path(folder) / "store", Path(folder) / "out", list(example))
        for (rule_id, _key), (verdict, _record) in said.items():
            seen[rule_id].add(WORDS[verdict])
        wrong = {key: (found.get(key, "clear"), "wanted", WORDS[verdict], record)
                 for key, (verdict, record) in said.items() if found.get(key, "clear") != WORDS[verdict]}  # fmt: skip
        assert not wrong

    drawing = settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    one_sided: list[str] = []
    for number in range(ROUNDS):
        seed(number)(drawing(agree))()
        one_sided = [rule_id for rule_id, verdicts in seen.items() if not {"hit", "clear"} <= verdicts]
        if not one_sided:
            break
    assert one_sided == []
