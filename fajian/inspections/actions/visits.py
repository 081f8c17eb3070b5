"""Writes before a visit: opened under a plan or for a cause, approved, officers drawn or named, recused, put off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.draws import actions as draws
from fajian.draws.models import Draw
from fajian.engine.draws.protocol import Exclusion, Stratum
from fajian.inspections import sending
from fajian.inspections.foresight import calm_days, is_calm
from fajian.inspections.models import Item, Plan, Target, Visit, VisitOfficer
from fajian.inspections.workflow import VISIT
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT
from fajian.orgs.telling import tell_unit
from fajian.people.models import Officer

CHIEF, SUPERVISOR = ("unit_leader",), ("supervisor",)
STRATUM = "检查人员"


@action("inspections.draw_officers", title="准备抽取检查人员", who=SUPERVISOR)
def draw_officers(
    act: Act, *, plan: Plan, seen: int, secret: str, exclusions: Mapping[str, str] | None = None, public: str = ""
) -> Draw:
    """The order in which the unit's certified officers go under an approved plan, drawn as its targets are.

    `exclusions`: 人员编号 → why. Raises Refused while two do not hold a certificate.
    """
    row = act.lock(plan, seen=seen)
    in_reach(act, row.unit_path)
    if row.state not in ("approved", "filed"):
        raise Refused("检查计划批准以后才抽取检查人员。")
    if row.roster is not None:
        raise Refused("检查人员已经准备过抽取；要重新抽取，在抽取页写明理由。")
    cards = sending.certified(row.unit, act.today)
    known = {card.officer.number for card in cards}
    if strange := [number for number in exclusions or {} if number not in known]:
        raise Refused(f"“{strange[0]}”不是本单位今天持有有效执法证的人员，不用排除，请核对人员编号。")
    if len(known) - len(exclusions or {}) < sending.LEAST:
        raise Refused("能参加抽取的持证人员不足两名，请先在“人员与证件”核对执法证。")
    return draws.prepare.within(
        act, unit=act.user.unit if act.user else row.unit, title=f"{row.title} 检查人员"[:200],
        strata=[Stratum(STRATUM, len(known), tuple(sorted(known)))], secret=secret, public=public,
        exclusions=[Exclusion(number, why) for number, why in (exclusions or {}).items()],
        source=f"inspection_officers:{row.pk}",
    )  # fmt: skip


@action("inspections.open_visit", title="安排入企", who=UNIT)
def open_visit(act: Act, *, plan: Plan, target: Target, visit_on: dt.date) -> Visit:
    """Under an approved plan, to one of its targets, within its days and on none of the quiet days."""
    held = act.lock(plan)
    in_reach(act, held.unit_path)
    if held.state not in ("approved", "filed"):
        raise Refused("检查计划批准以后才能安排入企。")
    if not held.targets.filter(target=target, left_out=False).exists():
        raise Refused("这家企业不在检查计划里，不能按计划检查；有投诉举报或者紧急情况的，另行报批。")
    if not held.from_on <= visit_on <= held.to_on:
        raise Refused(f"入企日期应在计划时间以内（{held.from_on} 至 {held.to_on}）。")
    _open_day(act, held.unit, target, visit_on)
    if Visit.objects.filter(plan=held, target=target).exclude(state="struck").exists():
        raise Refused("这份计划对这家企业已经安排过入企，不能重复检查。")
    return act.create(
        Visit, unit=held.unit, target=target, plan=held, cause="plan", items=held.items, visit_on=visit_on,
        together=sending.together(held, target.uscc, visit_on),
    )  # fmt: skip


@action("inspections.ask_visit", title="报批临时检查", who=UNIT)
def ask_visit(act: Act, *, unit: Unit, target: Target, items: Sequence[Item], given: Mapping[str, Any]) -> Visit:
    """For a complaint, approved before anybody goes; urgent, approved within the term afterwards.

    `given`: cause, cause_note, visit_on, away, assist_no. Quiet days hold but for urgent ones.
    """
    in_reach(act, unit.path)
    if given["cause"] not in ("complaint", "urgent") or not str(given["cause_note"]).strip():
        raise Refused("请写明缘由：线索来源和编号，或者紧急情况是什么。")
    if target.unit_id != unit.pk or target.struck_out:
        raise Refused("请从本单位的检查对象名录里选。")
    if not items or any(one.unit_id != unit.pk or one.struck_out or one.published_on is None for one in items):
        raise Refused("请选择本单位已经公布的检查事项，没有公布的不得检查。")
    if given["away"] and not str(given["assist_no"]).strip():
        raise Refused("跨区域检查须先发函请当地协助，请填写异地协助函号。")
    urgent = given["cause"] == "urgent"
    _open_day(act, unit, target, given["visit_on"], urgent=urgent)
    made = act.create(
        Visit, unit=unit, target=target, cause=given["cause"], cause_note=str(given["cause_note"]).strip()[:300],
        items=[one.pk for one in items], visit_on=given["visit_on"], away=bool(given["away"]),
        assist_no=str(given["assist_no"]).strip()[:100], state="ready" if urgent else "asked",
    )  # fmt: skip
    _tell(made, CHIEF, f"{'紧急检查须及时补办批准' if urgent else '临时检查等您批准'}：{made}")
    return made


@action("inspections.approve_visit", title="批准入企检查", who=CHIEF)
def approve_visit(act: Act, *, visit: Visit, seen: int) -> Visit:
    """By the chief, another person than who asked; of an urgent one afterwards too."""
    row = own(act, visit, seen)
    if row.cause != "urgent" or row.state == "struck" or row.approved_at is not None:
        VISIT.take(row, "approve", by=act.by)
    if act.user is not None and act.user.is_person(row.recorded_by):
        raise Refused("批准须由报批人以外的单位负责人办理。")
    row.approved_by, row.approved_at = act.user, act.now
    act.save(row)
    return row


@action("inspections.refuse_visit", title="不批准入企检查", who=CHIEF)
def refuse_visit(act: Act, *, visit: Visit, seen: int, reason: str) -> Visit:
    """Nobody goes."""
    return _ended(act, visit, seen, "refuse", reason)


@action("inspections.strike_visit", title="取消入企检查", who=UNIT)
def strike_visit(act: Act, *, visit: Visit, seen: int, reason: str) -> Visit:
    """Called off before anybody went; it stays with the reason."""
    return _ended(act, visit, seen, "strike", reason)


@action("inspections.staff_visit", title="派员、出通知书", who=UNIT)
def staff_visit(act: Act, *, visit: Visit, seen: int, number: str, officers: Sequence[Officer] = ()) -> Visit:
    """Two certified officers and the number of the notice; under a plan the next two of the draw, nobody chooses.

    For a cause `officers` are named. Raises Refused for fewer than two, or one without a good certificate that day.
    """
    row = own(act, visit, seen)
    VISIT.take(row, "staff", by=act.by, number=number.strip())
    _open_day(act, row.unit, row.target, row.visit_on, urgent=row.cause == "urgent")
    cards = sending.by_draw(row) if row.plan is not None else sending.named(row, officers)
    for card in cards:
        act.create(VisitOfficer, visit=row, unit=row.unit, officer=card.officer, card=card, drawn=row.plan is not None)
    row.number = number.strip()[:100]
    act.save(row)
    act.about(row)
    people = [card.officer.account for card in cards if card.officer.account is not None]
    notify.tell(people, f"请入企检查：{row}"[:300], row.get_absolute_url())
    return row


@action("inspections.recuse", title="办理回避", who=CHIEF)
def recuse(act: Act, *, visit: Visit, seen: int, officer: Officer, reason: str) -> Visit:
    """One steps back and the next of the draw goes; the notice's page says so at once."""
    row = own(act, visit, seen)
    VISIT.take(row, "recuse", by=act.by, reason=reason.strip())
    mine = row.officers.filter(officer=officer, off=False).first()
    if mine is None:
        raise Refused("这名人员不在这次检查里。")
    fresh = sending.instead(row)
    mine = act.lock(mine)
    mine.off, mine.reason = True, reason.strip()[:300]
    act.save(mine)
    act.create(VisitOfficer, visit=row, unit=row.unit, officer=fresh.officer, card=fresh, drawn=row.plan is not None)
    act.about(row)
    act.note(reason=reason.strip())
    return row


