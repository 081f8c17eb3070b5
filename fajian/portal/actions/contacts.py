"""首问责任制、限时办结制: asked first, handed on, taken over, done in time or explained."""

from __future__ import annotations

import datetime as dt

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.law import periods
from fajian.engine.law.calendar import Calendar
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope
from fajian.orgs.telling import tell_unit
from fajian.portal.actions.complaints import next_number
from fajian.portal.models import FirstContact
from fajian.portal.workflow import CONTACT


@action("portal.first_contact", title="首问登记", who=UNIT)
def first_contact(
    act: Act, *, unit: Unit, matter: str, asked_on: dt.date, first_by: str, promised_wd: int
) -> FirstContact:
    """Whoever is asked first answers for it; the promised working days run from the day after."""
    if not domain_scope(act.user).covers(unit.path):
        raise Refused("只能登记本单位的首问。")
    if asked_on > act.today:
        raise Refused("首问日期不能晚于今天。")
    if not matter.strip() or not first_by.strip() or promised_wd < 0:
        raise Refused("请填写事项、首问责任人和承诺时限。")
    due = periods.working_days(asked_on, promised_wd, calendar=Calendar.seeded()).last_day if promised_wd else asked_on
    made = act.create(
        FirstContact, unit=unit, year=act.today.year, number=next_number(act, FirstContact, year=act.today.year),
        matter=matter.strip(), asked_on=asked_on, first_by=first_by.strip(), promised_wd=promised_wd, due_on=due,
    )  # fmt: skip
    act.about(made)
    return made


@action("portal.hand_on", title="转承办单位", who=UNIT)
def hand_on(act: Act, *, contact: FirstContact, seen: int, handler: Unit, reason: str) -> FirstContact:
    """To the unit whose business it is; it is told, and says whether it takes it."""
    row = _of(act, contact, seen, is_handler=False)
    CONTACT.take(row, "hand_on", by=act.by, handler=handler, reason=reason.strip())
    if handler.pk == row.unit_id:
        raise Refused("承办单位就是本单位的，不用转，直接办理。")
    row.handler, row.reason = handler, reason.strip()
    act.save(row)
    tell_unit(handler, f"{row} 转您单位承办，请接收或者退回", row.get_absolute_url())
    return row


@action("portal.take_over", title="接收", who=UNIT)
def take_over(act: Act, *, contact: FirstContact, seen: int) -> FirstContact:
    """From now on the unit that took it answers for it; the promised day stays."""
    row = _of(act, contact, seen, is_handler=True)
    CONTACT.take(row, "take_over", by=act.by)
    row.taken_on = act.today
    act.save(row)
    return row


@action("portal.hand_back", title="退回首问单位", who=UNIT)
def hand_back(act: Act, *, contact: FirstContact, seen: int, reason: str) -> FirstContact:
    """Not its business; the one asked first goes on answering for it."""
    row = _of(act, contact, seen, is_handler=True)
    CONTACT.take(row, "hand_back", by=act.by, reason=reason.strip())
    row.handler, row.reason = None, reason.strip()
    act.save(row)
    tell_unit(row.unit, f"{row} 被退回，由首问责任人继续负责", row.get_absolute_url())
    return row


@action("portal.finish", title="登记办结", who=UNIT)
def finish(act: Act, *, contact: FirstContact, seen: int, result: str, late_reason: str = "") -> FirstContact:
    """Done today; after the promised day only with the reason why."""
    row = _of(act, contact, seen, is_handler=contact.state == "taken")
    CONTACT.take(row, "finish", by=act.by, result=result.strip())
    if act.today > row.due_on and not late_reason.strip():
        raise Refused(f"承诺 {row.due_on} 以前办结，已经超过，请写明超时原因。")
    row.done_on, row.result = act.today, result.strip()
    row.late_reason = late_reason.strip() if act.today > row.due_on else ""
    act.save(row)
    return row


def _of(act: Act, contact: FirstContact, seen: int, *, is_handler: bool) -> FirstContact:
    """The row, locked; Refused to whoever does not have it."""
    row = act.lock(contact, seen=seen)
    path = row.handler_path if is_handler else row.unit_path
    if act.user is not None and not (path and domain_scope(act.user).covers(path)):
        raise Refused("这一步由承办单位办理。" if is_handler else "这一步由首问单位办理。")
    return row
