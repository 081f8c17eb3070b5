"""Writes on duties: handed in, returned, received."""

from __future__ import annotations

import datetime

from django.db.models import Q

from fajian.campaigns.actions.shared import SUPERVISOR, UNIT, leads, locked_duty
from fajian.campaigns.models import Campaign, Duty, Return
from fajian.campaigns.workflow import DUTY
from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.models import Ledger
from fajian.ledgers.selection import count_each


@action("campaigns.hand_in", title="报送", who=UNIT)
def hand_in(
    act: Act, *, duty: Duty, seen: int, text: str, nil: bool = False, received: files.Received | None = None
) -> Duty:
    """The unit hands in what it owes. 零报告 (nothing to report) needs its reason in the text, and empty ledgers."""
    row = locked_duty(act, duty, seen)
    DUTY.take(row, "again" if row.state == "received" and row.comes_again else "hand_in", by=act.by, text=text.strip())
    figures = _figures(row, act.today)
    if nil and (filled := [name for name, counted in figures.items() if any(counted.values())]):
        raise Refused(f"台账“{'、'.join(filled)}”里有条目，不能零报告。请按台账报送；登记有误的先在台账里作废。")
    row.handed_in_at = act.now
    act.save(row)
    act.create(
        Return,
        duty=row,
        unit=row.unit,
        number=Return.objects.filter(duty=row).count() + 1,
        text=text.strip(),
        nil=nil,
        file=files.attach(act, received) if received else None,
        figures=figures,
    )
    return row


@action("campaigns.return", title="退回", who=SUPERVISOR)
def return_(act: Act, *, duty: Duty, seen: int, reason: str) -> Duty:
    """Not good enough: back to the unit with the reason."""
    row = locked_duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    DUTY.take(row, "return_", by=act.by, reason=reason.strip())
    _reply(act, row, "returned", reason.strip())
    return row


@action("campaigns.receive", title="收讫", who=SUPERVISOR)
def receive(act: Act, *, duty: Duty, seen: int) -> Duty:
    """Received; by another person than the one who handed it in."""
    row = locked_duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    DUTY.take(row, "receive", by=act.by)
    _reply(act, row, "received", "")
    return row


def _reply(act: Act, row: Duty, answer: str, reason: str) -> None:
    """Write what became of the last thing handed in, and tell whoever handed it in."""
    last: Return = act.lock(Return.objects.filter(duty=row).order_by("-number")[0])
    by = last.recorded_by
    if act.user is not None and by is not None and act.user.is_person(by):
        raise Refused("报送的人不能收自己报送的材料，请由另一位监督人员办理。")
    last.answer, last.reason, last.answered_by, last.answered_at = answer, reason, act.user, act.now
    act.save(row)
    act.save(last)
    act.about(row)
    if by is not None:
        told = f"已退回：{reason[:100]}" if answer == "returned" else "已收讫"
        notify.tell([by], f"“{row.what[:120]}”{told}", row.get_absolute_url())


def of_campaign(campaign: Campaign, way: str = "") -> Q:
    """Ledgers opened for this campaign; `way` leads to the ledger from other rows (`ledger__`)."""
    return Q(**{f"{way}source": campaign.source}) | Q(**{f"{way}source__startswith": f"{campaign.source}:"})


def linked(duty: Duty) -> list[Ledger]:
    """The unit's ledgers that go with a duty, by the annexes the plan names."""
    names = [name for name in duty.annexes.split("、") if name]
    if not names:
        return []
    return list(Ledger.objects.filter(of_campaign(duty.campaign), unit=duty.unit_id, annex__in=names))


def _figures(duty: Duty, today: datetime.date) -> dict[str, dict[str, int]]:
    """The numbers of those ledgers now: how many rows stand, and by state where they are problems."""
    own = linked(duty)
    counted = count_each(own, today)
    return {f"{ledger.annex} {ledger.title}".strip(): counted[ledger.pk].states for ledger in own}
