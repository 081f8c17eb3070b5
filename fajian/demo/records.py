"""A folder of sheets of an invented city: mostly lawful cases, some irregular on purpose, some with blanks."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

from fajian.demo import city, irregular
from fajian.demo.books import Books, Planted, write_planted
from fajian.demo.clauses import write_clauses
from fajian.demo.coercions import write_coercions
from fajian.demo.identities import parties
from fajian.demo.inspections import write_inspections
from fajian.demo.licences import write_licences
from fajian.demo.penalties import Docket
from fajian.demo.remedies import write_remedies

__all__ = ["Planted", "write_planted", "write_records"]

IRREGULAR_SHARE, BLANK_SHARE = 0.07, 0.03


def write_records(
    out: Path,
    *,
    seed: int,
    penalties: int = 600,
    as_of: date,
    irregular_share: float = IRREGULAR_SHARE,
    blank_share: float = BLANK_SHARE,
) -> list[Planted]:
    """Write one CSV per table (Chinese headings, UTF-8 with BOM) into `out`; returns what was planted, sorted.

    The same arguments give the same bytes. Other acts come in proportion to `penalties` (600: 250 licences, 300
    inspections, 120 coercions, 120 complaints). Days lie in the three years before `as_of` (excluded); with an `as_of`
    before June 2025 some rules are not in force yet and what is planted for them is lawful. The shares are those of
    irregular cases and of cases with a blank that leaves a rule unable to judge; every planned irregularity comes at
    least once if a case fits. All names, numbers, places and local regulations are invented.
    """
    chance = Random(seed)
    books = Books(as_of)
    write_clauses(books)
    agencies = city.build(books, chance, city.posts())
    people = parties(chance, penalties + penalties // 2 + 150, as_of)
    _write_penalties(books, Docket(books, chance, agencies, people), penalties, irregular_share, blank_share)
    write_licences(books, chance, agencies, people, count=penalties * 5 // 12, share=irregular_share)
    write_inspections(books, chance, agencies, people, count=penalties // 2, share=irregular_share)
    write_coercions(books, chance, agencies, people, count=penalties // 5, share=irregular_share)
    write_remedies(books, chance, agencies, count=penalties // 5, share=irregular_share)
    books.write(out)
    return sorted(set(books.planted))


def _write_penalties(books: Books, docket: Docket, count: int, share: float, blanks: float) -> None:
    cases = [docket.case() for _ in range(count)]
    cases.sort(key=lambda case: (str(case.row.get("decided_on") or books.as_of), str(case.row["object_key"])))
    planted = irregular.spoil(cases, docket, share=share, blanks=blanks)
    serials: Counter[tuple[str, int]] = Counter()
    for place, case in enumerate(cases):
        decided = case.row.get("decided_on")
        key = (case.agency.agency_id, decided.year if isinstance(decided, date) else 0)
        serials[key] += 1
        penalty_id = case.finish(books, place + 1, serials[key])
        for rule, verdict in planted.get(place, ()):
            books.plant(penalty_id, rule, verdict=verdict)
