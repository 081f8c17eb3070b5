"""人员与证件."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def people(find: Finder) -> None:
    """Its pages."""
