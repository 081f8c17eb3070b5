"""The ledger specs against the collected annex forms, and how an annex of a plan finds its form."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian import content
from fajian.engine.forms.spec import (
    GENERIC,
    KINDS,
    begins,
    for_task,
    generic,
    load,
    match,
    plain_title,
    specs,
)  # fmt: skip

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the folder shared is not here")


@needs_shared
def test_every_rule_a_spec_names_is_in_the_catalogue() -> None:
    with (SHARED / "cases" / "coverage.csv").open(encoding="utf-8-sig", newline="") as lines:
        rules = [row["rule_id"] for row in csv.DictReader(lines)]
    for spec in specs().values():
        starts = [*spec.takes, *(start for column in spec.columns for ids in column.by_rule.values() for start in ids)]
        for start in starts:
            assert start == "*" or any(begins(rule, start) for rule in rules), f"{spec.code}: {start}"


@needs_shared
def test_every_annex_of_the_real_plans_finds_its_own_form() -> None:
    plan = json.loads((SHARED / "plans" / "gold" / "001_004a7c0c897ab1c2.json").read_text(encoding="utf-8"))
    found = [match(annex["title"], annex["number"]) for annex in plan["annexes"]]
    assert [hit.spec.annex for hit in found if hit] == [f"附件{number}" for number in range(1, 10)]
    assert all(hit and hit.confidence == 1.0 for hit in found)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("《2025年行政处罚案件罚款自查工作台账》", "fines-self-check"),
        ("自查自纠问题整改台账", "general"),
        ("专项整治情况统计表", "statistics"),
        ("本单位（部门）推进情况台账", "progress"),
        ("会议签到表", None),
        ("", None),
    ],
)
def test_titles_compare_without_year_marks_and_whose_it_is(title: str, code: str | None) -> None:
    found = match(title)
    assert (found.spec.code if found else None) == code


def test_two_look_back_ledgers_are_not_taken_for_one_another() -> None:
    general, enterprise = (
        match("行政执法突出问题整改“回头看”工作台账"),
        match("涉企行政执法突出问题整改“回头看”工作台账"),
    )
    assert general
    assert enterprise
    assert (general.spec.code, enterprise.spec.code) == ("look-back", "enterprise-look-back")


def test_a_form_is_found_by_its_headings_where_the_title_says_nothing() -> None:
    labels = [column.label for column in specs()["officers"].columns]
    found = match("附表", columns=labels[:-1])
    assert found
    assert found.spec.code == "officers"
    assert 0.5 <= found.confidence < 1.0


def test_an_unknown_annex_gets_the_general_headings_under_its_own_title_and_says_so() -> None:
    spec = generic("城管领域隐患排查台账", 12)
    assert (spec.title, spec.annex, spec.headings) == ("城管领域隐患排查台账", "附件12", "generic")
    assert spec.columns == specs()[GENERIC].columns
    assert spec.takes == ()


def test_tasks_call_for_forms_though_the_plan_names_no_annex() -> None:
    assert [spec.code for spec in for_task("清理行政执法依据")] == ["basis-clearing"]
    assert for_task("加强业务培训") == ()
    assert for_task("") == ()


def test_a_rule_fits_the_longest_beginning_and_only_at_a_hyphen() -> None:
    fines = specs()["fines-self-check"]
    assert fines.fit("PEN-036-TIMEBAR") > fines.fit("FIN-TOP") > 0
    assert fines.fit("PEN-060-90D") == 0
    assert begins("FIN-067-SELF", "FIN-067")
    assert not begins("FIN-067-SELF", "FIN-06")
    assert specs()[GENERIC].fit("PEN-060-90D") == 1


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("colour: red", "unknown keys"),
        ("headings: guessed", "headings"),
        ("rows_from: {table: officers, where: {staff_kind: [厨师]}}", "no words"),
    ],
)
def test_a_shipped_spec_with_something_unknown_is_an_error(tmp_path: Path, wrong: str, says: str) -> None:
    text = content.path("ledgers", "contacts.yaml").read_text(encoding="utf-8")
    key = wrong.partition(":")[0]
    path = tmp_path / "broken.yaml"
    path.write_text(re.sub(rf"^{key}:.*\n", "", text, flags=re.M) + wrong + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=says):
        load(path)


@pytest.mark.parametrize(
    "column",
    [
        "{name: x, label: 甲, kind: formula}",
        "{name: x, label: 甲, kind: choice}",
        "{name: x, label: 甲, kind: money}",
        "{name: x, label: 甲, kind: text, fill: magic}",
        "{name: unit, label: 甲, kind: text}",
        "{name: x, label: 甲, kind: text, visible_if: y}",
        "{name: x, label: 甲, kind: choice, choices: [人员], by_rule: {人员: [OFF]}}",
    ],
)
def test_a_column_outside_the_fence_is_an_error(tmp_path: Path, column: str) -> None:
    path = tmp_path / "broken.yaml"
    text = content.path("ledgers", "contacts.yaml").read_text(encoding="utf-8")
    path.write_text(f"{text}  - {column}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.yaml"):
        load(path)


def test_the_kinds_of_columns_stay_a_handful() -> None:
    used = {column.kind for spec in specs().values() for column in spec.columns}
    assert used == KINDS
    assert len(KINDS) <= 12


@given(st.text(alphabet="行政执法全市2024年《》（）() 台账本单位", max_size=30))
def test_plain_titles_stay_plain(text: str) -> None:
    once = plain_title(text)
    assert not re.search(r"[\s《》（）]", once)
    assert plain_title(f"《{text}》") == once
