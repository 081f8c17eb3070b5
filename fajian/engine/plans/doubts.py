"""What a person has to settle before a compiled plan may run, each with a proposed answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from fajian.engine.faults import InputError
from fajian.engine.law.calendar import Calendar
from fajian.engine.plans import proposals
from fajian.engine.plans.annexes import AnnexList
from fajian.engine.plans.dates import DateText, Years, find_dates
from fajian.engine.plans.duties import DutyAt
from fajian.engine.plans.header import Header
from fajian.engine.plans.outline import Outline
from fajian.engine.plans.page import Page
from fajian.engine.plans.schema import Doubt
from fajian.engine.plans.source import Source
from fajian.engine.plans.stages import StageAt
from fajian.engine.plans.tasks import TaskAt


@dataclass(frozen=True, slots=True)
class Read:
    """All that was read from one text; what the doubts are found in."""

    source: Source
    page: Page
    header: Header
    outline: Outline
    years: Years
    years_from: str
    issued_on: date | None
    stages: tuple[StageAt, ...]
    tasks: tuple[TaskAt, ...]
    duties: tuple[DutyAt, ...]
    annexes: AnnexList
    end: int


def doubts(read: Read) -> tuple[Doubt, ...]:
    """All doubts, in a fixed order of kinds and within a kind in the order of the text; each matter once."""
    out: list[Doubt] = []
    for find in (_header, _years, _glued, _stages, _limits, _due_days, _no_lead, _aliases, _annexes):
        out += find(read)
    return tuple({(doubt.kind, doubt.quote): doubt for doubt in reversed(out)}.values())[::-1]


def _first_words(source: Source) -> str:
    stop = source.text.find("\n")
    return source.quote(0, min(stop if stop > 0 else len(source.text), 40))


def _header(read: Read) -> Iterable[Doubt]:
    source = read.source
    if read.header.title is None:
        says = "没有读到方案标题，请填写标题。"
        yield Doubt("missing_text", _first_words(source), says, proposals.of_title())
    own = read.header.issued_on
    if own is None or read.header.issued is None:
        return
    written = [d for d in read.page.dates if d.written]
    for page_date in written:  # a page is often put up days after the signature: that alone is no conflict
        for found in find_dates(source.text, *page_date.value):
            day = Years(None).due(found)
            if day and day != own and found.start != read.header.issued[0]:
                yield Doubt(
                    "date_conflict",
                    source.quote(page_date.start, page_date.end),
                    f"网页日期{day}与落款{own}不一致，按落款{own}执行是否正确？",
                    proposals.of_issue(own),
                )
                return


def _years(read: Read) -> Iterable[Doubt]:
    if read.issued_on is not None:
        return
    found = find_dates(read.source.text, read.page.body, read.end)
    bare = [d for d in found if not d.since]
    if not bare or any(d.has_year and not d.since for d in bare):
        return
    first = next((s.found for s in read.stages if s.found), bare[0])
    guess = f"按{read.years.base}年推算（{read.years_from}）" if read.years.base else "无法推算年份"
    yield Doubt(
        "year_inferred",
        read.source.quote(first.start, first.end),
        f"全文日期没有年份，{guess}，请确认年份。",
        proposals.of_year(read.years.base, read.years_from),
    )


def _glued(read: Read) -> Iterable[Doubt]:
    """Digits that lost their 年月日; one doubt for the whole text, on the date of issue if that is one of them."""
    source, text = read.source, read.source.text
    spots = [
        d for d in find_dates(text, read.page.body, read.end) if d.glued and not re.search("月", text[d.start : d.end])
    ]
    if read.header.issued and read.header.issued_glued:
        a, b = read.header.issued
    elif spots:
        a, b = spots[0].start, spots[0].end
    else:
        return
    days = [read.years.due(d) for d in find_dates(text, a, b)]
    answer = f"，应为{days[0]}" if days and days[0] else ""
    says = f"日期丢失年月日、数字连在一起{answer}，请对照原件确认。"
    yield Doubt("missing_text", source.quote(a, b), says, proposals.of_glued(days[0] if days else None))


def _stages(read: Read) -> Iterable[Doubt]:
    source = read.source
    for stage in read.stages:
        if stage.found and stage.found.vague:
            quote = source.quote(stage.found.start, stage.found.end)
            says = f"“旬前”可指该旬首日或末日，暂按末日{stage.stage.to_on}。"
            yield Doubt("unclear_due", quote, says, proposals.of_ten_days(stage.stage.to_on))
    for before, after in zip(read.stages, read.stages[1:], strict=False):
        a, b = before.stage, after.stage
        if a.to_on and b.from_on and b.from_on <= a.to_on:
            yield Doubt(
                "overlap_stages",
                b.quote,
                f"“{a.title}”到{a.to_on}，“{b.title}”从{b.from_on}开始，前后重叠，请确认起止。",
                proposals.of_stages(),
            )
            return


def _limits(read: Read) -> Iterable[Doubt]:
    source = read.source
    for task in read.tasks:
        for a, b in task.unclear:
            says = f"任务{task.task.number}的时限推不出日期，请填写日期或确认为长期。"
            yield Doubt("unclear_due", source.quote(a, b), says, proposals.of_limit(0))
        for found in task.dated:
            if found.vague:
                day = read.years.due(found)
                says = f"“旬前”可指该旬首日或末日，暂按末日{day or ''}。"
                yield Doubt("unclear_due", source.quote(found.start, found.end), says, proposals.of_ten_days(day))
    limited = [t for t in read.tasks if t.has_limit]
    if len(limited) >= 2 and len(limited) * 2 >= len(read.tasks):
        for task in read.tasks:
            if not task.has_limit and not _in_dated_stage(read, task):
                says = f"同级任务都有完成时限，任务{task.task.number}没有，请填写或确认为长期。"
                yield Doubt("no_due", task.task.quote, says, proposals.of_limit(len(limited)))


def _in_dated_stage(read: Read, task: TaskAt) -> bool:
    """An item of a stage with days of its own has the stage's end for a limit."""
    return any(s.found and s.node.head <= task.node.start < s.node.end for s in read.stages)


