"""Large files in the background: reading one, and taking it in. Begun again, each comes to the same."""

from __future__ import annotations

from typing import Any

from fajian.core.jobs import Run, job
from fajian.engine.faults import InputError
from fajian.engine.forms.takeback import Told
from fajian.ledgers import actions, readings
from fajian.ledgers.comparing import Decided
from fajian.ledgers.models import TakeIn
from fajian.ledgers.readings import Chosen, Heads

STEPS = 3  # asked for, begun, written: nothing of a command is seen before its end


@job("ledgers.read_in", title="读入表格")
def read_in(
    run: Run, *, taking: int, chosen: list[list[Any]] | None = None, heads: dict[str, list[int] | None] | None = None
) -> dict[str, Any]:
    """Read a file as its ledger."""
    row = TakeIn.objects.select_related("ledger__unit", "file", "unit").get(pk=taking)
    places = [Chosen(*one) for one in chosen] if chosen else None
    rows = readings.heads_of(heads) if heads is not None else None
    read(row, by=run.by, key=run.key("read"), chosen=places, heads=rows, hear=run.progress)
    return told(taking)


@job("ledgers.take_in", title="收入表格")
def take_in(
    run: Run, *, taking: int, seen: int, at: int, cells: list[list[str]], rest: str, without: int
) -> dict[str, Any]:
    """Take a file in as the person decided."""
    row = TakeIn.objects.select_related("ledger__unit", "file", "unit").get(pk=taking)
    run.progress(1, STEPS)
    side: Any = rest
    decided = Decided({(key, column): side_ for key, column, side_ in cells}, side)  # type: ignore[misc]
    actions.take(by=run.by, key=run.key("take"), taking=row, seen=seen, at=at, decided=decided, without=without)
    run.progress(STEPS, STEPS)
    return told(taking)


def read(
    row: TakeIn, *, by: Any, key: str = "", chosen: list[Chosen] | None = None,
    heads: Heads | None = None, hear: Told = lambda done, total: None,
) -> TakeIn:  # fmt: skip
    """Read the file and keep what it says; a file that is not this ledger is put aside with the sentence.

    `hear` is told how many rows of how many were looked at.
    """
    try:
        reading, issue = readings.read(row, chosen, hear, heads)
    except InputError as error:
        if row.state != "received":
            raise
        return actions.fail(by=by, key=key, taking=row, reason=str(error))
    return actions.read_in(by=by, key=key, taking=row, reading=reading, issue=issue, chosen=chosen, heads=heads)


def told(number: int) -> dict[str, Any]:
    """The job's result: a sentence, and where the rest stands."""
    row = TakeIn.objects.get(pk=number)
    return {"text": f"“{row.title}”：{row.state_word}。{row.reason}", "link": row.get_absolute_url()}
