"""Other words for headings, codes and blanks: content/records/words.yaml, read once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from types import MappingProxyType

from fajian import content
from fajian.engine.store.schema import FALSE_WORD, TRUE_WORD, Column


@dataclass(frozen=True)
class Words:
    """What words.yaml says; every word already in the form of plain()."""

    blank_marks: frozenset[str]
    ditto_marks: frozenset[str]
    ignored_headings: frozenset[str]
    subtotal_marks: tuple[str, ...]
    note_marks: tuple[str, ...]
    may_lie_ahead: tuple[re.Pattern[str], ...]
    synonyms: MappingProxyType[str, dict[str, str]]
    headings: MappingProxyType[str, dict[str, str]]
    record_numbers: MappingProxyType[str, str]
    agency_domains: tuple[tuple[str, str], ...]
    ignored_sheets: frozenset[str]
    template_tables: tuple[str, ...]

    @cached_property
    def longest_mark(self) -> int:
        """Signs of the longest blank or ditto mark."""
        return max(map(len, self.blank_marks | self.ditto_marks))

    @cached_property
    def longest_end(self) -> int:
        """Signs of the longest mark of a subtotal, and one to spare."""
        return 1 + max(map(len, self.subtotal_marks))


def plain(text: str) -> str:
    """Text to compare by: full-width letters and brackets as half-width ones (NFKC), no white space at all."""
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


def end_of(text: str) -> str:
    """The end of plain(text), long enough for every mark of a subtotal: NFKC makes one sign of four at most."""
    return plain("".join(text.split())[-4 * words().longest_end :])


@lru_cache(maxsize=20_000)
def _may_begin(sign: str) -> bool:
    """Whether a blank or ditto mark may begin with this sign, in whatever width."""
    first = plain(sign)[:1]
    return not first or any(mark.startswith(first) for mark in words().blank_marks | words().ditto_marks)


def is_mark(text: str, marks: frozenset[str]) -> bool:
    """Does a cell say nothing but one of the blank or ditto marks, in whatever width and with whatever blanks?

    Most texts begin with a sign that no mark begins with. A long text is not made plain: NFKC makes one sign of four
    at most.
    """
    if not _may_begin(text.lstrip()[:1]):
        return False
    longest = 4 * words().longest_mark
    return (len(text) <= longest or len("".join(text.split())) <= longest) and plain(text) in marks


@cache
def words() -> Words:
    """The file's content."""
    data = content.read("records", "words.yaml")
    return Words(
        frozenset(map(plain, data["blank_marks"])),
        frozenset(map(plain, data["ditto_marks"])),
        frozenset(map(plain, data["ignored_headings"])),
        tuple(data["subtotal_marks"]),
        tuple(data["note_marks"]),
        tuple(re.compile(pattern) for pattern in data["may_lie_ahead"]),
        MappingProxyType({name: {plain(k): v for k, v in pairs.items()} for name, pairs in data["synonyms"].items()}),
        MappingProxyType({name: {plain(k): v for k, v in pairs.items()} for name, pairs in data["headings"].items()}),
        MappingProxyType(data["record_numbers"]),
        tuple((part, label) for part, label in data["agency_domains"]),
        frozenset(data["ignored_sheets"]),
        tuple(data["template_tables"]),
    )


def may_lie_ahead(column: Column) -> bool:
    """Whether a day after the import is possible in this column: a time limit, an end of validity, a fixed hearing."""
    return any(pattern.fullmatch(column.name) for pattern in words().may_lie_ahead)


@cache
def _choices(kind: str, name: str, labels: tuple[str, ...]) -> MappingProxyType[str, tuple[str, bool]]:
    """Written form → (word of the list, whether it is an other word for it)."""
    known = words().synonyms
    others = known.get("is_", {}) if kind == "bool" else known.get(name, {})
    found = {written: (label, True) for written, label in others.items() if label in labels}
    found.update({plain(label): (label, False) for label in labels})
    return MappingProxyType(found)


def choices(column: Column) -> MappingProxyType[str, tuple[str, bool]]:
    """What may stand in a code or yes/no cell, in plain() form, and the word of the list it means."""
    labels = (TRUE_WORD, FALSE_WORD) if column.kind == "bool" else tuple(column.codes)
    return _choices(column.kind, column.name, labels)
