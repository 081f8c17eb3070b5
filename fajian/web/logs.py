"""Log lines without personal data: tracebacks tell where, never with what."""

from __future__ import annotations

import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any


def traceback_without_values(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Types and lines of raised errors instead of their texts: PostgreSQL quotes the row it refuses, int() its text.

    A structlog processor; stands in the place of format_exc_info.
    """
    given = event.pop("exc_info", None)
    if not given:
        return event
    error = given if isinstance(given, BaseException) else (given[1] if isinstance(given, tuple) else sys.exc_info()[1])
    if error is not None:
        event["exception"] = "\n".join(chain(error))
    return event


def chain(error: BaseException) -> list[str]:
    """The error and what caused it, innermost first, as type and frames."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = chain(earlier) if earlier is not None else []
    return [*lines, *frames(error.__traceback__), f"{type(error).__module__}.{type(error).__qualname__}"]


def frames(place: TracebackType | None) -> list[str]:
    """file:line function, outermost first."""
    return [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(place)]


def without_browser(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The browser's name helps to tell people apart and nobody to mend anything."""
    event.pop("user_agent", None)
    return event
