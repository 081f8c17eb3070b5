"""The text of a directory's version, and how those of many units become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fajian.core.digests import canonical, digest
from fajian.inspections.models import Target

COLUMNS = ("uscc", "name", "kind", "industry", "address", "credit", "risk", "state")
FIELDS: dict[str, Any] = {name: Target._meta.get_field(name) for name in COLUMNS}
LABELS = {name: str(field.verbose_name) for name, field in FIELDS.items()}
WORDS = {
    "kind": dict(Target.KINDS), "credit": dict(Target.CREDITS), "risk": dict(Target.RISKS), "state": dict(Target.STATES)
}  # fmt: skip
KEEPERS = "units"  # of a merged directory: the units that keep the business, behind the columns
STRICTER = {"credit": "ABCD", "risk": ("", "low", "medium", "high")}  # the grade that stands further back counts


def lines(targets: Iterable[Target]) -> list[dict[str, Any]]:
    """A line for each, by code."""
    return [{name: getattr(row, name) for name in COLUMNS} for row in sorted(targets, key=lambda row: row.uscc)]


def seal(found: Sequence[Mapping[str, Any]]) -> str:
    """What a filing and a draw name: SHA-256 of the lines' canonical JSON, 64 hex digits."""
    return digest(canonical(list(found)), "sha256")


def merge(parts: Iterable[tuple[str, Sequence[Mapping[str, Any]]]]) -> tuple[list[dict[str, Any]], list[str]]:
    """(lines by code, remarks) of (unit, its lines): one line for each business, with the units that keep it.

    Where units disagree the first one's text stands, of credit and risk the worse grade; each disagreement is a remark.
    """
    merged: dict[str, dict[str, Any]] = {}
    remarks: list[str] = []
    for unit, found in parts:
        for line in found:
            known = merged.setdefault(line["uscc"], {**line, KEEPERS: []})
            known[KEEPERS].append(unit)
            for name in COLUMNS[1:]:
                if line[name] == known[name] or line[name] == "":
                    continue
                remarks.append(_remark(line, known, name, unit))
                if known[name] == "" or (name in STRICTER and _worse(name, line[name], known[name])):
                    known[name] = line[name]
    remarks = [one for one in remarks if one]
    return [merged[uscc] for uscc in sorted(merged)], remarks


def _worse(name: str, one: str, other: str) -> bool:
    scale = STRICTER[name]
    return scale.index(one) > scale.index(other)


def _remark(line: Mapping[str, Any], known: Mapping[str, Any], name: str, unit: str) -> str:
    if known[name] == "":
        return ""
    said = [WORDS.get(name, {}).get(value, value) for value in (known[name], line[name])]
    first = known[KEEPERS][0]
    return f"{line['uscc']} {known['name']}：{LABELS[name]}，{first}写“{said[0]}”，{unit}写“{said[1]}”。"
