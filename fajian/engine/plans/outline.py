"""The tree of headings of a plan: 一、 （一） 1. （1） ①, whichever a text uses and however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fajian.engine.plans.source import UNNUMBERED, Source

_CN = "一二三四五六七八九十"
_MARKERS = (
    (0, "部分", re.compile(rf"第([{_CN}]{{1,2}})(?:部分|章)[,:、]?")),
    (1, "一", re.compile(rf"([{_CN}]{{1,3}})(?:[、.]|[,:](?=\D))")),
    (2, "(一)", re.compile(rf"\(([{_CN}]{{1,3}})\)[、.,]?")),
    (2, "阶段", re.compile(rf"第([{_CN}]{{1,2}})(?=阶段)")),
    (2, "步", re.compile(rf"第([{_CN}])步(?:骤)?[,:、.]")),
    (2, "任务", re.compile(rf"(?:任务|行动|工程|专项)([{_CN}]{{1,3}}|\d{{1,2}})[:、.]")),
    (3, "1", re.compile(r"(\d{1,2})[.、](?:(?!\d)|(?=\d{1,2}月))")),
    (3, "(1)", re.compile(r"\((\d{1,2})\)[、.]?|(\d{1,2})\)(?![。,;、:)\]])")),
    (3, "①", re.compile("([①-⑳])[、.]?")),
)
# 自查自纠阶段(3月1日至31日):… on a line of its own, without any number
_BARE_STAGE = re.compile(
    r"(?=[一-龥]{2,14}阶段(?:[(\[][^()\[\]\n]{2,40}[)\]])?[:。\n])"
    r"|(?=[一-龥、]{2,14}[(\[](?:(?:20\d\d年)?\d{1,2}月|即日)[^()\[\]\n]{1,40}[)\]][:。]?\n)"
)
# In a plan whose top headings carry no numbers
_UNNUMBERED = re.compile(rf"{UNNUMBERED}(?:(?:和|与|及)[一-龥]{{2,6}})?:?$", re.M)
_NEXT_STEP = re.compile(rf"[。;]第[{_CN}]步")  # all steps in one paragraph: a sentence, no headings
_INLINE = re.compile(
    rf"(?<=[。;)\]])(?:[{_CN}]{{1,3}}、|\([{_CN}]{{1,3}}\)|\d{{1,2}}[.、](?!\d))(?=[\u4e00-\u9fff“《])"
)
_STOP = re.compile("[。;]")
_NOTE_WORD = re.compile(r"(?:责任|牵头|督办|主办|承办|负责)[一-龥()]{0,6}[:\]]")
_NOTE_LINE = re.compile(rf"^[(\[]*{_NOTE_WORD.pattern}", re.M)
_NOTE = re.compile(r"[(\[]")
_TAIL = re.compile(r"附件(?:\d|[:(]|$|[一二三四五六七八九十](?:$|[:、]))|附[:]|附表(?:\d|:|$)")


@dataclass(slots=True)
class Node:
    """One heading with what stands under it; all positions are offsets in Source.text.

    `start` is the marker, `head` the first character behind it, `title_end` where the heading's words end,
    `own_end` where its own text ends (before its first child), `end` where its last child's text ends; `after` is a
    note on units that stands behind the last child on a line of its own, an empty span without one.
    """

    rank: int
    style: str
    number: str
    start: int
    head: int
    title_end: int
    own_end: int
    end: int
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    after: tuple[int, int] = (0, 0)

    @property
    def path(self) -> str:
        """Numbers from the top: 一(一)1."""
        return (self.parent.path if self.parent else "") + self.number

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator[Node]:
        return (node for node in self.walk() if not node.children)


@dataclass(frozen=True, slots=True)
class Outline:
    """`tops` are the highest headings; text[:first] stands before them, text[tail:] after the last one's text."""

    tops: tuple[Node, ...]
    first: int
    tail: int

    def walk(self) -> Iterator[Node]:
        for top in self.tops:
            yield from top.walk()


