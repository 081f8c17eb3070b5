"""签收和备案情况: what was sent to each unit and what it filed; a few queries however many units there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from fajian.campaigns.models import Campaign, Delivery, Filing
from fajian.campaigns.overview import units_of
from fajian.campaigns.terms import due_days, standing
from fajian.engine.office.workbooks import Cell, Column, Sheet
from fajian.orgs.models import Unit

COLOURS = {"sent": "yellow", "signed": "blue", "handled": "green", "handed_in": "blue", "filed": "green",
           "returned": "yellow"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: what was sent to it, what it handed in for filing (the newest first), its day and light for that."""

    unit: Unit
    deliveries: tuple[Delivery, ...]
    filings: tuple[Filing, ...]
    due_on: dt.date | None
    light: tuple[str, str]

    @property
    def unsigned(self) -> int:
        """How many it has not signed for."""
        return sum(one.state == "sent" for one in self.deliveries)

    @property
    def waits(self) -> bool:
        """Is something it handed in still to be filed or returned?"""
        return any(one.state == "handed_in" for one in self.filings)

    @property
    def filed(self) -> Filing | None:
        """The newest that was filed."""
        return next((one for one in self.filings if one.state == "filed"), None)


def rows(campaign: Campaign, user: Any, today: dt.date) -> list[Row]:
    """The units taking part that the user may see."""
    sent: dict[int, list[Delivery]] = {}
    for one in Delivery.objects.visible_to(user).filter(campaign=campaign).select_related("signed_by", "handled_by"):
        sent.setdefault(one.unit_id, []).append(one)
    filed: dict[int, list[Filing]] = {}
    for paper in Filing.objects.visible_to(user).filter(campaign=campaign).select_related("file", "answered_by"):
        filed.setdefault(paper.unit_id, []).append(paper)
    days = due_days(campaign, "filing")
    return [
        Row(
            unit,
            tuple(sent.get(unit.pk, ())),
            tuple(filed.get(unit.pk, ())),
            days.get(unit.pk),
            _light(filed.get(unit.pk, []), days.get(unit.pk), today),
        )
        for unit in units_of(campaign, user)
    ]


def _light(papers: list[Filing], due_on: dt.date | None, today: dt.date) -> tuple[str, str]:
    """By the first handing in of what was filed or waits; a returned one counts as not handed in."""
    good = [one for one in papers if one.state != "returned"]
    if not good:
        colour, word = standing(None, due_on, today, "")
        return ("yellow", "已退回") if papers and colour != "red" else (colour, word)
    first = min(timezone.localdate(one.recorded_at) for one in good)
    is_filed = any(one.state == "filed" for one in good)
    colour, word = standing(first, due_on, today, "已备案" if is_filed else "待备案")
    return (colour if is_filed else "blue"), word


def counts(found: list[Row]) -> list[tuple[str, int, bool]]:
    """(word, how many units, is it bad) for the tiles."""
    return [
        ("参加单位", len(found), False),
        ("全部签收的单位", sum(bool(row.deliveries) and not row.unsigned for row in found), False),
        ("还没有签收的单位", sum(row.unsigned > 0 for row in found), True),
        ("已备案的单位", sum(row.filed is not None for row in found), False),
        ("逾期未报备案的单位", sum(row.light[0] == "red" for row in found), True),
    ]


COLUMNS = (
    Column("序号", 5.0, kind="int", centred=True),
    Column("单位", 22.0),
    Column("下发内容", 26.0),
    Column("签收人", 9.0, centred=True),
    Column("签收时间", 15.0, centred=True),
    Column("阅办、传达意见", 34.0),
    Column("阅办人", 9.0, centred=True),
)
FILED_COLUMNS = (
    Column("序号", 5.0, kind="int", centred=True),
    Column("单位", 22.0),
    Column("期限", 11.0, kind="date", centred=True),
    Column("名称", 30.0),
    Column("报送日期", 11.0, kind="date", centred=True),
    Column("状态", 10.0, centred=True),
    Column("备案号", 14.0, centred=True),
    Column("备案日期", 11.0, kind="date", centred=True),
)


def sheets(campaign: Campaign, found: list[Row], today: dt.date) -> list[Sheet]:
    """签收表 and 备案登记表 of exactly these rows; a unit that did nothing has its line too."""
    line = (f"牵头单位：{campaign.unit.name}", f"截至：{today:%Y年%m月%d日}")
    signing = [(row, one) for row in found for one in row.deliveries or (None,)]
    filing = [(row, one) for row in found for one in row.filings or (None,)]
    return [
        Sheet(
            "签收表",
            f"{campaign.title}签收表",
            COLUMNS,
            [[number, row.unit.name, *_signed(one)] for number, (row, one) in enumerate(signing, 1)],
            line=line,
        ),
        Sheet(
            "备案登记表",
            f"{campaign.title}单位方案、措施备案登记表",
            FILED_COLUMNS,
            [
                [number, row.unit.name, row.due_on, *_filed(one, row.light[1])]
                for number, (row, one) in enumerate(filing, 1)
            ],
            line=line,
        ),
    ]


def _signed(one: Delivery | None) -> list[Cell]:
    if one is None:
        return ["没有下发记录", None, None, None, None]
    at = f"{timezone.localtime(one.signed_at):%Y-%m-%d %H:%M}" if one.signed_at else "未签收"
    who = [str(person) if person else None for person in (one.signed_by, one.handled_by)]
    return [one.what, who[0], at, one.handling or None, who[1]]


def _filed(one: Filing | None, word: str) -> list[Cell]:
    if one is None:
        return [None, None, word, None, None]
    return [one.title, timezone.localdate(one.recorded_at), one.state_word, one.filed_as or None, one.filed_on]
