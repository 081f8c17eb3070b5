"""疑似纸面整改: listed by the checks, judged by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.digests import canonical, digest
from fajian.ledgers.actions.shared import in_reach
from fajian.ledgers.examination.base import Hit
from fajian.ledgers.models import Ledger, Suspicion
from fajian.ledgers.workflow import SUSPICION

ALGORITHM = "sha256"


@action("ledgers.list_suspicions", title="台账体检", who=("system",))
def list_suspicions(act: Act, *, hits: dict[str, Sequence[Hit]]) -> dict[str, int]:
    """Keep what the checks found, by check: all of it, over all ledgers. Returns how many are new, again, gone.

    What a person has judged stays judged while it is the same; what is found no more and was never judged is withdrawn.
    """
    stored = {(row.check_code, row.ledger_id, row.rectification_id): row for row in Suspicion.objects.all()}
    new, again = [], 0
    for code, found in hits.items():
        for hit in found:
            row = stored.pop((code, hit.ledger, hit.problem), None)
            if row is None:
                new.append(_listed(Suspicion(check_code=code), hit))
            elif row.state == "gone" or row.digest != _digest(hit):
                again += row.state != "open"
                act.save(_listed(row, hit, by=act.by))
    gone = [row for row in stored.values() if row.state == "open" and row.check_code in hits]
    for row in gone:
        SUSPICION.take(row, "withdraw", by=act.by)
        act.save(row)
    units = dict(Ledger.objects.filter(pk__in={row.ledger_id for row in new}).values_list("pk", "unit_id"))
    for row in new:
        row.unit_id = units[row.ledger_id]
    act.bulk_create(Suspicion, new)
    counts = {"new": len(new), "again": again, "gone": len(gone)}
    act.note(**counts)
    return counts


def _listed(row: Suspicion, hit: Hit, by: Any = None) -> Suspicion:
    """The suspicion as the check tells it now, to be judged (anew)."""
    if row.state != "open":
        SUSPICION.take(row, "list_again", by=by)
    row.ledger_id, row.rectification_id = hit.ledger, hit.problem
    row.told, row.digest = hit.told(), _digest(hit)
    row.reason, row.judged_by, row.judged_at = "", None, None
    return row


def _digest(hit: Hit) -> str:
    return digest(canonical(hit.told()), ALGORITHM)


@action("ledgers.judge", title="核实疑似纸面整改", who=("supervisor",))
def judge(act: Act, *, suspicion: Suspicion, seen: int, verdict: str, reason: str) -> Suspicion:
    """A person has looked: it is so (confirm), or there is a good explanation (dismiss); why, either way."""
    row = act.lock(suspicion, seen=seen)
    in_reach(act, row.unit_path)
    SUSPICION.take(row, verdict, by=act.by, reason=reason.strip())
    row.reason, row.judged_by, row.judged_at = reason.strip(), act.user, act.now
    act.save(row)
    act.note(reason=reason.strip())
    return row
