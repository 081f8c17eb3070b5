"""How much a stranger's file may hold."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold; what a year's cases of a big office need, and no more than the reader can bear.

    Sizes in bytes, unpacked. `ratio` (unpacked : packed) counts for parts above `ratio_from` only: small parts of
    nothing but spaces are harmless. `area`: cells of the rectangle from A1 to the last cell that is filled, because
    calamine reserves the whole rectangle; styled empty cells don't count (WPS leaves them at XFD1048576). `text`: signs
    of one text, or bytes of one cell's value.
    """

    file: int = 200 * MIB
    members: int = 2_000
    part: int = 400 * MIB
    total: int = 600 * MIB
    ratio: int = 150
    ratio_from: int = 4 * MIB
    cells: int = 5_000_000
    area: int = 20_000_000
    merged: int = 1_000_000
    text: int = MIB
    reader_memory: int = 1024 * MIB
    reader_seconds: int = 60


LIMITS = Limits()
