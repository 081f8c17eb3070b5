"""Numbers of rows and places that come as text, in an address or a form."""

from __future__ import annotations

LONGEST = 18  # digits of the largest number a database keeps


def whole(text: str) -> int | None:
    """The number a text of ASCII digits says, None for everything else: ², ⑴ and ٣ are digits to Python."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
