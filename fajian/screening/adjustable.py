"""Which numbers an office may set itself: content/adjustable.yaml. What the law fixes for all is not among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from fajian import content
from fajian.engine.law.limits import limit_rows, names


@dataclass(frozen=True, slots=True)
class Adjustable:
    """A number an office may set, for one scope; `group` is the heading it stands under, `usual` what holds without."""

    name: str
    scope: str
    label: str
    group: str
    is_whole: bool
    usual: str


@cache
def adjustable() -> Mapping[str, Adjustable]:
    """By name:scope, in the order of the file."""
    groups: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(
        content.path("adjustable.yaml").read_text(encoding="utf-8")
    )
    return {
        f"{name}:{scope}": _described(name, scope, word, group)
        for group, listed in groups.items()
        for name, scopes in listed.items()
        for scope, word in (scopes or {"default": ""}).items()
    }


def _described(name: str, scope: str, word: str, group: str) -> Adjustable:
    known, rows = names()[name], limit_rows(name)
    said = f"{known.label}（{word}，{known.unit}）" if word else f"{known.label}（{known.unit}）"
    standing = [row for row in rows if row.scope == scope and row.valid_to is None]
    usual = _text(standing[-1].value) if standing else "没有统一规定"
    return Adjustable(name, scope, said, group, all(isinstance(row.value, int | None) for row in rows), usual)


def _text(value: Any) -> str:
    return "不明" if value is None else str(value)
