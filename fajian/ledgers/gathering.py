"""集中收回 in the background: whose each file is, reading it, and taking in all that is clean."""

from __future__ import annotations

from typing import Any

from fajian.core.errors import Refused
from fajian.core.files import Received
from fajian.core.jobs import Run, job
from fajian.engine.faults import InputError
from fajian.ledgers import actions, belonging, comparing, jobs, readings
from fajian.ledgers.actions.takeins import counts_of
from fajian.ledgers.models import Gathering, Ledger, Piece


@job("ledgers.gather", title="读入各单位表格")
def gather(run: Run, *, gathering: int) -> dict[str, Any]:
    """Place every file that is nobody's yet, unless a person is to say; one that cannot be keeps no other waiting."""
    row = Gathering.objects.select_related("unit").get(pk=gathering)
    ledgers = actions.candidates(row)
    pieces = list(row.pieces.filter(taking=None).exclude(how="person").select_related("file"))
    for done, piece in enumerate(pieces):
        run.progress(done, len(pieces))
        sort(piece, ledgers, by=run.by, key=run.key(f"piece-{piece.pk}"))
    run.progress(len(pieces), len(pieces))
    placed = Piece.objects.filter(pk__in=[piece.pk for piece in pieces]).exclude(taking=None).count()
    return {"text": f"{len(pieces)}个文件，认出{placed}个。", "link": row.get_absolute_url()}


def sort(piece: Piece, ledgers: list[Ledger], *, by: Any, key: str, chosen: Ledger | None = None) -> Piece:
    """Find out whose the file is (or take a person's word), and read it as that ledger."""
    try:
        found = belonging.Found(chosen, "person") if chosen else belonging.whose(readings.opened(piece), ledgers)
        if found.ledger is None:
            return actions.leave(by=by, key=f"{key}-left", piece=piece, reason=found.reason)
        file = piece.file
        received = Received(piece.title, file.digest, file.algorithm, file.size, file.kind)
        taking = actions.receive(by=by, key=f"{key}-in", ledger=found.ledger, received=received)
        if taking.state == "received":
            taking = jobs.read(taking, by=by, key=f"{key}-read")
    except InputError as error:
        return actions.leave(by=by, key=f"{key}-left", piece=piece, reason=str(error))
    placed = actions.place(by=by, key=f"{key}-placed", piece=piece, taking=taking, how=found.how)
    if taking.state != "open":
        return placed
    return actions.count(by=by, key=f"{key}-counted", piece=piece, counts=counts_of(comparing.compare(taking, by=by)))


@job("ledgers.take_clean", title="收入没有问题的表格")
def take_clean(run: Run, *, gathering: int) -> dict[str, Any]:
    """Take every file of which everything can be taken as things stand now; the others wait for a person."""
    row = Gathering.objects.get(pk=gathering)
    pieces = list(row.pieces.filter(taking__state="open").select_related("taking__ledger__unit", "taking__issue"))
    taken = 0
    for done, piece in enumerate(pieces):
        run.progress(done, len(pieces))
        taken += _take(run, piece)
    run.progress(len(pieces), len(pieces))
    actions.tell_units(by=run.by, key=run.key("told"), gathering=row)
    left = len(pieces) - taken
    more = f"，另有{left}份要逐份核对" if left else ""
    return {"text": f"收入{taken}份{more}。", "link": row.get_absolute_url()}


def _take(run: Run, piece: Piece) -> bool:
    """Take one file if it is clean; whatever changed meanwhile keeps it waiting."""
    taking = piece.taking
    assert taking is not None
    found = comparing.compare(taking, by=run.by)
    if found.left or found.clashes or not (found.changed or found.new):
        return False
    try:
        actions.take(by=run.by, key=run.key(f"take-{piece.pk}"), taking=taking, seen=taking.version, at=found.seq)
    except Refused:
        return False
    return True
