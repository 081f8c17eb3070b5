"""The annexes a plan names, in the running text and in the list at its end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from fajian.engine.plans.schema import Annex
from fajian.engine.plans.source import Source

_NO = r"(?P<n>\d{1,2}|[一二三四五六七八九十])"
_NUMBERS = re.compile(
    r"附(?:件|表)(?P<list>(?:\d{1,2}|[一二三四五六七八九十])(?:[、,和及]?(?:附件)?\d{1,2})*(?:[—~至-]+(?:附件)?\d{1,2})?)"
)
_AFTER_NAME = re.compile(
    rf"《(?P<t>(?:[^《》]|《[^《》]*》){{2,100}})》[(\[](?:见|详见|格式见|附)?附(?:件|表){_NO}[^()\[\]]{{0,12}}[)\]]"
)
_NOTE = re.compile(rf"[(\[](?:见|详见|格式见|附)?附(?:件|表){_NO}(?:[:,]?(?P<t>[^()\[\]]{{2,80}}))?[)\]]")
_BEFORE_NAME = re.compile(rf"附(?:件|表){_NO}[:]?《(?P<t>(?:[^《》]|《[^《》]*》){{2,100}})》")
_LIST_LINE = re.compile(r"^(?:附(?:件|表):?)?\(?(?P<n>\d{1,2})[.、:)](?P<t>[^\n]{2,100})$", re.M)
_HEAD_LINE = re.compile(rf"^附(?:件|表){_NO}[:.、]?(?P<t>[^\n。]{{2,80}})?$", re.M)
_SINGLE = re.compile(r"^附(?:件|表)?:(?!\d)(?P<t>[^\n\d][^\n]{2,100})$", re.M)
# 附件 on a line of its own, below it the annex's title, without a number
_NAMED_BELOW = re.compile(
    r"(?P<t>[^\n。;:\t\d][^\n。;:\t]{3,59}(?:表|台账|清单|方案|目录|名单|样式|模板|范本|卡|书|提纲|分工|回执|指标|标准|要点|办法)"
    r"(?:\([^()\n]{1,12}\))?)$",
    re.M,
)
_INLINE_LIST = re.compile(r"(?:^|(?<=[^\d]))\(?(?P<n>\d{1,2})[.、)](?!\d)")
_CN = "一二三四五六七八九十"
_CUT = re.compile(
    r".*(?:[,。;:!?《》]|\)[、和及]|并?形成|填写好?|填报|填制|报送|上报|提交|制定|建立|编制|撰写|汇总|完成|按照|按|依据|对照|参照|完善|梳理|列出|制作|使用|连同|将|把|及时|认真)"
)


_Put = Callable[[int | None, str, int, int], None]  # number, title, start and end of the quote


@dataclass(frozen=True, slots=True)
class AnnexList:
    """Annexes in order of number; `empty_list` is the span of a list heading with nothing behind it, else null.

    `forms` is true where the text holds at least one annex itself, not only its name.
    """

    annexes: tuple[Annex, ...]
    empty_list: tuple[int, int] | None
    forms: bool


def numbers_in(text: str) -> tuple[int, ...]:
    """Numbers of the annexes a run of text names: 附件1、2 · 附件1-3 · 附件一; in ascending order, each once."""
    out: set[int] = set()
    for m in _NUMBERS.finditer(text):
        written = [_value(d) for d in re.findall(r"\d+|[一二三四五六七八九十]", m["list"])]
        if re.search("[—~至-]", m["list"]) and len(written) >= 2 and written[-2] < written[-1] <= written[-2] + 40:
            out.update(range(written[-2], written[-1] + 1))
        out.update(written)
    return tuple(sorted(n for n in out if 0 < n < 100))


def _value(written: str) -> int:
    return int(written) if written.isdigit() and written.isascii() else _CN.index(written) + 1


def annexes(source: Source, start: int, first: int, tail: int, end: int) -> AnnexList:
    """`tail` is where the numbered text is over: what stands behind it may be the list and the annexes themselves.

    A covering notice may have the list before the plan, that is before `first`.
    """
    found: dict[int | None, Annex] = {}
    text = source.text

    def put(n: int | None, title: str, a: int, b: int) -> None:
        title = _tidy(title)
        if len(title) >= 2 and n not in found:
            found[n] = Annex(n, title, source.quote(a, b))

    for pattern in (_AFTER_NAME, _BEFORE_NAME):
        for m in pattern.finditer(text, start, end):
            put(_value(m["n"]), m["t"], m.start(), m.end())
    empty = _read_list(source, tail, end, put)
    if re.compile(r"^附(?:件|表)?:\(?1[.、)]", re.M).search(text, 0, first):
        _read_list(source, 0, first, put)
    for m in _NOTE.finditer(text, start, tail):
        if m["t"]:
            put(_value(m["n"]), m["t"], m.start(), m.end())
        elif _value(m["n"]) not in found:
            a = _phrase_start(text, max(start, m.start() - 60), m.start())
            put(_value(m["n"]), text[a : m.start()], a, m.end())
    forms = (
        len(re.findall(r"^附(?:件|表)\d{0,2}[:]?[^\n]{0,40}\n(?!\d{1,2}[.、])[^\n]+\n[^\n]+", text[tail:end], re.M)) > 0
    )
    ordered = sorted(found.values(), key=lambda x: (x.number is None, x.number or 0))
    return AnnexList(tuple(ordered), empty, forms)


def _read_list(source: Source, tail: int, end: int, put: _Put) -> tuple[int, int] | None:
    """附件:1.… 2.… – on one line or several. Returns the span of an empty list heading."""
    text = source.text
    empty: tuple[int, int] | None = None
    for m in re.compile(r"^附(?:件|表)?:?(?P<rest>[^\n]*)$", re.M).finditer(text, tail, end):
        rest = m["rest"]
        if not rest or rest in ("下载", "附件下载"):
            nxt = text[m.end() + 1 : m.end() + 40]
            if not re.match(r"(?:附件)?\(?\d{1,2}[.、:)]", nxt):
                if named := _NAMED_BELOW.match(text, m.end() + 1, end):
                    put(None, named["t"], named.start("t"), named.end("t"))
                elif empty is None:
                    empty = (m.start(), m.end())
                continue
        items = list(_INLINE_LIST.finditer(text, m.start("rest"), m.end()))
        if items and rest.lstrip("(")[:1].isdigit():
            for i, item in enumerate(items):
                b = items[i + 1].start() if i + 1 < len(items) else m.end()
                put(int(item["n"]), text[item.end() : b], item.start(), b)
            _following(source, m.end() + 1, end, put)
        elif not rest:
            _following(source, m.end() + 1, end, put)
        elif rest[:1] in "0123456789一二三四五六七八九十" and (h := _HEAD_LINE.match(text, m.start(), m.end())):
            if h["t"]:
                put(_value(h["n"]), h["t"], m.start(), m.end())
        elif single := _SINGLE.match(text, m.start(), m.end()):
            put(None, single["t"], m.start(), m.end())
    return empty


def _following(source: Source, start: int, end: int, put: _Put) -> None:
    while start < end:
        m = _LIST_LINE.match(source.text, start, end)
        if m is None:
            return
        put(int(m["n"]), m["t"], m.start(), m.end())
        start = m.end() + 1


def _phrase_start(text: str, a: int, b: int) -> int:
    """Where the noun before （附件1） begins: behind the last verb or stop."""
    line = max(text.rfind("\n", a, b) + 1, a)
    m = _CUT.match(text, line, b)
    return m.end() if m and m.end() < b else line


def _tidy(title: str) -> str:
    title = re.sub(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)$", "", title.strip(" 。;:,、"))
    if title.startswith("《") and title.endswith("》"):
        title = title[1:-1]
    return title.strip(" 。;:,、\t")
