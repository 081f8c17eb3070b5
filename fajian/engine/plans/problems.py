"""The problems a self-check must look for: lists under headings, and lists inside a task (查找是否存在…;…;…)."""

from __future__ import annotations

import re

from fajian.engine.plans.outline import Node, Outline, title
from fajian.engine.plans.schema import Problem
from fajian.engine.plans.sections import Part, bad_share, is_order, is_problem_group, lists_problems, names_problems
from fajian.engine.plans.source import Source
from fajian.engine.plans.vocabulary import either

_ITEM = re.compile("[^;。\n]+")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]是|[①-⑳]|\(?\d{1,2}[.、)])?(?:[^;。]{0,120}?(?:(?:查找|排查|查摆|检查|核查|整治|纠正|查处|查看|自查|整改)?是否存在|是否有|存在以下|(?:重点|全面|认真|深入|集中)(?:查找|整治|排查|查摆|检查|核查|纠治|纠正|解决)(?:以下|下列)?|对包括))(?::|,)?"
)
_CUE = re.compile("查找|排查|查摆|整治|纠正|查处|是否存在|核查|检视|自查|解决|包括")
_TAIL = re.compile(
    r"(?P<keep>.*?(?:等[^,;。]{0,40}(?:问题|行为|情形|现象)|问题|行为|情形))(?P<rest>(?:,(?:对|要|并|针对|全面|建立|形成|认真|着力|切实|限期)|进行|予以|开展|的整治|,依法).*)$"
)
_ENUM = re.compile("^(?:[一二三四五六七八九十]是|[①-⑳]|\\(?\\d{1,2}[.、)])")
_MAINLY = re.compile(
    "(?:主要|重点)?(?:包括|表现为|表现在|表现|有|是|整治|查找)(?:以下|下列)?(?:问题|方面)?:?(?=[一二三四五六七八九十]是|$)|主要(?:包括|表现为|表现在|有|是):?"
)
# 围绕以下八个方面开展整治:一是…
_LEAD_IN = re.compile("[^;。:]{4,40}:(?=[一1]是|[①1(]|有没有|有无|是否)")
_ROW = re.compile(r"[^\n]+")
_ROW_NUMBER = re.compile(r"[\d一二三四五六七八九十.、()]{1,4}")
_COLUMN = re.compile("序号|方面|类别|类型|表现|内容|问题|情形|领域|事项|环节|备注|重点|清单")
_GROUP = re.compile(
    rf"[一二三四五六七八九十]是[^,;。:]{{2,20}}(?:{either('problems', 'endings')})。(?!\n|$)"
)  # 一是执法不到位问题。…;…
_HUNT = re.compile(rf"(?:[一二三四五六七八九十]是|[①-⑳])?(?:{either('problems', 'hunts')})(?![各和、与,]|力度|行动)")
_LABEL = re.compile(rf"^[\[(]?(?:{either('problems', 'labels')})(?:[\])]:?|:)(?P<list>[^\n]{{8,}})", re.M)
_WHETHER = re.compile("是否")
_INTRO = re.compile("(?:以下|下列|如下|方面的?问题|包括|主要有|重点(?:是|有)?):?$")


def problems(source: Source, outline: Outline, parts: dict[int, Part]) -> tuple[Problem, ...]:
    """All problems in the order of the text; none where the plan lists none."""
    out: list[Problem] = []
    for i, top in enumerate(outline.tops):
        if parts[i] in (Part.DEMANDS, Part.AIMS, Part.STAGES) and not any(
            names_problems(title(source, n)) and "," not in title(source, n) and is_problem_group(source, n)
            for n in top.leaves()
        ):
            if parts[i] is Part.STAGES:
                out += [one for node in top.walk() for one in _inside(source, node, only_numbered=True)]
            continue
        listed = {id(kid) for node in top.walk() if lists_problems(source, node) for kid in node.children}
        for node in top.walk():
            if parts[i] is Part.PROBLEMS or id(node) in listed or is_problem_group(source, node):
                if node is not top or not node.children:
                    out += _of_group(source, node)
            elif parts[i] in (Part.TASKS, Part.OTHER):
                out += _labelled(source, node) or _inside(source, node)
    return tuple(out)


def _of_group(source: Source, node: Node) -> list[Problem]:
    """Everything under a heading of problems is one, sentence by sentence."""
    text = source.text
    words = title(source, node)
    body = text[node.title_end : node.own_end].strip("。;:, \n")
    heading = bool(body) and len(words) <= 30 and text[node.title_end : node.title_end + 1] in "。:\n("
    if not body and node.children:
        return []
    group = words if heading else _named_above(source, node) or words
    start = node.title_end if heading else node.head
    out = []
    rows = [m for m in _ROW.finditer(text, start, node.own_end) if "\t" in m.group()]
    if rows:
        return [one for row in rows for one in _of_row(source, row.start(), row.end(), group)]
    for m in _ITEM.finditer(text, start, node.own_end):
        a, b = _trim(text, m.start(), m.end())
        if _GROUP.match(text, m.start(), node.own_end) and text[m.start() - 1] == "\n":
            group = text[a:b]
            continue
        if b - a < 4 or _INTRO.search(text[a:b]):
            continue
        if heading and not re.search("[一-龥]{2}", text[a:b]):
            continue
        out.append(Problem(group, text[a:b], source.quote(a, b)))
    return out


