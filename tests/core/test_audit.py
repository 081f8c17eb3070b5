"""The chain: what it covers, what may be erased, what it is hashed with."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from fajian.core import guards
from fajian.core.audit import history
from fajian.core.erasure import erase
from fajian.core.errors import Refused
from fajian.core.models import Event, Head
from fajian.core.verify import unsound, verify
from fajian.orgs.models import User
from tests.core.library import actions
from tests.core.library.models import Book

pytestmark = pytest.mark.django_db


@pytest.fixture
def security(clerk: User) -> User:
    clerk.role = "security"
    return clerk


def by_sql(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_what_commands_wrote_verifies(clerk: User) -> None:
    book = actions.buy(by=clerk, title="书", data={"页": [1, 2.5, None], "卷": {"上": True}})
    actions.edit(by=clerk, book=book, price_yuan="12.5", bought_on="2026-01-02")
    actions.buy_many(by=clerk, titles=["一", "二", "三"])
    report = verify()
    assert report.holds, report.broken
    assert (report.events, report.rows) == (Event.objects.count(), 6)


def test_an_empty_database_verifies(db: None) -> None:
    report = verify()
    assert (report.holds, report.events) == (True, 0)


def test_the_head_names_the_last_event(clerk: User) -> None:
    head, last = Head.objects.get(), Event.objects.latest("seq")
    assert (head.seq, head.hash) == (last.seq, last.hash)


def test_the_history_of_a_row_has_every_event_that_touched_it(clerk: User) -> None:
    book = actions.buy(by=clerk, title="书")
    actions.count_up(by=clerk, book=book)
    actions.buy(by=clerk, title="另一本")
    actions.move(by=clerk, from_shelf="", to_shelf="甲")
    assert [event.command for event in history(book)] == ["library.buy", "library.count_up", "library.move"]


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_the_chain_holds_under_either_hash(clerk: User, settings: Any, algorithm: str) -> None:
    settings.FAJIAN_DIGEST = algorithm
    book = actions.buy(by=clerk, title="书")
    assert Event.objects.latest("seq").algorithm == algorithm
    assert verify().holds
    by_sql("UPDATE library_book SET title = 'x' WHERE id = %s", book.pk)
    assert [place.kind for place in verify().broken] == ["row"]


def test_an_unknown_hash_is_refused_before_anything_is_written(clerk: User, settings: Any) -> None:
    settings.FAJIAN_DIGEST = "md5"
    with pytest.raises(ValueError, match="FAJIAN_DIGEST"):
        actions.buy(by=clerk, title="书")
    assert not Book.objects.exists()


def test_an_erased_text_is_gone_and_the_chain_still_holds(security: User) -> None:
    actions.buy(by=security, title="某某的书")
    seq = Event.objects.latest("seq").seq
    erase(by=security, seq=seq, basis="个人信息保护法第四十七条；批准文号 2026-1")
    event = Event.objects.get(seq=seq)
    assert (event.payload, event.salt) == (None, None)
    report = verify()
    assert (report.holds, report.erased, report.unprovable) == (True, 1, 0), report.broken
    by_sql("UPDATE library_book SET copies = 9")
    assert not verify().holds, "the row was sealed anew, so its next change must show"


def test_a_text_erased_without_an_event_shows(clerk: User) -> None:
    seq = Event.objects.latest("seq").seq
    by_sql("UPDATE core_event SET payload = NULL, salt = NULL WHERE seq = %s", seq)
    assert [(place.kind, place.seq) for place in verify().broken] == [("payload", seq)]


@pytest.mark.parametrize("columns", ["payload = NULL", "salt = NULL", "payload = NULL, salt = NULL, command = 'x'"])
def test_the_database_lets_text_and_salt_go_only_together_and_alone(clerk: User, columns: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        by_sql(f"UPDATE core_event SET {columns}")


def test_erasing_needs_a_basis_an_event_and_sound_rows(security: User) -> None:
    book = actions.buy(by=security, title="书")
    seq = Event.objects.latest("seq").seq
    with pytest.raises(Refused, match="法律依据"):
        erase(by=security, seq=seq, basis=" ")
    with pytest.raises(Refused, match="没有第999号"):
        erase(by=security, seq=999, basis="依据")
    by_sql("UPDATE library_book SET copies = 9")
    with pytest.raises(Refused, match="内容与封存不符"):
        erase(by=security, seq=seq, basis="依据")
    assert "不符" in unsound(Book, book.pk)


def test_a_clock_set_back_is_noted_and_does_not_change_the_order(clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Event.objects.latest("seq")
    monkeypatch.setattr(timezone, "now", lambda: before.recorded_at - datetime.timedelta(hours=1))
    actions.buy(by=clerk, title="书")
    event = Event.objects.latest("seq")
    assert event.seq == before.seq + 1
    assert "clock_anomaly" in (event.payload or "")
    assert verify().holds


def test_a_new_optional_column_does_not_break_old_seals(clerk: User) -> None:
    """Columns that hold nothing are left out of the digest, so the seal is that of a table without them."""
    book = actions.buy(by=clerk, title="书")
    assert (book.shelf, book.price_yuan, book.data) == ("", None, {})
    by_sql("UPDATE library_book SET price_yuan = 0")
    assert not verify().holds, "a zero is a value"


def test_the_guards_can_be_taken_down_and_put_up(db: None) -> None:
    guards.take_down_all(connection)
    guards.put_up_all(connection)
