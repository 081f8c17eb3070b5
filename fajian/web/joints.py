"""What apps of one shelf tell each other without knowing each other: joined here."""

from __future__ import annotations

from fajian.commitments import grading
from fajian.inspections import foresight
from fajian.people import screened
from fajian.publicity import foundations
from fajian.records import own
from fajian.web.foundations import certified, inspected, registered


def join() -> None:
<<<<<<< HEAD
    """People and their certificates are screened like records; plans of inspection see the credit of businesses."""
    foresight.CREDIT.append(grading.bands)
=======
    """People and their certificates are screened like records; 事前公开 is begun from registers and certificates."""
>>>>>>> ecec39f (publicity: beforehand from registers, exposures, teaching, insiders, clean files)
    for live in screened.TABLES:
        own.SOURCES.append(own.Source(live.table, live.columns, live.rows, live.url))
    foundations.SOURCES.extend((registered, certified, inspected))
