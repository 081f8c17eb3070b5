"""留痕: events are appended to a hash chain; each seals the rows its command left behind."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from fajian.core import bulk
from fajian.core.audited import Audited, label, plain_rows, sealed_columns
from fajian.core.digests import algorithm, canonical, digest, moment, row_digest
from fajian.core.models import Event, Head, Seal

BACKWARDS = datetime.timedelta(seconds=2)  # a clock set back by more is noted in the event
CHUNK = 500  # rows read or written per statement; SQLite takes at most 999 variables on old builds


@dataclass
class Draft:
    """What the command layer knows about an event before it has its place in the chain.

    `touched` names the rows to seal: model → numbers, in the order they were written.
    """

    command: str
    actor: int
    acting_role: str
    unit: int | None
    object_type: str = ""
    object_id: int = 0
    object_version: int = 0
    request_id: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    touched: dict[type[Audited], dict[int, None]] = field(default_factory=dict)


def append(draft: Draft) -> Event:
    """Put the event at the end of the chain and return it; must be the last thing a command's transaction does.

    The head row is locked from here to the commit, so that events of all processes stand in one order. Rows are sealed
    as the database holds them, not as they were in memory.
    """
    salt, name = secrets.token_hex(16), algorithm()
    seals = list(seal_rows(draft, salt, name))
    head = Head.objects.select_for_update().filter(pk=1).first()
    if head is None:
        Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(pk=1)
    now = timezone.now()
    payload = dict(draft.payload)
    if head.recorded_at and now < head.recorded_at - BACKWARDS:
        payload["clock_anomaly"] = f"系统时间早于前一事件（{moment(head.recorded_at)}）"
    text = canonical(payload)
    event = Event(
        seq=head.seq + 1,
        recorded_at=now,
        actor=draft.actor,
        acting_role=draft.acting_role,
        unit=draft.unit,
        command=draft.command,
        object_type=draft.object_type,
        object_id=draft.object_id,
        object_version=draft.object_version,
        request_id=draft.request_id,
        algorithm=name,
        payload=text,
        salt=salt,
        digest=digest(salt + text, name),
        rows=seals_digest(seals, name),
        prev=head.hash,
    )
    event.hash = event_hash([getattr(event, column) for column in CHAINED], name)
    event.save(force_insert=True)
    columns = ("event", "model", "row", "version", "digest")
    bulk.insert_values(Seal, columns, [(event.seq, *seal) for seal in seals])
    Head.objects.filter(pk=1).update(seq=event.seq, hash=event.hash, recorded_at=now)
    return event


# What the chain's hash covers, in this order; payload and salt are covered through `digest` only.
CHAINED = (
    "algorithm",
    "prev",
    "seq",
    "recorded_at",
    "actor",
    "acting_role",
    "unit",
    "command",
    "object_type",
    "object_id",
    "object_version",
    "request_id",
    "digest",
    "rows",
)


def event_hash(values: Iterable[Any], name: str) -> str:
    """The link: hash over the columns named in CHAINED."""
    return digest(canonical(list(values)), name)


def seals_digest(seals: list[tuple[str, int, int, str]], name: str) -> str:
    """Hash over (model, row, version, digest) of an event's seals in the order they were written; "" without any."""
    return digest("\n".join(f"{m}:{r}:{v}:{d}" for m, r, v, d in seals), name) if seals else ""


def seal_rows(draft: Draft, salt: str, name: str) -> Iterator[tuple[str, int, int, str]]:
    """Read back the touched rows and hash each: (model, row, version, digest)."""
    for model, touched in draft.touched.items():
        table, columns, numbers = label(model), sealed_columns(model), list(touched)
        for start in range(0, len(numbers), CHUNK):
            chunk = numbers[start : start + CHUNK]
            stored = {row[0]: row[1:] for row in plain_rows(model).filter(pk__in=chunk).values_list("pk", *columns)}
            for number in chunk:
                values = dict(zip(columns, stored[number], strict=True))
                version = values["version"]
                yield table, number, version, row_digest(salt, table, number, version, values, name)


def history(row: Audited) -> Any:
    """The events that touched a row, oldest first: a QuerySet of Event."""
    return Event.objects.filter(seals__model=label(type(row)), seals__row=row.pk).order_by("seq").distinct()
