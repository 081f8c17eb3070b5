"""Many rows at once stand in the table as Django's own way would have written them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fajian.core import bulk
from fajian.core.audited import plain_rows
from fajian.core.models import Seal
from tests.core.library.models import Book

pytestmark = pytest.mark.django_db


def book(number: int, **fields: Any) -> Book:
    now = timezone.now()
    return Book(title=f"第{number}种", recorded_at=now, changed_at=now, **fields)


def kept(books: list[Book]) -> list[dict[str, Any]]:
    """What the table says of these rows, without their numbers."""
    names = [field.attname for field in Book._meta.concrete_fields if not field.primary_key]
    stored = {row["pk"]: row for row in Book.objects.filter(pk__in=[one.pk for one in books]).values("pk", *names)}
    return [{name: stored[one.pk][name] for name in names} for one in books]


def test_every_kind_of_column_is_written_as_django_writes_it() -> None:
    given: list[dict[str, Any]] = [
        {"price_yuan": Decimal("12.50"), "bought_on": datetime.date(2026, 3, 2), "data": {"页": [1, None]}},
        {"price_yuan": None, "bought_on": None, "data": {}, "lends": True, "shelf": "甲 100% %s"},
        {"copies": 2**31 - 1, "data": [1.5, "“引号”'"], "lends": True},
    ]
    by_django = [book(number, **fields) for number, fields in enumerate(given)]
    plain_rows(Book).bulk_create(by_django)
    expected = [{**row, "title": f"{row['title']}又"} for row in kept(by_django)]
    ours = [book(number, **fields) for number, fields in enumerate(given)]
    for one, other in zip(ours, by_django, strict=True):
        one.title, one.recorded_at, one.changed_at = f"{one.title}又", other.recorded_at, other.changed_at
    bulk.insert(ours)
    assert kept(ours) == expected
    assert all(not one._state.adding and one._state.db == "default" for one in ours)


def test_rows_get_their_numbers_in_their_order_a_statement_for_some_hundreds() -> None:
    books = [book(number, copies=number) for number in range(2 * bulk.SOME + 1)]
    with CaptureQueriesContext(connection) as asked:
        bulk.insert(books)
    assert len(asked) == 3
    assert dict(Book.objects.values_list("pk", "copies")) == {one.pk: one.copies for one in books}


def test_a_row_the_database_refuses_takes_the_others_with_it() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert([book(1), book(2, copies=-1)])
    assert not Book.objects.exists()


def test_nothing_to_write_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        bulk.insert([])
        bulk.insert_values(Seal, ("row",), [])
    assert not asked.captured_queries


def test_values_take_the_place_of_a_row_that_has_the_same_in_the_unique_columns() -> None:
    bulk.insert([book(1, shelf="甲", copies=1), book(2, shelf="甲", copies=2)])
    now = timezone.now()
    names = ("title", "shelf", "copies", "data", "lends", "version", "recorded_at", "changed_at")
    rows = [("第1种", "甲", 7, {"新": True}, True, 1, now, now), ("第3种", "甲", 3, {}, False, 1, now, now)]
    bulk.insert_values(Book, names, rows, instead=("title", "shelf"))
    told = Book.objects.order_by("title").values_list("title", "copies", "data", "lends")
    assert list(told) == [("第1种", 7, {"新": True}, True), ("第2种", 2, {}, False), ("第3种", 3, {}, False)]


def test_copies_differ_in_what_they_were_given_and_in_nothing_else() -> None:
    first = book(0, shelf="甲", lends=True)
    one, other = bulk.copies(first, [{"title": "一", "copies": 1}, {"title": "二", "data": {"页": 2}}])
    assert (one.title, one.copies, one.shelf, one.lends) == ("一", 1, "甲", True)
    assert (other.title, other.copies, other.data) == ("二", first.copies, {"页": 2})
    bulk.insert([one, other])
    assert first.pk is None
    assert first._state.adding
    assert one.pk != other.pk
    one.refresh_from_db()
    assert (one.title, one.shelf) == ("一", "甲")
