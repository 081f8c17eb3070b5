"""Names out of a text that many will read: 张某, 某公司, 某当事人."""

from __future__ import annotations

from collections.abc import Iterable

_PERSON = 4  # signs at most; a longer name is taken for that of an organisation
_KINDS = ("公司", "合作社", "医院", "学校", "商行", "店", "厂")


def masked(text: str, names: Iterable[str]) -> str:
    """The text with every one of these names masked, longer ones first so that no part of a name is left over."""
    for name in sorted({name for name in names if name}, key=lambda name: (-len(name), name)):
        text = text.replace(name, mask(name))
    return text


def mask(name: str) -> str:
    """A person keeps the first sign; an organisation only what kind it is, where its name ends with that."""
    for kind in _KINDS:
        if name.endswith(kind):
            return f"某{kind}"
    return f"{name[0]}某" if len(name) <= _PERSON else "某当事人"
