"""涉企检查."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def inspections(find: Finder) -> None:
    """Its pages, as the unit and the office see them."""
    plans_and_items(find)
    targets_and_directories(find)
    visits(find)


def plans_and_items(find: Finder) -> None:
    """Plans in every state, a joint one, what they rest on."""
    one = find.site.one
    for user in ("jd1", "cg-tb", "sz"):
        find.add(user, "inspections:plans")
        find.add(user, "inspections:targets")
    plans = dict(find.site.rows("SELECT state, min(id) FROM inspections_plan GROUP BY state"))
    find.add("cg-tb", "inspections:plan_new")
    find.add("jd1", "inspections:plan", plans["filed"])
    find.add("cg-tb", "inspections:plan", plans["draft"])
    find.add("cg-ld", "inspections:plan", plans["submitted"])
    find.add("cg-ld", "inspections:plan_take", plans["submitted"], "approve")
    undrawn = one("SELECT id FROM inspections_plan WHERE state = 'draft' AND drawn_id IS NULL")
    find.add("jd1", "inspections:plan_take", undrawn, "draw")
    drawn = one(
        "SELECT t.id FROM inspections_plan_target t JOIN inspections_plan p ON p.id = t.plan_id WHERE p.state = 'draft'"
    )
    find.add("cg-tb", "inspections:plan_leave_out", drawn)
    find.add("cg-tb", "inspections:plan_take", plans["draft"], "edit")
    find.add("jd1", "inspections:joints")
    find.add("jd1", "inspections:joint_new")
    find.add("sz", "inspections:joint", one("SELECT id FROM inspections_joint"))
    find.add("jd1", "inspections:joint_take", one("SELECT id FROM inspections_joint"), "file")
    find.add("jd1", "inspections:joint_export", one("SELECT id FROM inspections_joint"))
    item = one(
        "SELECT i.id FROM inspections_item i JOIN orgs_unit u ON u.id = i.unit_id WHERE u.name LIKE '%城市管理局'"
    )
    find.add("jd1", "inspections:items")
    find.add("cg-tb", "inspections:item", item)
    find.add("cg-tb", "inspections:item_new")
    find.add("cg-tb", "inspections:item_take", item, "edit")
    find.add("jd1", "inspections:bounds")
    find.add("cg-tb", "inspections:bound_new")
    find.add("jd1", "inspections:bound_strike", one("SELECT id FROM inspections_bound WHERE kind = 'calm'"))


def targets_and_directories(find: Finder) -> None:
    """The directory as it is, and its versions."""
    one = find.site.one
    target = one(
        "SELECT t.id FROM inspections_target t JOIN orgs_unit u ON u.id = t.unit_id "
        "WHERE u.name = '安澜市城市管理局' ORDER BY t.id"
    )
    find.add("cg-tb", "inspections:target", target)
    find.add("cg-tb", "inspections:target_take", target, "edit")
    find.add("cg-tb", "inspections:target_take", target, "strike")
    find.add("cg-tb", "inspections:target_new")
    find.add("cg-tb", "inspections:targets_import")
    find.add("cg-tb", "inspections:targets_blank")
    find.add("jd1", "inspections:directories")
    find.add("cg-tb", "inspections:directory_make")
    find.add("jd1", "inspections:directory_merge")
    find.add("jd1", "inspections:directory", one("SELECT id FROM inspections_directory WHERE state = 'filed'"))
    handed_up = one("SELECT id FROM inspections_directory WHERE state = 'handed_up'")
    find.add("jd1", "inspections:directory_take", handed_up, "file")
    find.add("jd1", "inspections:directory_export", handed_up)


def visits(find: Finder) -> None:
    """Visits in every state, as the desk, the phone, the chief and the public see them."""
    by_state = dict(find.site.rows("SELECT state, max(id) FROM inspections_visit GROUP BY state"))
    one = find.site.one
    for user in ("cg-tb", "cg-zf", "cg-ld", "jd1"):
        find.add(user, "inspections:visits")
    find.add("cg-tb", "inspections:visit_new")
    find.add("cg-ld", "inspections:visit", by_state["asked"])
    find.add("cg-ld", "inspections:visit_take", by_state["asked"], "approve")
    wrong = one("SELECT id FROM inspections_visit WHERE follow_up = 'ordered'")
    find.add("cg-tb", "inspections:visit", wrong)
    find.add("cg-zf", "inspections:visit", wrong)
    find.add("cg-zf", "inspections:visit_take", wrong, "recheck")
    soon = one("SELECT id FROM inspections_visit WHERE state = 'staffed' AND cause = 'complaint'")
    find.add("cg-zf", "inspections:visit", soon)
    find.add("cg-zf", "inspections:visit_take", soon, "show")
    find.add("cg-ld", "inspections:visit_take", soon, "recuse")
    find.add("cg-tb", "inspections:visit_paper", soon)
    find.add("cg-tb", "inspections:visit_code", soon)
    find.add("cg-zf", "inspections:visit_file", one("SELECT id FROM inspections_visit_file"))
    find.add("", "inspections:notice", one("SELECT code FROM inspections_visit WHERE state = 'staffed'"))
    find.add("", "inspections:notice", one("SELECT code FROM inspections_visit WHERE follow_up = 'ordered'"))
    find.add("", "inspections:results")
    plan = one(
        "SELECT p.id FROM inspections_plan p WHERE p.state = 'filed' AND NOT EXISTS (SELECT 1 FROM draws_draw d "
        "WHERE d.source = 'inspection_officers:' || p.id)"
    )
    find.add("jd1", "inspections:plan_officers", plan)
    sent = one(
        "SELECT t.id FROM inspections_plan_target t JOIN inspections_plan p ON p.id = t.plan_id "
        "JOIN orgs_unit u ON u.id = p.unit_id WHERE p.state = 'filed' AND u.name = '安澜市城市管理局' "
        "AND NOT t.left_out AND NOT EXISTS "
        "(SELECT 1 FROM inspections_visit v WHERE v.plan_id = p.id AND v.target_id = t.target_id)"
    )
    find.add("cg-tb", "inspections:visit_open", sent)
