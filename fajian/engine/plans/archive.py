"""What a plan's file shows beside its elements: the register lines above the text, and what the plan wants."""

from __future__ import annotations

import re

from fajian.engine.plans.outline import outline, title
from fajian.engine.plans.page import page
from fajian.engine.plans.source import Source

# As government sites print them above a document; in the order of the page.
_LABELS = (
    "索引号", "统一登记号", "主题分类", "发布机构", "发文机关", "责任部门", "公开责任部门", "文件状态", "有效性",
    "时效性", "公开方式", "公开范围", "成文日期", "发文日期", "生成日期", "发布日期",
)  # fmt: skip
_SPACE = r"[ \t\u3000]*"  # 索 引 号
_REGISTER = re.compile(
    rf"(?P<label>{'|'.join(_SPACE.join(label) for label in _LABELS)}){_SPACE}[:：]{_SPACE}(?P<value>[^\s|｜]{{1,60}})"
)
_GUIDING = re.compile("总体要求|指导思想|工作原则|基本原则|总体目标|工作目标|目标任务|活动目标|整治目标")
_LONGEST = 4_000  # characters above the first heading in which register lines are looked for


def registration(text: str) -> tuple[tuple[str, str], ...]:
    """(label, value) of the register lines above the plan's first heading, each label once: 索引号, 有效性 …"""
    source = Source.of(text)
    first = outline(source, 0, len(source.text)).first
    above = text[: min(source.at[first], _LONGEST)] if first < len(source.at) else ""
    found: dict[str, str] = {}
    for line in _REGISTER.finditer(above):
        found.setdefault(re.sub(r"\s", "", line["label"]), line["value"])
    return tuple(found.items())


def guiding(text: str) -> tuple[tuple[str, str], ...]:
    """(heading, its whole text) of the sections that say what the plan wants: 总体要求, 指导思想, 工作目标 …"""
    source = Source.of(text)
    around = page(source)
    tree = outline(source, around.body, around.end)
    return tuple(
        (title(source, node), source.text[node.title_end : node.end].strip(" 。:\n"))
        for node in tree.tops
        if _GUIDING.search(title(source, node))
    )
