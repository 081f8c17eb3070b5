"""Writes at a campaign's end: finished, and taken up again."""

from __future__ import annotations

from fajian.campaigns.actions.shared import SUPERVISOR, leads, tell_units
from fajian.campaigns.contents import of_campaign
from fajian.campaigns.models import Campaign, Duty, Participant
from fajian.campaigns.workflow import RUN
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.ledgers.models import Rectification


@action("campaigns.finish", title="结束行动", who=SUPERVISOR)
def finish(act: Act, *, campaign: Campaign, seen: int, note: str) -> Campaign:
    """The campaign is over; its ledgers and what is still owed stay open, nobody is chased any more.

    What is open stands in the audit event beside the office's note.
    """
    return _step(act, campaign, seen, "finish", note, "已结束")


@action("campaigns.resume", title="恢复行动", who=SUPERVISOR)
def resume(act: Act, *, campaign: Campaign, seen: int, note: str) -> Campaign:
    """Finished too soon: it runs again."""
    return _step(act, campaign, seen, "resume", note, "已恢复")


def _step(act: Act, campaign: Campaign, seen: int, name: str, note: str, told: str) -> Campaign:
    row = act.lock(campaign, seen=seen)
    leads(act, row.unit_path)
    RUN.take(row, name, by=act.by, note=note.strip())
    act.save(row)
    act.note(reason=note.strip(), owed=owed(row), problems=unclosed(row))
    numbers = Participant.objects.filter(campaign=row).values_list("unit", flat=True)
    tell_units(row, dict.fromkeys(numbers, f"“{row.title[:120]}”{told}：{note.strip()[:100]}"))
    return row


def owed(campaign: Campaign) -> int:
    """How many duties with a day have not been handed in, or were returned."""
    count: int = Duty.objects.filter(campaign=campaign).owed().exclude(due_on=None).count()
    return count


def unclosed(campaign: Campaign) -> int:
    """How many problems of its ledgers are not closed."""
    return Rectification.objects.open().filter(of_campaign(campaign, "ledger__")).count()
