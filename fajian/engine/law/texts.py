"""The text of a law as parts: title, promulgation, headings, articles, notes; nothing of the source is left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from fajian.engine.faults import InputError
from fajian.engine.law.numerals import to_chinese, to_number

Kind = Literal["title", "promulgation", "mark", "heading", "article", "note"]
END_OF_INFO = "<!-- INFO END -->"
MOST = 3_000_000  # characters of one text; the Civil Code has a tenth

_N = r"[零〇一二三四五六七八九十百千]+"
# An article begins a line and is followed by a space; 第三条规定的… within a sentence is none.
_ARTICLE = re.compile(rf"第({_N})条(?:之({_N}))?(?:[ \u3000\u2002\u00a0]+|$)")
# Texts without 第…条: 一、 at the beginning of a line is what is cited as 第一条.
_POINT = re.compile(rf"({_N})、")
_HEADING = re.compile(r"(#{1,6}) +")
_CHAPTER = re.compile(rf"第{_N}(?:分编|编|章|节)[ \u3000\u2002]")
_ITEM = re.compile(rf"[（(]({_N})[）)]")
_SUBITEM = re.compile(r"([0-9]{1,2})[.．、]")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff"))
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DAY = r"([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日"
_IN_FORCE = re.compile(rf"本[^，。；]{{1,8}}自{_DAY}起(?:施行|实施)")
_ENDS = re.compile(r"((?:《[^《》]+》(?:（[^（）]*）)?[、和以及]*)+)同时废止")


@dataclass(frozen=True, slots=True)
class Item:
    """（一）… of a 款, with the 目 under it."""

    number: int
    text: str
    subitems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A 款: its sentence and its items."""

    text: str
    items: tuple[Item, ...] = ()

    @property
    def whole(self) -> str:
        """Sentence, items and subitems, a line each."""
        return "\n".join([self.text, *(line for item in self.items for line in (item.text, *item.subitems))])


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the source: source[start:end] with the blanks behind it. `text` is what a reader sees."""

    kind: Kind
    start: int
    end: int
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """第 `number` 条 (`suffix` 1 is 之一) under its `headings` from the outermost."""

    number: int
    suffix: int | None
    headings: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]

    @property
    def name(self) -> str:
        """第三十六条, 第十条之一."""
        return f"第{to_chinese(self.number)}条" + (f"之{to_chinese(self.suffix)}" if self.suffix else "")

    @property
    def whole(self) -> str:
        """Its 款, a line each, without the number."""
        return "\n".join(paragraph.whole for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class LawText:
    """One text. The parts lie side by side: joined, they are the source again, character by character.

    `in_force_on` is the day its own last article names, None where it names none (自公布之日起施行). `ends` are the
    titles it repeals. `gaps` says where the numbers of its articles are not one behind the other.
    """

    title: str
    promulgation: tuple[str, ...]
    parts: tuple[Part, ...]
    articles: tuple[Article, ...]
    in_force_on: dt.date | None
    ends: tuple[str, ...]
    gaps: tuple[str, ...]

    def article(self, number: int, suffix: int | None = None) -> Article | None:
        """The article, None if there is none of this number."""
        return next((one for one in self.articles if (one.number, one.suffix) == (number, suffix)), None)


def read_text(source: str, name: str = "文本") -> LawText:
    """A law from its plain or Markdown text: 第…条 at the beginning of a line, chapters with or without ##.

    What stands before the first heading or article, but for the title, is promulgation where the source marks its end,
    otherwise what stands in brackets or names a day. InputError if no article is found or the text is too long.
    """
    if len(source) > MOST:
        raise InputError(f"{name}：文本超过 {MOST} 字，不像一部法律法规，请核对。")
    lines = list(_lines(source))
    pattern = _ARTICLE if any(_ARTICLE.match(line.text) for line in lines) else _POINT
    parts = _parts(source, lines, pattern)
    articles = _articles(source, parts, pattern)
    if not articles:
        raise InputError(f"{name}：没有找到“第…条”。请确认是法律、法规、规章全文，每一条另起一行。")
    last = "\n".join(article.whole for article in articles[-3:]).translate(_FULL_WIDTH)
    day = _IN_FORCE.search(last)
    return LawText(
        title=" ".join(part.text for part in parts if part.kind == "title"),
        promulgation=tuple(part.text for part in parts if part.kind == "promulgation"),
        parts=tuple(parts),
        articles=tuple(articles),
        in_force_on=dt.date(int(day[1]), int(day[2]), int(day[3])) if day else None,
        ends=tuple(title for found in _ENDS.finditer(last) for title in re.findall("《([^《》]+)》", found[1])),
        gaps=tuple(_gaps(articles)),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str  # without blanks around it and what cannot be seen


def _lines(source: str) -> Iterator[_Line]:
    """The lines that have something in them."""
    position = 0
    for line in source.splitlines(keepends=True):
        if text := line.translate(_INVISIBLE).strip():
            yield _Line(position, text)
        position += len(line)


def _parts(source: str, lines: Sequence[_Line], article: re.Pattern[str]) -> list[Part]:
    """Each line begins a part, but for what belongs to the article before it."""
    marked = any(line.text == END_OF_INFO for line in lines)
    found: list[tuple[Kind, int, str, int]] = []
    kind: Kind = "title"
    for number, line in enumerate(lines):
        kind = _kind(line.text, number, kind, marked, article)
        if kind == "article" and found and found[-1][0] == "article" and not article.match(line.text):
            continue
        hashes = _HEADING.match(line.text)
        text = line.text[hashes.end() :] if hashes else line.text
        found.append((kind, line.start, text, len(hashes[1]) if hashes else _depth(text)))
        if line.text == END_OF_INFO:
            marked = False
    starts = [0, *(start for _, start, _, _ in found[1:]), len(source)]
    return [
        Part(kind, starts[number], starts[number + 1], text, level if kind == "heading" else 0)
        for number, (kind, _, text, level) in enumerate(found)
    ]


def _kind(text: str, number: int, before: Kind, marked: bool, article: re.Pattern[str]) -> Kind:
    """What a line is, after a line of the kind `before`; `marked`: the end of the promulgation is still to come."""
    if text == END_OF_INFO:
        return "mark"
    if number == 0 or (text.startswith("# ") and before in ("title", "promulgation")):
        return "title"
    if article.match(text):
        return "article"
    if _HEADING.match(text) or _CHAPTER.match(f"{text} "):
        return "heading"
    if before == "article":
        return "article"
    if marked or (before in ("title", "promulgation") and _promulgates(text)):
        return "promulgation"
    return "note"


def _promulgates(text: str) -> bool:
    return text[0] in "（(" or bool(re.match(_DAY, text.translate(_FULL_WIDTH)))


def _depth(text: str) -> int:
    """The level of a chapter written without ##."""
    match = re.match(rf"第{_N}(分编|编|章|节)", text)
    return {"编": 2, "分编": 3, "章": 4, "节": 5}[match[1]] if match else 0


