"""Eight at once on one row: nothing is lost, nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from fajian.core.commands import System
from fajian.core.errors import Stale
from fajian.core.models import Event
from fajian.core.verify import verify
from tests.core.library import actions
from tests.core.library.models import Book

THREADS, TIMES = 8, 50
BY = System("测试")

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work: Callable[[int], None], threads: int = THREADS) -> None:
    """Run work(0) … work(n-1) in threads that start together; their failures are the test's."""
    gate, failures = threading.Barrier(threads), list[BaseException]()

    def run(number: int) -> None:
        try:
            gate.wait()
            work(number)
        except BaseException as error:  # noqa: BLE001 – carried over to the test's thread
            failures.append(error)
        finally:
            connection.close()

    running = [threading.Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    assert failures == []


def test_a_command_that_locks_its_row_loses_no_update() -> None:
    book = actions.buy(by=BY, title="书")

    def work(number: int) -> None:
        for _ in range(TIMES):
            actions.count_up(by=BY, book=book)

    at_once(work)
    book = Book.objects.get()
    assert (book.copies, book.version) == (THREADS * TIMES, THREADS * TIMES + 1)
    assert Event.objects.count() == THREADS * TIMES + 1
    assert verify().holds


def test_commands_on_different_rows_stand_in_one_order() -> None:
    books = [actions.buy(by=BY, title=f"书{number}") for number in range(THREADS)]

    def work(number: int) -> None:
        for _ in range(TIMES // 5):
            actions.count_up(by=BY, book=books[number])

    at_once(work)
    assert set(Book.objects.values_list("copies", flat=True)) == {TIMES // 5}
    assert Event.objects.count() == THREADS * (TIMES // 5 + 1)
    assert verify().holds


def test_the_first_commands_of_all_agree_on_one_chain() -> None:
    at_once(lambda number: actions.buy(by=BY, title=f"书{number}") and None)
    assert list(Event.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, THREADS + 1))
    assert verify().holds


def test_a_form_that_is_stale_is_refused_and_loses_no_update_when_it_is_sent_again() -> None:
    actions.buy(by=BY, title="书")
    refused = []

    def work(number: int) -> None:
        left = TIMES // 5
        while left:
            book = Book.objects.get()
            try:
                actions.edit(by=BY, book=book, copies=book.copies + 1)
            except Stale:
                refused.append(number)
            else:
                left -= 1

    at_once(work)
    assert Book.objects.get().copies == THREADS * (TIMES // 5)
    assert refused, "the threads never met; the test shows nothing"


def test_verifying_while_others_write_raises_no_false_alarm() -> None:
    book, over, reports = actions.buy(by=BY, title="书"), threading.Event(), []

    def work(number: int) -> None:
        if number:
            while not over.is_set():
                actions.count_up(by=BY, book=book)
            return
        try:
            reports.extend(verify() for _ in range(30))
        finally:
            over.set()

    at_once(work, threads=3)
    assert [place for report in reports for place in report.broken] == []
    assert reports[0].events < reports[-1].events, "nobody wrote meanwhile"


def test_fifty_clicks_on_one_button_are_one_click() -> None:
    answers = []

    def work(number: int) -> None:
        answers.extend(actions.buy(by=BY, key="the-form", title="书").pk for _ in range(50 // THREADS + 1))

    at_once(work)
    assert len(set(answers)) == 1
    assert (Book.objects.count(), Event.objects.count()) == (1, 1)
