"""People and their certificates, as the unit, the office, a leader and anybody see them."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def people(find: Finder) -> None:
    """The roster, a person, a certificate in each state, and the page the code on it leads to."""
    one = find.site.one
    for user in ("cg-tb", "jd1", "sz"):
        find.add(user, "people:officers")
    find.add("cg-tb", "people:officers", query="state=uncertified")
    find.add("jd1", "people:certificates", query="state=waits")
    find.add("cg-tb", "people:certificates", query="state=expiring")
    find.add("cg-tb", "people:export")
    find.add("cg-tb", "people:template")
    for page in ("upload", "new", "confirm", "rosters"):
        find.add("cg-tb", f"people:{page}")
    person = one("SELECT officer_id FROM people_certificate WHERE state = 'active'")
    for user in ("cg-tb", "sz"):
        find.add(user, "people:officer", person)
    find.add("cg-tb", "people:edit", person)
    find.add("cg-tb", "people:leave", person)
    held = "(SELECT officer_id FROM people_certificate)"
    find.add(
        "cg-tb", "people:apply", one(f"SELECT id FROM people_officer WHERE kind = 'enforcer' AND id NOT IN {held}")
    )
    of_state = "SELECT id FROM people_certificate WHERE state = ?"
    for state in ("active", "suspended", "cancelled", "applied"):
        find.add("jd1", "people:certificate", one(of_state, state))
    active = one(of_state, "active")
    find.add("cg-tb", "people:take", active, "ask_change")
    for name in ("suspend", "replace"):
        find.add("jd1", "people:take", active, name)
    find.add("jd1", "people:take", one(of_state, "applied"), "approve")
    find.add("jd1", "people:picture", active)
    find.add("", "people:verify", one("SELECT code FROM people_certificate WHERE state = 'active'"))
    find.add("", "people:verify", one("SELECT code FROM people_certificate WHERE state = 'suspended'"))
