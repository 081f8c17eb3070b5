"""Writes on declared numbers."""

from __future__ import annotations

import datetime

from fajian.campaigns.models import Campaign, Declaration, Participant
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS


@action("campaigns.declare", title="申报成效数", who=WRITERS)
def declare(
    act: Act, *, campaign: Campaign, unit: Unit, counter: str, month_on: datetime.date, number: int, basis: str
) -> Declaration:
    """What a unit did in a month, in its own words and number; said again, the later one stands and both are kept."""
    in_reach(act, unit.path)
    if not Participant.objects.filter(campaign=campaign, unit=unit).exists():
        raise Refused(f"{unit.name}没有参加这项行动，不能申报。")
    if month_on > act.today:
        raise Refused("不能申报还没有到的月份。")
    if number < 0:
        raise Refused("申报数不能小于零。")
    if not basis.strip():
        raise Refused("请写明这个数字的依据，例如材料名称、文号、登记簿。")
    return act.create(
        Declaration,
        campaign=campaign,
        unit=unit,
        counter=counter,
        month_on=month_on.replace(day=1),
        number=number,
        basis=basis.strip(),
    )
