"""联系点, what is recorded of them, 监督卡 filled in there."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.portal import cards, codes
from fajian.portal.actions.complaints import Told, enter, highest, next_number, tell_office
from fajian.portal.models import Card, Complaint, ContactPoint, PointRecord
from fajian.portal.sealing import Person
from fajian.portal.workflow import OFFICE


@action("portal.open_point", title="设立联系点", who=OFFICE)
def open_point(
    act: Act, *, unit: Unit, name: str, kind: str, liaison: str, opened_on: dt.date,
    address: str = "", phone: str = "", guided_by: str = "",
) -> ContactPoint:  # fmt: skip
    """A point in the area of a government, with a link of its own that nobody can guess."""
    if unit.kind != "government" or not domain_scope(act.user).covers(unit.path):
        raise Refused("请选择本地区的人民政府。")
    if kind not in cards.words().points or not name.strip() or not liaison.strip():
        raise Refused("请填写联系点名称、种类和联络员。")
    if opened_on > act.today:
        raise Refused("设立日期不能晚于今天。")
    made = act.create(
        ContactPoint, unit=unit, number=next_number(act, ContactPoint), name=name.strip(), kind=kind,
        liaison=liaison.strip(), opened_on=opened_on, address=address.strip(), phone=phone.strip(),
        guided_by=guided_by.strip(), link=secrets.token_urlsafe(16),
    )  # fmt: skip
    act.about(made)
    return made


@action("portal.end_point", title="撤销联系点", who=OFFICE)
def end_point(act: Act, *, point: ContactPoint, seen: int, reason: str) -> ContactPoint:
    """Its code leads nowhere from now on; what was gathered there stays."""
    row = _own(act, point, seen)
    if not reason.strip():
        raise Refused("请写明撤销的理由。")
    row.ended_on, row.reason = act.today, reason.strip()
    act.save(row)
    return row


@action("portal.relink_point", title="更换二维码", who=OFFICE)
def relink_point(act: Act, *, point: ContactPoint, seen: int) -> ContactPoint:
    """Of a code that was misused: the old one leads nowhere."""
    row = _own(act, point, seen)
    row.link = secrets.token_urlsafe(16)
    act.save(row)
    return row


@action("portal.record_point", title="登记联系点记录", who=OFFICE)
def record_point(
    act: Act, *, point: ContactPoint, kind: str, held_on: dt.date, text: str, who: str = ""
) -> PointRecord:
    """A visit, an activity, or what the office gathered there."""
    row = _own(act, point)
    return _record(act, row, kind, held_on, text, who=who)


@dataclass(frozen=True, slots=True)
class Note:
    """信息单: what a point gathered. `wants_answer`: it is to be looked into."""

    kind: str
    text: str
    respondent: Unit | None = None
    respondent_text: str = ""
    topic: str = "other"
    wants_answer: bool = False


@action("portal.note_at_point", title="联系点填报信息单")
def note_at_point(act: Act, *, point: ContactPoint, note: Note, code: str, held: bool = False) -> PointRecord:
    """By the point itself from its page; what is to be looked into becomes a complaint found by its receipt code."""
    _by_public(act)
    digest = codes.digest(code)
    act.lock(highest())
    known: PointRecord | None = PointRecord.objects.filter(code_digest=digest).first()
    if known is not None:
        act.about(known)
        return known
    row = _open(act, point)
    if held and not note.wants_answer:
        raise Refused("这个网络一小时内填写得太多，请过一小时再填；需要核查、答复的照收。")
    if note.kind not in ("social", "enterprise", "none"):
        raise Refused("请选择是社情民意、涉企问题，还是本月没有反映。")
    complaint = None
    if note.wants_answer and note.kind != "none":
        told = Told("opinion", note.topic, note.text, note.respondent, note.respondent_text)
        complaint = _complain(act, row, told, "point", digest, held)
    return _record(act, row, note.kind, act.today, note.text, complaint=complaint, is_outside=True, code_digest=digest)


@dataclass(frozen=True, slots=True)
class Filled:
    """A card as filled in: the columns that stay on it, the unit, and who it was, if they said so."""

    data: Mapping[str, Any]
    filled: str
    respondent: Unit | None = None
    respondent_text: str = ""
    person: Person | None = None
    filled_on: dt.date | None = None


@action("portal.fill_card", title="填写监督卡")
def fill_card(act: Act, *, point: ContactPoint, card: Filled, code: str, held: bool = False) -> Card:
    """A card; whatever it complains of becomes one complaint. By the public, or of a paper card by the office.

    Who filled it in is sealed with the complaint; of a card without a problem it is not kept at all.
    """
    _by_public(act)
    digest = codes.digest(code)
    act.lock(highest())
    known: Card | None = Card.objects.filter(code_digest=digest).first()
    if known is not None:
        act.about(known)
        return known
    row = _open(act, point) if act.user is None else _own(act, point)
    if (card.filled == "paper") != (act.user is not None):
        raise Refused("纸质卡由监督机关录入，其他的在联系点页面填写。")
    if card.respondent is None and not card.respondent_text.strip():
        raise Refused("请选择或者写明被监督的执法单位。")
    day = card.filled_on or act.today
    acted_on = card.data.get("acted_on")
    if day > act.today or (acted_on and acted_on > day.isoformat()):
        raise Refused("日期晚于今天，或者执法时间晚于填写日期，请核对。")
    topic, text = cards.problem_of(card.data)
    if held and not text:
        raise Refused("这个网络一小时内填写得太多，没有反映问题的请过一小时再填；反映问题的照收。")
    complaint = None
    if text:
        told = Told("report", topic, text, card.respondent, card.respondent_text, cards.told_of(card.data), card.person)
        complaint = _complain(act, row, told, "card", digest, held)
    year = act.today.year
    made = act.create(
        Card, unit=row.unit, point=row, year=year, number=next_number(act, Card, year=year), code_digest=digest,
        filled=card.filled,
        respondent=complaint.respondent if complaint else card.respondent,
        respondent_text=card.respondent_text.strip()[:100], data=dict(card.data),
        is_named=card.person is not None and complaint is not None, filled_on=day, complaint=complaint,
        entered_by=act.user,
    )  # fmt: skip
    act.about(made)
    return made


def _complain(act: Act, point: ContactPoint, told: Told, channel: str, digest: str, held: bool) -> Complaint:
    row = enter(act, told, channel=channel, code_digest=digest, held=held)
    if not held:
        tell_office(row, f"收到新的投诉举报 {row}（{row.get_channel_display()}）")
    return row


def _record(act: Act, point: ContactPoint, kind: str, held_on: dt.date, text: str, **more: Any) -> PointRecord:
    if kind not in cards.words().records:
        raise Refused("请选择记录的种类。")
    if kind != "none" and not text.strip():
        raise Refused("请写明内容。")
    if held_on > act.today or held_on < point.opened_on:
        raise Refused("日期应在设立联系点以后、不晚于今天。")
    made = act.create(PointRecord, unit=point.unit, point=point, kind=kind, held_on=held_on, text=text.strip(), **more)
    act.about(made)
    return made


def _own(act: Act, point: ContactPoint, seen: int | None = None) -> ContactPoint:
    """The point, locked; Refused to whoever may not see it, and of one that has ended."""
    if act.user is not None and not ContactPoint.objects.visible_to(act.user).filter(pk=point.pk).exists():
        raise Refused("没有找到这个联系点，或者它不在您的权限范围内。")
    return _open(act, point, seen)


def _open(act: Act, point: ContactPoint, seen: int | None = None) -> ContactPoint:
    row = act.lock(point, seen=seen)
    if row.ended_on is not None:
        raise Refused("这个联系点已经撤销。")
    return row


def _by_public(act: Act) -> None:
    """The public, or the office."""
    if not isinstance(act.by, System) and act.by.role not in OFFICE:
        raise Refused("由企业、联系点填写，或者由监督机关录入。")
