"""SIGKILL at random points of audited commands: nothing lost, nothing half, nothing twice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from django.db import connection

from fajian.core.commands import System
from fajian.core.models import Event
from tests.core.kill import Step, Story, Tally, one_round, rehearse, replay, rounds
from tests.core.library import actions
from tests.core.library.models import Book

BY = System("测试")
pytestmark = pytest.mark.django_db(transaction=True)


def steps(name: str) -> Sequence[Step]:
    """One row, many rows, a command of several writings, a change of what was written before, a counter."""
    titles = [f"{name}-{n}" for n in range(30)]
    return [
        lambda key: actions.buy(by=BY, key=key, title=f"{name}-单"),
        lambda key: actions.buy_many(by=BY, key=key, titles=titles, shelf=name),
        lambda key: actions.restock(by=BY, key=key, title=f"{name}-双", copies=5),
        lambda key: actions.move(by=BY, key=key, from_shelf=name, to_shelf=f"{name}-乙"),
        lambda key: actions.count_up(by=BY, key=key, book=Book.objects.get(title=f"{name}-单")),
        lambda key: actions.count_up(by=BY, key=key, book=Book.objects.get(title=f"{name}-单")),
    ]


def check(name: str) -> None:
    """What one undisturbed round leaves."""
    mine = Book.objects.filter(title__startswith=f"{name}-")
    assert mine.count() == 33
    assert mine.filter(shelf=f"{name}-乙", version=2).count() == 30
    assert mine.values_list("copies", "version").get(title=f"{name}-单") == (2, 3)
    assert list(mine.filter(title=f"{name}-双").values_list("copies", flat=True)) == [5, 5]
    seals = [(f"library.book:{pk}", version) for pk, version in mine.values_list("pk", "version")]
    assert len(seals) == len(set(seals))


STORY = Story(steps, check)


def test_no_command_is_lost_half_or_done_twice_when_its_process_is_killed() -> None:
    tally: Tally = rounds(STORY, times=200 if connection.vendor == "sqlite" else 50)
    assert tally.acknowledged > tally.killed, "killed too early to show anything"
    assert Event.objects.count() == 6 * (tally.killed + tally.survived + 1)


def counting(key_used: bool) -> Story:
    """Buy a book and count it up, with the step's key or without one."""

    def story_steps(name: str) -> Sequence[Step]:
        return [
            lambda key: actions.buy(by=BY, key=key, title=name),
            lambda key: actions.count_up(by=BY, key=key if key_used else "", book=Book.objects.get(title=name)),
        ]

    def once(name: str) -> None:
        assert Book.objects.get(title=name).copies == 1

    return Story(story_steps, once)


def test_what_was_committed_but_not_acknowledged_is_answered_and_not_done_again() -> None:
    story = counting(key_used=True)
    actions.buy(by=BY, title="前一本")  # the very first event of a chain takes more statements
    last = rehearse(story) - 1
    acknowledged, killed = one_round(story, "r", at_point=last, after_seconds=None)
    assert (acknowledged, killed, Book.objects.get(title="r").copies) == (["r-0"], True, 1)
    replay(story, "r")


def test_the_harness_sees_what_is_done_twice() -> None:
    story = counting(key_used=False)
    actions.buy(by=BY, title="前一本")
    last = rehearse(story) - 1
    _, killed = one_round(story, "r", at_point=last, after_seconds=None)
    assert killed
    with pytest.raises(AssertionError):
        replay(story, "r")
