"""事前公开: of each unit, which of the eight contents are public, which are overtaken by the registers or missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from fajian.engine.forms.spec import LedgerColumn
from fajian.orgs.models import Unit
from fajian.publicity import foundations
from fajian.publicity.kinds import Kind, kinds
from fajian.publicity.models import Publication
from fajian.publicity.workflow import SHOWN

State = Literal["public", "changed", "missing"]
CODE = "items"


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's contents. `row` is what is public, `draft` what is on its way; `states` in the order of `contents()`."""

    unit: Unit
    row: Publication | None
    draft: Publication | None
    states: tuple[State, ...]

    @property
    def whole(self) -> bool:
        """All eight public and up to date."""
        return set(self.states) == {"public"}

    @property
    def behind(self) -> int:
        """How many are missing or overtaken."""
        return sum(state != "public" for state in self.states)


def spec() -> Kind:
    """The kind that is published beforehand."""
    return kinds()[CODE]


def contents() -> tuple[LedgerColumn, ...]:
    """The eight contents."""
    return tuple(column for column in spec().columns if column.name != spec().day)


def lines(units: Sequence[Unit]) -> list[Line]:
    """Of these units, in their order; three queries and those of the sources."""
    rows = Publication.objects.filter(kind=CODE, unit__in=units).exclude(state="struck").order_by("pk")
    latest, under_way = dict[int, Publication](), dict[int, Publication]()
    for row in rows:
        if row.state in SHOWN:
            latest[row.unit_id] = row
        if row.state in ("draft", "submitted", "correcting"):
            under_way[row.unit_id] = row
    texts = foundations.told(units)
    return [_line(unit, latest.get(unit.pk), under_way.get(unit.pk), texts[unit.pk]) for unit in units]


def _line(unit: Unit, row: Publication | None, draft: Publication | None, texts: dict[str, str]) -> Line:
    overtaken = foundations.changed(row.made_of, texts) if row is not None else set[str]()

    def state(name: str) -> State:
        if row is None or not str(row.public_data.get(name) or "").strip():
            return "missing"
        return "changed" if name in overtaken else "public"

    return Line(unit, row, draft, tuple(state(column.name) for column in contents()))


def begun(unit: Unit, row: Publication | None = None) -> dict[str, str]:
    """What the form may be begun with: of a new one all that is held, of one that is public what has changed."""
    texts = foundations.told([unit])[unit.pk]
    wanted = foundations.changed(row.made_of, texts) if row is not None else set(texts)
    names = {column.name for column in contents()}
    return {f"c_{name}": texts[name] for name in wanted & names if texts.get(name)}
