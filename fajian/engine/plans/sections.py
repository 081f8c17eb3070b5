"""What the parts of a plan are for: tasks, stages, problems to look for, demands, aims."""

from __future__ import annotations

import re
from enum import Enum

from fajian.engine.plans.dates import find_dates
from fajian.engine.plans.outline import Node, Outline, title
from fajian.engine.plans.source import Source
from fajian.engine.plans.tables import task_rows
from fajian.engine.plans.units import assignment, node_assignment
from fajian.engine.plans.vocabulary import either


class Part(Enum):
    """The purpose of a top heading."""

    TASKS = "tasks"
    STAGES = "stages"
    PROBLEMS = "problems"
    DEMANDS = "demands"
    AIMS = "aims"
    OTHER = "other"


_STAGES = re.compile(either("parts", "stages"))
_TASKS = re.compile(either("parts", "tasks"))
_OPEN = re.compile(either("parts", "open"))
_DEMANDS = re.compile(either("parts", "demands"))
_AIMS = re.compile(rf"{either('parts', 'aims')}|时[限间]$")
_GOALS = re.compile("目标")
_NO_LIST = re.compile("职责|分工|保障")
_PROBLEM_END = re.compile(rf"(?:{either('problems', 'endings')})$")
_PROBLEM_TITLE = re.compile(either("problems", "topics"))
_ORDER = re.compile(either("problems", "orders"))
_BAD = re.compile(
    "不[^,。;、]{0,6}(?:作为|规范|严|力|到位|公|当|足|够|准|清|全|实|及时|履行|落实|执行|按|依法|符|文明|廉|明|合|一|透明|健全|完善|彻底|公开|公示|出示|告知|报|立|查|罚|配合|担当|同)"
    "|未[^,。;、]|没有|无[^,。;、]{0,4}(?:依据|资格|证|权|故)|违[规法反纪]|随意|任性|滥用|乱[收罚摊检作查扣设]|擅自|超[越权期时限额]|重复|选择性|推诿|敷衍|拖|刁难|吃拿卡要"
    "|以罚|逐利|趋利|粗暴|野蛮|一刀切|运动式|畸|徇私|舞弊|人情|变相|缺失|混乱|打折扣|是否|流于形式|走过场|私分|挪用|截留|隐瞒|瞒|谎|弄虚作假|错误|简单|过度|机械|顶格|缺乏|薄弱|脱节|形式主义|懒|慵|散|冷|横|硬"
    "|摊派|搭车|推销|转嫁|虚假|强迫|强制(?!执行|措施|法)|借[^,。;]{1,14}之[机名]|以[^,。;]{1,14}为名|从中牟利|吃请"
)


def classify(source: Source, outline: Outline) -> dict[int, Part]:
    """The part each top heading opens, by its place in `outline.tops`.

    The words of the heading decide; where they leave it open (整治重点, 整治范围), the notes on units do, and then
    whether what stands there is a list of things done wrong. A plan whose headings name its topics themselves
    (一、清理执法主体 …) has its task part in all headings that are nothing else.
    """
    parts = {}
    units = {}
    for i, top in enumerate(outline.tops):
        noted = assignment(source, top.head, top.end)
        units[i] = noted.has_any
        listed = any(task_rows(source, node.head, node.own_end) for node in top.walk())
        parts[i] = _by_words(title(source, top), noted.has_units or listed, _reads_as_problems(source, top))
        if parts[i] in (Part.OTHER, Part.TASKS) and not units[i] and _by_days(source, top):
            parts[i] = Part.STAGES
        if parts[i] is Part.TASKS and _GOALS.search(title(source, top)) and not (top.children or units[i] or listed):
            parts[i] = Part.AIMS
    if Part.TASKS not in parts.values():
        for i, top in enumerate(outline.tops):
            if parts[i] is Part.OTHER and (units[i] or top.children):
                parts[i] = Part.TASKS
    return parts


