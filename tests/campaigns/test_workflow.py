"""Two loops over both tables: every step that is listed works, every other is refused in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Duty, PlanDocument
from fajian.campaigns.workflow import CHECK, DUTY
from fajian.core.errors import Refused
from fajian.core.workflow import Workflow
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import checked, sample, taken

pytestmark = pytest.mark.django_db
People = dict[str, User]
ROLES = tuple(role for role, _ in User.ROLES)
NEEDED = {"text": "已报送", "reason": "数字不一致"}


class Row:
    """Something with a state."""

    def __init__(self, state: str) -> None:
        self.state = state


class Somebody:
    """Of a role."""

    def __init__(self, role: str) -> None:
        self.role = role


@pytest.mark.parametrize("table", [DUTY, CHECK], ids=lambda table: table.title)
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


@pytest.mark.parametrize("table", [DUTY, CHECK], ids=lambda table: table.title)
def test_what_a_step_needs_must_be_there(table: Workflow) -> None:
    for step in table.steps:
        for need in step.needs:
            with pytest.raises(Refused, match=table.labels[need]):
                table.check(step.sources[0], step.name, by=Somebody(table.roles(step)[0]), given={need: ""})


# ── the same through the actions, in the database ────────────────────────────────────────────────────────────────────


def duty_in(state: str, people: People, rhythm: bool = False) -> Duty:
    """A duty of the first agency brought to a state by its own steps; with `rhythm` one without a day."""
    found = Duty.objects.filter(unit=people["clerk"].unit).order_by("number")
    row = found.filter(rhythm__gt="", due_on=None).first() if rhythm else found.first()
    assert row is not None
    if state != "due":
        row = actions.hand_in(by=people["clerk"], duty=row, seen=row.version, text="已报送")
    if state == "returned":
        row = actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason="缺附件")
    if state == "received":
        row = actions.receive(by=people["supervisor"], duty=row, seen=row.version)
    return Duty.objects.get(pk=row.pk)


MAY = ("clerk", "supervisor")
DUTY_ACTIONS = {
    "hand_in": lambda by, row: actions.hand_in(by=by, duty=row, seen=row.version, text="已报送"),
    "return_": lambda by, row: actions.return_(by=by, duty=row, seen=row.version, reason="缺附件"),
    "receive": lambda by, row: actions.receive(by=by, duty=row, seen=row.version),
}


@pytest.mark.parametrize("state", DUTY.states)
@pytest.mark.parametrize("name", DUTY_ACTIONS)
def test_a_duty_takes_the_steps_of_its_table(name: str, state: str, people: People, campaign: Campaign) -> None:
    step = DUTY.step(name)
    row = duty_in(state, people)
    # Those who may come last: they use the row up.
    for who in sorted(("clerk", "officer", "supervisor", "leader", "discipline", "admin"), key=lambda who: who in MAY):
        by = people[who]
        if state in step.sources and by.role in DUTY.roles(step):
            assert DUTY_ACTIONS[name](by, row).state == step.target
            return
        with pytest.raises(Refused):
            DUTY_ACTIONS[name](by, row)
        assert Duty.objects.get(pk=row.pk).version == row.version


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
