"""Who a sentence says has to act: 各单位要…, 由市场监管局…, 委属执法单位、县（区）发改局于…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fajian.engine.plans.vocabulary import either

# Longer words first: of 部门 the first character alone would end the name too early.
UNIT_END = f"(?:{either('units', 'subjects')})"
# 各县(市、区), 各地, 各镇(街道): places that stand for their governments
_PLACES = r"(?<=各)(?:设区)?(?:县区|市县|市州|乡镇|镇街|街镇|地区|开发区|园区|社区|[市县区州旗镇乡地村])"
_UNIT = re.compile(rf"(?:{UNIT_END}|{_PLACES})" + r"(?:\([^()]{0,20}\))?")
_START = re.compile("^|[,:]|由|请|要求|督促|前(?=[各全市县区省州镇乡])")
_STOP = re.compile("[,。;:《》]|每个?[月季年周]|[底末日旬]前|(?<!方)向")
_NO_SUBJECT = re.compile(
    "[向对经按与同为如据把将在报]|根据|通过|结合|涉及|发现|及时|移[送交]|召开|开展|组织|成立|制定|形成|完成|健全|完善|强化|加强"
)
_FIRST = re.compile(
    r"(?:各|全市|全县|全区|全省|委|局|市|县|区|省|州|承担|牵头|责任|成员|涉|相关|有关|本|领导小组|专班|专项|乡镇|街道)"
    r"|“[^“”]{2,12}”(?:办|行动|专班|领导小组|工作)|[一-龥×xX*]{1,14}(?:局|委|办|科|处|室|厅|院|队|所|站|组|股|中心|单位|部门|机关|政府|社区|街道)"
)
# What may follow a subject: a modal, a preposition, a verb.
_AFTER = re.compile(
    r"$|[,(\d]|请|要(?![求点])|应(?![急用])|须|需|于|在|将|按|每|对|结合|根据|务|必须|负责|分别|梳理|汇总|组织|认真|及时|务必|统一|统筹|把|制定|全面|深入"
    r"|安排|做好|围绕|紧盯|通过|开展|进行|积极|严格|切实|加强|对照|落实|抓|召开|参照|依据|主动|集中|采取|利用|自行|同步|按时|均|都"
    r"|不得|可|自|从|继续|进一步|聚焦|坚持|向|以|原则上|如|填|收集|形成|定期|指定|明确|年|建立|整改|总结|推进|推动|深化|巩固|健全|完善|广泛|全年|常年|逐"
)
_NO_NAME = re.compile(r"[\d%]|的(?=[^()]*$)")
_ORGAN = re.compile("[局委厅院队府会署]|办公室|中心|部门|单位|小组")
_LONGEST = 120


def subjects(run: str) -> Iterator[str]:
    """Subjects at the heads of the clauses of `run`, from left to right; none is longer than 120 characters."""
    for start in _START.finditer(run):
        head = start.end()
        stop = _STOP.search(run, head, head + _LONGEST)
        end = stop.start() if stop else min(len(run), head + _LONGEST)
        if _NO_SUBJECT.match(run, head) or not _FIRST.match(run, head, end):
            continue
        for unit in _UNIT.finditer(run, head, end):
            if unit.end() - head >= 2 and _AFTER.match(run, unit.end(), min(unit.end() + 3, len(run))):
                yield re.sub("^(?:由|请|要求|督促)+", "", _whole_name(run[head : unit.end()]))
                break


def _whole_name(name: str) -> str:
    """市执法局抽取不少于30%的机构 is no name: the organ before the verb is, where one stands there."""
    if not (stranger := _NO_NAME.search(name)):
        return name
    ends = [m.end() for m in _ORGAN.finditer(name, 0, stranger.start())]
    return name[: ends[-1]] if ends and ends[-1] >= 3 else name


def first_subject(run: str) -> str | None:
    """The first subject of a sentence; null where it names none."""
    return next(subjects(run), None)


def last_subject(run: str) -> str | None:
    """The last subject of a run of text that is not itself what something is done with (将…)."""
    found = None
    for name in subjects(run):
        if not re.search("[将把]", name[1:]):
            found = name
    return found
