"""One command layer: one transaction, one event, one effect per key, no way past it."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from fajian.core import audit, commands
from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.core.errors import Bypass, Refused, Stale
from fajian.core.models import Event, Receipt
from fajian.orgs.models import User
from tests.core.library import actions
from tests.core.library.models import Book

pytestmark = pytest.mark.django_db


def payload(event: Event) -> Any:
    return json.loads(event.payload or "null")


def test_a_command_leaves_its_rows_and_one_event_that_says_who_did_what_to_which_row(clerk: User) -> None:
    book = actions.buy(by=clerk, title="行政处罚法释义", price_yuan=Decimal("38.50"))
    event = Event.objects.get(command="library.buy")
    assert (book.version, book.recorded_by, book.recorded_at) == (1, clerk, book.changed_at)
    assert (event.actor, event.acting_role, event.unit) == (clerk.pk, "clerk", clerk.unit_id)
    assert (event.object_type, event.object_id, event.object_version) == ("library.book", book.pk, 1)
    assert payload(event)["rows"][0]["values"]["price_yuan"] == "38.50"
    assert event.seals.get().version == 1


def test_saving_raises_the_version_and_tells_old_and_new(clerk: User) -> None:
    book = actions.buy(by=clerk, title="旧名")
    actions.edit(by=clerk, book=book, title="新名")
    assert (book.version, Book.objects.get().version) == (2, 2)
    assert payload(Event.objects.get(command="library.edit"))["rows"][0]["values"] == {"title": ["旧名", "新名"]}


def test_saving_without_a_change_makes_no_version(clerk: User) -> None:
    book = actions.buy(by=clerk, title="书", bought_on=datetime.date(2026, 3, 1))
    actions.edit(by=clerk, book=book, bought_on="2026-03-01")
    assert Book.objects.get().version == 1


def test_a_repeated_request_gets_the_first_answer_and_has_no_second_effect(clerk: User) -> None:
    first = actions.buy(by=clerk, key="k-1", title="书")
    again = actions.buy(by=clerk, key="k-1", title="书")
    assert (again, Book.objects.count(), Event.objects.filter(command="library.buy").count()) == (first, 1, 1)


def test_a_key_counts_per_person_and_per_command(clerk: User, auditor: User) -> None:
    actions.buy(by=clerk, key="k-1", title="书", shelf="甲")
    actions.buy(by=auditor, key="k-1", title="书", shelf="乙")
    actions.restock(by=clerk, key="k-1", title="书", copies=1)
    assert Book.objects.count() == 4


def test_a_key_with_another_content_is_refused(clerk: User) -> None:
    actions.buy(by=clerk, key="k-1", title="书")
    with pytest.raises(Refused, match="内容不同"):
        actions.buy(by=clerk, key="k-1", title="另一本")
    assert Book.objects.count() == 1


def test_a_refused_request_may_come_again_with_its_key(clerk: User) -> None:
    actions.buy(by=clerk, title="书")
    with pytest.raises(Refused):
        actions.buy(by=clerk, key="k-1", title="书")
    assert not Receipt.objects.filter(key="k-1").exists()
    actions.edit(by=clerk, book=Book.objects.get(), title="改名")
    assert actions.buy(by=clerk, key="k-1", title="书").pk


def test_answers_that_are_no_rows_come_back_too(clerk: User) -> None:
    assert [actions.buy_many(by=clerk, key="k", titles=["一", "二"]) for _ in range(2)] == [2, 2]
    assert Book.objects.count() == 2


def test_a_row_somebody_else_changed_is_stale_and_both_texts_are_told(clerk: User) -> None:
    book = actions.buy(by=clerk, title="原名")
    mine = Book.objects.get()
    actions.edit(by=clerk, book=book, title="别人改的")
    with pytest.raises(Stale, match=r"“别人改的”.*“我改的”") as caught:
        actions.edit(by=clerk, book=mine, title="我改的")
    assert [(d.label, d.stored, d.sent) for d in caught.value.differences] == [("书名", "别人改的", "我改的")]
    assert Book.objects.get().title == "别人改的"


def test_the_version_a_form_carried_counts_even_when_the_row_was_loaded_afresh(clerk: User) -> None:
    book = actions.buy(by=clerk, title="书")
    actions.edit(by=clerk, book=book, copies=1)
    with pytest.raises(Stale):
        actions.edit(by=clerk, book=Book.objects.get(), seen=1, copies=5)


def test_one_command_within_another_shares_its_event(clerk: User) -> None:
    book = actions.restock(by=clerk, title="书", copies=3)
    event = Event.objects.get(object_type="library.book")
    assert event.command == "library.restock"
    assert sorted(event.seals.values_list("row", "version")) == [(book.pk, 2), (book.pk + 1, 2)]


def test_an_action_called_inside_an_action_is_a_bug(clerk: User) -> None:
    with pytest.raises(Bypass, match="within"):
        nested(by=clerk)
    assert not Book.objects.exists()


@action("tests.nested", title="")
def nested(act: Act) -> None:
    actions.buy(by=act.by, title="书")


def test_many_rows_are_written_under_one_event(clerk: User) -> None:
    actions.buy_many(by=clerk, titles=[f"书{n}" for n in range(1200)], shelf="甲")
    assert actions.move(by=clerk, from_shelf="甲", to_shelf="乙") == 1200
    bought, moved = Event.objects.filter(command__startswith="library.").order_by("seq")
    assert payload(bought)["rows"] == [{"table": "library.book", "created": 1200}]
    assert payload(moved)["rows"] == [{"table": "library.book", "changed": 1200, "fields": ["shelf"]}]
    assert moved.seals.count() == 1200
    assert set(Book.objects.values_list("version", flat=True)) == {2}


def test_what_the_database_refuses_becomes_the_sentence_of_the_constraint(clerk: User) -> None:
    book = actions.buy(by=clerk, title="书")
    with pytest.raises(Refused, match="这个书架上已有同名的书"):
        actions.buy(by=clerk, title="书")
    with pytest.raises(Refused, match="册数不能小于零"):
        actions.edit(by=clerk, book=book, copies=-1)
    assert Event.objects.filter(command__startswith="library").count() == 1


def test_when_the_event_cannot_be_appended_the_change_is_rolled_back(
    clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(draft: audit.Draft) -> Event:
        raise OSError("disk full")

    monkeypatch.setattr(audit, "append", broken)
    with pytest.raises(OSError, match="disk full"):
        actions.buy(by=clerk, key="k", title="书")
    assert not Book.objects.exists()
    assert not Receipt.objects.filter(key="k").exists()


def test_only_the_roles_named_may_call_a_command(clerk: User, auditor: User) -> None:
    book = actions.buy(by=clerk, title="书")
    with pytest.raises(Refused, match="“检查图书”须由审计员、执法监督员办理，您的角色是填报员"):
        actions.inspect(by=clerk, book=book)
    actions.inspect(by=auditor, book=book)
    actions.inspect(by=System("夜间任务"), book=book)
    event = Event.objects.filter(command="library.inspect").latest("seq")
    assert (event.actor, event.acting_role, payload(event)["system"]) == (0, "system", "夜间任务")


def test_an_account_that_was_closed_can_do_nothing(clerk: User) -> None:
    clerk.is_active = False
    with pytest.raises(Refused, match="停用"):
        actions.buy(by=clerk, title="书")


def test_the_shelves_above_hear_only_of_what_was_committed(
    clerk: User, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[str] = []

    def hear(sender: Any, book: Book, **kwargs: Any) -> None:
        heard.append(book.title)

    actions.book_bought.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        actions.buy(by=clerk, title="书")
        assert heard == []
        with pytest.raises(Refused):
            actions.buy(by=clerk, title="书")
    assert heard == ["书"]
    actions.book_bought.disconnect(hear)


@pytest.mark.parametrize(
    "past",
    [
        lambda book: book.save(),
        lambda book: book.delete(),
        lambda book: Book(title="新").save(),
        lambda book: Book.objects.create(title="新"),
        lambda book: Book.objects.get_or_create(title="新"),
        lambda book: Book.objects.update_or_create(title="新"),
        lambda book: Book.objects.update(title="新"),
        lambda book: Book.objects.filter(pk=book.pk).delete(),
        lambda book: Book.objects.bulk_create([Book(title="新")]),
        lambda book: Book.objects.bulk_update([book], ["title"]),
        lambda book: Book._base_manager.filter(pk=book.pk).update(title="新"),
        lambda book: book.recorded_by.delete(),
    ],
)
def test_there_is_no_way_past_the_command_layer(clerk: User, past: Any) -> None:
    book = actions.buy(by=clerk, title="书")
    with pytest.raises(Bypass):
        past(book)
    assert Book.objects.values_list("title", "version").get() == ("书", 1)


def test_the_declared_day_is_not_the_moment_of_recording(clerk: User) -> None:
    book = actions.buy(by=clerk, title="书", bought_on=datetime.date(2020, 1, 1))
    assert book.recorded_at.year >= 2026
    assert Event.objects.latest("seq").recorded_at >= book.recorded_at


def test_two_actions_of_one_name_are_a_bug() -> None:
    with pytest.raises(ValueError, match=r"library\.buy"):
        action("library.buy", title="")(lambda act: None)
    assert commands.command_title("library.buy") == "购入图书"
    assert commands.command_title("gone.away") == "gone.away"


@pytest.mark.parametrize("sql", ["UPDATE {table} SET {column} = {value}", "DELETE FROM {table}"])
@pytest.mark.parametrize(("table", "column"), [("core_event", "command"), ("core_seal", "digest")])
def test_the_database_itself_refuses_to_change_the_chain(clerk: User, sql: str, table: str, column: str) -> None:
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table=table, column=column, value="'x'"))


def test_of_many_rows_the_one_somebody_brought_in_meanwhile_is_named(clerk: User) -> None:
    """Two imports at once: the second finds the code taken only when it writes."""
    actions.buy(by=clerk, title="先到的书")
    with pytest.raises(Refused, match="：这个书架上已有同名的书"):
        actions.buy_many(by=clerk, titles=["新书", "先到的书", "另一本"])
    assert Book.objects.count() == 1
