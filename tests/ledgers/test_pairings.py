"""Pairs of rows that look alike: found by the worker, judged by a person once, taken back without a loss."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from fajian.core import verify
from fajian.core.commands import System
from fajian.core.errors import Refused, Stale
from fajian.core.models import Event, Notice
from fajian.ledgers import actions, pairings
from fajian.ledgers.lineage import chain
from fajian.ledgers.models import Closing, Entry, Ledger, Pairing, Rectification, Traits
from fajian.ledgers.selection import Selection
from fajian.ledgers.signals import problem_relapsed
from fajian.ledgers.workflow import PAIRING
from fajian.orgs.actions import open_account, open_unit
from fajian.orgs.models import User
from tests.ledgers.conftest import in_state
from tests.ledgers.stories import DUE_ON, pdf
from tests.ledgers.test_workflow import ROLES, WHO

pytestmark = pytest.mark.django_db
People = dict[str, User]
TEXT = "处罚决定书超过法定期限七日才送达当事人"
LATER = timezone.localdate() + dt.timedelta(days=40)  # after the day on which these tests close


@pytest.fixture
def general(people: People) -> Ledger:
    """A ledger for what the county's office finds at the first agency."""
    return actions.open_ledger(by=people["supervisor"], unit=people["clerk"].unit, spec_code="general")


def told(by: User, ledger: Ledger, title: str = TEXT, **more: Any) -> Entry:
    (entry,) = actions.record(by=by, ledger=ledger, rows=[actions.NewEntry(title, **more)])
    return entry


def look() -> None:
    """The worker's job, at every unit that has something new."""
    for path in Traits.objects.filter(waiting=True).values_list("unit_path", flat=True).order_by().distinct():
        pairings.sweep(path)


@pytest.fixture
def same(people: People, ledger: Ledger, general: Ledger) -> Pairing:
    """What the unit and the county told of one case."""
    told(people["clerk"], ledger, data={"matter": "某店案"})
    told(people["supervisor"], general, data={"matter": "某店案"})
    look()
    return Pairing.objects.get()


@pytest.fixture
def relapse(people: People, ledger: Ledger, general: Ledger) -> Pairing:
    """What was closed, and what was found afterwards."""
    closed = in_state("closed", people, ledger)
    told(people["supervisor"], general, closed.entry.title, happened_on=LATER)
    look()
    return Pairing.objects.get()


def judged(name: str, row: Pairing, by: Any) -> Pairing:
    """Carry a step out with everything it needs."""
    given: dict[str, Any] = {"by": by, "pairing": row, "seen": Pairing.objects.get(pk=row.pk).version}
    match name:
        case "confirm" if row.kind == "relapse":
            return actions.follow(**given)
        case "confirm":
            return actions.join(**given, keep=row.earlier_id)
        case "reject":
            return actions.reject(**given, reason="两个路段")
        case "undo":
            return actions.undo(**given, reason="看错了")
    raise AssertionError(name)


WAYS = {"proposed": (), "confirmed": ("confirm",), "rejected": ("reject",), "lapsed": ()}


@pytest.mark.parametrize("kind", ["same", "relapse"])
@pytest.mark.parametrize("state", PAIRING.states)
def test_in_each_state_the_listed_steps_work_and_no_others(
    state: str, kind: str, people: People, request: pytest.FixtureRequest
) -> None:
    row: Pairing = request.getfixturevalue(kind)
    for name in WAYS[state]:
        judged(name, row, people["supervisor"])
    if state == "lapsed":
        later = row.later
        actions.strike_out(by=people["supervisor"], entry=later, seen=later.version, reason="登错了")
        look()
    for step in PAIRING.steps:
        if step.who == "system":
            continue
        for role in ROLES:
            point = transaction.savepoint()
            said = refusal(step.name, row, people[WHO[role]])
            listed = state in step.sources and role in PAIRING.roles(step)
            assert bool(said) != listed, (role, step.name, state, said)
            assert "。" in said or Pairing.objects.get(pk=row.pk).state == step.target
            transaction.savepoint_rollback(point)
            assert Pairing.objects.get(pk=row.pk).state == state


def refusal(name: str, row: Pairing, by: User) -> str:
    """What was said against the step; "" when it was taken."""
    try:
        judged(name, row, by)
    except Refused as refused:
        return str(refused)
    return ""


# ── found ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_pair_is_proposed_once_and_looking_again_changes_nothing(same: Pairing) -> None:
    assert (same.kind, same.state, same.percent, same.agrees) == ("same", "proposed", 100, [["事项", "某店案"]])
    assert not Traits.objects.filter(waiting=True).exists()
    events = Event.objects.count()
    look()
    pairings.sweep(same.unit_path)
    assert Event.objects.count() == events
    assert Pairing.objects.get().version == same.version


