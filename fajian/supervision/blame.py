"""The words of 责任追究 as data: content/supervision/accountability.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fajian import content


@dataclass(frozen=True, slots=True)
class Word:
    """One choice. `kind` divides the choices of its part, `by` are deciders, `annex` is the word of 附件8."""

    code: str
    title: str
    kind: str = ""
    by: tuple[str, ...] = ()
    basis: str = ""
    source: str = ""
    annex: str = ""
    retired: bool = False


@cache
def _parts() -> Mapping[str, Mapping[str, Word]]:
    found = {}
    for part, rows in content.read("supervision", "accountability.yaml").items():
        words = [Word(**(row | {"by": tuple(row.get("by", ()))})) for row in rows]
        found[part] = {word.code: word for word in words}
        if len(found[part]) != len(words):
            raise ValueError(f"accountability.yaml: {part}: a code stands twice")
    return found


def words(part: str) -> Mapping[str, Word]:
    """By code, in the order of the file: `origins`, `roles`, `shares`, `deciders`, `measures` or `grounds`."""
    return _parts()[part]


def title(part: str, code: str) -> str:
    """The word as people read it; the code where the file no longer has it."""
    word = words(part).get(code)
    return word.title if word else code


def annex(part: str, code: str) -> str:
    """The word of 附件8."""
    word = words(part).get(code)
    return word.annex if word else code


def choices(part: str, kind: str = "") -> list[tuple[str, str]]:
    """For a form: what is still in use, with its article; of one kind, or all."""
    rows = [word for word in words(part).values() if not word.retired and (not kind or word.kind == kind)]
    return [(word.code, f"{word.title}（{word.basis}）" if word.basis else word.title) for word in rows]


def every(part: str) -> list[tuple[str, str]]:
    """Of a model's column, retired ones too."""
    return [(word.code, word.title) for word in words(part).values()]


def origins() -> list[tuple[str, str]]:
    """Of the model's column."""
    return every("origins")


def roles() -> list[tuple[str, str]]:
    """Of the model's column."""
    return every("roles")


def shares() -> list[tuple[str, str]]:
    """Of the model's column."""
    return every("shares")


def measures() -> list[tuple[str, str]]:
    """Of the model's column."""
    return every("measures")


def deciders() -> list[tuple[str, str]]:
    """Of the model's column."""
    return every("deciders")


def origin_of(source: str) -> str:
    """The origin that a source of this prefix stands for; "" where none does."""
    prefix = source.partition(":")[0]
    return next((word.code for word in words("origins").values() if word.source and word.source == prefix), "")
