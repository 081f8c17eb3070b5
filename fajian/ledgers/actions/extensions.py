"""延期: asked for by the unit, granted or refused by a supervisor."""

from __future__ import annotations

import datetime

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions.shared import in_reach, same_body, standing, still_open, touched
from fajian.ledgers.models import Extension, Rectification
from fajian.ledgers.workflow import EXTENSION
from fajian.orgs.roles import UNIT


@action("ledgers.ask_extension", title="申请延期", who=UNIT)
def ask_extension(act: Act, *, rectification: Rectification, due_on: datetime.date, reason: str) -> Extension:
    """The unit asks for a later last day and says why; once the old day has passed the request says that it is late."""
    row = still_open(act, rectification, "申请延期")
    if row.state != "rectifying" or row.due_on is None:
        raise Refused("认领以后、整改期间才能申请延期。")
    if not reason.strip():
        raise Refused("申请延期须写明理由。")
    if due_on <= max(row.due_on, act.today):
        raise Refused("延期后的时限须晚于原时限和今天。")
    made = act.create(
        Extension,
        rectification=row,
        unit=row.unit,
        old_due_on=row.due_on,
        due_on=due_on,
        reason=reason.strip(),
        late=act.today > row.due_on,
    )
    touched(act, row)
    act.note(reason=reason.strip(), extended_to=due_on.isoformat())
    return made


@action("ledgers.grant_extension", title="同意延期", who=("supervisor",))
def grant_extension(act: Act, *, extension: Extension, seen: int, answer: str = "") -> Extension:
    """The later day becomes the last day; lights and lists follow it."""
    extension, row = _answered(act, extension, seen, "grant", answer)
    if row.state != "rectifying":
        raise Refused(f"问题现在是“{row.state_word}”，不必延期。")
    row.due_on, row.extended, row.edited_at = extension.due_on, row.extended + 1, act.now
    act.save(extension)
    act.save(row)
    act.about(row)
    return extension


@action("ledgers.refuse_extension", title="不同意延期", who=("supervisor",))
def refuse_extension(act: Act, *, extension: Extension, seen: int, reason: str) -> Extension:
    """The old day stands; the request and the reason stay listed."""
    extension, row = _answered(act, extension, seen, "refuse", reason)
    act.save(extension)
    act.save(row)
    act.about(row)
    return extension


@action("ledgers.withdraw_extension", title="撤回延期申请", who=UNIT)
def withdraw_extension(act: Act, *, extension: Extension, seen: int) -> Extension:
    """The unit no longer asks; the request stays listed."""
    row = still_open(act, extension.rectification, "撤回延期申请")
    extension = act.lock(extension, seen=seen)
    EXTENSION.take(extension, "withdraw", by=act.by)
    act.save(extension)
    touched(act, row)
    return extension


def overtaken(act: Act, row: Rectification) -> None:
    """The problem is submitted: a request that still waits for its answer is withdrawn."""
    asked = Extension.objects.filter(rectification=row, state="asked").first()
    if asked is not None:
        asked = act.lock(asked)
        EXTENSION.take(asked, "withdraw", by=act.by)
        asked.answer = "已申请销号，不再需要延期。"
        act.save(asked)


def _answered(act: Act, extension: Extension, seen: int, step: str, answer: str) -> tuple[Extension, Rectification]:
    """The request with its answer and its problem, both locked, neither saved; the unit's asker is told."""
    row = act.lock(extension.rectification)
    in_reach(act, row.unit_path)
    standing(row.entry)
    same_body(act, row, "答复延期申请")
    extension = act.lock(extension, seen=seen)
    EXTENSION.take(extension, step, by=act.by, reason=answer.strip())
    extension.answer, extension.answered_by, extension.answered_at = answer.strip(), act.user, act.now
    if extension.recorded_by is not None:
        line = f"{row.entry.ledger.title}第{row.entry.number}号问题：{EXTENSION.step(step).button}"
        notify.tell([extension.recorded_by], line, row.entry.get_absolute_url())
    act.note(opinion=answer.strip())
    return extension, row
