"""Whether sources have changed: one mark over what files hold."""

from __future__ import annotations

import hashlib
from pathlib import Path

FAJIAN = Path(__file__).resolve().parents[2]


def stamp(*sources: str) -> str:
    """Changes when one of the files does, or comes or goes; `sources` are patterns inside the package."""
    mark = hashlib.sha256()
    for file in sorted({file for pattern in sources for file in FAJIAN.glob(pattern) if file.is_file()}):
        mark.update(f"{file.relative_to(FAJIAN).as_posix()}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return mark.hexdigest()
