"""What the machine of test_stateful plays in: people, four problems, a locked period, and what it saw succeed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db import connection

from fajian.campaigns import actions as campaigns
from fajian.campaigns.models import Duty, Return, ReturnContent
from fajian.core.audit import CHAINED, event_hash
from fajian.core.audited import plain_rows
from fajian.core.files import Received
from fajian.core.models import Event
from fajian.ledgers.models import (
    Entry,
    Extension,
    Fix,
    FixUse,
    Ledger,
    Listing,
    ListingNote,
    Phase,
    Proof,
    Rectification,
    Tie,
)
from fajian.orgs.models import User
from tests.campaigns.conftest import checked, handed_in, sample
from tests.ledgers.conftest import in_state

# `double` and `twin` are two accounts of one person; `chief` and `twin` may be given another role.
# `inspector` is a supervisor of another body.
PEOPLE = ("clerk", "chief", "double", "twin", "supervisor", "colleague", "inspector", "stranger")
BEGUN = ("found", "rectifying", "submitted", "closed")
ROLES = ("clerk", "unit_leader", "supervisor")
CHANGES = {
    "record", "edit", "correct", "accept", "add_proof", "take_back_proof", "submit", "settle", "ask_extension",
    "withdraw_extension", "add_phase", "finish_phase", "strike_phase", "use_fix", "drop_fix", "tie", "untie",
}  # fmt: skip
KEPT = (Entry, Rectification, Proof, Event, Extension, Phase, Fix, FixUse, Tie, Listing, ListingNote)


@dataclass
class Told:
    """What the machine saw succeed on one problem: persons who changed it, and the moments in its own counting."""

    hands: set[str] = field(default_factory=set)
    changed: int = 0
    approved: int = 0
    approver: str = ""
    closed: bool = False
    followed: bool = False
    listed_by: int | None = None


@dataclass
class World:
    """The same for every example: people, four problems, files on the disk, next year's ledger."""

    people: dict[str, User]
    rows: list[int]
    told: dict[int, Told]
    files: list[Received]
    later: Ledger
    fix: Fix
    duty: Duty
    locked: list[list[dict[str, Any]]] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)


def human(user: User) -> str:
    """Who stands behind an account."""
    return user.person or user.username


def continued(since: int) -> bool:
    """Does every event after the first so many follow the one before it, with the hash of what it says?"""
    columns = (*CHAINED, "hash")
    events = Event.objects.filter(seq__gte=since).order_by("seq").values_list(*columns)
    place = CHAINED.index("prev")
    follow = all(later[place] == earlier[-1] for earlier, later in pairwise(events))
    return follow and all(event_hash(event[:-1], event[0]) == event[-1] for event in events)


def period(duty: Duty) -> list[list[dict[str, Any]]]:
    """Everything that was handed in for a duty, its answer, and the rows of the ledgers as they stood then."""
    versions = plain_rows(Return).filter(duty=duty)
    contents = plain_rows(ReturnContent).filter(of__in=versions)
    return [list(rows.order_by("pk").values()) for rows in (plain_rows(Duty).filter(pk=duty.pk), versions, contents)]


def locked_period(people: dict[str, User]) -> Duty:
    """A campaign in which the unit has handed in its ledgers, received and locked by the office."""
    document = checked(people, sample())
    given = {"document": document, "seen": document.version, "units": [people["clerk"].unit]}
    running = campaigns.launch(by=people["supervisor"], **given)
    duty = Duty.objects.get(campaign=running, unit=people["clerk"].unit, annexes="附件1、附件2")
    book = next(book for book in campaigns.linked(duty) if book.has_problems)
    for state in BEGUN:
        in_state(state, people, book)
    duty = handed_in(people, duty, "报送自查台账")
    duty = campaigns.receive(by=people["supervisor"], duty=duty, seen=duty.version)
    return campaigns.lock(by=people["supervisor"], duty=duty, seen=duty.version)


def sizes() -> list[int]:
    """How many rows there are of each kind, in one question; none of these may ever shrink."""
    counts = (f"(SELECT COUNT(*) FROM {model._meta.db_table})" for model in KEPT)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}")
        return list(cursor.fetchone())