def _of_row(source: Source, start: int, end: int, above: str) -> list[Problem]:
    """A row of a table of problems: the last cell lists them, the one before is their group; a heading lists none."""
    text = source.text
    cells = [m for m in re.compile(r"[^\t\n]+").finditer(text, start, end) if not _ROW_NUMBER.fullmatch(m.group())]
    if not cells or all(len(cell.group()) <= 8 and _COLUMN.search(cell.group()) for cell in cells):
        return []
    group = cells[-2].group() if len(cells) > 1 else above
    out = []
    for m in _ITEM.finditer(text, cells[-1].start(), end):
        a, b = _trim(text, m.start(), m.end())
        if b - a >= 4:
            out.append(Problem(group, text[a:b], source.quote(a, b)))
    return out


def _named_above(source: Source, node: Node) -> str | None:
    return title(source, node.parent) if node.parent else None


def _trim(text: str, a: int, b: int) -> tuple[int, int]:
    while a < b and text[a] in " ,:。;、)":
        a += 1
    if m := _LEAD_IN.match(text, a, b):
        a = m.end()
    for pattern in (_MAINLY, _ENUM):
        if m := pattern.match(text[a : min(b, a + 12)]):
            a += m.end()
    while b > a and text[b - 1] in " ,:":
        b -= 1
    return a, b


def _labelled(source: Source, node: Node) -> list[Problem]:
    """【治理内容】…;… and 具体表现:…;…: what stands behind such a label, unless it is what to do."""
    out = []
    for label in _LABEL.finditer(source.text, node.title_end, node.own_end):
        items = list(_ITEM.finditer(source.text, label.start("list"), label.end("list")))
        if bad_share(label["list"]) < (0.5 if any(is_order(item.group()) for item in items) else 0.3):
            continue
        for item in items:
            a, b = _trim(source.text, item.start(), item.end())
            if b - a >= 4:
                out.append(Problem(title(source, node), source.text[a:b], source.quote(a, b)))
    return out


def _inside(source: Source, node: Node, *, only_numbered: bool = False) -> list[Problem]:
    """Lists in the running text of a task: at least two items parted by ; behind a word of looking for.

    Of the text of a stage `only_numbered` lists of three and more: the rest tells what is done in it.
    """
    text = source.text
    if hunted := [] if only_numbered else _hunted(source, node):
        return hunted
    out: list[Problem] = []
    for sentence in re.compile("[^。\n]+").finditer(text, node.title_end, node.own_end):
        items = list(re.compile("[^;]+").finditer(text, sentence.start(), sentence.end()))
        if only_numbered and sum(bool(_ENUM.match(item.group())) for item in items[1:]) < 2:
            continue
        if len(items) >= 2:
            out += _listed(source, node, items)
        elif len(_WHETHER.findall(sentence.group())) >= 3:
            out += _whether(source, node, sentence.start(), sentence.end())
    return out


def _hunted(source: Source, node: Node) -> list[Problem]:
    """严查…;严查…: the words behind each such verb, where at least two clauses in a row begin with one."""
    text = source.text
    out: list[Problem] = []
    row: list[Problem] = []
    for item in [*_ITEM.finditer(text, node.title_end, node.own_end), None]:
        if item and (verb := _HUNT.match(text, item.start(), item.end())):
            a, b = _trim(text, verb.end(), item.end())
            row.append(Problem(title(source, node), text[a:b], source.quote(a, b)))
            continue
        out += row if len(row) >= 2 else []
        row = []
    return out


def _listed(source: Source, node: Node, items: list[re.Match[str]]) -> list[Problem]:
    text = source.text
    whole = text[items[0].start() : items[-1].end()]
    if not _CUE.search(items[0].group()) and not re.search("是否|问题", whole):
        return []
    if bad_share(whole) < 0.75 or not _is_list(whole, items):
        return []
    out = []
    for i, item in enumerate(items):
        a, b = _trim(text, item.start(), item.end())
        if i == 0:
            a = _behind_lead(text, a, b)
        if m := _TAIL.match(text[a:b]):
            b = a + m.end("keep")
        if b - a >= 4:
            out.append(Problem(title(source, node), text[a:b], source.quote(a, b)))
        if m and i + 1 < len(items) and not re.search("问题$|行为$", text[a:b]):
            break
    return out


def _is_list(whole: str, items: list[re.Match[str]]) -> bool:
    """Names of wrongs, not sentences on what to do about them (对…的,依法…;对…的,…)."""
    orders = sum(
        bool(re.match("^(?:对于?[^;]{0,80}的,|要|应|坚持|建立|推动|督促|及时|严格|加强|并)", i.group())) for i in items
    )
    return orders * 2 < len(items)


def _behind_lead(text: str, a: int, b: int) -> int:
    """Behind 查找是否存在, 全面查找, 对包括 … at the start of the first item."""
    best = a
    for m in re.compile(
        r"(?:是否存在|是否有|对包括|包括|(?:全面|重点|认真|深入|集中|着力)(?:查找|整治|排查|查摆|检查|核查|纠治|纠正|解决)|查找|查摆|整治|纠治|组织对)(?:以下问题|下列问题)?:?"
    ).finditer(text, a, b):
        if b - m.end() >= 4 and text.count(",", a, m.end()) >= text.count(",", a, best):
            best = m.end()
            if m.group().startswith(("是否存在", "对包括", "组织对")):
                break
    return best


def _whether(source: Source, node: Node, start: int, end: int) -> list[Problem]:
    """是否…、是否…、是否… in a row: one problem, from its first 是否 to the end of its last clause."""
    text = source.text
    rows: list[tuple[int, int, int]] = []
    for m in re.compile("是否[^,、。;]*").finditer(text, start, end):
        if rows and m.start() == rows[-1][1] + 1:
            rows[-1] = (rows[-1][0], m.end(), rows[-1][2] + 1)
        else:
            rows.append((m.start(), m.end(), 1))
    return [Problem(title(source, node), text[a:b], source.quote(a, b)) for a, b, count in rows if count >= 3]