def test_an_edit_is_compared_again_and_a_proposal_that_no_longer_holds_goes(people: People, same: Pairing) -> None:
    def edit(title: str, matter: str) -> Pairing:
        row = Entry.objects.get(pk=same.earlier_id)
        actions.edit(by=people["clerk"], entry=row, seen=row.version, title=title, data={"matter": matter})
        look()
        return Pairing.objects.get()

    assert edit(TEXT + "，也没有回证", "某店案").percent < 100
    assert edit("检查时没有出示证件", "另一案").state == "lapsed"
    assert edit(TEXT, "某店案").state == "proposed"


def test_what_a_person_rejected_is_not_proposed_again_whatever_is_edited(people: People, same: Pairing) -> None:
    judged("reject", same, people["supervisor"])
    row = Entry.objects.get(pk=same.earlier_id)
    actions.edit(by=people["clerk"], entry=row, seen=row.version, title=TEXT + "。", data={"matter": "某店案"})
    look()
    assert [(one.state, one.reason) for one in Pairing.objects.all()] == [("rejected", "两个路段")]


def test_another_units_rows_and_rows_that_are_only_kept_are_never_compared(
    people: People, ledger: Ledger, others_problem: Rectification
) -> None:
    told(people["clerk"], ledger, others_problem.entry.title, data=others_problem.entry.data)
    kept = actions.open_ledger(by=people["clerk"], unit=people["clerk"].unit, spec_code="officers")
    told(people["clerk"], kept, "执法甲", data={"certificate_no": "Q1"})
    told(people["clerk"], kept, "执法甲", data={"certificate_no": "Q2"})
    look()
    assert not Pairing.objects.exists()


def test_a_row_written_while_it_is_compared_waits_for_the_next_look(people: People, ledger: Ledger) -> None:
    row = told(people["clerk"], ledger)
    seen = dict(Traits.objects.filter(waiting=True).values_list("entry_id", "version"))
    actions.edit(by=people["clerk"], entry=row, seen=1, title=TEXT + "。", data={})
    pairings._looked_at([row.pk], seen)
    assert Traits.objects.get(entry=row).waiting


