"""Two loops over both tables: every step that is listed works, every other is refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Draft, Duty, PlanDocument
from fajian.campaigns.workflow import CHECK, DRAFT, DUTY
from fajian.core.audited import plain_rows
from fajian.core.errors import Refused
from fajian.core.workflow import Workflow
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import approved, checked, handed_in, sample, taken

pytestmark = pytest.mark.django_db
People = dict[str, User]
ROLES = tuple(role for role, _ in User.ROLES)
NEEDED = {"text": "已报送", "reason": "数字不一致", "until": "2026-07-01"}


class Row:
    """Something with a state."""

    def __init__(self, state: str) -> None:
        self.state = state


class Somebody:
    """Of a role."""

    def __init__(self, role: str) -> None:
        self.role = role


@pytest.mark.parametrize("table", [DUTY, DRAFT, CHECK], ids=lambda table: table.title)
def test_listed_steps_work_and_all_others_are_refused(table: Workflow) -> None:
    for step, state, role, listed in table.every(ROLES):
        row = Row(state)
        given = {need: NEEDED[need] for need in step.needs}
        if listed:
            table.take(row, step.name, by=Somebody(role), **given)
            assert row.state == step.target
            continue
        with pytest.raises(Refused, match=step.button):
            table.take(row, step.name, by=Somebody(role), **given)
        assert row.state == state


@pytest.mark.parametrize("table", [DUTY, DRAFT, CHECK], ids=lambda table: table.title)
def test_what_a_step_needs_must_be_there(table: Workflow) -> None:
    for step in table.steps:
        for need in step.needs:
            with pytest.raises(Refused, match=table.labels[need]):
                table.check(step.sources[0], step.name, by=Somebody(table.roles(step)[0]), given={need: ""})


# ── the same through the actions, in the database ────────────────────────────────────────────────────────────────────

EVERYBODY = ("clerk", "chief", "officer", "supervisor", "colleague", "leader", "discipline", "admin")


def first(people: People) -> Duty:
    """The first agency's duty that goes with ledgers, so that its leader must approve it."""
    found: Duty = Duty.objects.get(unit=people["clerk"].unit, annexes="附件1、附件2")
    return found


def duty_in(state: str, people: People) -> Duty:
    """The duty brought to a state by its own steps."""
    row = first(people)
    if state != "due":
        row = handed_in(people, row, "已报送")
    if state == "returned":
        row = actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason="缺附件")
    if state == "received":
        row = actions.receive(by=people["supervisor"], duty=row, seen=row.version)
    if state in ("locked", "unlocked"):
        row = actions.lock(by=people["supervisor"], duty=row, seen=row.version)
    if state == "unlocked":
        until = timezone.localdate()
        row = actions.unlock(by=people["colleague"], duty=row, seen=row.version, reason="数字有误", until=until)
    return Duty.objects.get(pk=row.pk)


DUTY_ACTIONS: dict[str, Callable[[User, Duty], Duty]] = {
    "hand_in": lambda by, row: actions.hand_in(by=by, duty=row, seen=row.version, text="改过的报送"),
    "return_": lambda by, row: actions.return_(by=by, duty=row, seen=row.version, reason="缺附件"),
    "receive": lambda by, row: actions.receive(by=by, duty=row, seen=row.version),
    "lock": lambda by, row: actions.lock(by=by, duty=row, seen=row.version),
    "unlock": lambda by, row: actions.unlock(
        by=by, duty=row, seen=row.version, reason="数字有误", until=timezone.localdate()
    ),
}


@pytest.mark.parametrize("state", DUTY.states)
@pytest.mark.parametrize("name", DUTY_ACTIONS)
def test_a_duty_takes_the_steps_of_its_table(name: str, state: str, people: People, campaign: Campaign) -> None:
    plain_rows(Duty).filter(pk=first(people).pk).update(approval="")
    step, row = DUTY.step(name), duty_in(state, people)
    # Those who may come last: they use the row up. Who locked it may not unlock it.
    may = ("clerk",) if step.who == "unit" else ("colleague",)
    for who in sorted(set(EVERYBODY) - {"chief", "supervisor"}, key=lambda who: who in may):
        if state in step.sources and people[who].role in DUTY.roles(step):
            assert DUTY_ACTIONS[name](people[who], row).state == step.target
            return
        with pytest.raises(Refused):
            DUTY_ACTIONS[name](people[who], row)
        assert Duty.objects.get(pk=row.pk).version == row.version


