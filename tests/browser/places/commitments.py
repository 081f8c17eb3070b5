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
    published = find.site.one(of_state, "published")
    find.add("", "commitments:catalogue")
    find.add("", "commitments:guide", published)
    find.add("", "commitments:guide_paper", published)
    find.add("", "commitments:blank_form", published)
