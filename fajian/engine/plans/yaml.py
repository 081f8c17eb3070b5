"""A plan as YAML in Chinese words, to be read and changed by people; what they write is taken whole or not at all."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from fajian.engine.faults import InputError
from fajian.engine.plans.columns import COLUMNS, HEADER, PERIOD, SECTIONS, Column, blank, is_number, numbers, split
from fajian.engine.plans.schema import Plan

LONGEST = 2_000_000  # characters
DEEPEST = 8  # 任务 → 一项 → 完成时限 → 一行 and what holds them
TOLD = 50  # wrong lines said at once
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: type[Any] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_INTRO = """\
# 方案（编译结果）。井号后面是说明，不读入。日期写成 2026-03-31；不写的项目就是没有。
# “原文”是方案里的原话，不要改动；人工补充的内容不写“原文”。整份读入，有一处写错就全部不读入，并逐行指出。
"""


class WrongLines(InputError):  # noqa: N818 – it reads as what happened
    """The YAML cannot be taken: one sentence for each wrong line, with its number."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(lines))


# ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Inline(list[Any]):
    """A list on one line."""


class _Writer(_Dumper):  # type: ignore[misc]
    """Lists of names on one line, runs of several lines as they are, no references."""

    def ignore_aliases(self, data: Any) -> bool:
        """A day that stands twice is written twice."""
        return True


_Writer.add_representer(
    _Inline, lambda to, value: to.represent_sequence("tag:yaml.org,2002:seq", list(value), flow_style=True)
)
_Writer.add_representer(
    str, lambda to, value: to.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)
)


def write(plan: Plan) -> str:
    """The plan without its doubts, each list under a comment that says what may be written in it."""
    parts = [_INTRO, _dumped({column.label: getattr(plan, column.name) for column in HEADER if _is_said(plan, column)})]
    if plan.period:
        parts.append(_dumped({PERIOD.label: _mapping(plan.period)}))
    for section in SECTIONS:
        rows = [_mapping(element) for element in getattr(plan, section.name)]
        allowed = "、".join(_may(column) for column in COLUMNS[section.kind])
        parts.append(f"\n# {section.word}（{len(rows)}）：{allowed}\n")
        parts.append(_dumped({section.word: rows}) if rows else f"{section.word}: []\n")
    return "".join(parts)


def _may(column: Column) -> str:
    """A field as the comment names it."""
    if column.of:
        return f"{column.label}（{'、'.join(one.label for one in COLUMNS[column.of])}）"
    if column.kind == "yes":
        return f"{column.label}（是）"
    return f"{column.label}（{'、'.join(column.choices.values())}）" if column.choices else column.label


def _is_said(element: Any, column: Column) -> bool:
    value = getattr(element, column.name)
    return (value not in (None, "", ()) and value is not False) or (column.required and value is not None)


def _mapping(element: Any) -> dict[str, Any]:
    return {
        column.label: _plain(column, getattr(element, column.name))
        for column in COLUMNS[type(element)]
        if _is_said(element, column)
    }


def _plain(column: Column, value: Any) -> Any:
    match column.kind:
        case "rows":
            return [_mapping(row) for row in value]
        case "names" | "numbers":
            return _Inline(value)
        case "yes":
            return "是"
        case "choice":
            return column.choices.get(value, value)
        case _:
            return value


def _dumped(data: dict[str, Any]) -> str:
    if not data:
        return ""
    text: str = yaml.dump(data, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=100_000)
    return text


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def read(text: str, is_quoted: Callable[[str], bool] = lambda quote: True) -> Plan:
    """The plan this YAML describes, without doubts; `is_quoted` says whether a 原文 is one.

    Raises WrongLines with a sentence for each line that cannot be taken; nothing is guessed and nothing left out.
    """
    reader = _Reader(is_quoted)
    plan = reader.plan(_root(text))
    if reader.wrong:
        told = [f"第{line}行：{says}" for line, says in sorted(reader.wrong)[:TOLD]]
        more = len(reader.wrong) - len(told)
        raise WrongLines(told + ([f"另有{more}处，请先改正以上各行。"] if more else []))
    return plan


