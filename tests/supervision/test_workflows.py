"""In every state the steps of the tables work for the roles they name, and no others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.workflow import Workflow
from fajian.orgs.models import User
from fajian.supervision import actions
from fajian.supervision.models import Instrument, Matter, Objection
from fajian.supervision.workflow import INSTRUMENT, MATTER, OBJECTION
from tests.supervision.conftest import People, answered, drafted, fresh, issued, served, service, text

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
WORD = {"word": "安司督函"}
WHY = {"reason": "写明理由"}


def acting(people: People, role: str, workflow: Workflow, step: str) -> User:
    """Somebody of the role who is not barred for another reason: another signs than drafted, the city takes over."""
    if (workflow, step, role) == (INSTRUMENT, "issue", "supervisor"):
        return people["colleague"]
    return people[{"unit_leader": "chief"}.get(role, role)]


def refused(play: Callable[[], Any], target: str) -> str:
    """What was said; "" where it worked. Nothing of it stays."""
    point = transaction.savepoint()
    try:
        assert play().state == target
    except Refused as said:
        return str(said)
    finally:
        transaction.savepoint_rollback(point)
    return ""


MATTER_STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "accept": (actions.accept, {"way": "daily", "situation": "procedure"}),
    "refuse": (actions.refuse, WHY),
    "forward": (actions.forward, {"to": "市信访局", **WHY}),
    "elevate": (actions.elevate, WHY),
    "hold": (actions.hold, WHY),
    "resume": (actions.resume, WHY),
    "close": (actions.close, {"outcome": "moved", "summary": "已移送"}),
    "reopen": (actions.reopen, WHY),
}
TO_MATTER_STATE: dict[str, tuple[str, ...]] = {
    "clue": (), "refused": ("refuse",), "forwarded": ("forward",), "looking": ("accept",),
    "held": ("accept", "hold"), "closed": ("accept", "close"),
}  # fmt: skip


def led_to(people: People, row: Matter, state: str) -> Matter:
    """The matter in this state."""
    if state == "instructed":
        row = led_to(people, row, "looking")
        made = issued(people, row)
        actions.withdraw(by=people["supervisor"], instrument=made, seen=made.version, reason="先撤回")
        return fresh(row)
    for step in TO_MATTER_STATE[state]:
        act, given = MATTER_STEPS[step]
        row = act(by=people["supervisor"], matter=row, seen=row.version, **given)
    return row


@pytest.mark.parametrize("state", MATTER.states)
def test_of_a_matter_in_each_state_the_listed_steps_work_and_no_others(
    state: str, people: People, matter: Matter, county_matter: Matter
) -> None:
    row, below = led_to(people, matter, state), None
    for step in MATTER.steps:
        if step.name not in MATTER_STEPS:
            continue  # taken with another command: tested there
        if step.name == "elevate":
            below = led_below(people, county_matter, state)
        act, given = MATTER_STEPS[step.name]
        for role in ROLES:
            listed = state in step.sources and role in MATTER.roles(step)
            used = below if step.name == "elevate" and below is not None else row
            by = acting(people, role, MATTER, step.name)
            said = refused(lambda a=act, u=used, b=by, g=given: a(by=b, matter=u, seen=u.version, **g), step.target)
            assert bool(said) != listed, (role, step.name, state, said)


@pytest.fixture
def county_matter(people: People, units: dict[str, Any]) -> Matter:
    """The county's own, for a city to take over."""
    given = actions.Clue("县局随意检查", "hotline", "企业来电", timezone.localdate())
    return actions.open_matter(by=people["county_supervisor"], unit=units["county_agency"], clue=given)


def led_below(people: People, row: Matter, state: str) -> Matter:
    """The county's matter in this state, by the county's hands."""
    below = {**people, "supervisor": people["county_supervisor"], "colleague": people["county_colleague"]}
    return led_to(below, row, state)


@pytest.fixture
def people(people: People, units: dict[str, Any]) -> People:
    """And a second supervisor in the county, to sign what the first drafts."""
    from fajian.orgs.actions import open_account
    from tests.campaigns.conftest import SYSTEM

    given = {"role": "supervisor", "unit": units["county_office"]}
    more = open_account(by=SYSTEM, username="county_colleague", display_name="县某", **given)
    return {**people, "county_colleague": more}


