"""外发: what is to be sent is written with what it tells of; a job sends it afterwards, again and again if it must."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone

from fajian.core.commands import System
from fajian.core.jobs import Run, job
from fajian.core.models import Job
from fajian.orgs.channels import Answer, mail_on, post_letter, post_message
from fajian.orgs.models import Dispatch, Hook, User

# Minutes until the next try, after the first, the second …; then it is given up and shown.
WAITS = (1, 5, 30, 180, 720)
TRIES = len(WAITS) + 1
A_RUN = 200  # dispatches one job tries
BY = System("对外发送")


# ── writing: inside the command whose effects are told ───────────────────────────────────────────────────────────────


def gets_mail(person: User) -> bool:
    """Does a letter to this person make sense? Who wants none has no address."""
    return mail_on() and bool(person.email)


def write_letters(letters: Iterable[tuple[User, str, str]], once: str) -> None:
    """(person, subject, text) each; of a name `once` a person gets the first only. Nothing without a mail server."""
    now = timezone.now()
    rows = [
        Dispatch(
            to=person,
            unit_path=person.unit.path if person.unit else "",
            once=f"{once}:{person.pk}",
            subject=subject,
            body=body,
            next_at=now,
        )
        for person, subject, body in letters
        if gets_mail(person)
    ]
    Dispatch.objects.bulk_create(rows, ignore_conflicts=True)


def listening() -> list[Hook]:
    """The addresses in use."""
    return list(Hook.objects.filter(state="active").select_related("unit").order_by("pk"))


def write_messages(hooks: Iterable[Hook], path: str, subject: str, facts: Iterable[Mapping[str, Any]]) -> None:
    """One message for each of the facts to each address in whose area the unit with this path lies.

    The facts are numbers, titles and counts: no person's data, no text of a case.
    """
    now, told, rows = timezone.now(), list(facts), []
    for hook in hooks:
        if path.startswith(hook.unit.area_path):
            for fact in told:
                number = uuid.uuid4()
                body = json.dumps({"id": str(number), **fact}, ensure_ascii=False)
                rows.append(
                    Dispatch(
                        number=number, hook=hook, unit_path=hook.unit_path, subject=subject, body=body, next_at=now
                    )
                )
    Dispatch.objects.bulk_create(rows)


# ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@job("orgs.post", title="对外发送")
def post(run: Run) -> dict[str, int]:
    """Try what is due; where nobody answers the rest of that way waits for the next run. Returns how many arrived."""
    count = {"sent": 0, "failed": 0}
    down: set[int | None] = set()  # hooks by number; None: the mail server
    due = Dispatch.objects.due(timezone.now()).values_list("pk", "hook_id")
    for number, hook in list(due[:A_RUN]):
        if hook not in down and (row := claimed(number)):
            answer = post_letter(row) if row.hook is None else post_message(row)
            noted(row, answer)
            count["failed" if answer.error else "sent"] += 1
            if answer.down:
                down.add(hook)
    return count


def claimed(number: int) -> Dispatch | None:
    """The dispatch, if this worker is the one to try it now; the try is counted before it is made.

    So a worker that dies in the middle has had its try, and another comes after the wait.
    """
    row = Dispatch.objects.due(timezone.now()).filter(pk=number).select_related("to", "hook").first()
    if row is None:
        return None  # another worker had it first
    same = Dispatch.objects.filter(pk=row.pk, state="waiting", tries=row.tries)
    if why := _pointless(row):
        same.update(state="dropped", next_at=None, error=why)
        return None
    if row.tries >= TRIES:
        same.update(state="failed", next_at=None, error="发送时中断，不知道对方是否收到")
        return None
    wait = dt.timedelta(minutes=WAITS[min(row.tries, len(WAITS) - 1)])
    if not same.update(tries=row.tries + 1, next_at=timezone.now() + wait):
        return None
    row.tries += 1
    return row


def _pointless(row: Dispatch) -> str:
    """Why it is no longer sent; "" where it is."""
    if row.hook is not None:
        return "" if row.hook.state == "active" else "外发地址已停用"
    person: Any = row.to
    if not person.is_active:
        return "账号已停用"
    return "" if gets_mail(person) else "收件人没有邮箱，或者没有设置邮件服务器"


def noted(row: Dispatch, answer: Answer) -> None:
    """Write down what came of a try."""
    same = Dispatch.objects.filter(pk=row.pk, state="waiting")
    if not answer.error:
        same.update(state="sent", code=answer.code, error="", next_at=None, sent_at=timezone.now())
    elif row.tries >= TRIES:
        same.update(state="failed", code=answer.code, error=answer.error[:200], next_at=None)
    else:
        same.update(code=answer.code, error=answer.error[:200])


def ask() -> None:
    """For the worker's loop: a job as soon as something is due, one at a time."""
    if not Dispatch.objects.due(timezone.now()).exists():
        return
    if not Job.objects.filter(Q(state="waiting") | Q(state="running"), name=post.name).exists():
        post.ask(by=BY)
