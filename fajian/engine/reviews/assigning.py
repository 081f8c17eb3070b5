"""分配评查员: who reads which file; by the draw's seed, so that anybody can count again and nobody chooses."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from fajian.engine.faults import InputError

READERS = 2


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may read; two of one `person` or, if it can be had, of one `unit` do not read the same file."""

    id: int
    person: str
    unit: str


def assign(
    files: Sequence[str], readers: Sequence[Reader], barred: Mapping[str, Collection[int]], seed: str
) -> dict[str, tuple[int, ...]]:
    """Two readers for each file: those with the fewest files so far, ties by SHA-256(seed|file|reader).

    `barred`: by file, the ids of those who must stay away (回避). Files are taken in the order of SHA-256(seed|file),
    so that the order of the list decides nothing. Raises InputError where a file finds no two different persons.
    """
    load: Counter[int] = Counter()
    chosen: dict[str, tuple[int, ...]] = {}
    for file in sorted(files, key=lambda one: _lot(seed, one)):
        free = [reader for reader in readers if reader.id not in barred.get(file, ())]
        picked: list[Reader] = []
        for _ in range(READERS):
            left = [one for one in free if one.person not in {other.person for other in picked}]
            if not left:
                raise InputError(f"案卷 {file} 除去须回避的，评查员不足{READERS}人，请增加其他单位的评查员。")
            units = {one.unit for one in picked}
            best = min(left, key=lambda one: (one.unit in units, load[one.id], _lot(seed, file, str(one.id))))
            picked.append(best)
            load[best.id] += 1
        chosen[file] = tuple(reader.id for reader in picked)
    return chosen


def _lot(*parts: str) -> bytes:
    return hashlib.sha256("|".join(parts).encode()).digest()
