"""The output folder: written as a whole, sealed with digests, replaced only while nobody has worked in it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from fajian.engine.faults import InputError

NOTES = "说明.txt"
_DIGESTS = "文件摘要（SHA-256，可用 sha256sum 核对）"


def check(out: Path) -> None:
    """Refuse an output folder in which something would be lost: InputError naming the first such file."""
    if out.exists() and not out.is_dir():
        raise InputError(f"输出位置“{out}”是一个文件；请用 --out 指定一个文件夹。")
    held = _files(out) if out.exists() else []
    if not held:
        return
    known = _sealed(out)
    if not known:
        raise InputError(f"输出文件夹“{out}”里已有“{held[0]}”等文件；为免覆盖，请换一个空文件夹。")
    for name in held:
        if name != NOTES and known.get(name) != _digest(out / name):
            raise InputError(f"输出文件夹“{out}”里的“{name}”在上次生成后有人改过或新放入；为免覆盖，请换一个文件夹。")


def parent(out: Path) -> Path:
    """The folder `out` stands in, made if need be: scratch beside it can be moved into place in one step."""
    try:
        out.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"输出文件夹“{out}”建不起来：{error.strerror}；请换一个位置。") from None
    return out.absolute().parent


def seal(made: Path, notes: str) -> tuple[str, ...]:
    """Write the notes with the digest of every other file; the names of all files, the notes first."""
    names = [name for name in _files(made) if name != NOTES]
    digests = "".join(f"{_digest(made / name)}  {name}\n" for name in names)
    (made / NOTES).write_text(f"{notes.rstrip()}\n\n{_DIGESTS}\n{digests}", encoding="utf-8")
    return (NOTES, *names)


def put(made: Path, out: Path) -> None:
    """Move what was made into its place; what stood there goes first to a side and then away."""
    aside = made.parent / "former"
    if out.exists():
        out.rename(aside)
    made.rename(out)
    shutil.rmtree(aside, ignore_errors=True)


def _sealed(out: Path) -> dict[str, str]:
    """Digest by name from the notes of an earlier run; empty if there was none."""
    notes = out / NOTES
    if not notes.is_file():
        return {}
    _, _, listed = notes.read_text(encoding="utf-8", errors="replace").partition(_DIGESTS)
    pairs = (line.split("  ", 1) for line in listed.splitlines() if "  " in line)
    return {name: digest for digest, name in pairs}


def _files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
