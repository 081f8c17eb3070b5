"""The numbers Word counts itself (一、 （一） 1.): not in the text of a DOCX, but on the page people read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CN = "零一二三四五六七八九"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
     "ideographTraditional", "ideographDigital"}
)  # fmt: skip
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
_LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_DEEPEST = 9
_NONE = "0"


@dataclass(slots=True)
class Numbering:
    """The lists of one document. `levels`: (list, level) -> (format, text pattern, first number); counts run along.

    `styles` are the list and level of a paragraph style, also where it has them from the style it is based on; `linked`
    the levels a list keeps for a style. `restarts` are lists that begin anew at a level although they share their
    pattern with an earlier one.
    """

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    linked: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """Reads numbering and styles of a python-docx document; empty where it has no lists."""
        out = cls()
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is not None:
            out._read_lists(part.element)
        out._read_styles(document.styles.element)
        return out

    def _read_styles(self, root: Any) -> None:
        by_style = {style.get(_W + "styleId"): style for style in root.iter(_W + "style")}
        for name, style in by_style.items():
            above, level = style, None
            for _ in range(_DEEPEST):  # 标题 2 may have its list from 标题 1, and says only its own level
                if above is None:
                    break
                found, own = _reference(above), above.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
                level = level if level is not None or own is None else _integer(own.get(_W + "val"), 0)
                if found is not None:
                    if name and found[0] != _NONE:
                        told = level if level is not None else self.linked.get((found[0], name), 0)
                        self.styles[name] = found[0], told
                    break
                above = by_style.get(_value(above, "basedOn", ""))

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
                self._read_level(name, _integer(level.get(_W + "ilvl"), 0), level)
            for override in number.iter(_W + "lvlOverride"):
                at = _integer(override.get(_W + "ilvl"), 0)
                for level in override.iter(_W + "lvl"):
                    self._read_level(name, at, level)
                if override.find(_W + "startOverride") is not None:
                    self.restarts[name, at] = _integer(_value(override, "startOverride", "1"), 1)

    def _read_level(self, name: str, at: int, level: Any) -> None:
        first = _integer(_value(level, "start", "1"), 1)
        if style := _value(level, "pStyle", ""):
            self.linked[name, style] = at
        self.levels[name, at] = _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), first

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
        if (restart := self.restarts.pop(found, None)) is not None:
            self.counts[key, level] = restart - 1
        self.counts[key, level] = self.counts.get((key, level), first - 1) + 1
        for deeper in range(level + 1, _DEEPEST):
            self.counts.pop((key, deeper), None)
        if kind in ("bullet", "none"):
            return ""

        def number(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            above = self.levels.get((name, at), (kind, "", 1))
            return written(self.counts.get((key, at), above[2]), above[0])

        return re.sub(r"%([1-9])", number, pattern)


def written(n: int, kind: str) -> str:
    """A number in one of Word's formats: 3 as 三, 叁, ③, c, III or 3. Unknown formats give figures."""
    if kind in _CHINESE or kind == "chineseLegalSimplified":
        text = _chinese(n) if 0 < n < 100 else str(n)
        return text.translate(_LEGAL) if kind == "chineseLegalSimplified" else text
    if kind in _CIRCLED and 0 < n <= 20:
        return chr(ord("①") + n - 1)
    if kind in ("lowerLetter", "upperLetter") and 0 < n <= 26:
        return chr(ord("a" if kind == "lowerLetter" else "A") + n - 1)
    if kind in ("lowerRoman", "upperRoman") and 0 < n < 90:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (n // value)
            n %= value
        return text.lower() if kind == "lowerRoman" else text
    return f"{n:02}" if kind == "decimalZero" else str(n)


def _chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    return (("" if tens == 1 else _CN[tens]) + "十" if tens else "") + (_CN[ones] if ones or not tens else "")


def _reference(element: Any) -> tuple[str, int] | None:
    """List and level an element names itself; list 0 (_NONE) takes away what its style would give."""
    found = element.find(f"{_W}pPr/{_W}numPr")
    if found is None:
        return None
    number = found.find(_W + "numId")
    level = found.find(_W + "ilvl")
    if number is None or number.get(_W + "val") is None:
        return None
    return number.get(_W + "val"), _integer(level.get(_W + "val"), 0) if level is not None else 0


def _value(element: Any, name: str, default: str) -> str:
    found = element.find(_W + name)
    value = found.get(_W + "val") if found is not None else None
    return value if isinstance(value, str) else default


def _integer(written_: str | None, default: int) -> int:
    return int(written_) if written_ and written_.isdigit() and len(written_) < 6 else default
