"""Writes on import batches. The rows themselves go to the warehouse (jobs.py); here stands that they did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.audit import CHUNK
from fajian.core.audited import plain_rows
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.jobs import JOBS
from fajian.core.models import Job, StoredFile
from fajian.engine.faults import Fault
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS
from fajian.orgs.scope import domain_scope
from fajian.records.headings import digest_of
from fajian.records.models import BATCH, BatchFault, HeadingMap, ImportBatch

LONGEST = 200


@action("records.hand_in", title="上报执法数据", who=WRITERS)
def hand_in(act: Act, *, unit: Unit, received: files.Received) -> ImportBatch:
    """A new batch of one file, and the job that imports it. The same bytes of the same unit are taken once."""
    if act.user is not None and not domain_scope(act.user).covers(unit.path):
        raise Refused("该单位不在您的权限范围内。")
    act.lock(unit)  # two uploads of one file for one unit: the second finds the first
    earlier = ImportBatch.objects.filter(unit=unit, digest=received.digest, state__in=("received", "imported")).first()
    if earlier:
        raise Refused(f"这个文件已于{earlier.recorded_at:%Y年%-m月%-d日}上报（批次{earlier.code}），没有再次导入。")
    file: StoredFile = files.attach(act, received)
    return _begin(act, unit, received.name, file, f"{act.today:%Y%m%d}-{file.pk}")


def _begin(act: Act, unit: Unit, title: str, file: StoredFile, code: str) -> ImportBatch:
    batch = act.create(ImportBatch, unit=unit, code=code, title=title, file=file, digest=file.digest)
    act.about(batch)
    _queue("records.import", act, batch)
    return batch


@action("records.hand_in_again", title="对照后重新上报", who=WRITERS)
def hand_in_again(act: Act, *, batch: ImportBatch) -> ImportBatch:
    """The file of a batch that could not be imported, as a new batch: its headings have been mapped meanwhile."""
    row = act.lock(batch)
    _reach(act, row)
    unit = act.lock(row.unit)
    if row.state != "refused":
        raise Refused(f"这个批次{row.state_word}，不用重新上报；要更正已导入的数据，请撤回本批次再上报。")
    same = ImportBatch.objects.filter(unit=unit, digest=row.digest)
    if same.filter(state__in=("received", "imported")).exists():
        raise Refused("这个文件已经重新上报，请看全部批次。")
    code = f"{act.today:%Y%m%d}-{row.file_id}-{same.count() + 1}"
    return _begin(act, unit, row.title, row.file, code)


@action("records.map_headings", title="对照栏目", who=WRITERS)
def map_headings(act: Act, *, batch: ImportBatch, table: str, title: str, mapping: Mapping[str, str]) -> HeadingMap:
    """Which heading of a sheet is which column; the same headings again replace what was said before."""
    _reach(act, batch)
    unit, digest = act.lock(batch.unit), digest_of(mapping)
    known = HeadingMap.objects.filter(unit=unit, digest=digest).first()
    if known is None:
        given = {"table": table, "title": title[:LONGEST], "digest": digest, "mapping": dict(mapping)}
        row = act.create(HeadingMap, unit=unit, **given)
    else:
        row = act.lock(known)
        row.table, row.title, row.mapping = table, title[:LONGEST], dict(mapping)
        act.save(row)
    act.about(batch)
    return row


def _reach(act: Act, batch: ImportBatch) -> None:
    if act.user is not None and not domain_scope(act.user).covers(batch.unit_path):
        raise Refused("没有找到这个批次，或者它不在您的权限范围内。")


@action("records.take_in", title="导入")
def take_in(
    act: Act, *, batch: ImportBatch, counts: dict[str, Any], said: Mapping[str, int], faults: Sequence[Fault]
) -> ImportBatch:
    """The warehouse holds the batch's rows: say so, with what was refused. Said once; asked again, it stands."""
    batch = act.lock(batch)
    if batch.state == "imported":
        return batch
    BATCH.take(batch, "take_in", by=act.by)
    batch.counts, batch.said = counts, dict(said)
    act.save(batch)
    _keep(batch, faults)
    _tell(batch, f"“{batch.title}”已导入：收下{batch.taken}行，未收{batch.refused}行。")
    return batch


@action("records.refuse", title="不予导入")
def refuse(
    act: Act,
    *,
    batch: ImportBatch,
    reason: str,
    counts: dict[str, Any] | None = None,
    said: Mapping[str, int] | None = None,
    faults: Sequence[Fault] = (),
) -> ImportBatch:
    """Nothing of the file could be taken; the sentence says why."""
    batch = act.lock(batch)
    if batch.state == "refused":
        return batch
    BATCH.take(batch, "refuse", by=act.by, reason=reason)
    batch.reason, batch.counts, batch.said = reason[:300], counts or {}, dict(said or {})
    act.save(batch)
    _keep(batch, faults)
    _tell(batch, f"“{batch.title}”没有导入，请看原因。")
    return batch


@action("records.withdraw", title="撤回批次", who=WRITERS)
def withdraw(act: Act, *, batch: ImportBatch, seen: int, reason: str) -> ImportBatch:
    """The batch no longer counts in later readings and runs; its rows and its findings so far stay."""
    batch = act.lock(batch, seen=seen)
    _reach(act, batch)
    BATCH.take(batch, "withdraw", by=act.by, reason=reason.strip())
    batch.reason = reason.strip()[:300]
    act.save(batch)
    _queue("records.withdraw", act, batch)
    return batch


def _queue(name: str, act: Act, batch: ImportBatch) -> Job:
    """Queue a job of ours with the command's commit; by name, since jobs.py stands on the actions."""
    kind = JOBS[name]
    return kind.ask(by=act.by, title=f"{kind.title} {batch.title}"[:200], batch=batch.pk)


def _keep(batch: ImportBatch, faults: Sequence[Fault]) -> None:
    rows = [
        BatchFault(
            batch=batch,
            unit_path=batch.unit_path,
            file=fault.file[-LONGEST:],
            sheet=fault.sheet[:LONGEST],
            row=fault.row,
            column=fault.column[:LONGEST],
            value=fault.value.replace("\0", ""),
            kind=fault.kind,
            level=fault.level,
            message=fault.message,
        )
        for fault in faults
    ]
    plain_rows(BatchFault).bulk_create(rows, batch_size=CHUNK)


def _tell(batch: ImportBatch, text: str) -> None:
    if batch.recorded_by is not None:
        notify.tell([batch.recorded_by], text[:300], reverse("records:batch", args=[batch.code]))
