"""A ZIP written to disk member by member, with a manifest of every member's size and SHA-256."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import zipfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from fajian.core.files import path_of
from fajian.core.models import StoredFile
from fajian.engine.office.workbooks import file_name

MANIFEST, SUMS = "清单.csv", "SHA256SUMS"
HEADINGS = ("序号", "文件", "字节数", "SHA-256", "说明")
GONE, CHANGED = "缺件：文件在服务器上不见了，请联系系统管理员。", "文件内容与登记时的摘要不一致，请联系系统管理员。"
BLOCK = 1 << 20


class Packing:
    """Holds one block of one member at a time, and a line for each. The same members and day give the same bytes."""

    def __init__(self, place: Path, day: dt.date) -> None:
        self.archive = zipfile.ZipFile(place, "x", zipfile.ZIP_DEFLATED, allowZip64=True)
        self.day, self.lines, self.names = day, list[tuple[str, int, str, str]](), set[str]()
        self.troubles, self.manifest = 0, ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.archive.close()

    def text(self, name: str, content: str, says: str) -> None:
        """A text as UTF-8, byte for byte."""
        self.content(name, content.encode(), says)

    def content(self, name: str, content: bytes, says: str) -> None:
        """Bytes made here."""
        self._write(name, io.BytesIO(content), len(content), says)

    def stored(self, folder: str, row: StoredFile, says: str) -> None:
        """A file somebody handed in; one that is gone, or no longer what it was, is said in the manifest."""
        name = f"{folder}/{named(row.name)}"
        try:
            with path_of(row.digest).open("rb") as stream:
                self._write(name, stream, row.size, says, stored=row)
        except FileNotFoundError:
            self.troubles += 1
            self.lines.append((name, 0, "", f"{says}。{GONE}"))

    def close(self, *, sums: bool = False) -> int:
        """Write the manifest, with `sums` also one that sha256sum reads; returns how many files it names."""
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(HEADINGS)
        table.writerows((place, *line) for place, line in enumerate(self.lines, 1))
        content, count = out.getvalue().encode("utf-8-sig"), len(self.lines)
        self.content(MANIFEST, content, "")
        self.manifest = hashlib.sha256(content).hexdigest()
        if sums:
            lines = "".join(f"{sha}  {name}\n" for name, _, sha, _ in self.lines if sha)
            self.content(SUMS, lines.encode(), "")
        return count

    def _write(self, name: str, source: IO[bytes], size: int, says: str, *, stored: StoredFile | None = None) -> None:
        member = zipfile.ZipInfo(self._free(name), (self.day.year, self.day.month, self.day.day, 0, 0, 0))
        # What people hand in is mostly compressed already; its size also tells zipfile whether 4 GB are enough.
        member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        member.file_size = size
        sha, own = hashlib.sha256(), hashlib.new(stored.algorithm if stored else "sha256")
        written = 0
        with self.archive.open(member, "w") as target:
            while block := source.read(BLOCK):
                for hasher in (sha, own):
                    hasher.update(block)
                written += target.write(block)
        if stored and own.hexdigest() != stored.digest:
            self.troubles += 1
            says = f"{says}。{CHANGED}"
        self.lines.append((member.filename, written, sha.hexdigest(), says))

    def _free(self, name: str) -> str:
        """The name, with a number where another member has it (Windows takes Ａ and ａ for one)."""
        head, dot, ending = name.rpartition(".")
        free, number = name, 1
        while free.casefold() in self.names:
            number += 1
            free = f"{head}（{number}）{dot}{ending}"
        self.names.add(free.casefold())
        return free


def named(name: str) -> str:
    """A file's own name without the signs Windows refuses; its ending stays."""
    path = Path(name)
    return f"{file_name(path.stem)}.{file_name(path.suffix[1:])}" if path.suffix else file_name(path.stem)