def draft_in(state: str, people: People) -> Duty:
    """A duty whose draft was brought to a state by its own steps."""
    row = first(people)
    if state == "sent":
        row = handed_in(people, row, "已报送")
        return actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason="缺附件")
    if state == "approved":
        approved(people, row, "待报送")
        return row
    actions.save_draft(by=people["clerk"], duty=row, seen=row.version, text="待报送")
    if state == "submitted":
        actions.submit_draft(by=people["clerk"], duty=row, seen=row.version)
    return row


DRAFT_ACTIONS: dict[str, Callable[[User, Duty], Any]] = {
    "save": lambda by, row: actions.save_draft(by=by, duty=row, seen=row.version, text="改过的报送"),
    "submit": lambda by, row: actions.submit_draft(by=by, duty=row, seen=row.version),
    "approve": lambda by, row: actions.approve_draft(by=by, duty=row, seen=row.version),
    "send_back": lambda by, row: actions.send_back_draft(by=by, duty=row, seen=row.version, reason="补充数字"),
    "send": lambda by, row: actions.hand_in(by=by, duty=row, seen=row.version),
}


@pytest.mark.parametrize("state", DRAFT.states)
@pytest.mark.parametrize("name", DRAFT_ACTIONS)
def test_a_draft_takes_the_steps_of_its_table(name: str, state: str, people: People, campaign: Campaign) -> None:
    step, row = DRAFT.step(name), draft_in(state, people)
    may = ("clerk",) if step.who == "unit" else ("chief",)
    # The leader's approval is demanded here: what is still being written is not sent.
    works = state in step.sources and (name, state) != ("send", "writing")
    for who in sorted(set(EVERYBODY) - ({"chief"} if step.who == "unit" else set()), key=lambda who: who in may):
        before = Draft.objects.get(duty=row)
        if works and people[who].role in DRAFT.roles(step):
            DRAFT_ACTIONS[name](people[who], row)
            assert Draft.objects.get(duty=row).state == step.target
            return
        with pytest.raises(Refused):
            DRAFT_ACTIONS[name](people[who], row)
        assert Draft.objects.get(duty=row).version == before.version


def plan_in(state: str, people: People, units: dict[str, Unit]) -> PlanDocument:
    """A plan brought to a state by its own steps."""
    row = taken(people, sample()) if state in ("draft", "dropped") else checked(people, sample())
    if state == "dropped":
        row = actions.drop(by=people["supervisor"], document=row, seen=row.version, reason="录错")
    if state == "launched":
        actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]])
    return PlanDocument.objects.get(pk=row.pk)


@pytest.mark.parametrize("state", CHECK.states)
@pytest.mark.parametrize("name", [step.name for step in CHECK.steps])
def test_a_plan_takes_the_steps_of_its_table(name: str, state: str, people: People, units: dict[str, Unit]) -> None:
    step, row = CHECK.step(name), plan_in(state, people, units)
    if name == "check" and state == "draft":
        for place in range(len(row.plan.doubts)):
            row = actions.settle(by=people["supervisor"], document=row, seen=row.version, place=place, how="none")
    given = {
        "settle": {"place": 0, "how": "none"},
        "edit": {"plan": replace(row.plan, issuer="安澜市人民政府")},
        "drop": {"reason": "录错"},
        "launch": {"units": [units["agency"]]},
    }.get(name, {})
    action = getattr(actions, name)
    for who in ("clerk", "leader", "discipline", "county_supervisor", "admin"):
        with pytest.raises(Refused):
            action(by=people[who], document=row, seen=row.version, **given)
    if state in step.sources:
        action(by=people["colleague"], document=row, seen=row.version, **given)
        assert PlanDocument.objects.get(pk=row.pk).state == step.target
    else:
        with pytest.raises(Refused, match=rf"{step.button}|存疑没有核定"):
            action(by=people["colleague"], document=row, seen=row.version, **given)
        assert PlanDocument.objects.get(pk=row.pk).state == state
