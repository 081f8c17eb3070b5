"""挂牌督办: put on a body's list, followed month by month, taken off by that body alone."""

from __future__ import annotations

import datetime

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions.shared import in_reach, same_body, standing
from fajian.ledgers.models import Listing, ListingNote, Rectification
from fajian.orgs.models import User
from fajian.orgs.roles import UNIT

SUPERVISOR = ("supervisor",)


@action("ledgers.list_problem", title="挂牌督办", who=SUPERVISOR)
def list_problem(
    act: Act, *, rectification: Rectification, seen: int, reason: str, listed_on: datetime.date
) -> Listing:
    """Put an open problem of another unit on the list of the acting user's body."""
    row = act.lock(rectification, seen=seen)
    in_reach(act, row.unit_path)
    standing(row.entry)
    if act.user is None or act.user.unit_id in (None, row.unit_id):
        raise Refused("挂牌督办由上级的监督机关决定，不能由本单位给自己挂牌。")
    if row.is_closed:
        raise Refused("问题已经销号，不能挂牌；又出现的，请先认定反弹。")
    if row.listed_by is not None:
        raise Refused(f"这个问题已由{row.listed_by}挂牌督办。")
    if not reason.strip():
        raise Refused("挂牌督办须写明理由。")
    if listed_on > act.today:
        raise Refused("挂牌日期不能晚于今天。")
    row.listed_by = act.user.unit
    act.save(row)
    given = {"reason": reason.strip(), "listed_on": listed_on}
    made = act.create(Listing, rectification=row, unit=row.unit, body=act.user.unit, **given)
    act.about(row)
    act.note(reason=reason.strip())
    line = f"{row.entry.ledger.title}第{row.entry.number}号问题被{row.listed_by}挂牌督办"
    people = User.objects.filter(unit=row.unit, role__in=UNIT, is_active=True)
    notify.tell(people, line, row.entry.get_absolute_url())
    return made


@action("ledgers.unlist_problem", title="摘牌", who=SUPERVISOR)
def unlist_problem(act: Act, *, rectification: Rectification, seen: int, reason: str) -> Rectification:
    """Off the list without being closed, by the body that listed it, but by another person there."""
    row = act.lock(rectification, seen=seen)
    in_reach(act, row.unit_path)
    standing(row.entry)
    if row.listed_by is None:
        raise Refused("这个问题没有挂牌督办。")
    same_body(act, row, "摘牌")
    listing = Listing.objects.select_related("recorded_by").filter(rectification=row, ended_on=None).first()
    if act.user is not None and listing is not None and act.user.is_person(listing.recorded_by):
        raise Refused("挂牌的人不能自己摘牌，请由本单位另一位监督人员核验后摘牌。")
    if not reason.strip():
        raise Refused("摘牌须写明理由。")
    taken_off(act, row, reason.strip())
    act.save(row)
    act.about(row)
    act.note(reason=reason.strip())
    return row


@action("ledgers.note_listing", title="填报挂牌进展", who=UNIT)
def note_listing(act: Act, *, listing: Listing, month: datetime.date, text: str) -> ListingNote:
    """What the unit did in one month; `month` is any of its days."""
    listing = act.lock(listing)
    in_reach(act, listing.unit_path)
    standing(listing.rectification.entry)
    if listing.ended_on is not None:
        raise Refused("这个问题已经摘牌，不用再填进展。")
    month = month.replace(day=1)
    if not listing.listed_on.replace(day=1) <= month <= act.today:
        raise Refused("月份须在挂牌当月到本月之间。")
    if not text.strip():
        raise Refused("请写明这个月的进展。")
    return act.create(ListingNote, listing=listing, unit=listing.unit, month=month, text=text.strip())


def taken_off(act: Act, row: Rectification, reason: str) -> None:
    """End the listing of a locked problem, if it has one; the problem is saved by the caller."""
    listing = Listing.objects.filter(rectification=row, ended_on=None).first()
    if listing is None:
        return
    listing = act.lock(listing)
    listing.ended_on, listing.ended_reason, listing.ended_by = act.today, reason, act.user
    act.save(listing)
    row.listed_by = None
