"""A state machine is a table: which step leads from where to where, whose it is, what must be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from fajian.core.commands import System, role_title
from fajian.core.errors import Refused


class Stateful(Protocol):
    """A row with a state."""

    state: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `who` is a role or a group of the workflow; `needs` names what must be given and not be empty."""

    name: str
    button: str
    sources: tuple[str, ...]
    target: str
    who: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workflow:
    """States by code → Chinese name, the steps between them, groups of roles, Chinese names of what steps need.

    Says only whose role and which state; whether the row is in the user's unit, and what a step brings about, is the
    action's business. Raises ValueError when the table contradicts itself.
    """

    title: str
    states: Mapping[str, str]
    steps: tuple[Step, ...]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.title}: two steps of one name")
        for step in self.steps:
            if unknown := {*step.sources, step.target} - set(self.states):
                raise ValueError(f"{self.title}: step {step.name} names unknown states {unknown}")

    @property
    def choices(self) -> list[tuple[str, str]]:
        """For the model's field."""
        return list(self.states.items())

    def step(self, name: str) -> Step:
        """The step by name; KeyError is a bug of the caller."""
        for step in self.steps:
            if step.name == name:
                return step
        raise KeyError(name)

    def roles(self, step: Step) -> tuple[str, ...]:
        """The roles that may take the step."""
        return self.groups.get(step.who, (step.who,))

    def allowed(self, state: str, role: str) -> tuple[Step, ...]:
        """The steps (so the buttons) a role has in a state, in the table's order."""
        return tuple(step for step in self.steps if state in step.sources and role in self.roles(step))

    def check(self, state: str, name: str, *, by: Any, given: Mapping[str, Any]) -> Step:
        """The step, if it may be taken from this state by this user with what is given; else Refused says why not."""
        step = self.step(name)
        if not isinstance(by, System) and by.role not in self.roles(step):
            roles = "、".join(map(role_title, self.roles(step)))
            raise Refused(f"“{step.button}”须由{roles}办理，您的角色是{role_title(by.role)}。")
        if state not in step.sources:
            sources = "、".join(f"“{self.states[source]}”" for source in step.sources)
            raise Refused(f"{self.title}现在是“{self.states[state]}”，{sources}状态才能“{step.button}”。请刷新页面。")
        if missing := [need for need in step.needs if given.get(need) in (None, "", [], ())]:
            raise Refused(f"“{step.button}”须填写：{'、'.join(self.labels.get(need, need) for need in missing)}。")
        return step

    def take(self, row: Stateful, name: str, *, by: Any, **given: Any) -> Step:
        """Check the step and set the row's state; the action then sets its fields and saves it."""
        step = self.check(row.state, name, by=by, given=given)
        row.state = step.target
        return step

    def every(self, roles: tuple[str, ...]) -> Iterator[tuple[Step, str, str, bool]]:
        """Every (step, state, role) and whether the table lists it: the whole table for tests and for the manual."""
        for step in self.steps:
            for state in self.states:
                for role in roles:
                    yield step, state, role, state in step.sources and role in self.roles(step)
