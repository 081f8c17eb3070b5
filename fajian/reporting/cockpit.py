"""全局一览: problems by unit, suspicions by month, instruments, accountability; each number one condition on rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from fajian.core.remembered import remembered
from fajian.ledgers.models import Rectification
from fajian.ledgers.workflow import NOT_CLOSED
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.reporting.measures import month_end
from fajian.screening.models import Finding, Run
from fajian.supervision.models import Accountability, Instrument
from fajian.supervision.workflow import ACCOUNTABILITY

MONTHS = 12  # looked back on, this one included


@dataclass(frozen=True, slots=True)
class Counted:
    """One number: `group` whose rows, `code` in addresses, `says` what is counted; `bad` where there should be none."""

    group: str
    code: str
    title: str
    says: str
    where: Callable[[dt.date], Q]
    bad: bool = False


def _state(*states: str) -> Callable[[dt.date], Q]:
    return lambda today: Q(state__in=states)


PROBLEMS = (
    Counted("problems", "problems", "问题", "台账里没有作废的问题。", lambda today: Q()),
    Counted("problems", "open", "未销号", "没有核准销号的问题。", _state(*NOT_CLOSED)),
    Counted("problems", "closed", "已销号", "已核准销号的问题。", _state("closed")),
    Counted("problems", "overdue", "逾期未销号", "整改时限已过、没有核准销号的问题。",
            lambda today: Q(state__in=NOT_CLOSED, due_on__lt=today), bad=True),
)  # fmt: skip
INSTRUMENTS = (
    Counted("instruments", "issued", "已制发", "编了文号的监督文书，含撤回的。", lambda today: Q(number__isnull=False)),
    Counted("instruments", "served", "待反馈", "已送达、单位还没有反馈的。", _state("served")),
    Counted("instruments", "late", "逾期未反馈", "已送达、报送期限已过、单位还没有反馈的。",
            lambda today: Q(state="served", due_on__lt=today), bad=True),
    Counted("instruments", "settled", "已核实落实", "单位反馈后核实落实的。", _state("settled")),
    Counted("instruments", "disobeyed", "认定未落实", "认定单位没有落实的。", _state("disobeyed"), bad=True),
)  # fmt: skip
ACCOUNTABILITIES = tuple(
    Counted("accountabilities", state, word, f"现在的状态是“{word}”的责任追究案件。", _state(state))
    for state, word in ACCOUNTABILITY.states.items()
    if state != "dropped"
)
FINDINGS = Counted("findings", "findings", "新发现疑点", "当月筛查首次发现的疑点；疑点是线索，核实后才是问题。",
                   lambda today: Q())  # fmt: skip
COUNTED = {(one.group, one.code): one for one in (*PROBLEMS, *INSTRUMENTS, *ACCOUNTABILITIES, FINDINGS)}
DAYS = {
    "problems": "entry__recorded_at", "instruments": "issued_on", "accountabilities": "found_on",
    "findings": "recorded_at",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cockpit:
    """`units`: (unit, numbers of PROBLEMS by code) where there is any; `months`: (first day, new suspicions)."""

    problems: Mapping[str, int]
    units: tuple[tuple[Unit, Mapping[str, int]], ...]
    months: tuple[tuple[dt.date, int], ...]
    instruments: tuple[tuple[str, str, Mapping[str, int]], ...]
    accountabilities: tuple[tuple[Counted, int], ...]


def read(user: Any, today: dt.date) -> Cockpit:
    """Everything a leader looks at, of what the user may see."""
    scope = sorted(domain_scope(user).prefixes)
    by_unit = remembered(["cockpit.problems", scope, user.role, today], lambda: _by_unit(user, today))
    paths = Unit.objects.filter(path__in=by_unit).in_bulk(field_name="path")
    units = tuple((paths[path], numbers) for path, numbers in sorted(by_unit.items()) if path in paths)
    total: Counter[str] = Counter()
    for _, numbers in units:
        total.update(numbers)
    months = remembered(["cockpit.findings", scope, user.role, today], lambda: _months(user, today))
    return Cockpit(total, units, tuple(months), tuple(_instruments(user, today)), tuple(_accountabilities(user, today)))


def rows_of(group: str, user: Any) -> QuerySet[Any]:
    """All rows a user may see that numbers of this group are counted from."""
    found: dict[str, Callable[[], QuerySet[Any]]] = {
        "problems": lambda: Rectification.objects.visible_to(user).filter(struck_out=False),
        "instruments": lambda: Instrument.objects.visible_to(user),
        "accountabilities": lambda: Accountability.objects.visible_to(user).standing(),
        "findings": lambda: Finding.objects.visible_to(user),
    }
    return found[group]()


def rows(counted: Counted, user: Any, today: dt.date, *, unit: int | None, kind: str, month: dt.date | None) -> Any:
    """Exactly the rows behind a number, each with its day as `counted_on`."""
    found = rows_of(counted.group, user).filter(counted.where(today))
    if unit is not None:
        found = found.filter(unit=unit)
    if kind:
        found = found.filter(kind=kind)
    if month is not None:
        found = found.filter(first_run__in=_runs(month))
    return found.annotate(counted_on=F(DAYS[counted.group]))


def _by_unit(user: Any, today: dt.date) -> dict[str, dict[str, int]]:
    wanted = {f"n_{one.code}": Count("pk", filter=one.where(today)) for one in PROBLEMS}
    rows = rows_of("problems", user).order_by().values("unit_path").annotate(**wanted)
    return {row["unit_path"]: {one.code: row[f"n_{one.code}"] for one in PROBLEMS} for row in rows}


def _months(user: Any, today: dt.date) -> list[tuple[dt.date, int]]:
    """By the runs that first found them: a run is one moment, and there are few of them."""
    by_run = dict(rows_of("findings", user).order_by().values_list("first_run").annotate(n=Count("pk")))
    counted: Counter[dt.date] = Counter()
    for run, at in Run.objects.filter(pk__in=by_run).values_list("pk", "recorded_at"):
        counted[timezone.localdate(at).replace(day=1)] += by_run[run]
    found, first = [], today.replace(day=1)
    for _ in range(MONTHS):
        found.append((first, counted[first]))
        first = (first - dt.timedelta(days=1)).replace(day=1)
    return found[::-1]


def _runs(month: dt.date) -> QuerySet[Run, Any]:
    first, last = month.replace(day=1), month_end(month)
    return Run.objects.filter(recorded_at__date__gte=first, recorded_at__date__lte=last).order_by().values("pk")


def _instruments(user: Any, today: dt.date) -> list[tuple[str, str, Mapping[str, int]]]:
    wanted = {f"n_{one.code}": Count("pk", filter=one.where(today)) for one in INSTRUMENTS}
    counted = {row["kind"]: row for row in rows_of("instruments", user).order_by().values("kind").annotate(**wanted)}
    return [
        (kind, title, {one.code: counted.get(kind, {}).get(f"n_{one.code}", 0) for one in INSTRUMENTS})
        for kind, title in Instrument.KINDS
    ]


def _accountabilities(user: Any, today: dt.date) -> list[tuple[Counted, int]]:
    counted = dict(rows_of("accountabilities", user).order_by().values_list("state").annotate(n=Count("pk")))
    return [(one, counted.get(one.code, 0)) for one in ACCOUNTABILITIES]
