"""Somebody with the database's password: the nine ways of reliability.md §F and three more, 40 trials each.

On PostgreSQL 20, where each costs twice as much; FAJIAN_TRIALS=200 asks for the long run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction

from fajian.core import checkpoints, guards
from fajian.core.audit import CHAINED, event_hash, seals_digest
from fajian.core.audited import plain_rows, sealed_columns
from fajian.core.checkpoints import Checkpoint
from fajian.core.digests import canonical, digest, row_digest
from fajian.core.models import Event, Head, Seal
from fajian.core.verify import verify
from fajian.orgs.models import User
from tests.core.library import actions
from tests.core.library.models import Book

TRIALS = int(os.environ.get("FAJIAN_TRIALS") or (40 if connection.vendor == "sqlite" else 20))


@pytest.fixture
def chain(clerk: User) -> Checkpoint:
    """A small log: 9 books, every one changed several times, the triggers taken down; today's checkpoint."""
    draw = random.Random(7)
    for n in range(9):
        actions.buy(by=clerk, title=f"书{n}", copies=n)
    for _ in range(12):
        actions.count_up(by=clerk, book=Book(pk=draw.choice(Book.objects.values_list("pk", flat=True))))
    actions.buy_many(by=clerk, titles=["甲", "乙", "丙"], shelf="新")
    guards.take_down_all(connection)
    return checkpoints.checkpoint()


def rewrite(event: Event, **changes: Any) -> None:
    Event.objects.filter(pk=event.pk).update(**changes)


def rechain(start: int) -> None:
    """Recompute every hash from event `start` on, and the head: what an attacker who knows our code does."""
    prev = Event.objects.filter(seq__lt=start).order_by("-seq").values_list("hash", flat=True).first() or ""
    for event in Event.objects.filter(seq__gte=start).order_by("seq"):
        seals = list(event.seals.order_by("id").values_list("model", "row", "version", "digest"))
        event.prev = prev
        event.digest = digest(f"{event.salt}{event.payload}", event.algorithm)
        event.rows = seals_digest(seals, event.algorithm)
        prev = event.hash = event_hash([getattr(event, column) for column in CHAINED], event.algorithm)
        rewrite(event, prev=event.prev, digest=event.digest, rows=event.rows, hash=event.hash)
    last = Event.objects.latest("seq")
    Head.objects.update(seq=last.seq, hash=last.hash)


def one(draw: random.Random, rows: models.QuerySet[Any]) -> Any:
    return draw.choice(list(rows.order_by("pk")))


def edit_event(draw: random.Random) -> None:
    event = one(draw, Event.objects)
    column = draw.choice(["command", "actor", "recorded_at", "unit", "payload", "digest", "object_id", "salt", "rows"])
    value = getattr(event, column)
    match value:
        case str():
            other: Any = value[1:] + "x"
        case int() | None:
            other = (value or 0) + 1
        case _:
            other = value.replace(year=2025)
    rewrite(event, **{column: other})


def edit_event_and_its_hash(draw: random.Random) -> None:
    """Consistent in itself, but the next event still names the old hash."""
    event = one(draw, Event.objects)
    event.actor += 1
    rewrite(event, actor=event.actor, hash=event_hash([getattr(event, column) for column in CHAINED], event.algorithm))


def delete_event(draw: random.Random) -> None:
    """Anything but the tail, with its seals."""
    event = one(draw, Event.objects.exclude(seq=Event.objects.latest("seq").seq))
    event.seals.all().delete()
    event.delete()


def swap_events(draw: random.Random) -> None:
    first, second = draw.sample(list(Event.objects.order_by("seq")), 2)
    mine = {column: getattr(first, column) for column in ("command", "actor", "object_id", "payload", "salt", "digest")}
    other = {column: getattr(second, column) for column in mine}
    rewrite(first, **other)
    rewrite(second, **mine)


def cut_tail(draw: random.Random, *, rows_too: bool = True) -> None:
    """The last events, their seals, and the rows they wrote taken back to what an older event sealed."""
    last = Event.objects.latest("seq").seq
    start = last + 1 - draw.randint(1, 3)
    for seal in Seal.objects.filter(event__gte=start, model="library.book") if rows_too else ():
        older = Seal.objects.filter(model=seal.model, row=seal.row, event__lt=start).order_by("-id").first()
        stored = plain_rows(Book).filter(pk=seal.row)
        if older is None:
            models.QuerySet.delete(stored)
        elif book := stored.first():
            stored.update(version=older.version, copies=book.copies - (book.version - older.version))
    Seal.objects.filter(event__gte=start).delete()
    Event.objects.filter(seq__gte=start).delete()
    rechain(last)


