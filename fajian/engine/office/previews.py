"""What a page shows of a file nobody has opened yet: a small picture of it, or its first lines."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from fajian.engine.faults import InputError
from fajian.engine.office import pictures
from fajian.engine.office.child import page_in_child
from fajian.engine.office.encodings import decode
from fajian.engine.office.limits import LIMITS

PICTURES, PDF, TEXTS = ("png", "jpg", "jpeg"), "pdf", ("txt", "csv")
# A person waits for it, and what cannot be shown quickly is downloaded.
QUICK = replace(LIMITS, reader_memory=LIMITS.reader_memory // 2, reader_seconds=10)
LINES, READ = 200, 64 * 1024


def picture(path: Path, kind: str, side: int) -> bytes | None:
    """A picture, or the first page of a PDF, as a JPEG that fits a square of so many points; None where it has none."""
    if kind in PICTURES:
        return pictures.thumbnail(path, side)
    if kind != PDF:
        return None
    with tempfile.TemporaryDirectory(prefix="fajian-preview-") as folder:
        page = Path(folder) / "page.jpg"
        try:
            page_in_child(path, page, QUICK)
        except InputError:
            return None
        return pictures.thumbnail(page, side)


def lines(path: Path, kind: str) -> tuple[str, ...] | None:
    """The first lines of a text; None where it is none, or in an encoding nobody knows."""
    if kind not in TEXTS:
        return None
    with path.open("rb") as data:
        start = data.read(READ)
    whole = len(start) < READ or start.rfind(b"\n") < 0
    try:
        text = decode(path.name, start if whole else start[: start.rfind(b"\n")])
    except InputError:
        return None
    return tuple(text.splitlines()[:LINES])
