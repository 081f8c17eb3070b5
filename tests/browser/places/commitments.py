"""告知承诺与信用, as the unit, the office, a leader and anybody see them."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def commitments(find: Finder) -> None:
    """The lists, and an item in each state."""
    for user in ("jd1", "cg-tb", "sz"):
        find.add(user, "commitments:items")
    find.add("jd1", "commitments:export")
    find.add("cg-tb", "commitments:new")
    of_state = "SELECT id FROM commitments_item WHERE state = ?"
    for state in ("draft", "submitted", "published"):
        find.add("jd1", "commitments:item", find.site.one(of_state, state))
    find.add("cg-tb", "commitments:take", find.site.one(of_state, "draft"), "edit")
    find.add("jd1", "commitments:take", find.site.one(of_state, "submitted"), "publish")
    find.add("cg-tb", "commitments:watcher", find.site.one(of_state, "published"))
    published = find.site.one(of_state, "published")
    find.add("", "commitments:catalogue")
    find.add("", "commitments:guide", published)
    find.add("", "commitments:guide_paper", published)
    find.add("", "commitments:blank_form", published)
    find.add("", "commitments:promises")
    _applications(find)
    _credit(find)


def _applications(find: Finder) -> None:
    """The list, and an application at each stage."""
    for user in ("jd1", "cg-tb", "sz"):
        find.add(user, "commitments:applications")
    find.add("cg-tb", "commitments:receive")
    of_state = "SELECT id FROM commitments_application WHERE state = ?"
    for state in ("promising", "proving", "granted", "revoked"):
        find.add("cg-tb", "commitments:application", find.site.one(of_state, state))
    find.add("cg-tb", "commitments:paper", find.site.one(of_state, "granted"))
    find.add("", "commitments:public_paper", find.site.one(of_state, "granted"))
    find.add("cg-tb", "commitments:take_application", find.site.one(of_state, "promising"), "query")
    find.add("cg-tb", "commitments:take_application", find.site.one(of_state, "granted"), "quit")
    find.add("cg-tb", "commitments:attach", find.site.one(of_state, "granted"))
    find.add("cg-tb", "commitments:file", find.site.one("SELECT id FROM commitments_application_file"))
    of_check = "SELECT id FROM commitments_verification WHERE state = ?"
    find.add("cg-tb", "commitments:take_check", find.site.one(of_check, "open"), "confirm")
    find.add("cg-tb", "commitments:take_check", find.site.one(of_check, "false"), "dispose")
    decided = find.site.one("SELECT id FROM commitments_disposal WHERE state = 'decided'")
    find.add("cg-tb", "commitments:take_disposal", decided, "conclude")


def _credit(find: Finder) -> None:
    """The events, one with its grade, a request."""
    for user in ("jd1", "cg-tb", "sz"):
        find.add(user, "commitments:events")
    for route in ("record_event", "push", "answers"):
        find.add("cg-tb", f"commitments:{route}")
    find.add("jd1", "commitments:credit_export", "csv")
    event = find.site.one("SELECT id FROM commitments_credit_event WHERE kind = 'false_promise'")
    find.add("cg-tb", "commitments:event", event)
    find.add("jd1", "commitments:revoke_event", event)
    find.add("cg-tb", "commitments:ask", event)
    request = find.site.one("SELECT id FROM commitments_credit_request WHERE state = 'accepted'")
    find.add("cg-tb", "commitments:take_request", request, "extend")
