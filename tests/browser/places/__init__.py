"""One address for every door of the policy that opens with GET, and somebody of the city who may go there."""

from __future__ import annotations

from collections.abc import Mapping

from tests.browser.places.accountability import accountability, circulars, transfers
from tests.browser.places.campaigns import campaigns, joining, occasions
from tests.browser.places.commitments import commitments
from tests.browser.places.finder import FILES, PERSONAL, Finder, Place
from tests.browser.places.inspections import inspections
from tests.browser.places.ledgers import ledgers
from tests.browser.places.looking_back import looking_back
from tests.browser.places.people import people
from tests.browser.places.portal import portal
from tests.browser.places.publicity import publicity
from tests.browser.places.records import records, screening
from tests.browser.places.rectifying import rectifying
from tests.browser.places.registers import registers
from tests.browser.places.reports import reports
from tests.browser.places.reviewing import reviewing
from tests.browser.places.shell import account, shell
from tests.browser.places.supervision import supervision
from tests.browser.places.tasks import tasks
from tests.browser.places.workbooks import workbooks
from tests.browser.site import Site

__all__ = ["FILES", "PERSONAL", "Place", "by_user", "places"]


def places(site: Site) -> list[Place]:
    """Every place; some doors have several."""
    finder = Finder(site)
    for part in (
        shell,
        account,
        ledgers,
        rectifying,
        workbooks,
        campaigns,
        tasks,
        joining,
        occasions,
        reports,
        records,
        screening,
        looking_back,
        supervision,
        accountability,
        transfers,
        circulars,
        reviewing,
        registers,
        people,
        inspections,
        commitments,
        publicity,
        portal,
    ):
        part(finder)
    return finder.found


def by_user(found: list[Place]) -> Mapping[str, list[Place]]:
    """The places of each person."""
    grouped: dict[str, list[Place]] = {}
    for place in found:
        grouped.setdefault(place.username, []).append(place)
    return grouped
