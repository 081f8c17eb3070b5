"""Have closings held: the share of problems that have not come back, and what a unit is found at again and again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from fajian.engine.law.periods import corresponding_day
from fajian.ledgers import matching
from fajian.ledgers.models import Closing, Traits
from fajian.orgs.models import Unit

WHICH = {"held": "未反弹", "back": "已反弹", "judged": "已满期", "recent": "未满期，不作判断"}
REPEATED = {"item": "同一事项", "kind": "同一类型"}
MOST = 200  # groups shown


@dataclass(frozen=True, slots=True)
class Lasting:
    """Closings of one unit (None: all together) as of a day, by how many months they have had to hold.

    `judged` were closed so many months ago or longer; `back` of them came back within these months, reopened or as a
    row of their own, or were found untrue. `recent` are too fresh to be judged and in neither number.
    """

    unit: Unit | None
    months: int
    judged: int = 0
    back: int = 0
    recent: int = 0

    @property
    def held(self) -> int:
        """Judged, and not come back."""
        return self.judged - self.back

    @property
    def share(self) -> Fraction | None:
        """未反弹率; None where nothing can be judged yet."""
        return Fraction(self.held, self.judged) if self.judged else None


def last_judged_on(as_of: dt.date, months: int) -> dt.date:
    """The last day of closing whose months, by the calendar, are over on this day."""
    day = corresponding_day(as_of, -months)
    while corresponding_day(day + dt.timedelta(days=1), months) <= as_of:
        day += dt.timedelta(days=1)
    return day


def closings(user: Any, as_of: dt.date, path: str = "") -> Any:
    """The closings a user may see, of all units or of one part of the tree."""
    rows = Closing.objects.visible_to(user).counted(as_of).filter(closed_on__lte=as_of)
    return rows.of_subtree(path) if path else rows


def gone(rows: Any, as_of: dt.date, months: int) -> dict[int, str]:
    """Of these closings those that did not hold so long: number → path of the unit."""
    found = {}
    columns = ("pk", "unit_path", "closed_on", "ended_on", "ended_as", "followed_at")
    for number, path, closed_on, ended_on, ended_as, followed_at in rows.come_back(as_of).values_list(*columns):
        days = [ended_on] if ended_on and ended_on <= as_of and ended_as != "corrected" else []
        days += [timezone.localdate(followed_at)] if followed_at else []
        if min(days) <= corresponding_day(closed_on, months):
            found[number] = path
    return found


def listed(user: Any, as_of: dt.date, months: int, which: str, path: str = "") -> Any:
    """Exactly the closings one number counts."""
    rows, last = closings(user, as_of, path), last_judged_on(as_of, months)
    if which == "recent":
        return rows.filter(closed_on__gt=last)
    judged = rows.filter(closed_on__lte=last)
    if which == "judged":
        return judged
    back = list(gone(judged, as_of, months))
    return judged.filter(pk__in=back) if which == "back" else judged.exclude(pk__in=back)


def lasting(user: Any, as_of: dt.date, months: int) -> tuple[list[Lasting], Lasting]:
    """By unit in the order of the tree, and all together; four queries."""
    rows, last = closings(user, as_of).order_by(), last_judged_on(as_of, months)
    told = rows.values_list("unit_path").annotate(
        judged=Count("pk", filter=Q(closed_on__lte=last)), recent=Count("pk", filter=Q(closed_on__gt=last))
    )
    back = Counter(gone(rows.filter(closed_on__lte=last), as_of, months).values())
    counts = {path: (judged, back[path], recent) for path, judged, recent in told}
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=counts)}
    found = [Lasting(units[path], months, *counts[path]) for path in sorted(counts)]
    return found, together(found, months)


def together(found: Iterable[Lasting], months: int) -> Lasting:
    """The sum."""
    rows = list(found)
    return Lasting(None, months, *(sum(getattr(row, name) for row in rows) for name in ("judged", "back", "recent")))


# ── 屡查屡犯 ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Repeat:
    """What one unit was found at `count` times; `row` is one of these problems' numbers."""

    unit: Unit
    words: str
    count: int
    row: int
    last_on: dt.date


def since(as_of: dt.date) -> dt.date:
    """Problems found on this day and later are counted together."""
    return corresponding_day(as_of, -matching.settings().repeats["within_months"])


def repeats(user: Any, as_of: dt.date, by: str) -> list[Repeat]:
    """Units × items (or kinds of problem) found as often as the content wants, the most often first; two queries."""
    least = matching.settings().repeats["found"]
    rows = Traits.objects.visible_to(user).standing().filter(found_on__gte=since(as_of), found_on__lte=as_of)
    groups = (
        rows.exclude(**{f"{by}_key": ""})
        .order_by()
        .values("unit_path", f"{by}_key")
        .annotate(count=Count("pk"), words=Max(by), row=Max("pk"), last_on=Max("found_on"))
        .filter(count__gte=least)
        .order_by("-count", "unit_path", f"{by}_key")[:MOST]
    )
    found = list(groups)
    units = {unit.path: unit for unit in Unit.objects.filter(path__in={one["unit_path"] for one in found})}
    return [Repeat(units[one["unit_path"]], *(one[n] for n in ("words", "count", "row", "last_on"))) for one in found]


def repeated(user: Any, as_of: dt.date, by: str, like: Traits) -> Any:
    """Exactly the problems that are counted together with this one, as traits."""
    rows = Traits.objects.visible_to(user).standing().filter(found_on__gte=since(as_of), found_on__lte=as_of)
    return rows.filter(**{"unit_path": like.unit_path, f"{by}_key": getattr(like, f"{by}_key")})
