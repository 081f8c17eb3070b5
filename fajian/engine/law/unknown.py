"""「无法判断」 as a value."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, NoReturn


class Unknown(Enum):
    """The only member stands for what is not known. It is neither true nor false: asking raises TypeError.

    Compare with `is UNKNOWN`.
    """

    UNKNOWN = "无法判断"

    def __bool__(self) -> NoReturn:
        raise TypeError("UNKNOWN is neither true nor false; compare with `is UNKNOWN`")

    def __str__(self) -> str:
        return self.value


UNKNOWN: Final[Literal[Unknown.UNKNOWN]] = Unknown.UNKNOWN
