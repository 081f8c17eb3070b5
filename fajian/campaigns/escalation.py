"""催报阶梯: which reminder, urging or proposal is due today. Pure: no clock, no database; the dry run asks the same."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fajian.campaigns.ladders import Policy, Rung
from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Handed:
    """Handed in on a day, and returned on another; None = not returned."""

    on: dt.date
    returned_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """One thing owed and what became of it, in order. `key` names it (`duty:12`), `of` the ladder it is on."""

    key: str
    of: str
    unit: int
    due_on: dt.date
    opened_on: dt.date
    handed: tuple[Handed, ...] = ()

    @property
    def last_day(self) -> dt.date:
        """The day counted from: what was already overdue when it was opened counts from its opening."""
        return max(self.due_on, self.opened_on)

    def known(self, until: dt.date) -> History:
        """As it was known at the end of a day."""
        handed = [one for one in self.handed if one.on <= until]
        kept = [one if one.returned_on and one.returned_on <= until else Handed(one.on) for one in handed]
        return replace(self, handed=tuple(kept))

    def is_late(self, day: dt.date) -> bool:
        """Was it not handed in for the first time by its last day, as of this day?"""
        return min((one.on for one in self.handed), default=day) > self.last_day

    def owed(self, day: dt.date, late_times: int = 0) -> Owed | None:
        """What is owed on this day; None when it is not opened yet, or handed in and not returned."""
        returned = self.handed[-1].returned_on if self.handed else None
        if self.opened_on > day or (self.handed and returned is None):
            return None
        base = max(self.last_day, returned) if returned else self.last_day
        return Owed(self.key, self.of, self.unit, len(self.handed), self.due_on, base, late_times)


@dataclass(frozen=True, slots=True)
class Owed:
    """Something owed now. `round`: how often it was handed in before (each return starts the ladder anew).

    Rungs count from `base_on`: the due day, or a later opening or return. `late_times`: how many things of the campaign
    the unit has been late with, this one included.
    """

    key: str
    of: str
    unit: int
    round: int
    due_on: dt.date
    base_on: dt.date
    late_times: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """A rung that was taken, or passed over, for a thing in a round; `by_hand`: an urging that names no rung."""

    key: str
    round: int
    rung: str
    on: dt.date
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done today about one thing; `skipped` are the lower rungs that are passed over for good.

    `late_days`: working days since the due day, negative before it.
    """

    owed: Owed
    rung: Rung
    late_days: int
    skipped: tuple[Rung, ...] = ()

    @property
    def sent(self) -> Iterator[tuple[Rung, bool]]:
        """(rung, passed over) of every rung this step settles."""
        yield from ((rung, True) for rung in self.skipped)
        yield self.rung, False


@dataclass
class Past:
    """What was sent, looked up by thing and round."""

    rungs: dict[tuple[str, int], dict[str, dt.date]] = field(default_factory=dict)
    by_hand: dict[tuple[str, int], dt.date] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Iterable[Sent]) -> Past:
        """From rows in any order."""
        past = cls()
        for one in sent:
            past.add(one)
        return past

    def add(self, one: Sent) -> None:
        """One more."""
        place = (one.key, one.round)
        if one.by_hand:
            self.by_hand[place] = max(one.on, self.by_hand.get(place, one.on))
        else:
            self.rungs.setdefault(place, {})[one.rung] = one.on


def steps(policy: Policy, owed: Iterable[Owed], past: Past, today: dt.date, calendar: Calendar) -> list[Step]:
    """What is due today: for each thing at most one notice to its unit and one proposal to the office.

    Of several rungs reached by their days only the highest is taken, the lower ones are passed over for good. Nothing
    on days off. Asked twice with the first answer in `past`, it answers nothing. An urging by hand stands for every
    notice that was due up to its day. A reminder is not sent after the day it reminds of.
    """
    if not is_working(today, calendar):
        return []
    return [step for one in owed for step in _steps(policy.ladder(one.of), one, past, today, calendar)]


