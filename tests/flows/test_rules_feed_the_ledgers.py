"""Mechanisms of the plans that a rule carries out: a hit becomes a row in the ledger, marked to be checked."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from fajian.engine.rules.base import all_rules
from fajian.engine.story.run import run

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
AS_OF = dt.date(2026, 11, 21)

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="shared/ is not beside the project")


def group(*names: str) -> tuple[str, ...]:
    """The rules of a group that hit something in the sample, by its truth."""
    truth = SHARED / "cases" / "sample" / "truth.csv"
    if not truth.exists():
        return ()
    with truth.open(encoding="utf-8-sig", newline="") as lines:
        hit = {row["rule_id"] for row in csv.DictReader(lines) if row["verdict"] == "hit"}
    return tuple(rule.id for rule in all_rules().values() if rule.group in names and rule.id in hit)


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], str]:
    """Explanations of the findings by rule, and all text of the merged ledgers."""
    out = tmp_path_factory.mktemp("story") / "out"
    (plan,) = (SHARED / "plans").glob("002_*.txt")  # looks back without a first day
    run(plan, SHARED / "cases" / "sample", out, as_of=AS_OF)
    found: dict[str, list[str]] = {}
    with (out / "findings.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["verdict"] == "hit":
                found.setdefault(row["rule_id"], []).append(row["explanation"])
    cells: list[str] = []
    for path in sorted((out / "台账" / "汇总").glob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path, read_only=True):
            cells += [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    return found, "\n".join(cells)


CARRIED_OUT = [
    pytest.param(rules, id=mechanism, marks=pytest.mark.mechanisms(mechanism))
    for mechanism, rules in {
        "S000-12": ("INS-RANDRATIO", "INS-NOACTION"),
        "S000-13": ("LIC-042-20D", "PEN-060-90D"),
        "S000-17": group("INS"),
        "S000-18": ("DIS-27-CITE",),
        "S000-19": ("DIS-SIM-SPREAD", "FIN-TOP", "FIN-HIGH"),
        "S000-20": ("FIN-REPEATMGMT", "PEN-033-EDU"),
        "S000-21": group("OFF"),
        "S000-28": ("REC-ARCHIVE",),
        "S002-11": ("OFF-AUX",),
        "S002-15": ("INS-CALM",),
        "S003-08": group("TRA"),
        "S003-13": (*group("SUB"), "OFF-AUX", "OFF-NOCERT"),
        "S003-17": ("PEN-044-NOTICE", "PEN-059-DOC"),
        "S003-29": ("GOI-20WD",),
        "S004-27": ("INS-FREQ",),
    }.items()
]


@pytest.mark.parametrize("rules", CARRIED_OUT)
def test_what_the_rule_hits_stands_in_a_ledger(
    rules: tuple[str, ...], ledgers: tuple[dict[str, list[str]], str]
) -> None:
    found, text = ledgers
    assert rules
    for rule in rules:
        assert found.get(rule), f"{rule} hits nothing in the sample"
        listed = [explanation for explanation in found[rule] if explanation in text]
        assert listed, f"no finding of {rule} stands in a ledger"
    assert "【疑点待核】" in text
