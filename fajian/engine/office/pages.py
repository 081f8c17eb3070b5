"""Web pages people saved, as blocks: what the site puts round the document is left out."""

from __future__ import annotations

import email
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fajian.engine.faults import InputError
from fajian.engine.office.blocks import Block, Cell, Document, Grid, Paragraph, flat
from fajian.engine.office.encodings import decode

_SKIPPED = re.findall(
    r"\w+", "script style noscript template iframe object svg nav footer aside form select button input textarea dialog"
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div li ul ol h1 h2 h3 h4 h5 h6 tr td th table tbody thead tfoot caption section article main header"
        " blockquote pre dd dt dl center hr figure figcaption address",
    )
)
_HOLDERS = frozenset({"div", "ul", "ol", "dl", "table", "section", "header", "td", "center"})
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
# Words of the id or class by which sites name what is not the document.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:(?:top|main|sub|left|right|site|page)?-?(?:nav|navbar|navigation|menu|menus)|breadcrumbs?|crumbs?"
    r"|share|bdshare\w*|bshare\w*|social-share|foot|footer|copyright|friend-?links?|sidebar|related|recommend|hot-?news"
    r"|qrcode|ewm|erweima|pagination|pager|prev-?next|toolbar|fontsize|font-size|print-?btn|search|searchbox|login)"
    r"(?:$|[\s_-])",
    re.I,
)
_ATTACHED = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)(?:$|[?#])", re.I)
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|[(（]?[一二三四五六七八九十\d]{1,3}[)）.．、]|[①-⑳]|第)")
_LONGEST_CELL = 600
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Elements that never hold others, or that the next of their kind closes.
_SHALLOW = frozenset(re.findall(r"\w+", "br hr img input meta link area base col wbr p li td th tr dt dd option"))
_DEEPEST, _MOST_TAGS = 1_000, 300_000
_LAYOUT_PARAGRAPHS = 4


def blocks(name: str, data: bytes) -> Document:
    """The document on a saved page. Text that shows nowhere, navigation, foot, share buttons are left out."""
    text = _text(name, data)
    _check_size(name, text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(_SKIPPED)
    if tree.body is None:
        return Document.of(())
    return Document.of(_trimmed(_Walk(tree.body).blocks()))


def archived(name: str, data: bytes) -> Document:
    """The document in a page saved with all its parts (.mht, .mhtml). Raises InputError where it holds no page."""
    message = email.message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                charset = str(part.get_content_charset() or "")
                declared = f"<meta charset={charset}>".encode("ascii", "ignore") if charset.isascii() else b""
                return blocks(name, page if _CHARSET.search(page[:4096]) else declared + page)
    raise InputError(f"{name}里没有网页正文，请在浏览器里重新打开后另存为“网页，仅 HTML”再试")


def _check_size(name: str, text: str) -> None:
    """Elements without end inside one another cost the parser the square of their number: no real page has them."""
    depth: Counter[str] = Counter()
    total = 0
    for number, match in enumerate(_TAG.finditer(text)):
        if number > _MOST_TAGS:
            raise InputError(f"{name}的网页结构过于庞大，没有打开；请把正文复制到 .txt 再试")
        tag = match[2].lower()
        if tag in _SHALLOW:
            continue
        if not match[1]:
            depth[tag] += 1
            total += 1
            if total > _DEEPEST:
                raise InputError(f"{name}的网页结构层层相套，不像正常网页，没有打开；请把正文复制到 .txt 再试")
        elif depth[tag]:
            depth[tag] -= 1
            total -= 1


def _text(name: str, data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    word = declared[1].lower() if declared else b""
    if word in (b"gb2312", b"gbk", b"gb18030", b"gb_2312-80", b"x-gbk"):
        return data.decode("gb18030", errors="replace")
    if word in (b"utf-8", b"utf8"):
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="replace")
    return decode(name, data)


def _trimmed(found: Iterator[Block]) -> Iterator[Block]:
    """No more than one empty paragraph in a row, and none at the ends."""
    waiting = False
    some = False
    for block in found:
        if isinstance(block, Paragraph) and not block.text.strip():
            waiting = some
            continue
        if waiting:
            yield Paragraph("")
        waiting, some = False, True
        yield block


@dataclass(slots=True)
class _Size:
    """What stands in an element: characters, those of them in links, links, and tables."""

    text: int = 0
    linked: int = 0
    links: int = 0
    paragraphs: int = 0
    attached: bool = False
    tables: int = 0


@dataclass(slots=True)
class _Walk:
    """Two goes over the tree without recursion: the first measures, the second reads."""

    body: LexborNode
    sizes: dict[int, _Size] = field(default_factory=dict)
    current: list[str] = field(default_factory=list)
    counts: list[int | None] = field(default_factory=list)
    label: str = ""

    def blocks(self) -> Iterator[Block]:
        self._measure()
        whole = self.sizes[self.body.mem_id].text
        skipping: int | None = None
        for entering, node in _events(self.body):
            tag = node.tag or ""
            if skipping is not None:
                skipping = None if not entering and node.mem_id == skipping else skipping
            elif tag == "-text":
                if entering:
                    self.current.append(re.sub(r"\s+", " ", node.text_content or ""))
            elif entering and self._is_around(node, tag, whole):
                skipping = node.mem_id
            elif entering and tag == "table" and self._is_grid(node):
                yield from self._flush()
                yield Grid(tuple(_rows(node)))
                skipping = node.mem_id
            elif tag in _BLOCKS or (tag == "br" and entering):
                yield from self._flush(always=tag == "br" or (tag == "p" and not entering))
                self._list(node, tag, entering)
        yield from self._flush()

    def _flush(self, *, always: bool = False) -> Iterator[Block]:
        text = "".join(self.current).strip(" ")
        self.current.clear()
        if text.strip():
            yield Paragraph(self.label + text)
            self.label = ""
        elif always:
            yield Paragraph("")

    def _list(self, node: LexborNode, tag: str, entering: bool) -> None:
        """Numbers that the browser writes before the points of a list, unless the point has one of its own."""
        if tag in ("ol", "ul"):
            if entering:
                start = str(node.attributes.get("start") or "1")
                self.counts.append(int(start) if tag == "ol" and start.isdigit() and len(start) < 4 else None)
            elif self.counts:
                self.counts.pop()
        elif tag == "li" and entering and self.counts and (count := self.counts[-1]) is not None:
            self.counts[-1] = count + 1
            style = (node.attributes.get("style") or "") + (
                (node.parent.attributes.get("style") or "") if node.parent is not None else ""
            )
            words = node.text(deep=True)[:40] if node.child is not None else ""
            if words.strip() and not _NUMBERED.match(words) and "none" not in style:
                self.label = f"{count}."

    def _measure(self) -> None:
        stack: list[_Size] = []
        in_link = 0
        for entering, node in _events(self.body):
            tag = node.tag or ""
            if tag == "-text":
                if entering and stack:
                    length = len((node.text_content or "").strip())
                    stack[-1].text += length
                    stack[-1].linked += length if in_link else 0
            elif entering:
                stack.append(_Size())
                in_link += tag == "a"
            else:
                size = self.sizes[node.mem_id] = stack.pop()
                in_link -= tag == "a"
                if stack:
                    above = stack[-1]
                    above.text, above.linked = above.text + size.text, above.linked + size.linked
                    above.links += size.links + (tag == "a" and size.text > 0)
                    above.paragraphs += size.paragraphs + (tag in ("p", "br", "li"))
                    above.attached |= size.attached or (
                        tag == "a" and _ATTACHED.search(node.attributes.get("href") or "") is not None
                    )
                    above.tables += size.tables + (tag == "table")

    def _is_around(self, node: LexborNode, tag: str, whole: int) -> bool:
        """Whether an element is hidden, or belongs to the site: by its name, or because it is nearly all links."""
        if tag.startswith("-"):
            return True
        given = node.attributes
        if "hidden" in given or _HIDDEN.search(given.get("style") or ""):
            return True
        size = self.sizes.get(node.mem_id)
        if size is None or tag == "body" or size.text * 2 > whole:
            return False
        if (given.get("role") or "").lower() in _AROUND_ROLES or given.get("title") in ("header", "footer"):
            return True  # office suites write running heads as <div title="header">
        if _AROUND.search(f"{given.get('class') or ''} {given.get('id') or ''}") and not size.attached:
            return True
        return tag in _HOLDERS and size.links >= 3 and size.linked * 10 > size.text * 7 and not size.attached

    def _is_grid(self, table: LexborNode) -> bool:
        """A table of data: several columns, no table in it, no cell that is itself a page."""
        if self.sizes[table.mem_id].tables:
            return False
        cells = table.css("td, th")
        if len(cells) < 2 or all(len(row.css("td, th")) <= 1 for row in table.css("tr")):
            return False
        for cell in cells:
            size = self.sizes.get(cell.mem_id)
            if size and size.text > _LONGEST_CELL and size.paragraphs > _LAYOUT_PARAGRAPHS:
                return False
        return True


def _rows(table: LexborNode) -> Iterator[tuple[Cell, ...]]:
    for row in table.css("tr"):
        yield tuple(Cell(_words(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in row.css("td, th"))


def _words(cell: LexborNode) -> str:
    """The text of a cell: its paragraphs parted by a space, pieces of one word left together."""
    found = []
    for entering, node in _events(cell):
        if node.tag == "-text":
            found.append(node.text_content or "" if entering else "")
        elif node.tag in _BLOCKS:
            found.append(" ")
    return flat("".join(found))


def _span(cell: LexborNode, name: str) -> int:
    written = cell.attributes.get(name) or "1"
    return int(written) if written.isdigit() and 0 < len(written) < 4 and int(written) else 1


def _events(top: LexborNode) -> Iterator[tuple[bool, LexborNode]]:
    """Every node below and with `top`, twice: when it opens and when it closes."""
    node = top
    while True:
        yield True, node
        if node.child is not None:
            node = node.child
            continue
        while True:
            yield False, node
            if node.mem_id == top.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            parent = node.parent
            assert parent is not None
            node = parent
