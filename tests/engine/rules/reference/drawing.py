"""Records near the edges: days about holidays and new laws, steps a little before and after their last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.engine.rules.reference.plain import Cell, Judge
from tests.engine.rules.spec import AS_OF

# Before holidays, about the days from which a law or a rule holds, and not long before the day of the run.
EDGES = (
    "2021-07-10", "2021-07-14", "2021-07-15", "2023-12-29", "2024-01-01", "2024-02-08", "2025-01-02", "2025-09-26",
    "2025-09-01", "2026-01-29", "2026-01-31", "2026-02-01", "2026-02-11", "2026-03-31", "2026-04-01", "2026-04-30",
    "2026-06-30", "2026-07-01", "2026-09-18", "2026-09-30",
)  # fmt: skip
starts = st.one_of(
    st.sampled_from([dt.date.fromisoformat(day) for day in EDGES]),
    st.integers(0, 75).map(lambda days: AS_OF - dt.timedelta(days)),
)


@dataclass(frozen=True, slots=True)
class Start:
    """A day, about one in twelve not recorded; `hour` makes it a moment."""

    hour: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A day `low` to `high` days after another column's, about one in five blank; `hours` makes both hours."""

    of: str
    low: int
    high: int
    hours: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One of these cells."""

    cells: tuple[Cell, ...]


def words(*cells: Cell) -> Words:
    return Words(cells)


def mostly(cell: Cell, *others: Cell) -> Words:
    """The first three times out of four: for a rule with many conditions, which would hit too rarely."""
    return Words((cell,) * (3 * len(others)) + others)


Columns = Mapping[str, Start | Step | Words]


@dataclass(frozen=True, slots=True)
class Beside:
    """Rows of another table, none to `most`, that belong to a record.

    Their column `by` holds the record's key; or the record's column `of` holds the key of the one row; `shared`
    columns hold what the record's hold. Their days may be steps from the record's own.
    """

    columns: Columns
    by: str = ""
    of: str = ""
    shared: tuple[str, ...] = ()
    most: int = 1
    least: int = 0


def beside(
    by: str = "", *, of: str = "", shared: tuple[str, ...] = (), most: int = 1, least: int = 0,
    **columns: Start | Step | Words,
) -> Beside:  # fmt: skip
    return Beside(columns, by, of, shared, most, least)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A record as drawn, with the rows beside it by table."""

    cells: dict[str, Cell]
    others: dict[str, list[dict[str, Cell]]]


@dataclass(frozen=True, slots=True)
class Reference:
    """A rule's judge, the table it reads and how its columns are drawn."""

    rule_id: str
    table: str
    judge: Judge
    columns: Columns
    others: Mapping[str, Beside]


def reference(
    rule_id: str, table: str, others: Mapping[str, Beside] | None = None, **columns: Start | Step | Words
) -> Callable[[Judge], Judge]:
    """Register a judge under its rule; `others` are the tables it reads beside its own."""

    def register(judge: Judge) -> Judge:
        REFERENCES[rule_id] = Reference(rule_id, table, judge, columns, others or {})
        return judge

    return register


REFERENCES: dict[str, Reference] = {}


@st.composite
def rows(draw: st.DrawFn, one: Reference) -> Drawn:
    """One record and what belongs to it; cells that are not drawn stay blank."""
    days: dict[str, dt.datetime] = {}
    cells = _cells(draw, one.columns, days)
    others = {
        table: [_cells(draw, kind.columns, dict(days)) for _ in range(draw(st.integers(kind.least, kind.most)))]
        for table, kind in one.others.items()
    }
    return Drawn(cells, others)


def _cells(draw: st.DrawFn, columns: Columns, days: dict[str, dt.datetime]) -> dict[str, Cell]:
    """One row; `days` holds the days that steps may start from, and gets those drawn."""
    row: dict[str, Cell] = {}
    for name, kind in columns.items():
        match kind:
            case Words(cells):
                row[name] = draw(st.sampled_from(cells))
            case Start(hour):
                days[name] = dt.datetime.combine(draw(starts), dt.time(hour or 0))
                row[name] = _blank_or(draw, days[name], hour is not None, 12)
            case Step(of, low, high, hours):
                gap = draw(st.integers(low, high))
                days[name] = days[of] + (dt.timedelta(hours=gap) if hours else dt.timedelta(gap))
                row[name] = _blank_or(draw, days[name], hours, 5)
    return row


def _blank_or(draw: st.DrawFn, moment: dt.datetime, is_moment: bool, one_in: int) -> Cell:
    if draw(st.integers(1, one_in)) == 1:
        return None
    return moment if is_moment else moment.date()
