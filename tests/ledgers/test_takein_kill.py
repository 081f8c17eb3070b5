"""A file taken in while its process is killed, and by two at once: all of it stands in the ledger once, or nothing."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence

import pytest
from django.db import connection

from fajian.core import files
from fajian.core.errors import Refused
from fajian.core.models import Event
from fajian.core.verify import verify
from fajian.ledgers import actions, comparing, jobs
from fajian.ledgers.models import Entry, Ledger, Rectification, TakeIn
from fajian.orgs.models import User
from tests.core.kill import Step, Story, rounds
from tests.core.test_lost_updates import at_once
from tests.ledgers.test_takeins import hand_back

pytestmark = pytest.mark.django_db(transaction=True)
People = dict[str, User]
# FAJIAN_KILLS=200 for the long run.
TIMES = int(os.environ.get("FAJIAN_KILLS") or (12 if connection.vendor == "sqlite" else 5))
ROWS = 3


def sheet(name: str) -> bytes:
    """A file of three problems that is this round's own."""
    rows = "".join(f"{name}之{number},甲案\n" for number in range(ROWS))
    return f"具体问题,涉及案件或事项\n{rows}".encode()


def recorded(name: str) -> int:
    """How many of a file's rows stand in the ledger, each with its rectification."""
    rows = Entry.objects.filter(title__startswith=f"{name}之")
    assert Rectification.objects.filter(entry__in=rows).count() == rows.count()
    return rows.count()


def test_a_take_in_is_whole_or_not_at_all_whenever_its_process_dies(people: People, ledger: Ledger) -> None:
    clerk = people["clerk"]

    def row(name: str) -> TakeIn:
        found: TakeIn = TakeIn.objects.get(title=f"{name}.csv")
        return found

    def steps(name: str) -> Sequence[Step]:
        def hand_in(key: str) -> None:
            received = files.receive(io.BytesIO(sheet(name)), f"{name}.csv", kinds=("csv",))
            actions.receive(by=clerk, key=key, ledger=ledger, received=received)

        def read(key: str) -> None:
            if row(name).state == "received":
                jobs.read(row(name), by=clerk, key=key)

        def take(key: str) -> None:
            taking = row(name)
            if taking.state == "open":
                found = comparing.compare(taking, by=clerk)
                actions.take(by=clerk, key=key, taking=taking, seen=taking.version, at=found.seq)

        return [hand_in, read, take]

    def between(name: str) -> None:
        taking = TakeIn.objects.filter(title=f"{name}.csv").first()
        taken = taking is not None and taking.state == "taken"
        assert recorded(name) == (ROWS if taken else 0)

    def check(name: str) -> None:
        taking = row(name)
        assert (taking.state, taking.counts["new"], recorded(name)) == ("taken", ROWS, ROWS)
        assert files.path_of(taking.outcome.digest).exists()

    rounds(Story(steps, check, between=between), times=TIMES)
    numbers = sorted(Entry.objects.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_of_two_who_take_one_file_at_once_one_does_and_the_other_is_told(people: People, ledger: Ledger) -> None:
    taking = hand_back(ledger, sheet("同一个文件"), people["clerk"], "自查.csv")
    seq, told = comparing.compare(taking, by=people["clerk"]).seq, list[str]()

    def take(number: int) -> None:
        by = people[("clerk", "chief")[number]]
        try:
            actions.take(by=by, taking=TakeIn.objects.get(pk=taking.pk), seen=taking.version, at=seq)
        except Refused as refused:
            told.append(str(refused))

    at_once(take, threads=2)
    assert recorded("同一个文件") == ROWS
    assert TakeIn.objects.get().state == "taken"
    (sentence,) = told
    assert "收回已被他人修改" in sentence
    assert Event.objects.filter(command="ledgers.take_in").count() == 1
    assert verify().holds


def test_of_two_who_hand_in_one_file_at_once_both_look_at_the_same(people: People, ledger: Ledger) -> None:
    received = files.receive(io.BytesIO(sheet("两个人交的文件")), "自查.csv", kinds=("csv",))
    seen = list[int]()

    def hand_in(number: int) -> None:
        by = people[("clerk", "chief")[number]]
        seen.append(actions.receive(by=by, ledger=ledger, received=received).pk)

    at_once(hand_in, threads=2)
    assert seen == [TakeIn.objects.get().pk] * 2


def test_a_file_and_a_page_that_write_one_row_at_once_lose_neither_text(people: People, ledger: Ledger) -> None:
    clerk, chief = people["clerk"], people["chief"]
    (entry,) = actions.record(by=clerk, ledger=ledger, rows=[actions.NewEntry("问题", {"matter": "甲案"})])
    taking = hand_back(ledger, sheet("新的问题"), clerk, "自查.csv")
    seq, told = comparing.compare(taking, by=clerk).seq, list[str]()

    def work(number: int) -> None:
        try:
            if number:
                actions.edit(by=chief, entry=entry, seen=entry.version, title="问题", data={"matter": "网页上改的"},
                             happened_on=None)  # fmt: skip
            else:
                actions.take(by=clerk, taking=taking, seen=taking.version, at=seq)
        except Refused as refused:
            told.append(str(refused))

    at_once(work, threads=2)
    assert Entry.objects.get(pk=entry.pk).data["matter"] == "网页上改的"
    assert recorded("新的问题") == (0 if told else ROWS)
    assert all("第1号：chief某修改条目" in sentence for sentence in told)
