"""Writes on plans of inspection: drafted, drawn, approved by the chief with every warning before the eyes, filed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.draws import actions as draws
from fajian.engine.draws.protocol import Exclusion, Stratum
from fajian.engine.law.calendar import Calendar
from fajian.inspections.foresight import warnings
from fajian.inspections.models import Directory, Item, Plan, PlanTarget, Target
from fajian.inspections.workflow import PLAN
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS
from fajian.orgs.telling import tell_unit

CHIEF, SUPERVISOR = ("unit_leader",), ("supervisor",)
WRITTEN = ("title", "kind", "basis", "from_on", "to_on", "pairs")
UNGRADED = "未定级"


@action("inspections.draft_plan", title="拟制检查计划", who=WRITERS)
def draft_plan(act: Act, *, unit: Unit, given: Mapping[str, Any], items: Sequence[Item]) -> Plan:
    """A plan without targets yet; `given` by WRITTEN."""
    in_reach(act, unit.path)
    _sound(given, items, unit)
    made = act.create(Plan, unit=unit, items=[item.pk for item in items], **{name: given[name] for name in WRITTEN})
    act.about(made)
    return made


@action("inspections.edit_plan", title="修改检查计划", who=WRITERS)
def edit_plan(act: Act, *, plan: Plan, seen: int, given: Mapping[str, Any], items: Sequence[Item]) -> Plan:
    """While it is drafted."""
    row = _own(act, plan, seen)
    PLAN.take(row, "edit", by=act.by, title=given.get("title"))
    _sound(given, items, row.unit)
    for name in WRITTEN:
        setattr(row, name, given[name])
    row.items, row.edited_by = [item.pk for item in items], act.user
    act.save(row)
    return row


@action("inspections.draw_plan", title="准备抽取检查对象", who=SUPERVISOR)
def draw_plan(
    act: Act,
    *,
    plan: Plan,
    seen: int,
    directory: Directory,
    shares: Mapping[str, int],
    secret: str,
    exclusions: Mapping[str, str] | None = None,
    public: str = "",
) -> Plan:
    """The list of a directory's version, by credit grade, committed before anybody knows the seed (app draws).

    `shares`: how many of each grade ("" not graded); a grade without a number is left out. `exclusions`: code → why.
    """
    row = _own(act, plan, seen)
    PLAN.take(row, "draw", by=act.by, secret=secret)
    in_reach(act, directory.unit_path)
    if directory.unit_id != row.unit_id:
        raise Refused("只能从本单位的名录里抽取。")
    if row.draw is not None:
        raise Refused("已经准备过抽取；要重新抽取，在抽取页写明理由。")
    strata = _strata(directory, shares)
    listed = {code for one in strata for code in one.ids}
    kept = {line["uscc"] for line in directory.lines}
    if strange := [code for code in exclusions or {} if code not in kept]:
        raise Refused(f"不参加抽取的“{strange[0]}”不在这一版名录里，请核对代码。")
    left_out = [Exclusion(code, why) for code, why in (exclusions or {}).items() if code in listed]
    title = f"{row.title} {directory} {directory.digest[:16]}"
    draws.prepare.within(
        act, unit=act.user.unit if act.user else row.unit, title=title[:200], strata=strata, secret=secret,
        exclusions=left_out, public=public, source=row.source,
    )  # fmt: skip
    row.directory = directory
    act.save(row)
    act.about(row)
    return row


def _strata(directory: Directory, shares: Mapping[str, int]) -> list[Stratum]:
    """The businesses in operation by credit grade, so many of each."""
    by_grade: dict[str, list[str]] = {}
    for line in directory.lines:
        if line["state"] == "open":
            by_grade.setdefault(line["credit"], []).append(line["uscc"])
    strata = [
        Stratum(f"信用{grade}级" if grade else UNGRADED, count, tuple(by_grade[grade]))
        for grade, count in shares.items()
        if count and grade in by_grade
    ]
    if not strata:
        raise Refused("按这样的等级和数量，没有可以抽取的对象。")
    return strata


@action("inspections.take_drawn", title="列入抽中的检查对象", who=WRITERS)
def take_drawn(act: Act, *, plan: Plan, seen: int) -> Plan:
    """What was drawn becomes the plan's targets; nobody chooses. Once."""
    row = _own(act, plan, seen)
    PLAN.take(row, "take", by=act.by)
    draw = row.draw
    if draw is None or draw.state != "drawn":
        raise Refused("还没有抽取，请先由监督机关准备抽取、各方公布口令。")
    if row.drawn_id == draw.pk:
        raise Refused("抽中的已经列入。")
    codes = [code for ids in draw.drawn.values() for code in ids]
    found = {one.uscc: one for one in Target.objects.filter(unit=row.unit, uscc__in=codes).standing()}
    for old in row.targets.exclude(target__uscc__in=codes).filter(left_out=False):
        old.left_out, old.reason = True, f"重新抽取（第{draw.attempt}次）后不在其中"
        act.save(old)
    for back in row.targets.filter(target__in=list(found.values()), left_out=True):  # drawn anew: nobody chooses
        back.left_out, back.reason = False, ""
        act.save(back)
    known = set(row.targets.values_list("target__uscc", flat=True))
    fresh = [PlanTarget(plan=row, unit=row.unit, target=found[code]) for code in codes if code in found]
    act.bulk_create(PlanTarget, [one for one in fresh if one.target.uscc not in known])
    row.drawn = draw
    act.note(drawn=len(codes), gone=len(codes) - len(fresh))
    act.save(row)
    act.about(row)
    return row