# ── a relapse ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-09", "S001-34")
def test_a_confirmed_relapse_follows_the_closed_row_and_is_watched(
    people: People, relapse: Pairing, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[Any] = []
    problem_relapsed.connect(lambda **facts: heard.append(facts["number"]), weak=False, dispatch_uid="test")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            judged("confirm", relapse, people["supervisor"])
    finally:
        problem_relapsed.disconnect(dispatch_uid="test")
    old, new = Entry.objects.get(pk=relapse.earlier_id), Entry.objects.get(pk=relapse.later_id)
    assert (new.follows_id, new.problem and new.problem.priority) == (old.pk, "relapsed")
    assert old.problem
    assert old.problem.is_closed
    assert [link.entry.pk for link in chain(new, people["clerk"])] == [old.pk, new.pk]
    assert heard == [old.pk]
    assert Notice.objects.filter(to=people["clerk"], text__contains="被认定反弹").exists()
    assert Selection(people["supervisor"], DUE_ON).counts().watched == 1
    assert verify.verify().holds


def test_the_other_pairs_of_a_row_that_has_come_back_go(people: People, relapse: Pairing, general: Ledger) -> None:
    told(people["supervisor"], general, relapse.earlier.title, happened_on=LATER + dt.timedelta(days=200))
    look()
    rival = Pairing.objects.get(earlier=relapse.earlier_id, later__gt=relapse.later_id)
    judged("confirm", relapse, people["supervisor"])
    with pytest.raises(Refused, match="原问题的反弹已经是"):
        judged("confirm", rival, people["supervisor"])
    look()
    assert Pairing.objects.get(pk=rival.pk).state == "lapsed"


def test_what_is_not_closed_any_more_cannot_be_confirmed(people: People, relapse: Pairing) -> None:
    row = Rectification.objects.get(entry=relapse.earlier)
    actions.reopen(by=people["supervisor"], rectification=row, seen=row.version, reason="又出现")
    with pytest.raises(Refused, match="没有销号，谈不上反弹"):
        judged("confirm", relapse, people["supervisor"])


def test_a_relapse_taken_back_leaves_the_row_as_it_was(people: People, relapse: Pairing) -> None:
    judged("confirm", relapse, people["supervisor"])
    row = judged("undo", relapse, people["colleague"])
    new = Entry.objects.get(pk=relapse.later_id)
    assert (row.state, row.reason, row.decided_by) == ("rejected", "看错了", people["colleague"])
    assert (new.follows_id, new.problem and new.problem.priority) == (None, "")
    look()
    assert Pairing.objects.get().state == "rejected"


# ── one problem ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-62")
def test_of_two_that_are_one_problem_one_is_counted_and_leads_to_the_other(people: People, same: Pairing) -> None:
    office = people["supervisor"]
    assert Selection(office, DUE_ON).counts().standing == 2
    row = judged("confirm", same, office)
    assert Selection(office, DUE_ON).counts().standing == 1
    kept, gone = Entry.objects.get(pk=same.earlier_id), Entry.objects.get(pk=same.later_id)
    assert (gone.struck_out, gone.struck_reason) == (True, f"并入{kept}")
    assert row.gone == gone
    assert [one.gone for one in pairings.joined(kept, people["clerk"])] == [gone]
    assert Notice.objects.filter(to=office, text__contains="已并入").exists()
    with pytest.raises(Refused, match="请先撤销合并"):
        actions.strike_out(by=office, entry=kept, seen=kept.version, reason="不要了")
    assert verify.verify().holds


def test_a_joining_taken_back_lets_both_stand_as_before(people: People, same: Pairing) -> None:
    before = Rectification.objects.values_list("entry", "state", "struck_out").order_by("entry")
    told_before = list(before)
    judged("confirm", same, people["supervisor"])
    judged("undo", same, people["supervisor"])
    assert list(before.all()) == told_before
    assert not Entry.objects.filter(struck_out=True).exists()
    assert Pairing.objects.get().kept is None
    assert not pairings.joined(same.earlier, people["clerk"])
    look()
    assert Pairing.objects.get().state == "rejected"


def test_rows_joined_into_a_row_that_is_joined_itself_are_found_from_the_last(
    people: People, same: Pairing, general: Ledger
) -> None:
    third = told(people["colleague"], general, TEXT, data={"matter": "某店案"})
    look()
    judged("confirm", same, people["supervisor"])
    pair = Pairing.objects.get(earlier=same.earlier_id, later=third)
    actions.join(by=people["supervisor"], pairing=pair, seen=pair.version, keep=third.pk)
    assert {one.gone for one in pairings.joined(third, people["leader"])} == {same.earlier, same.later}


def test_what_is_closed_is_kept_and_so_is_what_has_a_chain(people: People, ledger: Ledger, general: Ledger) -> None:
    closed = in_state("closed", people, ledger)
    twin = told(people["supervisor"], general, closed.entry.title, happened_on=dt.date(2026, 1, 1))
    look()
    pair = Pairing.objects.get()
    assert actions.default_kept(pair) == closed.entry
    with pytest.raises(Refused, match="已经销号，请保留它"):
        actions.join(by=people["supervisor"], pairing=pair, seen=pair.version, keep=twin.pk)
    with pytest.raises(Refused, match="选择保留哪一条"):
        actions.join(by=people["supervisor"], pairing=pair, seen=pair.version, keep=0)
    actions.join(by=people["supervisor"], pairing=pair, seen=pair.version, keep=closed.pk)
    assert Selection(people["supervisor"], DUE_ON).counts().states["closed"] == 1


def test_a_supposed_relapse_may_turn_out_to_be_the_same_problem(people: People, relapse: Pairing) -> None:
    row = actions.join(by=people["supervisor"], pairing=relapse, seen=relapse.version, keep=relapse.earlier_id)
    assert (row.kind, row.state_word) == ("same", "已合并")


def test_of_two_people_who_judge_the_second_is_told(people: People, same: Pairing) -> None:
    judged("reject", same, people["supervisor"])
    with pytest.raises(Stale):
        actions.join(by=people["colleague"], pairing=same, seen=same.version, keep=same.earlier_id)


def test_an_office_of_another_county_reaches_nothing(people: People, same: Pairing) -> None:
    by = System("测试")
    elsewhere = open_unit(by=by, name="邻县", kind="government", parent=people["leader"].unit)
    office = open_unit(by=by, name="邻县司法局", kind="supervision", parent=elsewhere)
    other = open_account(by=by, username="邻", display_name="邻某", role="supervisor", unit=office)
    assert not Pairing.objects.visible_to(other).exists()
    with pytest.raises(Refused, match="不在您的权限范围内"):
        judged("reject", same, other)


# ── closings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_closing_is_kept_with_how_it_ended(people: People, ledger: Ledger) -> None:
    row = in_state("closed", people, ledger)
    assert list(Closing.objects.values_list("entry", "ended_as")) == [(row.pk, "")]
    row = actions.reopen(by=people["supervisor"], rectification=row, seen=row.version, reason="又出现")
    row = actions.accept(
        by=people["clerk"],
        rectification=row,
        seen=row.version,
        cause="轮换",
        measure="交接",
        due_on=DUE_ON,
        person="甲",
    )
    row = actions.submit(by=people["clerk"], rectification=row, seen=row.version, result="已重做", files=[pdf("再")])
    row = actions.close(by=people["supervisor"], rectification=row, seen=row.version)
    entry = Entry.objects.get(pk=row.pk)
    actions.correct(by=people["colleague"], entry=entry, seen=entry.version, title="写清楚", data={}, reason="写清楚")
    assert list(Closing.objects.values_list("ended_as", flat=True)) == ["relapsed", "corrected"]
    assert not Closing.objects.filter(ended_on=None).exists()
