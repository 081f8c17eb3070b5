"""The invented city: deterministic, well-formed, consistent in itself."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from stdnum.cn import ric, uscc

from fajian.demo.books import Planted, write_planted
from fajian.demo.records import write_records
from fajian.engine.store.schema import Column, tables

AS_OF = date(2026, 11, 21)
PROMISED = {
    "PEN-036-TIMEBAR", "PEN-060-90D", "PEN-061-SERVE", "PEN-042-TWO", "PEN-051-SUMMARY", "PEN-063-HEARING",
    "LEG-NOREVIEW", "PEN-057-COLLECT", "PUB-7WD", "PUB-20WD", "PUB-048-3WD", "FIN-CAP-RANGE", "FIN-TOP",
    "FIN-028-NOCORRECT", "FIN-029-DUP", "COE-30D", "LIC-042-20D", "LIC-032-5D", "INS-FREQ", "INS-APPROVE", "OFF-NOCERT",
    "DIS-27-CITE", "DIS-SIM-SPREAD",
}  # fmt: skip

Sheets = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Planted]]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, write_records(folder, seed=2026, as_of=AS_OF)


@pytest.fixture(scope="module")
def sheets(demo: tuple[Path, list[Planted]]) -> Sheets:
    """The sheets by table with canonical column names."""
    found: Sheets = {}
    for file in sorted(demo[0].glob("*.csv")):
        names = {column.label: column.name for column in tables()[file.stem]}
        with file.open(encoding="utf-8-sig", newline="") as lines:
            found[file.stem] = [{names[label]: text for label, text in row.items()} for row in csv.DictReader(lines)]
    return found


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    planted = [
        write_records(tmp_path / name, seed=seed, penalties=80, as_of=AS_OF)
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    ]
    a, b, c = ({f.name: f.read_bytes() for f in sorted((tmp_path / name).iterdir())} for name in "abc")
    assert a == b
    assert planted[0] == planted[1]
    assert a["penalties.csv"] != c["penalties.csv"]


def test_every_heading_is_one_of_the_schema_and_batch_id_is_left_to_the_importer(
    demo: tuple[Path, list[Planted]],
) -> None:
    for file in demo[0].glob("*.csv"):
        heading = file.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        assert heading == [column.label for column in tables()[file.stem] if column.name != "batch_id"], file.stem


def test_the_demo_has_the_size_it_was_made_for(sheets: Sheets) -> None:
    assert len(sheets["penalties"]) == 600
    assert len(sheets["licences"]) == 250
    assert len(sheets["coercions"]) == 120
    assert len(sheets["agencies"]) == 15
    assert 300 <= len(sheets["inspections"]) <= 330
    assert 100 <= len(sheets["officers"]) <= 170


def readable(column: Column, text: str) -> bool:
    match column.kind:
        case "code" | "codes":
            words = text.split("、") if column.kind == "codes" else [text]
            return all(word in column.codes for word in words)
        case "bool":
            return text in ("是", "否")
        case "date":
            return bool(date.fromisoformat(text))
        case "timestamp":
            return bool(datetime.fromisoformat(text))
        case "int" | "decimal":
            return Decimal(text) >= 0
        case _:
            return bool(text.strip())


def test_every_cell_can_be_read_as_its_column_says(sheets: Sheets) -> None:
    for name, rows in sheets.items():
        for row in rows:
            for column, text in row.items():
                declared = tables()[name][column]
                assert not text or readable(declared, text), (name, column, text)
                assert text or declared.blank.kind != "required", (name, column, row)


def test_keys_are_unique_and_every_reference_leads_somewhere(sheets: Sheets) -> None:
    keys = {name: [row[tables()[name].key] for row in rows] for name, rows in sheets.items()}
    for name in ("penalties", "licences", "coercions", "inspections", "agencies", "officers", "certificates",
                 "publications", "payments", "file_archives", "penalty_norms", "discretion_tiers"):  # fmt: skip
        assert len(set(keys[name])) == len(keys[name]), name
    acts = {"行政处罚": "penalties", "行政许可": "licences", "行政强制": "coercions", "行政检查": "inspections"}
    for name, rows in sheets.items():
        for row in rows:
            assert row.get("agency_id") in {None, "", *keys["agencies"]}
            assert row.get("officer_id") in {None, "", *keys["officers"]}
            if row.get("act_kind"):
                assert row["act_id"] in keys[acts[row["act_kind"]]], (name, row)


def test_numbers_have_their_check_digits_and_belong_to_no_real_region(sheets: Sheets) -> None:
    for name in ("penalties", "licences", "coercions", "inspections", "agencies"):
        for row in sheets[name]:
            for column in ("agency_id", "party_uscc"):
                if row.get(column):
                    assert uscc.is_valid(row[column]), row[column]
                    assert row[column][2:6] == "4118"
            if number := row.get("party_id_no"):
                assert ric.calc_check_digit(number) == number[-1]
                assert number.startswith("4118")


def test_no_day_of_an_act_lies_after_the_as_of_day(sheets: Sheets) -> None:
    promised = {
        "valid_to_on",
        "valid_until_on",
        "covers_to_on",
        "correction_due_on",
        "due_on",
        "to_on",
        "keep_until_on",
    }
    for name, rows in sheets.items():
        for row in rows:
            for column, text in row.items():
                if text and tables()[name][column].kind in ("date", "timestamp") and column not in promised:
                    assert date.fromisoformat(text[:10]) <= AS_OF, (name, column, text)


def test_a_case_goes_from_filing_to_closing_in_order(sheets: Sheets, demo: tuple[Path, list[Planted]]) -> None:
    planted = {p.record_id for p in demo[1]}
    steps = (
        "act_start_on",
        "act_end_on",
        "discovered_on",
        "filed_on",
        "notice_served_on",
        "decided_on",
        "served_on",
        "closed_on",
    )
    lawful = [row for row in sheets["penalties"] if row["penalty_id"] not in planted]
    assert len(lawful) > 500
    for row in lawful:
        days = [row[step] for step in steps if row[step]]
        assert days == sorted(days), row["penalty_id"]


def test_something_is_planted_for_every_rule_that_was_asked_for(demo: tuple[Path, list[Planted]]) -> None:
    hits = Counter(p.rule_id for p in demo[1] if p.verdict == "hit")
    assert hits.keys() >= PROMISED
    assert all(hits[rule] >= 2 for rule in PROMISED), {rule: hits[rule] for rule in PROMISED}
    assert {p.rule_id for p in demo[1] if p.verdict == "unknown"} >= {"PEN-060-90D", "PEN-061-SERVE", "PEN-042-TWO"}


@pytest.mark.parametrize("seed", range(5))
def test_any_seed_plants_every_rule(tmp_path: Path, seed: int) -> None:
    hits = {p.rule_id for p in write_records(tmp_path, seed=seed, as_of=AS_OF) if p.verdict == "hit"}
    assert hits >= PROMISED


def test_without_shares_only_the_registers_have_flaws(tmp_path: Path) -> None:
    planted = write_records(tmp_path, seed=3, penalties=60, as_of=AS_OF, irregular_share=0, blank_share=0)
    assert {p.rule_id for p in planted if p.verdict == "hit"} <= {
        "OFF-ANNUAL", "OFF-TRAIN", "PUB-PRE", "PUB-ANNUAL", "LEG-LIST", "FIN-REVGROWTH", "INS-RANDRATIO",
    }  # fmt: skip


def test_what_was_planted_is_written_as_a_truth_table(tmp_path: Path) -> None:
    write_planted(
        tmp_path / "planted.csv",
        [Planted("P2", "PUB-7WD"), Planted("P1", "PEN-060-90D", "unknown"), Planted("P2", "PUB-7WD")],
    )
    assert (tmp_path / "planted.csv").read_text().splitlines() == [
        "record_id,rule_id,verdict",
        "P1,PEN-060-90D,unknown",
        "P2,PUB-7WD,hit",
    ]
