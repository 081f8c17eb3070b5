"""The stages of a campaign and its whole span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from fajian.engine.plans.dates import DateText, Years, day_of, find_dates
from fajian.engine.plans.outline import Node, Outline, title
from fajian.engine.plans.schema import Period, Stage
from fajian.engine.plans.sections import Part
from fajian.engine.plans.source import Source

_SPAN_NOTE = re.compile(r"[(\[][^()\[\]\n]{2,60}[)\]]")
_WORD = re.compile(r"阶段")
# What stands right before the span of the whole campaign: 自2020年6月初至11月底, 整治时间:…, 时间从…
_RUN = re.compile(r"(?:自|从|于|决定|利用|用|(?:时间|期限|时限|周期|为期)(?:为|是|自|从)?:?)$")
_HEADED = re.compile("时间|时限|期限")  # 三、整治时间 with nothing but the span under it
_STAGE_BEHIND = re.compile(r",?(?:为|是|开展|进行)?(?:第[一二三四五六]阶段[:,(]?)?(?P<w>[一-龥“”]{2,14}阶段)")
_STEP_BEHIND = re.compile(r",(?:为)?(?P<w>[一-龥]{2,8})(?=[;。,])")  # 9月8日至9月30日,组织自查;
_STAGE_BEFORE = re.compile(r"(?P<w>(?!第.阶段)[一-龥“”]{2,14}阶段)(?:时间)?[(:,\t]?(?:从|自|为|于)?$")
# 2024年为基础建设年(2024年7月至12月),…;提升年(…),…
_NAME_BEFORE = re.compile(r"(?<=[。;\n])(?:20\d\d年[为是])?(?P<w>[一-龥“”]{2,14})[(\[]$")
HANDS_IN = re.compile("报送|上报|报(?:市|县|区|省|局|至|同级)")
_FOR_MONTHS = re.compile(r"[,、]?(?:利用|为期|用|历时|持续)(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,2})个月")


@dataclass(frozen=True, slots=True)
class StageAt:
    """A stage with its node; `found` is its date expression in the text, null for an open stage."""

    stage: Stage
    node: Node
    found: DateText | None


def stages(source: Source, outline: Outline, parts: dict[int, Part], years: Years) -> tuple[StageAt, ...]:
    """Headings with 阶段 or with a span in brackets, and the direct children of a part about steps."""
    out: list[StageAt] = []
    for i, top in enumerate(outline.tops):
        for node in top.walk():
            if parts[i] in (Part.DEMANDS, Part.AIMS, Part.PROBLEMS) and not _WORD.search(_line(source, node)):
                continue
            found = _span(source, node, parts[i] is Part.STAGES)
            words = title(source, node)
            direct = parts[i] is Part.STAGES and node.parent is top and node.rank <= 3
            named = bool(re.search("阶段$", _bare(source, node, found))) and node is not top
            bracketed = found is not None and (found.is_span or named or direct) and _in_note(source, node, found)
            if not (named or bracketed or direct) or (node is top and (not bracketed or _several(source, node))):
                continue
            if not (named or bracketed) and HANDS_IN.search(words):  # 三、时间要求 1.5月16日前,各单位上报方案
                continue
            if node.parent and any(n.node is node.parent for n in out) and not named:
                continue
            if parts[i] is Part.DEMANDS and found is None:
                continue
            a, b = years.span(found) if found else (None, None)
            if found and not found.has_year:
                a, b = _not_before(out[-1].stage.from_on if out else None, a, b)
            end = max(node.title_end, _note_end(source, node, found))
            quote = source.quote(node.start, min(end, node.own_end))
            out.append(StageAt(Stage(_bare(source, node, found) or words, a, b, quote), node, found))
    return tuple(out) or _in_sentences(source, outline, parts, years)


def _in_sentences(source: Source, outline: Outline, parts: dict[int, Part], years: Years) -> tuple[StageAt, ...]:
    """Where no heading is a stage: 5月10日至6月10日为自查阶段,… or 自查阶段从5月10日至6月10日,…; two make a row."""
    text = source.text
    for i, top in enumerate(outline.tops):
        if parts[i] in (Part.DEMANDS, Part.PROBLEMS):
            continue
        hits = []
        for found in find_dates(text, top.head, top.end):
            behind = _STAGE_BEHIND.match(text, found.end, top.end)
            if parts[i] is Part.STAGES and found.is_span and text[found.start - 1] in "。;\n":
                behind = behind or _STEP_BEHIND.match(text, found.end, top.end)
            before = text[max(top.head, found.start - 30) : found.start]
            named = behind or _STAGE_BEFORE.search(before)
            if parts[i] is Part.STAGES and found.is_span:
                named = named or _NAME_BEFORE.search(before)
            if found.since or not named:
                continue
            start = found.start if behind else found.start - len(named.group())
            hits.append((named["w"], found, start, behind.end() if behind else found.end))
        if len(hits) >= 2:
            starts = [start for _, _, start, _ in hits[1:]] + [top.end]
            return tuple(
                StageAt(
                    Stage(words, *years.span(found), source.quote(start, end)),
                    Node(2, "阶段", "", start, start, end, stop, stop, top),
                    found,
                )
                for (words, found, start, end), stop in zip(hits, starts, strict=True)
            )
    return ()


def _several(source: Source, top: Node) -> bool:
    """Whether a part without headings names several spans in brackets: these are the stages, not the part."""
    spans = find_dates(source.text, top.head, top.own_end)
    return sum(d.is_span and source.text[d.start - 1] in "([" for d in spans) >= 2


def _not_before(earlier: date | None, a: date | None, b: date | None) -> tuple[date | None, date | None]:
    """Stages follow one another: a January behind a stage of November is that of the next year."""
    if earlier and a and a < earlier and (earlier - a).days > 31:
        return _year_on(a), _year_on(b) if b else None
    return a, b


def _year_on(day: date) -> date:
    return day_of(day.year + 1, day.month, day.day)


def _line(source: Source, node: Node) -> str:
    stop = source.text.find("\n", node.head, node.own_end)
    return source.text[node.head : min(stop if stop >= 0 else node.own_end, node.head + 60)]


def _span(source: Source, node: Node, in_steps: bool) -> DateText | None:
    """The date of a heading: in a note behind it, in the heading itself, or right at the start of its text."""
    text = source.text
    line_end = text.find("\n", node.head, node.own_end)
    line_end = node.own_end if line_end < 0 else line_end
    limit = min(line_end, max(node.title_end, node.head) + 60)
    for note in _SPAN_NOTE.finditer(text, node.head, limit):
        if note.start() > node.title_end + 3:
            break
        if dates := [d for d in find_dates(text, note.start(), note.end()) if not d.since]:
            return dates[0]
    within = [d for d in find_dates(text, node.head, node.title_end) if not d.since]
    if within and (in_steps or _WORD.search(text, node.head, node.title_end)):
        return within[0]
    if not in_steps:
        return None
    start = node.title_end
    while start < node.own_end and text[start] in "。:;, \n":
        start += 1
    body = find_dates(text, start, min(start + 40, node.own_end))
    if (
        body
        and (body[0].start - start <= 6 or (body[0].is_span and "," not in text[start : body[0].start]))
        and not body[0].since
    ):
        return body[0]
    return None


def _in_note(source: Source, node: Node, found: DateText) -> bool:
    before = source.text[node.head : found.start]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")


def _note_end(source: Source, node: Node, found: DateText | None) -> int:
    if found is None or found.start > node.title_end + 60:
        return node.title_end
    end = found.end
    if _in_note(source, node, found):
        close = re.compile(r"[)\]]").search(source.text, end, min(end + 40, node.own_end))
        end = close.end() if close else end
    return end


def _bare(source: Source, node: Node, found: DateText | None) -> str:
    """The stage's name without its span: 自查自纠阶段."""
    text = source.text
    words = text[node.head : node.title_end]
    if found and found.start < node.title_end:
        cut = found.start
        if _in_note(source, node, found):
            cut = max(text.rfind("(", node.head, cut), text.rfind("[", node.head, cut))
            words = text[node.head : cut]
        elif found.start - node.head <= 1:
            words = re.sub("^[,:)\\]]*(?:为|是)", "", text[found.end : node.title_end])
        else:
            words = re.sub(r"[(\[自从于:,]*$", "", text[node.head : cut])
    words = re.sub(r"^第[一二三四五六七八九十]阶段[:,、]?(?=.)", "", words)
    return words.strip(" 。;:,、—-")


