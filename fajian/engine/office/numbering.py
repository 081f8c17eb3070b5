"""The numbers Word counts itself (一、 （一） 1.): not in the text of a DOCX, but on the page people read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CN = "零一二三四五六七八九"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "ideographTraditional",
)
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")


@dataclass(slots=True)
class Numbering:
    """The lists of one document. `levels`: (list, level) -> (format, text pattern, first number); counts run along."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """Reads numbering and styles of a python-docx document; empty where it has no lists."""
        out = cls()
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is not None:
            out._read_lists(part.element)
        for style in document.styles.element.iter(_W + "style"):
            found = _reference(style)
            if found and style.get(_W + "styleId"):
                out.styles[style.get(_W + "styleId")] = found
        return out

    def _read_lists(self, root: Any) -> None:
        abstract = {a.get(_W + "abstractNumId"): a for a in root.iter(_W + "abstractNum")}
        for number in root.iter(_W + "num"):
            reference = number.find(_W + "abstractNumId")
            name = number.get(_W + "numId")
            base = abstract.get(reference.get(_W + "val")) if reference is not None else None
            if base is None or name is None:
                continue
            self.abstract[name] = reference.get(_W + "val")
            for level in base.iter(_W + "lvl"):
                self.levels[name, _integer(level.get(_W + "ilvl"), 0)] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _integer(_value(level, "start", "1"), 1),
                )

    def label(self, paragraph: Any) -> str:
        """The number Word shows before this paragraph, or an empty string; counts it."""
        found = _reference(paragraph)
        if found is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            found = self.styles.get(style.get(_W + "val")) if style is not None else None
        if found is None or found not in self.levels:
            return ""
        name, level = found
        kind, pattern, first = self.levels[found]
        key = self.abstract.get(name, name)
        self.counts[key, level] = self.counts.get((key, level), first - 1) + 1
        for deeper in [k for k in self.counts if k[0] == key and k[1] > level]:
            del self.counts[deeper]
        if kind in ("bullet", "none"):
            return ""

        def number(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            return written(self.counts.get((key, at), 1), self.levels.get((name, at), (kind, "", 1))[0])

        return re.sub(r"%([1-9])", number, pattern)


def written(n: int, kind: str) -> str:
    """A number in one of Word's formats: 3 as 三, ③ or 3. Unknown formats give figures."""
    if kind in _CHINESE and 0 < n < 100:
        tens, ones = divmod(n, 10)
        return (("" if tens == 1 else _CN[tens]) + "十" if tens else "") + (_CN[ones] if ones or not tens else "")
    if kind in _CIRCLED and 0 < n <= 20:
        return chr(ord("①") + n - 1)
    return str(n)


def _reference(element: Any) -> tuple[str, int] | None:
    found = element.find(f"{_W}pPr/{_W}numPr")
    if found is None:
        return None
    number = found.find(_W + "numId")
    level = found.find(_W + "ilvl")
    if number is None or number.get(_W + "val") in (None, "0"):
        return None
    return number.get(_W + "val"), _integer(level.get(_W + "val"), 0) if level is not None else 0


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(_W + name)
    value = found.get(_W + "val") if found is not None else None
    return value if isinstance(value, str) else default


def _integer(written_: str | None, default: int) -> int:
    return int(written_) if written_ and written_.isdigit() and len(written_) < 6 else default
