"""Findings for apps beside this one, through the port of the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fajian.records import hits
from fajian.records.hits import Hit
from fajian.screening.models import Finding

SPARED = ("dismissed", "exempt")  # somebody has said that it is none


def findings(table: str, numbers: Sequence[str]) -> Iterator[Hit]:
    """What stands of these records."""
    rows = Finding.objects.filter(subject=table, record_id__in=numbers).exclude(state__in=SPARED)
    for row in rows.order_by("record_id", "rule_id"):
        yield Hit(row.record_id, row.rule_id, row.title, row.basis, row.explanation)


def register() -> None:
    """Among what is asked."""
    hits.SOURCES.append(findings)
