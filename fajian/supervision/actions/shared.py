"""What the writes of supervision share: whose they are, whom they tell, the next number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Max

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit, User
from fajian.orgs.scope import domain_scope
from fajian.supervision.models import DocNumber
from fajian.supervision.models.offices import OfOffice

R = TypeVar("R", bound=OfOffice)
SUPERVISOR = ("supervisor",)


def office_of(act: Act, unit: Unit) -> Unit:
    """The acting supervisor's office, which may look into this unit; Refused for the own office and outside reach."""
    in_reach(act, unit.path)
    office: Unit | None = act.user.unit if act.user is not None else None
    if office is None:
        raise Refused("您的账号没有单位，不能办理监督事项。请联系系统管理员。")
    if unit.pk == office.pk:
        raise Refused("不能对本单位立监督事项；本单位的问题由上级监督。")
    return office


def own(act: Act, row: R, seen: int) -> R:
    """The row, locked and as it was seen; Refused unless the acting user's office keeps it."""
    stored = act.lock(row, seen=seen)
    in_reach(act, stored.unit_path)
    if act.user is not None and act.user.unit_id != stored.office_id:
        raise Refused(f"这件{stored._meta.verbose_name}由{stored.office}办理，请由{stored.office}的人员操作。")
    return stored


def above(act: Act, row: R, seen: int) -> R:
    """The row, locked, for a leader the office stands under."""
    stored = act.lock(row, seen=seen)
    if act.user is not None and not domain_scope(act.user).covers(stored.office_path):
        raise Refused(f"没有找到这件{stored._meta.verbose_name}，或者它不在您的权限范围内。")
    return stored


def of_unit(act: Act, row: R, seen: int) -> R:
    """The row, locked, for somebody who writes for the unit it is about."""
    stored = act.lock(row, seen=seen)
    in_reach(act, stored.unit_path)
    return stored


def numbered(act: Act, issuer: Unit, word: str, title: str, source: str) -> DocNumber:
    """The next number of the body's register under this word; the body is locked, so none is given twice or left out.

    Refused for a word that is no 代字.
    """
    word = word.strip()
    if not 2 <= len(word) <= 20 or any(mark.isspace() or mark.isdigit() or mark in "〔〕[]()（）" for mark in word):
        raise Refused("发文机关代字应为 2 到 20 个字，例如“安司督函”，不带年份和序号。")
    act.lock(issuer)
    given = DocNumber.objects.filter(issuer=issuer, word=word, year=act.today.year)
    serial = (given.aggregate(last=Max("serial"))["last"] or 0) + 1
    return act.create(
        DocNumber,
        issuer=issuer,
        word=word,
        year=act.today.year,
        serial=serial,
        title=title[:300],
        source=source,
        issued_on=act.today,
    )


def tell_office(office: int, line: str, link: str, but: Iterable[int] = ()) -> None:
    """A line to the office's supervisors, without these people."""
    people = User.objects.filter(unit=office, role="supervisor", is_active=True).exclude(pk__in=list(but))
    notify.tell(people, line[:300], link)
