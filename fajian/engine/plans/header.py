"""Title, issuing organ, number, date and cited grounds of a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fajian.engine.plans.dates import DateText, Years, find_dates
from fajian.engine.plans.page import Page
from fajian.engine.plans.schema import Basis
from fajian.engine.plans.source import STARTER, Source
from fajian.engine.plans.vocabulary import either

_KIND = f"(?:{either('document_kinds')})"
_TITLE_END = re.compile(_KIND + r"(?:\([^()]{2,12}\))?$")
_NAMED = re.compile(
    r"(?:印发|现将|转发|制定(?:了)?|下发)《(?P<a>(?:[^《》]|《[^《》]*》){4,120})》|《(?P<b>(?:[^《》]|《[^《》]*》){4,120})》(?:已经|已|经)[^。]{0,40}(?:同意|审议|通过|印发)"
)
_ISSUING = re.compile(r"^(?P<organ>[^,。;:《》]{3,40}?)(?:关于)?(?:印发|转发|下发)")
_ORGAN_END = f"(?:{either('units', 'organs')})"
_ORGAN = re.compile(rf"^[一-龥()、“”×xX*]{{2,40}}{_ORGAN_END}(?:\(?章\)?|\([^()]*\))?$")
# The second form is masked: X办发〔X〕11X号
_DOC_NUMBER = re.compile(
    r"(?:[一-龥×xX*]{1,14}[\[(<]?(?:19|20)\d\d[\])>]?第?\d{1,5}号|[一-龥×xX*]{1,14}[\[(<][\d×xX*]{1,4}[\])>]第?[\d×xX*]{1,5}号)"
)
_CITED = re.compile(
    r"《(?P<name>(?:[^《》]|《[^《》]*》){2,160})》(?:[\[(](?P<n>[一-龥×xX*]{1,14}[\[(](?:19|20)\d\d[\])]第?\d{1,5}号)[^()\[\]]{0,20}[\])])?"
)
_BARE_NUMBER = re.compile(r"(?<![一-龥《×xX*])(?P<n>[一-龥×xX*]{1,8}\[(?:19|20)\d\d\]第?\d{1,5}号)(?:文件|文)?")
_GROUNDS = re.compile("根据|推动|推进|深化|按照|依据|落实|贯彻|执行|对照|依照|遵照")
_LEADING_NUMBER = re.compile(rf"^{_DOC_NUMBER.pattern}[:,]?(?=[《一-龥])")
_TITLE_LABEL = re.compile(
    rf"(?:名称|标题):(?P<v>[^\n:]{{6,80}}?{_KIND}(?:的通知)?)(?=\s|$|发布|文号|发文|索引|主题)", re.M
)
_ISSUER_LABEL = re.compile(
    rf"(?:发布机构|发文机关|发文单位|发布单位|发布机关|制发机关):\s?(?P<v>[一-龥()、]{{2,30}}?{_ORGAN_END})(?=\s|$|[发公索主文有]|\d)",
    re.M,
)
_SEAL = re.compile(r"\([^()]{0,30}章\)")  # (市司法局代章)
_SIGNED = re.compile(r"^[^\d二]{0,40}?(?=(?:19|20)\d\d|二[〇零])")


@dataclass(frozen=True, slots=True)
class Header:
    """What was read from the head and the signature; `issued` and `issuer_at` are spans in Source.text or null."""

    title: str | None
    issuer: str | None
    doc_number: str | None
    issued_on: date | None
    issued: tuple[int, int] | None
    issued_glued: bool
    opening: tuple[int, int]


def header(source: Source, page: Page, signature: tuple[int, int]) -> Header:
    """Reads head lines and the lines behind the numbered text (`signature`). What is not said is null."""
    text = source.text
    title, named_at = _title(text, page)
    signed = _signed(text, page, signature)
    issuer = signed[0] if signed else None
    heading = _issuing_organ(text, page)
    published = _labelled(text, page, _ISSUER_LABEL)
    found = signed[1] if signed else None
    if found is None:
        found = _page_day(text, page, claims_document=True) or _page_day(text, page, claims_document=False)
    day = Years(None).due(found) if found else None
    return Header(
        title=title,
        issuer=issuer or heading or (published[0] if published else None) or _organ_on_top(text, page),
        doc_number=_doc_number(text, page, title),
        issued_on=day,
        issued=(found.start, found.end) if found else None,
        issued_glued=bool(found and found.glued),
        opening=_opening(text, page, title, named_at),
    )


def _title(text: str, page: Page) -> tuple[str | None, int]:
    """(title, where it was read). The name inside 印发《…》 wins; else the lines that end in 方案, 意见, …"""
    limit = page.body if page.head or page.meta else min(len(text), 600)
    best: tuple[str, int] | None = None
    for match in _NAMED.finditer(text, 0, limit):
        name = match["a"] or match["b"]
        if _TITLE_END.search(name) and (best is None or len(name) >= len(best[0])):
            best = (name, match.end())
    lines = [(s, e) for s, e in page.head if e - s <= 80]
    candidates = []
    for i, (s, e) in enumerate(lines):
        line = text[s:e].strip("*#")
        if _TITLE_END.search(line) and not re.search("[。;]", line) and not STARTER.match(line):
            line = _with_line_before(text, lines, i, line)
            candidates.append((_unwrapped(_LEADING_NUMBER.sub("", line)), e))
    if best:
        same = [e for line, e in candidates if line == best[0] or line.endswith(best[0])]
        return best[0], max([best[1], *same])
    plain = [c for c in candidates if not c[0].endswith(("通知", "公告"))] or candidates
    if plain:
        return plain[-1]
    if named := _labelled(text, page, _TITLE_LABEL):
        return named
    for s, e in lines[:4]:  # 任务分解表, 工作台账 …: the first line that could be nothing but a title
        line = text[s:e]
        plain_line = 8 <= e - s <= 60 and e < page.body and not re.search(r"[。;:,!?\t]|^各", line)
        plain_line = plain_line and not STARTER.match(line)
        if plain_line and not (_ORGAN.match(line) or _date_line(text, s, e) or _DOC_NUMBER.fullmatch(line)):
            return line, e
    return None, 0


def _labelled(text: str, page: Page, label: re.Pattern[str]) -> tuple[str, int] | None:
    """What the page's own table of facts says: 名称:…, 发布机构:…; null where it has no such row."""
    for s, e in (*page.meta, *page.head):
        if m := label.search(text, s, e):
            return m["v"].strip(" \t"), m.end()
    return None


