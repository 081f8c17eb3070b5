"""公众端, as people from outside see it, and as the office does."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def portal(find: Finder) -> None:
    """The public pages without an account; complaints in every state."""
    for name in ("front", "complain", "follow", "verify", "large"):
        find.add("", f"portal:{name}")
    points(find)
    surveys(find)
    contacts(find)
    for user in ("jd1", "jw", "cg-tb"):
        find.add(user, "portal:list")
    find.add("jd1", "portal:list", query="state=waits")
    find.add("jd1", "portal:import")
    find.add("jd1", "portal:table", query="kind=opinion")
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


def points(find: Finder) -> None:
    """A contact point, from outside and in the office, and its cards."""
    number = find.site.one("SELECT point_id FROM portal_card")
    link = find.site.one("SELECT link FROM portal_contact_point WHERE id = ?", number)
    for name in ("at_point", "fill_card", "note", "blank_card"):
        find.add("", f"portal:{name}", link)
    find.add("jd1", "portal:points")
    find.add("jd1", "portal:new_point")
    for name in ("point", "record_point", "paper_card", "relink_point", "end_point", "point_code"):
        find.add("jd1", f"portal:{name}", number)
    find.add("jd1", "portal:cards")
    find.add("jd1", "portal:card_table")
    card = find.site.one("SELECT id FROM portal_card WHERE complaint_id IS NOT NULL")
    find.add("jd1", "portal:card", card)
    find.add("jd1", "portal:card_paper", card)


def surveys(find: Finder) -> None:
    """Surveys open and frozen, the roster, a unit's figures; the one code nobody has used."""
    find.add("", "portal:enter_code")
    find.add("", "portal:answer", "A" * 16)
    for name in ("surveys", "new_survey", "panel", "appoint"):
        find.add("jd1", f"portal:{name}")
    frozen = find.site.one("SELECT id FROM portal_survey WHERE state = 'frozen'")
    rolling = find.site.one("SELECT id FROM portal_survey WHERE state = 'open' AND closes_on IS NULL")
    for number in (frozen, rolling):
        find.add("jd1", "portal:survey", number)
    find.add("jd1", "portal:survey_table", frozen)
    for name in ("issue_ballots", "void_ballots", "freeze_survey"):
        find.add("jd1", f"portal:{name}", rolling)
    find.add("jd1", "portal:dismiss", find.site.one("SELECT id FROM portal_panelist"))
    find.add("cg-tb", "portal:ratings")
    find.add("cg-tb", "portal:visit_code")
    find.add("jd1", "portal:survey_result", find.site.one("SELECT id FROM portal_survey_result"))


def contacts(find: Finder) -> None:
    """Matters asked about first at a window."""
    for user in ("cg-tb", "jd1"):
        find.add(user, "portal:contacts")
    find.add("jd1", "portal:contacts", query="state=late")
    find.add("jd1", "portal:contact_table", query="state=late")
    find.add("cg-tb", "portal:new_contact")
    of_state = "SELECT id FROM portal_first_contact WHERE state = ?"
    for state in ("open", "handed", "done"):
        find.add("cg-tb", "portal:contact", find.site.one(of_state, state))
    for name in ("hand_on", "finish"):
        find.add("cg-tb", "portal:take_contact", find.site.one(of_state, "open"), name)
