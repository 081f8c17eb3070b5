"""公示, as the unit, the office and anybody see it."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def publicity(f: Finder) -> None:
    """The lists, and a publication in each state."""
    for user in ("jd1", "cg-tb"):
        f.add(user, "publicity:list")
    f.add("cg-tb", "publicity:choose")
    for user in ("jd1", "cg-tb"):
        for door in ("before", "annual", "law", "inside"):
            f.add(user, f"publicity:{door}")
    f.add("jd1", "publicity:law_file", 2026)
    for kind in ("penalty", "items", "exposure", "interpretation"):
        f.add("cg-tb", "publicity:new", kind)

    def of(state: str, kind: str = "penalty") -> int:
        return int(f.site.one("SELECT id FROM publicity_publication WHERE state = ? AND kind = ?", state, kind))

    f.add("cg-tb", "publicity:publication", of("draft"))
    f.add("jd1", "publicity:publication", of("submitted", "typical_case"))
    f.add("cg-ld", "publicity:publication", of("published"))
    f.add("cg-tb", "publicity:publication", of("withdrawn"))
    f.add("cg-tb", "publicity:take", of("draft"), "submit")
    f.add("jd1", "publicity:take", of("submitted", "typical_case"), "approve")
    f.add("cg-tb", "publicity:take", of("published"), "correct")
    f.add("cg-tb", "publicity:take", of("published"), "withdraw")
    f.add("cg-tb", "publicity:place", of("published"))
    f.add("cg-tb", "publicity:take_down", f.site.one("SELECT id FROM publicity_copy WHERE removed_on IS NULL"))
    f.add("cg-tb", "publicity:report", "penalty", "xlsx")
    f.add("cg-tb", "publicity:returned")
    for door in ("data", "sums"):
        f.add("", f"publicity:{door}")
    f.add("", "publicity:data_file", "penalty", "csv")
    number = f.site.one("SELECT number FROM publicity_publication WHERE state = 'published' AND number <> ''")
    f.add("", "publicity:verify")
    f.add("", "publicity:verify", query=f"number={number}")
    for user in ("", "sz"):
        f.add(user, "publicity:public")
    f.add("", "publicity:record", of("published"))
    f.add("", "publicity:record", of("published", "items"))
    f.add("", "publicity:record", of("withdrawn"))
    for kind in ("policy", "interpretation", "exposure"):
        f.add("", "publicity:record", of("published", kind))
    f.add("", "publicity:code", of("published"))
    f.add("cg-tb", "publicity:inside_record", of("published", "notice"))
    f.add("cg-tb", "publicity:take", of("published", "items"), "correct")
    paper = f.site.one("SELECT id FROM publicity_publication_file")
    f.add("cg-tb", "publicity:file", paper)
    f.add("", "publicity:public_file", paper)
