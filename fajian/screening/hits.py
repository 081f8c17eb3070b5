"""Findings for apps beside this one, through the port of the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fajian.records import hits, own
from fajian.records.hits import Hit
from fajian.screening.models import Finding

START = "finding:"  # how rows of ledgers name where they come from
SPARED = ("dismissed", "exempt")  # somebody has said that it is none


def findings(table: str, numbers: Sequence[str]) -> Iterator[Hit]:
    """What stands of these records."""
    rows = Finding.objects.filter(subject=table, record_id__in=numbers).exclude(state__in=SPARED)
    for row in rows.order_by("record_id", "rule_id"):
        yield Hit(row.record_id, row.rule_id, row.title, row.basis, row.explanation)


def acts(sources: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The records that rows of ledgers which came from findings are about."""
    numbers = {int(one.removeprefix(START)): one for one in sources if one.startswith(START)}
    rows = Finding.objects.filter(pk__in=numbers).values_list("pk", "subject", "record_id")
    return {numbers[pk]: (subject, record) for pk, subject, record in rows}


def register() -> None:
    """Among what is asked."""
    own.ACTS.append(acts)
    hits.SOURCES.append(findings)
