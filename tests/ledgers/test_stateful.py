"""Whatever people try in whatever order: closed means proof, other persons, an approval after the last change.

The machine keeps its own record of what succeeded and holds the database against it; it does not read the columns by
which the actions decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from fajian.core import verify
from fajian.core.errors import Refused
from fajian.core.files import Received
from fajian.core.models import Event
from fajian.core.workflow import Step
from fajian.ledgers import actions, lineage
from fajian.ledgers.models import Entry, Ledger, Proof, Rectification
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.actions import change_role
from fajian.orgs.models import User
from tests.ledgers.conftest import in_state, person
from tests.ledgers.stories import DUE_ON, pdf

pytestmark = pytest.mark.django_db
EXAMPLES = {"sqlite": 1_000, "postgresql": 200}
STEPS = 9
# `double` and `twin` are two accounts of one person; `chief` and `twin` may be given another role.
PEOPLE = ("clerk", "chief", "double", "twin", "supervisor", "colleague", "stranger")
ROLES = ("clerk", "unit_leader", "supervisor")
CHANGES = {"record", "edit", "correct", "accept", "add_proof", "take_back_proof", "submit"}


@dataclass
class Told:
    """What the machine saw succeed on one problem: persons who changed it, and the moments in its own counting."""

    hands: set[str] = field(default_factory=set)
    changed: int = 0
    approved: int = 0
    approver: str = ""
    closed: bool = False
    followed: bool = False


@dataclass
class World:
    """The same for every example: people, three problems, files on the disk, next year's ledger."""

    people: dict[str, User]
    rows: list[int]
    told: dict[int, Told]
    files: list[Received]
    later: Ledger
    seen: Counter[str] = field(default_factory=Counter)


def human(user: User) -> str:
    """Who stands behind an account."""
    return user.person or user.username


def machine(world: World) -> type[RuleBasedStateMachine]:
    """A machine over this world; each example begins at the same savepoint."""
    rows, people = st.sampled_from(world.rows), st.sampled_from(PEOPLE)
    older = st.sampled_from((0, 0, 0, 0, 1))  # the version seen may lie behind
    files = st.integers(0, len(world.files))  # the last: none

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
            told.followed = told.followed or name == "relapse"
            told.closed = name == "close" or (told.closed and name in ("relapse", "strike_out"))
            if name == "close":
                told.approved, told.approver = self.clock, human(user)

        def hold(self, number: int) -> None:
            """The promise, and that nothing ever goes away."""
            row, told = Rectification.objects.select_related("closed_by").get(pk=number), self.told[number]
            if row.state == "closed":
                assert Proof.objects.filter(rectification=row, taken_back=False).exists()
                assert row.closed_by is not None
                assert human(row.closed_by) == told.approver
                assert told.approver not in told.hands
                assert told.approved > told.changed
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
                "accept": {"cause": "疏忽", "measure": f"措施{self.clock}", "due_on": DUE_ON},
                "submit": {"result": f"结果{self.clock}", "files": world.files[file : file + 1], "note": "共用"},
                "return_": {"reason": "不足"},
                "close": {},
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

        @rule(number=rows, who=people, reword=st.booleans())
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

        @rule(number=rows, who=people, file=st.integers(0, len(world.files) - 1))
        def prove(self, number: int, who: str, file: int) -> None:
            by, files = self.people[who], [world.files[file]]
            self.attempt(
                "add_proof",
                number,
                who,
                lambda row: actions.add_proof(by=by, rectification=row, files=files, note="共用"),
            )

        @rule(number=rows, who=people)
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

        @rule(who=st.sampled_from(("chief", "twin", "double", "clerk")), role=st.sampled_from(ROLES))
        def give_another_role(self, who: str, role: str) -> None:
            user = User.objects.get(pk=self.people[who].pk)
            if user.role != role:
                user = change_role(by=world.people["security"], user=user, role=role, reason="轮岗")
                self.people[who], self.done = user, self.done + 1
                world.seen["change_role"] += 1

        def teardown(self) -> None:
            try:
                world.seen["examples"] += 1
                assert Event.objects.count() == self.events + self.done
                report = verify.verify()
                assert report.holds, [str(broken) for broken in report.broken]
            finally:
                transaction.savepoint_rollback(self.savepoint)

    return Closing


def sizes() -> list[int]:
    """How many rows there are; none of these may ever shrink."""
    return [model.objects.count() for model in (Entry, Rectification, Proof, Event)]


def test_closed_means_proof_distinct_persons_and_an_approval_after_the_last_change(
    people: dict[str, User], ledger: Ledger
) -> None:
    office = people["supervisor"].unit
    people["double"] = person("double", "clerk", people["clerk"].unit, person="工号7")
    people["twin"] = person("twin", "supervisor", office, person="工号7")
    found, submitted, closed = (in_state(state, people, ledger).pk for state in ("found", "submitted", "closed"))
    told = {
        found: Told({"chief"}, changed=1),
        submitted: Told({"chief", "clerk"}, changed=1),
        closed: Told({"chief", "clerk"}, changed=1, approved=2, approver="supervisor", closed=True),
    }
    files = [pdf(f"文件{number}", f"文件{number}.pdf") for number in range(3)]
    later = actions.open_ledger(by=people["clerk"], unit=ledger.unit, spec_code="look-back", source="campaign:2")
    world = World(people, [found, submitted, closed], told, files, later)
    examples = EXAMPLES[connection.vendor]
    run_state_machine_as_test(
        machine(world),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=True,  # what it reached is asserted below: the same every time
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert world.seen["examples"] >= examples
    # The machine reached what it is about: closings, refusals, and what comes after a closing.
    assert world.seen["close"] >= examples // 25, world.seen
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
    ):
        assert world.seen[name] >= examples // 100, (name, world.seen)
