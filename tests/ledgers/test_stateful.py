"""Whatever people try in whatever order: closed means proof, other persons, an approval after the last change.

The machine keeps its own record of what succeeded and holds the database against it; it does not read the columns by
which the actions decide.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from fajian.campaigns import actions as campaigns
from fajian.campaigns.models import Duty
from fajian.core import verify
from fajian.core.errors import Refused
from fajian.core.models import Event
from fajian.core.workflow import Step
from fajian.ledgers import actions, lineage
from fajian.ledgers.gate import points
from fajian.ledgers.models import (
    Entry,
    Extension,
    Proof,
    Rectification,
)
from fajian.ledgers.views.steps import judge, reviewed
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.actions import change_role, open_unit
from fajian.orgs.models import User
from tests.ledgers.conftest import SYSTEM, person
from tests.ledgers.stories import DUE_ON, pdf
from tests.ledgers.world import (
    BEGUN,
    CHANGES,
    PEOPLE,
    ROLES,
    Told,
    World,
    continued,
    human,
    locked_period,
    period,
    sizes,
)

pytestmark = pytest.mark.django_db
EXAMPLES = {"sqlite": 2_000, "postgresql": 200}
STEPS = 7
TODAY = timezone.localdate()
WHOLE = 20  # every so many examples the whole chain and every row; what an example adds to the chain, every time
ANSWERS = ("grant", "refuse", "withdraw", "")


def machine(world: World) -> type[RuleBasedStateMachine]:
    """A machine over this world; each example begins at the same savepoint."""
    rows, people = st.sampled_from(world.rows), st.sampled_from(PEOPLE)
    # Mostly those whose business it is; the others try too.
    units = st.sampled_from(("clerk", "chief", "double", "clerk", "colleague", "stranger"))
    offices = st.sampled_from(("supervisor", "colleague", "inspector", "twin", "clerk"))
    older = st.sampled_from((0, 0, 0, 0, 1))  # the version seen may lie behind
    files = st.integers(0, len(world.files))  # the last: none
    working = st.sampled_from([*world.rows, *[world.rows[BEGUN.index("rectifying")]] * 4])  # mostly one being rectified

    class Closing(RuleBasedStateMachine):
        @initialize()
        def begin(self) -> None:
            self.savepoint = transaction.savepoint()
            self.people = dict(world.people)
            self.told = {number: replace(told, hands=set(told.hands)) for number, told in world.told.items()}
            self.clock, self.done = 10, 0
            self.events = Event.objects.count()
            self.sizes = sizes()

        def attempt(
            self, name: str, number: int, who: str, call: Callable[[Rectification], Any], behind: int = 0
        ) -> None:
            """One command; it is carried out or refused, and either way the promise holds.

            Whoever looked at an older version (`behind`) is refused.
            """
            row = Rectification.objects.select_related("entry").get(pk=number)
            try:
                call(row)
            except Refused:
                world.seen["refused"] += 1
            else:
                assert not behind, f"{name} of an older version"
                self.clock, self.done = self.clock + 1, self.done + 1
                self.note(name, number, self.people[who])
            self.hold(number)

        def note(self, name: str, number: int, user: User) -> None:
            world.seen[name] += 1
            told = self.told[number]
            if name in CHANGES:
                told.hands.add(human(user))
                told.changed = self.clock
            if name in ("relapse", "reopen"):
                assert told.closed, f"{name} of what was not closed"
                assert not told.followed, f"{name} of what a row follows"
            if name in ("close", "unlist_problem") and told.listed_by is not None:
                assert user.unit_id == told.listed_by, f"{name} by another body than the one that listed it"
            assert name != "strike_out" or told.listed_by is None, "a listed problem was struck out"
            told.followed = told.followed or name == "relapse"
            told.closed = name == "close" or (told.closed and name in ("relapse", "strike_out"))
            if name == "close":
                told.approved, told.approver = self.clock, human(user)
            if name == "list_problem":
                told.listed_by = user.unit_id
            elif name in ("close", "unlist_problem"):
                told.listed_by = None

        def hold(self, number: int) -> None:
            """The promise, and that nothing ever goes away."""
            row, told = Rectification.objects.select_related("closed_by").get(pk=number), self.told[number]
            if row.state == "closed":
                assert Proof.objects.filter(rectification=row, taken_back=False).exists()
                assert row.closed_by is not None
                assert human(row.closed_by) == told.approver
                assert told.approver not in told.hands
                assert told.approved > told.changed
                assert all(point.met for point in points(row))
                assert not Extension.objects.filter(rectification=row, state="asked").exists()
            assert (row.state == "closed") == told.closed
            assert row.listed_by_id == told.listed_by
            followers = Rectification.objects.filter(entry__follows=number, entry__struck_out=False)
            assert [(one.state, one.priority) for one in followers] == [("found", "relapsed")] * told.followed
            now = sizes()
            assert all(new >= old for new, old in zip(now, self.sizes, strict=True))
            self.sizes = now

        @rule(number=rows, who=people, behind=older, step=st.sampled_from(PROBLEM.steps), file=files)
        def try_anything(self, number: int, who: str, behind: int, step: Step, file: int) -> None:
            self.take(step.name, number, who, behind, file)

        @rule(number=rows, pick=st.integers(0, 99), file=files)
        def do_what_the_table_allows(self, number: int, pick: int, file: int) -> None:
            self.go_on(number, pick, file)

        @rule(number=rows, picks=st.lists(st.integers(0, 99), min_size=1, max_size=3), file=files)
        def and_again(self, number: int, picks: list[int], file: int) -> None:
            for pick in picks:
                self.go_on(number, pick, file)

        def go_on(self, number: int, pick: int, file: int) -> None:
            """A step from where the problem stands, by somebody whose step it is."""
            state = Rectification.objects.get(pk=number).state
            open_to = [
                (step.name, who) for who in PEOPLE[:-1] for step in PROBLEM.allowed(state, self.people[who].role)
            ]
            name, who = open_to[pick % len(open_to)]
            self.take(name, number, who, 0, file)

        def take(self, name: str, number: int, who: str, behind: int, file: int) -> None:
            if name == "correct":
                self.correct(number, who, behind)
                return
            given: dict[str, dict[str, Any]] = {
                "accept": {"cause": "疏忽", "measure": f"措施{self.clock}", "due_on": DUE_ON, "person": "甲"},
                "submit": {"result": f"结果{self.clock}", "files": world.files[file : file + 1], "note": "共用"},
                "return_": {"reason": "不足"},
                "close": {"reuse_note": "共用"},
                "reopen": {"reason": "又出现"},
            }
            action, by = getattr(actions, name), self.people[who]
            self.attempt(
                name,
                number,
                who,
                lambda row: action(by=by, rectification=row, seen=row.version - behind, **given[name]),
                behind,
            )

        def correct(self, number: int, who: str, behind: int) -> None:
            text = {"title": f"更正{self.clock}", "data": {"matter": str(self.clock)}, "reason": "写清楚"}
            by = self.people[who]
            self.attempt(
                "correct",
                number,
                who,
                lambda row: actions.correct(by=by, entry=row.entry, seen=row.entry.version - behind, **text),
                behind,
            )

        @rule(number=rows, who=units, reword=st.booleans())
        def edit(self, number: int, who: str, reword: bool) -> None:
            by, data = self.people[who], {"matter": f"案件{self.clock}"}
            self.attempt(
                "edit",
                number,
                who,
                lambda row: actions.edit(
                    by=by,
                    entry=row.entry,
                    seen=row.entry.version,
                    title=f"改{self.clock}" if reword else row.entry.title,
                    data=data,
                ),
            )

        @rule(number=rows, who=units, file=st.integers(0, len(world.files) - 1))
        def prove(self, number: int, who: str, file: int) -> None:
            by, files = self.people[who], [world.files[file]]
            self.attempt(
                "add_proof",
                number,
                who,
                lambda row: actions.add_proof(by=by, rectification=row, files=files, note="共用"),
            )

        @rule(number=rows, who=units)
        def take_back(self, number: int, who: str) -> None:
            by = self.people[who]
            proof = Proof.objects.filter(rectification=number, taken_back=False).first()
            if proof is not None:
                found = proof
                self.attempt(
                    "take_back_proof",
                    number,
                    who,
                    lambda row: actions.take_back_proof(by=by, proof=found, reason="传错"),
                )

        @rule(number=rows, who=people)
        def relapse(self, number: int, who: str) -> None:
            by, given = self.people[who], {"ledger": world.later, "reason": "又出现"}
            self.attempt("relapse", number, who, lambda row: lineage.relapse(by=by, entry=row.entry, **given))

        @rule(number=rows, who=people, really=st.sampled_from((False, False, False, True)))
        def strike(self, number: int, who: str, really: bool) -> None:
            by = self.people[who]
            if not really:  # what is struck out ends its story
                return
            self.attempt(
                "strike_out",
                number,
                who,
                lambda row: actions.strike_out(by=by, entry=row.entry, seen=row.entry.version, reason="重复"),
            )

        def beside(self, name: str, number: int, who: str, **given: Any) -> None:
            """A command that needs no version of the problem."""
            action, by = getattr(actions, name), self.people[who]
            self.attempt(name, number, who, lambda row: action(by=by, **given))

        @rule(
            number=working, who=units, days=st.sampled_from((30, 20, 9, 0)), then=offices, step=st.sampled_from(ANSWERS)
        )
        def ask_for_more_days(self, number: int, who: str, days: int, then: str, step: str) -> None:
            row = Rectification.objects.get(pk=number)
            if days:
                day = (row.due_on or DUE_ON) + dt.timedelta(days=days)
                self.beside("ask_extension", number, who, rectification=row, due_on=day, reason="招标")
            asked = Extension.objects.filter(rectification=number).last()
            if asked is not None and step:
                before = Rectification.objects.get(pk=number).due_on
                given = {"reason": "不足"} if step == "refuse" else {}
                by = who if step == "withdraw" else then
                self.beside(f"{step}_extension", number, by, extension=asked, seen=asked.version, **given)
                after, asked = Rectification.objects.get(pk=number).due_on, Extension.objects.get(pk=asked.pk)
                assert after == before or (after, asked.state) == (asked.due_on, "granted")

        @rule(number=working, who=units, add=st.booleans(), then=st.sampled_from(("finish", "finish", "strike", "")))
        def take_a_phase(self, number: int, who: str, add: bool, then: str) -> None:
            row = Rectification.objects.get(pk=number)
            if add:
                self.beside("add_phase", number, who, rectification=row, text="一步", due_on=DUE_ON)
            phase = row.phases.filter(struck_out=False).last()
            if phase is not None and then:
                given = {"done_on": TODAY, "outcome": "好"} if then == "finish" else {"reason": "不需要"}
                self.beside(f"{then}_phase", number, who, phase=phase, seen=phase.version, **given)

        @rule(number=rows, who=units, drop=st.booleans())
        def name_a_fix(self, number: int, who: str, drop: bool) -> None:
            row = Rectification.objects.get(pk=number)
            self.beside("use_fix", number, who, rectification=row, fix=world.fix)
            use = row.fixes.filter(struck_out=False).last()
            if drop and use is not None:
                self.beside("drop_fix", number, who, use=use, seen=use.version, reason="不适用")

        @rule(number=rows, who=people, loose=st.booleans())
        def tie(self, number: int, who: str, loose: bool) -> None:
            entry = Entry.objects.get(pk=number)
            said = {"source": "accountability:1", "label": f"诫勉{self.clock}", "reason": "补记"}
            self.beside("tie", number, who, entry=entry, **said)
            tied = entry.ties.filter(struck_out=False).last()
            if loose and tied is not None:
                self.beside("untie", number, who, tied=tied, seen=tied.version, reason="记错")

        @rule(number=rows, who=offices, then=st.sampled_from(("", "note", "unlist")), other=offices)
        def put_on_the_list(self, number: int, who: str, then: str, other: str) -> None:
            row = Rectification.objects.get(pk=number)
            given = {"reason": "影响恶劣", "listed_on": TODAY}
            self.beside("list_problem", number, who, rectification=row, seen=row.version, **given)
            row = Rectification.objects.get(pk=number)
            listing = row.listings.filter(ended_on=None).last()
            if then == "unlist":
                self.beside("unlist_problem", number, other, rectification=row, seen=row.version, reason="移送")
            elif then == "note" and listing is not None:
                self.beside("note_listing", number, "clerk", listing=listing, month=TODAY, text="进展")

        @rule(number=rows, who=units, file=files)
        def settle(self, number: int, who: str, file: int) -> None:
            row = Rectification.objects.get(pk=number)
            text = {"cause": "疏忽", "measure": "当场改", "result": "已改", "person": "甲", "note": "共用"}
            given = {"files": world.files[file : file + 1], **text}
            self.beside("settle", number, who, rectification=row, seen=row.version, **given)

        @rule(who=offices, verdicts=st.lists(st.sampled_from(("close", "close", "return", "")), min_size=4, max_size=4))
        def review(self, who: str, verdicts: list[str]) -> None:
            """One sending with a verdict for each problem; what is refused leaves the others untouched."""
            by, data = self.people[who], {}
            found = list(reviewed(Rectification.objects.filter(pk__in=world.rows)))
            for row, verdict in zip(found, verdicts, strict=True):
                given = {"verdict": verdict, "reason": "不足", "reuse_note": "共用", "seen": row.version}
                data |= {f"{row.pk}-{name}": value for name, value in given.items()}
            request: Any = RequestFactory().post("/", data)
            request.user, request._messages = by, CookieStorage(request)
            left = {row.pk for row, _ in judge(request, found)}
            for row, verdict in zip(found, verdicts, strict=True):
                if verdict and row.pk not in left:
                    self.clock, self.done = self.clock + 1, self.done + 1
                    self.note({"close": "close", "return": "return_"}[verdict], row.pk, by)
                    world.seen["reviewed"] += 1
                self.hold(row.pk)

        @rule(who=st.sampled_from(("chief", "twin", "double", "clerk")), role=st.sampled_from(ROLES))
        def give_another_role(self, who: str, role: str) -> None:
            user = User.objects.get(pk=self.people[who].pk)
            if user.role != role:
                user = change_role(by=world.people["security"], user=user, role=role, reason="轮岗")
                self.people[who], self.done = user, self.done + 1
                world.seen["change_role"] += 1

        @rule(who=people, how=st.sampled_from(("hand_in", "return_", "receive", "lock")))
        def try_the_locked_period(self, who: str, how: str) -> None:
            """What was handed in with these ledgers is locked: nobody changes it by any step."""
            given: dict[str, Any] = {"hand_in": {"text": "改"}, "return_": {"reason": "改"}}.get(how, {})
            action, by, duty = getattr(campaigns, how), self.people[who], Duty.objects.get(pk=world.duty.pk)
            with pytest.raises(Refused):
                action(by=by, duty=duty, seen=duty.version, **given)
            world.seen["locked"] += 1

        def teardown(self) -> None:
            try:
                assert period(world.duty) == world.locked
                world.seen["examples"] += 1
                assert Event.objects.count() == self.events + self.done
                assert continued(self.events)
                if world.seen["examples"] % WHOLE == 0:
                    report = verify.verify()
                    assert report.holds, [str(broken) for broken in report.broken]
            finally:
                transaction.savepoint_rollback(self.savepoint)

    return Closing


def test_closed_means_proof_distinct_persons_and_an_approval_after_the_last_change(
    people: dict[str, User],
) -> None:
    office = people["supervisor"].unit
    people["double"] = person("double", "clerk", people["clerk"].unit, person="工号7")
    bureau = open_unit(by=SYSTEM, name="清源县监察室", kind="supervision", parent=people["leader"].unit)
    people["inspector"] = person("inspector", "supervisor", bureau)
    people["twin"] = person("twin", "supervisor", office, person="工号7")
    duty = locked_period(people)
    found, working, submitted, closed = (Entry.objects.get(source=f"story:{state}").pk for state in BEGUN)
    ledger = Entry.objects.get(pk=found).ledger
    told = {
        found: Told({"chief"}, changed=1),
        working: Told({"chief", "clerk"}, changed=1),
        submitted: Told({"chief", "clerk"}, changed=1),
        closed: Told({"chief", "clerk"}, changed=1, approved=2, approver="supervisor", closed=True),
    }
    files = [pdf(f"文件{number}", f"文件{number}.pdf") for number in range(3)]
    later = actions.open_ledger(by=people["clerk"], unit=ledger.unit, spec_code="look-back", source="campaign:2")
    new = actions.NewFix("送达管理办法", "", dt.date(2026, 1, 5))
    fix = actions.register_fix(by=people["clerk"], unit=ledger.unit, new=new)
    world = World(people, list(told), told, files, later, fix, duty, period(duty))
    examples = EXAMPLES[connection.vendor]
    run_state_machine_as_test(
        machine(world),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert world.seen["examples"] >= examples
    # The machine reached what it is about: closings, refusals, and what comes after a closing.
    assert world.seen["close"] >= examples // 25, world.seen
    assert world.seen["reviewed"] >= examples // 100, world.seen
    assert world.seen["refused"] >= examples, world.seen
    for name in (
        "accept",
        "submit",
        "return_",
        "reopen",
        "correct",
        "edit",
        "add_proof",
        "strike_out",
        "relapse",
        "change_role",
        "settle",
        "ask_extension",
        "grant_extension",
        "refuse_extension",
        "withdraw_extension",
        "add_phase",
        "finish_phase",
        "strike_phase",
        "use_fix",
        "drop_fix",
        "tie",
        "untie",
        "list_problem",
        "unlist_problem",
        "note_listing",
        "reviewed",
    ):
        assert world.seen[name] >= examples // 1_000, (name, world.seen)