def _steps(ladder: Sequence[Rung], owed: Owed, past: Past, today: dt.date, calendar: Calendar) -> Iterator[Step]:
    place = (owed.key, owed.round)
    taken, by_hand = past.rungs.get(place, {}), past.by_hand.get(place)
    days = late_days(owed.due_on, today, calendar)
    for proposing in (False, True):
        track = [rung for rung in ladder if rung.is_proposal is proposing]
        reached = [rung for rung in track if day_of(rung, owed.base_on, calendar) <= today]
        last = max((number for number, rung in enumerate(reached) if rung.code in taken), default=-1)
        fresh = reached[last + 1 :]
        if early := [rung for rung in track if _is_early(rung, owed, today) and rung.code not in taken]:
            *lower, highest = [rung for rung in track if rung in fresh or rung in early]
            yield Step(owed, highest, days, tuple(lower))
            continue
        if not fresh:
            continue
        *lower, highest = fresh
        covered = by_hand and by_hand >= day_of(highest, owed.base_on, calendar)
        if not proposing and (covered or (highest.days <= 0 and today > owed.base_on)):
            continue
        yield Step(owed, highest, days, tuple(lower))


def _is_early(rung: Rung, owed: Owed, today: dt.date) -> bool:
    """Is it reached because the unit is late so often, whatever the day? The rungs below keep their days."""
    return 0 < rung.or_late <= owed.late_times and today > owed.base_on


def day_of(rung: Rung, base: dt.date, calendar: Calendar) -> dt.date:
    """The day on which a rung is reached; calendar days where the calendar does not reach."""
    try:
        if rung.days > 0:
            return calendar.nth_working_day(base, rung.days)
        if rung.days < 0:
            return calendar.nth_working_day_before(base, -rung.days)
        return base if calendar.is_working(base) else calendar.nth_working_day_before(base, 1)
    except InputError:
        return base + rung.days * ONE_DAY


def late_days(due_on: dt.date, today: dt.date, calendar: Calendar) -> int:
    """Working days from the due day to today, negative before it; calendar days where the calendar does not reach."""
    try:
        return calendar.working_days_between(due_on, today)
    except InputError:
        return (today - due_on).days


def is_working(day: dt.date, calendar: Calendar) -> bool:
    """Is it a working day? Monday to Friday where the calendar does not reach."""
    return calendar.is_working(day) if calendar.first <= day <= calendar.last else day.weekday() < 5


def owed_on(histories: Iterable[History], day: dt.date) -> list[Owed]:
    """What is owed on a day by what is known, with how often each unit has been late by then."""
    opened = [one for one in histories if one.opened_on <= day]
    late = Counter(one.unit for one in opened if one.of == "duties" and one.is_late(day))
    found = (one.owed(day, late[one.unit]) for one in opened)
    return [owed for owed in found if owed is not None]


def replay(
    policy: Policy, histories: Sequence[History], from_on: dt.date, to_on: dt.date, calendar: Calendar
) -> list[tuple[dt.date, Step]]:
    """What the policy would have sent from one day to another, both included, asked each morning of what was known.

    As if nothing had been sent before the first day.
    """
    past, found = Past(), []
    for number in range((to_on - from_on).days + 1):
        day = from_on + number * ONE_DAY
        known = [one.known(day - ONE_DAY) for one in histories if one.opened_on < day]
        for step in steps(policy, owed_on(known, day), past, day, calendar):
            found.append((day, step))
            for rung, _ in step.sent:
                past.add(Sent(step.owed.key, step.owed.round, rung.code, day))
    return found


def counts(found: Iterable[tuple[dt.date, Step]], *policies: Policy) -> Mapping[tuple[str, str], int]:
    """(ladder, rung) → how often; every rung of the policies is there, in their order."""
    counted = {(name, rung.code): 0 for policy in policies for name, ladder in policy.ladders for rung in ladder}
    for _, step in found:
        counted[step.owed.of, step.rung.code] = counted.get((step.owed.of, step.rung.code), 0) + 1
    return counted