@action("inspections.leave_out", title="排除计划对象", who=WRITERS)
def leave_out(act: Act, *, target: PlanTarget, seen: int, reason: str) -> PlanTarget:
    """It is not visited under this plan; it stays on the list with the reason."""
    plan = act.lock(target.plan)  # held first, as when the drawn ones are taken: it cannot be submitted meanwhile
    row = act.lock(target, seen=seen)
    in_reach(act, row.unit_path)
    if plan.state != "draft" or row.left_out or not reason.strip():
        raise Refused("排除须在报请批准以前，并写明理由。")
    row.left_out, row.reason = True, reason.strip()[:300]
    act.save(row)
    return row


@action("inspections.submit_plan", title="报请批准检查计划", who=WRITERS)
def submit_plan(act: Act, *, plan: Plan, seen: int) -> Plan:
    """To the chief, who is told; Refused without targets or where an item is not published."""
    row = _own(act, plan, seen)
    PLAN.take(row, "submit", by=act.by)
    if not row.targets.filter(left_out=False).exists():
        raise Refused("计划还没有检查对象，请先抽取、列入。")
    if (draw := row.draw) is None or draw.pk != row.drawn_id:
        raise Refused("已经重新抽取，请先把新抽中的列入，再报请批准。")
    hidden = [str(item) for item in row.named_items() if item.published_on is None or item.struck_out]
    if hidden:
        raise Refused(f"没有公布的事项不得实施检查：{'、'.join(hidden)}。请先公布。")
    row.reason, row.submitted_by = "", act.user
    act.save(row)
    _tell(row, CHIEF, f"检查计划等您批准：{row.title}")
    return row


@action("inspections.approve_plan", title="批准检查计划", who=CHIEF)
def approve_plan(act: Act, *, plan: Plan, seen: int, reason: str = "") -> Plan:
    """By the chief of the unit. What is foreseen against it on this day is kept with it and must be answered.

    Raises Refused where there are warnings and no `reason` why it is approved all the same.
    """
    row = _own(act, plan, seen)
    PLAN.take(row, "approve", by=act.by)
    if act.user is not None and row.is_hand(act.user):
        raise Refused("批准须由拟制、修改、报批的人以外的单位负责人办理。")
    row.warned = warnings(row, act.today)
    if row.warned and not reason.strip():
        raise Refused("有预警的，须写明为什么仍然批准；不批准的退回修改。")
    row.reason, row.approved_by, row.approved_at = reason.strip(), act.user, act.now
    act.save(row)
    _tell(row, ("clerk",), f"检查计划已批准，请报监督机关备案：{row.title}")
    return row


@action("inspections.return_plan", title="退回检查计划", who=CHIEF)
def return_plan(act: Act, *, plan: Plan, seen: int, reason: str) -> Plan:
    """Not approved; whoever wrote it is told why."""
    row = _own(act, plan, seen)
    PLAN.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    _tell(row, ("clerk",), f"检查计划被退回：{row.title}，{row.reason}")
    return row


@action("inspections.file_plan", title="登记计划备案", who=SUPERVISOR)
def file_plan(act: Act, *, plan: Plan, seen: int, filed_on: dt.date, filed_with: str) -> Plan:
    """With the judicial administration; filed plans can be merged into joint ones."""
    row = _own(act, plan, seen)
    PLAN.take(row, "file", by=act.by, filed_on=filed_on, filed_with=filed_with.strip())
    if filed_on > act.today:
        raise Refused("备案日期不能晚于今天。")
    row.filed_on, row.filed_with = filed_on, filed_with.strip()[:300]
    act.save(row)
    return row


@action("inspections.strike_plan", title="作废检查计划", who=WRITERS)
def strike_plan(act: Act, *, plan: Plan, seen: int, reason: str) -> Plan:
    """It is not carried out; it stays with the reason."""
    row = _own(act, plan, seen)
    PLAN.take(row, "strike", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


def _own(act: Act, plan: Plan, seen: int) -> Plan:
    row = act.lock(plan, seen=seen)
    in_reach(act, row.unit_path)
    return row


def _sound(given: Mapping[str, Any], items: Sequence[Item], unit: Unit) -> None:
    if given["from_on"] > given["to_on"]:
        raise Refused("开始日期不能晚于结束日期。")
    if given["from_on"].year != given["to_on"].year:
        raise Refused("检查计划不跨年度，频次上限按年度计算。")
    calendar = Calendar.seeded()
    if given["from_on"] < calendar.first or given["to_on"] > calendar.last:
        raise Refused(f"日期超出工作日历（{calendar.first} 至 {calendar.last}），请核对年份。")
    if not items or any(item.unit_id != unit.pk or item.struck_out for item in items):
        raise Refused("请选择本单位的检查事项。")
    if len({item.subject for item in items}) > 1:
        raise Refused("一个计划的事项须属同一检查领域，不同领域的分别拟制，由监督机关合并。")


def _tell(row: Plan, roles: tuple[str, ...], line: str) -> None:
    tell_unit(row.unit_id, line, row.get_absolute_url(), roles)
