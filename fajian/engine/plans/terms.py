"""Standing terms (决定之日起7个工作日内公开) and measurable goals (满意率达到95%以上) of a plan."""

from __future__ import annotations

import re
from typing import Literal

from fajian.engine.plans.schema import RuleDeadline, Target
from fajian.engine.plans.source import Source

_TERM = re.compile(
    r"(?P<after>[^,。;:\n]{2,30}?)(?:之日)?(?:起|后)(?:的)?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?P<u>个工作日|日|天|个月)(?:以?内|前)(?P<what>[^,。;\n]{2,40})"
)
_GOAL = re.compile(
    r"(?P<t>[^,。;、:\n]{2,30}?)(?:达到?|不低于|不少于|提高到|提升至|控制在|保持在)(?P<n>\d{1,3}(?:\.\d{1,2})?)(?P<u>%|个百分点|件|个|家|人次|次|学时|户|场|期|名|人|宗)(?:以上|以下|以内)?"
)
_UNITS: dict[str, Literal["working_days", "days", "months"]] = {
    "个工作日": "working_days",
    "日": "days",
    "天": "days",
    "个月": "months",
}
_CN = "一二三四五六七八九十"


def rule_deadlines(source: Source, start: int, end: int) -> tuple[RuleDeadline, ...]:
    """Terms that run from an event, not from a day of the calendar."""
    out = []
    for m in _TERM.finditer(source.text, start, end):
        written = m["n"]
        count = int(written) if written.isdigit() and written.isascii() else _CN.index(written[0]) + 1
        if len(written) == 1 or written.isascii():
            after = re.sub("^.*?(?:自|从|在)(?=作出|收到|受理|发现|立案|决定|印发|结案|完成)", "", m["after"])
            out.append(RuleDeadline(m["what"], count, _UNITS[m["u"]], after, source.quote(m.start(), m.end())))
    return tuple(out)


def targets(source: Source, start: int, end: int) -> tuple[Target, ...]:
    """Goals with a figure."""
    return tuple(
        Target(m.group(), float(m["n"]), m["u"], source.quote(m.start(), m.end()))
        for m in _GOAL.finditer(source.text, start, end)
    )
