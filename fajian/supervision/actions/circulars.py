"""通报: drafted by one, signed by another, sent to units that sign for it, or published without names."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT
from fajian.orgs.telling import tell_unit
from fajian.supervision import circular_papers
from fajian.supervision.actions.shared import SUPERVISOR, numbered, office_of, own, tell_office
from fajian.supervision.models import Circular, CircularCopy
from fajian.supervision.workflow import CIRCULAR


@dataclass(frozen=True, slots=True)
class Told:
    """What a circular says, how far it reaches, and which names the public does not read."""

    kind: str
    reach: str
    title: str
    text: str
    names: str = ""


@action("supervision.draft_circular", title="拟制通报", who=SUPERVISOR)
def draft_circular(act: Act, *, unit: Unit, told: Told) -> Circular:
    """A draft about a unit in reach."""
    return act.create(Circular, unit=unit, office=office_of(act, unit), **_checked(told))


def _checked(told: Told) -> dict[str, Any]:
    given = {name: getattr(told, name).strip() for name in Told.__slots__}
    if given["kind"] not in dict(Circular.KINDS) or given["reach"] not in dict(Circular.REACHES):
        raise Refused("没有这种通报或者范围，请重新选择。")
    if not given["title"] or not given["text"]:
        raise Refused("请填写标题和正文。")
    if strange := [one for one in given["names"].splitlines() if one.strip() and one.strip() not in given["text"]]:
        raise Refused(f"正文里没有“{strange[0].strip()}”，请核对隐去的姓名、名称。")
    return given


@action("supervision.edit_circular", title="修改通报", who=SUPERVISOR)
def edit_circular(act: Act, *, circular: Circular, seen: int, told: Told) -> Circular:
    """The draft says something else now."""
    row, given = own(act, circular, seen), _checked(told)
    CIRCULAR.take(row, "edit", by=act.by, **given)
    for name, value in given.items():
        setattr(row, name, value)
    act.save(row)
    return row


@action("supervision.submit_circular", title="送签", who=SUPERVISOR)
def submit_circular(act: Act, *, circular: Circular, seen: int) -> Circular:
    """To be signed by another supervisor."""
    row = own(act, circular, seen)
    CIRCULAR.take(row, "submit", by=act.by)
    act.save(row)
    tell_office(row.office_id, f"通报待签发：{row.title}", row.get_absolute_url(), [act.by.pk])
    return row


@action("supervision.issue_circular", title="签发通报", who=SUPERVISOR)
def issue_circular(act: Act, *, circular: Circular, seen: int, word: str, units: Sequence[Unit] = ()) -> Circular:
    """Signed by another than the drafter and numbered; in a circle each unit, the one it is about too, signs for it."""
    row = own(act, circular, seen)
    CIRCULAR.take(row, "issue", by=act.by, word=word.strip())
    if act.user is None or act.user.is_person(row.recorded_by):
        raise Refused("拟稿人不能自己签发，请由另一位监督人员签发。")
    for one in units:
        office_of(act, one)
    row.number = numbered(act, row.office, word, row.told[0], row.named)
    row.signed_by, row.reason = act.user, ""
    row.paper = circular_papers.kept(act, row)
    act.save(row)
    for one in {row.unit_id: row.unit, **{one.pk: one for one in units}}.values():
        act.create(CircularCopy, circular=row, unit=one)
        tell_unit(one.pk, f"收到{row.get_kind_display()}，请签收：{row.told[0]}", row.get_absolute_url())
    act.about(row)
    return row


@action("supervision.return_circular", title="退回修改", who=SUPERVISOR)
def return_circular(act: Act, *, circular: Circular, seen: int, reason: str) -> Circular:
    """Back to whoever drafted it."""
    return _reasoned(act, circular, seen, "return_", reason)


@action("supervision.publish_circular", title="登记公布", who=SUPERVISOR)
def publish_circular(act: Act, *, circular: Circular, seen: int, published_on: datetime.date, place: str) -> Circular:
    """It is before the public, there."""
    row = own(act, circular, seen)
    CIRCULAR.take(row, "publish", by=act.by, published_on=published_on, place=place.strip())
    if row.reach != "public":
        raise Refused("在一定范围内通报的不向社会公布；要公布的，另行拟制、签发。")
    if row.number is None or not row.number.issued_on <= published_on <= act.today:
        raise Refused("公布日期应在成文日期到今天之间。")
    row.published_on, row.place = published_on, place.strip()[:200]
    act.save(row)
    return row


@action("supervision.withdraw_circular", title="撤回通报", who=SUPERVISOR)
def withdraw_circular(act: Act, *, circular: Circular, seen: int, reason: str) -> Circular:
    """It no longer holds; whoever got it is told."""
    row = _reasoned(act, circular, seen, "withdraw", reason)
    for copy in row.copies.all():
        tell_unit(copy.unit_id, f"通报已撤回：{row.told[0]}", row.get_absolute_url())
    return row


@action("supervision.drop_circular", title="作废通报", who=SUPERVISOR)
def drop_circular(act: Act, *, circular: Circular, seen: int, reason: str) -> Circular:
    """The draft is not issued."""
    return _reasoned(act, circular, seen, "drop", reason)


def _reasoned(act: Act, circular: Circular, seen: int, step: str, reason: str) -> Circular:
    row = own(act, circular, seen)
    CIRCULAR.take(row, step, by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


@action("supervision.sign_circular", title="签收通报", who=UNIT)
def sign_circular(act: Act, *, copy: CircularCopy, seen: int, reply: str) -> CircularCopy:
    """The unit has it, and says what it found looking at itself (以案促改); said again, the later word stands."""
    row = act.lock(copy, seen=seen)
    in_reach(act, row.unit_path)
    if row.circular.state not in ("issued", "published"):
        raise Refused(f"通报现在是“{row.circular.state_word}”，不用签收。")
    if not reply.strip():
        raise Refused("请写明对照检查、整改情况；没有同类问题的也写明。")
    row.signed_at, row.signed_by, row.reply = row.signed_at or act.now, row.signed_by or act.user, reply.strip()
    act.save(row)
    return row
