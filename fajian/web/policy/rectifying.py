"""What goes on while a problem is put right: extensions, steps, fixes, ties, listings."""

from __future__ import annotations

from fajian.web.policy.doors import NOBODY, READERS, SUPERVISOR, UNIT, Door

ONLY_SUPERVISOR = frozenset({SUPERVISOR})

DOORS: tuple[Door, ...] = (
    #    url name                        GET        POST       scope
    Door("ledgers:settle", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:extend", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:extensions", READERS, NOBODY, "Extension.visible_to"),
    Door("ledgers:grant", ONLY_SUPERVISOR, ONLY_SUPERVISOR, "Extension.visible_to"),
    Door("ledgers:refuse", ONLY_SUPERVISOR, ONLY_SUPERVISOR, "Extension.visible_to"),
    Door("ledgers:withdraw", UNIT, UNIT, "Extension.visible_to"),
    Door("ledgers:add_phase", UNIT, UNIT, "Entry.visible_to"),
    Door("ledgers:finish_phase", UNIT, UNIT, "Phase.visible_to"),
    Door("ledgers:strike_phase", UNIT, UNIT, "Phase.visible_to"),
    Door("ledgers:fixes", READERS, NOBODY, "Fix.visible_to"),
    Door("ledgers:new_fix", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "只能为本单位登记"),
    Door("ledgers:fix", READERS, NOBODY, "Fix.visible_to"),
    Door("ledgers:fix_document", READERS, NOBODY, "Fix.visible_to"),
    Door("ledgers:strike_fix", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Fix.visible_to"),
    Door("ledgers:use_fix", UNIT, UNIT, "Entry.visible_to、本单位登记的 Fix"),
    Door("ledgers:drop_fix", UNIT, UNIT, "FixUse.visible_to"),
    Door("ledgers:tie", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Entry.visible_to"),
    Door("ledgers:untie", UNIT | {SUPERVISOR}, UNIT | {SUPERVISOR}, "Tie.visible_to"),
    Door("ledgers:listings", READERS, NOBODY, "Listing.visible_to"),
    Door("ledgers:listing_paper", READERS, NOBODY, "Listing.visible_to"),
    Door("ledgers:list_problem", ONLY_SUPERVISOR, ONLY_SUPERVISOR, "Entry.visible_to"),
    Door("ledgers:unlist_problem", ONLY_SUPERVISOR, ONLY_SUPERVISOR, "Entry.visible_to"),
    Door("ledgers:note", UNIT, UNIT, "Listing.visible_to"),
)