INSTRUMENT_STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "edit": (actions.edit_instrument, {"text": text(facts="另查明")}),
    "submit": (actions.submit_instrument, {}),
    "propose": (actions.propose_decision, {"major": "事关重大"}),
    "issue": (actions.issue_instrument, WORD),
    "decide": (actions.decide, {"word": "安政监决"}),
    "return_": (actions.return_instrument, WHY),
    "decline": (actions.decline_decision, WHY),
    "serve": (actions.serve, {}),
    "answer": (actions.answer, {"text": "已纠正"}),
    "settle": (actions.settle, {"note": "现场核实到位"}),
    "send_back": (actions.send_back, WHY),
    "disobey": (actions.disobey, WHY),
    "withdraw": (actions.withdraw, WHY),
    "drop": (actions.drop, WHY),
}
OF_GOVERNMENT = ("propose", "decide", "decline")  # steps of a 决定书 alone


def instrument_in(people: People, row: Matter, state: str, kind: str) -> Instrument:
    """An instrument of the kind in this state."""
    by = people["supervisor"]
    match state:
        case "draft":
            return drafted(people, row, kind)
        case "submitted":
            made = drafted(people, row, kind)
            return actions.submit_instrument(by=by, instrument=made, seen=made.version)
        case "proposed":
            made = drafted(people, row, "decision")
            return actions.propose_decision(by=by, instrument=made, seen=made.version, major="事关重大")
        case "dropped":
            made = drafted(people, row, kind)
            return actions.drop(by=by, instrument=made, seen=made.version, reason="不发了")
        case "issued":
            return issued(people, row, kind)
        case "withdrawn":
            made = issued(people, row, kind)
            return actions.withdraw(by=by, instrument=made, seen=made.version, reason="有误")
        case "served":
            return served(people, row, kind)
    made = answered(people, row, kind)
    match state:
        case "settled":
            return actions.settle(by=by, instrument=made, seen=made.version, note="到位")
        case "disobeyed":
            return actions.disobey(by=by, instrument=made, seen=made.version, reason="没有实际整改")
    return made


@pytest.mark.parametrize("state", INSTRUMENT.states)
def test_of_an_instrument_in_each_state_the_listed_steps_work_and_no_others(
    state: str, people: People, looking: Matter, settings: Any
) -> None:
    of_office = instrument_in(people, looking, state, "urge") if state != "proposed" else None
    of_government = instrument_in(people, looking, state, "decision") if state in ("draft", "proposed") else None
    for step in INSTRUMENT.steps:
        row = (of_government if step.name in OF_GOVERNMENT else of_office) or of_government or of_office
        assert row is not None
        act, given = INSTRUMENT_STEPS[step.name]
        given = dict(given)
        if step.name == "serve":
            given["service"] = service()
        if step.name == "send_back":
            given["due_on"] = timezone.localdate()
        if step.name == "disobey" and state == "served":
            continue  # only when the day is over: test_instruments
        for role in ROLES:
            listed = state in step.sources and role in INSTRUMENT.roles(step)
            by = acting(people, role, INSTRUMENT, step.name)
            play = lambda a=act, r=row, b=by, g=given: a(by=b, instrument=r, seen=r.version, **g)  # noqa: E731
            said = refused(play, step.target)
            assert bool(said) != listed, (role, step.name, state, said)


@pytest.mark.parametrize("state", OBJECTION.states)
def test_of_an_objection_in_each_state_the_listed_steps_work_and_no_others(
    state: str, people: People, looking: Matter
) -> None:
    steps = {"uphold": actions.uphold_objection, "reject": actions.reject_objection}
    to = {"upheld": "uphold", "rejected": "reject"}
    made = served(people, looking)
    row: Objection = actions.file_objection(by=people["clerk"], instrument=made, seen=made.version, text="对象不对")
    if state != "filed":
        row = steps[to[state]](by=people["supervisor"], objection=row, seen=row.version, answer="已核")
    for step in OBJECTION.steps:
        for role in ROLES:
            by = acting(people, role, OBJECTION, step.name)
            listed = state in step.sources and role in OBJECTION.roles(step)
            play = lambda s=step, b=by: steps[s.name](by=b, objection=row, seen=row.version, answer="已核")  # noqa: E731
            assert bool(refused(play, step.target)) != listed, (role, step.name, state)
