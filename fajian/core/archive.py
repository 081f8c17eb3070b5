"""备份文件: a ZIP whose manifest names every member with its hash; written whole or not at all, read with distrust."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from fajian.engine.faults import InputError

FORMAT = 1
MANIFEST = "manifest.json"
# What the members are called: the database, and below DATA what the data folder held.
SQLITE, DUMP, DATA = "database.sqlite3", "database.dump", "data/"
MANIFEST_BYTES = 256 * 2**20  # about a million members
BLOCK = 2**20
# What is compressed already stays as it is.
PACKED = (".parquet", ".dump")
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, KeyError)


@dataclass(frozen=True, slots=True)
class Table:
    """How many rows a table had, and the hash over all of them in the order of their key."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Member:
    """Bytes and their SHA-256."""

    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds. `database` is sqlite or postgresql; `checkpoint` three lines, "" for an empty chain.

    `migrations` are those applied, as `app.name`; `made_at` in UTC.
    """

    version: str
    made_at: str
    database: str
    migrations: list[str]
    tables: dict[str, Table]
    checkpoint: str
    members: dict[str, Member] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables.values())

    @property
    def bytes(self) -> int:
        """Of all members."""
        return sum(member.size for member in self.members.values())


def write(out: Path, sources: Iterable[tuple[str, Path]], about: Manifest) -> Manifest:
    """Write the files under their names, then the manifest; returns it with the members filled in.

    The archive gets its name when all of it is on the disk. Raises InputError if the name is taken or the disk full.
    """
    check_name(out)
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w+b") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                members = {name: _add(archive, name, path) for name, path in sources}
                manifest = Manifest(**{**_shallow(about), "members": members})
                archive.writestr(MANIFEST, _text(manifest))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(draft, out)
        _sync(out.absolute().parent)
    except OSError as error:
        why = "磁盘已满" if error.errno == errno.ENOSPC else str(error.strerror or error)
        raise InputError(f"备份没有写成：{why}。请换一个位置重试。") from error
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def check_name(out: Path) -> None:
    """Refuse a name that is taken, or in a folder that is not there."""
    if out.exists():
        raise InputError(f"{out.name} 已经存在，备份不覆盖旧的备份：请换一个文件名。")
    if not out.absolute().parent.is_dir():
        raise InputError(f"没有 {out.parent} 这个文件夹，请先建立。")


def read(file: Path) -> Manifest:
    """The manifest of an archive; InputError where it is none of ours or cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            if archive.getinfo(MANIFEST).file_size > MANIFEST_BYTES:
                raise ValueError("manifest too long")
            told = json.loads(archive.read(MANIFEST))
            names = archive.namelist()
        if told["format"] != FORMAT:
            raise InputError(
                f"{file.name} 的格式是第{told['format']}版，本程序只认得第{FORMAT}版：请用较新的程序恢复。"
            )
        manifest = _manifest(told)
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError(f"没有找到备份文件 {file.name}，请核对路径。") from error
    except (*BROKEN, TypeError) as error:
        raise InputError(f"{file.name} 不是备份文件，或者已经损坏，没有恢复。请换一份备份。") from error
    if sorted(names) != sorted([*manifest.members, MANIFEST]) or not all(map(_safe, names)):
        raise InputError(f"{file.name} 的内容与它的清单对不上，没有恢复。请换一份备份。")
    return manifest


def extract(file: Path, manifest: Manifest, place: Mapping[str, Path]) -> None:
    """Write members to the paths in `place`, holding each against its hash; InputError names the first that differs."""
    try:
        with zipfile.ZipFile(file) as archive:
            for name, path in place.items():
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                if _extract(archive, name, path, manifest.members[name].size) != manifest.members[name].digest:
                    raise InputError(f"{file.name} 已经损坏：{name} 与清单不符，没有恢复。请换一份备份。")
    except InputError:
        raise
    except BROKEN as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise InputError("恢复没有做完：磁盘已满。请腾出空间后重试。") from error
        raise InputError(f"{file.name} 已经损坏，没有恢复。请换一份备份。") from error


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
    hasher, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
        while block := source.read(BLOCK):
            hasher.update(block)
            target.write(block)
            size += len(block)
    return Member(size, hasher.hexdigest())


def _extract(archive: zipfile.ZipFile, name: str, path: Path, size: int) -> str:
    """The hash of what was written; stops behind the size the manifest tells."""
    hasher, left = hashlib.sha256(), size
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target, archive.open(name) as source:
        while left >= 0 and (block := source.read(BLOCK)):
            left -= len(block)
            hasher.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    return hasher.hexdigest()


def _safe(name: str) -> bool:
    """Does the name stay below the folder it is unpacked in, on every system?"""
    parts = PurePosixPath(name).parts
    return not name.startswith("/") and ".." not in parts and not set(name) & set('\\:\0*?"<>|') and bool(parts)


def _text(manifest: Manifest) -> str:
    return json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1)


def _manifest(told: Mapping[str, Any]) -> Manifest:
    values = {name: told[name] for name in Manifest.__slots__}
    values["tables"] = {name: Table(**table) for name, table in told["tables"].items()}
    values["members"] = {name: Member(**member) for name, member in told["members"].items()}
    return Manifest(**values)


def _shallow(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__slots__}


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
