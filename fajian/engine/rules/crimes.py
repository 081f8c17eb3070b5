"""Cases whose amount reaches the threshold of a crime, and whether they were handed to the police."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.beside import flag
from fajian.engine.rules.fines import with_clause
from fajian.engine.rules.tables import Tables


def with_crime(data: Tables) -> ir.Table:
    """Penalties with `is_crime` (the amount reaches the clause's threshold; three-valued) and `was_transferred`.

    A clause without a threshold makes no crime. A row in 行刑衔接 is a transfer, whatever the police made of it.
    """
    t = with_clause(data, data.penalties)
    no_threshold = t.clause_id.notnull() & t.crime_threshold_yuan.isnull()
    t = t.mutate(is_crime=~no_threshold & (t.crime_value_yuan >= t.crime_threshold_yuan))
    sent = data.transfers.filter(data.transfers.penalty_id.notnull())
    return flag(t, "penalty_id", sent.select("penalty_id"), "was_transferred")
