"""Attachments that anybody may take home: without what the file says of its maker, place, camera and drafts."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from fajian.core import files
from fajian.core.errors import Refused
from fajian.core.files import PICTURES, Received
from fajian.core.redrawing import redraw_pdf
from fajian.engine.office import pictures

KINDS = ("pdf", "docx", "xlsx", *PICTURES)
LARGEST = 200 * 2**20  # bytes of all parts of a package
SIDE = 2400  # points of a picture's longer side
# Parts that speak of persons and of nothing that is read; what is empty here is still a whole document.
_OPEN = "http://schemas.openxmlformats.org"
_SAID = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_OPEN}/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{_OPEN}/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{_OPEN}/officeDocument/2006/custom-properties"/>',
}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HIDDEN = re.compile(r"word/(?:comments|people|vbaProject)|xl/(?:comments|threadedComments|persons|vbaProject)")
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_EDITOR = re.compile(rb' w:(?:rsid\w*|author|initials)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Cleaned(Received):
    """An attachment that has been through here: the only kind a publication takes."""


def cleaned(came: Received) -> Cleaned:
    """The same attachment drawn or written anew. Refused where that cannot be done, or comments are left."""
    source = files.path_of(came.digest)
    with files.workshop() as folder:
        if came.kind in PICTURES:
            picture = pictures.thumbnail(source, SIDE)
            if picture is None:
                raise Refused(f"“{came.name}”打不开，请另存为 JPG 后上传。")
            made = Path(folder) / f"{Path(came.name).stem}.jpg"
            made.write_bytes(picture)
        else:
            made = Path(folder) / came.name
            _write(came, source, made)
        kept = files.keep(made, made.suffix[1:].lower())
    return Cleaned(kept.name, kept.digest, kept.algorithm, kept.size, kept.kind)


def _write(came: Received, source: Path, made: Path) -> None:
    match came.kind:
        case "pdf":
            redraw_pdf(source, made, came.name)
        case "docx" | "xlsx":
            _package(came.name, source, made)
        case _:
            raise Refused(f"“{came.name}”里的作者等信息去不掉，不能公开。请另存为：{'、'.join(KINDS)}。")


def _package(name: str, source: Path, made: Path) -> None:
    """A DOCX or XLSX without properties, thumbnails, dates and traces of editing; its pictures drawn anew."""
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        if sum(part.file_size for part in given.infolist()) > LARGEST:
            raise Refused(f"“{name}”展开以后太大，请压缩其中的图片后上传。")
        for part in given.infolist():
            if _HIDDEN.match(part.filename):
                raise Refused(f"“{name}”里有批注或者宏，请在文档里全部删除、另存以后再上传。")
            content = given.read(part)
            if part.filename in _SAID:
                content = (_HEAD + _SAID[part.filename]).encode()
            elif part.filename.endswith(".xml") and part.filename.startswith("word/"):
                if _TRACKED.search(content):
                    raise Refused(f"“{name}”里有没有接受的修订，请在文档里接受或者拒绝全部修订、另存以后再上传。")
                content = _EDITOR.sub(b"", content)
            elif part.filename.lower().endswith((".jpg", ".jpeg")):
                content = pictures.thumbnail(content, SIDE) or b""
            out.writestr(zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
