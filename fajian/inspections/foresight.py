"""频次预警: what stands against a plan, looked at before anybody approves it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from fajian.engine.law.calendar import Calendar
from fajian.inspections.models import Bound, Plan, PlanTarget, Target
from fajian.orgs.models import Unit
from fajian.orgs.scope import levels

NAMED = 5  # businesses a warning names; of more it says how many
COUNTED = ("submitted", "approved", "filed")


class Band(Protocol):
    """A grade of credit: so many visits a year at most, by all units together."""

    @property
    def title(self) -> str: ...
    @property
    def visits(self) -> int: ...


# Who knows the credit of businesses on a day, by their codes; those of whom nothing is on record are left out.
CREDIT: list[Callable[[Iterable[str], dt.date], Mapping[str, Band]]] = []


def credit_of(codes: Iterable[str], day: dt.date) -> dict[str, Band]:
    """The grade of each business of which something is on record."""
    asked = list(codes)
    return {code: band for source in CREDIT for code, band in source(asked, day).items()}


def planned(year: int, *, but: Plan | None = None) -> Any:
    """Targets of plans on their way or approved that begin in a year, one row each."""
    rows = PlanTarget.objects.filter(left_out=False, plan__state__in=COUNTED, plan__from_on__year=year)
    return rows.exclude(plan=but) if but else rows


def warnings(plan: Plan, today: dt.date) -> list[str]:
    """A sentence for each thing that stands against the plan; none where nothing is known against it."""
    targets = [row.target for row in plan.targets.filter(left_out=False).select_related("target")]
    return [
        *_frequency(plan, targets),
        *_credit(plan, targets, today),
        *_many(plan, targets),
        *_quiet(plan),
        *_items(plan, today),
        *(
            [f"专项检查计划须经批准后公布、备案，依据写的是“{plan.basis}”，请核对批准文件。"]
            if plan.kind == "special"
            else []
        ),
    ]


def cap_of(unit: Unit, year: int) -> dict[str, int]:
    """The unit's cap by level of risk; "" is for those without one of their own."""
    rows = Bound.objects.filter(unit=unit, kind="cap", year=year, struck_out=False)
    return {row.risk: row.most or 0 for row in rows}


def _frequency(plan: Plan, targets: list[Target]) -> Iterable[str]:
    """The unit's own cap: this plan's visit and those it has planned already in the year."""
    year = plan.from_on.year
    caps = cap_of(plan.unit, year)
    if not caps:
        yield f"本单位没有登记{year}年度的检查频次上限，是否超限无法判断，请先登记上限。"
        return
    known = Counter(planned(year, but=plan).filter(plan__unit=plan.unit).values_list("target__uscc", flat=True))
    beyond = [
        f"{row.name}（第{known[row.uscc] + 1}次，上限{caps.get(row.risk, caps.get(''))}次）"
        for row in targets
        if (most := caps.get(row.risk, caps.get(""))) is not None and known[row.uscc] + 1 > most
    ]
    if beyond:
        yield f"{len(beyond)} 家企业将超过本单位{year}年度频次上限：{_some(beyond)}。请移出，或者与其他计划合并。"
    unknown = [row.name for row in targets if caps.get(row.risk, caps.get("")) is None]
    if unknown:
        yield f"{len(unknown)} 家企业的风险等级没有对应的上限，无法判断：{_some(unknown)}。"


def _credit(plan: Plan, targets: list[Target], today: dt.date) -> Iterable[str]:
    """The better the credit, the fewer visits a year, those of every unit of the area counted."""
    bands, year = credit_of((row.uscc for row in targets), today), plan.from_on.year
    rows = planned(year, but=plan).of_subtree(plan.unit.area_path).filter(target__uscc__in=list(bands))
    known = Counter(rows.values_list("target__uscc", flat=True)) if bands else Counter[str]()
    beyond = [
        f"{row.name}（信用{band.title}，第{known[row.uscc] + 1}次，最多{band.visits}次）"
        for row in targets
        if (band := bands.get(row.uscc)) is not None and known[row.uscc] + 1 > band.visits
    ]
    if beyond:
        yield f"{len(beyond)} 家企业将超过信用等级对应的{year}年度检查次数（各单位合计）：{_some(beyond)}。"


def _many(plan: Plan, targets: list[Target]) -> Iterable[str]:
    """Other units of the area that go there in the same time: a joint visit would do."""
    rows = planned(plan.from_on.year, but=plan).exclude(plan__unit=plan.unit).of_subtree(plan.unit.area_path)
    rows = rows.filter(plan__from_on__lte=plan.to_on, plan__to_on__gte=plan.from_on)
    others = set(rows.filter(target__uscc__in=[row.uscc for row in targets]).values_list("target__uscc", flat=True))
    named = [row.name for row in targets if row.uscc in others]
    if named:
        yield f"同一时间另有单位计划检查其中 {len(named)} 家：{_some(named)}。应当联合检查，由监督机关合并。"


def calm_days(unit: Unit) -> list[tuple[int, int]]:
    """(from, to) of the month, of the units above and the unit itself: the quiet days that hold for it."""
    rows = Bound.objects.filter(kind="calm", struck_out=False, unit__path__in=levels(unit.path))
    return [(row.from_day or 0, row.to_day or 0) for row in rows]


def is_calm(day: dt.date, quiet: Iterable[tuple[int, int]]) -> bool:
    """Does a day lie among these days of the month?"""
    return any(low <= day.day <= high for low, high in quiet)


def open_days(unit: Unit, from_on: dt.date, to_on: dt.date) -> tuple[dt.date, ...]:
    """Working days on which the unit may visit businesses, both ends included."""
    calendar, quiet = Calendar.seeded(), calm_days(unit)
    days = (from_on + dt.timedelta(days=count) for count in range((to_on - from_on).days + 1))
    return tuple(day for day in days if calendar.day(day).is_working and not is_calm(day, quiet))


def _quiet(plan: Plan) -> Iterable[str]:
    if not open_days(plan.unit, plan.from_on, plan.to_on):
        yield "计划期内没有可以入企的工作日（都是休息日或者企业宁静日），请调整计划时间。"


def _items(plan: Plan, today: dt.date) -> Iterable[str]:
    for item in plan.named_items():
        if item.published_on is None or item.published_on > today:
            yield f"检查事项“{item}”没有公布，没有公布的不得实施。"
        if item.missing:
            yield f"检查事项“{item}”的工作指南没有写：{'、'.join(item.missing)}。"
        if item.remote:
            yield f"检查事项“{item}”可以非现场核查，能不入企的不入企。"


def _some(names: list[str]) -> str:
    return "、".join(names[:NAMED]) + (f"等 {len(names)} 家" if len(names) > NAMED else "")
