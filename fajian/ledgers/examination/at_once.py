"""申请后随即核准."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import F

from fajian.ledgers.examination.base import Hit, Problems, check, moment

AT_ONCE = dt.timedelta(minutes=1)


@check("at_once", title="申请后随即核准", says="申请销号不到1分钟就核准，来不及逐份看佐证。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """Closed within a minute of the application; a whole minute is not less than one."""
    rows = problems.filter(state="closed", closed_at__lt=F("submitted_at") + AT_ONCE)
    for ledger, problem, asked, closed in rows.values_list("ledger_id", "pk", "submitted_at", "closed_at"):
        if asked and closed:
            spent = f"{int((closed - asked).total_seconds())}秒"
            yield Hit(ledger, problem, {"申请销号": moment(asked), "核准销号": moment(closed), "相隔": spent})
