"""分阶段整改 and 立行立改: what each way of putting right brings with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.ledgers import actions
from fajian.ledgers.columns import value
from fajian.ledgers.models import Ledger, Phase, Rectification
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, in_state, page, seen
from tests.ledgers.stories import DUE_ON, PNG, pdf
from tests.ledgers.test_pages import upload

pytestmark = pytest.mark.django_db
People = dict[str, User]
STEP_ON = DUE_ON - dt.timedelta(days=30)


@pytest.fixture
def staged(people: People, problem: Rectification) -> Rectification:
    """A problem that cannot be put right at once."""
    text: dict[str, Any] = {"cause": "点位多", "measure": "分批改造", "due_on": DUE_ON, "person": "甲"}
    return actions.accept(by=people["clerk"], rectification=problem, seen=1, kind="staged", **text)


def submitted(people: People, row: Rectification, **more: Any) -> Rectification:
    files = {"files": [pdf("方案", "方案.pdf")], "proof_kind": "专门工作方案", **more}
    return actions.submit(by=people["clerk"], rectification=row, seen=seen(row), result="已改造", **files)


@pytest.mark.mechanisms("S000-42")
def test_what_cannot_be_put_right_at_once_has_its_plan_and_is_closed_step_by_step(
    people: People, staged: Rectification
) -> None:
    clerk = people["clerk"]
    with pytest.raises(Refused, match="整改步骤（还没有列出）"):
        submitted(people, staged)
    first, second = (
        actions.add_phase(by=clerk, rectification=staged, text=text, due_on=STEP_ON) for text in ("调查点位", "改造")
    )
    today = timezone.localdate()
    actions.finish_phase(by=clerk, phase=first, seen=1, done_on=today, outcome="查清 12 处")
    with pytest.raises(Refused, match="整改步骤（完成 1/2）"):
        submitted(people, staged)
    actions.finish_phase(by=clerk, phase=second, seen=1, done_on=today, outcome="改完")
    with pytest.raises(Refused, match="佐证“专门工作方案”"):
        submitted(people, staged, proof_kind="照片")
    submitted(people, staged)
    actions.close(by=people["supervisor"], rectification=staged, seen=seen(staged))


def test_a_step_falls_away_with_a_reason_and_stays_on_the_page(
    people: People, staged: Rectification, browser: Browser
) -> None:
    clerk = people["clerk"]
    kept = actions.add_phase(by=clerk, rectification=staged, text="调查点位", due_on=STEP_ON)
    gone = actions.add_phase(by=clerk, rectification=staged, text="另建系统", due_on=DUE_ON)
    actions.strike_phase(by=clerk, phase=gone, seen=1, reason="上级统建")
    with pytest.raises(Refused, match="已经取消（上级统建）"):
        actions.finish_phase(by=clerk, phase=gone, seen=2, done_on=timezone.localdate(), outcome="好")
    text = page(browser(clerk).get(reverse("ledgers:entry", args=[staged.pk])))
    for part in ("调查点位", "<del>另建系统</del>", "上级统建", "整改步骤（完成 0/1）", "专门工作方案"):
        assert part in text
    assert Phase.objects.count() == 2
    assert kept.version == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": " ", "due_on": STEP_ON}, "做什么"),
        ({"text": "改造", "due_on": DUE_ON + dt.timedelta(days=1)}, "先申请延期"),
    ],
)
def test_a_step_says_what_and_by_when(given: dict[str, Any], said: str, people: People, staged: Rectification) -> None:
    with pytest.raises(Refused, match=said):
        actions.add_phase(by=people["clerk"], rectification=staged, **given)


def test_a_step_is_not_done_tomorrow(people: People, staged: Rectification) -> None:
    phase = actions.add_phase(by=people["clerk"], rectification=staged, text="改造", due_on=STEP_ON)
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.finish_phase(by=people["clerk"], phase=phase, seen=1, done_on=tomorrow, outcome="好")
    with pytest.raises(Refused, match="完成情况"):
        actions.finish_phase(by=people["clerk"], phase=phase, seen=1, done_on=timezone.localdate(), outcome=" ")


def test_steps_are_not_touched_once_the_problem_is_under_review(people: People, ledger: Ledger) -> None:
    row = in_state("rectifying", people, ledger)
    phase = actions.add_phase(by=people["clerk"], rectification=row, text="改造", due_on=STEP_ON)
    with pytest.raises(Refused, match="完成 0/1"):  # steps count whatever the way of rectifying
        actions.submit(by=people["clerk"], rectification=row, seen=seen(row), result="好")
    phase = actions.finish_phase(by=people["clerk"], phase=phase, seen=1, done_on=timezone.localdate(), outcome="改完")
    actions.submit(by=people["clerk"], rectification=row, seen=seen(row), result="好")
    for call in (
        lambda: actions.strike_phase(by=people["clerk"], phase=phase, seen=phase.version, reason="x"),
        lambda: actions.add_phase(by=people["clerk"], rectification=row, text="又一步", due_on=STEP_ON),
    ):
        with pytest.raises(Refused, match="待销号审核"):
            call()


@pytest.mark.mechanisms("S001-38")
def test_what_is_put_right_at_once_is_due_today_and_submitted_in_one_go(
    people: People, problem: Rectification, browser: Browser
) -> None:
    clerk = browser(people["clerk"])
    assert "立行立改" in page(clerk.get(reverse("ledgers:entry", args=[problem.pk])))
    address = reverse("ledgers:settle", args=[problem.pk])
    assert "佐证材料</label>" in page(clerk.get(address)), "nobody is told that proof is optional here"
    typed = {"seen": 1, "cause": "疏忽", "measure": "当场补正", "result": "已补正", "person": "甲"}
    wrong = clerk.post(address, typed)
    assert "请选择文件。" in wrong.content.decode()
    assert clerk.post(address, typed | {"uploads": [upload("现场.png", PNG)], "proof_kind": "照片"}).status_code == 302
    row = Rectification.objects.get(pk=problem.pk)
    assert (row.state, row.kind, row.due_on) == ("submitted", "at_once", timezone.localdate())
    assert value(row.entry.ledger.spec, row.entry, row.entry.ledger.spec["mode"]) == "立行立改"
    actions.close(by=people["supervisor"], rectification=row, seen=row.version)


def test_at_once_means_today_whatever_day_was_typed(people: People, problem: Rectification) -> None:
    text: dict[str, Any] = {"cause": "疏忽", "measure": "补正", "due_on": DUE_ON, "person": "甲"}
    row = actions.accept(by=people["clerk"], rectification=problem, seen=1, kind="at_once", **text)
    assert row.due_on == timezone.localdate()


@pytest.mark.mechanisms("S000-41")
def test_who_answers_for_a_problem_is_compulsory(people: People, problem: Rectification, browser: Browser) -> None:
    text: dict[str, Any] = {"cause": "疏忽", "measure": "补正", "due_on": DUE_ON}
    with pytest.raises(Refused, match="“认领整改”须填写：责任人"):
        actions.accept(by=people["clerk"], rectification=problem, seen=1, person=" ", **text)
    typed = {"seen": 1, "cause": "疏忽", "measure": "补正", "kind": "by_day", "due_on": "2035-12-31"}
    refused = browser(people["clerk"]).post(reverse("ledgers:accept", args=[problem.pk]), typed)
    assert "请填写责任人。" in refused.content.decode()
    assert problem.entry.unit.name in page(browser(people["clerk"]).get(problem.entry.get_absolute_url()))


@pytest.mark.mechanisms("S001-63", "S001-21")
def test_leader_responsibility_plan_and_day_are_settled_before_a_problem_is_put_right(
    people: People, browser: Browser
) -> None:
    clerk = people["clerk"]
    ledger = actions.open_ledger(by=clerk, unit=clerk.unit, spec_code="key-areas")
    (entry,) = actions.record(by=clerk, ledger=ledger, rows=[actions.NewEntry("夜间施工噪声扰民")])
    row = Rectification.objects.get(entry=entry)
    typed = {"seen": 1, "cause": "夜查不足", "measure": "错时执法", "kind": "by_day", "due_on": "2035-12-31"}
    address = reverse("ledgers:accept", args=[row.pk])
    said = browser(clerk).post(address, typed).content.decode()
    assert all(f"请填写{word}。" in said for word in ("责任领导", "责任科室", "责任人"))
    settled = {"leader": "分管副局长", "department": "执法一科", "person": "科长"}
    sent = {**typed, **settled, "measure_kinds": ["事中事后监管", "执法力量配备"]}
    assert browser(clerk).post(address, sent).status_code == 302
    row = Rectification.objects.get(pk=row.pk)
    told = {name: value(ledger.spec, row.entry, ledger.spec[name]) for name in ("leader", "department", "owner")}
    assert told == {"leader": "分管副局长", "department": "执法一科", "owner": "科长"}
    with pytest.raises(Refused, match="佐证“整改方案”"):
        actions.submit(by=clerk, rectification=row, seen=row.version, result="好", files=[pdf()], proof_kind="照片")
    text = page(browser(people["leader"]).get(entry.get_absolute_url()))
    for part in ("分管副局长", "执法一科", "事中事后监管、执法力量配备"):
        assert part in text


@pytest.mark.mechanisms("S000-32")
def test_measures_are_labelled_with_the_plans_five_words_and_no_others(people: People, problem: Rectification) -> None:
    words = ("项目审批质效", "事中事后监管", "裁量基准制度", "执法监督职能", "执法力量配备")
    text: dict[str, Any] = {"cause": "疏忽", "measure": "补正", "due_on": DUE_ON, "person": "甲"}
    with pytest.raises(Refused, match="没有“别的”这类措施"):
        actions.accept(by=people["clerk"], rectification=problem, seen=1, measure_kinds=["别的"], **text)
    row = actions.accept(by=people["clerk"], rectification=problem, seen=1, measure_kinds=words, **text)
    assert row.measure_kinds == "、".join(words)
