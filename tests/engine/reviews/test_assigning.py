"""Who reads which file: nobody chooses, nobody reads their own, the load is even."""

from __future__ import annotations

from collections import Counter

import pytest

from fajian.engine.faults import InputError
from fajian.engine.reviews.assigning import Reader, assign

READERS = [Reader(number, f"person{number}", f"unit{number % 3}") for number in range(6)]
FILES = [f"file{number}" for number in range(60)]


def test_everybody_reads_about_as_many_and_the_order_of_the_lists_decides_nothing() -> None:
    found = assign(FILES, READERS, {}, "seed")
    load = Counter(reader for pair in found.values() for reader in pair)
    assert max(load.values()) - min(load.values()) <= 1
    assert found == assign(FILES[::-1], READERS[::-1], {}, "seed")
    assert found != assign(FILES, READERS, {}, "another seed")


def test_whoever_is_barred_never_reads_and_two_readers_come_from_two_units() -> None:
    barred = {file: {number % 6} for number, file in enumerate(FILES)}
    for file, pair in assign(FILES, READERS, barred, "seed").items():
        assert not set(pair) & barred[file]
        assert len({READERS[number].unit for number in pair}) == 2


def test_two_accounts_of_one_person_are_one_reader() -> None:
    twins = [Reader(1, "same", "a"), Reader(2, "same", "b")]
    with pytest.raises(InputError, match="不足2人"):
        assign(["file"], twins, {}, "seed")
    assert set(assign(["file"], [*twins, Reader(3, "other", "a")], {}, "seed")["file"]) & {3}


def test_two_of_one_unit_read_where_nobody_else_is_left() -> None:
    readers = [Reader(1, "one", "a"), Reader(2, "two", "a")]
    assert set(assign(["file"], readers, {}, "seed")["file"]) == {1, 2}
