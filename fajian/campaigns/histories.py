"""What became of everything that is owed in a campaign, day by day: read from the rows and the audit chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from fajian.campaigns.contents import of_campaign
from fajian.campaigns.escalation import Handed, History
from fajian.campaigns.models import Campaign, Duty, Return
from fajian.core.audited import label
from fajian.core.models import Event
from fajian.ledgers.models import Rectification

_AWAY, _BACK = ("ledgers.submit",), ("ledgers.return", "ledgers.reopen")


def duties(rows: Any) -> list[History]:
    """Of dated duties (a QuerySet); two queries."""
    handed: dict[int, list[Handed]] = {}
    returns = Return.objects.filter(duty__in=rows.order_by().values("pk")).order_by("duty", "number")
    for duty, at, answer, answered_at in returns.values_list("duty_id", "recorded_at", "answer", "answered_at"):
        back = _day(answered_at) if answer == "returned" and answered_at else None
        handed.setdefault(duty, []).append(Handed(_day(at), back))
    columns = ("pk", "unit_id", "due_on", "recorded_at")
    return [
        History(f"duty:{pk}", "duties", unit, due_on, _day(at), tuple(handed.get(pk, ())))
        for pk, unit, due_on, at in rows.exclude(due_on=None).order_by("pk").values_list(*columns)
    ]


def problems(rows: Any) -> list[History]:
    """Of accepted problems (a QuerySet of Rectification); when they went up and came back tells the audit chain."""
    columns = ("pk", "unit_id", "due_on", "recorded_at")
    dated = rows.exclude(due_on=None).order_by()
    handed: dict[int, list[Handed]] = {}
    events = Event.objects.filter(
        object_type=label(Rectification), object_id__in=dated.values("pk"), command__in=(*_AWAY, *_BACK)
    )
    for number, command, at in events.order_by("seq").values_list("object_id", "command", "recorded_at"):
        own = handed.setdefault(number, [])
        if command in _AWAY:
            own.append(Handed(_day(at)))
        elif own:
            own[-1] = Handed(own[-1].on, _day(at))
    return [
        History(f"problem:{pk}", "problems", unit, due_on, _day(at), tuple(handed.get(pk, ())))
        for pk, unit, due_on, at in dated.order_by("pk").values_list(*columns)
    ]


def of(campaign: Campaign) -> list[History]:
    """Everything dated that the campaign's units have owed so far."""
    return [
        *duties(Duty.objects.filter(campaign=campaign)),
        *problems(Rectification.objects.standing().filter(of_campaign(campaign, "ledger__"))),
    ]


def going_on(campaign: Campaign) -> list[History]:
    """What is still to be chased: everything while the campaign runs, afterwards what is standing."""
    if campaign.state == "running":
        return of(campaign)
    return duties(Duty.objects.filter(campaign=campaign, standing__isnull=False))


def titles(histories: Iterable[History]) -> dict[str, str]:
    """What each is called: the duty's text, or the ledger and number of the problem."""
    numbers: dict[str, list[int]] = {"duty": [], "problem": []}
    for one in histories:
        kind, _, number = one.key.partition(":")
        numbers[kind].append(int(number))
    found = {f"duty:{pk}": what for pk, what in Duty.objects.filter(pk__in=numbers["duty"]).values_list("pk", "what")}
    rows = Rectification.objects.filter(pk__in=numbers["problem"]).values_list(
        "pk", "entry__ledger__title", "entry__number"
    )
    return found | {f"problem:{pk}": f"{title} 第{number}号" for pk, title, number in rows}


def _day(at: dt.datetime) -> dt.date:
    return timezone.localdate(at)
