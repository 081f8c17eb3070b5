"""审计核验: is the chain whole, are the rows as the last command left them, do old checkpoints still fit?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from fajian.core.audit import CHAINED, event_hash, seals_digest
from fajian.core.audited import Audited, audited_models, label, plain_rows, sealed_columns
from fajian.core.checkpoints import Checkpoint, origin
from fajian.core.digests import digest, row_digest
from fajian.core.models import Event, Head, Seal

BATCH = 2_000  # rows fetched at a time
TOLD = 200  # broken places told one by one; all are counted
ERASE = "audit.erase"


@dataclass(frozen=True, slots=True)
class Broken:
    """One place that does not hold. `kind` is chain, seal, payload, row or checkpoint; `seq` the event it shows at.

    `seq` 0: no event says anything about the row `where` (`ledgers.entry:17`).
    """

    kind: str
    seq: int
    where: str
    message: str

    def __str__(self) -> str:
        place = "，".join(part for part in (f"留痕第{self.seq}号" if self.seq else "", self.where) if part)
        return f"{place}：{self.message}"


@dataclass
class Report:
    """What was looked at and what does not hold; `unprovable` rows have lost their last seal's salt."""

    events: int = 0
    rows: int = 0
    checkpoints: int = 0
    erased: int = 0
    unprovable: int = 0
    broken: list[Broken] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    last_hash: str = ""

    @property
    def holds(self) -> bool:
        """Nothing is broken."""
        return not self.counts

    def add(self, kind: str, seq: int, where: str, message: str) -> None:
        """Note a broken place."""
        self.counts[kind] += 1
        if len(self.broken) < TOLD:
            self.broken.append(Broken(kind, seq, where, message))


def verify(checkpoints: Iterable[Checkpoint] = (), *, reconcile: bool = True) -> Report:
    """Chain, then rows, then checkpoints, over one snapshot of the database; memory does not grow with the log."""
    report = Report()
    with snapshot():
        _chain(report, list(checkpoints))
        if reconcile:
            for model in audited_models():
                _rows(report, model)
    return report