def period(
    source: Source, outline: Outline, parts: dict[int, Part], years: Years, opening: tuple[int, int]
) -> Period | None:
    """The campaign's whole span where the opening or the parts before the tasks state one; null if none does."""
    spans = (
        [opening]
        + [(top.head, top.end) for i, top in enumerate(outline.tops) if parts[i] in (Part.AIMS, Part.OTHER)]
        + [(top.head, top.own_end) for i, top in enumerate(outline.tops) if parts[i] in (Part.STAGES, Part.TASKS)]
    )
    for a, b in spans:
        for found in find_dates(source.text, a, b):
            if (first := _whole(source.text, a, b, found, years)) is not None:
                return Period(*first, source.quote(*_clause(source.text, a, b, found)))
    return None


def _whole(text: str, a: int, b: int, found: DateText, years: Years) -> tuple[date, date] | None:
    before = text[max(a, found.start - 12) : found.start]
    if found.since:
        return None
    first, last = years.span(found)
    if months := _FOR_MONTHS.match(text, found.end, b):  # 从3月1日开始,利用三个月时间
        return (first, _months_on(first, months["n"])) if first and not found.is_span else None
    headed = found.start - a <= 12 and _HEADED.search(text, a, found.start)
    month = found.at.part == "月" and not found.before and "决定" in before and "在" in text[found.end : found.end + 2]
    if not (month or (found.is_span and (_RUN.search(before) or headed))):
        return None
    return (first, last) if first and last else None


def _months_on(first: date, written: str) -> date:
    """The last day of `written` months from `first` on: three months from 1 March end on 31 May."""
    count = int(written) if written.isdigit() else "一二三四五六七八九十".find(written.replace("两", "二")) + 1
    month = first.month + count
    return day_of(first.year + (month - 1) // 12, (month - 1) % 12 + 1, first.day) - timedelta(days=1)


def _clause(text: str, a: int, b: int, found: DateText) -> tuple[int, int]:
    start = max((text.rfind(c, a, found.start) for c in ",。;\n"), default=-1) + 1
    ends = [i for i in (text.find(c, found.end, b) for c in ",。;\n") if i >= 0]
    return max(start, a), min(ends, default=b)
