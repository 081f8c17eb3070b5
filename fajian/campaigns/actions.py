"""Writes on plans, campaigns and duties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fajian.campaigns.models import Campaign, Duty, PlanDocument, Stage, Task
from fajian.campaigns.workflow import CHECK, DUTY
from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.forms.spec import generic, match
from fajian.engine.law.calendar import Calendar
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Plan
from fajian.engine.story.duties import items
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope

SUPERVISOR = ("supervisor",)


@action("campaigns.take_plan", title="录入方案", who=SUPERVISOR)
def take_plan(act: Act, *, text: str, received: files.Received | None = None) -> PlanDocument:
    """Compile a plan document's text; it waits for a person to settle its doubts."""
    if act.user is None or act.user.unit is None:
        raise Refused("请以执法监督员的身份录入方案。")
    plan = compile_plan(text)
    return act.create(
        PlanDocument,
        unit=act.user.unit,
        title=plan.title or (received.name if received else "未命名的方案"),
        file=files.attach(act, received) if received else None,
        text=text,
        compiled=plan.to_json(),
    )


@action("campaigns.settle", title="核定存疑", who=SUPERVISOR)
def settle(act: Act, *, document: PlanDocument, seen: int, answers: dict[int, str]) -> PlanDocument:
    """Answers to doubts by their place; an empty answer is none."""
    row = _document(act, document, seen)
    CHECK.take(row, "settle", by=act.by)
    given = {str(place): answer.strip() for place, answer in answers.items() if answer.strip()}
    row.settled = row.settled | given
    act.save(row)
    return row


@action("campaigns.check", title="完成核对", who=SUPERVISOR)
def check(act: Act, *, document: PlanDocument, seen: int) -> PlanDocument:
    """The compiled plan says what the document says; refused while a doubt is open."""
    row = _document(act, document, seen)
    if row.open_doubts:
        raise Refused(f"还有{row.open_doubts}处存疑没有核定。")
    CHECK.take(row, "check", by=act.by)
    act.save(row)
    return row


@action("campaigns.launch", title="启动行动", who=SUPERVISOR)
def launch(act: Act, *, document: PlanDocument, seen: int, units: Sequence[Unit]) -> Campaign:
    """Open the campaign in one step: stages, tasks, and for every unit its ledgers and what it must hand in."""
    row = _document(act, document, seen)
    CHECK.take(row, "launch", by=act.by)
    if not units:
        raise Refused("没有选择参加行动的单位。")
    if any(not domain_scope(act.by).covers(unit.path) for unit in units if act.user is not None):
        raise Refused("所选单位有的不在您的权限范围内。")
    act.save(row)
    plan = row.plan
    days = [day for stage in plan.stages for day in (stage.from_on, stage.to_on) if day]
    campaign = act.create(
        Campaign,
        unit=row.unit,
        document=row,
        title=row.title,
        from_on=plan.issued_on or min(days, default=None),
        to_on=max(days, default=None),
    )
    act.bulk_create(Stage, _stages(campaign, plan))
    act.bulk_create(Task, _tasks(campaign, plan))
    for unit in units:
        opened = _open_ledgers(act, campaign, plan, unit)
        act.bulk_create(Duty, _duties(campaign, plan, unit, opened))
    act.about(campaign)
    act.note(units=len(units))
    return campaign


@action("campaigns.hand_in", title="报送", who=("clerk", "unit_leader"))
def hand_in(
    act: Act, *, duty: Duty, seen: int, text: str, nil: bool = False, received: files.Received | None = None
) -> Duty:
    """The unit hands in what it owes. 零报告 (nothing to report) needs its reason in the text."""
    row = _duty(act, duty, seen)
    DUTY.take(row, "hand_in", by=act.by, text=text.strip())
    row.text, row.nil, row.handed_in_at, row.reason = text.strip(), nil, act.now, ""
    if received:
        row.file = files.attach(act, received)
    act.save(row)
    return row


@action("campaigns.return", title="退回", who=SUPERVISOR)
def return_(act: Act, *, duty: Duty, seen: int, reason: str) -> Duty:
    """Not good enough: back to the unit with the reason."""
    row = _duty(act, duty, seen)
    DUTY.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


@action("campaigns.receive", title="收讫", who=SUPERVISOR)
def receive(act: Act, *, duty: Duty, seen: int) -> Duty:
    """Received."""
    row = _duty(act, duty, seen)
    DUTY.take(row, "receive", by=act.by)
    act.save(row)
    return row


def _document(act: Act, document: PlanDocument, seen: int) -> PlanDocument:
    row = act.lock(document, seen=seen)
    _in_reach(act, row.unit_path)
    return row


def _duty(act: Act, duty: Duty, seen: int) -> Duty:
    row = act.lock(duty, seen=seen)
    _in_reach(act, row.unit_path)
    return row


def _in_reach(act: Act, path: str) -> None:
    if act.user is not None and not domain_scope(act.user).covers(path):
        raise Refused("没有找到这条记录，或者它不在您的权限范围内。")


def _stages(campaign: Campaign, plan: Plan) -> list[Stage]:
    return [
        Stage(campaign=campaign, number=number, title=stage.title[:100], from_on=stage.from_on, to_on=stage.to_on)
        for number, stage in enumerate(plan.stages, 1)
    ]


def _tasks(campaign: Campaign, plan: Plan) -> list[Task]:
    def units(names: tuple[str, ...]) -> str:
        return "、".join(names)

    return [
        Task(
            campaign=campaign,
            number=task.number,
            title=task.title[:300],
            lead=units(task.lead)[:300],
            support=units(task.support)[:500],
            responsible=units(task.responsible)[:500],
            due_on=max((due.on for due in task.due if due.on), default=None),
            standing=task.standing,
            quote=task.quote,
        )
        for task in plan.tasks
    ]


def _open_ledgers(act: Act, campaign: Campaign, plan: Plan, unit: Unit) -> dict[int, Ledger]:
    """The unit's ledgers for the plan's annexes, by the annex's number."""
    opened: dict[int, Ledger] = {}
    for place, annex in enumerate(plan.annexes, 1):
        found = match(annex.title, annex.number)
        spec = found.spec if found else generic()
        opened[annex.number or place] = ledgers.open_ledger.within(
            act,
            unit=unit,
            spec_code=spec.code,
            source=f"{campaign.source}:{annex.number or place}",
            annex=f"附件{annex.number}" if annex.number else "附件",
            title=annex.title[:120],
        )
    return opened


def _duties(campaign: Campaign, plan: Plan, unit: Unit, opened: dict[int, Ledger]) -> list[Duty]:
    """What the plan wants from this unit: everything addressed to all, and what names it."""
    calendar = Calendar.seeded()
    wanted: list[dict[str, Any]] = []
    for item in items(plan, calendar):
        if item.kind == "报送材料" and (item.is_for_all or unit.name in item.units):
            number = next((n for n in opened if f"附件{n}" in item.annexes.split("、")), None)
            wanted.append({"what": item.what[:300], "due_on": item.on, "rhythm": item.rhythm, "quote": item.quote})
            wanted[-1]["ledger"] = opened.get(number) if number else None
    return [Duty(campaign=campaign, unit=unit, number=number, **fields) for number, fields in enumerate(wanted, 1)]
