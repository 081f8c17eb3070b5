"""The registers, as the unit, the office and a leader see them."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def registers(f: Finder) -> None:
    """Each register that has something in it, and a registration in each state."""
    for user in ("jd1", "cg-tb", "sz"):
        f.add(user, "registers:index")
    for kind in ("basis", "body"):
        f.add("jd1", "registers:list", kind)
    f.add("cg-tb", "registers:list", "paper", query="state=shaken")
    f.add("jd1", "registers:export", "basis")
    for kind in ("basis", "flowchart", "checkpoint"):
        f.add("cg-tb", "registers:new", kind)
    of_state = "SELECT id FROM registers_registration WHERE state = ?"
    for state in ("kept", "proposed", "settled", "published", "ended"):
        f.add("jd1", "registers:registration", f.site.one(of_state, state))
    standard = f.site.one("SELECT id FROM registers_registration WHERE kind = 'standard'")
    f.add("sz", "registers:registration", standard)
    f.add("cg-tb", "registers:reckon", standard, query="met=初次违法&met=主动拆除")
    f.add("jd1", "registers:take", f.site.one(of_state, "proposed"), "settle")
    f.add("jd1", "registers:take", f.site.one(of_state, "settled"), "publish")
    f.add("cg-tb", "registers:take", f.site.one(of_state, "kept"), "propose")
    f.add("cg-tb", "registers:take", f.site.one(of_state, "kept"), "edit")
    of_file = "SELECT f.id FROM registers_registration_file f JOIN registers_registration r ON r.id = registration_id"
    f.add("cg-tb", "registers:file", f.site.one(f"{of_file} WHERE r.kind = 'flowchart'"))
    f.add("jd1", "registers:open", f.site.one(f"{of_file} WHERE r.kind = 'recording'"))
    for user in ("jd1", "cg-tb"):
        f.add(user, "registers:equipment")
    f.add("jd1", "registers:equipment_file")
    f.add("jd1", "registers:editions", "paper")
    f.add("jd1", "registers:list", "appraisal")
    of_kind = "SELECT id FROM registers_registration WHERE kind = ? ORDER BY id DESC"
    for kind in ("uniform", "project", "recording"):
        f.add("jd1", "registers:registration", f.site.one(of_kind, kind))
