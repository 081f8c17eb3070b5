"""数据质量: per agency how complete, in order and timely its records are; per unit what its files came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet

from fajian import content
from fajian.engine.store.schema import IMPORT_COLUMN, tables
from fajian.engine.store.typed import identifier
from fajian.orgs.models import Unit
from fajian.records import sight
from fajian.records.models import ImportBatch
from fajian.records.sight import Sight, Store

CODE_FAULTS = ("bad_code", "bad_uscc")


@dataclass(frozen=True, slots=True)
class Quality:
    """One agency's records of one table: of the `cells` every record should have filled, `blank` are not.

    `worst` are the columns most often blank: name, label, how often.
    """

    agency_id: str
    agency: str
    table: str
    label: str
    rows: int
    cells: int
    blank: int
    swapped: int
    late: int
    worst: tuple[tuple[str, str, int], ...]

    @property
    def complete(self) -> float:
        """Percent of the cells that are filled, one place."""
        return round(100 * (self.cells - self.blank) / self.cells, 1) if self.cells else 100.0


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What one unit's files came to: rows read, refused, repeated, and cells whose code is none."""

    unit: str
    batches: int
    read: int
    refused: int
    repeated: int
    codes: int


@cache
def settings() -> Mapping[str, Any]:
    """content/records/quality.yaml."""
    told: Mapping[str, Any] = content.read("records", "quality.yaml")
    return told


def expected(table: str) -> tuple[str, ...]:
    """Columns every record of the table should have filled."""
    return tuple(settings()["tables"][table]["filled"])


def gap(table: str, kind: str) -> str | None:
    """SQL on the row `t` of a gap: days in the wrong order (swapped), handed in late, a column (blank.filed_on).

    None for what is not counted of this table.
    """
    told, (what, _, column) = settings()["tables"].get(table), kind.partition(".")
    if told is None:
        return None
    if what == "swapped":
        return " OR ".join(f"t.{identifier(later)} < t.{identifier(earlier)}" for earlier, later in told["order"])
    if what == "late":
        handed_in = f"try_strptime(left(t.{IMPORT_COLUMN}, 8), '%Y%m%d')"
        days = f"date_diff('day', CAST(t.{identifier(told['day'])} AS DATE), CAST({handed_in} AS DATE))"
        return f"{days} > {int(settings()['late_days'])}"
    return f"t.{identifier(column)} IS NULL" if what == "blank" and column in told["filled"] else None


def gap_words(table: str, kind: str) -> str:
    """What the rows of a gap have in common, for the page that lists them."""
    what, _, column = kind.partition(".")
    if what == "blank":
        return f"没有填“{tables()[table][column].label}”的"
    return "日期先后颠倒的" if what == "swapped" else f"决定或者开始以后超过{settings()['late_days']}天上报的"


def of_records(user: Any) -> list[Quality]:
    """Every agency in sight and each table of acts it handed in; the least complete first."""
    seen = Sight.of(user)
    if seen.agencies == ():
        return []
    units = Unit.objects.exclude(agency_id=None).values_list("agency_id", "name")
    names = {str(agency): name for agency, name in units}
    with sight.opened() as store:
        found = [one for table in settings()["tables"] for one in _of_table(store, seen, table, names)]
    return sorted(found, key=lambda one: (one.complete, -one.rows, one.agency))


def _of_table(store: Store, seen: Sight, table: str, names: Mapping[str, str]) -> Iterator[Quality]:
    if not store.files(table):
        return
    columns = expected(table)
    blanks = "".join(f", count(*) FILTER (WHERE {gap(table, f'blank.{name}')})" for name in columns)
    sql = (
        f"SELECT t.agency_id, any_value(t.agency_name), count(*), count(*) FILTER (WHERE {gap(table, 'swapped')}), "
        f"count(*) FILTER (WHERE {gap(table, 'late')}){blanks} FROM ({store.relation(table)}) t "
        f"WHERE {seen.condition(table, store)} GROUP BY t.agency_id"
    )
    given = {"agencies": list(seen.agencies or ())} if "$agencies" in sql else None
    schema = tables()[table]
    for agency, name, rows, swapped, tardy, *blank in store.connection.execute(sql, given).fetchall():
        often = sorted(zip(columns, blank, strict=True), key=lambda one: -one[1])[:3]
        yield Quality(
            agency_id=agency or "",
            agency=names.get(agency) or name or agency or "未注明机关",
            table=table,
            label=schema.label,
            rows=rows,
            cells=rows * len(columns),
            blank=sum(blank),
            swapped=swapped,
            late=tardy,
            worst=tuple((name, schema[name].label, count) for name, count in often if count),
        )


def of_files(user: Any) -> list[HandedIn]:
    """What the files of each unit in scope came to, withdrawn ones left out; the most refused first."""
    rows: QuerySet[ImportBatch] = ImportBatch.objects.visible_to(user).exclude(state__in=("withdrawn", "received"))
    sums: dict[str, list[int]] = {}
    for batch in rows.select_related("unit").iterator(500):
        counts = sums.setdefault(batch.unit.name, [0, 0, 0, 0, 0])
        counts[0] += 1
        for place, name in enumerate(("read", "refused", "repeated"), 1):
            counts[place] += sum(count[name] for count in batch.counts.values())
        counts[4] += sum(count for kind, count in batch.said.items() if kind.partition(":")[2] in CODE_FAULTS)
    found = [HandedIn(unit, *counts) for unit, counts in sums.items()]
    return sorted(found, key=lambda one: (-one.refused, -one.codes, one.unit))
