"""Writes on trainings: held, who took part, struck out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.reach import in_reach
from fajian.orgs.roles import WRITERS
from fajian.people.models import Attendance, Officer, Training


@dataclass(frozen=True, slots=True)
class Held:
    """A training as it was held."""

    title: str
    kind: str
    way: str
    held_on: datetime.date
    hours: Decimal
    note: str = ""


@action("people.hold", title="登记培训", who=WRITERS)
def hold(act: Act, *, unit: Unit, held: Held, officers: Sequence[Officer]) -> Training:
    """A training that took place, with whoever took part."""
    in_reach(act, unit.path)
    if held.held_on > act.today:
        raise Refused("培训开过以后再登记，日期不能晚于今天。")
    made = act.create(
        Training, unit=unit, title=held.title.strip(), kind=held.kind, way=held.way, held_on=held.held_on,
        hours=held.hours, note=held.note.strip(),
    )  # fmt: skip
    _attended(act, made, officers)
    act.about(made)
    return made


@action("people.attend", title="补登参训人员", who=WRITERS)
def attend(act: Act, *, training: Training, seen: int, officers: Sequence[Officer]) -> Training:
    """People who took part and were forgotten."""
    row = act.lock(training, seen=seen)
    in_reach(act, row.unit_path)
    if row.struck_out:
        raise Refused(f"这次培训已作废（{row.reason}）。")
    _attended(act, row, officers)
    act.about(row)
    return row


@action("people.strike_training", title="作废培训", who=WRITERS)
def strike_training(act: Act, *, training: Training, seen: int, reason: str) -> Training:
    """Entered by mistake; its hours count no more."""
    row = act.lock(training, seen=seen)
    in_reach(act, row.unit_path)
    if row.struck_out:
        raise Refused("这次培训已经作废。")
    row.struck_out, row.reason = True, reason.strip()
    act.save(row)
    return row


def _attended(act: Act, row: Training, officers: Sequence[Officer]) -> None:
    if not officers:
        raise Refused("请勾选参加培训的人员。")
    for one in officers:
        in_reach(act, one.unit_path)
        if not one.is_in_post(row.held_on) or (one.joined_on and one.joined_on > row.held_on):
            raise Refused(f"{one.name}在{row.held_on}不在岗，请不要勾选。")
    act.bulk_create(Attendance, [Attendance(training=row, officer=one, unit=one.unit) for one in officers])
