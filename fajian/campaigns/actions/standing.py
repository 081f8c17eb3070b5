"""Writes on 常态化报送: set, paused, set going again, ended; each period's duties opened by the daily tick."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from fajian.campaigns.actions.shared import SUPERVISOR, leads, tell_units
from fajian.campaigns.amending import next_number
from fajian.campaigns.models import Campaign, Duty, Participant, Standing, StandingUnit
from fajian.campaigns.periods import AHEAD, periods, to_open, upcoming
from fajian.campaigns.workflow import STANDING
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.law.calendar import Calendar
from fajian.orgs.models import Unit, User


@action("campaigns.set_standing", title="设置常态化报送", who=SUPERVISOR)
def set_standing(
    act: Act,
    *,
    campaign: Campaign,
    what: str,
    every: str,
    words: str,
    from_on: datetime.date,
    open_before: int,
    to_on: datetime.date | None = None,
    to: str = "",
    annexes: str = "",
    units: Sequence[Unit] = (),
) -> Standing:
    """What units hand in again and again from a day on; no `units`: all that take part in the campaign, now or later.

    Refused where the words name no day of the period, or no period lies in the span.
    """
    campaign = act.lock(campaign)
    leads(act, campaign.unit_path)
    if not what.strip():
        raise Refused("请填写报送内容。")
    if from_on < act.today:
        raise Refused("开始日期不能早于今天；以前的不再补设。")
    if to_on and to_on < from_on:
        raise Refused("结束日期不能早于开始日期。")
    if not upcoming(every, words, from_on, from_on + AHEAD, 1):
        raise Refused(
            f"“{words}”里没有写明{every}的哪一天，请写成“每周五前”“每季度末月25日前”“每月5日前”“每年12月20日前”这样的话。"
        )
    if not upcoming(every, words, from_on, to_on, 1):
        raise Refused("开始和结束之间没有一期到期，请核对起止日期。")
    joined = set(Participant.objects.current().filter(campaign=campaign).values_list("unit", flat=True))
    if any(unit.pk not in joined for unit in units):
        raise Refused("所选单位有的没有参加这项行动，请重新选择。")
    row = act.create(
        Standing,
        unit=campaign.unit,
        campaign=campaign,
        what=what.strip(),
        to=to.strip(),
        every=every,
        words=words.strip(),
        annexes=annexes.strip(),
        from_on=from_on,
        to_on=to_on,
        open_before=open_before,
        everybody=not units,
        active_from=act.today,
    )
    act.bulk_create(StandingUnit, [StandingUnit(standing=row, unit=unit) for unit in units])
    act.about(row)
    return row


@action("campaigns.pause_standing", title="暂停常态化报送", who=SUPERVISOR)
def pause_standing(act: Act, *, standing: Standing, seen: int) -> Standing:
    """No further period is opened; what is open stays owed."""
    return _step(act, standing, seen, "pause")


@action("campaigns.resume_standing", title="恢复常态化报送", who=SUPERVISOR)
def resume_standing(act: Act, *, standing: Standing, seen: int) -> Standing:
    """Periods due from today on are opened again; those in between are not made up for."""
    return _step(act, standing, seen, "resume")


@action("campaigns.end_standing", title="终止常态化报送", who=SUPERVISOR)
def end_standing(act: Act, *, standing: Standing, seen: int, reason: str) -> Standing:
    """For good; its duties and what was handed in stay."""
    return _step(act, standing, seen, "end", reason.strip())


def _step(act: Act, standing: Standing, seen: int, name: str, reason: str = "") -> Standing:
    row = act.lock(standing, seen=seen)
    leads(act, row.unit_path)
    STANDING.take(row, name, by=act.by, reason=reason)
    if name == "resume":
        row.active_from = act.today
    row.reason = reason
    act.save(row)
    return row


@action("campaigns.open_periods", title="下达常态化报送", who=("system",))
def open_periods(act: Act) -> dict[str, int]:
    """Open every period whose time has come, and tell the units. Returns how many periods and duties it were.

    A period is opened once, whatever is asked: its duties carry the schedule and the day.
    """
    rows = Standing.objects.filter(state="active").order_by("pk").select_related("campaign__unit")
    periods_opened = duties_opened = 0
    for standing in rows:
        opened = _open(act, standing)
        periods_opened += len({duty.due_on for duty in opened})
        duties_opened += len(opened)
    done = {"periods": periods_opened, "duties": duties_opened}
    act.note(day=act.today.isoformat(), **done)
    return done


def _open(act: Act, standing: Standing) -> list[Duty]:
    campaign = standing.campaign
    found = periods(standing.every, standing.words, standing.opens_from, standing.to_on, act.today + AHEAD)
    own = Duty.objects.filter(standing=standing).order_by()
    known = {day for day in own.values_list("due_on", flat=True) if day}
    wanted = to_open(found, standing.open_before, known, act.today, Calendar.seeded())
    if not wanted:
        return []
    act.lock(campaign)
    joined = Participant.objects.current().filter(campaign=campaign) if standing.everybody else standing.units.all()
    units = [one.unit for one in joined.select_related("unit").order_by("unit_path") if one.unit.closed_on is None]
    able = _able(units) if standing.annexes else set()
    number = next_number(campaign)
    made = [
        Duty(
            campaign=campaign,
            standing=standing,
            unit=unit,
            number=number + place,
            what=f"{standing.what}（{label}）",
            to=standing.to,
            due_on=due_on,
            rhythm=standing.every,
            annexes=standing.annexes,
            quote=standing.words,
            approval="leader" if unit.pk in able else "",
        )
        for place, (due_on, label) in enumerate(wanted)
        for unit in units
    ]
    act.bulk_create(Duty, made)
    lines = "、".join(f"{label}，期限{due_on.month}月{due_on.day}日" for due_on, label in wanted)
    tell_units(campaign, dict.fromkeys([unit.pk for unit in units], f"“{standing.what[:100]}”已下达（{lines[:120]}）"))
    return made


def _able(units: Sequence[Unit]) -> set[int]:
    """Units with somebody who could approve: as at a launch, a return with which ledgers go is approved first."""
    leaders = User.objects.filter(unit__in=units, role="unit_leader", is_active=True)
    return set(leaders.values_list("unit", flat=True))