def _root(text: str) -> yaml.Node:
    """The document's node, when it holds nothing but lists, mappings and texts of a sensible size."""
    if len(text) > LONGEST:
        raise WrongLines([f"全文有{len(text)}个字，超过{LONGEST}个字，请只保留这份方案的内容。"])
    text = text.removeprefix("\ufeff")
    try:
        if says := next(_forbidden(text), None):
            raise WrongLines([says])
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise WrongLines(
            [f"{_at(mark)}：格式有误，请检查这一行和上一行的缩进、冒号、引号（{error.problem}）。"]
        ) from error
    except yaml.YAMLError as error:  # a character YAML does not take
        raise WrongLines([f"有不能读的字符（{error}），请删去后重新保存。"]) from error
    if not isinstance(root, yaml.MappingNode):
        raise WrongLines(["第1行：应为“标题: ……”“任务: ……”的形式，请对照下载的 YAML 修改。"])
    return root


def _forbidden(text: str) -> Iterator[str]:
    """What a plan never needs and what can blow a reader up: references, types, deep nesting, several documents."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        line = _at(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield f"{line}：不能用 & 和 * 引用别处的内容，请直接写出。文字以这两个符号开头的，加引号。"
        elif getattr(event, "tag", None):
            yield f"{line}：不能用 ! 指定类型，请直接写出内容。文字以感叹号开头的，加引号。"
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                yield f"{line}：层次太深，请检查缩进。"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                yield f"{line}：一个文件只能写一份方案，请删去单独一行的“---”。"


def _at(mark: Any) -> str:
    return f"第{mark.line + 1}行" if mark else "文件"


class _Reader:
    """Reads node by node; a wrong one is noted with its line, and reading goes on."""

    def __init__(self, is_quoted: Callable[[str], bool]) -> None:
        self.is_quoted = is_quoted
        self.wrong: list[tuple[int, str]] = []

    def no(self, node: yaml.Node, says: str) -> None:
        """Note a wrong line."""
        self.wrong.append((node.start_mark.line + 1, says))

    def plan(self, root: yaml.Node) -> Plan:
        """The whole document."""
        lists = {section.word: section for section in SECTIONS}
        heads = {column.label: column for column in (*HEADER, PERIOD)}
        values: dict[str, Any] = {}
        for key, _, node in self.pairs(root, "方案", [*heads, *lists]):
            if column := heads.get(key):
                of = column.of
                values[column.name] = self.element(of, node, key) if of else self.value(column, node)
            else:
                section = lists[key]
                rows = [self.element(section.kind, row, section.one) for row in self.rows(node, key)]
                values[section.name] = tuple(row for row in rows if row is not None)
        return Plan(**values)

    def pairs(self, node: yaml.Node, where: str, known: list[str]) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
        """The known keys of a mapping, each once."""
        if not isinstance(node, yaml.MappingNode):
            self.no(node, f"“{where}”应写成“名称: 内容”的形式，可以写的有：{'、'.join(known)}。")
            return
        seen: set[str] = set()
        for key, value in node.value:
            word = key.value if isinstance(key, yaml.ScalarNode) else ""
            if word not in known:
                self.no(key, f"“{where}”里没有“{_cut(word)}”这一项，可以写的有：{'、'.join(known)}。")
            elif word in seen:
                self.no(key, f"“{word}”写了两次，请删去一处。")
            else:
                seen.add(word)
                yield word, key, value

    def rows(self, node: yaml.Node, where: str) -> list[yaml.Node]:
        """The rows of a list; nothing at all is an empty one."""
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        if not (isinstance(node, yaml.ScalarNode) and _is_empty(node)):
            self.no(node, f"“{where}”应当逐项列出，每项以“- ”开头。")
        return []

    def element(self, kind: type[Any], node: yaml.Node, where: str) -> Any:
        """One element, or None where it cannot be taken."""
        if isinstance(node, yaml.ScalarNode) and _is_empty(node) and kind is PERIOD.of:
            return None
        columns = {column.label: column for column in COLUMNS[kind]}
        values = {column.name: blank(kind, column) for column in columns.values()}
        before = len(self.wrong)
        for key, _, value in self.pairs(node, where, list(columns)):
            column = columns[key]
            found = self.value(column, value)
            values[column.name] = blank(kind, column) if found in (None, "") else found
        if len(self.wrong) > before:
            return None
        for column in columns.values():
            if column.required and values[column.name] in (None, ""):
                self.no(node, f"这一项“{where}”没有写“{column.label}”，请补上。")
        first, last = values.get("from_on"), values.get("to_on")
        if first and last and first > last:
            self.no(node, f"“{where}”的结束（{last}）早于开始（{first}），请改正。")
        return kind(**values) if len(self.wrong) == before else None

    def value(self, column: Column, node: yaml.Node) -> Any:
        """A field's value; None where it is empty or wrong."""
        label = column.label
        if column.kind == "rows" and column.of:
            found = [self.element(column.of, row, label) for row in self.rows(node, label)]
            return tuple(row for row in found if row is not None)
        if column.kind in ("names", "numbers"):
            return self.several(column, node)
        if not isinstance(node, yaml.ScalarNode):
            self.no(node, f"“{label}”应为一句话，不能分列。")
            return None
        return None if _is_empty(node) else self.single(column, node)

    def several(self, column: Column, node: yaml.Node) -> tuple[Any, ...]:
        """Names, numbers: a list, or one line with 、 between."""
        if isinstance(node, yaml.ScalarNode):
            texts = list(split(node.value))
        else:
            rows = self.rows(node, column.label)
            if wrong := next((row for row in rows if not isinstance(row, yaml.ScalarNode)), None):
                self.no(wrong, f"“{column.label}”里应当只有名称，不能再分层。")
                return ()
            texts = [row.value.strip() for row in rows if row.value.strip()]
        if column.kind == "names":
            return tuple(texts)
        found = numbers(texts)
        if isinstance(found, str):
            self.no(node, f"“{column.label}”应为附件的序号，“{_cut(found)}”不是。例如 [1, 2]。")
            return ()
        return found

    def single(self, column: Column, node: yaml.ScalarNode) -> Any:
        """One text, day, number or word of a closed list."""
        label, text = column.label, node.value
        match column.kind:
            case "day":
                day = as_day(text)
                if day is None:
                    self.no(node, f"“{label}”不是日期：{_cut(text)}。请写成 2026-03-31。")
                return day
            case "yes":
                if text not in ("是", "否"):
                    self.no(node, f"“{label}”只能写“是”或者“否”。")
                return text == "是"
            case "choice":
                codes = {word: code for code, word in column.choices.items()}
                if text not in codes:
                    self.no(node, f"“{label}”不能是“{_cut(text)}”，只能是：{'、'.join(codes)}。")
                return codes.get(text)
            case "count":
                if not is_number(text):
                    self.no(node, f"“{label}”应为不超过四位的整数，“{_cut(text)}”不是。")
                    return None
                return int(text)
            case "number":
                return self.number(column, node)
            case "quote":
                if not self.is_quoted(text):
                    self.no(node, f"方案里没有这句原文：{_cut(text)}。人工补充的内容不写“{label}”。")
                return text
            case _:
                return text.strip()

    def number(self, column: Column, node: yaml.ScalarNode) -> float | None:
        """A measure, such as 60 or 99.5."""
        try:
            value = float(node.value)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            self.no(node, f"“{column.label}”应为数字，“{_cut(node.value)}”不是。")
            return None
        return value


def as_day(text: str) -> dt.date | None:
    """2026-03-31, 2026/3/31, 2026年3月31日 → the day; None for anything else."""
    match = _DAY.fullmatch(text.strip())
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _is_empty(node: yaml.ScalarNode) -> bool:
    """Nothing behind the colon; a quoted text counts as what it says."""
    return not node.value.strip() or (not node.style and node.value in ("~", "null"))


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 30 else f"{flat[:30]}…"
