"""Ledgers given out as workbooks, and what came back."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def workbooks(f: Finder) -> None:
    """A file that waits to be looked at, and one that was taken in."""
    query = (
        "SELECT t.id, t.ledger_id, u.username FROM ledgers_takein t JOIN orgs_user u ON u.id = t.recorded_by_id "
        "WHERE t.state = ?"
    )
    (taken, _, clerk), (waiting, ledger, _) = (f.site.rows(query, state)[0] for state in ("taken", "open"))
    f.add(clerk, "ledgers:workbooks", ledger)
    f.add(clerk, "ledgers:take_in", waiting)
    f.add(clerk, "ledgers:heads", waiting)
    f.add(clerk, "ledgers:take_in", taken)
    f.add(clerk, "ledgers:outcome", taken, "xlsx")
    f.add(clerk, "ledgers:handed_back", taken)
    f.add(clerk, "ledgers:issued", f.site.one("SELECT max(id) FROM ledgers_issue"))
