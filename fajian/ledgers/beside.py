"""What stands beside the steps of one problem on its page: extensions, steps, fixes, ties, listings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from fajian.engine.forms.closing import Point
from fajian.ledgers.actions import UNIT
from fajian.ledgers.gate import points
from fajian.ledgers.models import Extension, FixUse, Listing, Phase, Proof, Rectification, Tie
from fajian.ledgers.workflow import OPEN


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it; `points` is what closing takes, `may` names the pages on which this user may write something."""

    points: tuple[Point, ...]
    extensions: list[Extension]
    phases: list[Phase]
    fixes: list[FixUse]
    ties: list[Tie]
    listings: list[Listing]
    may: frozenset[str]


def proofs_beside(row: Rectification) -> list[Proof]:
    """Its proofs; with them whatever else the page and the gate (`points`) both look at is read, once."""
    parts = ("phases", Prefetch("fixes", FixUse.objects.select_related("fix__file")))
    prefetch_related_objects([row], Prefetch("proofs", Proof.objects.select_related("file", "recorded_by")), *parts)
    return list(row.proofs.all())


def beside(row: Rectification, user: Any) -> Beside:
    """Of one problem whose parts were read (`proofs_beside`), in a query for each further kind of row."""
    extensions = list(row.extensions.select_related("recorded_by", "answered_by"))
    return Beside(
        points(row) if row.accepted_by_id else (),
        extensions,
        list(row.phases.all()),
        list(row.fixes.all()),
        list(Tie.objects.filter(entry=row.pk)),
        list(row.listings.select_related("body", "ended_by").prefetch_related("notes__recorded_by")),
        frozenset(_may(row, user, asked=any(extension.state == "asked" for extension in extensions))),
    )


def _may(row: Rectification, user: Any, *, asked: bool) -> set[str]:
    """The pages of this problem on which the user may write something."""
    if row.struck_out:
        return set()
    if user.role in UNIT:
        works = {"use_fix", "tie", "drop_fix"} if row.state in OPEN else set()
        if row.state == "rectifying":
            works |= {"add_phase", "finish_phase"} | (set() if asked else {"extend"})
        if row.state in ("found", "relapsed"):
            works.add("settle")
        return (
            works | ({"withdraw"} if asked and row.state in OPEN else set()) | ({"note"} if row.listed_by_id else set())
        )
    if user.role != "supervisor":
        return set()
    mine = row.listed_by_id in (None, user.unit_id)
    works = {"tie"} | ({"answer"} if asked and mine and row.state == "rectifying" else set())
    if row.listed_by_id == user.unit_id:
        works.add("unlist_problem")
    elif row.listed_by_id is None and not row.is_closed and user.unit_id != row.unit_id:
        works.add("list_problem")
    return works
