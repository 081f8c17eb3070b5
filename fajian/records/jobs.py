"""Importing a batch, and marking one withdrawn. Killed at any point and begun again, each comes to the same."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fajian.core.commands import System
from fajian.core.files import path_of
from fajian.core.jobs import Run, job
from fajian.engine.faults import Fault, InputError
from fajian.engine.office.gate import check_zip
from fajian.engine.store.warehouse import ImportResult, import_records
from fajian.records import actions, reach, unpack, warehouse
from fajian.records.headings import own_profiles
from fajian.records.models import ImportBatch

BY = System("导入作业")


@job("records.import", title="导入")
def import_batch(run: Run, *, batch: int) -> dict[str, Any]:
    """Bring a batch's file into the warehouse, then say so in the database.

    The batch is built in a store of its own over links to what is there, and moved into the warehouse as a whole: its
    manifest comes last, so a half-written one is not there and is built anew; a whole one is only told of.
    """
    row = ImportBatch.objects.select_related("file", "unit", "recorded_by").get(pk=batch)
    if row.state == "received":
        with warehouse.alone():
            warehouse.sweep()
            if warehouse.manifest_of(row.code) is None:
                refused = build(run, row)
                if refused:
                    actions.refuse(by=BY, key=run.key("refuse"), batch=row, **refused)
                    return told(row.pk)
            report = warehouse.report_of(row.code)
            if report is None:
                raise InputError(f"批次{row.code}的导入报告不见了，请联系系统管理员从备份恢复。")
            actions.take_in(by=BY, key=run.key("take-in"), batch=row, **revived(report))
    warehouse.forget_report(row.code)
    return told(row.pk)


@job("records.withdraw", title="撤回")
def withdraw_batch(run: Run, *, batch: int) -> dict[str, Any]:
    """Mark the manifest of a withdrawn batch; the database already leaves it out."""
    row = ImportBatch.objects.get(pk=batch)
    with warehouse.alone():
        settle()
    return told(row.pk)


def settle() -> None:
    """Bring the marks in the warehouse up to what the database says of withdrawn batches."""
    today = timezone.localdate()
    for code in ImportBatch.objects.filter(state="withdrawn").values_list("code", flat=True):
        warehouse.mark_withdrawn(code, today)


def build(run: Run, row: ImportBatch) -> dict[str, Any] | None:
    """Import into a store of its own and publish it; what `refuse` takes when nothing could be taken."""
    work = warehouse.scratch(row.code)
    try:
        store = warehouse.linked(work / "store", warehouse.standing())
        day = timezone.localdate(row.recorded_at)
        try:
            file = sources(row, work)
            result = import_records(
                file,
                store,
                batch=row.code,
                as_of=day,
                progress=lambda done, steps, _: run.progress(done, steps),
                own=own_profiles(row.unit),
            )
        except InputError as error:
            return {"reason": str(error)}
        report = judged(row, store, result)
        if not any(count["taken"] for count in report["counts"].values()):
            return revived(report) | {"reason": "没有一行可以录入，请按差错清单改正后重新上报。"}
        warehouse.publish(store, row.code, report)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return None


def judged(row: ImportBatch, store: Path, result: ImportResult) -> dict[str, Any]:
    """The report of an import after rows of other units' agencies were taken out of it."""
    counts = {name: asdict(count) for name, count in result.tables.items()}
    said = {f"{level}:{kind}": count for (level, kind), count in sorted(result.fault_counts.items())}
    faults = sorted(result.faults, key=lambda fault: fault.level != "refused")
    agencies = reach.agencies_of(row.unit)
    if agencies is not None:
        taken_out, others = reach.keep_own(store, row.code, agencies)
        for name, count in taken_out.items():
            counts[name]["taken"] -= count
            counts[name]["refused"] += count
        if taken_out:
            said[f"refused:{reach.KIND}"] = sum(taken_out.values())
        faults = [*others, *faults]
    return {"counts": counts, "said": said, "faults": [asdict(fault) for fault in faults]}


def revived(report: dict[str, Any]) -> dict[str, Any]:
    """A report as the actions take it."""
    return report | {"faults": [Fault(**fault) for fault in report["faults"]]}


def sources(row: ImportBatch, work: Path) -> Path:
    """The batch's file under its own name (a sheet's table may stand there); a ZIP as a folder of what it holds."""
    place = work / "file"
    place.mkdir()
    named = place / file_name(row.title)
    os.link(path_of(row.digest), named)
    if row.file.kind != "zip":
        return named
    check_zip(named)
    return unpack.unpack(named, work / "files")


def file_name(title: str) -> str:
    """A name every file system takes: the ending is kept, signs it may refuse are not, at most 60 characters."""
    stem, _, ending = title.rpartition(".")
    return re.sub(r"[^\w.（）()\- ]+", " ", stem).strip(" .")[:60] + "." + ending.lower()


def told(number: int) -> dict[str, Any]:
    """The job's result: a sentence, and where the rest stands."""
    row = ImportBatch.objects.get(pk=number)
    text = f"收下{row.taken}行，未收{row.refused}行。" if row.state == "imported" else f"{row.state_word}：{row.reason}"
    return {"text": text, "link": reverse("records:batch", args=[row.code])}
