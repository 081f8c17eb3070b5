"""What a campaign opens when it is launched: shown beforehand, and then done, from the same list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from fajian.campaigns.addressees import Area
from fajian.campaigns.rhythm import days
from fajian.engine.forms.spec import GENERIC, LedgerSpec, plain_title, specs
from fajian.engine.law.calendar import Calendar
from fajian.engine.plans.schema import Plan
from fajian.engine.story.duties import Item, items
from fajian.engine.story.prefill import open_ledgers
from fajian.orgs.models import Unit

HAND_IN = "报送材料"
Own = Mapping[str, LedgerSpec]
NO_FORMS: Own = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to hand in, once: `number` counts over the whole campaign, `units` are the plan's words for who."""

    number: int
    what: str
    units: tuple[str, ...]
    to: str
    due_on: dt.date | None
    rhythm: str
    annexes: str
    quote: str

    @property
    def who(self) -> str:
        """The plan's words for who hands in."""
        return "、".join(self.units) or "全部单位"


@dataclass(frozen=True, slots=True)
class Book:
    """One ledger that every unit gets: title, annex, form by code and title; `tail` keeps two of one form apart."""

    code: str
    title: str
    annex: str
    tail: str
    form: str


@dataclass(frozen=True, slots=True)
class Opening:
    """All that is opened, and for whom. An open end is null."""

    plan: Plan
    from_on: dt.date | None
    to_on: dt.date | None
    books: tuple[Book, ...]
    wanted: tuple[Wanted, ...]

    def of_unit(self, area: Area, unit: Unit, assigned: Mapping[str, Unit] | None = None) -> list[Wanted]:
        """What this unit has to hand in: where it is meant, or was named for words that mean nobody else."""
        named = {word for word, chosen in (assigned or {}).items() if chosen.pk == unit.pk}
        return [part for part in self.wanted if part.who in named or area.meant(part.units, unit)]

    def unmet(self, area: Area, units: Sequence[Unit]) -> list[str]:
        """The plan's words that mean no unit there is, each once: a person may say which unit is meant."""
        return list(dict.fromkeys(part.who for part in self.wanted if area.unmet(part.units, units)))


def opening(plan: Plan, own: Own = NO_FORMS) -> Opening:
    """What this plan opens; pure, so that the page before the launch and the launch say the same."""
    from_on, to_on = span(plan)
    found = [item for item in items(plan, Calendar.seeded()) if item.kind == HAND_IN]
    once = [part for item in found for part in _each(item, from_on, to_on)]
    once.sort(key=lambda part: (part.due_on is None, part.due_on or dt.date.max))
    wanted = tuple(replace(part, number=number) for number, part in enumerate(once, 1))
    return Opening(plan, from_on, to_on, tuple(books(plan, own)), wanted)


def span(plan: Plan) -> tuple[dt.date | None, dt.date | None]:
    """First and last day: as the plan states it, else from its issue or first stage to the end of its last stage."""
    period = plan.period
    starts = [stage.from_on for stage in plan.stages if stage.from_on]
    ends = [stage.to_on for stage in plan.stages if stage.to_on]
    is_open = any(stage.to_on is None for stage in plan.stages)
    from_on = plan.issued_on or (period.from_on if period else None) or min(starts, default=None)
    stated = period.to_on if period else None
    return from_on, stated if stated or is_open else max(ends, default=None)


def _each(item: Item, from_on: dt.date | None, to_on: dt.date | None) -> list[Wanted]:
    """The item, or one part for each period where the plan names the day of the month."""
    whole = Wanted(0, item.what[:300], item.units, item.to[:100], item.on, item.rhythm, item.annexes, item.quote)
    if item.on or not item.rhythm or from_on is None or to_on is None:
        return [whole]
    dated = days(item.rhythm, item.quote, from_on, to_on)
    return [replace(whole, what=f"{item.what[:280]}（{label}）", due_on=day) for day, label in dated] or [whole]


def books(plan: Plan, own: Own = NO_FORMS) -> list[Book]:
    """The ledgers the plan asks for.

    An annex gets the form an office released under its title (`own`, from ledgers.own.of_annex), else the shipped one;
    one whose form is not known becomes a general ledger under its own title.
    """
    found: list[Book] = []
    for place, opened in enumerate(open_ledgers(plan), 1):
        spec = own.get(plain_title(opened.title)) or specs().get(opened.spec.code) or specs()[GENERIC]
        again = any(book.code == spec.code for book in found)
        title, annex = opened.title[:120], opened.annex[:20]
        found.append(Book(spec.code, title, annex, f":{place}" if again else "", spec.title))
    return found


def counts(opened: Opening, area: Area, units: Sequence[Unit]) -> dict[str, Any]:
    """How much is opened for these units, for the page before the launch."""
    owed = {unit.pk: len(opened.of_unit(area, unit)) for unit in units}
    return {
        "units": len(units),
        "stages": len(opened.plan.stages),
        "tasks": len(opened.plan.tasks),
        "books": len(opened.books),
        "ledgers": len(opened.books) * len(units),
        "duties": sum(owed.values()),
        "owed": owed,
    }
