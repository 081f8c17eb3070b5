"""Long exports are told to the audit chain: who took how many rows, narrowed how, as which bytes."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.ledgers.models import Ledger
from fajian.orgs.roles import READERS


@action("ledgers.export", title="导出台账", who=READERS)
def export(act: Act, *, ledger: Ledger | None, query: dict[str, str], rows: int, digest: str) -> None:
    """Note an export that was made; the file itself is cleared after some days."""
    if ledger is not None:
        act.point(Ledger, ledger.pk)
    act.note(query=query, exported=rows, digest=digest)


@action("ledgers.pack_dossiers", title="装销号档案", who=READERS)
def pack_dossiers(act: Act, *, ledger: Ledger | None, query: dict[str, str], rows: int, digest: str) -> None:
    """Note that the dossiers of so many rows were packed."""
    export.within(act, ledger=ledger, query=query, rows=rows, digest=digest)
