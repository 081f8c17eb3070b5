"""Documents people hand in (DOCX, DOC, WPS, PDF, web pages, TXT) as text and blocks in the order of the page."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from fajian.engine.faults import InputError
from fajian.engine.office import pages, pdf, word
from fajian.engine.office.blocks import Document
from fajian.engine.office.child import convert_in_child
from fajian.engine.office.encodings import decode
from fajian.engine.office.gate import check_zip
from fajian.engine.office.limits import MIB, Limits

LARGEST_TEXT = 20 * MIB
LIMITS = Limits(file=100 * MIB, part=100 * MIB, total=300 * MIB)
KINDS = ("docx", "doc", "wps", "pdf", "html", "htm", "mht", "mhtml", "txt")
_LARGEST_XML = 40 * MIB
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_ELEMENT = re.compile(r"<(?:meta|div|p|table|span|h[1-6]|font|center)\b", re.I)
_ARCHIVED = re.compile(rb"^(?:MIME-Version|Content-Type:\s*multipart/related)", re.I | re.M)
_SAVE_DOCX = "请用 WPS 或 Word 打开后另存为 .docx 再试"
_SHEET = "是表格，不是方案文档；请选方案的正文文件"
_OTHERS = {"OFD.xml": "是 OFD 版式文件，请转成 .docx 或 .pdf，或把正文复制到 .txt 再试", "xl/workbook.xml": _SHEET}


def read(path: Path) -> str:
    """The text of a document: one paragraph a line, a table row as cells parted by tabs, both in the page's order."""
    return document(path).text


def document(path: Path) -> Document:
    """A document as text and blocks; what the file is, is told by its content, not by its name.

    TXT may be UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030. Of DOCX, DOC and WPS the numbers Word counts
    itself are written out; text deleted in tracked changes is left out, inserted text is in. Of web pages what the
    site puts round the document is left out. PDF needs a text layer. Raises InputError for anything else, saying what
    to do; DOC and PDF are parsed in a process of their own.
    """
    if not path.is_file():
        raise InputError(f"找不到{path.name}，请检查路径")
    if path.stat().st_size > LIMITS.file:
        raise InputError(f"{path.name}有{path.stat().st_size // MIB}兆，超过{LIMITS.file // MIB}兆，请只保留方案正文")
    with path.open("rb") as data:
        head = data.read(4096)
    if not head.strip():
        raise InputError(f"{path.name}是空文件，请确认选对了文件")
    with tempfile.TemporaryDirectory(prefix="fajian-") as scratch:
        return _reader(path.name, head)(path, Path(scratch))


def _reader(name: str, head: bytes) -> Callable[[Path, Path], Document]:
    if head.startswith(_ZIP):
        return _zip
    if head.startswith(_OLE):
        return _ole
    if b"%PDF-" in head[:1024]:
        return _pdf
    if head.startswith(b"{\\rtf"):
        raise InputError(f"{name}是 RTF 格式，{_SAVE_DOCX}")
    return _text


def _zip(path: Path, _: Path) -> Document:
    parts = check_zip(path, LIMITS).parts
    if "word/document.xml" in parts:
        return _word(path)
    known = next((said for part, said in _OTHERS.items() if part in parts), f"不是能读的格式，{_SAVE_DOCX}")
    raise InputError(f"{path.name}{known}")


def _word(path: Path) -> Document:
    """The tree of a document takes many times the size of its text, so that is bounded as well."""
    with zipfile.ZipFile(path) as container:
        size = container.getinfo("word/document.xml").file_size
    if size > _LARGEST_XML:
        raise InputError(f"{path.name}的正文解开后有{size // MIB}兆，过大，请只保留方案正文")
    return word.blocks(path)


def _ole(path: Path, scratch: Path) -> Document:
    data = path.read_bytes()

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise InputError(f"{path.name}设有密码，请去掉密码后再交")
    if not holds("WordDocument"):
        raise InputError(f"{path.name}{_SHEET if holds('Workbook') else '不是 Word 文档，' + _SAVE_DOCX}")
    out = scratch / path.with_suffix(".docx").name
    convert_in_child(path, out, LIMITS)
    return _zip(out, scratch)


def _pdf(path: Path, scratch: Path) -> Document:
    return pdf.blocks(path, scratch, LIMITS)


def _text(path: Path, _: Path) -> Document:
    if path.stat().st_size > LARGEST_TEXT:
        raise InputError(f"{path.name}有{path.stat().st_size // MIB}兆，超过{LARGEST_TEXT // MIB}兆，请只保留方案正文")
    data = path.read_bytes()
    if _ARCHIVED.search(data[:4096]) and b"boundary" in data[:8192]:
        return pages.archived(path.name, data)
    start = decode(path.name, data)[:4096].lstrip("\ufeff \t\r\n") if b"\0" in data else data[:4096].decode("latin-1")
    if _PAGE.search(start) or (start.lstrip().startswith("<") and _ELEMENT.search(start)):
        return pages.blocks(path.name, data)
    text = decode(path.name, data)
    if text.lstrip().startswith("<?xml"):
        raise InputError(f"{path.name}是 XML 格式，{_SAVE_DOCX}")
    return Document.of_text(text)
