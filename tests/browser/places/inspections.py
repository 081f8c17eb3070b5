"""涉企检查."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def inspections(find: Finder) -> None:
    """Its pages."""
