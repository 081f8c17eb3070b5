"""集中一天销号."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count
from django.db.models.functions import TruncDate

from fajian.ledgers.examination.base import Hit, Problems, check, day

FEWEST = 5  # closed problems of a ledger; of fewer one day says nothing


@check("crowded_day", title="集中一天销号", says="一本台账销号5个以上，全部在同一天核准。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """A ledger whose problems were all closed on one day."""
    days = problems.filter(state="closed").order_by().annotate(on=TruncDate("closed_at"))
    by_ledger: dict[int, dict[dt.date, int]] = {}
    for ledger, on, count in days.values_list("ledger_id", "on").annotate(n=Count("pk")):
        by_ledger.setdefault(ledger, {})[on] = count
    for ledger, counts in sorted(by_ledger.items()):
        ((on, count), *more) = counts.items()
        if not more and count >= FEWEST:
            yield Hit(ledger, None, {"销号日期": day(on), "当天销号": f"{count}个"})
