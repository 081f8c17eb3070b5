"""资料自检: what a campaign's papers lack, where they contradict each other, what nobody has given a source for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from fajian.campaigns.actions import of_campaign
from fajian.campaigns.models import Campaign, Duty, Return
from fajian.ledgers.models import Proof, Rectification
from fajian.orgs.models import Unit
from fajian.reporting import counters, figures
from fajian.reporting.measures import MEASURES, Span
from fajian.reporting.measures import rows as rows_of

SHOWN = 50  # rows named under each check; the count is of all


@dataclass(frozen=True, slots=True)
class Check:
    """`kind` 缺件, 矛盾 or 来源; `count` 0 = nothing wrong. `rows`: (text, address) of the first of them."""

    kind: str
    title: str
    count: int
    rows: tuple[tuple[str, str], ...]


def read(campaign: Campaign, user: Any, span: Span, unit: Unit | None = None) -> tuple[Check, ...]:
    """Every check over what this user may see, or over one unit of it, as of today; a fixed number of queries."""
    told = counters.read(campaign, user, figures.read(campaign, user, span, unit))
    path = unit.path if unit else ""
    returns = _within(_returns(campaign, user), path)
    return (
        _late(_within(rows_of(MEASURES["duties_late"], campaign, user, span), path)),
        _bare(returns),
        _unproven(campaign, _within(Rectification.objects.visible_to(user).standing(), path)),
        _nil_with_problems(campaign, returns),
        _differing(campaign, told),
        _missing(campaign, told),
    )


def _within(rows: Any, path: str) -> Any:
    return rows.of_subtree(path) if path else rows


def _late(rows: QuerySet[Duty]) -> Check:
    rows = rows.select_related("unit").order_by("order_on", "id")
    return Check(
        "缺件", "到期没有报送的报送义务", rows.count(),
        tuple((f"{row.unit.name}：{row.what}", row.get_absolute_url()) for row in rows[:SHOWN]),
    )  # fmt: skip


def _returns(campaign: Campaign, user: Any) -> QuerySet[Return]:
    """What stands received."""
    found: QuerySet[Return] = Return.objects.visible_to(user).filter(duty__campaign=campaign, answer="received")
    return found.select_related("duty", "unit").order_by("unit_path", "id")


def _bare(returns: QuerySet[Return]) -> Check:
    rows = returns.filter(nil=False, file=None)
    return Check(
        "缺件", "已收讫而没有附件的报送（零报告除外）", rows.count(),
        tuple((f"{row.unit.name}：{row.duty.what}", row.duty.get_absolute_url()) for row in rows[:SHOWN]),
    )  # fmt: skip


def _unproven(campaign: Campaign, rows: QuerySet[Rectification]) -> Check:
    proofs = Proof.objects.filter(rectification=OuterRef("pk"), taken_back=False)
    rows = (
        rows.filter(of_campaign(campaign, "ledger__"), state="closed")
        .filter(~Exists(proofs))
        .select_related("entry__ledger", "unit")
        .order_by("entry_id")
    )
    return Check(
        "缺件", "已销号而没有佐证的问题", rows.count(),
        tuple((f"{row.unit.name}：{row.entry.title[:60]}", row.entry.get_absolute_url()) for row in rows[:SHOWN]),
    )  # fmt: skip


def _nil_with_problems(campaign: Campaign, returns: QuerySet[Return]) -> Check:
    """A 零报告 received although the unit had recorded a problem before it handed in."""
    own = Rectification.objects.standing().filter(
        of_campaign(campaign, "ledger__"), unit=OuterRef("unit"), entry__recorded_at__lt=OuterRef("recorded_at"),
        state__in=("found", "rectifying", "submitted", "relapsed"),
    )  # fmt: skip
    rows = returns.filter(nil=True).filter(Exists(own))
    return Check(
        "矛盾", "报送了零报告，而报送前台账里有没销号的问题", rows.count(),
        tuple((f"{row.unit.name}：{row.duty.what}", row.duty.get_absolute_url()) for row in rows[:SHOWN]),
    )  # fmt: skip


def _differing(campaign: Campaign, told: tuple[counters.Row, ...]) -> Check:
    href = f"{reverse('reporting:campaign', args=[campaign.pk])}#counters"
    rows = [(f"{name}：{row.counter.title}", href) for row in told for name in row.differing]
    return Check("矛盾", "申报数与台账数不一致", len(rows), tuple(rows[:SHOWN]))


def _missing(campaign: Campaign, told: tuple[counters.Row, ...]) -> Check:
    href = f"{reverse('reporting:campaign', args=[campaign.pk])}#counters"
    rows = [(f"{row.counter.title}：{len(row.missing)}个单位没有数", href) for row in told if row.missing]
    return Check("来源", "没有台账可数、也没有申报的成效数", len(rows), tuple(rows[:SHOWN]))
