"""DOCX as blocks: paragraphs, tables, text boxes in the order of the page, with the numbers Word counts itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError

from fajian.engine.faults import InputError
from fajian.engine.office.blocks import Block, Cell, Document, Grid, Paragraph, flat
from fajian.engine.office.gate import BROKEN
from fajian.engine.office.numbering import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = _W + "txbxContent"
# Looked into as if they were not there; whatever else stands between paragraphs is passed over.
_WRAPPERS = frozenset(_W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
# Not on the page: struck out by a tracked change, a second drawing of the same box, formatting, pronunciation.
_UNSEEN = frozenset({_FALLBACK, *(_W + tag for tag in ("del", "moveFrom", "pPr", "rt"))})


def blocks(path: Path) -> Document:
    """The document in a DOCX that has passed the gate; raises InputError where Word's parts are not as they must be."""
    try:
        document = docx.Document(str(path))
        body = document.element.body
        numbering = Numbering.of(document)
    except (OpcError, *BROKEN, AttributeError, SyntaxError, TypeError) as error:
        raise InputError(f"{path.name}已损坏或不是 Word 文档，请用 WPS 或 Word 打开后重新另存为 .docx") from error
    return Document.of(_blocks(body, numbering))


def _blocks(parent: Any, numbering: Numbering) -> Iterator[Block]:
    for child in parent:
        if child.tag == _W + "p":
            yield Paragraph(numbering.label(child) + _text(child))
            for box in _own_boxes(child):
                yield from _blocks(box, numbering)
        elif child.tag == _W + "tbl":
            yield from _table(child, numbering)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, numbering)


def _own_boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes anchored in a paragraph, each once; a box inside a box is found when that one is read."""
    for box in paragraph.iter(_BOX):
        above = [node.tag for node in _up_to(box, paragraph)]
        if _BOX not in above and not _UNSEEN.intersection(above):
            yield box


def _up_to(node: Any, top: Any) -> Iterator[Any]:
    for above in node.iterancestors():
        if above is top:
            return
        yield above


def _table(table: Any, numbering: Numbering) -> Iterator[Block]:
    """A grid; a table of a single column is a frame drawn round paragraphs, and gives those."""
    rows = [row for row in _inside(table, "tr", "tbl") if row.find(f"{_W}trPr/{_W}del") is None]
    cells = [list(_inside(row, "tc", "tr")) for row in rows]
    if all(len(row) <= 1 for row in cells):
        for row in cells:
            for cell in row:
                yield from _blocks(cell, numbering)
        return
    yield Grid(_merged([[_cell(cell, numbering) for cell in row] for row in cells]))


def _inside(parent: Any, tag: str, holder: str) -> Iterator[Any]:
    """Children of that name, content controls looked through, those of a nested table left to it."""
    for child in parent.iter(_W + tag):
        if next(child.iterancestors(_W + holder)) is parent:
            yield child


def _cell(cell: Any, numbering: Numbering) -> tuple[Cell, bool]:
    """The cell, and whether it only goes on with the one above it."""
    lines: list[str] = []
    for block in _blocks(cell, numbering):
        lines += block.lines() if isinstance(block, Grid) else [block.text]
    text = " ".join(flat(line) for line in lines if line.strip())
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    across = span.get(_W + "val") if span is not None else "1"
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    goes_on = merge is not None and merge.get(_W + "val") != "restart"
    return Cell(text, int(across) if across and across.isdigit() and len(across) < 4 else 1), goes_on


def _merged(rows: list[list[tuple[Cell, bool]]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells in which those merged downwards stand once, with the number of rows they cover."""
    out: list[list[Cell]] = []
    owner: dict[int, tuple[int, int]] = {}  # column: where its latest cell stands in `out`
    for number, row in enumerate(rows):
        out.append([])
        column = 0
        for cell, goes_on in row:
            at = owner.get(column)
            if goes_on and at is not None and out[at[0]][at[1]].across == cell.across:
                above = out[at[0]][at[1]]
                text = " ".join(part for part in (above.text, cell.text) if part)
                out[at[0]][at[1]] = Cell(text, above.across, number - at[0] + 1)
            else:
                out[-1].append(cell)
                owner[column] = number, len(out[-1]) - 1
            column += cell.across
    return tuple(tuple(row) for row in out)


def _text(paragraph: Any) -> str:
    """The paragraph's own words, without those of the boxes anchored in it and without hidden ones."""
    out: list[str] = []
    for node in paragraph.iter(_W + "t", _W + "tab", _W + "br", _W + "cr", _W + "noBreakHyphen"):
        above = [up.tag for up in _up_to(node, paragraph)]
        if _BOX in above or _UNSEEN.intersection(above) or _is_hidden(node.getparent()):
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


def _is_hidden(run: Any) -> bool:
    found = run.find(f"{_W}rPr/{_W}vanish")
    return found is not None and found.get(_W + "val") not in ("0", "false", "off")
