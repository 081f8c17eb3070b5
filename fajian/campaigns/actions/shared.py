"""What the writes of this app share: whom they may touch, whom they tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from fajian.campaigns.models import Campaign, Duty, Participant, PlanDocument
from fajian.core import notify
from fajian.core.act import Act
from fajian.core.audited import Audited
from fajian.core.errors import Refused
from fajian.ledgers import actions as ledgers
from fajian.orgs.models import Unit, User
from fajian.orgs.roles import UNIT
from fajian.orgs.scope import domain_scope

A = TypeVar("A", bound=Audited)
SUPERVISOR = ("supervisor",)


def leads(act: Act, path: str) -> None:
    """Refuse unless the office that leads the campaign lies in the acting user's scope.

    A county sees what its units hand in for the city's campaign, and does not receive it.
    """
    if act.user is not None and not domain_scope(act.user).covers(path):
        raise Refused("这项行动由上级单位牵头，请由牵头单位的监督人员办理。")


def of_own(act: Act, unit: Unit) -> None:
    """Refuse unless the user may write for this unit: one of the own subtree; a supervisor the own office alone."""
    ledgers.in_reach(act, unit.path)
    if act.user is not None and act.user.role == "supervisor" and act.user.unit_id != unit.pk:
        raise Refused("监督人员只能填写本单位的事项，其他单位的由该单位填写。")


def runs(campaign: Campaign) -> None:
    """Refuse what belongs to a campaign that is going on once it is over."""
    if campaign.state != "running":
        raise Refused("行动已经结束，不能再填写。确需补登的，请牵头单位先恢复行动。")


def takes_part(campaign: Campaign, unit: Unit) -> None:
    """Refuse unless the unit takes part in the campaign, or leads it, and it is going on."""
    runs(campaign)
    if campaign.unit_id != unit.pk and not Participant.objects.current().filter(campaign=campaign, unit=unit).exists():
        raise Refused(f"“{unit.name}”没有参加这项行动。")


def answerable(act: Act, row: A, seen: int) -> A:
    """What a unit handed to the office that leads: locked, unchanged since it was seen, not of the answerer's hand."""
    stored: Any = act.lock(row, seen=seen)
    leads(act, stored.campaign.unit_path)
    if act.user is not None and stored.recorded_by is not None and act.user.is_person(stored.recorded_by):
        raise Refused("报送、登记的人不能自己答复，请由另一位监督人员办理。")
    return stored  # type: ignore[no-any-return]


def answered(act: Act, row: Any, told: str) -> None:
    """Write who answered and when, and tell whoever handed it in."""
    row.answered_by, row.answered_at = act.user, act.now
    act.save(row)
    if row.recorded_by is not None:
        notify.tell([row.recorded_by], told, row.get_absolute_url())


def locked_document(act: Act, document: PlanDocument, seen: int) -> PlanDocument:
    """The plan as stored, locked; in the user's reach, and not changed since it was seen."""
    row = act.lock(document, seen=seen)
    ledgers.in_reach(act, row.unit_path)
    return row


def locked_duty(act: Act, duty: Duty, seen: int) -> Duty:
    """The duty as stored, locked; in the user's reach, and not changed since it was seen; in its state as of today."""
    row = act.lock(duty, seen=seen)
    ledgers.in_reach(act, row.unit_path)
    row.state = row.state_on(act.today)
    return row


def approvers(unit: int) -> list[User]:
    """Who may approve what this unit hands in."""
    return list(User.objects.filter(unit=unit, role="unit_leader", is_active=True))


def tell_units(campaign: Campaign, lines: Mapping[int, str]) -> None:
    """A line (by the unit's number) to whoever fills in and whoever answers for it at each unit."""
    people: dict[int, list[User]] = {}
    for person in User.objects.filter(unit__in=list(lines), role__in=UNIT, is_active=True):
        people.setdefault(person.unit_id or 0, []).append(person)
    told = ((person, line) for number, line in lines.items() for person in people.get(number, ()))
    notify.tell_each(told, campaign.get_absolute_url())


def tell_unit(duty: Duty, line: str) -> None:
    """A line about one duty to the people of its unit."""
    people = User.objects.filter(unit=duty.unit_id, role__in=UNIT, is_active=True)
    notify.tell(people, line, duty.get_absolute_url())
