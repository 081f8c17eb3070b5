"""What a web page puts around a plan (navigation, metadata, foot lines) and where the plan lies in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fajian.engine.plans.furniture import FOOT, FURNITURE
from fajian.engine.plans.source import UNNUMBERED, Source
from fajian.engine.plans.vocabulary import either

_META = re.compile(
    r"(?P<label>成文日期|发文日期|印发日期|发布日期|发布时间|生成日期|公开日期|时间|日期)[:\s]*(?P<value>(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2})"
)
_BARE_TIME = re.compile(r"^[•·*]?(?P<value>(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)(?: ?\d{1,2}:\d\d(?::\d\d)?)?")
_FIRST_HEADING = re.compile(r"^(?:一[、.](?!是)|第一(?:部分|章)|\(一\))", re.M)
# A text that begins in its middle, or numbers its parts 1. 2. 3. or not at all.
_NEXT_BEST = (
    re.compile(rf"^{UNNUMBERED}:?$", re.M),
    re.compile(
        r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,2}(?:部分|章|条|阶段))",
        re.M,
    ),
    re.compile(r"^1[.、](?!\d)", re.M),
)
_COVERED = re.compile(
    rf"(?:印发|现将|转发|下发)《(?P<t>[^《》\n]{{6,80}}(?:{either('document_kinds')})(?:\([^()]{{2,12}}\))?)》"
)
_ANY_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d))", re.M
)
_REFERENCE_LABELS = ("成文日期", "发文日期", "印发日期", "生成日期")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date of the page about the document; `written`: it claims to be the document's own (成文, 发文)."""

    start: int
    end: int
    value: tuple[int, int]
    written: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of the document head that are text (not furniture), where the numbered text begins, where the plan ends."""

    head: tuple[tuple[int, int], ...]
    body: int
    end: int
    dates: tuple[PageDate, ...]
    meta: tuple[tuple[int, int], ...]


def page(source: Source) -> Page:
    """Splits a text into head lines, plan and foot. Without any heading all is head and plan at once."""
    text = source.text
    body = _body(text)
    head, meta, dates = [], [], []
    for start, end in _lines(text, 0, body):
        line = text[start:end]
        if FURNITURE.search(line) or (_BARE_TIME.match(line) and re.search(r"\d:\d\d", line)):
            meta.append((start, end))
            dates += _page_dates(line, start)
        else:
            head.append((start, end))
    return Page(tuple(head), body, _foot(text, body), tuple(dates), tuple(meta))


def _body(text: str) -> int:
    """Where the numbered text begins: 一、; without it, the first line that could be a heading of another kind.

    A notice that carries numbered demands of its own before the plan it covers is passed over: the plan begins behind
    its name on a line of its own.
    """
    first = _FIRST_HEADING.search(text)
    if first is None or (first.group() == "(一)" and _NEXT_BEST[1].search(text, 0, first.start())):
        found = (pattern.search(text) for pattern in _NEXT_BEST)
        return next((m.start() for m in found if m), len(text))
    for named in _COVERED.finditer(text):
        again = re.compile(rf"^{re.escape(named['t'])}$", re.M).search(text, max(named.end(), first.start()))
        start = _FIRST_HEADING.search(text, again.end()) if again else None
        if again and start and start.start() - again.end() < 3000:
            return start.start()
    return first.start()


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            out.append((start, stop))
        start = stop + 1
    return out


def _page_dates(line: str, offset: int) -> list[PageDate]:
    out = []
    for match in (*_META.finditer(line), *_BARE_TIME.finditer(line)):
        written = match.groupdict().get("label") in _REFERENCE_LABELS
        out.append(
            PageDate(
                offset + match.start(),
                offset + match.end(),
                (offset + match.start("value"), offset + match.end("value")),
                written,
            )
        )
    return out


def _foot(text: str, body: int) -> int:
    """The first foot line behind the last heading; the end of the text where there is none."""
    last = body
    for match in _ANY_HEADING.finditer(text, body):
        last = match.end()
    stop = text.find("\n", last)
    for start, end in _lines(text, stop if stop >= 0 else len(text), len(text)):
        if FOOT.search(text[start:end]):
            return start
    return len(text)
