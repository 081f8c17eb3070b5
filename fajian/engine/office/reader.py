"""Run as a program by office.child: reads one workbook, PDF or Word 97 document under limits and writes what it found.

Imports nothing of Fajian: it runs isolated (python -I), and what it parses comes from strangers.
"""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from functools import partial
from typing import Any


def limit(memory: int, seconds: int) -> None:
    """Bound this process; where the system has no such limits (Windows) the parent's timeout is all there is."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 * memory, 4 * memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def line(number: int, cells: list[Any]) -> list[Any]:
    """[row, cells, places of the days, places of the moments]: what JSON does not know is a text in its place."""
    days: list[int] = []
    moments: list[int] = []
    if not PLAIN.issuperset(map(type, cells)):
        for at, cell in enumerate(cells):
            kind = type(cell)
            if kind is date or kind is datetime:
                (days if kind is date else moments).append(at)
                cells[at] = cell.isoformat()
            elif kind not in PLAIN:
                cells[at] = str(cell)  # a time of day, a span of time
    return [number, cells, days, moments]


PLAIN = frozenset({str, int, float, bool})


def write(path: str) -> None:
    """One line per sheet {"sheet", "visible", "merged"}, after it one `line` per row that is not empty."""
    import python_calamine

    out, told = sys.stdout, json.JSONEncoder(ensure_ascii=False).encode
    book = python_calamine.CalamineWorkbook.from_path(path)
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        visible = meta.visible == python_calamine.SheetVisibleEnum.Visible
        merged = [[r1 + 1, c1 + 1, r2 + 1, c2 + 1] for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or []]
        out.write(told({"sheet": meta.name, "visible": visible, "merged": merged}) + "\n")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            while row and row[-1] == "":
                row.pop()
            if row:
                out.write(told(line(number, row)) + "\n")


MOST_PAGES = 400


def write_pdf(path: str) -> None:
    """JSON lines: for each page {"page", "width", "height"}, its lines {"line", x0, x1, top, bottom, size}
    and its ruled tables {"table", "top", "bottom"}, a table as rows of [text, columns covered, rows covered].
    """
    import pdfplumber

    out = sys.stdout
    with pdfplumber.open(path) as book:
        if len(book.pages) > MOST_PAGES:
            raise TooManyPages
        for page in book.pages:
            width, height = float(page.width), float(page.height)
            fact = {"page": page.page_number, "width": width, "height": height}
            out.write(json.dumps(fact) + "\n")
            plain = page.dedupe_chars()
            tables = [table for table in plain.find_tables() if len(columns(table)) > 1]
            for table in tables:
                found = {"table": grid(table), "top": table.bbox[1], "bottom": table.bbox[3]}
                out.write(json.dumps(found, ensure_ascii=False) + "\n")
            boxes = [table.bbox for table in tables]
            for line in plain.filter(partial(outside, boxes)).extract_text_lines(strip=True):
                sizes = sorted(char["size"] for char in line["chars"])
                place = {name: round(line[name], 1) for name in ("x0", "x1", "top", "bottom")}
                found = {"line": line["text"], **place, "size": round(sizes[len(sizes) // 2], 1)}
                out.write(json.dumps(found, ensure_ascii=False) + "\n")
            page.close()


FIRST_PAGE = 1_200  # points of the longer side


def write_first_page(path: str) -> None:
    """The first page as a JPEG; however large the page says it is, the picture is not."""
    import pypdfium2

    book = pypdfium2.PdfDocument(path)
    page = book[0]
    bitmap = page.render(scale=FIRST_PAGE / max(1, *page.get_size()))
    bitmap.to_pil().convert("RGB").save(sys.stdout.buffer, "JPEG", quality=80)


REDRAWN_PAGES = 20


def write_redrawn(path: str) -> None:
    """A PDF of pictures of the pages: nothing the file hid, ran or said of its author is in it."""
    import pypdfium2

    book = pypdfium2.PdfDocument(path)
    if len(book) > REDRAWN_PAGES:
        raise TooManyPages
    pages = []
    for page in book:
        bitmap = page.render(scale=FIRST_PAGE / max(1, *page.get_size()))
        pages.append(bitmap.to_pil().convert("RGB"))
    made = io.BytesIO()
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], creationDate=None, modDate=None)
    sys.stdout.buffer.write(made.getvalue())


class TooManyPages(Exception):  # noqa: N818 - told to the parent as a word
    """The file has more pages than any plan."""


def outside(boxes: list[Any], it: Any) -> bool:
    """Whether a character stands in none of the boxes; whatever is no character does not matter."""
    if it["object_type"] != "char":
        return True
    x, y = (it["x0"] + it["x1"]) / 2, (it["top"] + it["bottom"]) / 2
    return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)


def columns(table: Any) -> list[float]:
    """The left edges of a table's cells, each once."""
    return starts(cell[0] for cell in table.cells)


def starts(edges: Any) -> list[float]:
    """Edges that are more than a hair apart, ascending."""
    found: list[float] = []
    for edge in sorted(edges):
        if not found or edge - found[-1] > 1.5:
            found.append(edge)
    return found


def grid(table: Any) -> list[list[Any]]:
    """Rows of [text, columns covered, rows covered]."""
    lefts, tops = columns(table), starts(cell[1] for cell in table.cells)
    rows = []
    for cells, texts in zip((row.cells for row in table.rows), table.extract(), strict=True):
        row = []
        for cell, text in zip(cells, texts, strict=True):
            if cell is not None:
                across = sum(cell[0] - 1.5 <= left < cell[2] - 1.5 for left in lefts)
                down = sum(cell[1] - 1.5 <= top < cell[3] - 1.5 for top in tops)
                row.append([text or "", max(across, 1), max(down, 1)])
        rows.append(row)
    return rows


def write_docx(path: str) -> None:
    """The document as DOCX; the converter wants a file to write to, so it gets one of its own."""
    import tempfile
    from pathlib import Path

    import doc2docx

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.docx"
        doc2docx.convert(path, target)
        sys.stdout.buffer.write(target.read_bytes())


WRITERS = {"workbook": write, "pdf": write_pdf, "doc": write_docx, "page": write_first_page, "redrawn": write_redrawn}
# How libraries call the failures we can name; whatever else ends this program is "format" to the parent.
REASONS = {
    "PasswordError": "password", "EncryptedDocumentError": "password", "PDFPasswordIncorrect": "password",
    "MemoryError": "memory", "TooManyPages": "pages",
}  # fmt: skip


def said(kind: type[BaseException], error: BaseException, _: object) -> None:
    """One word on stderr in place of a traceback; also where one library's error is wrapped in another's."""
    chain: BaseException | None = error
    word = "format"
    while chain is not None:
        names = [type(chain).__name__, *(type(part).__name__ for part in chain.args)]
        word = next((REASONS[name] for name in names if name in REASONS), word)
        chain = chain.__cause__ or chain.__context__
    sys.stderr.write(word + "\n")


def main() -> None:
    """Ends with 0, or with 1 and one word on stderr: password, format, memory, pages."""
    sys.excepthook = said
    kind, path, memory, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    limit(memory, seconds)
    WRITERS[kind](path)


if __name__ == "__main__":
    main()
