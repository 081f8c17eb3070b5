"""公众端."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def portal(find: Finder) -> None:
    """Its pages."""