def _due_days(read: Read) -> Iterable[Doubt]:
    """Due days on a day off, before the day of issue, outside their stage."""
    source = read.source
    dated: list[tuple[DateText, date]] = []
    for duty in read.duties:
        if duty.found and duty.duty.due:
            dated.append((duty.found, duty.duty.due))
    for task in read.tasks:
        stage_spans = {id(s.found) for s in read.stages if s.found}
        dated += [(f, day) for f in task.dated if id(f) not in stage_spans and (day := read.years.due(f))]
    calendar = Calendar.seeded()
    for found, day in dated:
        quote = source.quote(_from_preposition(source.text, found.start), found.end)
        if found.at.exact and (reason := _day_off(calendar, day)):
            before = _working_before(calendar, day)
            says = f"{day}是{reason}，请确认是否提前或顺延（建议提前到{before}）。"
            yield Doubt("due_on_holiday", quote, says, proposals.of_day_off(day, before, reason))
        if read.issued_on and day < read.issued_on:
            says = f"期限{day}早于印发日{read.issued_on}，请确认年份或改期。"
            yield Doubt("due_in_past_at_issue", quote, says, proposals.of_past(day, read.issued_on))
    yield from _outside(read)


def _from_preposition(text: str, i: int) -> int:
    return i - 1 if i and text[i - 1] in "于在" else i


def _day_off(calendar: Calendar, day: date) -> str:
    """Why a day is off (周六, 国庆节放假); empty for a working day and for a day the calendar does not reach."""
    try:
        known = calendar.day(day)
    except InputError:
        return ""
    return "" if known.is_working else known.reason


def _working_before(calendar: Calendar, day: date) -> date:
    try:
        while not calendar.is_working(day):
            day -= timedelta(days=1)
    except InputError:
        pass
    return day


def _outside(read: Read) -> Iterable[Doubt]:
    for duty in read.duties:
        day = duty.duty.due
        if day is None or duty.found is None:
            continue
        for stage in read.stages:
            if stage.node.head <= duty.start < stage.node.end:
                a, b = stage.stage.from_on, stage.stage.to_on
                if (a and day < a) or (b and day > b):
                    quote = read.source.quote(_from_preposition(read.source.text, duty.found.start), duty.found.end)
                    says = f"报送日{day}不在“{stage.stage.title}”（{a or '未定'}至{b or '未定'}）之内，请确认。"
                    yield Doubt("due_outside_stage", quote, says, proposals.of_outside(day, stage.stage.title))


