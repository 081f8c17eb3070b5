"""Values of a plan set as Chinese is printed: （ ） ， ： ； where the reading form has ( ) , : ;."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")

_HAN = "\u3400-\u9fff“”《》〈〉（）、。"
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "<": "〈", ">": "〉"}
_MARK = re.compile(rf"(?<=[{_HAN}])[,;:!?]|[,;:!?](?=[{_HAN}])|[<>]")
_BRACKETS = re.compile(rf"\((?=[^()]*[{_HAN}])([^()]*)\)")
# Exact runs, figures and words of closed lists stay as they are.
_KEPT = {"quote", "number", "doc_number", "kind", "every", "unit", "value"}


def text(value: str) -> str:
    """One value in printed form; Latin words and figures keep their half-width marks."""
    for _ in range(3):
        value = _BRACKETS.sub(r"（\1）", value)
    return _MARK.sub(lambda m: _WIDE[m.group()], value)


def printed(element: T) -> T:
    """A copy of a plan or one of its elements with all its free values in printed form."""
    if not is_dataclass(element) or isinstance(element, type):
        return element
    changed = {spec.name: _value(getattr(element, spec.name)) for spec in fields(element) if spec.name not in _KEPT}
    return replace(element, **changed)


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, tuple):
        return tuple(_value(item) for item in value)
    return printed(value) if is_dataclass(value) else value
