"""Reads the YAML files a lawyer may change, so that a slip of the pen is told and never swallowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from fajian.engine.faults import InputError

DEEPEST = 8  # of what strangers send

_Fast: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Fast):  # type: ignore[valid-type,misc]
    """YAML in which a key given twice is an error; plain YAML keeps the last and forgets the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            word = str(key.value)
            if word in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{word}”写了两次", key.start_mark)
            seen.add(word)
        return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]


def read_mapping(file: Path) -> dict[Any, Any]:
    """The mapping in the file. Raises InputError with file and line if it is no YAML, or no mapping."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file.name}：不是 UTF-8 编码，请另存为 UTF-8。") from error
    return mapping_in(text, file.name)


def mapping_in(text: str, name: str) -> dict[Any, Any]:
    """The same of a text; `name` is what the sentences call it."""
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = f"第{error.problem_mark.line + 1}行" if error.problem_mark else "文件"
        raise InputError(f"{name} {line}：格式有误（{error.problem}），请改正后重试。") from error
    except (yaml.YAMLError, ValueError) as error:  # a character YAML forbids; a day such as 2021-02-30
        raise InputError(f"{name}：格式有误（{error}），请改正后重试。") from error
    if not isinstance(data, dict):
        raise InputError(f"{name}：应为“名称: 内容”的形式，请对照随附的样例改写。")
    return data


def strangers_mapping_in(text: str, name: str) -> dict[Any, Any]:
    """The same of a text somebody sent in. Raises InputError for what only a bomb needs: references, deep nesting."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Fast):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
                raise InputError(f"{name}：不能用“*”引用，也不能嵌套太深，请照样例逐项写出。")
    except yaml.YAMLError:
        pass  # what is wrong with it is said by the reading
    return mapping_in(text, name)
