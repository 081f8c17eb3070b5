"""Who does a piece of work and by when: notes such as （牵头单位：…；责任单位：…；完成时限：…） in any bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fajian.engine.plans.outline import Node
from fajian.engine.plans.source import Source

_ROLES = (
    ("lead", re.compile("牵头|主办|督办|主责|牵责")),
    ("support", re.compile("配合|协办|协同|协助|参与|参加|协作")),
    ("due", re.compile("时限|时间|期限|节点|进度|时效|完成日")),
    ("person", re.compile("领导|责任人|联系人|负责人|人员")),
    ("responsible", re.compile("责任|承办|落实|负责|实施|执行")),
)
_LABEL = re.compile(r"(?<![一-龥])(?P<w>[一-龥]{2,10}):")
_WORDS = (
    "单位|部门|科室|处室|股室|机构|科|时限|时间|期限|节点|要求|领导|人|主体|进度"
    "|牵头|主办|督办|配合|协办|协同|协助|参与|责任|承办|落实|负责|实施"
)
_LABEL_WORD = re.compile(rf"(?:{_WORDS})$")
_NOTE = re.compile(r"[(\[](?P<in>(?:[^()\[\]]|[(\[][^()\[\]]{0,40}[)\]]){2,800})[)\]]")
_VERB = re.compile(
    r"^(?:由)?(?P<u>.{2,400}?)(?:共同|分别|具体|联合|统筹|总)?(?P<v>牵头(?:负责|督办|落实|组织实施|实施|办理)?|督办|主办|(?:予以|积极|共同)?配合|协办|协助|参与|参加"
    r"|(?:等)?按(?:照)?(?:各自)?职责(?:分工)?(?:分别|共同)?(?:负责|落实|实施|推进)?|分工负责|负责(?:落实|实施)?|落实|承办|组织实施)$"
)
_LIMIT = re.compile("持续|长期|常态|[底日旬月]前|月底|年底|适时|立即")
_LINE = re.compile(r"^[(\[]?(?P<w>[一-龥]{2,10}):", re.M)
_SPLIT = re.compile(r"[、,;]|(?<=[局委办厅部科处院会队]) ")
_PERSONAL = re.compile(r"^(?:及|和|以及|由)")
_UNITLIKE = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部|科|处|室|院|会|队|中心|小组|政府|单位|部门|机关|机构|组|馆|站|所|镇|乡|街道|街道办|区|县|市|公司|银行|专班|台|社|校|企业|股|大队|支队|总队|分局|窗口|行|团|银保监|税务|司|党委|党组)(?:\([^()]*\))?等?$"
)


@dataclass(slots=True)
class Assignment:
    """What the notes of one node say; the due value is kept as a span, its dates are read elsewhere."""

    lead: list[str]
    support: list[str]
    responsible: list[str]
    due: list[tuple[int, int]]
    notes: list[tuple[int, int]]
    unit_spans: list[tuple[str, int, int]]

    @property
    def has_units(self) -> bool:
        return bool(self.lead or self.support or self.responsible)

    @property
    def has_any(self) -> bool:
        return self.has_units or bool(self.due)


def role_of(label: str) -> str | None:
    """lead, support, responsible, due or person; null for a word that is no such label (事前公开:)."""
    if not _LABEL_WORD.search(label):
        return None
    return next((role for role, pattern in _ROLES if pattern.search(label)), None)


def assignment(source: Source, start: int, end: int) -> Assignment:
    """Reads all notes and label lines of text[start:end]."""
    text = source.text
    out = Assignment([], [], [], [], [], [])
    for note in _NOTE.finditer(text, start, end):
        labelled = _read_labels(text, note.start("in"), note.end("in"), out)
        if _read_verbs(text, note, end, out) or labelled:
            out.notes.append((note.start(), note.end()))
    for line in _LINE.finditer(text, start, end):
        if any(a <= line.start() < b for a, b in out.notes) or role_of(line["w"]) is None:
            continue
        stop = text.find("\n", line.start(), end)
        stop = end if stop < 0 else stop
        if _read_labels(text, line.start(), stop, out):
            out.notes.append((line.start(), stop))
    _read_trailing(text, start, end, out)
    return out


def _read_trailing(text: str, start: int, end: int, out: Assignment) -> None:
    """Labels without brackets at the end of the text: …。责任单位:市司法局;完成时限:6月底前。"""
    for m in _LABEL.finditer(text, start, end):
        if m.start() and text[m.start() - 1] in "。;\t" and role_of(m["w"]) and not _inside(out.notes, m.start()):
            stop = text.find("\n", m.start(), end)
            stop = end if stop < 0 else stop
            if _read_labels(text, m.start(), stop, out):
                out.notes.append((m.start(), stop))


def _inside(spans: list[tuple[int, int]], i: int) -> bool:
    return any(a <= i < b for a, b in spans)


def _read_labels(text: str, start: int, end: int, out: Assignment) -> bool:
    labels = []
    for m in re.compile(r"(?:^|(?<=[^一-龥]))(?P<w>[一-龥]{2,10}):").finditer(text, start, end):
        role = role_of(m["w"])
        if role:
            labels.append((m.start(), m.end(), role))
    for i, (_, a, role) in enumerate(labels):
        b = labels[i + 1][0] if i + 1 < len(labels) else end
        while b > a and text[b - 1] in "。;,、 \n([)]":
            if text[b - 1] in ")]" and text.count("(", a, b) + text.count("[", a, b) >= text.count(
                ")", a, b
            ) + text.count("]", a, b):
                break
            b -= 1
        if role == "due":
            out.due.append((a, b))
        elif role != "person":
            add_units(text, a, b, role, out)
    return bool(labels)


def add_units(text: str, a: int, b: int, role: str, out: Assignment) -> None:
    """Adds the names of text[a:b] to one role (lead, support or responsible), each once."""
    into = {"lead": out.lead, "support": out.support, "responsible": out.responsible}[role]
    for name, s, e in split_units(text, a, b):
        if name not in into:
            into.append(name)
        out.unit_spans.append((name, s, e))


def split_units(text: str, a: int, b: int) -> list[tuple[str, int, int]]:
    """Names parted by 、 , and ; – not inside brackets, so 各县(市、区)政府 stays whole."""
    out, depth, start = [], 0, a
    for i in range(a, b + 1):
        c = text[i] if i < b else ","
        if c in "([《“":
            depth += 1
        elif c in ")]》”":
            depth = max(0, depth - 1)
        elif (c in ",、;。\n" and depth == 0) or i == b:
            s, e = start, i
            while s < e and text[s] in " :由":
                s += 1
            while e > s and text[e - 1] in " 。:":
                e -= 1
            if 1 < e - s <= 60:
                out.append((text[s:e], s, e))
            start = i + 1
    return out


def _read_verbs(text: str, note: re.Match[str], end: int, out: Assignment) -> bool:
    """（市司法局牵头，市财政局配合，持续推进）, only in a note that closes a sentence; labels are read elsewhere."""
    after = text[note.end() : note.end() + 1]
    if after and after not in "。\n;,([" and note.end() < end:
        return False
    carry, read = note.start("in"), False
    rest: list[tuple[int, int]] = []
    for piece in re.compile("[^,;。]+").finditer(text, note.start("in"), note.end("in")):
        if ":" in piece.group():
            carry = piece.end() + 1
            continue
        m = _VERB.match(text[carry : piece.end()])
        if m and _looks_like_units(m["u"]):
            add_units(text, carry + m.start("u"), carry + m.end("u"), _verb_role(m["v"]), out)
            carry, read = piece.end() + 1, True
        else:
            rest.append((piece.start(), piece.end()))
    if read:
        out.due += [(a, b) for a, b in rest if a >= carry and _LIMIT.search(text[a:b])]
    return read


def _verb_role(verb: str) -> str:
    if re.search("牵头|督办|主办", verb):
        return "lead"
    return "support" if re.search("配合|协|参", verb) else "responsible"


def _looks_like_units(names: str) -> bool:
    parts = [p for p in re.split("[、,]", names) if p]
    good = sum(bool(_UNITLIKE.search(p)) for p in parts)
    return bool(parts) and good * 2 >= len(parts)


def node_assignment(source: Source, node: Node) -> Assignment:
    """The notes of a node's own text (not its children's)."""
    return assignment(source, node.head, node.own_end)
