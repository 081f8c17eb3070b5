"""疑点核实: every step of the table works, every other is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fajian.core.errors import Refused, Stale
from fajian.core.models import Event
from fajian.core.workflow import Step
from fajian.engine.forms.drafts import Draft
from fajian.engine.forms.spec import parse
from fajian.ledgers import shaping
from fajian.ledgers.actions import open_ledger
from fajian.ledgers.models import Entry, Ledger
from fajian.orgs.models import User
from fajian.screening import actions
from fajian.screening.forms.steps import ConfirmForm
from fajian.screening.models import Finding
from fajian.screening.workflow import DECIDED, FINDING
from tests.screening.conftest import SYSTEM, fresh

pytestmark = pytest.mark.django_db(transaction=True)
ROLES = tuple(role for role, _ in User.ROLES)
WAYS = {
    "open": (),
    "explained": ("explain",),
    "admitted": ("admit",),
    "dismissed": ("dismiss",),
    "exempt": ("exempt",),
    "confirmed": ("confirm",),
}
GIVEN: dict[str, dict[str, Any]] = {
    "explain": {"explanation": "邮路中断"},
    "admit": {},
    "assign": {"working_days": 5},
    "return_": {"asked": "请附邮局证明", "working_days": 3},
    "dismiss": {"reason": "回证在卷"},
    "exempt": {"reason": "特区另有规定", "source": "某条例第三条", "until": dt.date(2099, 1, 1)},
    "confirm": {"spec_code": "self-check"},
}
# The end of an exemption is a run's business (test_exemptions).
STEPS = tuple(step for step in FINDING.steps if step.who != "system")


def take(name: str, finding: Finding, by: User, **given: Any) -> Finding:
    row = fresh(finding)
    act = getattr(actions, name)
    return act(by=by, finding=row, seen=row.version, **(GIVEN[name] | given))


def actor(people: dict[str, User], name: str) -> User:
    return people["clerk_a"] if FINDING.step(name).who == "unit" else people["supervisor"]


def test_the_table_lists_each_way_into_a_state() -> None:
    assert set(WAYS) == set(FINDING.states)
    assert all(not FINDING.allowed(state, role) for state in DECIDED for role in ROLES)


@pytest.mark.parametrize(
    ("step", "source"),
    [(step, source) for step in STEPS for source in step.sources],
    ids=lambda part: getattr(part, "name", part),
)
def test_every_listed_step_leads_where_the_table_says(
    people: dict[str, User], finding: Finding, step: Step, source: str
) -> None:
    for way in WAYS[source]:
        take(way, finding, actor(people, way))
    assert fresh(finding).state == source
    assert take(step.name, finding, actor(people, step.name)).state == step.target


@pytest.mark.parametrize("state", FINDING.states)
def test_every_unlisted_step_is_refused_and_writes_nothing(
    people: dict[str, User], finding: Finding, state: str
) -> None:
    for way in WAYS[state]:
        take(way, finding, actor(people, way))
    row, events = fresh(finding), Event.objects.count()
    for step in STEPS:
        if state not in step.sources:
            with pytest.raises(Refused, match="状态才能"):
                take(step.name, row, actor(people, step.name))
    assert (fresh(finding).version, Event.objects.count()) == (row.version, events)


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("explain", "supervisor"), ("admit", "supervisor"), ("dismiss", "clerk_a"), ("confirm", "clerk_a"),
        ("explain", "leader"), ("dismiss", "leader"), ("confirm", "discipline"), ("admit", "officer_a"),
        ("dismiss", "admin"), ("confirm", "auditor"), ("exempt", "clerk_a"), ("assign", "clerk_a"),
        ("exempt", "leader"),
    ],
)  # fmt: skip
def test_a_step_of_another_role_is_refused(people: dict[str, User], finding: Finding, name: str, who: str) -> None:
    with pytest.raises(Refused, match="须由"):
        take(name, finding, people[who])
    assert fresh(finding).state == "open"


def test_a_finding_of_another_unit_is_out_of_reach(people: dict[str, User], finding: Finding) -> None:
    other = Finding.objects.get(record_id="B1")
    with pytest.raises(Refused, match="权限范围"):
        take("explain", other, people["clerk_a"])
    assert fresh(other).state == "open"


@pytest.mark.parametrize("name", ["explain", "dismiss"])
def test_blank_words_do_not_count(people: dict[str, User], finding: Finding, name: str) -> None:
    with pytest.raises(Refused, match="须填写"):
        take(name, finding, actor(people, name), **dict.fromkeys(GIVEN[name], "  "))


def test_who_saw_an_older_version_is_told_so(people: dict[str, User], finding: Finding) -> None:
    take("explain", finding, people["clerk_a"])
    with pytest.raises(Stale):
        actions.dismiss(by=people["supervisor"], finding=finding, seen=finding.version, reason="回证在卷")


def test_confirming_opens_the_ledger_and_links_both_ways(people: dict[str, User], finding: Finding) -> None:
    row = take("confirm", finding, people["supervisor"], note="属实")
    assert row.entry is not None
    entry = Entry.objects.get(pk=row.entry_id)
    assert (entry.source, entry.unit) == (f"finding:{row.pk}", finding.unit)
    assert finding.title in entry.title
    assert entry.rectification.state == "found"
    assert entry.ledger.spec_code == "self-check"


def test_confirming_twice_with_one_key_makes_one_entry(people: dict[str, User], finding: Finding) -> None:
    for _ in range(2):
        actions.confirm(by=people["supervisor"], key="k", finding=finding, seen=finding.version, spec_code="self-check")
    assert (Entry.objects.count(), Ledger.objects.count()) == (1, 1)


def test_a_problem_goes_into_the_units_own_problem_ledger_only(people: dict[str, User], finding: Finding) -> None:
    theirs = open_ledger(by=SYSTEM, unit=people["clerk_b"].unit, spec_code="self-check")
    plain = open_ledger(by=SYSTEM, unit=people["clerk_a"].unit, spec_code="officers")
    for ledger, sentence in ((theirs, "自己的台账"), (plain, "不是问题台账")):
        with pytest.raises(Refused, match=sentence):
            take("confirm", finding, people["supervisor"], spec_code="", ledger=ledger)
    assert (fresh(finding).state, Entry.objects.count()) == ("open", 0)


def test_a_problem_goes_into_a_ledger_of_the_offices_own_form_too(people: dict[str, User], finding: Finding) -> None:
    columns = [{"name": "unit", "label": "单位", "kind": "unit", "fill": "unit"},
               {"name": "problem", "label": "存在问题", "kind": "long_text", "fill": "problem", "required": True},
               {"name": "measure", "label": "整改措施", "kind": "long_text"}]  # fmt: skip
    spec = parse({"code": "", "version": 1, "title": "停车秩序整治台账", "annex": "附件8", "campaign": "本单位",
                  "headings": "own", "row": "problem", "header": [], "columns": columns})  # fmt: skip
    (form,) = shaping.draft_forms(by=people["supervisor"], drafts=[Draft(spec, 8, ())])
    offered = ConfirmForm(row=finding).fields["ledger"]
    assert form.code not in str(offered.choices)
    shaping.release_form(by=people["supervisor"], form=form, seen=form.version)
    sent = ConfirmForm({"ledger": f"new:{form.code}", "seen": finding.version}, row=finding)
    assert sent.is_valid(), sent.errors
    row = actions.confirm(by=people["supervisor"], finding=finding, seen=finding.version, **sent.values)
    entry = Entry.objects.get(pk=row.entry_id)
    assert (entry.ledger.spec_code, entry.ledger.title) == (form.code, "停车秩序整治台账")
    assert entry.rectification.state == "found"
    again = ConfirmForm(row=finding).fields["ledger"]
    assert f"new:{form.code}" not in str(again.choices)
    assert str(entry.ledger_id) in str(again.choices)
