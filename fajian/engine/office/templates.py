"""Documents an office lays out itself: DOCX with {{ 名称 }} in it, filled with values, never run as a program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fajian.engine.faults import InputError
from fajian.engine.office.gate import check_zip
from fajian.engine.office.letters import mark_placeholders, printable

# What a template may be made of; everything else (calls, filters, subscripts, sums, assignments) is refused.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Compare,
    nodes.Operand, nodes.Const, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip
_BROKEN = (
    PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, AttributeError, SyntaxError, ParseError,
    UnicodeDecodeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What a template may name: single values, and lists with the columns their rows have."""

    values: frozenset[str]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)


def check(path: Path, names: Names) -> None:
    """Raise InputError unless the file is a harmless DOCX that names nothing but what there is.

    The sentence lists every unknown placeholder. Allowed are values, 是否 conditions ({% if 名称 %}) and one loop over
    the rows of a list ({%tr for 行 in 各单位 %} … {{ 行.单位 }} … {%tr endfor %}); loops don't stand in each other.
    """
    check_zip(path)
    blank: dict[str, Any] = dict.fromkeys(names.values, "")
    blank.update({name: [dict.fromkeys(columns, "")] for name, columns in names.lists.items()})
    _render(path, blank, names)


def fill(path: Path, values: Mapping[str, Any]) -> bytes:
    """The document with the values in it; a list is a sequence of mappings. Texts stand as they are, whatever is in it.

    Raises InputError for what check would refuse.
    """
    lists = {name: part for name, part in values.items() if isinstance(part, list)}
    names = Names(
        frozenset(values) - frozenset(lists),
        {name: frozenset(part[0]) if part else _Anything() for name, part in lists.items()},
    )
    return _render(path, {name: _clean(part) for name, part in values.items()}, names)


class _Anything(frozenset[str]):
    """The columns of a list without rows: nobody can tell which there would be."""

    def __contains__(self, name: object) -> bool:
        return True


def _clean(value: Any) -> Any:
    if isinstance(value, list):
        return [{name: _clean(part) for name, part in row.items()} for row in value]
    return printable(value) if isinstance(value, str) else value


def _render(path: Path, values: Mapping[str, Any], names: Names) -> bytes:
    try:
        document = DocxTemplate(str(path))
        document.render(dict(values), _Plain(names), autoescape=True)
        mark_placeholders(document.element.body)
        packed = io.BytesIO()
        document.save(packed)
    except TemplateError as error:
        raise InputError(
            f"模板里的占位写法不对（{error.message}）。请核对花括号是否成对、循环和条件是否写完。"
        ) from error
    except _BROKEN as error:
        raise InputError("模板已损坏或不是 Word 文档，请用 WPS 或 Word 打开后另存为 .docx 再试。") from error
    return packed.getvalue()


class _Plain(ImmutableSandboxedEnvironment):
    """Compiles nothing it has not looked through; docxtpl compiles body, headers, footers and properties with it."""

    def __init__(self, names: Names) -> None:
        super().__init__(undefined=StrictUndefined)
        self.names = names

    def compile(self, source: Any, *args: Any, **kwargs: Any) -> Any:
        """Look first."""
        tree = self.parse(source) if isinstance(source, str) else source
        _look(tree, self.names)
        return super().compile(source, *args, **kwargs)


def _look(tree: nodes.Template, names: Names) -> None:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, _ALLOWED):
            raise InputError(
                "模板里只能写占位（{{ 名称 }}）、条件（{% if 名称 %}）和表格行循环（{%tr for 行 in 列表 %}），"
                f"不能写计算、函数和过滤器（第{node.lineno}段附近的 {type(node).__name__}）。"
            )
    if unknown := sorted(set(_unknown(tree, names, {}))):
        told = "、".join(f"{{{{ {name} }}}}" for name in unknown)
        raise InputError(f"模板里有不认识的占位：{told}。请对照占位清单改正后重新上传。")


def _unknown(node: nodes.Node, names: Names, rows: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Placeholders that nothing stands for; `rows`: the loop's variable and the columns of its list."""
    match node:
        case nodes.For():
            if rows or not isinstance(node.target, nodes.Name) or not isinstance(node.iter, nodes.Name):
                raise InputError("模板里的循环只能写成 {%tr for 行 in 列表 %}，循环里不能再套循环。")
            if node.iter.name not in names.lists:
                yield node.iter.name
                return
            inner = {node.target.name: names.lists[node.iter.name]}
            for part in (*node.body, *node.else_):
                yield from _unknown(part, names, inner)
        case nodes.Getattr(node=nodes.Name(name=row), attr=column) if row in rows:
            if column not in rows[row]:
                yield f"{row}.{column}"
        case nodes.Getattr():
            yield _written(node)
        case nodes.Name(name=name):
            if name not in names.values and name not in names.lists:
                yield name
        case _:
            for part in node.iter_child_nodes():
                yield from _unknown(part, names, rows)


def _written(node: nodes.Node) -> str:
    return f"{_written(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else getattr(node, "name", "…")
