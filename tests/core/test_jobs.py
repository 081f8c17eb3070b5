"""Background jobs: progress, outcome, and a worker that dies."""

from __future__ import annotations

import datetime
import os
import signal
import socket

import pytest
from django.db import connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from fajian.core import jobs
from fajian.core.act import Act
from fajian.core.commands import System, action
from fajian.core.errors import Refused
from fajian.core.jobs import Run, job
from fajian.core.models import Job
from fajian.core.worker import work
from tests.core.library import actions
from tests.core.library.models import Book

BY = System("测试")
pytestmark = pytest.mark.django_db(transaction=True)


@job("tests.stock", title="整批购入")
def stock(run: Run, *, shelves: int, die_after: int = -1) -> dict[str, int]:
    """Buy a book per shelf, each with the job's own key; on the first attempt die in the middle."""
    for n in range(shelves):
        actions.buy(by=run.by, key=run.key(str(n)), title=f"书{n}")
        run.progress(n + 1, shelves)
        if n == die_after and run.row.attempts == 1:
            os.kill(os.getpid(), signal.SIGKILL)
    return {"shelves": shelves}


@job("tests.refuse", title="做不成的")
def refuse(run: Run, *, bug: bool) -> None:
    if bug:
        raise ZeroDivisionError
    raise Refused("第3行缺少处罚决定书文号，请补充后重新导入。")


def die_working() -> None:
    """A worker of its own, killed by the job it runs."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work(once=True)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def test_a_job_is_carried_out_with_progress_and_result() -> None:
    row = stock.ask(by=BY, title="购入三本", shelves=3)
    assert (row.state, row.percent) == ("waiting", None)
    work(once=True)
    row.refresh_from_db()
    assert (row.state, row.done, row.total, row.percent, row.result) == ("done", 3, 3, 100, {"shelves": 3})
    assert row.ended_at
    assert Book.objects.count() == 3


def test_what_a_user_got_wrong_is_told_and_a_bug_has_a_number() -> None:
    wrong, bug = refuse.ask(by=BY, bug=False), refuse.ask(by=BY, bug=True)
    work(once=True)
    wrong.refresh_from_db()
    bug.refresh_from_db()
    assert (wrong.state, wrong.error) == ("failed", "第3行缺少处罚决定书文号，请补充后重新导入。")
    assert (bug.state, bug.error) == ("failed", f"处理时程序出错，请把作业编号 {bug.pk} 告诉系统管理员。")


def test_a_job_whose_worker_was_killed_is_finished_by_the_next_and_nothing_is_done_twice() -> None:
    row = stock.ask(by=BY, shelves=6, die_after=2)
    die_working()
    row.refresh_from_db()
    assert (row.state, row.done) == ("running", 1) or row.state == "running"
    assert Book.objects.count() == 3
    work(once=True)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.done) == ("done", 2, 6)
    assert Book.objects.count() == 6


def test_a_job_taken_from_the_queue_but_not_begun_is_queued_again() -> None:
    row = stock.ask(by=BY, shelves=1)
    DBTaskResult.objects.update(status="RUNNING")  # the worker died between the two
    work(once=True)
    row.refresh_from_db()
    assert row.state == "done"


def test_a_number_delivered_twice_runs_once() -> None:
    row = stock.ask(by=BY, shelves=2)
    jobs.deliver(row)
    work(once=True)
    row.refresh_from_db()
    assert (row.attempts, row.state) == (1, "done")


def test_a_job_that_kills_its_worker_three_times_is_given_up() -> None:
    row = stock.ask(by=BY, shelves=1)
    Job.objects.filter(pk=row.pk).update(state="running", attempts=3, worker=f"{socket.gethostname()}:999999999")
    assert jobs.recover() == 0
    row.refresh_from_db()
    assert (row.state, row.error) == ("failed", "处理中断了 3 次，已停止。请联系系统管理员。")


def test_a_worker_that_lives_or_spoke_lately_keeps_its_job() -> None:
    row = stock.ask(by=BY, shelves=1)
    here, elsewhere = jobs.worker_name(), "another-machine:1"
    now = timezone.now()
    for worker, seen, lost in (
        (here, now, 0),
        (elsewhere, now, 0),
        (elsewhere, now - datetime.timedelta(minutes=2), 1),
    ):
        Job.objects.filter(pk=row.pk).update(state="running", worker=worker, seen_at=seen)
        assert jobs.recover() == lost


@action("tests.ask", title="提交作业")
def ask(act: Act, *, fail: bool) -> None:
    stock.ask(by=act.by, shelves=1)
    if fail:
        raise Refused("不行。")


def test_a_job_asked_for_in_a_command_exists_only_with_it() -> None:
    with pytest.raises(Refused):
        ask(by=BY, fail=True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()
    ask(by=BY, fail=False)
    work(once=True)
    assert Job.objects.get().state == "done"


def test_a_job_that_lives_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "BEAT", 0.02)
    row = stock.ask(by=BY, shelves=1)
    old = timezone.now() - datetime.timedelta(hours=1)
    Job.objects.filter(pk=row.pk).update(state="running", seen_at=old)
    with jobs.beating(row):
        for _ in range(200):
            row.refresh_from_db()
            if row.seen_at != old:
                break
    assert row.seen_at != old


def test_work_in_a_transaction_of_the_asker_waits_for_its_commit() -> None:
    with transaction.atomic():
        row = stock.ask(by=BY, shelves=1)
        transaction.set_rollback(True)
    assert not Job.objects.filter(pk=row.pk).exists()
