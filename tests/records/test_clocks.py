"""Legal terms on a record's page: the days the rules count, the words, the drawing."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from fajian.demo.records import write_records
from fajian.engine.law.limits import names
from fajian.engine.rules.base import all_rules
from fajian.engine.rules.run import screen
from fajian.engine.store.connect import open_duckdb
from fajian.engine.store.schema import tables
from fajian.engine.store.warehouse import import_records
from fajian.records import clocks, drawing

TODAY = dt.date(2026, 11, 21)
CASE = {"procedure": "ordinary", "outcome": "penalty", "domain": "market"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def one(title: str, row: dict[str, Any], related: Any = None, table: str = "penalties") -> clocks.Clock:
    """The clock of that title."""
    (found,) = [clock for clock in clocks.of(table, row, related or {}, today=TODAY) if clock.spec.title == title]
    return found


def test_the_published_case_of_sichuan_is_two_days_late() -> None:
    clock = one("办案期限", CASE | {"filed_on": day("2024-09-09"), "decided_on": day("2024-12-11")})
    assert clock.deadline is not None
    assert (clock.last_day, clock.deadline.rolled_from) == (day("2024-12-09"), day("2024-12-08"))
    assert clock.verdict(TODAY) == ("red", "晚2天")


@pytest.mark.parametrize(("decided", "words"), [("2024-12-09", "按期"), ("2024-12-10", "晚1天")])
def test_the_last_day_itself_is_in_time(decided: str, words: str) -> None:
    assert (
        one("办案期限", CASE | {"filed_on": day("2024-09-09"), "decided_on": day(decided)}).verdict(TODAY)[1] == words
    )


@pytest.mark.parametrize(("today", "words"), [("2024-12-09", "期限未到"), ("2024-12-10", "期限已过，没有记载办理")])
def test_without_a_day_it_says_that_none_is_recorded(today: str, words: str) -> None:
    assert one("办案期限", CASE | {"filed_on": day("2024-09-09")}).verdict(day(today))[1] == words


def adjustment(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "doc_no": "1号", "from_on": None, "to_on": None, "days": None, "approved_on": None} | more


def test_documented_periods_do_not_count_and_overlapping_days_only_once() -> None:
    row = CASE | {"filed_on": day("2024-09-09"), "decided_on": day("2024-12-30")}
    spans = [
        adjustment("test", from_on=day("2024-10-01"), to_on=day("2024-10-10")),
        adjustment("hearing", from_on=day("2024-10-08"), to_on=day("2024-10-12")),
        adjustment("expert", from_on=day("2024-11-01"), to_on=day("2024-11-09"), doc_no=None),
    ]
    clock = one("办案期限", row, {"time_adjustments": spans})
    assert (clock.deducted, clock.last_day) == (12, day("2024-12-20"))
    assert not clock.how  # the page of plain terms cannot show it


@pytest.mark.parametrize(("approver", "approved", "extended"),
                         [("head", "2024-12-09", 30), ("collective", "2024-12-09", 45),
                          ("collective", "2024-12-10", 0)])  # fmt: skip
def test_an_extension_counts_if_approved_in_time_and_as_far_as_the_law_allows(
    approver: str, approved: str, extended: int
) -> None:
    row = CASE | {"filed_on": day("2024-09-09")}
    longer = adjustment("extension", days=45, approved_on=day(approved), approver=approver)
    assert one("办案期限", row, {"time_adjustments": [longer]}).extended == extended


def test_before_the_revision_days_were_calendar_days() -> None:
    old = one("送达处罚决定书", CASE | {"decided_on": day("2021-07-14")})
    new = one("送达处罚决定书", CASE | {"decided_on": day("2021-07-15")})
    assert (old.unit, old.last_day) == ("自然日", day("2021-07-21"))
    assert (new.unit, new.last_day) == ("工作日", day("2021-07-26"))


def test_a_seizure_does_not_roll_over_rest_days() -> None:
    row = {"kind": "seize", "started_at": dt.datetime.fromisoformat("2025-09-05T09:00")}
    assert one("查封、扣押期限", row, table="coercions").last_day == day("2025-10-05")


def test_a_number_the_law_does_not_know_is_said_to_be_unknown() -> None:
    clock = one("检查结果告知", {"result_fixed_on": day("2024-01-02")}, table="inspections")
    assert clock.last_day is None
    assert clock.verdict(TODAY) == ("grey", "无法计算")


def test_what_binds_the_party_is_not_judged() -> None:
    clock = one("当事人缴纳罚款", CASE | {"served_on": day("2024-01-02")})
    assert clock.verdict(TODAY) == ("grey", "当事人的期限")


def test_every_line_of_the_file_names_columns_codes_limits_and_rules_there_are() -> None:
    for table, found in clocks.specs().items():
        for spec in found:
            schema = tables()[table]
            for name in (spec.start, *spec.has, *(one for one in (spec.scope, spec.own, spec.joint) if one)):
                assert name in schema, (spec.title, name)
            for name, codes in {**(spec.when or {}), **(spec.is_not or {})}.items():
                assert set(codes) <= set(schema[name].codes.values()), (spec.title, name)
            for name in spec.done:
                other, _, column = name.rpartition(".")
                assert column in tables()[other or table], (spec.title, name)
            assert {spec.limit, spec.extension} - {""} <= set(names()), spec.title
            assert not spec.rule or spec.rule in all_rules(), spec.title


def test_the_line_is_drawn_over_the_terms_and_not_from_a_date_of_birth() -> None:
    found = clocks.of(
        "penalties", CASE | {"filed_on": day("2024-09-09"), "decided_on": day("2024-12-11")}, {}, today=TODAY
    )
    drawn = drawing.line([day("1990-01-01"), day("2024-09-09"), day("2024-12-11"), day("2099-12-31")], found, TODAY)
    assert drawn is not None
    assert (drawn.first, len(drawn.marks)) == (day("2024-09-09"), 2)
    term = next(bar for bar in drawn.bars if bar.clock.spec.title == "办案期限")
    assert term.x == 0
    assert term.over_x + term.over_width == term.done_x
    assert all(0 <= bar.x <= bar.x + bar.width <= drawing.WIDTH + 3 for bar in drawn.bars)


def test_nothing_with_a_day_gives_no_line() -> None:
    assert drawing.line([], (), TODAY) is None


def test_the_page_counts_to_the_same_last_days_as_the_rules(tmp_path: Path) -> None:
    """Every finding of the demo city's records that names its last day, against the clock beside it.

    Slow, for it imports and screens in earnest: nothing else shows that both count alike.
    """
    by_rule = {spec.rule: (table, spec) for table, found in clocks.specs().items() for spec in found if spec.rule}
    write_records(tmp_path / "csv", seed=5, penalties=30, as_of=TODAY)
    store = tmp_path / "store"
    import_records(tmp_path / "csv", store, batch="b1", as_of=TODAY)
    result = screen(store, tmp_path / "out", as_of=TODAY, rules=sorted(by_rule))
    compared = set()
    with open_duckdb(store) as connection:
        region = connection.execute("SELECT min(region_code) FROM agencies").fetchone()
        assert region is not None
        with result.findings.open(encoding="utf-8-sig", newline="") as lines:
            hits = [line for line in csv.DictReader(lines) if line["verdict"] == "hit"]
        for hit in hits:
            last = json.loads(hit["evidence"]).get("last_day")
            table, _ = by_rule[hit["rule_id"]]
            if last is None or table != hit["subject"]:
                continue
            row = _rows(connection, table, f"{tables()[table].key} = ?", hit["record_id"])[0]
            others = {
                name: _rows(connection, name, "act_id = ?", hit["record_id"])
                for name in ("time_adjustments", "publications", "file_archives")
            }
            found = [
                clock
                for clock in clocks.of(table, row, others, today=TODAY, region=region[0])
                if clock.spec.rule == hit["rule_id"]
            ]
            if found:
                assert last in {str(clock.last_day) for clock in found}, (hit["rule_id"], hit["record_id"])
                compared.add(hit["rule_id"])
    assert len(compared) >= 5, compared


def _rows(connection: Any, table: str, condition: str, value: str) -> list[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {condition}", [value])
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
