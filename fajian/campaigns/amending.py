"""What an amendment of a running campaign moves: counted for the page beforehand, and done from the same count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Count, Max, Min

from fajian.campaigns.addressees import Area
from fajian.campaigns.answers import cn
from fajian.campaigns.editing import standing
from fajian.campaigns.models import (
    Amendment,
    Campaign,
    Delivery,
    Duty,
    Participant,
    Stage,
    Standing,
    StandingUnit,
    Task,
    TaskUnit,
)
from fajian.campaigns.opening import Opening, Wanted, opening
from fajian.campaigns.tasking import task_units
from fajian.campaigns.workflow import OWED
from fajian.core.errors import Refused
from fajian.engine.law.calendar import Calendar
from fajian.engine.story.duties import day_hint
from fajian.ledgers.own import of_annex
from fajian.orgs.models import Unit

NAMED = 6  # units named one by one in a sentence


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes, and for whom: rows as they will be written, and the sentences that say so.

    `told` is what each unit concerned gets to read, which names no other; `moved` duties get `day`; `struck` ones are
    owed no more; `joining` units get what `owed` says, a part of each task their words mean (`given`) and what was sent
    to all the others (`sent`); of `leaving` ones the parts and standing duties `ended`.
    """

    says: tuple[str, ...]
    told: Mapping[Unit, str]
    moved: tuple[Duty, ...] = ()
    struck: tuple[Duty, ...] = ()
    joining: tuple[Unit, ...] = ()
    leaving: tuple[Participant, ...] = ()
    given: tuple[TaskUnit, ...] = ()
    sent: tuple[str, ...] = ()
    ended: tuple[TaskUnit | StandingUnit, ...] = ()
    owed: Mapping[int, tuple[Wanted, ...]] = field(default_factory=dict)
    opened: Opening | None = None
    day: dt.date | None = None
    stage: Stage | None = None
    task: Task | None = None


def effect(campaign: Campaign, kind: str, asked: Mapping[str, Any], today: dt.date) -> Effect:
    """What this amendment would do on this day. Raises Refused where it would do nothing, or cannot be done."""
    return {"due": _due, "stage": _stage, "task": _task, "join": _join, "leave": _leave, "duty": _duty}[kind](
        campaign, asked, today
    )


def _due(campaign: Campaign, asked: Mapping[str, Any], today: dt.date) -> Effect:
    """Another day for one thing to hand in; what is handed in or locked keeps its day."""
    day = _coming(asked["day"], today)
    rows = list(
        Duty.objects.filter(campaign=campaign, number=asked["number"]).select_related("unit").order_by("unit_path")
    )
    moved = [row for row in rows if row.state in OWED and row.due_on != day]
    if not moved:
        raise Refused("这项报送没有需要改期的：各单位都已报送，或者期限本来就是这一天。")
    kept = sum(row.state not in OWED for row in rows)
    says = []
    for old in sorted({row.due_on for row in moved}, key=str):
        units = [row.unit for row in moved if row.due_on == old]
        said = f"{_counted(units)}的“{moved[0].what}”期限 {_named(old)} → {cn(day)}"
        says.append(said + (f"，其中{kept}个单位已报送的不变" if kept else ""))
    told = {row.unit: f"“{row.what}”期限 {_named(row.due_on)} → {cn(day)}" for row in moved}
    return Effect((*says, *_hint(day)), told, moved=tuple(moved), day=day)


def _stage(campaign: Campaign, asked: Mapping[str, Any], today: dt.date) -> Effect:
    """Another span for a stage."""
    row = Stage.objects.filter(campaign=campaign, pk=asked["stage"]).first()
    first, last = _day(asked["from_on"]), _day(asked["to_on"])
    if row is None or (row.from_on, row.to_on) == (first, last):
        raise Refused("阶段的起止没有变化。")
    if first and last and first > last:
        raise Refused("阶段的结束不能早于开始。")
    said = f"阶段“{row.title}”：{_span(row.from_on, row.to_on)} → {_span(first, last)}"
    row.from_on, row.to_on = first, last
    return Effect((said,), dict.fromkeys(_units(campaign), said), stage=row)


