"""公众端, as people from outside see it, and as the office does."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def portal(find: Finder) -> None:
    """The public pages without an account; complaints in every state."""
    for name in ("front", "complain", "follow", "verify", "large"):
        find.add("", f"portal:{name}")
    for user in ("jd1", "jw", "cg-tb"):
        find.add(user, "portal:list")
    find.add("jd1", "portal:list", query="state=waits")
    find.add("jd1", "portal:import")
    find.add("jd1", "portal:repeats")
    of_state = "SELECT id FROM portal_complaint WHERE state = ?"
    for state in ("received", "assigned", "drafted", "answered", "closed", "refused", "forwarded", "joined"):
        find.add("jd1", "portal:complaint", find.site.one(of_state, state))
    for state, names in (
        ("received", ("accept", "refuse", "forward", "join")), ("assigned", ("draft", "extend", "reassign")),
        ("drafted", ("return_",)), ("answered", ("close",)),
    ):  # fmt: skip
        for name in names:
            find.add("jd1", "portal:take", find.site.one(of_state, state), name)
    find.add("jw", "portal:take", find.site.one(of_state, "drafted"), "approve")
    find.add("jd1", "portal:ask", find.site.one(of_state, "assigned"))
    find.add("jd1", "portal:enter", find.site.one(of_state, "answered"))
    find.add("jd1", "portal:ask_opening", find.site.one(of_state, "closed"))
    opening = "SELECT id FROM portal_opening WHERE state = ?"
    find.add("jw", "portal:answer_opening", find.site.one(opening, "asked"), "allow")
    find.add("jd1", "portal:sealed", find.site.one(opening, "allowed"))
    find.add("jd1", "portal:file", find.site.one("SELECT id FROM portal_complaint_file"))
