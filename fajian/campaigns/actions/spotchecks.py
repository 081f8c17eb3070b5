"""Writes on spot checks: begun with a draw, the sample taken over, each problem upheld or refuted."""

from __future__ import annotations

import datetime
from typing import Any

from fajian.campaigns.actions.shared import SUPERVISOR, leads, tell_units
from fajian.campaigns.contents import of_campaign
from fajian.campaigns.models import Campaign, Recheck, SpotCheck
from fajian.campaigns.workflow import RECHECK
from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.draws import actions as draws
from fajian.engine.draws.protocol import Stratum
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Rectification

ENTRY = "entry:"


@action("campaigns.spot_check", title="发起销号抽查", who=SUPERVISOR)
def spot_check(act: Act, *, campaign: Campaign, take: int, secret: str, title: str = "", public: str = "") -> SpotCheck:
    """A draw over the campaign's closed problems, `take` of each unit; two people's secrets decide (app draws)."""
    campaign = act.lock(campaign)
    leads(act, campaign.unit_path)
    strata = closed(campaign, take)
    if not strata:
        raise Refused("本次行动还没有已销号的问题，没有可以抽查的。")
    made = act.create(
        SpotCheck, campaign=campaign, unit=campaign.unit, title=(title.strip() or f"{campaign.title}销号抽查")[:200]
    )
    draws.prepare.within(
        act, unit=campaign.unit, title=made.title, strata=strata, secret=secret, public=public, source=made.source
    )
    act.about(made)
    return made


def closed(campaign: Campaign, take: int) -> list[Stratum]:
    """The closed problems of a campaign, by unit."""
    rows = Rectification.objects.standing().filter(of_campaign(campaign, "ledger__"), state="closed")
    found: dict[str, list[str]] = {}
    for number, unit in rows.order_by("unit_path", "entry_id").values_list("entry_id", "unit__name"):
        found.setdefault(unit, []).append(f"{ENTRY}{number}")
    return [Stratum(unit, take, tuple(ids)) for unit, ids in found.items()]


@action("campaigns.take_sample", title="列入复核", who=SUPERVISOR)
def take_sample(act: Act, *, spot_check: SpotCheck) -> SpotCheck:
    """What was drawn becomes what is to be looked at; once."""
    row = act.lock(spot_check)
    leads(act, row.unit_path)
    draw = row.draw
    if row.sampled_id is not None:
        raise Refused("抽中的问题已经列入复核。")
    if draw.state != "drawn":
        raise Refused("还没有抽取，请先由各方公布口令。")
    numbers = [int(one.removeprefix(ENTRY)) for ids in draw.drawn.values() for one in ids]
    problems = Rectification.objects.filter(pk__in=numbers).select_related("unit").order_by("unit_path", "entry_id")
    act.bulk_create(Recheck, [Recheck(spot_check=row, entry_id=one.entry_id, unit=one.unit) for one in problems])
    row.sampled = draw
    act.save(row)
    act.about(row)
    return row


@action("campaigns.uphold", title="认定属实", who=SUPERVISOR)
def uphold(
    act: Act,
    *,
    recheck: Recheck,
    seen: int,
    result: str,
    checked_on: datetime.date,
    received: files.Received | None = None,
) -> Recheck:
    """Looked at on site: it has been put right."""
    return _checked(act, recheck, seen, "uphold", result, checked_on, received)


@action("campaigns.refute", title="认定虚假销号", who=SUPERVISOR)
def refute(
    act: Act,
    *,
    recheck: Recheck,
    seen: int,
    result: str,
    checked_on: datetime.date,
    received: files.Received | None = None,
) -> Recheck:
    """It was closed and had not been put right: reopened, under special watch, and its unit is told."""
    row = _checked(act, recheck, seen, "refute", result, checked_on, received)
    problem = act.lock(Rectification.objects.get(entry=row.entry))
    reason = f"抽查认定虚假销号：{row.result}"
    ledgers.reopen.within(act, rectification=problem, seen=problem.version, reason=reason, why="untrue")
    act.about(row)
    line = f"抽查认定虚假销号：{row.entry}，请重新认领整改"
    tell_units(row.spot_check.campaign, {row.unit_id: line[:300]})
    return row


def _checked(
    act: Act,
    recheck: Recheck,
    seen: int,
    step: str,
    result: str,
    checked_on: datetime.date,
    received: files.Received | None,
) -> Recheck:
    """The recheck with what was found; by a person who neither put the problem right nor closed it."""
    row = act.lock(recheck, seen=seen)
    leads(act, row.spot_check.unit_path)
    RECHECK.take(row, step, by=act.by, result=result.strip())
    if checked_on > act.today:
        raise Refused("现场查看日期不能晚于今天。")
    problem = Rectification.objects.select_related("closed_by", "entry__recorded_by").get(entry=row.entry)
    if act.user is None or took_part(problem, act.user):
        raise Refused("登记、整改、核准这个问题的人不能复核，请由另一位监督人员到现场复核。")
    row.result, row.checked_on, row.checked_by = result.strip(), checked_on, act.user
    row.file = files.attach(act, received) if received else None
    act.save(row)
    act.about(row)
    return row


def took_part(problem: Rectification, user: Any) -> bool:
    """Did this person record, change, put right or close the problem?"""
    return ledgers.has_hand(problem, user) or bool(problem.closed_by and problem.closed_by.is_person(user))
