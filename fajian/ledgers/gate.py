"""What closing one problem takes, and what of it is there."""

from __future__ import annotations

from fajian.engine.forms.closing import Point, checklist
from fajian.ledgers.models import Rectification


def points(row: Rectification) -> tuple[Point, ...]:
    """What closing the problem takes and what of it is there; without a query where the rows were prefetched."""
    proofs = [proof.kind for proof in row.proofs.all() if not proof.taken_back]
    phases = [phase for phase in row.phases.all() if not phase.struck_out]
    return checklist(
        row.entry.ledger.spec,
        row.kind,
        proofs=proofs,
        phases=len(phases),
        done=sum(phase.done_on is not None for phase in phases),
        fixes=sum(not use.struck_out for use in row.fixes.all()),
    )
