"""问题类别: the 15 first-level categories of 令825, and what plans and rules call them (content/problems)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from fajian import content
from fajian.engine.forms.spec import LedgerSpec, begins
from fajian.engine.store.words import plain

UNSORTED = "未归类"
_SAID_MORE = re.compile(r"(?:执法|行为|问题|等)+$")
_MARKS = re.compile(r"^\d{1,2}[.、)]?|^[一二三四五六七八九十]{1,3}[、.]|[“”\"'《》]")
_PARTED = re.compile(r"[,;、\n]")


@dataclass(frozen=True, slots=True)
class Category:
    """One first-level category: article and item (11-4), title, where it stands in the law, rules that find such.

    `aliases`: what a plan calls it → the plan.
    """

    code: str
    title: str
    basis: str
    rules: tuple[str, ...]
    aliases: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Content:
    columns: re.Pattern[str]
    categories: Mapping[str, Category]
    words: Mapping[str, str]  # as compared → code
    open: Mapping[str, str]  # as compared → why a person must choose


def categories() -> Mapping[str, Category]:
    """By code, in the order of the law."""
    return _content().categories


@lru_cache(maxsize=1_000)
def of_word(text: str) -> str:
    """The category that a plan's own word means, or several words that mean the same one; "" = unsorted."""
    words, whole = _content().words, _compared(text)
    if whole in words:
        return words[whole]
    found = {words.get(_compared(part), "") for part in _PARTED.split(plain(text)) if part}
    return found.pop() if len(found) == 1 else ""


def of_rule(rule_id: str) -> str:
    """The category of what a screening rule finds, by the longest beginning; "" = unsorted."""
    fits = [(len(start), one.code) for one in categories().values() for start in one.rules if begins(rule_id, start)]
    return max(fits)[1] if fits else ""


def derived(spec: LedgerSpec, data: Mapping[str, Any]) -> str:
    """The category of a ledger's row: by the words in its columns of categories, else by the rule that found it.

    `data` as a ledger keeps it. "" where no column says it, or where columns say different ones: a person chooses.
    """
    said = set()
    for column in spec.columns:
        stored = data.get(column.name)
        if column.kind in ("choice", "text") and isinstance(stored, str) and _says_category(column.label):
            said.add(of_word(stored))
    said.discard("")
    if said:
        return said.pop() if len(said) == 1 else ""
    return of_rule(str(data.get("rule_id") or ""))


@lru_cache(maxsize=1_000)
def _says_category(label: str) -> bool:
    """Is a column with this heading one of categories?"""
    return _content().columns.search(label) is not None


def why_open(text: str) -> str:
    """Why a plan's word belongs to no one category; "" where it does, or where nobody knows the word."""
    return _content().open.get(_compared(text), "")


def _compared(text: str) -> str:
    """A word as it is compared: without numbering, quotation marks, and 执法/行为/问题 at its end."""
    bare = _MARKS.sub("", plain(text))
    return _SAID_MORE.sub("", bare) or bare


@cache
def _content() -> _Content:
    raw = content.read("problems", "categories.yaml")
    known: dict[str, Category] = {}
    words: dict[str, str] = {}
    for one in raw["categories"]:
        aliases = {word: group["plan"] for group in one["aliases"] for word in group["words"]}
        known[one["code"]] = Category(
            one["code"], one["title"], one["basis"], tuple(one["rules"]), MappingProxyType(aliases)
        )
        for word in (one["title"], *aliases):
            if words.setdefault(_compared(word), one["code"]) != one["code"]:
                raise ValueError(f"categories.yaml: {word} means two categories")
    unclear = {_compared(word): group["says"] for group in raw["open"] for word in group["words"]}
    if both := set(unclear) & set(words):
        raise ValueError(f"categories.yaml: {sorted(both)} are open and mean a category")
    return _Content(
        re.compile(raw["columns"]), MappingProxyType(known), MappingProxyType(words), MappingProxyType(unclear)
    )
