"""公示."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def publicity(find: Finder) -> None:
    """Its pages."""
