"""Text of documents people hand in: TXT, DOCX and saved web pages, paragraph by paragraph in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from selectolax.lexbor import LexborHTMLParser, LexborNode

from fajian.engine.faults import InputError
from fajian.engine.office.gate import check_zip
from fajian.engine.office.numbering import Numbering

MIB = 1 << 20
LARGEST_TEXT = 20 * MIB
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KINDS = ".txt、.docx、.html"
_ADVICE = {
    ".doc": "请用 WPS 或 Word 打开后另存为 .docx 再试",
    ".wps": "请用 WPS 打开后另存为 .docx 再试",
    ".pdf": "请用 WPS 或 Word 转成 .docx，或把正文复制到 .txt 再试",
    ".ofd": "请转成 .docx，或把正文复制到 .txt 再试",
    ".rtf": "请用 WPS 或 Word 打开后另存为 .docx 再试",
    ".odt": "请用 WPS 或 Word 打开后另存为 .docx 再试",
}
_SKIPPED = re.findall(r"\w+", "script style noscript template iframe object svg nav footer aside form select button")
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div li ul ol h1 h2 h3 h4 h5 h6 tr table tbody thead section article main header blockquote pre dd dt dl"
        " center br hr title",
    )
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)


def read(path: Path) -> str:
    """The text of a document: one paragraph a line, a table row as cells parted by tabs, both in the page's order.

    TXT may be UTF-8 (with or without BOM), UTF-16 with BOM, or GB18030. Of DOCX the numbers Word counts itself are
    written out; deleted text of tracked changes is left out, inserted text is in. Of HTML scripts, navigation and
    hidden parts are left out. Raises InputError for anything else, saying what to do.
    """
    kind = path.suffix.lower()
    if not path.is_file():
        raise InputError(f"找不到{path.name}，请检查路径")
    if kind == ".docx":
        check_zip(path)
        return _docx(path)
    if kind in (".txt", ".text", ".md", ".html", ".htm"):
        if path.stat().st_size > LARGEST_TEXT:
            raise InputError(
                f"{path.name}有{path.stat().st_size // MIB}兆，超过{LARGEST_TEXT // MIB}兆，请只保留方案正文"
            )
        data = path.read_bytes()
        return _html(path.name, data) if kind.startswith(".htm") else decode(path.name, data)
    advice = _ADVICE.get(kind, "请另存为 .docx 或 .txt 再试")
    raise InputError(f"{path.name}不是能读的格式（{_KINDS}），{advice}")


def decode(name: str, data: bytes) -> str:
    """Text of bytes: by BOM, else UTF-8, else GB18030. Raises InputError where none of them fits."""
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            return _decoded(name, data, (encoding,))
    if b"\0" in data:
        raise InputError(f"{name}不是文字文件，请用 WPS 或 Word 打开后另存为 .docx 再试")
    return _decoded(name, data, ("utf-8", "gb18030"))


def _decoded(name: str, data: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name}的文字编码认不出来，请在记事本里另存为 UTF-8 编码再试")


def _docx(path: Path) -> str:
    try:
        document = docx.Document(str(path))
        body = document.element.body
        numbering = Numbering.of(document)
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise InputError(f"{path.name}已损坏或不是 Word 文档，请用 WPS 或 Word 打开后重新另存为 .docx") from error
    return "\n".join(_blocks(body, numbering))


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """Paragraphs and table rows; content controls (w:sdt) are looked into, whatever else is passed over."""
    for child in parent:
        if child.tag == _W + "p":
            yield numbering.label(child) + _paragraph(child)
        elif child.tag == _W + "tbl":
            for row in child.iter(_W + "tr"):
                if next(row.iterancestors(_W + "tbl")) is child:
                    yield "\t".join(_cell(cell, numbering) for cell in row if cell.tag == _W + "tc")
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins", _W + "smartTag"):
            yield from _blocks(child, numbering)


def _cell(cell: Any, numbering: Numbering) -> str:
    return " ".join(line.replace("\t", " ").replace("\n", " ") for line in _blocks(cell, numbering) if line.strip())


def _paragraph(paragraph: Any) -> str:
    out: list[str] = []
    for node in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen"):
        if any(above.tag in (_W + "del", _W + "moveFrom", _FALLBACK, _W + "pPr") for above in node.iterancestors()):
            continue
        if node.tag == _W + "t":
            out.append(node.text or "")
        elif node.tag == _W + "tab":
            out.append(" ")
        elif node.tag == _W + "noBreakHyphen":
            out.append("-")
        elif node.get(_W + "type") in (None, "textWrapping"):
            out.append("\n")
    return "".join(out)


def _html(name: str, data: bytes) -> str:
    if not data.strip():
        return ""
    tree = LexborHTMLParser(_html_text(name, data))
    tree.strip_tags(_SKIPPED)
    if tree.body is None:
        return ""
    lines: list[str] = []
    current: list[str] = []
    for node in tree.body.traverse(include_text=True):
        tag = node.tag
        if tag == "-text":
            if not _hidden(node):
                current.append(re.sub(r"\s+", " ", node.text_content or ""))
        elif tag in ("td", "th"):
            current.append("\t" if any(piece.strip() for piece in current) else "")
        elif tag in _BLOCKS:
            lines.append("".join(current).strip(" "))
            current = []
    lines.append("".join(current).strip(" "))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _hidden(node: LexborNode) -> bool:
    parent = node.parent
    style = (parent.attributes.get("style") or "") if parent is not None else ""
    return re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style) is not None


def _html_text(name: str, data: bytes) -> str:
    if (m := _CHARSET.search(data[:4096])) and m[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        return data.decode("gb18030", errors="replace")
    return decode(name, data)
