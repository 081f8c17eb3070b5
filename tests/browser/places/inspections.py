"""涉企检查."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def inspections(find: Finder) -> None:
    """Its pages, as the unit and the office see them."""
    plans_and_items(find)
    targets_and_directories(find)


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