def _no_lead(read: Read) -> Iterable[Doubt]:
    rows: dict[int, list[TaskAt]] = {}
    for task in read.tasks:
        rows.setdefault(id(task.node.parent), []).append(task)
    for row in rows.values():
        without = [t for t in row if not t.noted.has_units]
        if len(row) >= 3 and len(without) == 1:
            task = without[0]
            says = f"同级任务都写明了责任单位，任务{task.task.number}没有，请补充。"
            yield Doubt("no_lead", task.task.quote, says, proposals.of_lead(_usual(row)))


def _usual(row: list[TaskAt]) -> str | None:
    """The unit that most tasks of a row have at their head; null where none has more than one."""
    heads = Counter((t.task.lead or t.task.responsible)[0] for t in row if t.task.lead or t.task.responsible)
    name, times = heads.most_common(1)[0]
    return name if times > 1 else None


def _aliases(read: Read) -> Iterable[Doubt]:
    """Two names that look like one unit: 行政审批局 / 行政审批服务局, 执法监督科 / 综合监督科."""
    counts: dict[str, int] = {}
    places: dict[str, tuple[int, int]] = {}
    for task in read.tasks:
        for name, a, b in task.noted.unit_spans:
            name = re.sub("等(?:有关|相关)?(?:部门|单位)?$", "", name)
            if not name:
                continue
            counts[name] = counts.get(name, 0) + 1
            places.setdefault(name, (a, b))
    names = [n for n in counts if not n.startswith(("各", "有关", "相关")) and len(n) <= 24][:200]
    for i, one in enumerate(names):
        for other in names[i + 1 :]:
            if _alike(one, other):
                rare = other if counts[other] <= counts[one] else one
                usual = one if rare is other else other
                yield Doubt(
                    "unit_alias",
                    read.source.quote(*places[rare]),
                    f"“{rare}”与“{usual}”疑为同一单位，请确认用哪个名称。",
                    proposals.of_alias(usual, counts[usual]),
                )


def _alike(one: str, other: str) -> bool:
    a, b = sorted((one, other), key=len)
    if a[-1] != b[-1] or a[0] != b[0] or len(a) < 4:
        return False
    prefix = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) == len(b):  # the same organ's 执法监督科 and 综合监督科
        head = max(a.rfind(c, 0, prefix) for c in "局委厅院办府会") + 1
        own_a, own_b = a[head:], b[head:]
        differ = sum(x != y for x, y in zip(own_a, own_b, strict=True))
        return head > 0 and own_a[-3:] == own_b[-3:] and 0 < differ <= 2 and len(own_a) >= 5
    if prefix < 2 or len(b) - len(a) > 6:
        return False
    rest = iter(b)
    return all(c in rest for c in a) and not re.search("[局委厅院府]$", b[: len(a)] if b.startswith(a) else "")


def _annexes(read: Read) -> Iterable[Doubt]:
    source = read.source
    owners: dict[int, list[str]] = {}
    for task in read.tasks:
        for n in task.task.annexes:
            owners.setdefault(n, []).append(task.task.number)
    for annex in read.annexes.annexes:
        shared = owners.get(annex.number or 0, [])
        if len(shared) > 1:
            yield Doubt(
                "annex_shared",
                annex.quote,
                f"附件{annex.number}由任务{'、'.join(shared)}共用，请确认填一份还是分别填。",
                proposals.of_annex(annex.number, len(shared)),
            )
    if read.annexes.empty_list:
        yield Doubt(
            "missing_text",
            source.quote(*read.annexes.empty_list),
            "附件只有名称，表样不在文本里，请补上表样或选用内置台账。",
            proposals.of_forms(),
        )
    elif read.annexes.annexes and not read.annexes.forms and not _listed(read):
        says = "文中提到的附件不在文本里，请补上表样或选用内置台账。"
        yield Doubt("missing_text", read.annexes.annexes[0].quote, says, proposals.of_forms())


def _listed(read: Read) -> bool:
    """Whether the text ends in a list of its annexes (then the forms are a file of their own, as usual)."""
    head = re.compile(r"^附(?:件|表|:)", re.M)
    text, tail = read.source.text, read.outline.tail
    return any(head.search(text, a, b) for a, b in ((tail, read.end), (0, read.outline.first)))
