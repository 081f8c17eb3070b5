"""Citations of provisions: 《行政处罚法（2021）》第三十六条第一款第（二）项 ↔ law, version, article, 款, 项, 目."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from fajian.engine.faults import InputError
from fajian.engine.law.numerals import to_chinese, to_number
from fajian.engine.law.versions import find_law, laws


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision. None: not given. `article_suffix` 1 is 第…条之一. `law` is the usual name where registered.

    `version` is the year a text is known by, not checked against the registry. str() writes the canonical form.
    """

    law: str
    version: int | None = None
    article: int | None = None
    article_suffix: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None

    def __str__(self) -> str:
        year = f"（{self.version}）" if self.version else ""
        return f"《{self.law}{year}》{self.provision}"

    @property
    def provision_of_article(self) -> str:
        """第三十六条, 第十条之一, or empty."""
        if not self.article:
            return ""
        suffix = f"之{to_chinese(self.article_suffix)}" if self.article_suffix else ""
        return f"第{to_chinese(self.article)}条{suffix}"

    @property
    def provision(self) -> str:
        """The part behind the law: 第三十六条第一款第（二）项, or empty."""
        parts = [self.provision_of_article]
        if self.paragraph:
            parts.append(f"第{to_chinese(self.paragraph)}款")
        if self.item:
            parts.append(f"第（{to_chinese(self.item)}）项")
        if self.subitem:
            parts.append(f"第{self.subitem}目")
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Found:
    """A citation in a text: text[start:end] is what was read; in an enumeration only the part of its own."""

    citation: Citation
    start: int
    end: int


# Same length in and out, so that positions in the text stay true.
_NARROW = str.maketrans("０１２３４５６７８９（）〔〕[]［］ 　", "0123456789()()()()  ")
_WIDE = str.maketrans("()〈〉", "（）《》")
_N = r"[0-9〇零一二三四五六七八九十百千两]+"
_YEAR = r"\(([12][0-9]{3})年?(?:版|文本|修订|修正|修改|公布|施行|年修订|年修正)?\)"
_TITLED = re.compile(rf"《((?:[^《》]|《[^《》]{{1,80}}》){{1,80}}?)(?:{_YEAR})?》(?:{_YEAR})?")
_ARTICLE = re.compile(rf"第({_N})(?:(至|到|-|—|、)第?({_N}))?条(?:之({_N}))?")
_PARAGRAPH = re.compile(rf"第?({_N})款")
_ITEM = re.compile(rf"第?\(?({_N})\)?((?:[、,和及至]?\({_N}\))*)项")
_SUBITEM = re.compile(rf"第({_N})目")
_MORE_ITEMS = re.compile(rf"([、,和及至]?)\(({_N})\)")
_GAP = re.compile(r" *(?:\([^()]{0,40}\) *)?(?:、|，|,|和|及|与|或者|或|以及|至|到|-|—)? *")


def parse(text: str) -> Citation:
    """The one citation a text consists of. InputError if it is none, more than one, or has anything around it."""
    found = find(text.strip())
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text.strip())):
        raise InputError(
            f"“{text}”不是一条法条引用：请写成《行政处罚法（2021）》第三十六条第一款第（二）项的样子，一次一条。"
        )
    return found[0].citation


def find(text: str) -> tuple[Found, ...]:
    """All citations in a text, in order.

    Enumerations carry law, article and paragraph on (第三十二条、第三十三条第二款、第三款; 第（一）、（二）项); ranges
    (第六十七条至第六十九条) are the two named and all between. A title without a provision counts only if the law is
    registered; an article without a law (本法第X条) does not count. Full and half width, Chinese and Arabic numerals
    are the same.
    """
    narrow = text.translate(_NARROW)
    found: list[Found] = []
    position = 0
    while match := _next_law(narrow, position):
        start, end, law = match
        citations, position = _provisions(narrow, start, end, law)
        found += citations
    return tuple(found)


