"""Finding words in entries: an index of single signs and pairs of signs, which knows two-character words too.

The index only narrows: whoever asks it looks at the rows themselves afterwards, so that the hits are those of LIKE, and
what an edit left behind in the index does no harm. SQLite keeps it in FTS5 without the texts (some 130 bytes an entry),
PostgreSQL as a tsvector under GIN; SQLite's own trigram index finds no word of two characters.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from typing import Any

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "ledgers_gram"
FEW = 2_000  # candidates looked up together; of more, a page takes the newest first until it is full
FIRST = 200  # of many, how many a page begins with
MOST_GRAMS = 24  # of a query: more do not narrow further
REMEMBERED = 50_000  # pairs of signs; a text in Chinese has a few thousand
GIN = f"CREATE INDEX {TABLE}_gin ON {TABLE} USING gin (grams) WITH (fastupdate = off)"
WEIGHED = 1_000  # PostgreSQL's statistics target for the grams


class _Digits(dict[str, str]):
    """Signs and pairs of signs as hexadecimal digits; most of them come again and again."""

    def __missing__(self, part: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        self[part] = digits = part.encode("utf-16-be", "surrogatepass").hex()
        return digits


class _PairDigits(dict[int, str]):
    """The same of pairs, each as the one number that its two signs are in this machine's memory."""

    def __missing__(self, pair: int) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        self[pair] = digits = _DIGITS[pair.to_bytes(4, sys.byteorder).decode(_IN_MEMORY, "surrogatepass")]
        return digits


_IN_MEMORY = f"utf-16-{sys.byteorder[0]}e"
_DIGITS, _PAIR_DIGITS = _Digits(), _PairDigits()
_JSON = json.JSONEncoder(ensure_ascii=False)


def grams(texts: Iterable[str]) -> list[str]:
    """The single signs and pairs of some texts, capital letters for small ones, each as hexadecimal digits."""
    signs = "\n".join(texts).upper()
    units = memoryview(signs.encode(_IN_MEMORY, "surrogatepass"))
    if len(units) != 2 * len(signs):  # rare signs take two units each
        return [_DIGITS[part] for part in {*signs, *map(add, signs, signs[1:])}]
    even, odd = units[: len(units) // 4 * 4], units[2 : 2 + (len(units) - 2) // 4 * 4]
    pairs = {*even.cast("I"), *odd.cast("I")}
    return [*map(_DIGITS.__getitem__, set(signs)), *map(_PAIR_DIGITS.__getitem__, pairs)]


def text_of(title: str, source_label: str, data: dict[str, Any]) -> tuple[str, ...]:
    """The texts of an entry that a search looks at; `data` as it is stored."""
    return title, source_label, _JSON.encode(data)


def index(entries: Iterable[Any], using: str = "default") -> None:
    """Enter rows, new or changed; in the transaction that writes them."""
    texts = [(one.pk, text_of(one.title, one.source_label, one.data)) for one in entries]
    enter(connections[using], texts)


def enter(connection: BaseDatabaseWrapper, texts: Iterable[tuple[int, tuple[str, ...]]]) -> None:
    """Enter (number, texts) of entries."""
    rows = [(number, grams(parts)) for number, parts in texts]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statement = f"INSERT INTO {TABLE} (rowid, grams) VALUES (%s, %s)"
            cursor.executemany(statement, [(number, " ".join(found)) for number, found in rows])
        else:
            cursor.executemany(
                f"INSERT INTO {TABLE} (entry_id, grams) VALUES (%s, array_to_tsvector(%s)) "
                "ON CONFLICT (entry_id) DO UPDATE SET grams = excluded.grams",
                rows,
            )


def candidates(words: str) -> list[int] | None:
    """Numbers of the entries that may hold these words, all of them; None where they are more than a few."""
    connection = connections[router.db_for_read(_entry())]
    key, condition, given = _condition(connection, words)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key} FROM {TABLE} WHERE {condition} LIMIT {FEW + 1}", [given])
        found = [number for (number,) in cursor.fetchall()]
    return found if len(found) <= FEW else None


def walk(words: str, *, beyond: int | None, descending: bool) -> Iterator[list[int]]:
    """Numbers of the entries that may hold these words, in their order from a number on; few at first, then more."""
    connection = connections[router.db_for_read(_entry())]
    key, condition, given = _condition(connection, words)
    compare, direction = ("<", "DESC") if descending else (">", "ASC")
    size = FIRST
    while True:
        from_there = "" if beyond is None else f"AND {key} {compare} {int(beyond)}"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key} FROM {TABLE} WHERE {condition} {from_there} ORDER BY {key} {direction} LIMIT {size}",
                [given],
            )
            found = [number for (number,) in cursor.fetchall()]
        if found:
            yield found
        if len(found) < size:
            return
        beyond, size = found[-1], min(size * 4, FEW)


def among(words: str, numbers: Sequence[int]) -> list[int]:
    """Those of these numbers, which lie in a row, whose entries may hold these words; in their order."""
    connection = connections[router.db_for_read(_entry())]
    key, condition, given = _condition(connection, words)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # a stretch of the index is read faster than each number is looked up
            span = f"{key} BETWEEN {int(min(numbers))} AND {int(max(numbers))}"
            cursor.execute(f"SELECT {key} FROM {TABLE} WHERE {condition} AND {span}", [given])
        else:
            cursor.execute(f"SELECT {key} FROM {TABLE} WHERE {key} = ANY(%s) AND {condition}", [list(numbers), given])
        named = {number for (number,) in cursor.fetchall()}
    return [number for number in numbers if number in named]


def _condition(connection: BaseDatabaseWrapper, words: str) -> tuple[str, str, str]:
    """Key, condition and its parameter: entries with every gram of the words."""
    wanted = _of_query(words)
    if connection.vendor == "sqlite":
        return "rowid", f"{TABLE} MATCH %s", " AND ".join(wanted)
    return "entry_id", "grams @@ %s::tsquery", " & ".join(wanted)


def _of_query(words: str) -> list[str]:
    """The grams every hit has: the pairs, or the one sign."""
    signs = words.upper()
    parts = [signs[at : at + 2] for at in range(len(signs) - 1)] or [signs]
    return sorted({_DIGITS[part] for part in parts})[:MOST_GRAMS]


def _entry() -> Any:
    from fajian.ledgers.models import Entry  # models call `index`

    return Entry


# ── for the migration ────────────────────────────────────────────────────────────────────────────────────────────────


def create(connection: BaseDatabaseWrapper) -> None:
    """Make the empty index."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            options = "content='', detail=none, columnsize=0, tokenize=ascii"
            cursor.execute(f"CREATE VIRTUAL TABLE {TABLE} USING fts5(grams, {options})")
        else:
            cursor.execute(f"CREATE TABLE {TABLE} (entry_id bigint PRIMARY KEY, grams tsvector NOT NULL)")
            cursor.execute(GIN)


def weigh(connection: BaseDatabaseWrapper, target: int = WEIGHED) -> None:
    """How many grams PostgreSQL knows the share of: ten for each of the target.

    Of a rare one it must know that it is rare: else it looks for it row by row, for seconds among a million. As many as
    these cost ten seconds of its own analysis there. SQLite always goes by the index.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {TABLE} ALTER COLUMN grams SET STATISTICS {target}")


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take it away."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")
