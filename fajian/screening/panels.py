"""A record's findings, on the page of the record."""

from __future__ import annotations

from typing import Any

from fajian.records import panels
from fajian.records.panels import Panel
from fajian.screening.models import Finding

MOST = 50


def findings(user: Any, table: str, number: str) -> Panel | None:
    """What rules say of it, those not judged yet first."""
    rows = Finding.objects.visible_to(user).filter(subject=table, record_id=number)
    found = sorted(
        rows.select_related("unit", "assignee").order_by("rule_id")[:MOST], key=lambda row: not row.is_pending
    )
    return Panel("screening/_panel.html", found)


def register() -> None:
    """Among what stands on a record's page."""
    panels.PANELS.append(findings)
