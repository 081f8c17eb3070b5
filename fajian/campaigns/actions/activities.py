"""Writes on activities and channels: recorded, struck out; reported, confirmed, withdrawn."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fajian.campaigns.actions.shared import SUPERVISOR, answerable, answered, of_own, runs, takes_part
from fajian.campaigns.kinds import NEEDS, kinds
from fajian.campaigns.models import Activity, Campaign, Channel
from fajian.campaigns.workflow import CHANNEL
from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS


@dataclass(frozen=True, slots=True)
class Held:
    """What is told of an activity."""

    kind: str
    subject: str
    held_on: datetime.date
    attended: int
    text: str
    place: str = ""
    attendees: str = ""
    sign_in: files.Received | None = None
    minutes: files.Received | None = None


@action("campaigns.record_activity", title="登记活动", who=WRITERS)
def record_activity(act: Act, *, campaign: Campaign, unit: Unit, held: Held) -> Activity:
    """A meeting, study, training … the unit held; with what its kind asks for."""
    row = act.lock(campaign)
    of_own(act, unit)
    takes_part(row, unit)
    kind = kinds().get(held.kind)
    if kind is None or kind.retired:
        raise Refused("没有这类活动，请重新选择类别。")
    if held.held_on > act.today:
        raise Refused("活动日期不能晚于今天，开过以后再登记。")
    if missing := [NEEDS[need] for need in kind.needs if not getattr(held, need)]:
        raise Refused(f"“{kind.title}”须有：{'、'.join(missing)}。")
    if not held.subject.strip() or not held.text.strip():
        raise Refused("请填写主题和主要内容。")
    made = act.create(
        Activity,
        campaign=row,
        unit=unit,
        kind=kind.code,
        subject=held.subject.strip()[:200],
        held_on=held.held_on,
        place=held.place.strip()[:100],
        attended=held.attended,
        attendees=held.attendees.strip(),
        text=held.text.strip(),
        sign_in=files.attach(act, held.sign_in) if held.sign_in else None,
        minutes=files.attach(act, held.minutes) if held.minutes else None,
    )
    act.about(made)
    return made


@action("campaigns.strike_activity", title="作废活动", who=WRITERS)
def strike_activity(act: Act, *, activity: Activity, seen: int, reason: str) -> Activity:
    """Recorded by mistake; it stays, with the reason, and counts no more."""
    row = act.lock(activity, seen=seen)
    of_own(act, row.unit)
    runs(row.campaign)
    if row.struck_out:
        raise Refused("这条活动已经作废。")
    if not reason.strip():
        raise Refused("作废须写明理由。")
    row.struck_out, row.reason = True, reason.strip()[:300]
    act.save(row)
    return row


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.report_channel", title="登记公示", who=WRITERS)
def report_channel(
    act: Act,
    *,
    campaign: Campaign,
    unit: Unit,
    kind: str,
    value: str,
    where: str,
    from_on: datetime.date,
    url: str = "",
    picture: files.Received | None = None,
) -> Channel:
    """A number or address the unit has made public; with the page's address or a picture of it."""
    row = act.lock(campaign)
    of_own(act, unit)
    takes_part(row, unit)
    if kind not in dict(Channel.KINDS) or where not in dict(Channel.PLACES):
        raise Refused("请选择是什么渠道、公布在哪里。")
    if not value.strip():
        raise Refused("请填写公布的号码或地址。")
    if not url.strip() and picture is None:
        raise Refused("请填写公布的网址，或者上传公布的截图。")
    if from_on > act.today:
        raise Refused("公布日期不能晚于今天，公布以后再登记。")
    return act.create(
        Channel,
        campaign=row,
        unit=unit,
        kind=kind,
        value=value.strip()[:200],
        where=where,
        url=url.strip(),
        picture=files.attach(act, picture) if picture else None,
        from_on=from_on,
    )


@action("campaigns.confirm_channel", title="核对公示", who=SUPERVISOR)
def confirm_channel(act: Act, *, channel: Channel, seen: int) -> Channel:
    """It is public, somebody else has looked."""
    row = answerable(act, channel, seen)
    CHANNEL.take(row, "confirm", by=act.by)
    answered(act, row, f"举报渠道公示（{row.get_kind_display()}）已核对")
    return row


@action("campaigns.return_channel", title="退回公示", who=SUPERVISOR)
def return_channel(act: Act, *, channel: Channel, seen: int, reason: str) -> Channel:
    """It is not there, or not what was said."""
    row = answerable(act, channel, seen)
    CHANNEL.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()[:300]
    answered(act, row, f"举报渠道公示（{row.get_kind_display()}）已退回：{row.reason[:100]}")
    return row


@action("campaigns.withdraw_channel", title="停止公布", who=WRITERS)
def withdraw_channel(act: Act, *, channel: Channel, seen: int, reason: str) -> Channel:
    """No longer public from today; it stays, with the reason."""
    row = act.lock(channel, seen=seen)
    of_own(act, row.unit)
    runs(row.campaign)
    CHANNEL.take(row, "withdraw", by=act.by, reason=reason.strip())
    row.to_on, row.reason = act.today, reason.strip()[:300]
    act.save(row)
    return row
