"""What apps of one shelf tell each other without knowing each other: joined here."""

from __future__ import annotations

from fajian.commitments import grading
from fajian.inspections import foresight
from fajian.people import screened
from fajian.publicity import foundations
from fajian.records import own
from fajian.web.foundations import certified, inspected, registered


def join() -> None:
    """Certificates are screened like records; plans see the credit of businesses; 事前公开 is begun from registers."""
    foresight.CREDIT.append(grading.bands)
    for live in screened.TABLES:
        own.SOURCES.append(own.Source(live.table, live.columns, live.rows, live.url))
    foundations.SOURCES.extend((registered, certified, inspected))