@dataclass(frozen=True, slots=True)
class _Mark:
    rank: int
    style: str
    number: str
    value: int
    start: int
    head: int


def title(source: Source, node: Node) -> str:
    """The words of a heading, without marker, closing stop and notes in brackets behind it."""
    return source.text[node.head : node.title_end].strip(" 。;:,、")


def outline(source: Source, start: int, end: int) -> Outline:
    """Reads the headings of text[start:end]. What follows 附件 or a signature after the last heading is the tail."""
    marks = _marks(source.text, start, end)
    if not any(mark.rank <= 1 for mark in marks):
        marks = sorted([*marks, *_unnumbered(source.text, start, end)], key=lambda mark: mark.start)
    tail = _tail(source.text, marks, end)
    marks = [m for m in marks if m.start < tail]
    nodes = _tree(source.text, marks, tail)
    first = marks[0].start if marks else tail
    return Outline(tuple(n for n in nodes if n.parent is None), first, tail)


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    marks: list[_Mark] = []
    counts: dict[int, int] = {}
    pos = start
    while pos < end:
        stop = text.find("\n", pos, end)
        stop = end if stop < 0 else stop
        lead = _mark_at(text, pos) or _bare_stage(text, pos, counts)
        if lead and lead.head < stop and not (lead.style == "步" and _NEXT_STEP.search(text, lead.head, stop)):
            _count(counts, lead)
            marks.append(lead)
        for match in _INLINE.finditer(text, pos + 1, stop):
            mark = _mark_at(text, match.start())
            if mark and _expected(counts, mark, text, stop):
                _count(counts, mark)
                marks.append(mark)
        pos = stop + 1
    return marks


def _unnumbered(text: str, start: int, end: int) -> list[_Mark]:
    """Top headings without numbers; their path is empty, as a lost number is left out."""
    found = [m.start() for m in re.compile("^", re.M).finditer(text, start, end) if _UNNUMBERED.match(text, m.start())]
    return [_Mark(1, "", "", i, at, at) for i, at in enumerate(found, 1)]


def _count(counts: dict[int, int], mark: _Mark) -> None:
    counts[mark.rank] = mark.value
    for rank in [r for r in counts if r > mark.rank]:
        del counts[rank]


def _bare_stage(text: str, pos: int, counts: dict[int, int]) -> _Mark | None:
    if not _BARE_STAGE.match(text, pos):
        return None
    return _Mark(2, "阶段", "", counts.get(2, 0) + 1, pos, pos)


def _expected(counts: dict[int, int], mark: _Mark, text: str, stop: int) -> bool:
    """Inside a paragraph a number is a heading only if it is the next of its row; a first 1. needs a second one."""
    if mark.rank in counts:
        return mark.value == counts[mark.rank] + 1
    if mark.value != 1 or not counts:
        return False
    return mark.rank < 3 or re.compile(r"[。;)\]]2[.、](?!\d)").search(text, mark.head, stop) is not None


def _mark_at(text: str, pos: int) -> _Mark | None:
    for rank, style, pattern in _MARKERS:
        if m := pattern.match(text, pos):
            written = next(g for g in m.groups() if g)
            value = _value(written)
            if style == "阶段":
                return _Mark(rank, style, f"({written})", value, pos, m.start())
            number = f"({written})" if style in ("(一)", "步", "任务") else (str(value) if rank == 3 else written)
            return _Mark(rank, style, number, value, pos, m.end())
    return None


def _value(written: str) -> int:
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    if written.isdigit() and written.isascii():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return (_CN.index(tens[0]) + 1 if tens else 1) * 10 + (_CN.index(ones[0]) + 1 if ones else 0)
    return _CN.index(written[0]) + 1


def _tail(text: str, marks: list[_Mark], end: int) -> int:
    """Where the numbered text is over: the first 附件 line behind a heading of the plan, or the end."""
    if not marks:
        return end
    for match in re.compile(r"^", re.M).finditer(text, marks[0].head, end):
        if _TAIL.match(text, match.start()) and _is_list_head(text, match.start()):
            return match.start()
    return end


