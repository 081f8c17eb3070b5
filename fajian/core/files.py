"""文件: what people upload, kept under its hash in a private folder; never changed, never served but as a download."""

from __future__ import annotations

import codecs
import hashlib
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

import puremagic
from django.conf import settings
from django.http import FileResponse
from django.http.response import HttpResponseBase

from fajian.core.act import Act
from fajian.core.digests import algorithm
from fajian.core.errors import Refused
from fajian.core.models import KEYS, Picture, StoredFile
from fajian.engine.office import pictures

HEAD = 8 * 1024  # bytes looked at to tell the type
BLOCK = 1024 * 1024
DRAFTS = "drafts"


@dataclass(frozen=True, slots=True)
class Kind:
    """A type we take: `like` is the ending by which puremagic knows the bytes, `member` a file its zip must hold.

    Recordings carry `marks` (place, bytes) instead, one of which must be there: puremagic knows only some of the brands
    that cameras write.
    """

    title: str
    like: str
    member: str = ""
    marks: tuple[tuple[int, bytes], ...] = ()


_MP4 = ((4, b"ftyp"),)
_MP3 = ((0, b"ID3"), (0, b"\xff\xfa"), (0, b"\xff\xfb"), (0, b"\xff\xf2"), (0, b"\xff\xf3"))
_ASF = ((0, bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")),)


KINDS = {
    "pdf": Kind("PDF 文档", ".pdf"),
    "ofd": Kind("OFD 版式文件", ".docx", "OFD.xml"),
    "docx": Kind("Word 文档", ".docx", "word/document.xml"),
    "xlsx": Kind("Excel 工作簿", ".xlsx", "xl/workbook.xml"),
    "doc": Kind("Word 97 文档", ".doc"),
    "wps": Kind("WPS 文字", ".doc"),
    "xls": Kind("Excel 97 工作簿", ".xls"),
    "et": Kind("WPS 表格", ".xls"),
    "png": Kind("图片", ".png"),
    "jpg": Kind("图片", ".jpg"),
    "jpeg": Kind("图片", ".jpg"),
    "csv": Kind("CSV 数据", ""),
    "txt": Kind("文本", ""),
    "html": Kind("网页", ""),
    "htm": Kind("网页", ""),
    "mht": Kind("网页", ""),
    "mhtml": Kind("网页", ""),
    "zip": Kind("压缩包", ".zip"),
    "mp4": Kind("视频", "", marks=_MP4),
    "mov": Kind("视频", "", marks=(*_MP4, (4, b"moov"), (4, b"mdat"), (4, b"wide"), (4, b"free"))),
    "avi": Kind("视频", "", marks=((8, b"AVI "),)),
    "wmv": Kind("视频", "", marks=_ASF),
    "mp3": Kind("录音", "", marks=_MP3),
    "m4a": Kind("录音", "", marks=_MP4),
    "wav": Kind("录音", "", marks=((8, b"WAVE"),)),
    "wma": Kind("录音", "", marks=_ASF),
    "amr": Kind("录音", "", marks=((0, b"#!AMR"),)),
}
PICTURES = ("png", "jpg", "jpeg")
RECORDINGS = tuple(kind for kind in KINDS if KINDS[kind].marks)
# What is taken where nothing is said; an archive only where its members are looked through, a web page only where its
# text is read, a recording only where one is asked for.
ORDINARY = tuple(kind for kind in KINDS if kind not in {"zip", "html", "htm", "mht", "mhtml", *RECORDINGS})


@dataclass(frozen=True, slots=True)
class Received:
    """An upload whose bytes are safe on the disk and that no row speaks of yet.

    `keys` and `cells` (hexadecimal) say how a picture looks; both are empty for everything else.
    """

    name: str
    digest: str
    algorithm: str
    size: int
    kind: str
    keys: tuple[int | None, ...] = ()
    cells: str = ""

    @property
    def look(self) -> pictures.Look | None:
        """How it looks, if it is a picture that can be read."""
        return pictures.Look(tuple(self.keys), bytes.fromhex(self.cells)) if self.keys else None


def receive(
    upload: IO[bytes] | Any, name: str = "", *, kinds: tuple[str, ...] = ORDINARY, renamed: bool = False
) -> Received:
    """Take an upload in: check name, size and type, write the bytes under their hash. Do this before the action.

    `renamed`: a file whose ending belies its content is taken as what it is, where that is one of `kinds`.
    Any number of repetitions leaves one copy. Refused says what is wrong with the file.
    """
    name = (name or Path(str(upload.name)).name).strip()
    head = upload.read(HEAD)
    kind = kind_of(name, head, kinds, renamed=renamed)
    hasher, size, most = hashlib.new(algorithm()), 0, largest(kind)
    folder = settings.FAJIAN_FILES / DRAFTS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f"{os.getpid()}-{time.monotonic_ns()}"
    try:
        with draft.open("xb") as stream:
            os.fchmod(stream.fileno(), 0o600)
            block = head
            while block:
                size += len(block)
                if size > most:
                    raise Refused(f"“{name}”超过 {most // 2**20} MB，请压缩或者分开上传。")
                hasher.update(block)
                stream.write(block)
                block = upload.read(BLOCK)
            stream.flush()
            os.fsync(stream.fileno())
        check_members(name, kind, draft)
        seen = pictures.look(draft) if kind in PICTURES else None
        _place(draft, path_of(hasher.hexdigest()))
    finally:
        draft.unlink(missing_ok=True)
    received = Received(name[-200:], hasher.hexdigest(), algorithm(), size, kind)
    return replace(received, keys=seen.keys, cells=seen.cells.hex()) if seen else received


def keep(made: Path, kind: str) -> Received:
    """Take in a file the system itself has made, of any size. It lies in `workshop` and is moved, not copied."""
    digest = sealed(made)
    received = Received(made.name[-200:], digest, algorithm(), made.stat().st_size, kind)
    _place(made, path_of(digest))
    return received


def sealed(made: Path) -> str:
    """Close a file off from others and see it safe on the disk; returns the hash of its bytes."""
    os.chmod(made, 0o600)
    with made.open("rb") as stream:
        digest = hashlib.file_digest(stream, lambda: hashlib.new(algorithm())).hexdigest()
        os.fsync(stream.fileno())
    return digest


def workshop() -> tempfile.TemporaryDirectory[str]:
    """A folder beside the files, in which a file is made that is kept afterwards."""
    folder = settings.FAJIAN_FILES / DRAFTS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return tempfile.TemporaryDirectory(prefix="made-", dir=folder)


def largest(kind: str) -> int:
    """How many bytes a file of this kind may have."""
    size: int = settings.FAJIAN_RECORDING_BYTES if kind in RECORDINGS else settings.FAJIAN_FILE_BYTES
    return size


def attach(act: Act, received: Received) -> StoredFile:
    """The audited row of a received file, inside a command."""
    if not path_of(received.digest).exists():
        raise Refused(f"“{received.name}”没有保存成功，请重新上传。")
    if received.keys:
        look = Picture(digest=received.digest, cells=bytes.fromhex(received.cells))
        for column, key in zip(KEYS, received.keys, strict=True):
            setattr(look, column, key)
        Picture.objects.bulk_create([look], ignore_conflicts=True)
    return act.create(
        StoredFile,
        name=received.name,
        digest=received.digest,
        algorithm=received.algorithm,
        size=received.size,
        kind=received.kind,
    )


def forget(received: Received) -> None:
    """Take away the bytes of an upload that was only to be read, unless a row keeps the same."""
    if not StoredFile.objects.filter(digest=received.digest).exists():
        path_of(received.digest).unlink(missing_ok=True)


def kind_of(name: str, head: bytes, kinds: tuple[str, ...] = ORDINARY, *, renamed: bool = False) -> str:
    """The ending, if it is one we take and the first bytes are of that type; Refused otherwise.

    With `renamed` the first of `kinds` the bytes are of, where the ending is another of them.
    """
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if kind not in kinds:
        raise Refused(f"不接受“{name}”这类文件。请上传：{'、'.join(kinds)}。")
    if not head:
        raise Refused(f"“{name}”是空文件，请重新上传。")
    if _fits(kind, head):
        return kind
    if renamed and (found := next((other for other in kinds if _fits(other, head)), "")):
        return found
    if not KINDS[kind].like and not KINDS[kind].marks:
        raise Refused(f"“{name}”不是文本文件，请核对后重新上传。")
    raise Refused(f"“{name}”的内容不是{KINDS[kind].title}，请核对后重新上传。")


def _fits(kind: str, head: bytes) -> bool:
    like, marks = KINDS[kind].like, KINDS[kind].marks
    if marks:
        return any(head[place:].startswith(mark) for place, mark in marks)
    if not like:
        return _is_text(head)
    try:
        return like in {match.extension.lower() for match in puremagic.magic_string(head)}
    except puremagic.PureError:
        return False


def check_members(name: str, kind: str, file: Path) -> None:
    """A docx, xlsx or ofd must be a readable zip that holds what makes it one."""
    member = KINDS[kind].member
    if not member:
        return
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused(f"“{name}”已损坏，打不开，请重新保存后上传。") from error
    if member not in names:
        raise Refused(f"“{name}”的内容不是{KINDS[kind].title}，请核对后重新上传。")


def _is_text(head: bytes) -> bool:
    """UTF-16 with its mark, or UTF-8 or GB18030 without NUL; a head may end inside a character."""
    tails = range(4) if len(head) == HEAD else range(1)
    marked = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encodings = ("utf-16",) if marked else ("utf-8", "gb18030")
    return (marked or b"\0" not in head) and any(
        _decodes(head[: len(head) - tail], encoding) for encoding in encodings for tail in tails
    )


def _decodes(text: bytes, encoding: str) -> bool:
    try:
        text.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def path_of(digest: str) -> Path:
    """Where the bytes with this hash lie."""
    folder: Path = settings.FAJIAN_FILES
    return folder / digest[:2] / digest[2:4] / digest


def _place(draft: Path, place: Path) -> None:
    """Move the bytes to their place so that they are there whole or not at all, also after a power cut."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not place.exists():
        os.replace(draft, place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def download(row: StoredFile) -> FileResponse:
    """The file as an attachment that no browser opens in our name. The view has asked whether this user may see it."""
    return as_download(path_of(row.digest).open("rb"), row.name)


def as_download(stream: IO[bytes], name: str) -> FileResponse:
    """Bytes as an attachment under a name; the response closes them."""
    response = FileResponse(stream, as_attachment=True, filename=name)
    response["Content-Type"] = "application/octet-stream"
    private(response)
    return response


def private(response: HttpResponseBase) -> None:
    """What a user may see goes to this user only, and is nothing a browser would run."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"


def damaged() -> Iterator[tuple[StoredFile, str]]:
    """Files whose bytes are gone or no longer have their hash, each with a sentence."""
    checked: dict[str, str] = {}
    for row in StoredFile.objects.order_by("pk").iterator(500):
        if row.digest not in checked:
            checked[row.digest] = _damage(row)
        if checked[row.digest]:
            yield row, checked[row.digest]


def _damage(row: StoredFile) -> str:
    try:
        with path_of(row.digest).open("rb") as stream:
            found = hashlib.file_digest(stream, lambda: hashlib.new(row.algorithm)).hexdigest()
    except FileNotFoundError:
        return "文件不见了。"
    return "" if found == row.digest else "文件内容被改动。"