def _with_line_before(text: str, lines: list[tuple[int, int]], i: int, line: str) -> str:
    """A title set on two or three lines: a line before has no stop, is no organ, date or address line."""
    for s, e in reversed(lines[max(0, i - 2) : i]):
        before = text[s:e]
        if len(line) > 30 or len(before) > 40 or re.search(r"[。;:,|>]|\d(?!\d{0,3}年)", before):
            return line
        if _ORGAN.match(before) or _TITLE_END.search(before) or STARTER.match(before):
            return line
        line = before + line
    return line


def _unwrapped(line: str) -> str:
    """关于印发某某方案的通知 → 某某方案, where the wrapper is all there is."""
    if m := re.search(r"(?:印发|转发)《?(?P<t>[^《》]{4,80}?" + _KIND + r")》?的通知$", line):
        return m["t"]
    return line


def _issuing_organ(text: str, page: Page) -> str | None:
    before = ""
    for s, e in page.head:
        line = text[s:e]
        if m := _ISSUING.match(line):
            organ = m["organ"].removesuffix("关于")
            if re.search(_ORGAN_END + "$", organ):
                return organ
        if line.startswith(("关于印发", "关于转发", "关于下发")) and _ORGAN.match(before):
            return before
        before = line
    return None


def _organ_on_top(text: str, page: Page) -> str | None:
    """The organ that stands alone in the first line, where nobody signs."""
    first = text[slice(*page.head[0])] if page.head else ""
    return first if _ORGAN.match(first) and not first.startswith("各") else None


def _signed(text: str, page: Page, signature: tuple[int, int]) -> tuple[str | None, DateText] | None:
    """(organ or null, date) of the date line; the one behind the text wins over the one of the covering notice."""
    tail = _short_lines(text, *signature)
    for lines in (tail, list(page.head)):
        for i in range(len(lines) - 1, -1, -1):
            s, e = lines[i]
            if hit := _date_line(text, s, e):
                organ = text[s : hit.start].strip(" :")
                return (organ if _ORGAN.match(organ) else _signers(text, lines[:i])) or None, hit
    return None


def _signers(text: str, lines: list[tuple[int, int]]) -> str:
    """The organs on the lines right above a date; several sign jointly."""
    organs: list[str] = []
    for s, e in reversed(lines[-4:]):
        if _SEAL.fullmatch(text[s:e]):
            continue
        if not _ORGAN.match(text[s:e]) or (organs and STARTER.match(text[s:e])):
            break
        organs.insert(0, text[s:e])
    return "、".join(dict.fromkeys(organs))


