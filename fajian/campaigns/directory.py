"""联系人表: who of each unit is to be reached, and by whom the numbers may be read; completeness."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fajian.campaigns.models import Campaign, Contact
from fajian.campaigns.overview import units_of
from fajian.campaigns.terms import due_days, standing
from fajian.engine.forms import workbook
from fajian.engine.forms.spec import specs
from fajian.engine.office.workbooks import Cell, Sheet
from fajian.orgs.models import Unit
from fajian.orgs.scope import OWN_UNIT, domain_scope

MASK = "＊＊＊"
SPEC = "contacts"


@dataclass(frozen=True, slots=True)
class Shown:
    """A contact as this user may read it; `reached` are (label, text), masked where the numbers are not for them."""

    contact: Contact
    reached: tuple[tuple[str, str], ...]

    def number(self, label: str) -> str:
        """One of them by its label."""
        return dict(self.reached).get(label, "")


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: its contacts now, those before them, its day and light."""

    unit: Unit
    now: tuple[Shown, ...]
    before: tuple[Contact, ...]
    due_on: dt.date | None
    light: tuple[str, str]

    def of(self, part: str) -> list[Shown]:
        """Those of one part: chief, leader, contact."""
        return [one for one in self.now if one.contact.part == part]

    @property
    def is_complete(self) -> bool:
        """Has it named a contact?"""
        return bool(self.of("contact"))


def rows(campaign: Campaign, user: Any, today: dt.date) -> list[Row]:
    """The units taking part that the user may see."""
    found: dict[int, list[Contact]] = {}
    for one in Contact.objects.visible_to(user).filter(campaign=campaign):
        found.setdefault(one.unit_id, []).append(one)
    days = due_days(campaign, "contacts")
    made = []
    for unit in units_of(campaign, user):
        own, reads = found.get(unit.pk, []), may_read(campaign, user, unit.path)
        named = min((one.from_on for one in own if one.part == "contact"), default=None)
        made.append(
            Row(
                unit,
                tuple(Shown(one, reached(one, reads=reads)) for one in own if one.to_on is None),
                tuple(one for one in own if one.to_on is not None),
                days.get(unit.pk),
                standing(named, days.get(unit.pk), today, "已报"),
            )
        )
    return made


def may_read(campaign: Campaign, user: Any, path: str) -> bool:
    """Are the numbers of a unit's contacts for this user? For the unit itself and the office that leads, no others."""
    scope = domain_scope(user)
    if user.role in OWN_UNIT:
        return scope.covers(path)
    return user.role == "supervisor" and (scope.covers(campaign.unit_path) or user.unit.path == path)


def reached(one: Contact, *, reads: bool) -> tuple[tuple[str, str], ...]:
    """(label, number) of what is there; masked where the numbers are not for this user."""
    return tuple((label, number if reads else MASK) for label, number in one.numbers)


def sheet(campaign: Campaign, found: Sequence[Row], annex: str) -> Sheet:
    """The rows in the shape of the plan's annex; a unit that named nobody has its line too."""
    lines = [
        workbook.Row(f"contact:{row.unit.pk}:{place}", cells)
        for row in found
        for place, cells in enumerate(_cells(row))
    ]
    unit = f"{campaign.unit.name}（汇总 {len(found)} 个单位）" if len(found) != 1 else found[0].unit.name
    return workbook.sheet(specs()[SPEC], lines, unit=unit, annex=annex)


def _cells(row: Row) -> Iterator[dict[str, Cell]]:
    """A line for each contact; the 分管领导 stands on the first."""
    leader = next(iter(row.of("leader")), None)
    for place, one in enumerate(row.of("contact") or [None]):
        cells: dict[str, Cell] = {"unit": row.unit.name}
        if leader and not place:
            cells |= {
                "leader": leader.contact.name,
                "leader_post": leader.contact.post,
                "leader_phone": leader.number("办公电话") or leader.number("手机"),
            }
        if one:
            cells |= {
                "contact": one.contact.name,
                "contact_post": one.contact.post,
                "office_phone": one.number("办公电话"),
                "mobile": one.number("手机"),
                "email": one.number("电子邮箱"),
                "fax": one.number("传真"),
            }
        else:
            cells["remark"] = "未报送"
        yield cells
