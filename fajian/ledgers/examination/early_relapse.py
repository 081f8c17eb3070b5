"""销号后很快反弹."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from fajian.core.audited import label
from fajian.core.models import Event
from fajian.ledgers.examination.base import Hit, Problems, check, day
from fajian.ledgers.models import Entry, Rectification

SOON = dt.timedelta(days=30)
CLOSED, REOPENED = "ledgers.close", "ledgers.reopen"


@check("early_relapse", title="销号后很快反弹", says="核准销号后30日内又认定反弹或者虚假销号。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """Closed and come back within thirty days, in place or as a row of its own; the last time counts."""
    for ledger, problem, closed, again, others in sorted((*_in_place(problems), *_followed(problems))):
        if again - closed <= SOON:
            yield Hit(ledger, problem, {"核准销号": day(closed), "认定反弹": day(again)}, others)


def _in_place(problems: Problems) -> Iterator[tuple[int, int, dt.date, dt.date, tuple[int, ...]]]:
    back = set(problems.exclude(priority="").values_list("pk", flat=True))
    told = Event.objects.filter(command__in=(CLOSED, REOPENED), object_type=label(Rectification), object_id__in=back)
    closed: dict[int, dt.date] = {}
    pairs: dict[int, tuple[dt.date, dt.date]] = {}
    for command, number, at in told.order_by("seq").values_list("command", "object_id", "recorded_at"):
        if command == CLOSED:
            closed[number] = timezone.localdate(at)
        elif number in closed:
            pairs[number] = (closed[number], timezone.localdate(at))
    ledgers = dict(problems.filter(pk__in=pairs).values_list("pk", "ledger_id"))
    for number, (was_closed, again) in pairs.items():
        yield ledgers[number], number, was_closed, again, ()


def _followed(problems: Problems) -> Iterator[tuple[int, int, dt.date, dt.date, tuple[int, ...]]]:
    newer = Entry.objects.standing().filter(follows__isnull=False).values_list("follows_id", "pk", "recorded_at")
    after = {old: (new, at) for old, new, at in newer}
    rows = problems.filter(pk__in=after, closed_at__isnull=False)
    for ledger, number, closed_at in rows.values_list("ledger_id", "pk", "closed_at"):
        new, at = after[number]
        if closed_at:
            yield ledger, number, timezone.localdate(closed_at), timezone.localdate(at), (new,)
