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
    find.add("jd1", "people:strength")
    find.add("jd1", "people:strength_export")
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
    find.add("cg-tb", "people:trainings")
    find.add("cg-tb", "people:hold")
    held = one("SELECT id FROM people_training WHERE struck_out = 0")
    for page in ("training", "attend", "strike_training"):
        find.add("cg-tb", f"people:{page}", held)
    find.add("cg-tb", "people:hours")
    find.add("jd1", "people:hours", query="state=lacking")
    find.add("jd1", "people:hours_export")
    find.add("jd1", "people:questions")
    find.add("jd1", "people:take_questions")
    find.add("jd1", "people:blank_bank")
    find.add("jd1", "people:strike_question", one("SELECT id FROM people_question WHERE struck_out = 0"))
    find.add("jd1", "people:exams")
    find.add("jd1", "people:set_exam")
    exam = one("SELECT id FROM people_exam")
    find.add("cg-tb", "people:exam", exam)
    find.add("jd1", "people:exam_export", exam)
    find.add("cg-zf", "people:mine")
    find.add("cg-zf", "people:sitting", one("SELECT id FROM people_sitting ORDER BY handed_at IS NOT NULL"))
    find.add("cg-zf", "people:sitting", one("SELECT id FROM people_sitting WHERE handed_at IS NOT NULL"))
    find.add("", "people:verify", one("SELECT code FROM people_certificate WHERE state = 'active'"))
    find.add("", "people:verify", one("SELECT code FROM people_certificate WHERE state = 'suspended'"))
