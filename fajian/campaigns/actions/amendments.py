"""Writes on amendments of a running campaign: proposed by one person, in effect once another has approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fajian.campaigns.actions.campaigns import demand_proof, duties_of, open_books
from fajian.campaigns.actions.distribution import deliveries
from fajian.campaigns.actions.shared import SUPERVISOR, leads, runs, tell_units
from fajian.campaigns.amending import Effect, effect
from fajian.campaigns.models import Amendment, Campaign, Delivery, Duty, Participant, TaskUnit
from fajian.campaigns.workflow import AMENDMENT
from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import User
from fajian.orgs.scope import domain_scope


@action("campaigns.propose", title="提出变更", who=SUPERVISOR)
def propose(
    act: Act, *, campaign: Campaign, kind: str, asked: Mapping[str, Any], reason: str, basis: str = ""
) -> Amendment:
    """Ask for a change of a running campaign; nothing moves before another person approves it."""
    campaign = act.lock(campaign)
    leads(act, campaign.unit_path)
    runs(campaign)
    if not reason.strip():
        raise Refused("变更须写明理由。")
    found = effect(campaign, kind, asked, act.today)
    _in_scope(act, found)
    row = act.create(
        Amendment,
        campaign=campaign,
        number=Amendment.objects.filter(campaign=campaign).count() + 1,
        kind=kind,
        asked=dict(asked),
        moves=list(found.says),
        reason=reason.strip()[:300],
        basis=basis.strip()[:200],
    )
    others = User.objects.filter(unit=campaign.unit, role__in=SUPERVISOR, is_active=True)
    people = [person for person in others if act.user is None or not act.user.is_person(person)]
    notify.tell(people, f"“{campaign.title[:120]}”有一项变更待批准：{row.get_kind_display()}", row.get_absolute_url())
    return row


@action("campaigns.approve_amendment", title="批准变更", who=SUPERVISOR)
def approve_amendment(act: Act, *, amendment: Amendment, seen: int) -> Amendment:
    """Let a change take effect, as it counts today; by another person than the one who proposed it."""
    row = _answer(act, amendment, seen, "approve")
    runs(row.campaign)
    found = effect(row.campaign, row.kind, row.asked, act.today)
    _in_scope(act, found)
    row.moves = list(found.says)
    _carry_out(act, row, found)
    act.save(row)
    act.about(row)
    act.note(moves=list(found.says)[:50])
    title = row.campaign.title[:80]
    tell_units(row.campaign, {unit.pk: f"“{title}”变更：{line[:160]}" for unit, line in found.told.items()})
    return row


@action("campaigns.refuse_amendment", title="不予批准", who=SUPERVISOR)
def refuse_amendment(act: Act, *, amendment: Amendment, seen: int, reason: str) -> Amendment:
    """Nothing changes; the proposal stays with the reason."""
    row = _answer(act, amendment, seen, "refuse", reason=reason.strip())
    row.answer = reason.strip()[:300]
    act.save(row)
    if row.recorded_by is not None:
        notify.tell([row.recorded_by], f"变更“{row}”未获批准：{row.answer[:100]}", row.get_absolute_url())
    return row


def _answer(act: Act, amendment: Amendment, seen: int, step: str, **given: str) -> Amendment:
    """The proposal as stored, locked with its campaign, one step on."""
    row: Amendment = act.lock(amendment, seen=seen)
    row.campaign = act.lock(row.campaign)
    leads(act, row.campaign.unit_path)
    AMENDMENT.take(row, step, by=act.by, **given)
    if act.user is not None and row.recorded_by is not None and act.user.is_person(row.recorded_by):
        raise Refused("提出变更和批准变更须由不同的人办理。")
    row.answered_by, row.answered_at = act.user, act.now
    return row


def _in_scope(act: Act, found: Effect) -> None:
    if act.user is not None and not all(domain_scope(act.user).covers(unit.path) for unit in found.told):
        raise Refused("所选单位有的不在您的权限范围内。")


def _carry_out(act: Act, row: Amendment, found: Effect) -> None:
    campaign = row.campaign
    for duty in found.moved:
        duty.first_due_on = duty.first_due_on or duty.due_on
        duty.due_on = found.day
        act.save(duty)
    for duty in found.struck:
        duty.struck_out, duty.strike_reason = True, f"变更{row.number}：{row.reason}"[:300]
        act.save(duty)
    for left in found.leaving:
        left.left_on = act.today
        act.save(left)
    for ended in found.ended:
        ended.ended_on = act.today
        act.save(ended)
    for changed in filter(None, (found.stage, found.task)):
        act.save(changed)
    if found.joining:
        known = {one.unit_id: one for one in Participant.objects.filter(campaign=campaign, unit__in=found.joining)}
        for unit in found.joining:
            if unit.pk in known:
                known[unit.pk].left_on = None
                act.save(known[unit.pk])
        fresh = [Participant(campaign=campaign, unit=unit) for unit in found.joining if unit.pk not in known]
        act.bulk_create(Participant, fresh)
        _send(act, campaign, found)
        _give(act, found.given)
        if found.opened is not None:
            open_books(act, campaign, found.opened, found.joining)
    if found.owed:
        units = {unit.pk: unit for unit in found.told}
        parts = {
            pk: [part if part.quote else replace(part, quote=f"行动变更{row.number}：{row.reason}") for part in owed]
            for pk, owed in found.owed.items()
        }
        made = {pk: duties_of(campaign, units[pk], owed) for pk, owed in parts.items()}
        if found.opened is not None:
            demand_proof(campaign.document.text, found.opened, made)
        _hang(campaign, made)
        act.bulk_create(Duty, [duty for duties in made.values() for duty in duties])


def _send(act: Act, campaign: Campaign, found: Effect) -> None:
    """What all the others were sent goes to those who join; not again what they have had before."""
    had = set(Delivery.objects.filter(campaign=campaign, unit__in=found.joining).values_list("unit", "what"))
    for what in found.sent:
        lacking = [unit for unit in found.joining if (unit.pk, what) not in had]
        act.bulk_create(Delivery, deliveries(campaign, lacking, what))


def _give(act: Act, given: Sequence[TaskUnit]) -> None:
    """A part of each task; one that was ended goes on."""
    units, tasks = {part.unit.pk for part in given}, {part.task.pk for part in given}
    rows = TaskUnit.every.filter(unit__in=units, task__in=tasks)
    known = {(row.task_id, row.unit_id, row.part): row for row in rows}
    fresh = []
    for part in given:
        before = known.get((part.task.pk, part.unit.pk, part.part))
        if before is None:
            fresh.append(part)
        else:
            before.ended_on = None
            act.save(before)
    act.bulk_create(TaskUnit, fresh)


def _hang(campaign: Campaign, made: Mapping[int, Sequence[Duty]]) -> None:
    """A period of a standing duty belongs to it, for those who join as for the others."""
    rows = Duty.objects.filter(campaign=campaign).exclude(standing=None).values_list("number", "standing")
    of = dict(rows)
    for duties in made.values():
        for duty in duties:
            duty.standing_id = of.get(duty.number)