def _by_words(words: str, has_units: bool, problems: bool) -> Part:
    if _STAGES.search(words) and not re.search("任务", words):
        return Part.STAGES
    if _AIMS.search(words) and not has_units and not re.search("任务|措施|内容|重点", words):
        return Part.AIMS
    if re.search("任务|措施", words) and not re.search("保障", words):
        return Part.TASKS if has_units or not (problems and re.search("整治|问题", words)) else Part.PROBLEMS
    if _DEMANDS.search(words) and not re.search("内容|整治重点", words):
        return Part.DEMANDS
    if _TASKS.search(words):
        return Part.TASKS if has_units or not problems or _NO_LIST.search(words) else Part.PROBLEMS
    if _OPEN.search(words):
        if has_units:
            return Part.TASKS
        return Part.PROBLEMS if problems else Part.OTHER
    return Part.OTHER


def _by_days(source: Source, top: Node) -> bool:
    """二、把握节点,有序推进 (一)1月至2月:动员部署: every heading begins with its days."""
    heads = [find_dates(source.text, kid.head, kid.title_end) for kid in top.children]
    spans = [d for kid, found in zip(top.children, heads, strict=True) for d in found[:1] if d.start == kid.head]
    return len(spans) == len(top.children) > 1 and all(d.is_span or (d.at.part and not d.before) for d in spans)


def bad_share(text: str) -> float:
    """The share of clauses (parted by ; and 。) that name something done wrong; 0 for no text."""
    clauses = [c for c in re.split("[;。\n]", text) if len(c) > 3]
    return sum(bool(_BAD.search(c)) for c in clauses) / len(clauses) if clauses else 0.0


def _reads_as_problems(source: Source, top: Node) -> bool:
    leaves = [leaf for leaf in top.leaves() if leaf is not top] or [top]
    texts = [source.text[leaf.title_end if leaf is top else leaf.head : leaf.own_end] for leaf in leaves]
    return sum(bad_share(t) for t in texts) / len(texts) >= 0.5


def is_problem_group(source: Source, node: Node) -> bool:
    """A numbered heading that collects problems (1.执法不作为方面), not a piece of work."""
    if assignment(source, node.head, node.end).has_units:
        return False
    words = re.sub("《[^》]*》", "", title(source, node))
    body = source.text[node.title_end : node.own_end]
    if names_problems(words):
        return True
    if len(body) < 12:
        return bool(_BAD.search(words)) and bad_share(words) == 1 and not re.match("[严坚加强推开整查规纠杜防]", words)
    if len(words) > 30:
        return False
    return len(re.split("[;。]", body)) >= 3 and bad_share(body) >= 0.75 and bool(_PROBLEM_TITLE.search(words))


def lists_problems(source: Source, node: Node) -> bool:
    """Whether short items under a heading on problems (整治执法越位问题) are these problems, not pieces of work."""
    kids = node.children
    if len(kids) < 2 or any(kid.children or kid.own_end - kid.head > 80 for kid in kids):
        return False
    words = title(source, node)
    if not (_PROBLEM_TITLE.search(words) or _PROBLEM_END.search(words)):
        return False
    texts = [source.text[kid.head : kid.own_end] for kid in kids]
    orders = sum(bool(_ORDER.match(text)) for text in texts)
    if any(node_assignment(source, kid).has_any for kid in kids) or orders * 2 >= len(kids):
        return False
    return sum(map(bad_share, texts)) * (3 if _PROBLEM_END.search(words) else 2) >= len(kids)


def is_order(words: str) -> bool:
    """Whether a clause says what to do (完善制度), not what is wrong."""
    return _ORDER.match(words) is not None


def names_problems(words: str) -> bool:
    """Whether a heading names a kind of problem (执法不作为方面), not work on it (解决执法不作为问题)."""
    return len(words) <= 30 and bool(_PROBLEM_END.search(words)) and not _ORDER.match(words)
