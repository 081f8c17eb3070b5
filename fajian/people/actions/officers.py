"""Writes on officers: entered, corrected, gone; and the word that a roster is complete."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit, User
from fajian.orgs.reach import in_reach
from fajian.orgs.roles import UNIT, WRITERS
from fajian.people.actions.certificates import cancel
from fajian.people.models import Officer, Roster
from fajian.people.workflow import PENDING, STANDING


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of an officer; by the names of the model's columns."""

    number: str
    name: str
    kind: str
    staffing: str = ""
    post: str = ""
    frontline: bool | None = None
    police: bool = False
    joined_on: datetime.date | None = None
    first_reviewed_on: datetime.date | None = None
    bar_no: str = ""
    bar_on: datetime.date | None = None
    account: User | None = None


def columns(act: Act, unit: Unit, given: Given) -> dict[str, Any]:
    """As the row holds them; Refused says what cannot be."""
    if not given.number.strip() or not given.name.strip():
        raise Refused("请填写人员编号和姓名。")
    if given.joined_on and given.joined_on > act.today:
        raise Refused(f"{given.name}的到岗日期不能晚于今天。")
    if given.account is not None and given.account.unit_id != unit.pk:
        raise Refused("对应的账号应是本单位的账号。")
    # Not asdict: it would copy the account's row.
    row = {name: getattr(given, name) for name in Given.__dataclass_fields__}
    row |= {"number": given.number.strip(), "name": given.name.strip()}
    for name in ("number", "name", "post", "bar_no"):
        field: Any = Officer._meta.get_field(name)
        if len(row[name]) > field.max_length:
            raise Refused(f"“{given.name[:20]}”的{field.verbose_name}最多 {field.max_length} 字，请核对。")
    return row


@action("people.register", title="登记人员", who=WRITERS)
def register(act: Act, *, unit: Unit, given: Given) -> Officer:
    """A person on a unit's roster."""
    in_reach(act, unit.path)
    made = act.create(Officer, unit=unit, **columns(act, unit, given))
    act.about(made)
    return made


@action("people.edit", title="修改人员", who=WRITERS)
def edit(act: Act, *, officer: Officer, seen: int, given: Given) -> Officer:
    """Put right what stands of a person; earlier texts stay in the audit chain."""
    row = act.lock(officer, seen=seen)
    in_reach(act, row.unit_path)
    for name, value in columns(act, row.unit, given).items():
        setattr(row, name, value)
    act.save(row)
    return row


@action("people.leave", title="登记离岗", who=WRITERS)
def leave(act: Act, *, officer: Officer, seen: int, left_on: datetime.date, left_why: str) -> Officer:
    """Retired, moved or dismissed: every certificate the person holds is cancelled, what is asked for is withdrawn."""
    row = act.lock(officer, seen=seen)
    in_reach(act, row.unit_path)
    if row.left_on is not None:
        raise Refused(f"{row.name}已于{row.left_on}登记离岗。")
    if left_on > act.today or (row.joined_on and left_on < row.joined_on):
        raise Refused("离岗日期应在到岗之后，不晚于今天。")
    if not left_why.strip():
        raise Refused("请写明离岗原因。")
    row.left_on, row.left_why = left_on, left_why.strip()
    act.save(row)
    for held in row.certificates.filter(state__in=(*PENDING, *STANDING)):
        cancel.within(act, certificate=held, seen=held.version, reason=f"离岗：{row.left_why}"[:300])
    act.about(row)
    return row


@action("people.confirm_roster", title="确认名录完整", who=UNIT)
def confirm_roster(act: Act, *, unit: Unit, sheet: str, from_on: datetime.date, to_on: datetime.date) -> Roster:
    """The unit's word that the sheet is complete for those days; who is not on it then has no certificate, no hours."""
    in_reach(act, unit.path)
    if to_on > act.today:
        raise Refused("只能确认到今天为止的名录。")
    made = act.create(Roster, unit=unit, sheet=sheet, from_on=from_on, to_on=to_on)
    act.about(made)
    return made
