"""Kills a process in the middle of its commands, at random points, and looks at what is left.

A `Story` makes the commands of a round; the harness runs them in a child process that is killed with SIGKILL around a
random database statement, commit or file operation, or after a random time. Then, in the parent:

- nothing acknowledged is lost: every command whose end the child reported has its answer;
- nothing half is to be seen: `Story.between`;
- the round is replayed with the same keys, and `Story.check` sees exactly what one undisturbed run leaves: nothing
  half, nothing twice;
- the audit chain and every row verify.

To plug another flow in, write a Story whose steps call its actions with `key=`, and a check.
"""

from __future__ import annotations

import os
import random
import select
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections

from fajian.core.models import Receipt
from fajian.core.verify import verify

# One command of a round: called with its request key. It must pass the key to the action.
Step = Callable[[str], Any]

# What is done to files whose moment matters.
FILE_OPERATIONS = ("replace", "link", "unlink", "mkdir", "fsync", "rename")


def receipts(name: str) -> set[str]:
    """The keys of a round's commands that were answered."""
    return set(Receipt.objects.filter(key__startswith=f"{name}-").values_list("key", flat=True))


@dataclass(frozen=True)
class Story:
    """`steps(round)` gives a round's commands in order; `check(round)` raises unless all were done exactly once.

    `answered(round)` gives the keys of steps that are done, `between(round)` raises if something half is to be seen
    right after the kill, before anybody repeats anything.
    """

    steps: Callable[[str], Sequence[Step]]
    check: Callable[[str], None]
    answered: Callable[[str], set[str]] = receipts
    between: Callable[[str], None] = lambda name: None


@dataclass
class Tally:
    """What the rounds were like: a harness that always kills too early or too late proves nothing."""

    killed: int = 0
    survived: int = 0
    acknowledged: int = 0
    answered_but_not_acknowledged: int = 0


def rounds(story: Story, *, times: int, seed: int = 1) -> Tally:
    """Play rounds until `times` of them were killed; half at a counted point, half after a time.

    A round that ended before its time came is checked like the others, and shortens the times drawn later.
    """
    draw, tally = random.Random(seed), Tally()
    begun = time.perf_counter()
    points = rehearse(story)
    lasts = time.perf_counter() - begun
    while tally.killed < times:
        n = tally.killed + tally.survived
        assert n < 3 * times, "killed too late to show anything"
        name, at = f"r{n}", draw.randrange(points) if n % 2 else None
        after = draw.uniform(0.002, lasts) if at is None else None
        begun = time.perf_counter()
        acknowledged, killed = one_round(story, name, at_point=at, after_seconds=after)
        if killed:
            tally.killed += 1
        else:
            tally.survived += 1
            lasts = min(lasts, time.perf_counter() - begun)
        look(story, name, acknowledged, tally)
        replay(story, name)
        if n % 20 == 0:
            assert_whole()
    assert_whole()
    return tally


def rehearse(story: Story) -> int:
    """Run a round undisturbed; returns how many points it can be killed at."""
    points = Points(connection)
    with points:
        send(story, "rehearsal")
    story.check("rehearsal")
    return points.seen


def send(story: Story, name: str) -> None:
    """Call the round's commands in order."""
    for number, step in enumerate(story.steps(name)):
        step(f"{name}-{number}")


def replay(story: Story, name: str) -> None:
    """What a user does after a crash: send everything again."""
    send(story, name)
    story.check(name)


def look(story: Story, name: str, acknowledged: list[str], tally: Tally) -> None:
    """Everything acknowledged has its answer; an answer nobody heard of is why there are keys."""
    answered = story.answered(name)
    assert set(acknowledged) <= answered, f"lost: {set(acknowledged) - answered}"
    tally.acknowledged += len(acknowledged)
    tally.answered_but_not_acknowledged += len(answered - set(acknowledged))
    story.between(name)


def assert_whole() -> None:
    """Chain and rows."""
    report = verify()
    assert report.holds, [str(place) for place in report.broken]


def one_round(story: Story, name: str, *, at_point: int | None, after_seconds: float | None) -> tuple[list[str], bool]:
    """Run the round in a child that dies; returns the keys it acknowledged and whether it was killed in time."""
    connections.close_all()  # a connection must not be carried across a fork
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        play(story, name, told, at_point)
    os.close(told)
    text = listen(heard, child, after_seconds)
    _, status = os.waitpid(child, 0)
    os.close(heard)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise AssertionError(f"the child failed by itself:\n{text}")
    return [line for line in text.split("\n")[:-1] if line], os.WIFSIGNALED(status)


def listen(heard: int, child: int, after_seconds: float | None) -> str:
    """Collect what the child says until it is gone; kill it when its time has come."""
    text, due = b"", None if after_seconds is None else time.monotonic() + after_seconds
    while True:
        wait = None if due is None else max(0.0, due - time.monotonic())
        ready, _, _ = select.select([heard], [], [], wait)
        if not ready:
            os.kill(child, signal.SIGKILL)
            due = None
            continue
        part = os.read(heard, 65536)
        if not part:
            return text.decode()
        text += part


def play(story: Story, name: str, told: int, at_point: int | None) -> None:
    """The child: every finished command is acknowledged with one write; never returns."""
    try:
        with Points(connection, die_at=at_point):
            for number, step in enumerate(story.steps(name)):
                key = f"{name}-{number}"
                step(key)
                os.write(told, f"{key}\n".encode())
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 – told to the parent
        os.write(told, repr(error).encode())
        os._exit(1)


class Points:
    """Counts the points a process can be killed at: around every statement, commit and file operation."""

    def __init__(self, connection: Any, die_at: int | None = None) -> None:
        self.connection, self.die_at, self.seen = connection, die_at, 0

    def point(self) -> None:
        """Die here, if it is the one."""
        if self.seen == self.die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.seen += 1

    def statement(self, execute: Any, *args: Any) -> Any:
        """Django's hook around a statement."""
        self.point()
        result = execute(*args)
        self.point()
        return result

    def around(self, operation: Callable[..., Any]) -> Callable[..., Any]:
        """The operation with a point before and behind it."""

        def pointed(*args: Any, **kwargs: Any) -> Any:
            self.point()
            result = operation(*args, **kwargs)
            self.point()
            return result

        return pointed

    def __enter__(self) -> None:
        self.operations = {name: getattr(os, name) for name in FILE_OPERATIONS}
        for name, operation in self.operations.items():
            setattr(os, name, self.around(operation))
        self.commit = self.connection._commit
        self.connection._commit = lambda: (self.point(), self.commit(), self.point())
        self.hook = self.connection.execute_wrapper(self.statement)
        self.hook.__enter__()

    def __exit__(self, *error: Any) -> None:
        self.hook.__exit__(*error)
        del self.connection._commit
        for name, operation in self.operations.items():
            setattr(os, name, operation)
