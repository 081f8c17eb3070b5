"""Writes on certificates. Which step may be taken stands in workflow.py."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from fajian.core import notify, tick
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.store.schema import tables
from fajian.orgs.models import User
from fajian.orgs.reach import in_reach
from fajian.orgs.roles import UNIT, WRITERS
from fajian.people import sheets
from fajian.people.models import Certificate, Officer, Suspension
from fajian.people.workflow import CERTIFICATE, HELD, PENDING, STANDING

SUPERVISOR = ("supervisor",)
# Steps that only need the person's word, and what they make of it. Those who asked for it may not decide.
DECISIONS = ("return_", "approve", "pass_", "change", "keep", "restore", "revoke")
BLIND = ("approve", "recognise", "pass_", "change")


def fields_of(domains: Sequence[str] | str) -> str:
    """The fields of enforcement on a card, as 、-separated words of the enforcement data; Refused for another word."""
    words = domains.replace("，", "、").replace(",", "、").split("、") if isinstance(domains, str) else domains
    words = [word.strip() for word in words if word.strip()]
    known = tables()["certificates"]["domains"].codes
    if unknown := [word for word in words if word not in known]:
        raise Refused(f"没有“{'、'.join(unknown)}”这种执法类别，请写：{'、'.join(known)}。")
    return "、".join(dict.fromkeys(words))


@action("people.apply", title="申领执法证", who=WRITERS)
def apply(act: Act, *, officer: Officer, region: str, domains: Sequence[str], reason: str = "") -> Certificate:
    """An officer is to have a certificate; only for who is one, is in post and holds none."""
    row = act.lock(officer)
    in_reach(act, row.unit_path)
    if row.kind != "enforcer":
        raise Refused(f"{row.name}的人员类别是“{row.get_kind_display()}”，执法证只发给执法人员。")
    if row.left_on is not None:
        raise Refused(f"{row.name}已登记离岗，不能申领。")
    if row.certificates.filter(state__in=(*PENDING, *STANDING)).exists():
        raise Refused(f"{row.name}已有执法证，或者正在申领。")
    made = act.create(
        Certificate, officer=row, unit=row.unit, region=region.strip(), domains=fields_of(domains),
        reason=reason.strip(), state_on=act.today, applied_by=act.user,
    )  # fmt: skip
    act.about(made)
    return made


@action("people.resubmit", title="重新申领", who=WRITERS)
def resubmit(
    act: Act, *, certificate: Certificate, seen: int, region: str, domains: Sequence[str], reason: str
) -> Certificate:
    """Returned, mended, handed in again."""
    row = _taken(act, certificate, seen, "resubmit", reason=reason)
    row.region, row.domains, row.applied_by = region.strip(), fields_of(domains), act.user
    act.save(row)
    return row


@action("people.cancel", title="注销、撤回执法证", who=WRITERS)
def cancel(act: Act, *, certificate: Certificate, seen: int, reason: str) -> Certificate:
    """注销 of one that is held, 撤回 of one that was only applied for."""
    step = "cancel" if certificate.state in STANDING else "withdraw"
    row = _taken(act, certificate, seen, step, reason=reason)
    _given_back(act, row)
    act.save(row)
    return row


@action("people.ask_review", title="申请年审", who=WRITERS)
def ask_review(act: Act, *, certificate: Certificate, seen: int, year: int, reason: str) -> Certificate:
    """What the holder did in the year: training, tests, conduct."""
    row = _taken(act, certificate, seen, "ask_review", year=year, reason=reason)
    if not act.today.year - 1 <= year <= act.today.year or (row.reviewed_year or 0) >= year:
        raise Refused(f"{year}年度不能年审，或者已经年审过。")
    row.asked, row.applied_by = {"reviewed_year": year}, act.user
    act.save(row)
    return row


@action("people.ask_change", title="申请变更", who=WRITERS)
def ask_change(
    act: Act, *, certificate: Certificate, seen: int, region: str, domains: Sequence[str], reason: str
) -> Certificate:
    """Region or fields on the card are to be others; what is asked takes effect when the office agrees."""
    row = _taken(act, certificate, seen, "ask_change", region=region, domains=domains, reason=reason)
    row.asked, row.applied_by = {"region": region.strip(), "domains": fields_of(domains)}, act.user
    act.save(row)
    return row


@action("people.decide", title="审核执法证", who=SUPERVISOR)
def decide(
    act: Act, *, certificate: Certificate, seen: int, step: str, reason: str = "",
    exam_on: datetime.date | None = None, exam_score: Decimal | None = None,
) -> Certificate:  # fmt: skip
    """A step that brings nothing but its reason: sent back, passed, agreed to, not agreed to, given back, revoked."""
    if step not in DECISIONS:
        raise Refused("没有这一步，请刷新页面。")
    row = _taken(act, certificate, seen, step, reason=reason, exam_on=exam_on, exam_score=exam_score)
    if step == "approve":
        row.exam_on, row.exam_score = exam_on, exam_score
        if exam_on and exam_on > act.today:
            raise Refused("资格考试日期不能晚于今天。")
    if step in ("pass_", "change"):
        for name, value in row.asked.items():
            setattr(row, name, value)
    row.asked = row.asked if step == "approve" else {}
    if step in ("restore", "revoke"):
        _given_back(act, row)
    act.save(row)
    _tell(row, f"执法证件有了结果：{CERTIFICATE.step(step).button}")
    return row


@action("people.issue", title="制发执法证", who=SUPERVISOR)
def issue(
    act: Act, *, certificate: Certificate, seen: int, number: str, valid_from_on: datetime.date,
    valid_to_on: datetime.date,
) -> Certificate:  # fmt: skip
    """The card with its number and term."""
    return _carded(act, certificate, seen, "issue", number, valid_from_on, valid_to_on)


@action("people.recognise", title="核对入册", who=SUPERVISOR)
def recognise(
    act: Act, *, certificate: Certificate, seen: int, number: str, valid_from_on: datetime.date,
    valid_to_on: datetime.date,
) -> Certificate:  # fmt: skip
    """A card that was issued before it came into this register, compared with the office's own list."""
    return _carded(act, certificate, seen, "recognise", number, valid_from_on, valid_to_on)


