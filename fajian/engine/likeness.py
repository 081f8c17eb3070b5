"""How alike two texts are, and keys by which texts that are nearly the same find each other among very many.

`alike` answers for two texts, `closest` for one against some. Among a million, first look `keys` up in an index (texts
that are nearly the same share most of theirs) and then ask `alike` about the few that were found.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Hashable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import fuzz, process

K = TypeVar("K", bound=Hashable)

SHINGLE = 5  # signs in a row that are looked at as one
KEYS = 4  # of a text; texts of which 80 % is the same share two of them or more in 97 of 100 cases
FEWEST = 12  # signs; a shorter text (已整改到位) says too little to have been copied

_SILENT = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")


def normal(text: str) -> str:
    """Text to compare by: full-width as half-width, small letters, no blanks or punctuation, every number as 0.

    Numbers go because a copied sentence is often given another document number or day.
    """
    return _DIGITS.sub("0", _SILENT.sub("", unicodedata.normalize("NFKC", text).casefold()))


def alike(one: str, other: str) -> float:
    """0 (nothing in common) to 1 (the same but for blanks, punctuation and numbers); an empty text is like nothing."""
    first, second = normal(one), normal(other)
    return fuzz.ratio(first, second) / 100 if first and second else 0.0


def closest(text: str, others: Mapping[K, str], *, at_least: float, most: int = 5) -> list[tuple[K, float]]:
    """(key, likeness) of those `others` that are at least so like the text, the most alike first; at most so many."""
    wanted = normal(text)
    texts = {key: signs for key, other in others.items() if (signs := normal(other))}
    if not wanted:
        return []
    found = process.extract(wanted, texts, scorer=fuzz.ratio, score_cutoff=at_least * 100, limit=most)
    return [(key, score / 100) for _, score, key in found]


def copies(texts: Mapping[int, str], *, at_least: float) -> Iterator[tuple[int, int]]:
    """(one, other) for each of these texts that is at least so like one before it, by number; with the first of them.

    Each text is compared with those only that are like none before them. Of two hundred that are all different that is
    twenty thousand looks, so every text is made comparable once.
    """
    firsts: dict[int, str] = {}
    for number in sorted(texts):
        signs = normal(texts[number])
        like = process.extract(signs, firsts, scorer=fuzz.ratio, score_cutoff=at_least * 100, limit=None)
        if like:
            yield min(first for _, _, first in like), number
        elif signs:
            firsts[number] = signs


def keys(text: str) -> tuple[int, ...]:
    """KEYS whole numbers of 64 bits with a sign, for an index; () for a text too short to be compared.

    Each is the least of the hashes of all runs of SHINGLE signs, by a hash of its own (MinHash): two texts share one
    with the chance that is the share of runs they have in common.
    """
    signs = normal(text)
    if len(signs) < FEWEST:
        return ()
    runs = {signs[at : at + SHINGLE] for at in range(len(signs) - SHINGLE + 1)}
    least = map(min, zip(*map(_hashes, runs), strict=True))
    return tuple(one - (one >> 63 << 64) for one in least)  # with a sign


@lru_cache(maxsize=20_000)
def _hashes(run: str) -> tuple[int, ...]:
    """KEYS hashes of a run, without a sign; texts of one office share most of their runs."""
    return struct.unpack(f">{KEYS}Q", hashlib.blake2b(run.encode(), digest_size=8 * KEYS).digest())
