"""The text of a plan, cleaned for reading, with the way back from every character to the raw text."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import opencc

from fajian.engine.plans.furniture import FOOT, FURNITURE
from fajian.engine.plans.vocabulary import either

HAN = "\u3400-\u9fff"
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# In a flat text spaces part the lines, and 一、 behind a stop begins one.
_INNER_PART = re.compile(r"(?<=[。；;\s])[一二三四五六七八九十]{1,2}、")
_FLAT_BREAK = re.compile(r"\s+|(?<=[。；;）)])(?=[一二三四五六七八九十]{1,2}、[\u4e00-\u9fff])")
_DROPPED = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f]")
_PINYIN = re.compile(rf"(?<=[{HAN}])\([a-zü\u00e0-\u00ff\u0100-\u017f\u01cd-\u01dc]{{1,6}}\)")
# Characters that full-width folding (NFKC) leaves apart although plans use them for one another.
_FOLD = str.maketrans(
    {
        "「": "“", "」": "”", "『": "“", "』": "”", "＂": "“",
        "〔": "[", "〕": "]", "【": "[", "】": "]", "﹝": "[", "﹞": "]", "［": "[", "］": "]",
        "〈": "<", "〉": ">", "‹": "<", "›": ">", "｟": "(", "｠": ")",
        "–": "—", "―": "—", "─": "—", "━": "—", "－": "—", "﹣": "—", "‐": "-", "‑": "-", "‒": "—", "−": "—",
        "～": "~", "〜": "~", "∼": "~", "∶": ":", "︰": ":", "﹒": ".", "…": "…", "○": "〇", "◯": "〇",
        "❶": "①", "❷": "②", "❸": "③", "❹": "④", "❺": "⑤", "❻": "⑥", "❼": "⑦", "❽": "⑧", "❾": "⑨", "❿": "⑩",
    }
)  # fmt: skip
_CIRCLED = re.compile("[①-⑳]")
_SENTENCE = re.compile("[,。;:!?、]")
_CLAUSE = re.compile("[,。;:!?]")
_STOP = re.compile("[。;:!?]")
_CLOSED_END = "。;!?…:"
_PAIRS = (("《", "》"), ("(", ")"), ("“", "”"), ("[", "]"), ("<", ">"))
_REACH = r"(?:联系人|(?:联系|通讯|办公|咨询|举报|监督|邮寄)?(?:电话|手机|传真|邮箱|电子邮箱|邮编|地址)):"
STARTER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?:(?!\d)|(?=\d{1,2}月))|\(\d{1,2}\)|\d{1,2}\)(?![。,;、:)\]])|[①-⑳]"
    r"|第[一二三四五六七八九十]{1,2}(?:阶段|部分|章|条|项)|(?:任务|行动|工程|专项)(?:[一二三四五六七八九十]{1,3}|\d{1,2})[:、.]|附件|附表|附:|联系(?:人|电话|方式)|抄送"
    rf"|{_REACH}"
    rf"|[^,。;:]{{2,10}}(?:{either('labels', 'endings')}):|(?:{either('groups', 'roles')})(?:单位)?:"
    r"|[一-龥]{2,14}阶段[(:\[]|\[[一-龥]{2,8}\])"
)
_DATE_LINE = re.compile(
    r"(?:19|20)\d\d(?:年|[-./])?\d{1,4}(?:月|[-./])?\d{0,2}日?(?:印发)?$|[二〇零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,3}月"
)
# 总体要求 on a line of its own, without a number
_PAIRED = f"(?:{either('parts', 'first_words')}){{1,2}}(?:{either('parts', 'last_words')})"
UNNUMBERED = f"(?:{either('parts', 'unnumbered')}|{_PAIRED})"
_HEADING_LINE = re.compile(f"{UNNUMBERED}:?")
_STAGE_LINE = re.compile(r"[一-龥、]{2,14}[(\[][^()\[\]]*\d{1,2}月[^()\[\]]*[)\]]")
_TITLE_END = re.compile(
    r"(?:方案|意见|通知|计划|办法|要点|细则|规定|安排|措施|公告|通告|决定|纲要|表|清单|台账|部署|行动|活动)$"
)
# Lines above a title that are no part of it: an organ, its red head, a number, a date.
_STANDS_ALONE = re.compile(r"(?:政府|办公室|办公厅|委员会|[局厅委院]|文件|号|日|\d|[>|])$|^首页")
_REACH_LINE = re.compile(_REACH)
_SIGNS = re.compile(rf"[一-龥()]{{3,40}}(?:{either('units', 'organs')})$")
_OPENING = re.compile("为|根据|按照|依据|各|现将|现就|今年|近年|当前")
_PAGE_NUMBER = re.compile(r"[-—\s]*\d{1,3}[-—\s]*$|第\d{1,3}页(?:[,/]?共\d{1,3}页)?$|\d{1,3}/\d{1,3}$")
_PRINTED_NUMBER = re.compile(r"[-—]+\d{1,3}[-—]+$")


@dataclass(frozen=True, slots=True)
class Source:
    """`text` is the reading form: paragraphs parted by one newline, simplified, half-width, noise and wraps undone.

    `at[i]` is the offset in `raw` of the character `text[i]` came from. `gaps` are the starts of paragraphs that had
    an empty line before them.
    """

    raw: str
    text: str
    at: array[int]
    gaps: frozenset[int]

    @classmethod
    def of(cls, raw: str) -> Source:
        """Reads any text at all; never raises."""
        return _build(raw)

    def quote(self, start: int, end: int) -> str:
        """The exact run of raw text behind text[start:end], outer white space left off."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            return ""
        return self.raw[self.at[start] : self.at[end - 1] + 1]