def _task(campaign: Campaign, asked: Mapping[str, Any], today: dt.date) -> Effect:
    """Another time limit for a task."""
    row, day = Task.objects.filter(campaign=campaign, pk=asked["task"]).first(), _coming(asked["day"], today)
    if row is None or row.due_on == day:
        raise Refused("任务的时限没有变化。")
    units = tuple({one.unit_id: one.unit for one in row.units.select_related("unit")}.values())
    said = f"任务{row.number}“{row.title[:40]}”完成时限 {_named(row.due_on)} → {cn(day)}"
    row.due_on = day
    return Effect((f"{said}，涉及{_counted(units)}", *_hint(day)), dict.fromkeys(units, said), task=row)


def _join(campaign: Campaign, asked: Mapping[str, Any], today: dt.date) -> Effect:
    """Units that come in later get everything still to come; what is past is left out, or due by a day of its own."""
    there = set(Participant.objects.current().filter(campaign=campaign).values_list("unit_id", flat=True))
    units = [unit for unit in Unit.objects.open().filter(pk__in=asked["units"]) if unit.pk not in there]
    if not units:
        raise Refused("所选单位都已参加这项行动。")
    area = Area.at(campaign.unit.area_path, office=campaign.unit)
    opened, days = opening(standing(campaign.document).plan, of_annex(campaign.unit_path)), _amended(campaign)
    again = _coming(asked["again_on"], today) if asked.get("again_on") else None
    tasks = list(Task.objects.filter(campaign=campaign).order_by("id"))
    given = task_units(tasks, opened.plan, area, units)
    whole, sent = _of_everybody(campaign, opened, today), _sent_to_everybody(campaign)
    owed: dict[int, tuple[Wanted, ...]] = {}
    told: dict[Unit, str] = {}
    for unit in units:
        done = set(Duty.objects.filter(campaign=campaign, unit=unit).values_list("number", flat=True))
        mine = (part for part in (*opened.of_unit(area, unit), *whole) if part.number not in done)
        wanted = [(part, days.get(part.number, part.due_on)) for part in mine]
        past = [part for part, day in wanted if day and day < today]
        rows = [(part, again if day and day < today else day) for part, day in wanted]
        owed[unit.pk] = tuple(_on(part, day) for part, day in rows if not (part in past and again is None))
        late = f"；已过期限的{len(past)}项" + (f"在{cn(again)}前补报" if again else "不要求补报") if past else ""
        parts = len({part.task.pk for part in given if part.unit.pk == unit.pk})
        gets = f"开立{len(owed[unit.pk])}项报送、{len(opened.books)}本台账，承担{parts}项任务，下发{len(sent)}份文件"
        told[unit] = f"{unit.name}参加行动，{gets}{late}"
    return Effect(
        tuple(told.values()), told, joining=tuple(units), given=tuple(given), sent=sent, owed=owed, opened=opened
    )


def _of_everybody(campaign: Campaign, opened: Opening, today: dt.date) -> list[Wanted]:
    """What all that take part have to hand in beyond the plan and is still to come: added later, or a standing duty."""
    units = len(_units(campaign))
    later = Duty.objects.filter(campaign=campaign, due_on__gte=today)
    later = later.exclude(number__in=[part.number for part in opened.wanted]).order_by("number")
    shared = later.values("number").annotate(n=Count("unit", distinct=True)).filter(n__gte=units)
    rows = {row.number: row for row in later.filter(number__in=shared.values("number"))}
    return [
        Wanted(row.number, row.what, (), row.to, row.due_on, row.rhythm, row.annexes, row.quote)
        for row in rows.values()
    ]


def _sent_to_everybody(campaign: Campaign) -> tuple[str, ...]:
    """What all that take part were sent, in order: the plan first."""
    units = len(_units(campaign))
    rows = Delivery.objects.filter(campaign=campaign).order_by().values("what")
    counted = rows.annotate(n=Count("unit", distinct=True), first=Min("pk")).filter(n__gte=units).order_by("first")
    return tuple(counted.values_list("what", flat=True))


