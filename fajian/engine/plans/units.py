"""Who does a piece of work and by when: notes such as （牵头单位：…；责任单位：…；完成时限：…） in any bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from fajian.engine.plans.dates import find_dates
from fajian.engine.plans.outline import Node
from fajian.engine.plans.source import Source
from fajian.engine.plans.vocabulary import either, roles

_ROLES = tuple((role, re.compile(either("labels", role))) for role in roles())
_LABEL_WORD = re.compile(rf"(?:{either('labels', 'endings')})(?:\([一-龥]{{1,6}}\))?$")
# 责任单位: · 【责任单位】 · 牵头(督办)科室: · 责任单位及时限:
_LABEL = re.compile(r"(?:^|(?<=[^一-龥]))\[?(?P<w>[一-龥]{2,10}(?:\([一-龥、]{1,6}\)[一-龥]{0,4})?)(?::|\]:?)")
_LINE = re.compile(r"^[(\[]?(?P<w>[一-龥]{2,10}(?:\([一-龥、]{1,6}\)[一-龥]{0,4})?)(?::|\]:?)", re.M)
# 责任科室:政工科责任人:×××完成时限:6月底
_GLUED_LABEL = re.compile(
    rf"(?<=[一-龥])(?P<w>(?:责任|承办|{either('labels', 'lead')}|{either('labels', 'support')})"
    r"(?:单位|部门|科室|处室|股室|领导|人)|完成(?:时限|时间|期限)):"
)
_NOTE = re.compile(r"[(\[](?P<in>(?:[^()\[\]]|[(\[][^()\[\]]{0,40}[)\]]){2,800})[)\]]")
_DUTIES = r"(?:等)?按(?:照)?(?:各自)?(?:工作)?(?:职责|职能|分工)(?:分工)?(?:分别|共同)?(?:负责|落实|实施|推进)?"
_VERB = re.compile(
    rf"^(?:由)?(?P<u>.{{2,400}}?)(?:共同|分别|具体|联合|统筹|总)?"
    rf"(?P<v>{either('verbs', 'lead')}|(?:予以|积极|共同)?(?:{either('verbs', 'support')})"
    rf"|{_DUTIES}|{either('verbs', 'responsible')})$"
)
_LIMIT = re.compile(either("limits", "noted"))
_LIMIT_AMONG_UNITS = re.compile(r"(?:前|底|末|旬|日|月)(?:前|之前)?(?:基本|全部)?(?:完成|到位|启动|取得实效)?$")
_LEAD_VERB = re.compile(either("verbs", "lead"))
_SUPPORT_VERB = re.compile("配合|协|参")
_ROLE_BEHIND = re.compile(r"\((?P<role>牵头|配合)(?:单位|部门|科室|处室)?\)$")
_SENTENCE = re.compile("[^。;\n]+")
_CLAUSE = re.compile(r"(?:[^,、。;\n]|(?<!负责)(?<!牵头)(?<!配合)、)+")
_NO_UNIT = re.compile(r"[\d:的]|要|由|应|须|主要|专人|各自|本级|所在")
_UNITLIKE = re.compile(rf"(?:{either('units', 'noted')})(?:\([^()]*\))?等?$")


@dataclass(slots=True)
class Assignment:
    """What the notes of one node say; the due value is kept as a span, its dates are read elsewhere."""

    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    due: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    unit_spans: list[tuple[str, int, int]] = field(default_factory=list)

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


def node_assignment(source: Source, node: Node) -> Assignment:
    """The notes of a node's own text (not its children's) and the one behind its children."""
    out = assignment(source, node.head, node.own_end)
    return assignment(source, *node.after, into=out) if node.after[1] else out


def assignment(source: Source, start: int, end: int, into: Assignment | None = None) -> Assignment:
    """Reads all notes and label lines of text[start:end]."""
    text = source.text
    out = into or Assignment()
    for note in _NOTE.finditer(text, start, end):
        labelled = _read_labels(text, note.start("in"), note.end("in"), out)
        if _read_verbs(text, note, end, out) or labelled or _read_names(text, note, end, out):
            out.notes.append((note.start(), note.end()))
    for line in _LINE.finditer(text, start, end):
        if _inside(out.notes, line.start("w")) or role_of(line["w"]) is None:
            continue
        stop = text.find("\n", line.start(), end)
        stop = end if stop < 0 else stop
        if _read_labels(text, line.start(), stop, out):
            out.notes.append((line.start(), stop))
    _read_trailing(text, start, end, out)
    if not out.has_units:
        _read_sentences(text, start, end, out)
    return out


def _read_trailing(text: str, start: int, end: int, out: Assignment) -> None:
    """Labels without brackets at the end of the text: …。责任单位:市司法局;完成时限:6月底前。"""
    for m in _LABEL.finditer(text, start, end):
        before = text[m.start() - 1] if m.start() else ""
        if before in ("。", ";", "\t", ")", "]") and role_of(m["w"]) and not _inside(out.notes, m.start("w")):
            stop = text.find("\n", m.start(), end)
            stop = end if stop < 0 else stop
            if _read_labels(text, m.start(), stop, out):
                out.notes.append((m.start(), stop))


def _inside(spans: list[tuple[int, int]], i: int) -> bool:
    return any(a <= i < b for a, b in spans)


def _read_labels(text: str, start: int, end: int, out: Assignment) -> bool:
    labels = _labels(text, start, end)
    for i, (_, a, role) in enumerate(labels):
        b = _value_end(text, a, labels[i + 1][0] if i + 1 < len(labels) else end)
        if role == "due":
            out.due.append((a, b))
        elif role != "person":
            add_units(text, a, b, role, out)
    return bool(labels)


def _labels(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """(start, end, role) of the labels in text[start:end], also of those a lost blank glued to the value before."""
    found: dict[int, tuple[int, int, str]] = {}
    for m in (*_LABEL.finditer(text, start, end), *_GLUED_LABEL.finditer(text, start, end)):
        if role := role_of(m["w"]):
            found[m.end()] = (m.start(), m.end(), role)
    return [found[key] for key in sorted(found)]


def _value_end(text: str, a: int, b: int) -> int:
    """Where the words behind a label end: without stops and without the bracket that closes the note around it."""
    while b > a and text[b - 1] in "。;,、 \n([)]":
        opened = text.count("(", a, b) + text.count("[", a, b)
        if text[b - 1] in ")]" and opened >= text.count(")", a, b) + text.count("]", a, b):
            break
        b -= 1
    return b


def add_units(text: str, a: int, b: int, role: str, out: Assignment) -> None:
    """Adds the names of text[a:b] to one role (lead, support or responsible), each once.

    What stands among them but is a time limit (责任单位:市司法局,6月底前完成) goes where limits belong.
    """
    into = {"lead": out.lead, "support": out.support, "responsible": out.responsible}[role]
    for name, s, e in split_units(text, a, b):
        if not _UNITLIKE.search(name) and (
            _LIMIT.search(name) or (re.search(r"\d", name) and _LIMIT_AMONG_UNITS.search(name))
        ):
            out.due.append((s, e))
            continue
        if bracket := _ROLE_BEHIND.search(name):  # 责任处室:法规处(牵头),监管处
            name, e = name[: bracket.start()], e - len(bracket.group())
            kept = out.lead if bracket["role"] == "牵头" else out.support
        else:
            kept = into
        if name not in kept:
            kept.append(name)
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
        out.due += [(a, b) for a, b in rest if a >= carry and (_LIMIT.search(text[a:b]) or find_dates(text, a, b))]
    return read


def _read_names(text: str, note: re.Match[str], end: int, out: Assignment) -> bool:
    """（区财政局、区司法局，4月30日前完成）: names without any label, at the very end of a paragraph.

    Without a limit beside them only names that are all units, behind a whole sentence.
    """
    if text[note.end() : note.end() + 1] not in ("", "\n", "。") and note.end() < end:
        return False
    pieces = list(re.compile("[^,;。]+").finditer(text, note.start("in"), note.end("in")))
    limits = [p for p in pieces if not _UNITLIKE.search(p.group())]
    names = [p for p in pieces if p not in limits]
    if not limits and text[note.start() - 1 : note.start()] not in ("。", ";"):
        return False
    if not names or not all((_looks_like_units if limits else _all_units)(p.group()) for p in names):
        return False
    if not all(_LIMIT.search(p.group()) or find_dates(text, p.start(), p.end()) for p in limits):
        return False
    for p in names:
        add_units(text, p.start(), p.end(), "responsible", out)
    out.due += [(p.start(), p.end()) for p in limits]
    return True


def _read_sentences(text: str, start: int, end: int, out: Assignment) -> None:
    """Without bracket or label: …。由市司法局牵头,市财政局配合,10月底前完成。长期坚持。

    The clause on the first unit opens a sentence or begins with 由; what follows it up to the stop are further units
    and limits. A sentence behind that is nothing but a limit belongs to it.
    """
    read = False
    for sentence in _SENTENCE.finditer(text, start, end):
        pieces = list(_CLAUSE.finditer(text, sentence.start(), sentence.end()))
        if read and len(pieces) == 1 and _is_limit(text, sentence.start(), sentence.end()):
            out.due.append((sentence.start(), sentence.end()))
        read = False
        for i, piece in enumerate(pieces):
            m = _VERB.match(piece.group())
            if m and (read or i == 0 or piece.group().startswith("由")) and _all_units(m["u"]):
                a = piece.start() + m.start("u")
                add_units(text, a, a + len(m["u"]), _verb_role(m["v"]), out)
                read = True
            elif read and _is_limit(text, piece.start(), piece.end()):
                out.due.append((piece.start(), piece.end()))


def _is_limit(text: str, a: int, b: int) -> bool:
    """长期坚持, 于5月31日前完成: a few words that say until when, and nothing about handing in."""
    if b - a > 24 or "报" in text[a:b]:
        return False
    return any(d.before and not d.since for d in find_dates(text, a, b)) or (
        b - a <= 10 and re.search(either("limits", "standing"), text[a:b]) is not None
    )


def _all_units(names: str) -> bool:
    parts = [p for p in re.split("[、,]|和|及", names) if p]
    return bool(parts) and all(_UNITLIKE.search(p) and len(p) <= 24 and not _NO_UNIT.search(p) for p in parts)


def _verb_role(verb: str) -> str:
    if _LEAD_VERB.search(verb):
        return "lead"
    return "support" if _SUPPORT_VERB.search(verb) else "responsible"


def _looks_like_units(names: str) -> bool:
    parts = [p for p in re.split("[、,]", names) if p]
    good = sum(bool(_UNITLIKE.search(p)) for p in parts)
    return bool(parts) and good * 2 >= len(parts)
