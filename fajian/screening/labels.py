"""The values a finding rests on, by names people know."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from fajian import content
from fajian.engine.store.schema import tables


@cache
def computed() -> Mapping[str, str]:
    """content/records/evidence.yaml: what rules compute."""
    loaded: Mapping[str, str] = yaml.safe_load(content.path("records", "evidence.yaml").read_text(encoding="utf-8"))
    return loaded


def label(subject: str, name: str) -> str:
    """The heading of the judged table's column, or the word for what a rule computes; else the name itself."""
    column = tables()[subject].get(name) if subject in tables() else None
    return column.label if column else computed().get(name, name)


def values(subject: str, evidence: list[list[str | None]]) -> list[tuple[str, str]]:
    """(label, text) of each value, in the rule's order; a null is said as such."""
    return [(label(subject, name or ""), "没有记载" if value is None else value) for name, value in evidence]
