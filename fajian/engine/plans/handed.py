"""What is handed in and to whom: the words around one 报送, 上报, 报…备案."""

from __future__ import annotations

import re

from fajian.engine.plans.dates import find_dates
from fajian.engine.plans.subjects import UNIT_END
from fajian.engine.plans.vocabulary import either

_END = re.compile(r"[,。;\n!?:(\[]|汇总|备案|并|抄送|统一|存档|归集|备查|$")
_TO = rf"(?:{UNIT_END}|领导)"  # whoever can receive
_UNIT = re.compile(
    rf"^(?:至|到|给|往|予)?(?P<u>[^,。;:]{{1,60}}?{_TO}(?:\([^()]*\))?)(?:的?(?:邮箱|信箱|电子邮箱|处))?$"
)
_OFFICE = re.compile(rf"\([^()\d]{{1,20}}{UNIT_END}\)")
_THING_TO_UNIT = re.compile(rf"^(?P<w>[^,。;:]{{2,80}}?)(?:至|到|给|报)(?P<u>[^,。;:]{{1,40}}?{_TO})$")
_APPROVAL = re.compile(either("hand_in", "approval"))
TAKE = re.compile(r"(?:将|把)(?P<w>[^。;]{2,160})$")
_MADE = re.compile(
    r"(?:制定出?|形成|撰写|编制|填写|填报|起草|建立|合并为|拟定|汇总|整理|梳理出|完善|做好|总结|提出|完成|列出|收集|明确|确定|报送|填好|编写|出具|制作)(?P<w>[^,。;]{2,80}?)$"
)
_CLIP = re.compile(
    r"^(?:好|出|后|[一二三]次|一份|本单位的|一并|及时|书面|统一|按时|如实|按要求|加盖公章后|的)+|(?:做到|专题|即时|及时|一并|书面|统一|按时|按要求|以?书面形式|加盖公章后|[,、]?(?:并)?经[^,。;]{0,20}(?:审定|审核|同意|签字|签批|盖章|公章|把关)后?|签字盖章后?|盖章后|分别|逐级|同步|(?:的?(?:电子|纸质)[版档件](?:[和及、]|$)){1,2}|以[^,。;、]{0,16}(?:形式|方式)|通过[^,。;、]{0,16}|并|后|要|应当?|须|需|于|在|,)+$"
)
# 工作总结经主要负责人审定后,于…: who approved it is no part of its name
_APPROVED = re.compile(r"经[^,。;]{0,20}(?:审定|审核|同意|签字|签批|盖章|审签|把关)后?$")
# 联络员名单请于4月12日前报…
_THING_THEN_DAY = re.compile(
    rf"^(?P<w>[^,]{{0,30}}(?:{either('hand_in', 'things')}|{either('hand_in', 'more_things')}))"
    r"(?:(?:加盖公章|盖章|签字盖章|汇总|填写|审核)后)?,?(?:请|应当?|须|要|务必|统一)*(?:于|在)[^,]{2,14}(?:日|旬|底|末)前$"
)
_NOUN = re.compile(either("hand_in", "things"))
THINGS = re.compile(f"{_NOUN.pattern}|{either('hand_in', 'more_things')}|书$")
# 市司法局汇总后报省司法厅: what was handed in before goes on.
_PASSED_ON = re.compile(
    rf"^(?:由)?[^,]{{0,30}}?(?:{UNIT_END})?(?:汇总|整理|审核|梳理|统一)+(?:后|并)?"
    r"(?:[于在]?[^,]{2,14}前)?$"
)
# 市局于10月24日前报省厅, behind what the others hand in
_HANDED_ON = re.compile(rf"^(?:再?由)?[^,]{{0,20}}?{UNIT_END}(?:再|后)?(?:[于在]?[^,]{{2,14}}前)?(?:再|一并|统一)?$")
_UPDATED = re.compile("[^,]{0,14}更新")  # 列入《问题整改台账》,每月30日前更新报送
_NEAR = 400  # characters before a verb in which the thing handed in is sought
SAME = "〃"  # the things of the duty before


def handing_in(text: str, start: int, end: int, last: int, verb: re.Match[str]) -> tuple[str, str | None, int] | None:
    """(what, to whom, end) of one handing in; null where the words around the verb mean something else."""
    m = _END.search(text, verb.end(), end)
    stop = m.start() if m else end
    object_ = text[verb.end() : stop]
    if (office := _OFFICE.match(text, stop, end)) and _UNIT.match(object_):  # 报市局(法制科)
        object_, stop = object_ + office.group(), office.end()
    closing = text[stop : min(stop + 2, end)]
    split = _THING_TO_UNIT.match(object_)
    unit = None if split else _UNIT.match(object_)
    toward = re.search(rf"向(?P<u>[^,。;]{{1,40}}?{_TO})(?:及时|书面|定期|如实|统一)?$", text[last : verb.start()])
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
    if verb["v"].endswith("报告") and not (what or toward):
        return None
    by_a_day = THINGS.search(object_[-4:]) and text[last : verb.start()].endswith("前")
    if verb["v"] in ("报", "提交") and not (receiver or by_a_day):
        return None
    if not what and not unit:
        what = object_ if THINGS.search(object_) else _before(text, last, verb.start())
    clause = re.split("[,;]", text[start : verb.start()])[-1]
    if not what and (_PASSED_ON.match(clause) or (last > start and unit and _HANDED_ON.match(clause))):
        return SAME, _receiver(receiver), stop + (2 if closing in ("汇总", "备案") else 0)
    if not what:
        what = verb["v"] if verb["v"].endswith("报告") else _topic(text[start : verb.start()])
    what = tidy(what)
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
    if m := TAKE.search(run):
        inner = re.split("[,;][^,;]{0,12}?(?:将|把)", m["w"])[-1]  # the last 将 counts: 将…纳入…,并及时将…报送
        if made := re.search(r"(?:合并为|汇总为|整理为|形成)(?P<w>[^,]{2,})$", inner):
            return made["w"]
        if "," in inner and (made := _MADE.search(inner)):
            return made["w"]
        return inner
    for clause in reversed(run.split(",")):
        if _PASSED_ON.match(clause):
            return ""
        if _UPDATED.fullmatch(clause) and (titles := re.findall("《([^《》]{2,60})》", run)):
            return str(titles[-1])
        clause = _APPROVED.sub("", clause)
        if made_thing := _last_made(clause):
            return made_thing
        if named := _THING_THEN_DAY.match(clause):
            return named["w"]
        clause = re.sub(r"^.*(?:日|旬|底|末)前", "", clause)
        if THINGS.search(clause) and len(clause) <= 60:
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


def tidy(what: str) -> str:
    """The bare name of what is handed in: without its day, its annex note, book marks and who approves it."""
    for found in reversed(find_dates(what)):
        a, b = found.start, found.end
        if found.before or not re.search("[一-龥]", what[b : b + 1]):
            a -= 1 if a and what[a - 1] in "于在" else 0
            what = what[:a] + what[b:]
    what = re.sub(r"[(\[](?:格式|样式|样表|模板)?(?:见|详见|参见)?附(?:件|表)[^()\[\]]*[)\]]", "", what)
    what = re.sub(r"每(?:个)?(?:月|季度|年|(?:周|星期)[一二三四五六日天]?)(?:底|末|初)?\d{0,2}日?前?", "", what)
    what = re.sub("[《》]", "", what)
    for _ in range(3):
        what = _CLIP.sub("", what.strip(" ,、;:。“”"))
    return what.strip(" ,、;:。")
