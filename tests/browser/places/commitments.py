"""告知承诺与信用."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def commitments(find: Finder) -> None:
    """Its pages."""
