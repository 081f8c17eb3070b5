"""试算: what a ladder would have sent in the past, and how two ladders compare; from the same function as every day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from fajian.campaigns import escalation, histories
from fajian.campaigns.ladders import LADDERS, Policy
from fajian.campaigns.models import Campaign
from fajian.engine.law.calendar import Calendar
from fajian.orgs.models import Unit

SHOWN = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that would have been sent."""

    day: dt.date
    unit: str
    thing: str
    rung: str
    told: str
    late_days: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a policy would have sent: all of it, and counted by (ladder, rung)."""

    lines: tuple[Line, ...]
    counts: dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two policies over the same past: `counts` as (ladder, rung, by the present one, by the other)."""

    now: Trial
    other: Trial
    counts: tuple[tuple[str, str, int, int], ...]

    @property
    def shown(self) -> tuple[Line, ...]:
        """The first lines of the other one."""
        return self.other.lines[:SHOWN]


def trial(campaign: Campaign, policy: Policy, from_on: dt.date, to_on: dt.date) -> Trial:
    """Replay the campaign's past under a policy, both days included."""
    return _trial(histories.of(campaign), policy, from_on, to_on)


def compared(campaign: Campaign, now: Policy, other: Policy, from_on: dt.date, to_on: dt.date) -> Comparison:
    """Replay the campaign's past under both."""
    past = histories.of(campaign)
    first, second = (_trial(past, policy, from_on, to_on) for policy in (now, other))
    titles = {
        (name, rung.code): rung.title for policy in (now, other) for name, rungs in policy.ladders for rung in rungs
    }
    counts = tuple(
        (LADDERS[name], title, first.counts.get((name, code), 0), second.counts.get((name, code), 0))
        for (name, code), title in titles.items()
    )
    return Comparison(first, second, counts)


def _trial(past: Sequence[escalation.History], policy: Policy, from_on: dt.date, to_on: dt.date) -> Trial:
    found = escalation.replay(policy, past, from_on, to_on, Calendar.seeded())
    titles = histories.titles(past)
    units = {unit.pk: str(unit) for unit in Unit.objects.filter(pk__in={one.unit for one in past})}
    lines = (
        Line(day, units[step.owed.unit], titles[step.owed.key], step.rung.title, step.rung.told, step.late_days)
        for day, step in found
    )
    return Trial(tuple(lines), dict(escalation.counts(found, policy)))