@cache
def _bare() -> re.Pattern[str]:
    """Registered names written without 《》, longest first, and only where a provision follows."""
    names = {name.translate(_NARROW) for law in laws().values() for name in (law.name, law.full, *law.also)}
    words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"({words})(?:{_YEAR})? *(?=第{_N}条)")


def _next_law(text: str, position: int) -> tuple[int, int, Citation] | None:
    matches = [match for match in (_TITLED.search(text, position), _bare().search(text, position)) if match]
    if not matches:
        return None
    match = min(matches, key=lambda found: (found.start(), -found.end()))
    name = match[1].strip()
    year = next((group for group in match.groups()[1:] if group), None)
    known = find_law(name) or find_law(name.translate(_WIDE))
    law = known.name if known else name.removeprefix("中华人民共和国")
    return match.start(), match.end(), Citation(law, int(year) if year else None)


def _provisions(text: str, start: int, end: int, law: Citation) -> tuple[list[Found], int]:
    """The citations of one law that begin at text[start:end], and where reading goes on."""
    found: list[Found] = []
    current, position, begin = law, end, start
    gap = _GAP.match(text, position)
    while gap:
        read = _provision(text, gap.end(), current)
        if read is None:
            break
        several, stop = read
        if found and re.search(r"[至到\-—]", gap[0]) and not re.search(r"\(", gap[0]):
            found += (Found(between, begin, stop) for between in _between(found[-1].citation, several[0]))
        begin = gap.end() if found else start
        found += (Found(citation, begin, stop) for citation in several)
        current, position = several[-1], stop
        gap = _GAP.match(text, position)
    if not found and find_law(law.law):
        found.append(Found(law, start, end))
    return found, position


def _provision(text: str, position: int, before: Citation) -> tuple[list[Citation], int] | None:
    """The provision that stands at `position`; what it does not say it takes from the one before it."""
    current: Citation | None = None
    earlier: list[Citation] = []
    if match := _ARTICLE.match(text, position):
        several = _articles(match, before)
        if not several:
            return None
        *earlier, current = several
        position = match.end()
    elif before.article is None:
        return None
    if match := _PARAGRAPH.match(text, position):
        current = current or replace(before, item=None, subitem=None)
        current, position = replace(current, paragraph=to_number(match[1])), match.end()
    items = [current] if current else []
    if match := _ITEM.match(text, position):
        base = current or replace(before, subitem=None)
        items = [replace(base, item=number) for number in _items(match)]
        position = match.end()
    if match := _SUBITEM.match(text, position):
        last = items[-1] if items else before
        items, position = [*items[:-1], replace(last, subitem=to_number(match[1]))], match.end()
    return ([*earlier, *items], position) if items else None


def _articles(match: re.Match[str], before: Citation) -> list[Citation]:
    """第六十七条 is one; 第六十七、六十九条 two; 第六十七至六十九条 three."""
    first, last = to_number(match[1]), to_number(match[3]) if match[3] else None
    if first is None:
        return []
    one = Citation(before.law, before.version, first)
    end = one if last is None else replace(one, article=last)
    end = replace(end, article_suffix=to_number(match[4])) if match[4] else end
    if last is None:
        return [end]
    return [one, *(() if match[2] == "、" else _between(one, end)), end]


def _items(match: re.Match[str]) -> Iterator[int]:
    """The numbers of 第（一）、（三）至（五）项."""
    last = to_number(match[1])
    if last is None:
        return
    yield last
    for more in _MORE_ITEMS.finditer(match[2]):
        number = to_number(more[2])
        if number is None:
            continue
        yield from range(last + 1, number) if more[1] == "至" else ()
        yield number
        last = number


def _between(first: Citation, last: Citation) -> Iterator[Citation]:
    """The articles strictly between two; nothing between provisions below the article."""
    if first.article and last.article and last.article - first.article <= 50:
        for article in range(first.article + 1, last.article):
            yield Citation(first.law, first.version, article)
