"""相似问题, found: rows written since the last look are compared with their unit's others, by a job of the worker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from fajian.core.commands import System
from fajian.core.jobs import Run, job
from fajian.core.models import Job
from fajian.ledgers import actions, matching
from fajian.ledgers.models import Entry, Pairing, Traits
from fajian.orgs.models import Unit

BY = System("比对相似问题")
AT_ONCE = 500  # rows looked at under one event
COLUMNS = (
    "entry_id", "entry__title", "channel", "item", "kind", "party", "document", "entry__happened_on",
    "entry__recorded_at", "entry__follows_id", "entry__rectification__state", "entry__rectification__closed_at",
)  # fmt: skip


@job("ledgers.pair", title="比对相似问题")
def pair_waiting(run: Run) -> dict[str, int]:
    """All units with rows that wait; returns how many pairs are new."""
    waiting = Traits.objects.filter(waiting=True).order_by("unit_path")
    paths = list(waiting.values_list("unit_path", flat=True).distinct())
    made = 0
    for done, path in enumerate(paths, 1):
        made += sweep(path)
        run.progress(done, len(paths))
    return {"units": len(paths), "proposed": made}


def ask_when_waiting() -> None:
    """For the worker's loop: a job, if rows wait and none is asked for yet."""
    if not Traits.objects.filter(waiting=True).exists():
        return
    if not Job.objects.filter(name=pair_waiting.name, state__in=("waiting", "running")).exists():
        pair_waiting.ask(by=BY)


def sweep(path: str) -> int:
    """Compare what waits at one unit; returns how many pairs are new. Done again it changes nothing."""
    unit = Unit.objects.get(path=path)
    waiting = dict(Traits.objects.filter(unit_path=path, waiting=True).values_list("entry_id", "version"))
    index = matching.Index(rows_of(path))
    numbers, made = list(waiting), 0
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        pairs = {(pair.earlier, pair.later): pair for n in part if n in index.rows for pair in index.pairs(n)}
        lost = _looked_at_again(part, index, pairs)
        new = _not_said_yet(pairs)
        if new or lost:
            made += actions.propose(by=BY, unit=unit, pairs=new, lost=lost)
        _looked_at(part, waiting)
    return made


def _looked_at_again(numbers: list[int], index: matching.Index, pairs: dict[Any, matching.Pair]) -> list[int]:
    """Pairs proposed already: those still alike go among `pairs`, the numbers of the others are returned."""
    # A row that follows another now takes its place in the other pairs of that one.
    followed = Entry.objects.filter(pk__in=numbers, follows__isnull=False).values("follows")
    touched = Q(later__in=numbers) | Q(earlier__in=numbers) | Q(earlier__in=followed)
    lost = []
    for row in Pairing.objects.filter(touched, state="proposed").only("earlier", "later"):
        earlier, later = index.rows.get(row.earlier_id), index.rows.get(row.later_id)
        pair = matching.compare(earlier, later) if earlier and later else None
        if pair is None:
            lost.append(row.pk)
        else:
            pairs[pair.earlier, pair.later] = pair
    return lost


def _not_said_yet(pairs: dict[Any, matching.Pair]) -> list[matching.Pair]:
    """Those that are new, that have come back, or of which there is something else to say."""
    numbers = {number for both in pairs for number in both}
    known = {
        (row.earlier_id, row.later_id): row for row in Pairing.objects.filter(earlier__in=numbers, later__in=numbers)
    }
    return [
        pair
        for both, pair in pairs.items()
        if (row := known.get(both)) is None or row.state == "lapsed" or (row.state == "proposed" and not row.says(pair))
    ]


def _looked_at(numbers: list[int], versions: dict[int, int]) -> None:
    """These have been compared, unless they were written again since."""
    plain: models.QuerySet[Traits] = models.QuerySet(Traits)
    for version in set(map(versions.__getitem__, numbers)):
        same = [number for number in numbers if versions[number] == version]
        plain.filter(entry__in=same, version=version).update(waiting=False)


def rows_of(path: str) -> Iterator[matching.Row]:
    """The standing problems of exactly this unit, as they are compared; two queries."""
    followed = set(
        Entry.objects.standing().filter(unit_path=path, follows__isnull=False).values_list("follows", flat=True)
    )
    for number, title, channel, item, kind, party, document, day, at, follows, state, closed_at in (
        Traits.objects.standing().filter(unit_path=path).values_list(*COLUMNS).iterator(2_000)
    ):
        yield matching.Row(
            number=number,
            title=title,
            channel=channel,
            item=item,
            kind=kind,
            party=party,
            document=document,
            happened_on=day,
            found_on=timezone.localdate(at),
            closed_on=timezone.localdate(closed_at) if state == "closed" and closed_at else None,
            follows=follows,
            followed=number in followed,
        )


def joined(entry: Entry, user: Any) -> list[Pairing]:
    """By which rows came into this one, directly and through others, oldest first; a query for each generation."""
    found: list[Pairing] = []
    numbers, mine = [entry.pk], Pairing.objects.visible_to(user).whole().order_by("id")
    while numbers:
        new = list(mine.joined_to(numbers))
        found += new
        numbers = [one.gone.pk for one in new if one.gone is not None]
    return found