def _short_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    for m in re.compile(r"[^\n]+").finditer(text, start, end):
        if m.end() - m.start() <= 80:
            out.append((m.start(), m.end()))
    return out


def _date_line(text: str, start: int, end: int) -> DateText | None:
    """A line that is a full date, alone or behind an organ's name; glued digits count (2021年1014)."""
    if end - start > 60:
        return None
    while start < end and text[start] in "([":
        start += 1
    line = text[start:end]
    head = _SIGNED.match(line)
    if head is None or (head.group() and not re.search(_ORGAN_END + r"[:\s]*$", head.group())):
        return None
    for found in find_dates(text, start + head.end(), end):
        rest = text[found.end : end].strip("|。 )]印发")
        at = found.at
        if found.start == start + head.end() and at.year and at.exact and not found.is_span and not rest:
            return found
        return None
    return None


def _page_day(text: str, page: Page, claims_document: bool) -> DateText | None:
    for day in page.dates:
        if day.written == claims_document:
            for found in find_dates(text, *day.value):
                if found.at.year and found.at.exact:
                    return found
    return None


def _doc_number(text: str, page: Page, title: str | None) -> str | None:
    """The plan's own number: a line of its own, behind 文号:, or in brackets behind the notice's own heading."""
    for s, e in (*page.head, *page.meta):
        line = text[s:e]
        if m := re.search(r"(?:发文字号|文号)[:\s]*(?P<n>" + _DOC_NUMBER.pattern + ")", line):
            return _own_number(m["n"])
    for s, e in page.head:
        if m := _LEADING_NUMBER.match(text[s:e]):
            return _own_number(m.group().rstrip(":,"))
        line = text[s:e].strip("()[]《》")
        if _DOC_NUMBER.fullmatch(line):
            return _own_number(line)
        if title and title in line and (m := re.search(r"[\[(](?P<n>" + _DOC_NUMBER.pattern + r")[\])]$", text[s:e])):
            return _own_number(m["n"])
    return None


def _own_number(written: str) -> str:
    masked = re.sub(r"[\[(<]([\d×xX*]{1,4})[\])>]", r"〔\1〕", written, count=1)
    return re.sub(r"(?<!〔)((?:19|20)\d\d)(?=第?\d)", r"〔\1〕", masked, count=1)


def _opening(text: str, page: Page, title: str | None, named_at: int) -> tuple[int, int]:
    """The opening paragraphs: behind the title's last line, before the first heading."""
    start = named_at
    for s, e in page.head:
        line = text[s:e]
        if title and (line == title or (line.endswith(title[-12:]) and len(line) <= len(title) + 40)):
            start = max(start, e)
    return min(start, page.body), page.body


def bases(
    source: Source, opening: tuple[int, int], title: str | None, first: tuple[int, int] | None
) -> tuple[Basis, ...]:
    """Documents in 《》 (or by number alone) that the plan's opening gives as its reason, else its covering notice.

    `first` is the first part of a plan where it speaks of aims: it opens a plan that has no paragraph before it.
    """
    if first and not re.search("[,。]", source.text[slice(*opening)]):
        opening = first
    return _cited(source, opening, title) or _cited(source, (0, opening[0]), title)


def _cited(source: Source, opening: tuple[int, int], title: str | None) -> tuple[Basis, ...]:
    text = source.text
    out: list[Basis] = []
    taken: list[tuple[int, int]] = []
    for m in re.compile(r"[^。\n]+").finditer(text, *opening):
        if not _GROUNDS.search(m.group()):
            continue
        for cited in _CITED.finditer(text, m.start(), m.end()):
            name = cited["name"].replace("<", "〈").replace(">", "〉")
            if name == title or re.search("(?:印发|现将)$", text[max(0, cited.start() - 2) : cited.start()]):
                continue
            number = _own_number(cited["n"]) if cited["n"] else None
            taken.append((cited.start(), cited.end()))
            out.append(Basis(name, source.quote(cited.start(), cited.end()), number))
        for bare in _BARE_NUMBER.finditer(text, m.start(), m.end()):
            if not any(a <= bare.start("n") < b for a, b in taken):
                number = re.sub("^.*?(?:根据|按照|依据|落实|贯彻|执行)", "", _own_number(bare["n"]))
                out.append(Basis(number, source.quote(bare.start("n"), bare.end("n")), number))
    return tuple(out)