@contextmanager
def snapshot() -> Iterator[None]:
    """Read as of one moment, while others go on writing; inside a transaction that is already open, do nothing."""
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    with connection.cursor() as cursor:
        # By hand: atomic() would take SQLite's write lock, and PostgreSQL would see each statement's own moment.
        cursor.execute("BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


# ── the chain ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _chain(report: Report, checkpoints: list[Checkpoint]) -> None:
    """Walk events and their seals side by side, each once."""
    seals = _Seals()
    wanted = {point.size for point in checkpoints}
    hashes: dict[int, str] = {}
    missing: dict[int, str] = {}
    allowed: set[int] = set()
    prev, expected, first = "", 1, ""
    columns = (*CHAINED, "hash", "payload", "salt")
    for values in Event.objects.order_by("seq").values_list(*columns).iterator(BATCH):
        event = dict(zip(columns, values, strict=True))
        seq, where = event["seq"], _object(event)
        first = first or event["hash"]
        if seq != expected:
            report.add("chain", seq, where, f"序号不连续：应为第{expected}号，前面的留痕被删除。")
        if event["prev"] != prev:
            report.add("chain", seq, where, "与前一条留痕接不上：此处的留痕被改动、删除或者调换。")
        if event_hash(values[: len(CHAINED)], event["algorithm"]) != event["hash"]:
            report.add("chain", seq, where, "内容与链摘要不符：这条留痕被改动。")
        if seals_digest(seals.of(seq), event["algorithm"]) != event["rows"]:
            report.add("seal", seq, where, "所封存各行的摘要被改动。")
        _payload(report, event, where, missing)
        if event["command"] == ERASE:
            allowed.add(event["object_id"])
        if seq in wanted:
            hashes[seq] = event["hash"]
        prev, expected = event["hash"], seq + 1
        report.events += 1
    for seq in seals.strays:
        report.add("seal", seq, "", "封存记录没有对应的留痕。")
    for seq, where in missing.items():
        report.erased += 1
        if seq not in allowed:
            report.add("payload", seq, where, "内容已清除，但没有清除它的留痕。")
    report.last_hash = prev
    _head(report, expected - 1)
    _points(report, checkpoints, hashes, first)


def _object(event: dict[str, Any]) -> str:
    return f"{event['object_type']}:{event['object_id']}" if event["object_type"] else ""


def _payload(report: Report, event: dict[str, Any], where: str, missing: dict[int, str]) -> None:
    """The text must give its digest; it may be gone, together with its salt, if an event says so."""
    if event["payload"] is None and event["salt"] is None:
        missing[event["seq"]] = where
    elif event["payload"] is None or event["salt"] is None:
        report.add("payload", event["seq"], where, "内容或者盐单独缺失。")
    elif digest(event["salt"] + event["payload"], event["algorithm"]) != event["digest"]:
        report.add("payload", event["seq"], where, "内容与摘要不符：内容被改动。")


class _Seals:
    """Seals in the order of their events, handed out event by event; `strays` are events that do not exist."""

    def __init__(self) -> None:
        rows = Seal.objects.order_by("event_id", "id").values_list("event_id", "model", "row", "version", "digest")
        self.rows, self.waiting, self.strays = iter(rows.iterator(BATCH)), None, set[int]()
        self.waiting = next(self.rows, None)

    def of(self, seq: int) -> list[tuple[str, int, int, str]]:
        """The seals of this event; those of smaller numbers nobody asked for are strays."""
        found = []
        while self.waiting is not None and self.waiting[0] <= seq:
            if self.waiting[0] == seq:
                found.append(self.waiting[1:])
            else:
                self.strays.add(self.waiting[0])
            self.waiting = next(self.rows, None)
        return found


def _head(report: Report, last: int) -> None:
    """The head row must name the last event."""
    head = Head.objects.filter(pk=1).values_list("seq", "hash").first()
    if head is None:
        if last:
            report.add("chain", last, "", "链尾记录缺失。")
    elif head != (last, report.last_hash):
        report.add("chain", last, "", f"链尾记录为第{head[0]}号，与最后一条留痕不符：末尾的留痕被删除或者改动。")


def _points(report: Report, points: list[Checkpoint], hashes: dict[int, str], first: str) -> None:
    """Every checkpoint ever given out must lie on this chain."""
    report.checkpoints = len(points)
    for point in points:
        if point.origin != origin(first):
            report.add(
                "checkpoint", point.size, "", f"检查点 {point.origin} 不属于这条链：链从头被改写，或者拿错了检查点。"
            )
        elif point.size not in hashes:
            report.add("checkpoint", point.size, "", "检查点之内的留痕不见了：链尾被截断。")
        elif hashes[point.size] != point.hash:
            report.add("checkpoint", point.size, "", "与检查点不符：检查点之前的留痕被改写。")


# ── the rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(report: Report, model: type[Audited]) -> None:
    """Hold every stored row of the model against its last seal; both come ordered by number and are walked once."""
    name, columns = label(model), sealed_columns(model)
    title = str(model._meta.verbose_name)
    at = columns.index("version")
    last = _last_seals(name)
    seal = next(last, None)
    for number, *values in plain_rows(model).order_by("pk").values_list("pk", *columns).iterator(BATCH):
        report.rows += 1
        where = f"{name}:{number}（{title}）"
        while seal is not None and seal[0] < number:
            report.add("row", seal[3], f"{name}:{seal[0]}（{title}）", "这一行不见了：被绕过系统删除。")
            seal = next(last, None)
        if seal is None or seal[0] > number:
            report.add("row", 0, where, "这一行没有留痕：被绕过系统加入。")
            continue
        _, version, mark, seq, salt, algorithm = seal
        if values[at] != version:
            report.add(
                "row",
                seq,
                where,
                f"版本应为第{version}版，实为第{values[at]}版：被绕过系统改动，或者其后的留痕被删除。",
            )
        elif salt is None:
            report.unprovable += 1
        elif row_digest(salt, name, number, version, dict(zip(columns, values, strict=True)), algorithm) != mark:
            report.add("row", seq, where, "内容与封存不符：被绕过系统改动。")
        seal = next(last, None)
    while seal is not None:
        report.add("row", seal[3], f"{name}:{seal[0]}（{title}）", "这一行不见了：被绕过系统删除。")
        seal = next(last, None)


def unsound(model: type[Audited], number: int) -> str:
    """What is wrong with one row, as a sentence; "" when it is as its last command left it."""
    name, columns = label(model), sealed_columns(model)
    stored = plain_rows(model).filter(pk=number).values(*columns).first()
    seals = Seal.objects.filter(model=name, row=number).order_by("-id").select_related("event")
    seal = seals.first()
    if stored is None:
        return "这一行不见了：被绕过系统删除。" if seal else "没有这一行。"
    if seal is None:
        return "这一行没有留痕：被绕过系统加入。"
    event = seal.event
    if stored["version"] != seal.version:
        return f"版本应为第{seal.version}版，实为第{stored['version']}版：被绕过系统改动。"
    if event.salt and row_digest(event.salt, name, number, seal.version, stored, event.algorithm) != seal.digest:
        return "内容与封存不符：被绕过系统改动。"
    return ""


def _last_seals(name: str) -> Iterator[tuple[int, int, str, int, str | None, str]]:
    """(row, version, digest, seq, salt, algorithm) of each row's last seal, by row."""
    held = None
    seals = Seal.objects.filter(model=name).order_by("row", "id")
    wanted = seals.values_list("row", "version", "digest", "event_id", "event__salt", "event__algorithm")
    for seal in wanted.iterator(BATCH):
        if held is not None and held[0] != seal[0]:
            yield held
        held = seal
    if held is not None:
        yield held