def _articles(source: str, parts: Sequence[Part], pattern: re.Pattern[str]) -> list[Article]:
    found: list[Article] = []
    headings: list[tuple[int, str]] = []
    for part in parts:
        if part.kind == "heading":
            headings = [*(one for one in headings if one[0] < part.level), (part.level, " ".join(part.text.split()))]
        if part.kind == "article":
            lines = [line.text for line in _lines(source[part.start : part.end])]
            match = pattern.match(lines[0])
            number = to_number(match[1]) if match else None
            if match is None or number is None:
                raise InputError(f"“{lines[0][:20]}”的条号读不出来，请核对。")
            suffix = to_number(match[2]) if match.re is _ARTICLE and match[2] else None
            lines[0] = lines[0][match.end() :].strip()
            found.append(
                Article(number, suffix, tuple(text for _, text in headings), _paragraphs([x for x in lines if x]))
            )
    return found


def _paragraphs(lines: Sequence[str]) -> tuple[Paragraph, ...]:
    """A line that is neither item nor subitem is a 款; items belong to the 款 above them."""
    found: list[tuple[str, list[tuple[int, str, list[str]]]]] = []
    for line in lines:
        item, sub = _ITEM.match(line), _SUBITEM.match(line)
        number = to_number(item[1]) if item else None
        if number is not None:
            found = found or [("", [])]
            found[-1][1].append((number, line, []))
        elif sub and found and found[-1][1]:
            found[-1][1][-1][2].append(line)
        else:
            found.append((line, []))
    return tuple(
        Paragraph(text, tuple(Item(number, said, tuple(subs)) for number, said, subs in items)) for text, items in found
    )


def _gaps(articles: Sequence[Article]) -> Iterator[str]:
    """Where a number does not follow from the one before it."""
    before: tuple[int, int] = (0, 0)
    for article in articles:
        own = (article.number, article.suffix or 0)
        if own not in ((before[0] + 1, 0), (before[0], before[1] + 1)):
            yield f"{article.name}前面是{f'第{to_chinese(before[0])}条' if before[0] else '开头'}"
        before = own