def _is_list_head(text: str, start: int) -> bool:
    """附件: / 附件1 台账 stand alone; 附件1所列单位要在… is a sentence."""
    stop = text.find("\n", start)
    line = text[start : stop if stop >= 0 else len(text)]
    return "。" not in line or ":" in line[:6]


def _tree(text: str, marks: list[_Mark], tail: int) -> list[Node]:
    nodes: list[Node] = []
    stack: list[tuple[Node, int, int]] = []  # node, depth key, value of its number
    for i, mark in enumerate(marks):
        end = marks[i + 1].start if i + 1 < len(marks) else tail
        own_end = len(text[mark.start : end].rstrip()) + mark.start
        key = _depth(stack, mark)
        while stack and stack[-1][1] >= key:
            stack.pop()
        parent = stack[-1][0] if stack else None
        node = Node(
            mark.rank, mark.style, mark.number, mark.start, mark.head, _title_end(text, mark.head, own_end),
            own_end, own_end, parent,
        )  # fmt: skip
        if parent:
            parent.children.append(node)
            for above, _, _ in stack:
                above.end = own_end
        stack.append((node, key, mark.value))
        nodes.append(node)
    for node in nodes:
        _give_back(text, node)
    return nodes


def _give_back(text: str, node: Node) -> None:
    """(责任单位:…) on a line behind a list whose other items have none belongs to what the list stands under."""
    if len(node.children) < 2 or node.children[-1].children:
        return
    last = node.children[-1]
    note = _NOTE_LINE.search(text, last.head, last.own_end)
    if note is None or any(_NOTE_WORD.search(text, kid.head, kid.own_end) for kid in node.children[:-1]):
        return
    node.after = (note.start(), last.own_end)
    last.own_end = last.end = note.start() - 1
    last.title_end = min(last.title_end, last.own_end)


def _depth(stack: list[tuple[Node, int, int]], mark: _Mark) -> int:
    """一、 is above （一） is above figures; among figures the style already open, or the running number, decides."""
    if mark.rank < 3:
        return mark.rank
    figures = [(node, key, value) for node, key, value in stack if node.rank == 3]
    for node, key, _ in reversed(figures):
        if node.style == mark.style and (mark.value != 1 or node is not figures[-1][0]):
            return key
    for _, key, value in reversed(figures):
        if mark.value == value + 1:
            return key
    if figures and mark.value == 1 and figures[-1][0].style != mark.style:
        return figures[-1][1] + 1
    return figures[0][1] if figures else 3


def _title_end(text: str, head: int, end: int) -> int:
    """The heading's words end at the first 。 or ; – without one near, at a colon, a note or the paragraph's end."""
    line = text.find("\n", head, end)
    line = end if line < 0 else line
    stop = _STOP.search(text, head, line)
    cut = stop.start() if stop else line
    if named := _STAGE_NAME.match(text, head, cut):
        cut = named.end()
    if cut - head > 30 and (colon := text.find(":", head, min(cut, head + 30))) > head + 3:
        cut = colon
    depth = 0
    for i in range(head, cut):  # a note behind the words: (责任单位:…), (3月1日至5月31日)
        c = text[i]
        if c in "([":
            if depth == 0 and i > head + 1 and _closes_title(text, i, cut):
                return i
            depth += 1
        elif c in ")]":
            depth -= 1
    return cut


_TITLE_NOTE = re.compile(
    r"[(\[](?:[^()\[\]]{0,12}(?:单位|部门|科室|时限|时间|牵头|负责|督办|主办)|[^()\[\]]{0,16}\d{1,2}(?:月|日)|[^()\[\]]{0,8}\d{4}[.年])"
)


_STAGE_NAME = re.compile(r"(?!第.{1,2}阶段)[一-龥、“”\"]{2,16}阶段(?=:)")


def _closes_title(text: str, i: int, cut: int) -> bool:
    return _TITLE_NOTE.match(text, i, cut + 40) is not None
