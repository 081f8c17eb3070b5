"""What goes on while a problem is put right."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def rectifying(f: Finder) -> None:
    """Extensions, steps, fixes, ties, listings: each where the city's story has one."""
    listed = f.site.one("SELECT rectification_id FROM ledgers_listing WHERE ended_on IS NULL")
    fresh, working, waiting = map(f.entry, ("found", "rectifying", "submitted"))
    f.add("jd1", "ledgers:entry", listed)
    f.add(f.clerk(listed), "ledgers:entry", listed)
    f.add(f.clerk(fresh), "ledgers:settle", fresh)
    f.add(f.clerk(listed), "ledgers:extend", listed)
    f.add("jd1", "ledgers:extensions")
    asked, of = f.site.rows("SELECT id, rectification_id FROM ledgers_extension WHERE state = 'asked'")[0]
    f.add("jd1", "ledgers:grant", asked)
    f.add("jd1", "ledgers:refuse", asked)
    f.add(f.clerk(of), "ledgers:withdraw", asked)
    f.add(f.clerk(working), "ledgers:add_phase", working)
    phase, of = f.site.rows("SELECT id, rectification_id FROM ledgers_phase WHERE done_on IS NULL")[0]
    f.add(f.clerk(of), "ledgers:finish_phase", phase)
    f.add(f.clerk(of), "ledgers:strike_phase", phase)
    f.add("sz", "ledgers:fixes")
    f.add(f.clerk(listed), "ledgers:new_fix")
    fix, use, of = f.site.rows("SELECT fix_id, id, rectification_id FROM ledgers_fix_use")[0]
    alone = f.site.one("SELECT id FROM ledgers_fix WHERE id NOT IN (SELECT fix_id FROM ledgers_fix_use)")
    f.add("jd1", "ledgers:fix", fix)
    f.add("jd1", "ledgers:fix_document", fix)
    f.add(f.clerk(of), "ledgers:strike_fix", alone)
    f.add(f.clerk(working), "ledgers:use_fix", working)
    f.add(f.clerk(of), "ledgers:drop_fix", use)
    f.add(f.clerk(working), "ledgers:tie", working)
    tie, of = f.site.rows("SELECT id, entry_id FROM ledgers_tie")[0]
    f.add(f.clerk(of), "ledgers:untie", tie)
    f.add("jd1", "ledgers:listings")
    f.add("jd1", "ledgers:listing_paper", f.site.one("SELECT min(id) FROM ledgers_listing"))
    f.add("jd1", "ledgers:list_problem", waiting)
    f.add("jd1", "ledgers:unlist_problem", listed)
    f.add(f.clerk(listed), "ledgers:note", f.site.one("SELECT id FROM ledgers_listing WHERE ended_on IS NULL"))
