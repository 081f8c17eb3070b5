"""Writes on import batches. The rows themselves go to the warehouse (jobs.py); here stands that they did."""

from __future__ import annotations

from typing import Any

from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.models import StoredFile
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.records.models import BATCH, ImportBatch

HANDING_IN = ("clerk", "unit_leader", "supervisor")


@action("records.hand_in", title="上报执法数据", who=HANDING_IN)
def hand_in(act: Act, *, unit: Unit, received: files.Received) -> ImportBatch:
    """A new batch of one file, to be imported by a job. The same bytes of the same unit are taken once."""
    if act.user is not None and not domain_scope(act.user).covers(unit.path):
        raise Refused("该单位不在您的权限范围内。")
    earlier = ImportBatch.objects.filter(unit=unit, digest=received.digest).exclude(state="refused").first()
    if earlier:
        raise Refused(f"这个文件已于{earlier.recorded_at:%Y年%-m月%-d日}上报（批次{earlier.code}），没有再次导入。")
    file: StoredFile = files.attach(act, received)
    code = f"{act.today:%Y%m%d}-{file.pk}"
    return act.create(ImportBatch, unit=unit, code=code, title=received.name, file=file, digest=received.digest)


@action("records.take_in", title="导入")
def take_in(
    act: Act, *, batch: ImportBatch, counts: dict[str, Any], faults: list[dict[str, Any]], fault_count: int
) -> ImportBatch:
    """The warehouse holds the batch's rows: say so, with what was refused."""
    batch = act.lock(batch)
    batch.state, batch.counts, batch.faults, batch.fault_count = "imported", counts, faults, fault_count
    act.save(batch)
    return batch


@action("records.refuse", title="不予导入")
def refuse(act: Act, *, batch: ImportBatch, reason: str) -> ImportBatch:
    """Nothing of the file could be taken; the sentence says why."""
    batch = act.lock(batch)
    batch.state, batch.reason = "refused", reason[:300]
    act.save(batch)
    return batch


@action("records.withdraw", title="撤回批次", who=HANDING_IN)
def withdraw(act: Act, *, batch: ImportBatch, seen: int, reason: str) -> ImportBatch:
    """The batch no longer counts in later runs; its rows and its findings so far stay."""
    batch = act.lock(batch, seen=seen)
    if act.user is not None and not domain_scope(act.user).covers(batch.unit_path):
        raise Refused("没有找到这个批次，或者它不在您的权限范围内。")
    BATCH.take(batch, "withdraw", by=act.by, reason=reason)
    batch.reason = reason
    act.save(batch)
    return batch
