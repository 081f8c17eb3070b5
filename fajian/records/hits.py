"""What rules say of records, for apps that may not know the app that screens: it registers where to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule's finding of one record, not dismissed by anybody; texts as people read them."""

    record_id: str
    rule_id: str
    title: str
    basis: str
    explanation: str


# Asked with a table and the numbers of records; knows no scope: whoever asks has settled who may read the answer.
SOURCES: list[Callable[[str, Sequence[str]], Iterable[Hit]]] = []


def of(table: str, numbers: Sequence[str]) -> dict[str, list[Hit]]:
    """By record, in the order in which each source tells them."""
    found: dict[str, list[Hit]] = {}
    for ask in SOURCES:
        for hit in ask(table, numbers):
            found.setdefault(hit.record_id, []).append(hit)
    return found
