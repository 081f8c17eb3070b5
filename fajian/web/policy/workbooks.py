"""Ledgers given out as workbooks, and what came back."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, READERS, SUPERVISOR, UNIT, Door

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    Door("ledgers:workbooks", READERS, UNIT | {SUPERVISOR}, "Ledger.visible_to"),
    Door("ledgers:issue", NOBODY, UNIT | {SUPERVISOR}, "Ledger.visible_to"),
    Door("ledgers:issued", READERS, NOBODY, "Issue.visible_to"),
    Door("ledgers:take_in", READERS, NOBODY, "TakeIn.visible_to"),
    Door("ledgers:handed_back", READERS, NOBODY, "TakeIn.visible_to"),
    Door("ledgers:map_columns", NOBODY, UNIT | {SUPERVISOR}, "TakeIn.visible_to"),
    Door("ledgers:heads", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "TakeIn.visible_to"),
    Door("ledgers:take", NOBODY, UNIT | {SUPERVISOR}, "TakeIn.visible_to"),
    Door("ledgers:drop", NOBODY, UNIT | {SUPERVISOR}, "TakeIn.visible_to"),
    Door("ledgers:outcome", READERS, NOBODY, "TakeIn.visible_to"),
)
