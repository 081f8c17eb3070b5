"""The table of steps, completely: every listed step works, every other is refused in a Chinese sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from fajian.core.errors import Refused
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.ledgers.workflow import NOT_CLOSED, OPEN, PROBLEM
from fajian.orgs.models import User
from tests.ledgers.conftest import in_state, seen
from tests.ledgers.stories import DUE_ON, pdf

pytestmark = pytest.mark.django_db

ROLES = tuple(role for role, _ in User.ROLES)
WHO = {
    "clerk": "clerk",
    "unit_leader": "chief",
    "officer": "officer",
    "supervisor": "colleague",  # who had no hand in it; `supervisor` closes in the stories
    "leader": "leader",
    "discipline": "discipline",
    "admin": "admin",
    "security": "security",
    "auditor": "auditor",
}


def take(name: str, row: Rectification, by: User) -> Any:
    """Carry a step out with everything it needs."""
    given: dict[str, Any] = {"by": by, "rectification": row, "seen": seen(row)}
    match name:
        case "accept":
            return actions.accept(**given, cause="疏忽", measure="补正", due_on=DUE_ON, person="甲")
        case "submit":
            return actions.submit(**given, result="已整改", files=[pdf("又一份", "又一份.pdf")])
        case "return_":
            return actions.return_(**given, reason="不足")
        case "close":
            return actions.close(**given)
        case "reopen":
            return actions.reopen(**given, reason="又出现")
        case "correct":
            entry = Entry.objects.get(pk=row.pk)
            changed = {"title": "改写", "data": {}, "reason": "写清楚"}
            return actions.correct(by=by, entry=entry, seen=entry.version, **changed)
    raise AssertionError(name)


@pytest.mark.parametrize("state", PROBLEM.states)
def test_in_each_state_the_listed_steps_work_and_no_others(state: str, people: dict[str, User], ledger: Ledger) -> None:
    row = in_state(state, people, ledger)
    for step in PROBLEM.steps:
        for role in ROLES:
            listed = state in step.sources and role in PROBLEM.roles(step)
            point = transaction.savepoint()
            said = refusal(step.name, row, people[WHO[role]])
            assert bool(said) != listed, (role, step.name, state, said)
            assert "。" in said or Rectification.objects.get(pk=row.pk).state == step.target
            transaction.savepoint_rollback(point)


def refusal(name: str, row: Rectification, by: User) -> str:
    """What was said against the step; "" when it was taken."""
    try:
        take(name, row, by)
    except Refused as refused:
        return str(refused)
    return ""


def test_no_state_is_a_dead_end_and_each_can_be_reached() -> None:
    assert {source for step in PROBLEM.steps for source in step.sources} == set(PROBLEM.states)
    assert {step.target for step in PROBLEM.steps} | {"found"} == set(PROBLEM.states)
    assert set(OPEN) < set(NOT_CLOSED)


@pytest.mark.parametrize(
    ("step", "missing", "said"),
    [
        ("accept", "cause", "原因分析"),
        ("accept", "measure", "整改措施"),
        ("accept", "due_on", "整改时限"),
        ("submit", "result", "整改情况"),
        ("return_", "reason", "理由"),
        ("reopen", "reason", "理由"),
    ],
)
def test_a_step_says_what_is_missing(
    step: str, missing: str, said: str, people: dict[str, User], ledger: Ledger
) -> None:
    row = in_state(PROBLEM.step(step).sources[0], people, ledger)
    given: dict[str, Any] = {
        "accept": {"cause": "疏忽", "measure": "补正", "due_on": DUE_ON, "person": "甲"},
        "submit": {"result": "已整改"},
        "return_": {"reason": "不足"},
        "reopen": {"reason": "又出现"},
    }[step]
    given[missing] = None if missing == "due_on" else "  "
    by = people["clerk" if PROBLEM.step(step).who == "unit" else "colleague"]
    with pytest.raises(Refused, match=said):
        getattr(actions, step)(by=by, rectification=row, seen=row.version, **given)
    assert seen(row) == row.version
