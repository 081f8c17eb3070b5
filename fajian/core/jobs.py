"""后台作业: long work in the worker; who asked, how far it is, what came out. Survives a restart.

    @job("records.import", title="导入执法数据")
    def import_batch(run: Run, *, batch: int) -> dict[str, int]:
        for done, part in enumerate(parts): ...; run.progress(done, len(parts))
        records.take_in(by=run.by, key=run.key("take-in"), …)
        return {"rows": 12}

    import_batch.ask(by=request.user, title="导入 处罚.xlsx", batch=7)      # inside or outside a command

A job may begin several times (the machine dies in the middle), so it writes only through actions with `run.key(…)`:
what was done the first time is answered, not done again. django-tasks only carries the job's number to a worker.
"""

from __future__ import annotations

import datetime
import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

import structlog
from django.db import connection, models, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from fajian.core.commands import System
from fajian.core.models import Job
from fajian.engine.faults import InputError

P = ParamSpec("P")
R = TypeVar("R")
log = structlog.get_logger("fajian.jobs")

BEAT = 10.0  # seconds between signs of life of a running job
SILENT = datetime.timedelta(seconds=45)  # without a sign of life: its worker is dead
ATTEMPTS = 3
STEP = 0.5  # seconds between two writings of progress

JOBS: dict[str, Kind[Any, Any]] = {}


class Run:
    """What a job's function gets: on whose behalf, and where to say how far it is."""

    def __init__(self, row: Job) -> None:
        self.row = row
        self.by: Any = row.asked_by or System(f"后台作业 {row.pk}")
        self._written = 0.0

    def key(self, step: str) -> str:
        """The request key of one step: the same each time this job begins."""
        return f"job-{self.row.pk}-{step}"

    def progress(self, done: int, total: int | None = None) -> None:
        """Say how far it is; written at most every half second, and always at the end."""
        if total is not None:
            self.row.total = total
        self.row.done = done
        now = time.monotonic()
        if now - self._written >= STEP or done == self.row.total:
            self._written = now
            Job.objects.filter(pk=self.row.pk).update(done=done, total=self.row.total, seen_at=timezone.now())


def job(name: str, *, title: str) -> Callable[[Callable[Concatenate[Run, P], R]], Kind[P, R]]:
    """Make a background job of a function; arguments and result must be JSON (rows go by their number)."""

    def register(body: Callable[Concatenate[Run, P], R]) -> Kind[P, R]:
        if name in JOBS:
            raise ValueError(f"two jobs are called {name}")
        JOBS[name] = made = Kind(name, title, body)
        return made

    return register


@dataclass(frozen=True, slots=True)
class Kind(Generic[P, R]):
    """A kind of job."""

    name: str
    title: str
    body: Callable[Concatenate[Run, P], R]

    def ask(self, *, by: Any, title: str = "", **arguments: Any) -> Job:
        """Queue it; in a command's transaction it is queued with the commit or not at all."""
        asker = by if isinstance(by, models.Model) else None
        with transaction.atomic():
            row = Job.objects.create(
                name=self.name, title=title or self.title, arguments=arguments, asked_by_id=asker.pk if asker else None
            )
            deliver(row)
        return row

    def ask_once(self, *, by: models.Model, title: str = "", **arguments: Any) -> Job:
        """Queue it, unless this person has asked for the very same and it is on its way."""
        own = Job.objects.filter(name=self.name, asked_by_id=by.pk, state__in=("waiting", "running"))
        going = next((row for row in own if row.arguments == arguments), None)
        return going or self.ask(by=by, title=title[:200], **arguments)


def deliver(row: Job) -> None:
    """Give the job's number to the queue."""
    row.ticket = str(carry_out.enqueue(row.pk).id)
    Job.objects.filter(pk=row.pk).update(ticket=row.ticket)


@task()
def carry_out(number: int) -> None:
    """Run the job if it is still waiting; a second delivery of the same number does nothing."""
    now = timezone.now()
    mine = Job.objects.filter(pk=number, state="waiting").update(
        state="running", started_at=now, seen_at=now, worker=worker_name(), attempts=models.F("attempts") + 1
    )
    if not mine:
        return
    row = Job.objects.select_related("asked_by").get(pk=number)
    with beating(row):
        try:
            result = JOBS[row.name].body(Run(row), **row.arguments)
        except InputError as error:
            end(row, state="failed", error=str(error))
        except Exception:
            # A bug: the user gets a sentence and a number, the log the rest.
            end(row, state="failed", error=f"处理时程序出错，请把作业编号 {row.pk} 告诉系统管理员。")
            raise
        else:
            end(row, state="done", result=result)


def end(row: Job, **outcome: Any) -> None:
    """Write the outcome."""
    Job.objects.filter(pk=row.pk).update(ended_at=timezone.now(), **outcome)


class beating:  # noqa: N801 – a with-statement's verb
    """While inside, a thread of its own says every few seconds that the job's worker lives."""

    def __init__(self, row: Job) -> None:
        self.row, self.over = row, threading.Event()
        self.thread = threading.Thread(target=self.beat, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.thread.join()

    def beat(self) -> None:
        """The thread; its connection is closed with it."""
        while not self.over.wait(BEAT):
            Job.objects.filter(pk=self.row.pk, state="running").update(seen_at=timezone.now())
            connection.close()


def worker_name() -> str:
    """This process, for whoever must find out whether it still lives."""
    return f"{socket.gethostname()}:{os.getpid()}"


def recover() -> int:
    """Queue again what a dead worker left unfinished; returns how many. Called by a worker that starts or idles.

    A job that brought its worker down three times is given up with a sentence.
    """
    count = 0
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).values_list("id", flat=True)
    waiting = {str(number) for number in ready}
    for row in Job.objects.filter(state__in=("waiting", "running")).order_by("pk"):
        lost = row.ticket not in waiting if row.state == "waiting" else abandoned(row)
        if not lost:
            continue
        same = Job.objects.filter(pk=row.pk, state=row.state, seen_at=row.seen_at, ticket=row.ticket)
        with transaction.atomic():
            if row.attempts >= ATTEMPTS:
                same.update(
                    state="failed",
                    ended_at=timezone.now(),
                    error=f"处理中断了 {ATTEMPTS} 次，已停止。请联系系统管理员。",
                )
            elif same.update(state="waiting"):
                deliver(row)
                count += 1
                log.warning("job_recovered", job=row.pk, attempts=row.attempts)
    return count


def abandoned(row: Job) -> bool:
    """Is the running job's worker dead? At once when it was on this machine, else after a silence."""
    host, _, pid = row.worker.rpartition(":")
    if host == socket.gethostname() and pid.isdigit() and int(pid) != os.getpid():
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            pass  # alive, another user's
    return row.seen_at is None or timezone.now() - row.seen_at > SILENT
