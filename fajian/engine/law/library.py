"""What a provision said on a day: the text of the law that was in force then, and in it article, 款, 项."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from fajian import content
from fajian.engine.law.citations import Citation
from fajian.engine.law.numerals import to_chinese
from fajian.engine.law.texts import Article, LawText, Paragraph, read_text
from fajian.engine.law.unknown import UNKNOWN
from fajian.engine.law.versions import Law, LawVersion, find_law, laws, version_on


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to one question. `version` None: no text for that day; `text` None: the version's text is not kept.

    `words` are what the provision said, "" where there is none; `why` is the sentence that explains an empty answer,
    and `unsure` whether it is empty because something is not kept (无法判断) and not because the law says so.
    """

    law: Law | None
    version: LawVersion | None = None
    text: LawText | None = None
    article: Article | None = None
    words: str = ""
    why: str = ""
    unsure: bool = False


@cache
def files() -> Mapping[tuple[str, dt.date], Path]:
    """The files of the texts that are kept, by law and the day it was passed: 行政处罚法(2021-01-22).md."""
    found = {}
    for path in sorted(content.path("law", "texts").glob("*.md")):
        law, _, day = path.stem.rpartition("(")
        found[law, dt.date.fromisoformat(day.rstrip(")"))] = path
    return MappingProxyType(found)


@lru_cache(maxsize=64)
def text_of(version: LawVersion) -> LawText | None:
    """The text of a version, None where it is not kept."""
    path = files().get((version.law, version.passed_on))
    return read_text(path.read_text(encoding="utf-8"), version.law) if path else None


def standing(law: Law, day: dt.date) -> str:
    """One sentence: which text is in force on a day, or why none is."""
    return _standing(law, day)[0]


def _standing(law: Law, day: dt.date) -> tuple[str, bool]:
    """The sentence, and whether it only says that something is not kept."""
    version = version_on(law.name, day)
    if version is not UNKNOWN:
        last = f"，至{_day(version.valid_to)}" if version.valid_to else ""
        return f"{_day(day)}有效的是{version}，{_day(version.valid_from)}起施行{last}。", False
    first, final = law.versions[0], law.versions[-1]
    if day < (law.since or first.valid_from):
        return f"《{law.name}》{_day(law.since or first.valid_from)}起施行，{_day(day)}还没有施行。", False
    if final.valid_to is not None and day > final.valid_to:
        return f"《{law.name}》{_day(final.valid_to)}后已经废止，{_day(day)}不再有效。", False
    return f"《{law.name}》没有收录{_day(day)}有效的版本，无法判断。", True


def say(citation: Citation, day: dt.date) -> Said:
    """What the provision said on that day; a year in the citation is not asked: it is the day that decides."""
    law = find_law(citation.law)
    if law is None:
        return Said(None, why=f"没有收录《{citation.law}》，无法判断。", unsure=True)
    version = version_on(law.name, day)
    if version is UNKNOWN:
        why, unsure = _standing(law, day)
        return Said(law, why=why, unsure=unsure)
    text = text_of(version)
    if text is None:
        return Said(law, version, why=f"有{version}这个版本，但没有收录它的文本，无法判断。", unsure=True)
    if citation.article is None:
        return Said(law, version, text)
    article = text.article(citation.article, citation.article_suffix)
    if article is None:
        kept = f"只收录了{version.part}，无法判断。" if version.part else f"共{_count(text)}。"
        why = f"{version}没有找到{citation.provision_of_article}，{kept}"
        return Said(law, version, text, why=why, unsure=bool(version.part))
    words, why = within(article, citation)
    return Said(law, version, text, article, words, f"{version}{why}" if why else "")


def within(article: Article, citation: Citation) -> tuple[str, str]:
    """(words, why not) of 款, 项 and 目 inside an article. An 项 without its 款 is that of the only 款 with it."""
    paragraphs = article.paragraphs
    if citation.paragraph:
        if citation.paragraph > len(paragraphs):
            return "", f"{article.name}只有{len(paragraphs)}款，没有第{to_chinese(citation.paragraph)}款。"
        paragraphs = (paragraphs[citation.paragraph - 1],)
    if not citation.item:
        return "\n".join(one.whole for one in paragraphs), ""
    return _item(article, paragraphs, citation)


def _item(article: Article, paragraphs: tuple[Paragraph, ...], citation: Citation) -> tuple[str, str]:
    found = [(one, item) for one in paragraphs for item in one.items if item.number == citation.item]
    if not found:
        return "", f"{article.name}没有第（{to_chinese(citation.item or 0)}）项。"
    if len(found) > 1:
        return "", f"{article.name}有{len(found)}款都有这一项，请写明哪一款。"
    paragraph, item = found[0]
    if citation.subitem:
        if citation.subitem > len(item.subitems):
            return "", f"{article.name}第（{to_chinese(item.number)}）项没有第{citation.subitem}目。"
        return "\n".join((paragraph.text, item.text, item.subitems[citation.subitem - 1])), ""
    return "\n".join((paragraph.text, item.text, *item.subitems)), ""


def search(words: str) -> list[Law]:
    """Registered laws whose name holds these words, all for none."""
    wanted = words.strip().strip("《》")
    return [law for law in laws().values() if any(wanted in name for name in (law.name, law.full, *law.also))]


def _count(text: LawText) -> str:
    return f"{to_chinese(text.articles[-1].number)}条"


def _day(day: dt.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
