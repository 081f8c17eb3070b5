"""One way to write a value as text and one way to hash it: what the audit chain stands on."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings

ALGORITHMS = ("sha256", "sm3")


def algorithm() -> str:
    """The hash this installation uses now: setting FAJIAN_DIGEST."""
    name: str = settings.FAJIAN_DIGEST
    if name not in ALGORITHMS:
        raise ValueError(f"FAJIAN_DIGEST 只能是 {' 或 '.join(ALGORITHMS)}，不能是 {name}")
    return name


def digest(text: str, name: str | None = None) -> str:
    """Hexadecimal hash of the text's UTF-8 bytes by the named algorithm, or by this installation's."""
    return hashlib.new(name or algorithm(), text.encode()).hexdigest()


def canonical(value: Any) -> str:
    """JSON without blanks, keys in order, Chinese as it is; moments in UTC, amounts as decimal text."""
    return _JSON.encode(value)


def plain(value: Any) -> Any:
    """What a column may hold, as JSON holds it."""
    match value:
        case datetime.datetime():
            return moment(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case Decimal() | uuid.UUID():
            return str(value)
        case bytes() | memoryview():
            return bytes(value).hex()
        case datetime.timedelta():
            return value.total_seconds()
        case _:
            # Lazy texts (labels of choices) and nothing else.
            if type(value).__name__ == "__proxy__":
                return str(value)
            raise TypeError(f"{type(value)} cannot be written into the audit chain")


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)


@lru_cache(maxsize=256)  # the rows of a command were written at one moment
def moment(at: datetime.datetime) -> str:
    """A moment as text, the same on every database: UTC, microseconds."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def row_digest(salt: str, model: str, row: int, version: int, values: Mapping[str, Any], name: str) -> str:
    """Salted hash of one stored row.

    Columns that hold nothing (None, "", [], {}) are left out, so that a new optional column does not break the seals
    of rows written before it; 0 and False are values and stay in.
    """
    told = {
        column: value
        for column, value in values.items()
        if value or (value is not None and value not in ("", [], {}))  # most say something, and are asked no more
    }
    return digest(f"{salt}|{model}|{row}|{version}|{canonical(told)}", name)
