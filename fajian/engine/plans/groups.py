"""Leading groups, their offices and working groups: who sits in them by organ or post, never by a person's name."""

from __future__ import annotations

import re

from fajian.engine.plans.printed import text as printed
from fajian.engine.plans.schema import Group, Member
from fajian.engine.plans.source import Source
from fajian.engine.plans.units import split_units
from fajian.engine.plans.vocabulary import either

_NAME = rf"(?:{either('groups', 'names')})"
_ROLE = rf"(?:{either('groups', 'roles')})"
_SET_UP = re.compile(
    rf"(?:成立|组建|设立|建立)(?:了)?(?:由[^,。;:]{{2,60}}?组成的)?(?P<names>(?!以下|下列|相应|专门)[^,。;:\n]{{0,50}}?{_NAME}(?:[和、及][^,。;:\n]{{0,30}}?{_NAME}){{0,4}})(?=[,。;:(]|$)",
    re.M,
)
# …任组长,…任副组长,…为成员: whoever stands between one seat and the next takes the next
_SEAT = re.compile(rf"(?:由|,|;)*(?P<who>[^。\n]{{2,400}}?)(?:分别)?(?:兼任|担任|任|为|组成)(?P<role>{_ROLE}(?:单位)?)")
_ROLE_LINE = re.compile(rf"^(?P<role>{_ROLE}(?:单位)?):(?P<who>[^\n]{{2,400}})$", re.M)
_OFFICE = re.compile(
    r"(?:下设(?:[^,。;\n]{0,20})|(?:小组|专班|指挥部))办公室(?:[^。;\n]{0,20}?(?:设在|挂靠在?|设立在|设于)(?P<unit>[^,。;:()\n]{2,40}))?"
)
_OFFICE_LINE = re.compile(r"[^。\n]{0,24}下设[^\n]{0,300}")
_POST = re.compile(rf"(?:{either('groups', 'posts')}|{either('units', 'noted')})(?:\([^()]*\))?$")
_WITH_NAME = re.compile(rf"(?P<post>^.*(?:{either('groups', 'posts')}))[一-龥·]{{2,3}}$")
_AND = re.compile(rf"[和及与](?=[^和及与]*(?:{either('groups', 'posts')}))")
_HEADS = re.compile(
    "(?:等?(?:有关|相关)?(?:部门|单位))?(?:的)?(?:主要|分管|有关|相关)?(?:负责人|负责同志|领导|同志)(?:组成)?$"
)


def groups(source: Source, start: int, end: int) -> tuple[Group, ...]:
    """All groups text[start:end] sets up, in its order; a group's seats stand in the same paragraph or right below."""
    text = source.text
    out: list[Group] = []
    for line in re.compile(r"[^\n]+").finditer(text, start, end):
        found = list(_SET_UP.finditer(text, line.start(), line.end()))
        for i, m in enumerate(found):
            stop = found[i + 1].start() if i + 1 < len(found) else _with_role_lines(text, line.end(), end)
            names = [
                part for part in re.split(f"(?<={'|'.join(('组', '班', '部', '会'))})[和、及]", m["names"]) if part
            ]
            members = _members(source, m.end(), stop)
            for name in names:
                out.append(Group(printed(name), source.quote(m.start(), m.end()), members if name == names[0] else ()))
            out += _office(source, m.end(), stop, names[0])
    return tuple(out)


def _with_role_lines(text: str, pos: int, end: int) -> int:
    """The end of the lines 组长:… 副组长:… that follow a paragraph, with the one on the office behind them."""
    while pos < end and (m := _ROLE_LINE.match(text, pos + 1, end)):
        pos = m.end()
    if m := _OFFICE_LINE.match(text, pos + 1, end):
        pos = m.end()
    return pos


def _members(source: Source, start: int, end: int) -> tuple[Member, ...]:
    text = source.text
    office = _OFFICE.search(text, start, end)
    lines = [(m["role"], _who(source, m.start("who"), m.end("who"))) for m in _ROLE_LINE.finditer(text, start, end)]
    first_line = text.find("\n", start, end)
    stop = office.start() if office else first_line if first_line >= 0 else end
    seats = [(m["role"], _who(source, m.start("who"), m.end("who"))) for m in _SEAT.finditer(text, start, stop)]
    return _seated([*seats, *lines])


def _seated(seats: list[tuple[str, list[str]]]) -> tuple[Member, ...]:
    members = (
        Member(role.removeprefix("办公室").removesuffix("单位"), who) for role, listed in seats for who in listed
    )
    return tuple(dict.fromkeys(members))


def _who(source: Source, a: int, b: int) -> list[str]:
    """Organs and posts of a list, names of persons left off: 区委副书记某某某 → 区委副书记.

    Several posts before one name (县委常委、常务副县长某某某) are one seat. A name before its post is known by the
    space between them, which only the raw text has.
    """
    out: list[str] = []
    held: list[str] = []  # posts whose holder is named behind a later one
    for name, start, end in split_units(source.text, a, b):
        first, *rest = source.quote(start, end).split()
        if rest and len(first) <= 4 and not _POST.search(first):
            name = name.removeprefix(first)
        bare = _HEADS.sub("", name.removeprefix("由")) or name
        for part in _AND.split(bare.removesuffix("同志")):
            if named := _WITH_NAME.match(part):
                out.append(printed("、".join([*held, named["post"]])))
                held = []
            elif _POST.search(part) and len(part) >= 2:
                held.append(part)
    return out + [printed(name) for name in held]


def _office(source: Source, start: int, end: int, of: str) -> list[Group]:
    text = source.text
    m = _OFFICE.search(text, start, end)
    if m is None:
        return []
    stop = re.compile("[。\n]").search(text, m.end(), end)
    seats = _SEAT.finditer(text, m.end(), stop.start() if stop else end)
    members = _seated([(seat["role"], _who(source, seat.start("who"), seat.end("who"))) for seat in seats])
    at = (Member("所在单位", printed(m["unit"])),) if m["unit"] else ()
    return [Group(f"{printed(of)}办公室", source.quote(m.start(), m.end()), (*at, *members))]