def recompute_chain(draw: random.Random) -> None:
    """Change an event's text and everything that follows from it."""
    event = one(draw, Event.objects)
    rewrite(event, payload=canonical({"rows": [], "note": draw.random()}))
    rechain(event.seq)


def edit_row(draw: random.Random) -> None:
    book = one(draw, Book.objects)
    changes: dict[str, Any] = draw.choice(
        [{"title": "改"}, {"copies": 99}, {"price_yuan": 0}, {"data": {"a": 1}}, {"lends": True}, {"version": 9}]
    )
    plain_rows(Book).filter(pk=book.pk).update(**changes)


def delete_row(draw: random.Random) -> None:
    models.QuerySet.delete(plain_rows(Book).filter(pk=one(draw, Book.objects).pk))


def insert_row(draw: random.Random) -> None:
    book = one(draw, Book.objects)
    book.pk, book.title = draw.choice([None, book.pk + 1000]), "假"
    plain_rows(Book).bulk_create([book])


def edit_row_and_chain(draw: random.Random) -> None:
    """The row, its last seal, and every hash from there on: consistent in itself."""
    book = one(draw, Book.objects)
    plain_rows(Book).filter(pk=book.pk).update(copies=99)
    seal = Seal.objects.filter(model="library.book", row=book.pk).order_by("-id")[0]
    reseal(seal)
    rechain(seal.event_id)


def reseal(seal: Seal) -> None:
    """Make the seal that of the row as it is now."""
    columns = sealed_columns(Book)
    values = dict(zip(columns, plain_rows(Book).values_list(*columns).get(pk=seal.row), strict=True))
    mark = row_digest(seal.event.salt or "", seal.model, seal.row, seal.version, values, seal.event.algorithm)
    Seal.objects.filter(pk=seal.pk).update(digest=mark)


def edit_row_and_seal(draw: random.Random) -> None:
    """The row and its last seal fit each other; the event the seal hangs on knows better."""
    book = one(draw, Book.objects)
    plain_rows(Book).filter(pk=book.pk).update(copies=99)
    reseal(Seal.objects.filter(model="library.book", row=book.pk).order_by("-id")[0])


def insert_row_and_seal(draw: random.Random) -> None:
    book, event = one(draw, Book.objects), one(draw, Event.objects)
    book.pk, book.title = None, "假"
    plain_rows(Book).bulk_create([book])
    seal = Seal(event=event, model="library.book", row=book.pk, version=book.version)
    seal.save()
    reseal(seal)


CLASSES: list[tuple[Callable[[random.Random], None], set[str]]] = [
    (edit_event, {"chain", "payload", "seal"}),
    (delete_event, {"chain", "seal"}),
    (swap_events, {"chain", "payload"}),
    (cut_tail, {"checkpoint"}),
    (recompute_chain, {"checkpoint"}),
    (edit_row, {"row"}),
    (delete_row, {"row"}),
    (insert_row, {"row"}),
    (edit_row_and_chain, {"checkpoint"}),
    # Not among the nine, but each has a check of its own in verify.
    (edit_event_and_its_hash, {"chain"}),
    (edit_row_and_seal, {"seal"}),
    (insert_row_and_seal, {"seal"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("falsify", "shown_by"), CLASSES, ids=lambda part: getattr(part, "__name__", ""))
def test_no_falsification_goes_unnoticed(
    chain: Checkpoint, falsify: Callable[[random.Random], None], shown_by: set[str]
) -> None:
    assert verify([chain]).holds
    unnoticed = []
    for trial in range(TRIALS):
        with transaction.atomic():
            falsify(random.Random(trial))
            report = verify([chain])
            if not set(report.counts) & shown_by:
                unnoticed.append((trial, report.broken))
            transaction.set_rollback(True)
    assert unnoticed == []
    assert verify([chain]).holds, "a trial was not taken back"


@pytest.mark.django_db
def test_a_cut_tail_shows_in_the_rows_even_without_a_checkpoint(chain: Checkpoint) -> None:
    cut_tail(random.Random(1), rows_too=False)
    report = verify()
    assert set(report.counts) == {"row"}


@pytest.mark.django_db
def test_what_is_consistent_in_itself_needs_a_checkpoint(chain: Checkpoint) -> None:
    """Honest about the limit: chain and rows alone do not see it (reliability.md §F)."""
    edit_row_and_chain(random.Random(1))
    assert verify().holds


@pytest.mark.django_db
def test_the_report_names_the_event_and_the_row(chain: Checkpoint) -> None:
    book = Book.objects.all()[0]
    plain_rows(Book).filter(pk=book.pk).update(title="改")
    seal = Seal.objects.filter(model="library.book", row=book.pk).latest("id")
    assert str(verify().broken[0]) == (
        f"留痕第{seal.event_id}号，library.book:{book.pk}（图书）：内容与封存不符：被绕过系统改动。"
    )
