"""日期前后矛盾."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from fajian.ledgers.examination.base import Hit, Problems, check, day


@check("day_order", title="日期前后矛盾", says="发生日期晚于登记日期，或者整改时限早于发生日期。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """A problem that is told to have happened after it was recorded, or was due before it happened."""
    rows = problems.filter(entry__happened_on__isnull=False)
    columns = ("ledger_id", "pk", "entry__happened_on", "entry__recorded_at", "due_on")
    for ledger, problem, happened, recorded_at, due in rows.values_list(*columns).iterator(2000):
        recorded = timezone.localdate(recorded_at)
        if happened > recorded:
            yield Hit(ledger, problem, {"发生日期": day(happened), "登记日期": day(recorded)})
        elif due and due < happened:
            yield Hit(ledger, problem, {"发生日期": day(happened), "整改时限": day(due)})
