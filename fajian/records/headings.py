"""栏目对照: the sheets of a file nobody could read, and what a unit has said of its own headings."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings

from fajian.engine.store.outline import Outline, outline
from fajian.engine.store.profiles import Profile, own_profile
from fajian.engine.store.schema import tables
from fajian.engine.store.words import plain
from fajian.orgs.models import Unit
from fajian.records.models import HeadingMap, ImportBatch

LARGEST = 8_000_000
"""Bytes of a file that is looked at while a person waits; a larger one has the same headings as a short copy of it."""


def digest_of(headings: Iterable[str]) -> str:
    """One digest for one set of headings, in whatever order and width they are written."""
    return hashlib.sha256("\0".join(sorted({plain(heading) for heading in headings})).encode()).hexdigest()


def own_profiles(unit: Unit) -> list[Profile]:
    """What the unit has said, the newest first; a map to a column that is no more is left out of it."""
    return [
        own_profile(row.title, row.table, {k: v if v in tables()[row.table] else "" for k, v in row.mapping.items()})
        for row in HeadingMap.objects.filter(unit=unit).order_by("-pk")
        if row.table in tables()
    ]


def outlines(row: ImportBatch, lay: Callable[[ImportBatch, Path], Path]) -> list[Outline]:
    """The sheets of a batch's file, read with what its unit has said so far; `lay` puts the file into a folder.

    Raises InputError. The folder lies beside the stored files and is gone afterwards.
    """
    work = Path(tempfile.mkdtemp(prefix=".outline-", dir=settings.FAJIAN_DATA))
    try:
        (work / "scratch").mkdir()
        return outline(lay(row, work), work / "scratch", own_profiles(row.unit))
    finally:
        shutil.rmtree(work, ignore_errors=True)
