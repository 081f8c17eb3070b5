"""逾期很久而无人过问."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fajian.ledgers.examination.base import Hit, Problems, check, day

LONG = dt.timedelta(days=30)


@check("long_overdue", title="长期逾期没有延期", says="整改时限过了30日以上没有销号，期限也没有延过。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """Open more than thirty days after the last day that stands; an extension would have moved that day."""
    rows = problems.open().filter(due_on__lt=today - LONG).order_by("pk")  # type: ignore[attr-defined]
    for ledger, problem, due in rows.values_list("ledger_id", "pk", "due_on"):
        yield Hit(ledger, problem, {"整改时限": day(due)})
