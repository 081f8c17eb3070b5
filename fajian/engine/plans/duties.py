"""What somebody must hand in: 报送, 上报, 报…备案, 报…汇总, and by which day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fajian.engine.plans.annexes import numbers_in
from fajian.engine.plans.dates import EACH_MONTH, DateText, Years, day_of, find_dates, monthly
from fajian.engine.plans.outline import Outline
from fajian.engine.plans.schema import Duty, Every, Stage
from fajian.engine.plans.sections import Part, is_problem_group
from fajian.engine.plans.source import Source
from fajian.engine.plans.stages import StageAt
from fajian.engine.plans.subjects import UNIT_END, first_subject, last_subject
from fajian.engine.plans.tasks import TaskAt
from fajian.engine.plans.vocabulary import either

_SENTENCE = re.compile("[^。;\n!?]{1,3000}")
_HAND_IN = re.compile(
    rf"(?P<v>{either('hand_in', 'verbs')}|(?<![移抄派分])(?:{either('hand_in', 'verbs_with_to')})至|"
    r"(?<![举通情简申汇专快填瞒预公虚谎漏警海画晚月年零直转呈上警战捷周日旬季])报(?!告|到|名|刊|道|批|复|销|废|警|经|表|纸|案|酬|考|价|关|税|单|送|备|至|给|请|喜|务))"
    # 信息报送工作 is a noun
    r"(?!(?:工作|要求|制度|机制|渠道|格式|范围|质量|程序|责任|口径|方式|纪律){1,2}(?:[,。;:]|$))"
)
_END = re.compile(r"[,。;\n!?:(\[]|汇总|备案|并|抄送|统一|存档|归集|备查|$")
_TO = rf"(?:{UNIT_END}|领导)"  # whoever can receive
_UNIT = re.compile(
    rf"^(?:至|到|给|往|予)?(?P<u>[^,。;:]{{1,60}}?{_TO}(?:\([^()]*\))?)(?:的?(?:邮箱|信箱|电子邮箱|处))?$"
)
_OFFICE = re.compile(rf"\([^()\d]{{1,20}}{UNIT_END}\)")
_THING_TO_UNIT = re.compile(rf"^(?P<w>[^,。;:]{{2,80}}?)(?:至|到|给|报)(?P<u>[^,。;:]{{1,40}}?{_TO})$")
_APPROVAL = re.compile(either("hand_in", "approval"))
_BEHIND = re.compile("的(?!通知)")  # 各单位报送的材料 was handed in already
_NOT_A_DUTY = re.compile(
    "未[^,。;]{0,6}$|[不瞒漏谎虚][^,。;]{0,2}、[^,。;]{0,3}$|不[^,。;]{0,4}$|是否[^,。;]{0,8}$|瞒案不$|不得|应报$|有案不$|压案不$|瞒$|移送"
)
_TAKE = re.compile(r"(?:将|把)(?P<w>[^。;]{2,160})$")
_MADE = re.compile(
    r"(?:制定出?|形成|撰写|编制|填写|填报|起草|建立|合并为|拟定|汇总|整理|梳理出|完善|做好|总结|提出|完成|列出|收集|明确|确定|报送|填好|编写|出具|制作)(?P<w>[^,。;]{2,80}?)$"
)
_CLIP = re.compile(
    r"^(?:好|出|后|[一二三]次|一份|本单位的|一并|及时|书面|统一|按时|如实|按要求|加盖公章后|的)+|(?:做到|即时|及时|一并|书面|统一|按时|按要求|以?书面形式|加盖公章后|[,、]?(?:并)?经[^,。;]{0,20}(?:审定|审核|同意|签字|签批|盖章|公章|把关)后?|签字盖章后?|盖章后|分别|逐级|同步|(?:的?(?:电子|纸质)[版档件](?:[和及、]|$)){1,2}|以[^,。;、]{0,16}(?:形式|方式)|通过[^,。;、]{0,16}|并|后|要|应当?|须|需|于|在|,)+$"
)
# 工作总结经主要负责人审定后,于…: who approved it is no part of its name
_APPROVED = re.compile(r"经[^,。;]{0,20}(?:审定|审核|同意|签字|签批|盖章|审签|把关)后?$")
# 联络员名单请于4月12日前报…
_THING_THEN_DAY = re.compile(
    rf"^(?P<w>[^,]{{0,30}}(?:{either('hand_in', 'things')}|{either('hand_in', 'more_things')}))"
    r"(?:(?:加盖公章|盖章|签字盖章|汇总|填写|审核)后)?,?(?:请|应当?|须|要|务必|统一)*(?:于|在)[^,]{2,14}(?:日|旬|底|末)前$"
)
_EVERY = (
    ("quarter", re.compile("每(?:个)?季度?|按季度?|季报|季度(?:末|初|报)|季后|逐季")),
    ("month", re.compile("每(?:个)?月|按月|月报|逐月|当月|次月")),
    ("year", re.compile("每(?:个)?年(?!度?底)|按年|(?<!半)年报(?!送)|每年度")),
)
_NOUN = re.compile(either("hand_in", "things"))
_THINGS = re.compile(f"{_NOUN.pattern}|{either('hand_in', 'more_things')}|书$")
# 市司法局汇总后报省司法厅: what was handed in before goes on.
_PASSED_ON = re.compile(
    rf"^(?:由)?[^,]{{0,30}}?(?:{UNIT_END})?(?:汇总|整理|审核|梳理|统一)+(?:后|并)?"
    r"(?:[于在]?[^,]{2,14}前)?$"
)
# 市局于10月24日前报省厅, behind what the others hand in
_HANDED_ON = re.compile(rf"^(?:再?由)?[^,]{{0,20}}?{UNIT_END}(?:再|后)?(?:[于在]?[^,]{{2,14}}前)?(?:再|一并|统一)?$")


_NEAR = 400  # characters before a verb in which the thing handed in is sought
_ANNEX_NOTE = re.compile(r"[(\[](?:见|详见)?附(?:件|表)[^()\[\]]*[)\]]")
_SAME = "〃"  # the things of the duty before


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
    out: list[DutyAt] = []
    subject, receiver = place.subject, None
    for sentence in _SENTENCE.finditer(source.text, place.start, place.end):
        said = _in_sentence(source, sentence.start(), sentence.end(), place, subject, receiver, years)
        out += said
        if said:
            subject, receiver = said[-1].duty.from_unit or subject, said[-1].duty.to_unit or receiver
        elif subject is None:
            subject = first_subject(sentence.group())
    return out


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
        ):
            continue
        read = _one(text, start, end, last, verb)
        if read is None:
            continue
        what, to_unit, stop = read
        if what == _SAME:
            what = f"{out[-1].duty.what}汇总" if out else "汇总材料"
        receiver = to_unit or receiver
        who = _giver(text, start, verb.start(), subject)
        if who == receiver:  # the receiver was the subject of a sentence before
            who = None
        found = _month_by_month(text, dates, last, stop) or _date_for(text, dates, last, verb.start(), end)
        every = _every(text[last:stop])
        said_nothing_more = stop == verb.end() and not to_unit and found is None and every is None
        if not to_unit and found is None and every is None and end - start <= 10 and text[start - 1] != ";":
            continue  # 3.报送情况。 is a heading
        if said_nothing_more and not _TAKE.search(text[last : verb.start()]):  # 信息报送。 is a heading
            continue
        if verb["v"][-1] == "至" and verb["v"] != "报至" and found is None and every is None:
            continue
        days = _days(found, place, years, every)
        named = _ANNEX_NOTE.match(text, stop, end)
        behind = named.end() if named else stop
        for day in days:
            duty = Duty(what, who, receiver, day, source.quote(start, stop), every, numbers_in(text[last:behind]))
            out.append(DutyAt(duty, found, start, stop))
        last = stop
    return out


def _in_title(text: str, start: int, i: int) -> bool:
    return text.count("《", start, i) > text.count("》", start, i)


def _one(text: str, start: int, end: int, last: int, verb: re.Match[str]) -> tuple[str, str | None, int] | None:
    """(what, to whom, end) of one handing in; null where the words around the verb mean something else."""
    m = _END.search(text, verb.end(), end)
    stop = m.start() if m else end
    object_ = text[verb.end() : stop]
    if (office := _OFFICE.match(text, stop, end)) and _UNIT.match(object_):  # 报市局(法制科)
        object_, stop = object_ + office.group(), office.end()
    closing = text[stop : min(stop + 2, end)]
    split = _THING_TO_UNIT.match(object_)
    unit = None if split else _UNIT.match(object_)
    toward = re.search(rf"向(?P<u>[^,。;]{{2,40}}?{_TO})(?:及时|书面|定期|如实|统一)?$", text[last : verb.start()])
    if _APPROVAL.search(object_) and not re.search("汇总|备案", closing):
        return None
    receiver = None
    what = ""
    if unit:
        receiver = unit["u"]
        what = _before(text, last, verb.start()) or (_before(text, start, verb.start()) if last == start else "")
    elif split:
        receiver, what = split["u"], split["w"]
    if toward and not receiver:
        receiver = toward["u"]
    bare = verb["v"] == "报"
    if bare and not receiver:
        return None
    if not what and not unit:
        what = object_ if _THINGS.search(object_) else _before(text, last, verb.start())
    clause = re.split("[,;]", text[start : verb.start()])[-1]
    if not what and (_PASSED_ON.match(clause) or (last > start and unit and _HANDED_ON.match(clause))):
        return _SAME, _receiver(receiver), stop + (2 if closing in ("汇总", "备案") else 0)
    if not what:
        what = _topic(text[start : verb.start()])
    if verb["v"] == "提交" and not receiver:
        return None
    what = _tidy(what)
    if len(what) < 2 or what in ("填表", "情况下", "如实"):
        return None
    extra = 2 if closing in ("汇总", "备案") else 0
    return what, _receiver(receiver), stop + extra


def _topic(run: str) -> str:
    """The thing a sentence is about: 裁量基准应于9月30日前公布,并报…备案."""
    m = re.match(r"(?P<w>[^,。;:]{2,40}?)(?:应当?|要|须|需|于|在|经|由|及时|统一|请)", run)
    return m["w"] if m and not re.search(UNIT_END + "$", m["w"]) and _NOUN.search(m["w"]) else ""


def _receiver(name: str | None) -> str | None:
    if name is None:
        return None
    return re.sub("^(?:至|到|给|往|送)+", "", name) or None


def _before(text: str, start: int, end: int) -> str:
    """The thing handed in, where it stands before the verb: 将…报送, 制定…并报."""
    run = text[max(start, end - _NEAR) : end]
    run = re.sub(r"(?:按要求|按时|及时|书面|统一|一并|同时|逐级|并|后|,|于|在|由其)*$", "", run)
    if m := _TAKE.search(run):
        inner = re.split("[,;][^,;]{0,12}?(?:将|把)", m["w"])[-1]  # the last 将 counts: 将…纳入…,并及时将…报送
        if made := re.search(r"(?:合并为|汇总为|整理为|形成)(?P<w>[^,]{2,})$", inner):
            return made["w"]
        if "," in inner and (made := _MADE.search(inner)):
            return made["w"]
        return inner
    for clause in reversed(run.split(",")):
        if _PASSED_ON.match(clause):
            return ""
        clause = _APPROVED.sub("", clause)
        if made_thing := _last_made(clause):
            return made_thing
        if named := _THING_THEN_DAY.match(clause):
            return named["w"]
        clause = re.sub(r"^.*(?:日|旬|底|末)前", "", clause)
        if _THINGS.search(clause) and len(clause) <= 60:
            return re.sub(rf"^各?[^,]{{0,30}}?{UNIT_END}(?:要|应|须|需)?", "", clause) or clause
    return ""


def _last_made(clause: str) -> str:
    """The object of the last verb of making in a clause: 梳理后制定跨部门名录库 → 跨部门名录库."""
    what = ""
    rest: str | None = clause
    while rest and (m := _MADE.search(rest)):
        if what and len(m["w"]) < 4:  # 全局总结报告 is one noun, not the report of summing up
            break
        rest = what = m["w"]
    return what


def _tidy(what: str) -> str:
    for found in reversed(find_dates(what)):
        a, b = found.start, found.end
        if found.before or not re.search("[一-龥]", what[b : b + 1]):
            a -= 1 if a and what[a - 1] in "于在" else 0
            what = what[:a] + what[b:]
    what = re.sub(r"[(\[](?:见|详见)?附(?:件|表)[^()\[\]]*[)\]]", "", what)
    what = re.sub(r"每(?:个)?(?:月|季度|年)(?:底|末|初)?\d{0,2}日?前?", "", what)
    what = re.sub("[《》]", "", what)
    for _ in range(3):
        what = _CLIP.sub("", what.strip(" ,、;:。“”"))
    return what.strip(" ,、;:。")


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
