"""The text layer of a PDF as blocks: lines joined to paragraphs again, page numbers and running heads left out."""

from __future__ import annotations

import itertools
import json
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fajian.engine.faults import InputError
from fajian.engine.office.blocks import Block, Cell, Document, Grid, Paragraph, flat
from fajian.engine.office.child import read_in_child
from fajian.engine.office.limits import Limits

_FOLIO = re.compile(
    r"[-—–―─·•\s]*\d{1,3}[-—–―─·•\s]*|第\s*\d{1,3}\s*页(?:[,，/\s]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3}"
)
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_HEAD, _FOOT = 0.1, 0.88  # of the page's height: where running heads and page numbers stand


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; measures in points from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class _Table:
    grid: Grid
    top: float
    bottom: float


@dataclass(slots=True)
class Page:
    """What stands on one page, from top to bottom."""

    width: float
    height: float
    parts: list[Line | _Table] = field(default_factory=list)

    def lines(self) -> list[Line]:
        return [part for part in self.parts if isinstance(part, Line)]


def blocks(path: Path, scratch: Path, limits: Limits) -> Document:
    """The document in a PDF; raises InputError for scans, unreadable text, passwords and damaged files."""
    pages = _pages(read_in_child(path, scratch / "pdf.jsonl", limits, kind="pdf"))
    text = "".join(line.text for page in pages for line in page.lines())
    if not text.strip() and not any(isinstance(part, _Table) for page in pages for part in page.parts):
        raise InputError(
            f"{path.name}里没有文字，大概是扫描件。请先用 WPS 或扫描软件识别成文字（OCR），另存为 .docx 再试"
        )
    if len(_UNREADABLE.findall(text)) * 20 > len(text):
        raise InputError(f"{path.name}的文字读出来是乱码（字体没有编码）。请用 WPS 或 Word 转成 .docx 再试")
    for page, running in zip(pages, _running(pages), strict=True):
        page.parts = [part for part in page.parts if part not in running]
    return Document.of(_blocks(pages))


def _pages(lines: Iterable[str]) -> list[Page]:
    pages: list[Page] = []
    for line in lines:
        found: dict[str, Any] = json.loads(line)
        if "page" in found:
            pages.append(Page(found["width"], found["height"]))
        elif "table" in found:
            rows = [tuple(Cell(_joined(text), across, down) for text, across, down in row) for row in found["table"]]
            pages[-1].parts.append(_Table(Grid(tuple(rows)), found["top"], found["bottom"]))
        else:
            place = (found["x0"], found["x1"], found["top"], found["bottom"], found["size"])
            pages[-1].parts.append(Line(found["line"], *place))
    for page in pages:
        page.parts.sort(key=lambda part: part.top)
    return pages


def _joined(text: str) -> str:
    """The lines of one cell as one: Chinese wraps without a space."""
    out = ""
    for line in text.splitlines():
        out += _glue(out, line.strip()) + line.strip()
    return flat(out)


def _running(pages: list[Page]) -> list[set[Line | _Table]]:
    """Of each page the lines that are page numbers or stand in the same words at the same edge of most pages."""
    edges = [
        [line for line in page.lines() if line.bottom < page.height * _HEAD or line.top > page.height * _FOOT]
        for page in pages
    ]
    seen = Counter(words for lines in edges for words in {_masked(line) for line in lines})
    often = max(2, len(pages) // 2)
    return [
        {line for line in lines if _FOLIO.fullmatch(line.text.strip()) or (often <= seen[_masked(line)])}
        for lines in edges
    ]


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "0", "".join(line.text.split()))


def _blocks(pages: list[Page]) -> Iterator[Block]:
    measures = _Measures.of([line for page in pages for line in page.lines()])
    paragraph = ""
    before: Line | None = None
    table: list[tuple[Cell, ...]] = []
    for page in pages:
        for part in page.parts:
            if isinstance(part, _Table):
                if paragraph:
                    yield Paragraph(paragraph)
                if table and before is not None:
                    yield Grid(tuple(table))
                    table = []
                table += _rest(table, part.grid)
                paragraph, before = "", None
                continue
            if table:
                yield Grid(tuple(table))
                table = []
            if before is not None and not measures.goes_on(before, part):
                yield Paragraph(paragraph)
                if measures.apart(before, part):
                    yield Paragraph("")
                paragraph = ""
            paragraph += _glue(paragraph, part.text) + part.text
            before = part
    if paragraph:
        yield Paragraph(paragraph)
    if table:
        yield Grid(tuple(table))


def _rest(table: list[tuple[Cell, ...]], grid: Grid) -> list[tuple[Cell, ...]]:
    """Rows of a table that a page break cut in two: the heading repeated on the new page is left out."""
    rows = list(grid.rows)
    same = 0
    while same < min(len(table), len(rows), 3) and rows[same] == table[same]:
        same += 1
    return rows[same:] if same < len(rows) else rows


def _glue(before: str, after: str) -> str:
    """Latin words are parted by the end of a line; Chinese ones and figures are not."""
    return (
        " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha() else ""
    )


@dataclass(frozen=True, slots=True)
class _Measures:
    """The usual left and right edge of full lines and the distance from one line to the next."""

    left: float
    right: float
    pitch: float

    @classmethod
    def of(cls, lines: list[Line]) -> _Measures:
        if not lines:
            return cls(0, 0, 0)
        reach = sorted(line.x1 for line in lines)
        right = reach[int(len(reach) * 0.9)] if len(reach) > 3 else reach[-1]
        full = [line for line in lines if right - line.x1 < 2 * line.size] or lines
        left = Counter(round(line.x0 / 2) * 2 for line in full).most_common(1)[0][0]
        pitches = [b.top - a.top for a, b in itertools.pairwise(lines) if 0 < b.top - a.top < 4 * a.size]
        return cls(left, right, statistics.median_low(pitches) if pitches else 0)

    def goes_on(self, before: Line, line: Line) -> bool:
        """Whether a line is the rest of the paragraph of the one before."""
        if before.x1 < self.right - 2 * before.size or abs(before.size - line.size) > 0.15 * before.size:
            return False
        return line.x0 < self.left + 0.8 * line.size and not self.apart(before, line)

    def apart(self, before: Line, line: Line) -> bool:
        """Whether more than the usual space stands between two lines of a page."""
        return line.top > before.top and line.top - before.top > 1.6 * max(self.pitch, before.size)
