"""成品: what was made for one person to take away (an export, a pack); cleared after some days, since it can be remade.

The job that made it is its only record: whose it is, what it is called. What it held, the audit chain knows.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.files import as_download, sealed
from fajian.core.models import Job

DAYS = 7


@dataclass(frozen=True, slots=True)
class Made:
    """A file ready to be taken: `digest` is what the audit event tells of its bytes."""

    name: str
    size: int
    digest: str
    place: Path


def made(place: Path) -> Made:
    """What lies in the workshop (files.workshop) under the name people will see."""
    digest = sealed(place)
    return Made(place.name, place.stat().st_size, digest, place)


def hand_over(file: Made, job: Job) -> dict[str, Any]:
    """Lay it ready for whoever asked for the job; returns what the job's result must tell."""
    os.replace(file.place, _place(job))
    until = timezone.localdate() + dt.timedelta(days=DAYS)
    return {"name": file.name, "size": file.size, "digest": file.digest, "until": until.isoformat()}


def download(job: Job) -> FileResponse:
    """The file of a job that is done; Refused when it was cleared. The view has asked whose it is."""
    try:
        stream = _place(job).open("rb")
    except FileNotFoundError:
        raise Refused(f"这份文件已超过 {DAYS} 天，系统已经清理。需要的请重新生成。") from None
    return as_download(stream, job.told["name"])


def clear(day: dt.date) -> dict[str, int]:
    """Remove what was made more than some days before; says how many."""
    count = 0
    for place in _folder().iterdir():
        made_on = dt.datetime.fromtimestamp(place.stat().st_mtime, timezone.get_current_timezone()).date()
        if place.is_file() and made_on < day - dt.timedelta(days=DAYS):
            place.unlink()
            count += 1
    return {"cleared": count}


def _place(job: Job) -> Path:
    return _folder() / str(job.pk)


def _folder() -> Path:
    folder: Path = settings.FAJIAN_DATA / "handouts"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
