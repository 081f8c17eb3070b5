"""What somebody must hand in: 报送, 上报, 报…备案, 报…汇总, and by which day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fajian.engine.plans.annexes import numbers_in
from fajian.engine.plans.dates import EACH_MONTH, DateText, Years, day_of, find_dates, monthly
from fajian.engine.plans.handed import SAME, TAKE, THINGS, handing_in, tidy
from fajian.engine.plans.outline import Outline
from fajian.engine.plans.schema import Duty, Every, Stage
from fajian.engine.plans.sections import Part, is_problem_group
from fajian.engine.plans.source import Source
from fajian.engine.plans.stages import StageAt
from fajian.engine.plans.subjects import UNIT_END, first_subject, last_subject
from fajian.engine.plans.tables import Row, duty_rows
from fajian.engine.plans.tasks import TaskAt
from fajian.engine.plans.vocabulary import either

_SENTENCE = re.compile("[^。;\n!?]{1,3000}")
_HAND_IN = re.compile(
    rf"(?P<v>{either('hand_in', 'verbs')}|(?<![移抄派分])(?:{either('hand_in', 'verbs_with_to')})至|"
    r"(?<![举通情简申汇专快填瞒预公虚谎漏警海画晚月年零直转呈上警战捷周日旬季])报(?!告|到|名|刊|道|批|复|销|废|警|经|表|纸|案|酬|考|价|关|税|单|送|备|至|给|请|喜|务)"
    rf"|(?<![移上提转递呈缴成社外报抄推寄运输分群开])(?:交(?![通叉办流接由易警付往互])|送(?![达审检]))(?=[^,。;至由报]{{2,30}}?{UNIT_END}(?:邮箱|信箱|汇总|备案|存档|统一|[,。;]|$))"
    rf"|填报(?=[^,。;]{{0,6}}《)|报告(?=一次)|(?:专题|书面)报告(?=[,。;]|$|[^,。;]{{1,30}}?{UNIT_END}(?:[,。;]|$)))"
    # 信息报送工作 and 事前报备、事中监督 are nouns
    r"(?!、|(?:工作|要求|制度|机制|渠道|格式|范围|质量|程序|责任|口径|方式|纪律){1,2}(?:[,。;:]|$))"
)
_BEHIND = re.compile("的(?!通知)")  # 各单位报送的材料 was handed in already
_NOT_A_DUTY = re.compile(
    "未[^,。;]{0,6}$|[不瞒漏谎虚][^,。;]{0,2}、[^,。;]{0,3}$|不[^,。;]{0,4}$|是否[^,。;]{0,8}$|瞒案不$|不得|应报$|有案不$|压案不$|瞒$|移送"
)
_EVERY = (
    ("week", re.compile("每个?(?:周|星期)|逐周|按周(?!期)")),
    ("quarter", re.compile("每(?:个)?季度?|按季度?|季报|季度(?:末|初|报)|季后|逐季")),
    ("month", re.compile("每(?:个)?月|按月|月报|逐月|当月|次月")),
    ("year", re.compile("每(?:个)?年(?!度?底)|按年|(?<!半)年报(?!送)|每年度")),
)
_AGAIN = re.compile("每(?:半月|半个月|两周|旬|两个?月|半年)")  # rhythms that are none of the four
_BY_A_DAY = ("填报", "专题报告", "书面报告")  # handing in only where a day is named
_ANNEX_NOTE = re.compile(r"[(\[](?:格式|样式|样表|模板)?(?:见|详见|参见)?附(?:件|表)[^()\[\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class DutyAt:
    """A duty with where it stands: the date expression that bounds it (null without one) and its sentence."""

    duty: Duty
    found: DateText | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    """The part of a text one sentence stands in."""

    start: int
    end: int
    limits: tuple[date, ...]
    subject: str | None
    stage: Stage | None = None


def duties(
    source: Source,
    outline: Outline,
    parts: dict[int, Part],
    stages: tuple[StageAt, ...],
    tasks: tuple[TaskAt, ...],
    years: Years,
    end: int,
) -> tuple[DutyAt, ...]:
    """All duties in the order of the text; several due days in one sentence make several duties.

    The limit of the task a sentence stands in counts where the sentence itself names no day. A day without a year in
    the text of a stage is the one that falls into the stage.
    """
    places = [_Place(0, outline.first, (), None)]
    steps = {id(n): s.stage for s in stages for n in s.node.walk()}
    limits = {id(t.node): tuple(d.on for d in t.task.due if d.on) for t in tasks}
    owners = {id(t.node): t for t in tasks}
    for i, top in enumerate(outline.tops):
        if parts[i] in (Part.PROBLEMS, Part.AIMS):
            continue
        for node in top.walk():
            if not is_problem_group(source, node):
                named = owners.get(id(node))
                who = "、".join(named.task.responsible) if named and len(named.task.responsible) == 1 else None
                limit = limits.get(id(node), ())
                places.append(_Place(node.head, node.own_end, limit, who, steps.get(id(node))))
    places.append(_Place(outline.tail, end, (), None))
    out: list[DutyAt] = []
    for place in places:
        out += _in_place(source, place, years)
    return tuple(out)


def _in_place(source: Source, place: _Place, years: Years) -> list[DutyAt]:
    rows = duty_rows(source, place.start, place.end)
    out = [one for row in rows if row.cells for one in _of_row(source, row, place, years)]
    subject, receiver = place.subject, None
    for sentence in _SENTENCE.finditer(source.text, place.start, place.end):
        if any(row.start <= sentence.start() < row.end for row in rows):
            continue
        said = _in_sentence(source, sentence.start(), sentence.end(), place, subject, receiver, years)
        out += said
        if said:
            subject, receiver = said[-1].duty.from_unit or subject, said[-1].duty.to_unit or receiver
        elif subject is None:
            subject = first_subject(sentence.group())
    return out


def _of_row(source: Source, row: Row, place: _Place, years: Years) -> list[DutyAt]:
    """A row of a table of hand-ins."""
    text = source.text
    said = {name: text[a:b] for name, (a, b) in row.cells.items()}
    dates = find_dates(text, *row.cells["due"]) if "due" in row.cells else []
    found, every = dates[0] if dates else None, _every(said.get("due", ""))
    numbers, quote = numbers_in(text[row.start : row.end]), source.quote(row.start, row.end)
    return [
        DutyAt(
            Duty(tidy(said["what"]), said.get("from"), said.get("to"), day, quote, every, numbers),
            found,
            row.start,
            row.end,
        )
        for day in _days(found, place, years, every)
    ]


def _in_sentence(
    source: Source, start: int, end: int, place: _Place, subject: str | None, receiver: str | None, years: Years
) -> list[DutyAt]:
    text = source.text
    out: list[DutyAt] = []
    dates = [d for d in find_dates(text, start, end) if not d.since and not _in_title(text, start, d.start)]
    last = start
    for verb in _HAND_IN.finditer(text, start, end):
        if (
            verb.start() < last
            or _in_title(text, start, verb.start())
            or _NOT_A_DUTY.search(text[max(start, verb.start() - 12) : verb.start()])
            or _BEHIND.match(text, verb.end())
            or (verb["v"] == "填报" and _HAND_IN.search(text, verb.end(), end))  # 填报《…》,次月3日前报…
        ):
            continue
        read = handing_in(text, start, end, last, verb)
        if read is None:
            continue
        what, to_unit, stop = read
        if what == SAME:
            what = f"{out[-1].duty.what}汇总" if out else "汇总材料"
        receiver = to_unit or receiver
        who = _giver(text, start, verb.start(), subject)
        if who == receiver:  # the receiver was the subject of a sentence before
            who = None
        found = _month_by_month(text, dates, last, stop) or _date_for(text, dates, last, verb.start(), end)
        every = _every(text[last:stop])
        if found is None and every is None and not _AGAIN.search(text, last, verb.start()):
            if verb["v"] in (*_BY_A_DAY, "交", "送") or (verb["v"][-1] == "至" and verb["v"] != "报至"):
                continue
            if not to_unit and _is_heading(text, start, end, stop == verb.end(), text[last : verb.start()]):
                continue
        days = _days(found, place, years, every)
        named = _ANNEX_NOTE.match(text, stop, end)
        behind = named.end() if named else stop
        for name, day in _named(text, dates, last, verb.start(), what, days, place, years):
            duty = Duty(name, who, receiver, day, source.quote(start, stop), every, numbers_in(text[last:behind]))
            out.append(DutyAt(duty, found, start, stop))
        last = stop
    return out


def _is_heading(text: str, start: int, end: int, ends: bool, before: str) -> bool:
    """3.报送情况。 and (三)加强信息报送。, where nothing is said but that something is handed in."""
    return (end - start <= 10 and text[start - 1] != ";") or (ends and not TAKE.search(before))


def _in_title(text: str, start: int, i: int) -> bool:
    return text.count("《", start, i) > text.count("》", start, i)


def _giver(text: str, start: int, verb: int, subject: str | None) -> str | None:
    """Who hands in: the last subject named before the verb in this sentence, else the one of the sentences before."""
    return last_subject(text[max(start, verb - 1500) : verb]) or subject


def _every(run: str) -> Every | None:
    for name, pattern in _EVERY:
        if pattern.search(run):
            return name  # type: ignore[return-value]
    return None


def _date_for(text: str, dates: list[DateText], last: int, verb: int, end: int) -> DateText | None:
    """The date that bounds this handing in: the nearest before the verb, else one behind it in the same sentence."""
    before = [d for d in dates if last <= d.start < verb]
    before = [d for d in before if text[max(0, d.start - 2) : d.start] != "每年"]
    bound = [d for d in before if d.before] or [d for d in before if d.at.exact or _near(text, d, verb)]
    if bound:
        return bound[-1]
    after = [d for d in dates if verb < d.start < end and d.before and "报" not in text[d.end : end]]
    return after[0] if after else None


def _named(
    text: str,
    dates: list[DateText],
    last: int,
    verb: int,
    what: str,
    days: tuple[date | None, ...],
    place: _Place,
    years: Years,
) -> list[tuple[str, date | None]]:
    """What is due on which day: 3月18日前将方案、7月26日前将小结…报送, 7月5日、12月5日前分别报送半年总结和全年总结."""
    each = [d for d in dates if last <= d.start < verb and d.before and text[d.end : d.end + 1] in ("将", "把")]
    if len(each) > 1:
        ends = [*(d.start for d in each[1:]), verb]
        things = [tidy(text[d.end + 1 : end]) for d, end in zip(each, ends, strict=True)]
        if all(len(thing) > 1 for thing in things):
            return [(thing, day) for thing, d in zip(things, each, strict=True) for day in _days(d, place, years, None)]
    parts = re.split("[、和及]", what)
    if len(parts) == len(days) > 1 and "分别" in text[last:verb] and all(THINGS.search(part) for part in parts):
        return list(zip(parts, days, strict=True))
    return [(what, day) for day in days]


def _month_by_month(text: str, dates: list[DateText], last: int, stop: int) -> DateText | None:
    """4月至7月,各单位每月底前…: the day of every month of a span that stands before it in the sentence."""
    for found in dates:
        each = EACH_MONTH.search(text, found.end, stop)
        if last <= found.start and each and (found.is_span or found.others) and (listed := monthly(found, each)):
            return listed
    return None


def _in_stage(day: date | None, found: DateText, stage: Stage | None) -> date | None:
    """The same day a year later where only that one lies within the stage it is named in."""
    if day is None or found.has_year or stage is None or not stage.from_on or day >= stage.from_on:
        return day
    later = day_of(day.year + 1, day.month, day.day)
    return later if later <= (stage.to_on or later) and (stage.from_on - day).days > 31 else day


def _near(text: str, found: DateText, verb: int) -> bool:
    """于6月底和7月底报送…: a part of a month right before the verb."""
    return (
        not found.is_span
        and found.at.part.endswith(("底", "末", "旬", "初"))
        and text[found.start - 1 : found.start] in ("于", "在", "别")
        and verb - found.end <= 12
    )


def _days(found: DateText | None, place: _Place, years: Years, every: Every | None) -> tuple[date | None, ...]:
    if found is not None:
        days = years.dues(found) if found.others else (years.due(found),)
        return tuple(_in_stage(day, found, place.stage) for day in days) or (None,)
    if every is None and len(set(place.limits)) == 1:
        return (place.limits[0],)
    return (None,)
