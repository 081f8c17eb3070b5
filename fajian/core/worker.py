"""The worker's loop: what `fajian worker` runs."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType

from django.db import connection, transaction
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from fajian.core.jobs import recover
from fajian.core.models import Head
from fajian.core.tick import Daily

IDLE = 1.0  # seconds between two looks into the empty queue
EVERY = 30.0  # seconds between two looks for abandoned jobs, and between two ticks
EVERY_COMMANDS = 100  # at least, between two looks of the planner at the tables


class Statistics:
    """Lets SQLite count anew for its planner when there are a tenth more commands; else it picks wrong indexes.

    Not PRAGMA optimize: before 3.46 it looks only at tables its own connection has asked. No analysis_limit: of an
    index with few values it then thinks each has few rows, and prefers it (60 ms without, on 100,000 entries).
    """

    def __init__(self) -> None:
        self.told = -EVERY_COMMANDS

    def __call__(self) -> None:
        """The tick."""
        seq = Head.objects.values_list("seq", flat=True).first() or 0
        if connection.vendor != "sqlite" or seq < self.told + max(EVERY_COMMANDS, self.told // 10):
            return
        self.told = seq
        # In a transaction, which takes the write lock first: whoever has read before is refused it if others wrote.
        with connection.cursor() as cursor, transaction.atomic():
            cursor.execute("ANALYZE")


# Called about every half minute while the worker runs: reminders, deadlines. Each decides itself whether it is time.
TICKS: list[Callable[[], None]] = [Statistics(), Daily()]


class Stop:
    """Set by SIGTERM or Ctrl-C: the running job is finished first."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.asked = True

    def listen(self) -> None:
        """Take the signals; only the main thread can."""
        signal.signal(signal.SIGTERM, self)
        signal.signal(signal.SIGINT, self)


def work(*, once: bool = False, stop: Stop | None = None) -> None:
    """Carry out jobs until stopped; `once`: until the queue is empty."""
    stop = stop or Stop()
    looked = float("-inf")
    while not stop.asked:
        if time.monotonic() - looked >= EVERY:
            looked = time.monotonic()
            recover()
            for tick in TICKS:
                tick()
        Queue(stop).run()
        if once:
            return
        time.sleep(IDLE)


class Queue(Worker):
    """Empties the queue once, and stops between two jobs when asked to."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.stop = stop

    @property
    def running(self) -> bool:
        """Go on?"""
        return not self.stop.asked

    @running.setter
    def running(self, value: bool) -> None:
        """The parent's constructor sets it; the truth is in `stop`."""
