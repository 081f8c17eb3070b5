"""Do the provisions a text cites hold on the day of the act? Each is right, wrong, or cannot be judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from fajian.engine.law.citations import Citation, find
from fajian.engine.law.library import Said, say, standing, text_of, within
from fajian.engine.law.versions import Law, version_on

Verdict = Literal["right", "wrong", "unknown"]
WORDS: dict[Verdict, str] = {"right": "有效", "wrong": "有问题", "unknown": "无法判断"}


@dataclass(frozen=True, slots=True)
class Checked:
    """One citation as it stands in the text (`written`, from `start`), what is said of it and why."""

    citation: Citation
    written: str
    start: int
    verdict: Verdict
    why: str
    said: Said

    @property
    def word(self) -> str:
        """The verdict as people read it."""
        return WORDS[self.verdict]


def check(text: str, day: dt.date) -> tuple[Checked, ...]:
    """Every citation in the text against the law of that day, in the order of the text."""
    return tuple(
        Checked(one.citation, text[one.start : one.end].strip(), one.start, *judge(one.citation, day))
        for one in find(text)
    )


def judge(citation: Citation, day: dt.date) -> tuple[Verdict, str, Said]:
    """Wrong: the law or the named version was not in force, or the text of the day has no such 条, 款, 项.

    Cannot be judged: the law or its text of that day is not kept. A provision that exists is right by its number; that
    it says what the writer means, a person reads.
    """
    said = say(citation, day)
    if said.law is not None and said.version is not None and citation.version not in (None, said.version.version):
        return "wrong", f"引用的是{citation.version}年文本；{standing(said.law, day)}", said
    if not said.why:
        return "right", "", said
    if said.unsure or said.law is None:
        return "unknown", said.why, said
    return "wrong", said.why + _elsewhere(said.law, citation, day), said


def _elsewhere(law: Law, citation: Citation, day: dt.date) -> str:
    """Where another text of the law has the provision: most wrong citations take over the numbers of an old text."""
    for version in law.versions:
        text = text_of(version) if version != version_on(law.name, day) else None
        article = text.article(citation.article, citation.article_suffix) if text and citation.article else None
        if article and within(article, citation)[0]:
            return f"{version}有这一条，它{'已经失效' if version.valid_from <= day else '当时还没有施行'}。"
    return ""
