"""Walks the resolver: every url there is, with something to put into its blanks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

SAMPLES = {
    "IntConverter": 987654,
    "StringConverter": "X",
    "SlugConverter": "start",
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
    "PathConverter": "x",
}


def routes() -> Iterator[tuple[str, URLPattern]]:
    """(name with namespaces, pattern) of every url; "" where one has no name."""

    def walk(resolver: URLResolver, space: str) -> Iterator[tuple[str, URLPattern]]:
        for part in resolver.url_patterns:
            if isinstance(part, URLResolver):
                yield from walk(part, f"{space}{part.namespace}:" if part.namespace else space)
            else:
                yield (f"{space}{part.name}" if part.name else ""), part

    yield from walk(get_resolver(), "")


def address(route: str) -> str:
    """The url's address, with numbers and words that nothing in the database has."""
    pattern = dict(routes())[route]
    blanks: dict[str, Any] = {
        name: SAMPLES[type(converter).__name__] for name, converter in pattern.pattern.converters.items()
    }
    return reverse(route, kwargs=blanks)