def _leave(campaign: Campaign, asked: Mapping[str, Any], today: dt.date) -> Effect:
    """Units that leave: what they owe is struck out; what they handed in stays, and so do their ledgers."""
    rows = Participant.objects.current().filter(campaign=campaign, unit__in=asked["units"])
    leaving = list(rows.select_related("unit"))
    if not leaving:
        raise Refused("所选单位没有参加这项行动。")
    if not Participant.objects.current().filter(campaign=campaign).exclude(unit__in=asked["units"]).exists():
        raise Refused("至少要留下一个参加单位。")
    duties = list(Duty.objects.filter(campaign=campaign, unit__in=[row.unit_id for row in leaving]))
    whose = [row.unit_id for row in leaving]
    parts = tuple(TaskUnit.objects.filter(task__campaign=campaign, unit__in=whose).exclude(unit=campaign.unit_id))
    going = Standing.objects.filter(campaign=campaign).exclude(state="ended")
    standing = tuple(StandingUnit.objects.filter(standing__in=going, unit__in=whose))
    everybody = going.filter(everybody=True).count()
    told: dict[Unit, str] = {}
    for row in leaving:
        own = [duty for duty in duties if duty.unit_id == row.unit_id]
        owed = sum(duty.state in OWED for duty in own)
        tasks = len({part.task_id for part in parts if part.unit_id == row.unit_id})
        regular = everybody + sum(one.unit_id == row.unit_id for one in standing)
        told[row.unit] = (
            f"{row.unit.name}退出行动，{owed}项未报的报送作废，{len(own) - owed}项已报的保留，台账保留；"
            f"不再承担{tasks}项任务、{regular}项常态化报送"
        )
    struck = tuple(duty for duty in duties if duty.state in OWED)
    return Effect(tuple(told.values()), told, struck=struck, leaving=tuple(leaving), ended=(*parts, *standing))


def _duty(campaign: Campaign, asked: Mapping[str, Any], today: dt.date) -> Effect:
    """One more thing to hand in."""
    day = _coming(asked["day"], today)
    chosen = [unit for unit in _units(campaign) if not asked["units"] or unit.pk in asked["units"]]
    if not chosen:
        raise Refused("所选单位没有参加这项行动。")
    part = Wanted(next_number(campaign), asked["what"][:300], (), asked["to"][:100], day, "", "", "")
    said = f"增加报送“{part.what}”，期限 {cn(day)}"
    told = dict.fromkeys(chosen, said)
    return Effect((f"{_counted(chosen)}{said}", *_hint(day)), told, owed={unit.pk: (part,) for unit in chosen}, day=day)


def next_number(campaign: Campaign) -> int:
    """The first number that neither a duty of the campaign has nor one its plan would give to a unit that joins."""
    last = Duty.every.filter(campaign=campaign).aggregate(last=Max("number"))["last"] or 0
    planned = opening(standing(campaign.document).plan, of_annex(campaign.unit_path)).wanted
    return max([last, *(part.number for part in planned)]) + 1


def _amended(campaign: Campaign) -> dict[int, dt.date]:
    """The days that amendments gave to things to hand in, by number; the latest counts."""
    made = Amendment.objects.filter(campaign=campaign, kind="due", state="effective").order_by("answered_at", "number")
    return {one.asked["number"]: dt.date.fromisoformat(one.asked["day"]) for one in made}


def _units(campaign: Campaign) -> tuple[Unit, ...]:
    """Who takes part now."""
    rows = Participant.objects.current().filter(campaign=campaign).select_related("unit").order_by("unit_path")
    return tuple(row.unit for row in rows)


def _on(part: Wanted, day: dt.date | None) -> Wanted:
    return replace(part, due_on=day)


def _day(text: Any) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _coming(text: Any, today: dt.date) -> dt.date:
    day = _day(text)
    if day is None or day < today:
        raise Refused("新的期限不能早于今天。")
    return day


def _hint(day: dt.date) -> tuple[str, ...]:
    hint = day_hint(day, Calendar.seeded())
    return (hint,) if hint else ()


def _span(first: dt.date | None, last: dt.date | None) -> str:
    return f"{_named(first)}至{cn(last) if last else '长期'}"


def _named(day: dt.date | None) -> str:
    return cn(day) if day else "未定"


def _counted(units: Iterable[Unit]) -> str:
    """How many, and who where they are few."""
    listed = list(units)
    names = "、".join(map(str, listed[:NAMED]))
    return f"{len(listed)}个单位" + (f"（{names}）" if len(listed) <= NAMED and listed else "")
