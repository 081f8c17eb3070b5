"""恢复: an archive into an empty place. Knows no settings and no models: they are read from what was restored."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from fajian.core import archive, dumps
from fajian.core.archive import DATA, DUMP, SQLITE, Manifest
from fajian.engine.faults import InputError


def unpack(file: Path, folder: Path, url: str = "") -> Manifest:
    """Bring an archive into an empty folder, and its dump into the empty PostgreSQL database `url`.

    Nothing is there unless every member has its hash. Raises InputError.
    """
    manifest = archive.read(file)
    if (manifest.database == "postgresql") != bool(url):
        wanted = "一个空的 PostgreSQL 库（postgresql://…）" if manifest.database == "postgresql" else "一个空文件夹"
        raise InputError(f"这份备份的数据库是 {manifest.database}，请恢复到{wanted}。")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder.name} 不是空文件夹，没有恢复：恢复不覆盖已有的数据。请另指一个空文件夹。")
    if url and dumps.holds_tables(url):
        raise InputError("要恢复到的数据库里已有数据，没有恢复。请另建一个空库。")
    draft = folder.absolute().with_name(f".{folder.name}.restoring")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True, mode=0o700)
    try:
        archive.extract(file, manifest, {name: draft / _place(name) for name in manifest.members})
        if url:
            dumps.load(draft / DUMP, url)
            (draft / DUMP).unlink()
        if folder.exists():
            folder.rmdir()
        os.replace(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest


def _place(member: str) -> str:
    """Where below the data folder a member goes."""
    return "fajian.sqlite3" if member == SQLITE else member.removeprefix(DATA)
