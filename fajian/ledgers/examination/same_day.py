"""当天登记当天销号."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, F, Q
from django.utils import timezone

from fajian.ledgers.examination.base import Hit, Problems, check, day

THIN = 1  # proofs


@check("same_day", title="当天登记当天销号", says="登记当天就核准销号，佐证不超过1份。立行立改的，请核对佐证是否足够。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """Closed on the day it was recorded, over hardly any proof."""
    whole_day = dt.timedelta(days=1)
    rows = problems.filter(state="closed", closed_at__lt=F("entry__recorded_at") + whole_day)
    counted = rows.annotate(n=Count("proofs", filter=Q(proofs__taken_back=False))).filter(n__lte=THIN)
    for ledger, problem, recorded, closed, count in counted.values_list(
        "ledger_id", "pk", "entry__recorded_at", "closed_at", "n"
    ):
        if closed and timezone.localdate(recorded) == timezone.localdate(closed):
            yield Hit(ledger, problem, {"登记和销号": day(timezone.localdate(closed)), "佐证": f"{count}份"})
