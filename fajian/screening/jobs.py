"""Carrying out a run. Killed at any point and begun again, it comes to the same findings, once."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.urls import reverse

from fajian.core import jobs
from fajian.core.commands import System
from fajian.core.jobs import job
from fajian.engine.faults import InputError
from fajian.engine.rules.packs import differences
from fajian.records import own, warehouse
from fajian.screening import actions, held, outcome
from fajian.screening.child import PACK, RULES
from fajian.screening.models import Run

BY = System("筛查作业")
log_lines = structlog.get_logger("fajian.screening")
DONE = "run.json"  # the last file a run writes


@job("screening.run", title="筛查")
def screen(run: jobs.Run, *, screening: int) -> dict[str, Any]:
    """Run the rules in a child process, then hand everything over in one command."""
    row = Run.objects.select_related("unit", "recorded_by").get(pk=screening)
    if row.state == "waiting":
        out = folder(row)
        try:
            if not (out / DONE).exists():
                compute(run, row, out)
        except InputError as error:
            actions.fail(by=BY, key=run.key("fail"), run=row, reason=str(error))
            raise
        found = outcome.read(row, out)
        manifest = json.loads((out / DONE).read_text(encoding="utf-8"))
        manifest |= {"unplaced": found.unplaced, "outside": found.outside}
        key = run.key("hand-over")
        actions.hand_over(by=BY, key=key, run=row, findings=found.findings, tallies=found.tallies, manifest=manifest)
    row.refresh_from_db()
    return {"text": f"{row.title}已完成，疑点{row.hits}条。", "link": reverse("screening:run", args=[row.pk])}


def folder(row: Run) -> Path:
    """Where a finished run's files lie."""
    place: Path = settings.FAJIAN_DATA / "runs" / str(row.pk)
    return place


def compute(run: jobs.Run, row: Run, out: Path) -> None:
    """Screen links to the batches that count, and to one of our own rows, into a draft folder.

    It takes its name when it is whole.
    """
    draft = draft_folder(row, f".{row.pk}-")
    with warehouse.alone():
        codes = [*warehouse.standing(), *own.batch(row.as_of)]
        store = warehouse.linked(draft / "store", codes)
    if not codes:
        raise InputError("没有可以筛查的执法数据：批次都已撤回，或者还没有导入。")
    child(run, store, draft, row.as_of, before(row))
    held.write(store, draft, row.as_of)
    shutil.rmtree(store)
    os.replace(draft, out)


def before(row: Run) -> Path | None:
    """The folder of the newest finished run of the same area and rule pack, from which findings may be carried over."""
    runs = Run.objects.filter(unit=row.unit_id, state="handed_over", pk__lt=row.pk).order_by("-pk")
    same = (one for one in runs[:20] if one.given == row.given)
    return next((folder(one) for one in same if (folder(one) / DONE).exists()), None)


def draft_folder(row: Run, start: str) -> Path:
    """A new folder whose name begins so, with the run's rule pack; those a killed job of this beginning left go."""
    parent = folder(row).parent
    parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in parent.glob(f"{start}*"):
        shutil.rmtree(left, ignore_errors=True)
    draft = parent / f"{start}{os.getpid()}-{dt.datetime.now(dt.UTC):%H%M%S%f}"
    draft.mkdir(mode=0o700)
    if row.given:
        (draft / PACK).write_text(json.dumps(row.given, ensure_ascii=False), encoding="utf-8")
    return draft


@job("screening.repeat", title="重算核对")
def repeat(run: jobs.Run, *, screening: int) -> dict[str, Any]:
    """Carry a run out again from the batches, pack and day it recorded, and write down what differs."""
    row = Run.objects.select_related("unit").get(pk=screening)
    place = draft_folder(row, f".repeat-{row.pk}-")
    try:
        with warehouse.alone():
            store = warehouse.linked(place / "store", row.manifest["batches"])
        used = [rule["rule_id"] for rule in row.manifest["rules"]]
        (place / RULES).write_text(json.dumps(used), encoding="utf-8")
        child(run, store, place, row.as_of)
        again = json.loads((place / DONE).read_text(encoding="utf-8"))
    finally:
        shutil.rmtree(place, ignore_errors=True)
    found = actions.repeated(by=run.by, key=run.key("repeated"), run=row, said=differences(row.manifest, again))
    said = f"与当时不同：{found.said}" if found.said else "与当时逐位相同。"
    return {"text": f"{row.title}重算{said}"[:300], "link": reverse("screening:run", args=[row.pk])}


def child(run: jobs.Run, store: Path, out: Path, day: dt.date, earlier: Path | None = None) -> None:
    """Run the rules in a process of their own and pass its progress on; InputError with its sentence."""
    given = (store, out, day.isoformat(), settings.FAJIAN_COMPILED, *([earlier] if earlier else []))
    command = [sys.executable, "-m", "fajian.screening.child", *map(str, given)]
    error = "筛查没有做完，请重试；再次失败请联系系统管理员。"
    with (
        (out / "child.log").open("wb") as log,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            for line in process.stdout:
                said = json.loads(line)
                error = said.get("error", error)
                if "done" in said:
                    run.progress(said["done"], said["total"])
            code = process.wait()
        finally:
            process.kill()
    if code != 2 and code:
        log_lines.error("screening_child_died", screening=out.name, code=code)
    if code:
        raise InputError(error)
