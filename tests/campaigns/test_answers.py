"""What answers to doubts change, kind by kind."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from fajian.campaigns.answers import HOW, TITLES, Answer, question, read, reread_from, said, settled
from fajian.engine.plans.schema import Annex, Doubt, DoubtKind, Due, Duty, Plan, Stage, Task
from tests.campaigns.doubts import BY_KIND, PLAN, doubt

DAY = dt.date(2026, 7, 1)


def amended(one: Doubt, how: str, text: str = "", day: dt.date | None = None) -> Plan:
    place = PLAN.doubts.index(one)
    return settled(PLAN, {place: Answer(how, text, day)}).plan


def notes(one: Doubt, how: str, text: str = "", day: dt.date | None = None) -> dict[str, tuple[str, ...]]:
    return dict(settled(PLAN, {PLAN.doubts.index(one): Answer(how, text, day)}).notes)


@pytest.mark.parametrize("kind", get_args(DoubtKind))
def test_every_kind_has_a_title_a_question_and_a_way_out(kind: str) -> None:
    for one in BY_KIND[kind]:
        asked = question(one)
        assert TITLES[kind]
        assert asked.none
        assert asked.day or asked.text
        for how in HOW:
            assert said(one, Answer(how, "意见", DAY)) or (how == "proposal" and not asked.proposal)


@pytest.mark.parametrize("one", PLAN.doubts, ids=lambda one: one.kind)
@pytest.mark.parametrize("how", HOW)
def test_every_answer_is_noted_at_an_element_that_exists(one: Doubt, how: str) -> None:
    done = settled(PLAN, {PLAN.doubts.index(one): Answer(how, "意见", DAY)})
    anchors = {"header"} | {
        f"{kind}-{i}"
        for kind, rows in (
            ("stage", done.plan.stages), ("task", done.plan.tasks), ("duty", done.plan.duties),
            ("annex", done.plan.annexes),
        )
        for i in range(len(rows))
    }  # fmt: skip
    assert done.notes
    assert set(done.notes) <= anchors
    assert all(lines[0].startswith(TITLES[one.kind]) for lines in done.notes.values())


def test_without_an_answer_nothing_changes() -> None:
    done = settled(PLAN, {})
    assert done.plan == PLAN
    assert not done.notes


def test_a_due_day_on_a_holiday_moves_only_where_it_falls_on_that_day() -> None:
    one = doubt("due_on_holiday")
    moved = amended(one, "proposal")
    assert [duty.due for duty in moved.duties] == [dt.date(2026, 6, 18), dt.date(2026, 7, 20)]
    assert amended(one, "own", day=DAY).duties[0].due == DAY
    assert amended(one, "none") == PLAN
    assert notes(one, "none")["duty-0"] == ("期限逢节假日：不适用：仍按2026年6月20日",)


def test_an_own_answer_without_a_day_is_a_note_and_no_more() -> None:
    one = doubt("due_on_holiday")
    assert amended(one, "own", "问清后再定") == PLAN
    assert notes(one, "own", "问清后再定")["duty-0"] == ("期限逢节假日：问清后再定",)


@pytest.mark.parametrize("kind", ["due_in_past_at_issue", "due_outside_stage"])
def test_a_strange_due_day_stays_changes_or_falls(kind: str) -> None:
    one = doubt(kind)
    assert amended(one, "proposal") == PLAN
    assert amended(one, "own", day=DAY).duties[1].due == DAY
    assert amended(one, "none").duties[1].due is None


def test_a_task_without_a_limit_gets_a_day_or_goes_on() -> None:
    for kind, place in (("no_due", 0), ("unclear_due", 1)):
        one = doubt(kind)
        assert amended(one, "proposal").tasks[place].standing
        dated = amended(one, "own", day=DAY).tasks[place]
        assert [due.on for due in dated.due] == [DAY]
        assert not dated.standing
        assert amended(one, "none") == PLAN
        assert list(notes(one, "own", day=DAY)) == [f"task-{place}"]


def test_the_first_ten_days_of_a_month_end_where_a_person_says() -> None:
    one = BY_KIND["unclear_due"][1]
    assert amended(one, "own", day=DAY).stages[1].to_on == DAY
    assert amended(one, "proposal") == PLAN


def test_units_are_added_to_the_task_that_names_none() -> None:
    one = doubt("no_lead")
    assert amended(one, "own", "市司法局、市财政局").tasks[0].responsible == ("市司法局", "市财政局")
    assert amended(one, "none") == PLAN
    assert question(one).proposal == ""


def test_two_names_become_one() -> None:
    one = doubt("unit_alias")
    assert amended(one, "proposal").tasks[1].lead == ("市行政审批服务局",)
    assert amended(one, "proposal").duties[1].to_unit == "市行政审批服务局"
    assert amended(one, "own", "市审批局").tasks[2].support == ("市审批局",)
    assert amended(one, "none") == PLAN


def test_overlapping_stages_are_parted_by_a_day() -> None:
    one = doubt("overlap_stages")
    assert amended(one, "own", day=DAY).stages[1].from_on == DAY
    assert amended(one, "proposal") == PLAN
    assert "“整改阶段”的开始日期" in question(one).day


def test_a_missing_title_is_filled_in() -> None:
    one = BY_KIND["missing_text"][0]
    assert amended(one, "own", "专项整治方案").title == "专项整治方案"
    assert amended(one, "none") == PLAN
    assert question(one).proposal == ""


def test_what_concerns_an_annex_is_noted_at_the_annex() -> None:
    for one in (doubt("annex_shared"), BY_KIND["missing_text"][2]):
        assert list(notes(one, "own", "分别填")) == ["annex-0"]
        assert amended(one, "own", "分别填") == PLAN


def test_only_an_own_year_or_day_of_issue_has_the_document_read_again() -> None:
    year, conflict, glued = doubt("year_inferred"), doubt("date_conflict"), BY_KIND["missing_text"][1]
    assert reread_from(PLAN, year, Answer("own", "2025年")) == dt.date(2025, 1, 1)
    assert reread_from(PLAN, conflict, Answer("own", day=DAY)) == DAY
    assert reread_from(PLAN, glued, Answer("own", day=DAY)) == DAY
    assert reread_from(PLAN, conflict, Answer("own", day=PLAN.issued_on)) is None
    for one in PLAN.doubts:
        assert reread_from(PLAN, one, Answer("proposal")) is None
        assert reread_from(PLAN, one, Answer("none")) is None


def test_answers_are_stored_and_read_back() -> None:
    given = Answer("own", "意见", DAY)
    assert read({"3": given.to_json(), "4": Answer("none").to_json()}) == {3: given, 4: Answer("none")}


def test_the_plan_of_these_tests_has_every_part_it_speaks_of() -> None:
    assert {type(part) for rows in (PLAN.stages, PLAN.tasks, PLAN.duties, PLAN.annexes) for part in rows} == {
        Stage, Task, Duty, Annex,
    }  # fmt: skip
    assert {one.kind for one in PLAN.doubts} == set(get_args(DoubtKind))
    assert all(isinstance(due, Due) for task in PLAN.tasks for due in task.due)
