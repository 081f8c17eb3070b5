"""Writes on joint plans: asked for, proposed by a job, adopted, filed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.jobs import Run, job
from fajian.engine.planning.propose import propose
from fajian.inspections import merging
from fajian.inspections.models import Joint, Plan
from fajian.inspections.workflow import JOINT
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit

SUPERVISOR = ("supervisor",)


@action("inspections.ask_joint", title="合并检查计划", who=SUPERVISOR)
def ask_joint(act: Act, *, unit: Unit, title: str, plans: Sequence[Plan]) -> Joint:
    """Filed plans of the office's area and one year, merged in the background."""
    in_reach(act, unit.path)
    if len(plans) < 2:
        raise Refused("请选择两个以上的检查计划。")
    for plan in plans:
        in_reach(act, plan.unit_path)
        if plan.state != "filed":
            raise Refused(f"“{plan}”还没有备案，不能合并。")
    if len({plan.from_on.year for plan in plans}) > 1:
        raise Refused("只能合并同一年度的计划。")
    if max(plan.to_on for plan in plans) < act.today:
        raise Refused("这些计划都已经到期。")
    row = act.create(Joint, unit=unit, title=title.strip()[:200], plans=[plan.pk for plan in plans])
    arrange.ask(by=act.user, title=f"合并检查计划：{row.title}"[:200], joint=row.pk)
    act.about(row)
    return row


@job("inspections.arrange", title="合并检查计划")
def arrange(run: Run, *, joint: int) -> dict[str, int]:
    """Find the fewest visits and keep the proposal."""
    row = Joint.objects.select_related("unit").get(pk=joint)
    if row.state != "asked":  # dropped meanwhile, or the machine stopped behind the last line of an earlier run
        known: dict[str, int] = row.figures
        return known
    plans = list(Plan.objects.filter(pk__in=row.plans).select_related("unit"))
    given = merging.problem(plans, row.unit, timezone.localdate(row.recorded_at))
    made = merging.kept(given, propose(given.plans, given.bounds))
    propose_joint(by=run.by, key=run.key("propose"), joint=row, made=made)
    figures: dict[str, int] = made["figures"]
    return figures


@action("inspections.propose_joint", title="排出联合检查", who=SUPERVISOR)
def propose_joint(act: Act, *, joint: Joint, made: Mapping[str, Any]) -> Joint:
    """What the planner found (merging.kept)."""
    row = act.lock(joint)
    JOINT.take(row, "propose", by=act.by)
    row.visits, row.unplanned, row.figures = made["visits"], made["unplanned"], made["figures"]
    act.save(row)
    return row


@action("inspections.adopt_joint", title="采纳联合检查", who=SUPERVISOR)
def adopt_joint(act: Act, *, joint: Joint, seen: int) -> Joint:
    """The proposal is how the plans are carried out."""
    row = _own(act, joint, seen)
    JOINT.take(row, "adopt", by=act.by)
    for plan in Plan.objects.filter(pk__in=row.plans).order_by("pk"):
        act.lock(plan)  # whoever adopts another joint plan of the same plans waits, and then finds this one
    adopted = Joint.objects.filter(state__in=("adopted", "filed")).values_list("plans", flat=True)
    inside = {number for numbers in adopted for number in numbers}
    if twice := inside & set(row.plans):
        raise Refused(f"{len(twice)} 个计划已经列入另一份采纳的联合检查计划。")
    act.save(row)
    return row


@action("inspections.drop_joint", title="不采纳联合检查", who=SUPERVISOR)
def drop_joint(act: Act, *, joint: Joint, seen: int, reason: str) -> Joint:
    """It stays with the reason."""
    row = _own(act, joint, seen)
    JOINT.take(row, "drop", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


@action("inspections.file_joint", title="登记联合检查备案", who=SUPERVISOR)
def file_joint(act: Act, *, joint: Joint, seen: int, filed_on: dt.date, filed_with: str) -> Joint:
    """With the judicial administration."""
    row = _own(act, joint, seen)
    JOINT.take(row, "file", by=act.by, filed_on=filed_on, filed_with=filed_with.strip())
    if filed_on > act.today:
        raise Refused("备案日期不能晚于今天。")
    row.filed_on, row.filed_with = filed_on, filed_with.strip()[:300]
    act.save(row)
    return row


def _own(act: Act, joint: Joint, seen: int) -> Joint:
    row = act.lock(joint, seen=seen)
    in_reach(act, row.unit_path)
    return row
