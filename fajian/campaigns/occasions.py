"""活动情况: how many of each kind each unit held, beside what the plan asks for; and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from fajian.campaigns.kinds import Kind, kinds
from fajian.campaigns.models import Activity, Campaign
from fajian.campaigns.overview import units_of
from fajian.engine.office.workbooks import Cell, Column, Sheet
from fajian.orgs.models import Unit


@dataclass(frozen=True, slots=True)
class Tally:
    """One unit's activities of one kind. `missing`: the plan asks for it and there is none."""

    kind: Kind
    count: int
    missing: bool


def offered(campaign: Campaign) -> list[tuple[Kind, bool]]:
    """The kinds, and whether the plan asks for them."""
    text = campaign.document.text
    return [(kind, kind.asked(text)) for kind in kinds().values() if not kind.retired]


def counted(campaign: Campaign, user: Any) -> list[tuple[Unit, list[Tally]]]:
    """Units taking part × kinds, without what was struck out; of the units the user may see."""
    rows = Activity.objects.visible_to(user).filter(campaign=campaign, struck_out=False).order_by()
    found = {
        (unit, kind): n
        for unit, kind, n in rows.values("unit", "kind").annotate(n=Count("pk")).values_list("unit", "kind", "n")
    }
    asked = offered(campaign)
    return [
        (unit, [Tally(kind, n := found.get((unit.pk, kind.code), 0), is_asked and not n) for kind, is_asked in asked])
        for unit in units_of(campaign, user)
    ]


COLUMNS = (
    Column("序号", 5.0, kind="int", centred=True),
    Column("单位", 20.0),
    Column("类别", 10.0, centred=True),
    Column("日期", 11.0, kind="date", centred=True),
    Column("地点", 14.0),
    Column("主题", 26.0),
    Column("参加人数", 8.0, kind="int", centred=True),
    Column("参加人员", 20.0),
    Column("主要内容", 34.0),
    Column("签到表、佐证", 18.0),
)


def sheets(
    campaign: Campaign, found: Sequence[tuple[Unit, list[Tally]]], rows: Iterable[Activity], today: dt.date
) -> list[Sheet]:
    """活动台账 of exactly these rows, and 活动统计 of the units."""
    line = (f"牵头单位：{campaign.unit.name}", f"截至：{today:%Y年%m月%d日}")
    listed: list[list[Cell]] = [
        [
            number,
            one.unit.name,
            one.kind_word,
            one.held_on,
            one.place or None,
            one.subject,
            one.attended,
            one.attendees or None,
            one.text,
            "、".join(file.name for file in (one.sign_in, one.minutes) if file) or None,
        ]
        for number, one in enumerate(rows, 1)
    ]
    heads = [f"{kind.title}{'（方案要求）' if asked else ''}" for kind, asked in offered(campaign)]
    columns = (Column("单位", 24.0), *(Column(head, 10.0, kind="int", centred=True) for head in heads))
    numbers: list[list[Cell]] = [[unit.name, *(cell.count for cell in cells)] for unit, cells in found]
    return [
        Sheet("活动台账", f"{campaign.title}活动台账", COLUMNS, listed, line=line),
        Sheet("活动统计", f"{campaign.title}活动统计", columns, numbers, line=line),
    ]
