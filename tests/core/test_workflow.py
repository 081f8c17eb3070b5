"""The table of steps: what it allows, what it refuses and how it says so."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from fajian.core.commands import System
from fajian.core.errors import Refused
from fajian.core.workflow import Step, Workflow
from tests.core.workflows import assert_every_step

PROBLEM = Workflow(
    title="问题",
    states={"found": "待整改", "rectifying": "整改中", "submitted": "待销号审核", "closed": "已销号"},
    steps=(
        Step("accept", "认领整改", ("found",), "rectifying", "unit", ("measure", "due_on")),
        Step("submit", "申请销号", ("rectifying",), "submitted", "unit", ("proof",)),
        Step("return_", "退回整改", ("submitted",), "rectifying", "supervisor"),
        Step("close", "核准销号", ("submitted",), "closed", "supervisor"),
        Step("reopen", "认定反弹", ("closed",), "found", "supervisor"),
    ),
    groups={"unit": ("clerk", "unit_leader")},
    labels={"measure": "整改措施", "due_on": "整改期限", "proof": "佐证材料"},
)


def test_every_listed_step_works_and_every_other_is_refused() -> None:
    assert_every_step(PROBLEM)


def test_the_buttons_are_those_of_role_and_state() -> None:
    assert [step.button for step in PROBLEM.allowed("submitted", "supervisor")] == ["退回整改", "核准销号"]
    assert PROBLEM.allowed("submitted", "clerk") == ()


@pytest.mark.parametrize(
    ("state", "step", "role", "given", "sentence"),
    [
        ("submitted", "close", "clerk", {}, "“核准销号”须由执法监督员办理，您的角色是填报员。"),
        ("found", "close", "supervisor", {}, "问题现在是“待整改”，“待销号审核”状态才能“核准销号”。请刷新页面。"),
        ("found", "accept", "clerk", {"measure": ""}, "“认领整改”须填写：整改措施、整改期限。"),
    ],
)
def test_a_refusal_is_a_sentence_that_says_what_to_do(
    state: str, step: str, role: str, given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        PROBLEM.take(SimpleNamespace(state=state), step, by=SimpleNamespace(role=role), **given)
    assert str(refused.value) == sentence


def test_the_system_has_every_role_but_no_other_state() -> None:
    row = SimpleNamespace(state="submitted")
    PROBLEM.take(row, "close", by=System("测试"))
    with pytest.raises(Refused):
        PROBLEM.take(row, "close", by=System("测试"))


@pytest.mark.parametrize(
    "steps",
    [
        (Step("a", "甲", ("nowhere",), "found", "clerk"),),
        (Step("a", "甲", ("found",), "found", "clerk"), Step("a", "乙", ("found",), "found", "clerk")),
    ],
)
def test_a_table_that_contradicts_itself_is_a_bug(steps: tuple[Step, ...]) -> None:
    with pytest.raises(ValueError, match="问题"):
        Workflow(title="问题", states={"found": "待整改"}, steps=steps)
