"""Rows of the five plans replayed on plans of their kind, compiled and launched: who does what, and what is kept."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.test import Client

from fajian.campaigns import actions
from fajian.campaigns.actions.activities import Held
from fajian.campaigns.models import Duty, TaskUnit
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Plan
from fajian.ledgers import actions as ledgers
from fajian.ledgers import history
from fajian.ledgers.models import Entry, Ledger, Rectification
from tests.flows.course import KINDS, Course

pytestmark = pytest.mark.django_db


def compiled(kind: str) -> Plan:
    """The plan of this kind as the compiler reads it."""
    return compile_plan(KINDS[kind].text)


def played(kind: str) -> Course:
    """The campaign of this kind, from launch to summary."""
    course = Course(KINDS[kind])
    course.play()
    return course


@pytest.mark.mechanisms("S000-01", "S003-02", "S000-11")
def test_the_plan_is_kept_with_what_it_follows_and_what_it_looks_for(data: Path) -> None:
    course = played("system")
    document = course.running.document
    assert document.text == KINDS["system"].text.strip()
    (higher,) = course.running.chain.all()
    assert (higher.name, higher.doc_number) == ("全省提升行政执法质量攻坚行动方案", "虚构政办发〔2026〕3号")
    assert [base.doc_number for base in compiled("inaction").bases] == [None, "虚构依法办发〔2026〕6号"]
    groups = {problem.group for problem in document.plan.problems}
    assert {"执法不作为方面", "执法乱作为方面", "执法不规范方面"} <= groups


@pytest.mark.mechanisms("S001-05", "S001-08", "S001-14", "S000-08", "S003-37", "S003-54")
def test_each_unit_keeps_the_ledgers_of_the_plan_and_closes_its_problems_one_by_one(data: Path) -> None:
    course = played("double")
    for unit in course.clerks:
        books = Ledger.objects.filter(unit=unit, source__startswith=course.running.source)
        assert {book.annex for book in books if book.annex} == {f"附件{number}" for number in range(1, 10)}
    rows = Rectification.objects.select_related("entry__ledger")
    assert rows.count() >= 5
    for row in rows:
        assert (row.cause, row.measure, row.state) == ("无人盯办", "建立送达台账", "closed")
        assert row.due_on
        told = [line.what for line in history.of(row.entry)]
        proofs = ["上传佐证"] * len(row.entry.ledger.spec.proofs)
        assert told == ["登记条目", "认领整改", *proofs, "申请销号", "核准销号"]


@pytest.mark.mechanisms("S001-60", "S003-53", "S001-56")
def test_what_an_inspection_finds_goes_into_the_ledger_to_be_put_right_at_once_or_by_stages(data: Path) -> None:
    course = played("double")
    unit = list(course.clerks)[1]
    ledger = next(book for book in Ledger.objects.filter(unit=unit).order_by("pk") if book.has_problems)
    found = [ledgers.NewEntry("暗访发现未亮证执法", source_label="实地暗访"), ledgers.NewEntry("案卷归档超期")]
    ledgers.record(by=course.offices[0], ledger=ledger, rows=found)
    kinds = {"暗访发现未亮证执法": "at_once", "案卷归档超期": "staged"}
    for title, kind in kinds.items():
        row = Rectification.objects.get(entry__ledger=ledger, entry__title=title)
        due_on = dt.date(2030, 12, 31) if kind == "staged" else dt.date(2030, 1, 31)
        ledgers.accept(
            by=course.clerks[unit], rectification=row, seen=row.version, cause="原因", measure="措施", due_on=due_on,
            kind=kind, leader="分管副局长", department="法规科", person="甲",
        )  # fmt: skip
    words = {row.entry.title: row.get_kind_display() for row in Rectification.objects.filter(entry__ledger=ledger)}
    assert words == {"暗访发现未亮证执法": "立行立改", "案卷归档超期": "分阶段整改"}
    assert Entry.objects.get(title="暗访发现未亮证执法").source_label == "实地暗访"


@pytest.mark.mechanisms("S001-72")
def test_an_office_sees_its_own_level_and_below(data: Path) -> None:
    course = played("inaction")
    county = next(person.unit for person in course.clerks.values() if person.unit.name.startswith("临江县"))
    county_office = course.person("xjd", "supervisor", county)
    assert set(Duty.objects.visible_to(county_office).values_list("unit", flat=True)) == {county.pk}
    assert set(Duty.objects.visible_to(course.offices[0]).values_list("unit", flat=True)) == set(course.clerks)


@pytest.mark.mechanisms("S002-07", "S004-11")
def test_the_units_in_brackets_get_their_part_of_each_task(data: Path) -> None:
    plan = compiled("month")
    assert [(task.lead, task.support) for task in plan.tasks] == [
        (("县司法局",), ("县委编办", "县政府督查室")),
        (("县司法局",), ("县委编办",)),
        (("县优化营商环境办公室",), ("县政府督查室", "县融媒体中心")),
    ]
    course = played("quality")
    parts = TaskUnit.objects.filter(task__campaign=course.running)
    assert set(parts.values_list("part", flat=True)) == {"lead", "responsible"}
    market = next(person.unit for person in course.clerks.values() if "市场监督" in person.unit.name)
    assert parts.filter(unit=market, part="lead", task__number="三(二)6").exists()
    responsible = parts.filter(part="responsible", task__number="三(一)1").values_list("unit", flat=True)
    assert set(course.clerks) <= set(responsible)  # 各行政执法单位
    standing = {task.number for task in course.running.tasks.all() if task.standing}
    assert {"三(一)1", "三(二)7", "三(四)10"} <= standing


@pytest.mark.mechanisms("S004-01")
def test_the_day_of_the_web_page_is_not_taken_for_the_day_of_issue() -> None:
    plan = compiled("quality")
    assert plan.issued_on == dt.date(2026, 10, 14)
    conflict = next(doubt for doubt in plan.doubts if doubt.kind == "date_conflict")
    assert "2026-12-29" in conflict.says
    assert conflict.proposal is not None
    assert conflict.proposal.on == dt.date(2026, 10, 14)


@pytest.mark.mechanisms("S000-46", "S004-67", "S001-77")
def test_publicity_and_supervision_on_the_spot_are_recorded(data: Path) -> None:
    course = played("double")
    unit = next(iter(course.clerks.values())).unit
    by, campaign, day = course.clerks[unit.pk], course.running, dt.date(2026, 9, 10)
    for kind, subject in (("publicity", "典型案例在门户网站发布"), ("supervision", "驻站式监督一日")):
        held = Held(kind, subject, day, 3, "情况", place="城管支队")
        actions.record_activity(by=by, campaign=campaign, unit=unit, held=held)
    kept = campaign.activities.order_by("pk")
    assert [(row.kind, row.subject) for row in kept] == [
        ("publicity", "典型案例在门户网站发布"), ("supervision", "驻站式监督一日"),
    ]  # fmt: skip


@pytest.mark.mechanisms("S000-02", "S003-01", "S003-03", "S004-03", "S004-04")
@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("system", ["把检视纠错整改、追责问责、完善制度贯穿全过程", "选树一批先进典型", "虚构政办发〔2026〕3号"]),
        ("inaction", ["安司发〔2026〕21号", "健全行政执法责任制、过错责任追究制和评议考核制", "2026年11月30日"]),
        (
            "quality",
            ["ALDR-2026-01031", "行政执法三项制度全面覆盖", "全省提升行政执法质量工作方案", "2026年10月14日"],
        ),
    ],
)
def test_the_file_page_of_a_plan_says_where_it_stands_and_what_it_wants(
    data: Path, client: Client, kind: str, shown: list[str]
) -> None:
    course = played(kind)
    for person in (course.offices[0], next(iter(course.clerks.values()))):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(f"/campaigns/plans/{course.running.document_id}/archive/").content.decode()
        assert [words for words in shown if words not in page] == []
