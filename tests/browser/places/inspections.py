"""涉企检查."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def inspections(find: Finder) -> None:
    """Its pages, as the unit and the office see them."""
    one = find.site.one
    for user in ("jd1", "cg-tb", "sz"):
        find.add(user, "inspections:targets")
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
