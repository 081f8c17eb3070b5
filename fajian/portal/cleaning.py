"""Attachments of strangers: never kept as they came, but drawn anew without what the file said of its maker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from fajian.core import files
from fajian.core.errors import Refused
from fajian.core.files import PICTURES, Received
from fajian.core.redrawing import redraw_pdf
from fajian.engine.office import pictures
from fajian.engine.office.limits import LIMITS
from fajian.portal.words import words

KINDS = (*PICTURES, "pdf")
QUICK = replace(LIMITS, reader_memory=LIMITS.reader_memory // 2, reader_seconds=20)


def cleaned(upload: Any, number: int) -> Received:
    """The upload drawn anew, under a name that says only which it is. Refused where it is no picture and no PDF."""
    name = Path(str(upload.name)).name.strip()
    head = upload.read(files.HEAD)
    kind = files.kind_of(name, head, KINDS, renamed=True)
    with files.workshop() as folder:
        came = Path(folder) / f"附件{number}.{kind}"
        with came.open("wb") as stream:
            size = len(head)
            stream.write(head)
            for block in iter(lambda: upload.read(files.BLOCK), b""):
                size += len(block)
                if size > files.largest(kind):
                    raise Refused(f"“{name}”超过 {files.largest(kind) // 2**20} MB，请压缩或者拍照后上传。")
                stream.write(block)
        made = Path(folder) / "made" / (came.stem + (".pdf" if kind == "pdf" else ".jpg"))
        made.parent.mkdir()
        _draw(name, came, kind, made)
        return files.keep(made, made.suffix[1:])


def _draw(name: str, came: Path, kind: str, made: Path) -> None:
    if kind == "pdf":
        redraw_pdf(came, made, name, QUICK)
        return
    picture = pictures.thumbnail(came, words().files["side"])
    if picture is None:
        raise Refused(f"“{name}”打不开，请重新拍照或者另存为 JPG 后上传。")
    made.write_bytes(picture)
