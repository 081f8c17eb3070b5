"""Numbers as statutes write them: 三十六, 一百零六."""

from __future__ import annotations

import cn2an


def to_chinese(number: int) -> str:
    """36 → 三十六, 10 → 十, 106 → 一百零六. From 1 on."""
    return str(cn2an.an2cn(number))


def to_number(text: str) -> int | None:
    """三十六, 36, 一〇六 → the number; None if it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        return int(cn2an.cn2an(text, "smart"))
    except ValueError:
        return None