@action("people.replace", title="换发执法证", who=SUPERVISOR)
def replace(
    act: Act, *, certificate: Certificate, seen: int, number: str, valid_from_on: datetime.date,
    valid_to_on: datetime.date,
) -> Certificate:  # fmt: skip
    """A new card in place of the old one, which is 已换发 from today on; returns the new one."""
    term = {"number": number.strip(), "valid_from_on": valid_from_on, "valid_to_on": valid_to_on}
    old = _taken(act, certificate, seen, "replace", **term)
    _ends_after(valid_from_on, valid_to_on)
    if valid_from_on > act.today:
        raise Refused("新证的有效期自不能晚于今天，否则中间无证。")
    old.asked = {}
    act.save(old)
    made = act.create(
        Certificate, officer=old.officer, unit=old.officer.unit, region=old.region, domains=old.domains, state="active",
        state_on=act.today, reviewed_year=old.reviewed_year, applied_by=act.user, follows=old, **term,
    )  # fmt: skip
    act.about(made)
    _tell(made, "执法证件已换发")
    return made


@action("people.suspend", title="暂扣执法证", who=SUPERVISOR)
def suspend(
    act: Act, *, certificate: Certificate, seen: int, reason: str, suspended_to_on: datetime.date
) -> Certificate:
    """Withheld to a day, that day included."""
    return _withheld(act, certificate, seen, "suspend", reason, suspended_to_on)


@action("people.fail", title="年审不合格", who=SUPERVISOR)
def fail(act: Act, *, certificate: Certificate, seen: int, reason: str, suspended_to_on: datetime.date) -> Certificate:
    """The yearly check was not passed: withheld until what is lacking has been made up for."""
    return _withheld(act, certificate, seen, "fail", reason, suspended_to_on)


@action("people.watch", title="核对执法证件的期限")
def watch(act: Act) -> dict[str, int]:
    """Those whose suspension is over are given back; units are told what runs out, the office what waits."""
    over = Certificate.objects.filter(state="suspended", suspended_to_on__lt=act.today)
    for row in over:
        taken = _taken(act, row, row.version, "restore", reason="暂扣期满")
        _given_back(act, taken)
        act.save(taken)
    before = [datetime.timedelta(days=days) for days in sheets.terms().warn_days]
    days = [day + one for day in tick.days_due(act, act.today) for one in before if day + one >= act.today]
    ending = Certificate.objects.filter(state__in=HELD, valid_to_on__in=days).order_by().values_list("unit", flat=True)
    address = f"{reverse('people:certificates')}?state=expiring"
    for unit in set(ending):
        notify.tell(_unit_people(unit), "有执法证件即将到期，请办理换发", address)
    return {"restored": len(over), "units": len(set(ending))}


def _taken(act: Act, certificate: Certificate, seen: int, step: str, **given: Any) -> Certificate:
    """The certificate, locked, with the step taken and noted; the caller fills in the rest and saves."""
    row = act.lock(certificate, seen=seen)
    in_reach(act, row.unit_path)
    if isinstance(given.get("reason"), str):
        given["reason"] = given["reason"].strip()[:300]
    before = row.state
    taken = CERTIFICATE.take(row, step, by=act.by, **given)
    if step in BLIND and act.user is not None and act.user.is_person(row.applied_by):
        raise Refused(f"“{taken.button}”须由申请人以外的另一位监督人员办理。")
    row.reason = given.get("reason") or ""
    if not (before in HELD and row.state in HELD):
        row.state_on = act.today
    return row


def _carded(
    act: Act, certificate: Certificate, seen: int, step: str, number: str, first: datetime.date, last: datetime.date
) -> Certificate:
    """A good card from now on; the unit is told."""
    term = {"number": number.strip(), "valid_from_on": first, "valid_to_on": last}
    row = _taken(act, certificate, seen, step, **term)
    _ends_after(first, last)
    for name, value in term.items():
        setattr(row, name, value)
    act.save(row)
    _tell(row, f"执法证件有了结果：{CERTIFICATE.step(step).button}")
    return row


def _withheld(
    act: Act, certificate: Certificate, seen: int, step: str, reason: str, last: datetime.date
) -> Certificate:
    row = _taken(act, certificate, seen, step, reason=reason, suspended_to_on=last)
    if last <= act.today:
        raise Refused("暂扣截止日期应在今天之后。")
    row.suspended_to_on, row.asked = last, {}
    act.save(row)
    act.create(Suspension, certificate=row, unit=row.unit, from_on=act.today, to_on=last, reason=row.reason)
    _tell(row, "执法证件被暂扣")
    return row


def _given_back(act: Act, row: Certificate) -> None:
    """The suspension under way, if there is one, ends; the day it is given back is still one of it."""
    for one in row.suspensions.filter(ended_on=None):
        one.ended_on = min(act.today, one.to_on)
        act.save(one)
    row.suspended_to_on = None


def _ends_after(first: datetime.date, last: datetime.date) -> None:
    if last < first:
        raise Refused("有效期至不能早于有效期自。")


def _unit_people(unit: int) -> Any:
    return User.objects.filter(unit=unit, role__in=UNIT, is_active=True)


def _tell(row: Certificate, line: str) -> None:
    notify.tell(_unit_people(row.officer.unit_id), line, row.get_absolute_url())
