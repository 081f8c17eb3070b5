"""Reads the YAML files a lawyer may change, so that a slip of the pen is told and never swallowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from fajian.engine.faults import InputError

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
        data = yaml.load(file.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError as error:
        raise InputError(f"{file.name}：不是 UTF-8 编码，请另存为 UTF-8。") from error
    except yaml.MarkedYAMLError as error:
        line = f"第{error.problem_mark.line + 1}行" if error.problem_mark else "文件"
        raise InputError(f"{file.name} {line}：格式有误（{error.problem}），请改正后重试。") from error
    except (yaml.YAMLError, ValueError) as error:  # a character YAML forbids; a day such as 2021-02-30
        raise InputError(f"{file.name}：格式有误（{error}），请改正后重试。") from error
    if not isinstance(data, dict):
        raise InputError(f"{file.name}：应为“名称: 内容”的形式，请对照随附的样例改写。")
    return data
