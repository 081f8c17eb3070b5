"""没有实质措施."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from fajian.engine.likeness import normal
from fajian.ledgers.examination.base import Hit, Problems, check

FEWEST = 6  # signs: 立即整改 says when, not what


@check("no_measure", title="没有实质措施", says="已申请或者核准销号，而整改措施没有写，或者不足6个字。")
def found(problems: Problems, today: dt.date) -> Iterator[Hit]:
    """A problem on its way out whose measure says nothing."""
    rows = problems.filter(state__in=("submitted", "closed")).values_list("ledger_id", "pk", "measure")
    for ledger, problem, measure in rows.iterator(2000):
        if len(normal(measure)) < FEWEST:
            yield Hit(ledger, problem, {"整改措施": measure.strip() or "（空）"})
