"""What the overview of a campaign counts; four queries however many units there are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from fajian.campaigns.actions import of_campaign
from fajian.campaigns.lights import light, soon
from fajian.campaigns.models import NO_DAY, Campaign, Duty, Participant
from fajian.campaigns.workflow import OWED, TAKEN, standing
from fajian.ledgers.models import Rectification
from fajian.ledgers.workflow import NOT_CLOSED, PROBLEM
from fajian.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class Column:
    """One duty of the campaign, whoever owes it. `done` of `of` units have handed it in; `late` names those overdue.

    `closed`: its day is over and everything has been received.
    """

    number: int
    what: str
    due_on: dt.date | None
    done: int
    of: int
    late: tuple[str, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's duty: its number and its light."""

    pk: int
    colour: str
    word: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units × duties; a cell is None where the unit owes nothing of the kind. `counts` by filter of the duty list."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Unit, tuple[Cell | None, ...]], ...]
    counts: dict[str, int]

    @property
    def closed(self) -> int:
        """How many columns are closed."""
        return sum(column.closed for column in self.columns)

    def open(self) -> Matrix:
        """Without the columns in which nothing is left to do."""
        kept = [place for place, column in enumerate(self.columns) if not column.closed]
        rows = tuple((unit, tuple(cells[place] for place in kept)) for unit, cells in self.rows)
        return Matrix(tuple(self.columns[place] for place in kept), rows, self.counts)


def units_of(campaign: Campaign, user: Any, *, current: bool = False) -> list[Unit]:
    """The units taking part that this user may see; those that have left only where they are not asked out."""
    joined = Participant.objects.visible_to(user).filter(campaign=campaign).select_related("unit")
    rows = joined.current() if current else joined
    return [participant.unit for participant in rows.order_by("unit_path")]


def matrix(campaign: Campaign, user: Any, units: Sequence[Unit], today: dt.date) -> Matrix:
    """The matrix as of a day; what is due first stands first."""
    nearly = soon(today)
    fields = ("pk", "unit_id", "number", "what", "due_on", "state", "handed_in_at", "unlocked_until")
    duties = list(Duty.objects.visible_to(user).filter(campaign=campaign).order_by("number").values_list(*fields))
    names = {unit.pk: str(unit) for unit in units}
    cells: dict[tuple[int, int], Cell] = {}
    heads: dict[int, tuple[str, dt.date | None]] = {}
    done, of, received, counts = Counter[int](), Counter[int](), Counter[int](), Counter[str]()
    late: dict[int, list[str]] = {}
    for pk, unit, number, what, due_on, stored, handed_in_at, unlocked_until in duties:
        state = standing(stored, unlocked_until, today)
        heads.setdefault(number, (what, due_on))
        cells[unit, number] = Cell(pk, *light(state, due_on, handed_in_at, today, nearly))
        is_owed = state in OWED
        of[number] += 1
        done[number] += not is_owed
        received[number] += state in TAKEN
        counts["all"] += 1
        counts[state] += 1
        counts["owed"] += is_owed
        counts["taken"] += state in TAKEN
        if is_owed and due_on and due_on < today:
            counts["late"] += 1
            late.setdefault(number, []).append(names.get(unit, ""))
        elif is_owed and due_on and due_on <= nearly:
            counts["soon"] += 1
    columns = tuple(
        Column(
            number,
            what,
            due_on,
            done[number],
            of[number],
            tuple(late.get(number, ())),
            closed=received[number] == of[number] and bool(due_on and due_on < today),
        )
        for number, (what, due_on) in sorted(heads.items(), key=lambda head: (head[1][1] or NO_DAY, head[0]))
    )
    rows = tuple((unit, tuple(cells.get((unit.pk, column.number)) for column in columns)) for unit in units)
    return Matrix(columns, rows, dict(counts))


@dataclass(frozen=True, slots=True)
class Problems:
    """Problems of one unit in the ledgers of this campaign. `whole`: a link by unit shows exactly these rows."""

    unit: Unit
    states: tuple[tuple[str, str, int], ...]
    overdue: int
    whole: bool = True

    @property
    def total(self) -> int:
        """All that stand."""
        return sum(count for _, _, count in self.states)


def problems(campaign: Campaign, user: Any, units: Sequence[Unit], today: dt.date) -> tuple[list[Problems], Problems]:
    """By unit, and all together (of which the unit is the campaign's office)."""
    rows = Rectification.objects.visible_to(user).standing().filter(of_campaign(campaign, "ledger__"))
    late = Count("pk", filter=Q(due_on__lt=today, state__in=NOT_CLOSED))
    counted: dict[int, dict[str, tuple[int, int]]] = {}
    for unit, state, n, over in (
        rows.order_by()
        .values_list("unit_id", "state")
        .annotate(n=Count("pk"), late=late)
        .values_list("unit_id", "state", "n", "late")
    ):
        counted.setdefault(unit, {})[state] = (n, over)
    found = [_problems(unit, counted.get(unit.pk, {}), whole=stands_alone(unit, units)) for unit in units]
    everything: dict[str, tuple[int, int]] = {}
    for states in counted.values():
        for state, (n, over) in states.items():
            before = everything.get(state, (0, 0))
            everything[state] = (before[0] + n, before[1] + over)
    return found, _problems(campaign.unit, everything)


def stands_alone(unit: Unit, units: Sequence[Unit]) -> bool:
    """Is nobody of these under it? Then a list narrowed to it and what is under it shows its own rows and no others."""
    return not any(other.path != unit.path and other.path.startswith(unit.path) for other in units)


def _problems(unit: Unit, states: dict[str, tuple[int, int]], *, whole: bool = True) -> Problems:
    listed = tuple((state, word, states.get(state, (0, 0))[0]) for state, word in PROBLEM.states.items())
    return Problems(unit, listed, sum(over for _, over in states.values()), whole)
