"""Who may go: two officers with a good certificate on the day, in the order of the draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from fajian.core.errors import Refused
from fajian.inspections.models import Joint, Plan, Visit
from fajian.orgs.models import Unit
from fajian.people.models import Certificate, Officer

LEAST = 2  # 国办发〔2024〕54号: two at least, each with a certificate


def certified(unit: Unit, day: dt.date) -> list[Certificate]:
    """The good certificates of the unit's officers in post on the day, one each, by 人员编号."""
    rows = Certificate.objects.of_subtree(unit.path).good(day).filter(officer__kind="enforcer")
    rows = rows.filter(officer__in=Officer.objects.in_post(day)).select_related("officer", "officer__account")
    found = {card.officer.number: card for card in rows.order_by("officer__number", "pk")}
    return [found[number] for number in sorted(found)]


def by_draw(visit: Visit) -> list[Certificate]:
    """The next two of the plan's order, each visit two further on; who is not certified that day is passed over."""
    order = _order(visit)
    if len(order) < LEAST:
        raise Refused(_few(visit))
    return order[:LEAST]


def named(visit: Visit, officers: Sequence[Officer]) -> list[Certificate]:
    """The certificates of those named. Refused says who has none."""
    good = {card.officer_id: card for card in certified(visit.unit, visit.visit_on)}
    if without := [one.name for one in officers if one.pk not in good]:
        raise Refused(f"{'、'.join(without)}在{visit.visit_on:%Y-%m-%d}没有有效的执法证，不能入企检查，请另派。")
    if len({one.pk for one in officers}) < LEAST:
        raise Refused("入企检查须有两名以上持有有效执法证的人员。")
    return [good[one.pk] for one in officers]


def instead(visit: Visit) -> Certificate:
    """Who goes in the place of one who steps back."""
    had = set(visit.officers.values_list("officer", flat=True))
    order = _order(visit) if visit.plan is not None else certified(visit.unit, visit.visit_on)
    found = next((card for card in order if card.officer_id not in had), None)
    if found is None:
        raise Refused("没有其他持有有效执法证的人员可以替换，请改期或者请其他单位支援。")
    return found


def still_good(visit: Visit, day: dt.date) -> None:
    """Refuse where fewer than two of those who go are certified on the day; one withheld since is named."""
    good = {card.officer_id for card in certified(visit.unit, day)}
    going = visit.going()
    if bad := [str(one) for one in going if one.officer_id not in good]:
        raise Refused(f"{'、'.join(bad)}在{day:%Y-%m-%d}没有有效的执法证，不能入企检查，请先办理回避、另派人员。")
    if len(going) < LEAST:
        raise Refused("入企检查须有两名以上持有有效执法证的人员。")


def together(plan: Plan, uscc: str, day: dt.date) -> list[str]:
    """The other units that come along by an adopted joint plan; none on another day than it says."""
    found = next((one for one in _joint(plan, uscc) if one["day"] == day.isoformat()), None)
    return [unit for unit in found["units"] if unit != plan.unit.name] if found else []


def joint_day(plan: Plan, uscc: str) -> dt.date | None:
    """The day an adopted joint plan of the area has for the business; None where none has."""
    found = next(_joint(plan, uscc), None)
    return dt.date.fromisoformat(found["day"]) if found else None


def _joint(plan: Plan, uscc: str) -> Iterator[dict[str, Any]]:
    """Visits to the business in adopted joint plans of the area that took this plan in, the newest plan first."""
    rows = Joint.objects.filter(state__in=("adopted", "filed")).order_by("-pk")
    for row in rows.of_subtree(plan.unit.area_path):
        yield from (one for one in row.visits if plan.pk in one["plans"] and one["uscc"] == uscc)


def _order(visit: Visit) -> list[Certificate]:
    """Those certified on the day in the order of the draw, begun two further on for each visit sent before."""
    assert visit.plan is not None
    draw = visit.plan.roster
    if draw is None or draw.state != "drawn":
        raise Refused("检查人员还没有抽取，请监督机关在检查计划页准备抽取、各方公布口令。")
    good = {card.officer.number: card for card in certified(visit.unit, visit.visit_on)}
    drawn = [number for numbers in draw.drawn.values() for number in numbers]
    before = Visit.objects.filter(plan=visit.plan).exclude(number="").exclude(pk=visit.pk).count()
    start = before * LEAST % len(drawn) if drawn else 0
    return [good[number] for number in (*drawn[start:], *drawn[:start]) if number in good]


def _few(visit: Visit) -> str:
    return (
        f"抽中的人员里，{visit.visit_on:%Y-%m-%d}持有有效执法证的不足两名，不能入企检查。"
        "请在“人员与证件”核对，或者改期。"
    )
