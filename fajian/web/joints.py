"""What apps of one shelf tell each other without knowing each other: joined here."""

from __future__ import annotations

from fajian.commitments import grading
from fajian.inspections import foresight
from fajian.people import screened
from fajian.records import own


def join() -> None:
    """People and their certificates are screened like records; plans of inspection see the credit of businesses."""
    foresight.CREDIT.append(grading.bands)
    for live in screened.TABLES:
        own.SOURCES.append(own.Source(live.table, live.columns, live.rows, live.url))