@dataclass(slots=True)
class _Line:
    chars: list[str]
    at: list[int]

    @property
    def text(self) -> str:
        return "".join(self.chars)


def _build(raw: str) -> Source:
    simplify = _simplifier(raw)
    lines: list[_Line | None] = []
    start = 0
    flat = _is_flat(raw)
    for match in (_FLAT_BREAK if flat else _BREAK).finditer(raw):
        lines.append(_clean_line(raw, start, match.start(), simplify))
        start = match.end()
    lines.append(_clean_line(raw, start, len(raw), simplify))
    if sum(len(_PINYIN.findall(line.text)) for line in lines if line) >= 3:
        for line in lines:
            if line:
                _drop_pinyin(line)
    _read_pipes(lines)
    return _join(raw, lines)


def _read_pipes(lines: list[_Line | None]) -> None:
    """A table drawn with | gets tabs, as tables have everywhere else; a single line of links does not."""
    counts = [line.chars.count("|") if line else 0 for line in lines]
    for i, line in enumerate(lines):
        near = [counts[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if line and counts[i] >= 2 and counts[i] in near:
            keep = [k for k, c in enumerate(line.chars) if not (c == "|" and k in (0, len(line.chars) - 1))]
            line.chars = ["\t" if line.chars[k] == "|" else line.chars[k] for k in keep]
            line.at = [line.at[k] for k in keep]


def _width(lines: list[_Line | None]) -> int:
    """The number of characters after which the page broke its lines; 0 for a text that has whole paragraphs in a line.

    A page that breaks lines breaks nearly all of them, so long lines show that it does not.
    """
    lengths = [len(line.chars) for line in lines if line]
    if sum(n for n in lengths if n > 60) * 3 > sum(lengths):
        return 0
    return max((n for n in lengths if n <= 60), default=0)


def _is_flat(raw: str) -> bool:
    """A text pasted without its line ends: long, on a line or two, with numbered parts inside."""
    lines = [line for line in raw.splitlines() if line.strip()]
    return len(lines) <= 3 and len(raw) > 200 and len(_INNER_PART.findall(raw)) >= 2


def _simplifier(raw: str) -> Callable[[str], str]:
    """opencc for traditional texts, nothing for simplified ones (it would turn 乾隆 into 干隆)."""
    han = strange = 0
    for c in raw:
        if "\u3400" <= c <= "\u9fff":
            han += 1
            strange += not _in_gb2312(c)
    if strange * 100 < han:
        return lambda c: c
    return _simplified


@cache
def _in_gb2312(c: str) -> bool:
    try:
        c.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _simplified(c: str) -> str:
    if not "\u3400" <= c <= "\u9fff":
        return c
    out: str = _converter().convert(c)
    return out if len(out) == 1 else c


@cache
def _folded(c: str) -> str:
    """Half-width form of one character; several characters for ㈠ or ⒈, none for what cannot be seen."""
    if _DROPPED.match(c):
        return ""
    once = c.translate(_FOLD)
    if once != c or _CIRCLED.match(c):
        return once
    wide = unicodedata.normalize("NFKC", c)
    if len(wide) > 4 or not wide.strip():
        return " " if c.isspace() or not wide.strip() else c
    return wide.translate(_FOLD)


def _clean_line(raw: str, start: int, end: int, simplify: Callable[[str], str]) -> _Line | None:
    """None for an empty line. Spaces go, but for one between two Latin words; inner tabs stay (cells)."""
    chars: list[str] = []
    at: list[int] = []
    blank = ""
    for i in range(start, end):
        c = raw[i]
        if c == "\t":
            blank = "\t" if chars else ""
            continue
        for f in _folded(simplify(c)):
            if f.isspace():
                blank = blank or " "
                continue
            if blank == "\t" or (blank and chars[-1:] and _wordy(chars[-1]) and _wordy(f)):
                chars.append(blank)
                at.append(i)
            blank = ""
            chars.append(f)
            at.append(i)
    return _Line(chars, at) if chars else None


def _wordy(c: str) -> bool:
    return c.isascii() and c.isalnum()


def _drop_pinyin(line: _Line) -> None:
    text = line.text
    if "(" not in text:
        return
    chars: list[str] = []
    at: list[int] = []
    last = 0
    for match in _PINYIN.finditer(text):
        chars += line.chars[last : match.start()]
        at += line.at[last : match.start()]
        last = match.end()
    line.chars, line.at = chars + line.chars[last:], at + line.at[last:]


def _join(raw: str, lines: list[_Line | None]) -> Source:
    chars: list[str] = []
    at = array("q")
    gaps: set[int] = set()
    paragraph = ""
    gap = True
    width, last = _width(lines), 0
    for line in lines:
        if line is None:
            gap = True
            continue
        text = line.text
        if _PRINTED_NUMBER.match(text) or (not gap and _PAGE_NUMBER.match(text) and "页" in text):
            continue
        heading = paragraph and _stands_alone(paragraph, text, last, width)
        last = len(text)
        if paragraph and not heading and _continues(paragraph, text, gap):
            paragraph += text if len(paragraph) < 400 else ""
            if len(paragraph) >= 400:  # only the two ends of a long paragraph matter to _continues
                paragraph = paragraph[:200] + text[-200:]
        else:
            if chars:
                chars.append("\n")
                at.append(at[-1])
            if gap:
                gaps.add(len(chars))
            paragraph = text
        chars += line.chars
        at.extend(line.at)
        gap = False
    return Source(raw, "".join(chars), at, frozenset(gaps))


def _stands_alone(before: str, line: str, last: int, width: int) -> bool:
    """A numbered heading without a stop, on a page that did not break the line there."""
    marker = STARTER.match(before)
    if not marker or len(before) > 45 or len(before) <= marker.end() or _STOP.search(before, marker.end()):
        return False
    if before[-1] in ",、" or line[0] in ",。;、:)]" or any(before.count(a) > before.count(b) for a, b in _PAIRS):
        return False
    return last < (width - 8 if width else 30)


def _continues(before: str, line: str, gap: bool) -> bool:
    """Whether `line` is the rest of the paragraph `before`, which the page broke in two."""
    if FURNITURE.search(before) or FURNITURE.search(line) or FOOT.search(line):
        return False
    if STARTER.match(line) or _DATE_LINE.match(line) or _STAGE_LINE.fullmatch(before) or _HEADING_LINE.fullmatch(line):
        return False
    if "\t" in line or "\t" in before:
        return False
    tail = before[-200:]
    opened = any(tail.count(a) > tail.count(b) for a, b in _PAIRS)
    if gap:
        return (before[-1] in ",、" and bool(_SENTENCE.search(line))) or (opened and before[-1] not in _CLOSED_END)
    if opened:
        return True
    if before[-1] in _CLOSED_END:
        return before[-1] == ";" and len(before) > 20 and bool(_SENTENCE.search(line))
    marker = STARTER.match(before)
    if before.startswith(("附件:", "附表:")) and _TITLE_END.search(before):
        return False
    if _REACH_LINE.match(before) and _SIGNS.match(line):
        return False
    rest = before[marker.end() :] if marker else before
    if not (_SENTENCE if marker else _CLAUSE).search(rest):
        return _unpunctuated_goes_on(before, rest, line, bool(marker))
    return before[-1] not in "》)]" or line[0] in ",。;、(" or bool(_SENTENCE.search(line))


def _unpunctuated_goes_on(before: str, rest: str, line: str, numbered: bool) -> bool:
    """A line without any stop may be a heading, a title, a signature – or the first piece of a broken sentence."""
    first = _SENTENCE.search(line)
    if numbered:  # a heading of its own, unless the next line ends it
        return bool(first and first.group() == "。" and first.start() < 20) or (not first and len(rest + line) < 12)
    if _TITLE_END.search(before) or _OPENING.match(line):
        return False
    if not first:  # a title broken by the page
        whole = before + line
        return bool(_TITLE_END.search(line)) and len(whole) <= 80 and not _STANDS_ALONE.search(before)
    return len(before) >= 14 and (len(line) > 8 or line[-1] == "。")
