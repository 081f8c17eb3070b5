"""The values a finding rests on, by names people know."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from fajian import content
from fajian.engine.store.schema import tables
from fajian.records import sight


@cache
def computed() -> Mapping[str, str]:
    """content/records/evidence.yaml: what rules compute."""
    loaded: Mapping[str, str] = content.read("records", "evidence.yaml")
    return loaded


def label(subject: str, name: str) -> str:
    """The heading of the judged table's column, or the word for what a rule computes; else the name itself."""
    column = tables()[subject].get(name) if subject in tables() else None
    return column.label if column else computed().get(name, name)


# Evidence that names another record, perhaps another unit's: shown to those who may see that record.
OTHER_CASE = "other_case"


def values(subject: str, evidence: list[list[str | None]], user: Any) -> list[tuple[str, str]]:
    """(label, text) of each value, in the rule's order; a null is said as such, another unit's case is not named."""
    shown = []
    for name, value in evidence:
        text = "没有记载" if value is None else value
        if name == OTHER_CASE and value is not None and sight.find(user, subject, value) is None:
            text = "属于其他单位，由执法监督人员核对"
        shown.append((label(subject, name or ""), text))
    return shown


def cited(subject: str, evidence: list[list[str | None]]) -> str:
    """The values in one line, for files; a case that may be another unit's is left out."""
    parts = [(name or "", "没有记载" if value is None else value) for name, value in evidence if name != OTHER_CASE]
    return "；".join(f"{label(subject, name)}：{text}" for name, text in parts)
