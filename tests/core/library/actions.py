"""Commands of the example app."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal

from fajian.core.act import Act
from fajian.core.commands import action
from tests.core.library.models import Book

book_bought = Signal()


@action("library.buy", title="购入图书")
def buy(act: Act, *, title: str, shelf: str = "", **fields: Any) -> Book:
    book = act.create(Book, title=title, shelf=shelf, **fields)
    act.tell(book_bought, sender=Book, book=book)
    return book


@action("library.buy_many", title="批量购入")
def buy_many(act: Act, *, titles: list[str], shelf: str = "") -> int:
    return len(act.bulk_create(Book, [Book(title=title, shelf=shelf) for title in titles]))


@action("library.count_up", title="加一册")
def count_up(act: Act, *, book: Book) -> Book:
    """Takes the row as it is stored now."""
    book = act.lock(book)
    book.copies += 1
    act.save(book)
    return book


@action("library.edit", title="修改图书")
def edit(act: Act, *, book: Book, seen: int | None = None, **fields: Any) -> Book:
    """Takes the row as the user saw it."""
    for name, value in fields.items():
        setattr(book, name, value)
    act.save(book, seen=seen)
    return book


@action("library.move", title="全部换书架")
def move(act: Act, *, from_shelf: str, to_shelf: str) -> int:
    return act.change_all(Book.objects.filter(shelf=from_shelf), shelf=to_shelf)


@action("library.restock", title="购入并加册")
def restock(act: Act, *, title: str, copies: int) -> Book:
    """Three writings of two rows, one of them by another command."""
    book = buy.within(act, title=title)
    twin = act.create(Book, title=title, shelf="备用")
    book.copies = copies
    act.save(book)
    twin.copies = copies
    act.save(twin)
    return book


@action("library.inspect", title="检查图书", who=("auditor", "supervisor"))
def inspect(act: Act, *, book: Book) -> None:
    act.about(book)
    act.note(found="完好")
