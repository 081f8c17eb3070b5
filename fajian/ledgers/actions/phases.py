"""整改步骤: set down, done, struck out."""

from __future__ import annotations

import datetime

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions.shared import still_open, touched
from fajian.ledgers.models import Phase, Rectification
from fajian.orgs.roles import UNIT


@action("ledgers.add_phase", title="添加整改步骤", who=UNIT)
def add_phase(act: Act, *, rectification: Rectification, text: str, due_on: datetime.date) -> Phase:
    """One more step, due no later than the problem itself."""
    row = still_open(act, rectification, "添加整改步骤")
    if row.state != "rectifying" or row.due_on is None:
        raise Refused("认领以后、整改期间才能添加整改步骤。")
    if not text.strip():
        raise Refused("请写明这一步做什么。")
    if due_on > row.due_on:
        raise Refused("步骤时限不能晚于问题的整改时限；确需更晚的，先申请延期。")
    made = act.create(Phase, rectification=row, unit=row.unit, text=text.strip(), due_on=due_on)
    touched(act, row)
    return made


@action("ledgers.finish_phase", title="完成整改步骤", who=UNIT)
def finish_phase(act: Act, *, phase: Phase, seen: int, done_on: datetime.date, outcome: str) -> Phase:
    """The step is done, on a day that has come, with what came of it."""
    row = still_open(act, phase.rectification, "标记整改步骤")
    phase = _standing(act, phase, seen)
    if phase.done_on is not None:
        raise Refused("这一步已经标记完成。")
    if done_on > act.today:
        raise Refused("完成日期不能晚于今天。")
    if not outcome.strip():
        raise Refused("请写明完成情况。")
    phase.done_on, phase.outcome = done_on, outcome.strip()
    act.save(phase)
    touched(act, row)
    return phase


@action("ledgers.strike_phase", title="取消整改步骤", who=UNIT)
def strike_phase(act: Act, *, phase: Phase, seen: int, reason: str) -> Phase:
    """The step falls away, or was marked done by mistake; it stays, with the reason."""
    row = still_open(act, phase.rectification, "取消整改步骤")
    phase = _standing(act, phase, seen)
    if not reason.strip():
        raise Refused("取消整改步骤须写明理由。")
    phase.struck_out, phase.struck_reason = True, reason.strip()
    act.save(phase)
    touched(act, row)
    act.note(reason=reason.strip())
    return phase


def _standing(act: Act, phase: Phase, seen: int) -> Phase:
    phase = act.lock(phase, seen=seen)
    if phase.struck_out:
        raise Refused(f"这一步已经取消（{phase.struck_reason}）。")
    return phase
