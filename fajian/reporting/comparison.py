"""整治前后对比: suspicions about acts before the campaign and since, over spans of the same length."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from fajian.campaigns.models import Campaign
from fajian.engine.story.findings import group_name
from fajian.orgs.models import Unit
from fajian.reporting.measures import cn, rows_of


@dataclass(frozen=True, slots=True)
class Line:
    """One group of rules."""

    title: str
    before: int
    since: int

    @property
    def change(self) -> str:
        """增3, 减5, 持平."""
        more = self.since - self.before
        return "持平" if not more else f"{'增' if more > 0 else '减'}{abs(more)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both spans with both ends included; `lines` the groups in which there is anything, most before first."""

    before: tuple[dt.date, dt.date]
    since: tuple[dt.date, dt.date]
    lines: tuple[Line, ...]

    @property
    def total(self) -> Line:
        """All groups."""
        return Line("合计", sum(line.before for line in self.lines), sum(line.since for line in self.lines))

    @property
    def says(self) -> str:
        """What was compared, in one sentence."""
        days = (self.since[1] - self.since[0]).days + 1
        return (
            f"执法行为发生在整治开始前{days}天（{cn(self.before[0])}至{cn(self.before[1])}）和开始后{days}天"
            f"（{cn(self.since[0])}至{cn(self.since[1])}）的疑点，已排除的不计；疑点多少还受导入数据多少影响。"
        )


def read(campaign: Campaign, user: Any, units: tuple[Unit, ...], today: dt.date) -> Comparison | None:
    """The same number of days before its beginning and since; None before it begins, or with nothing to compare."""
    if campaign.from_on is None or campaign.from_on > today:
        return None
    last = min(today, campaign.to_on) if campaign.to_on else today
    length = last - campaign.from_on
    day = dt.timedelta(days=1)
    before, since = (campaign.from_on - day - length, campaign.from_on - day), (campaign.from_on, last)
    rows = rows_of("findings", campaign, user).filter(unit__in=units).exclude(state="dismissed").order_by()
    counted: Counter[tuple[str, str]] = Counter()
    sums = {"b": Count("pk", filter=Q(step_on__range=before)), "s": Count("pk", filter=Q(step_on__range=since))}
    for rule, b, s in rows.values("rule_id").annotate(**sums).values_list("rule_id", "b", "s"):
        counted[group_name(rule), "b"] += b
        counted[group_name(rule), "s"] += s
    titles = {title for (title, _), n in counted.items() if n}
    lines = [Line(title, counted[title, "b"], counted[title, "s"]) for title in titles]
    if not lines:
        return None
    return Comparison(before, since, tuple(sorted(lines, key=lambda line: (-line.before, line.title))))
