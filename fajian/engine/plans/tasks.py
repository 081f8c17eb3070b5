"""The pieces of work of a plan's task part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fajian.engine.plans.annexes import numbers_in
from fajian.engine.plans.dates import DateText, Years, find_dates
from fajian.engine.plans.outline import Node, Outline, title
from fajian.engine.plans.schema import Due, Task
from fajian.engine.plans.sections import Part, is_problem_group, lists_problems
from fajian.engine.plans.source import Source
from fajian.engine.plans.stages import HANDS_IN, StageAt
from fajian.engine.plans.tables import Row, task_rows
from fajian.engine.plans.units import Assignment, add_units, node_assignment
from fajian.engine.plans.vocabulary import either

_STANDING = re.compile(either("limits", "standing"))
_YEAR_ONLY = re.compile(r"(?P<y>(?:19|20)\d\d)年?度?(?:内|完成)*$")
_GOES_ON = re.compile(
    rf",(?:并|且|此后|之后|以后)?(?:{either('limits', 'standing')})(?:推进|坚持|开展|实施|落实|进行|巩固|运行|更新)?$"
)
_STANDING_TITLE = re.compile("常态化(?!机制|制度|长效)")
_UNCLEAR = re.compile(
    "适时|按(?:照)?(?:上级|要求|规定|通知|有关|进度|计划|工作|省|市|国家)|根据|视情|及时|尽快|另行|待定|待|分阶段|统筹|逐步|立即|即时|随时"
)
_BY = re.compile(r"(?:底前|[日旬月]前|前)[^,。;]{0,6}(?:完成|全部完成|基本|建立|公布|出台|制定|实现|到位|报|形成)")
_DONE = re.compile("完成|公布|出台|制定|实现|到位|建立|形成|编制|公开|印发|开展|全面|全部|组织")
_DONE_THEN = re.compile("(?:内|基本|全部|全面)?(?:完成|建成|到位)")  # 2024年一季度完成
_PAST = re.compile("^[^,。;]{0,12}(?:的|已)|^[,。;、)]|^(?:发生|作出|办结|立案|受理|取得|成立|设立|登记|印发)")
_SINCE = re.compile(r"(?P<y>(?:19|20)\d\d)年?以来")


@dataclass(frozen=True, slots=True)
class TaskAt:
    """A task with its node and notes; `unclear` are limits that give no day, `dated` date expressions of its limits."""

    task: Task
    node: Node
    noted: Assignment
    unclear: tuple[tuple[int, int], ...]
    dated: tuple[DateText, ...]

    @property
    def has_limit(self) -> bool:
        return bool(self.task.due or self.task.standing)


def tasks(
    source: Source, outline: Outline, parts: dict[int, Part], stages: tuple[StageAt, ...], years: Years
) -> tuple[TaskAt, ...]:
    """Leaves of the task part, and parents with a text and a unit of their own.

    Groups of problems (1.执法不作为方面) and short list items are no tasks: then what they stand under is one.
    """
    spans = {id(s.node): s for s in stages}
    out = []
    for i, top in enumerate(outline.tops):
        if parts[i] is Part.TASKS:
            rows = {id(node): task_rows(source, node.head, node.own_end) for node in top.walk()}
            listed = any(rows.values())
            for node in _task_nodes(source, top):
                if not listed:
                    out.append(_task(source, node, spans.get(id(node)), years))
            for node in top.walk():
                out += [_from_row(source, node, row, n, years) for n, row in enumerate(rows[id(node)], 1)]
    if not out:
        out = [_task(source, node, None, years) for node in _items_of_stages(source, stages)]
    if not any(t.noted.has_any for t in out):
        out = _in_annex(source, outline, years) or out
    return tuple(out)


def _in_annex(source: Source, outline: Outline, years: Years) -> list[TaskAt]:
    """具体任务分工见附件: the rows of the table behind a text whose task part names no unit and no day."""
    a, b = outline.tail, len(source.text)
    annex = Node(1, "附件", "", a, a, a, b, b)
    return [_from_row(source, annex, row, n, years) for n, row in enumerate(task_rows(source, a, b), 1)]


def _items_of_stages(source: Source, stages: tuple[StageAt, ...]) -> list[Node]:
    """Where the steps are the task part: what stands under the stages, if at least two items name their units.

    An item whose heading is the handing in itself (3.报送情况) is a duty, not a piece of work.
    """
    items = [leaf for stage in stages for leaf in stage.node.leaves() if leaf is not stage.node]
    if sum(node_assignment(source, item).has_units for item in items) < 2:
        return []
    return [item for item in items if not HANDS_IN.search(title(source, item))]


def _task_nodes(source: Source, top: Node) -> list[Node]:
    out: list[Node] = []

    def visit(node: Node) -> None:
        kids = [] if _only_details(source, node) else node.children
        noted = node_assignment(source, node)
        if not kids:
            if node is not top or not node.children:
                out.append(node)
        elif node is not top and noted.has_units and source.text[node.title_end : node.own_end].strip("。 \n"):
            out.append(node)
        for kid in kids:
            visit(kid)

    visit(top)
    return out


def _only_details(source: Source, node: Node) -> bool:
    """Children that are no tasks of their own: problem groups, or list items of a few words under figures."""
    kids = node.children
    if not kids:
        return False
    if lists_problems(source, node) or all(is_problem_group(source, kid) for kid in kids):
        return True
    if any(node_assignment(source, kid).has_any or kid.children for kid in kids):
        return False
    short = all(kid.own_end - kid.head < 45 for kid in kids)
    return node.rank >= 3 and short and node_assignment(source, node).has_any


def _task(source: Source, node: Node, stage: StageAt | None, years: Years) -> TaskAt:
    text = source.text
    end = node.end if _only_details(source, node) else node.own_end
    noted = node_assignment(source, node)
    dues, unclear, dated, standing = _limits(source, noted, years)
    words = _title(source, node)
    if not noted.due:
        if stage and stage.stage.to_on and stage.found:
            dues, dated = [Due(stage.stage.to_on, source.quote(stage.found.start, stage.found.end))], [stage.found]
        elif not stage:
            dues, dated, standing = _limits_in_text(source, node, years)
    standing = standing or bool(_STANDING_TITLE.search(words))
    task = Task(
        number=node.path,
        title=words,
        quote=source.quote(node.start, _with_stop(text, node.title_end, node.own_end)),
        lead=tuple(noted.lead),
        support=tuple(noted.support),
        responsible=tuple(noted.responsible),
        due=tuple(dues),
        standing=standing,
        annexes=numbers_in(text[node.head : end]),
        scope_from=_scope(text, node.head, end, years),
    )
    return TaskAt(task, node, noted, tuple(unclear), tuple(dated))


def _from_row(source: Source, node: Node, row: Row, n: int, years: Years) -> TaskAt:
    text = source.text
    noted = Assignment(notes=[(row.start, row.end)])
    for role in ("lead", "support", "responsible"):
        if role in row.cells:
            add_units(text, *row.cells[role], role, noted)
    if "due" in row.cells:
        noted.due.append(row.cells["due"])
    dues, unclear, dated, standing = _limits(source, noted, years)
    written = text[slice(*row.cells["number"])] if "number" in row.cells else str(n)
    words = re.split("[。;]", text[slice(*row.cells["title"])])[0]
    task = Task(
        number=node.path + re.sub(r"[.、()]", "", written),
        title=words,
        quote=source.quote(row.start, row.end),
        lead=tuple(noted.lead),
        support=tuple(noted.support),
        responsible=tuple(noted.responsible),
        due=tuple(dues),
        standing=standing,
        annexes=numbers_in(text[row.start : row.end]),
    )
    return TaskAt(task, node, noted, tuple(unclear), tuple(dated))


def _with_stop(text: str, i: int, end: int) -> int:
    return i + 1 if i < end and text[i] in "。;" else i


def _title(source: Source, node: Node) -> str:
    words = title(source, node)
    if len(words) <= 60:
        return words
    return re.split("[,:]", words)[0] if re.search("[,:]", words[:60]) and "。" not in words[:60] else words


def _limits(
    source: Source, noted: Assignment, years: Years
) -> tuple[list[Due], list[tuple[int, int]], list[DateText], bool]:
    """Dates of the labelled time limit, clause by clause; a limit without any date is unclear unless it is standing."""
    text = source.text
    dues: list[Due] = []
    dated: list[DateText] = []
    unclear: list[tuple[int, int]] = []
    standing = False
    for a, b in noted.due:
        plain = []
        for s, e in _clauses(text, a, b):
            found = [d for d in find_dates(text, s, e) if not d.since]
            if not found and (year := _YEAR_ONLY.match(text[s:e])):
                dues.append(Due(date(int(year["y"]), 12, 31), source.quote(s, e)))
                continue
            if found and text[s : found[0].start].endswith(("每年", "每年度", "逐年")):
                dues.append(Due(None, source.quote(s, e)))
                continue
            for one in found:
                days = years.dues(one) if one.others else (years.due(one),)
                dues += [Due(day, source.quote(s, e)) for day in days if day]
                dated.append(one)
            if _STANDING.search(text[s:e]):
                standing = True
            elif not found:
                plain.append((s, e))
        if plain and not dated and not standing:
            unclear.append((a, b))
            dues.append(Due(None, source.quote(a, b)))
    return dues, unclear, dated, standing


def _clauses(text: str, a: int, b: int) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.compile("[^,;。\n]+").finditer(text, a, b)]


def _limits_in_text(source: Source, node: Node, years: Years) -> tuple[list[Due], list[DateText], bool]:
    """Without a label: 4月底前完成,持续推进 in the text, unless the sentence is about handing something in."""
    text = source.text
    dues, dated, standing = [], [], False
    for m in re.compile("[^。;\n]+").finditer(text, node.head, node.own_end):
        if HANDS_IN.search(m.group()):
            continue
        for found in find_dates(text, m.start(), m.end()):
            after = text[found.end : min(found.end + 14, m.end())]
            if found.since or not (found.before or found.is_span or _DONE_THEN.match(after)):
                continue
            days = years.dues(found) if found.others else (years.due(found),)
            ahead = found.is_span and found.start == m.start() and after[:1] == "," and _lies_ahead(days, years)
            if ahead or _DONE.search(after) or (found.before and not _PAST.search(after)):
                dues += [Due(day, source.quote(found.start, found.end)) for day in days if day]
                dated += [found] if any(days) else []
                standing = standing or _GOES_ON.search(text, found.end, m.end()) is not None
    return dues, dated, standing


def _lies_ahead(days: tuple[date | None, ...], years: Years) -> bool:
    """7月至9月,抽取案件评查: when it is done, not the time of what is looked at."""
    return all(day is not None and years.issued_on is not None and day >= years.issued_on for day in days)


def _scope(text: str, a: int, b: int, years: Years) -> date | None:
    """2022年以来, 2023年9月1日以来: the first day of what is looked at; null where the task names none."""
    if m := _SINCE.search(text, a, b):
        return date(int(m["y"]), 1, 1)
    for found in find_dates(text, a, b):
        if found.since and text[found.end : found.end + 2] == "以来":
            return years.span(found)[0]
    return None