@action("inspections.move_visit", title="入企检查改期", who=UNIT)
def move_visit(act: Act, *, visit: Visit, seen: int, visit_on: dt.date, reason: str) -> Visit:
    """Another day under the same notice; those who go must be certified on it."""
    row = own(act, visit, seen)
    VISIT.take(row, "move", by=act.by, visit_on=visit_on, reason=reason.strip())
    if row.plan is not None and not row.plan.from_on <= visit_on <= row.plan.to_on:
        raise Refused(f"入企日期应在计划时间以内（{row.plan.from_on} 至 {row.plan.to_on}）。")
    _open_day(act, row.unit, row.target, visit_on, urgent=row.cause == "urgent")
    row.visit_on, row.reason = visit_on, reason.strip()[:300]
    sending.still_good(row, visit_on)
    act.save(row)
    return row


def own(act: Act, visit: Visit, seen: int) -> Visit:
    """The visit, locked, within the acting user's reach."""
    row = act.lock(visit, seen=seen)
    in_reach(act, row.unit_path)
    return row


def _open_day(act: Act, unit: Unit, target: Target, day: dt.date, *, urgent: bool = False) -> None:
    """Refuse a day gone by, a business that is gone, a quiet day but for what is urgent."""
    if day < act.today:
        raise Refused("入企日期不能早于今天。")
    if target.state == "gone" or target.struck_out:
        raise Refused("这家企业已经注销或者移出名录，不能安排入企。")
    if not urgent and is_calm(day, calm_days(unit)):
        raise Refused(f"{day:%Y-%m-%d}是企业宁静日，除紧急情况外不得入企检查，请改期。")


def _ended(act: Act, visit: Visit, seen: int, step: str, reason: str) -> Visit:
    row = own(act, visit, seen)
    VISIT.take(row, step, by=act.by, reason=reason.strip())
    row.reason = reason.strip()[:300]
    act.save(row)
    _tell(row, ("clerk",), f"入企检查{VISIT.step(step).button}：{row}，{row.reason}")
    return row


def _tell(row: Visit, roles: tuple[str, ...], line: str) -> None:
    tell_unit(row.unit_id, line, row.get_absolute_url(), roles)
