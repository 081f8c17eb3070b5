"""案卷评查: the batch of the city in every state its files are in."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def reviewing(f: Finder) -> None:
    """As the office, a reader, a reviewed unit."""
    batches = dict(f.site.rows("SELECT standard_code, id FROM review_batch"))
    going, next_one = batches["penalties"], batches["licences"]
    for username in ("jd1", "sz", "cg-tb", "cg-zf"):
        f.add(username, "review:list")
    f.add("cg-tb", "review:standard", code="penalties")
    f.add("jd1", "review:new")
    f.add("jd1", "review:batch", going)
    f.add("jd2", "review:batch", next_one)
    f.add("jd1", "review:reviewers", going)
    f.add("sz", "review:statistics", going)
    f.add("jd1", "review:file", going)
    f.add("jd1", "review:circular", going)
    by_state = dict(f.site.rows("SELECT state, min(id) FROM review_sample GROUP BY state"))
    for state in ("assigned", "fed_back", "objected", "settled"):
        f.add("jd1", "review:sample", by_state[state])
    told, unit = f.site.rows(
        "SELECT id, unit_id FROM review_sample WHERE state = 'fed_back' AND problems <> '{}' ORDER BY id"
    )[0]
    clerk = f.site.one("SELECT username FROM orgs_user WHERE unit_id = ? AND role = 'clerk'", unit)
    f.add(clerk, "review:sample", told)
    f.add(clerk, "review:object", told)
    f.add(clerk, "review:notice", going, unit)
    f.add("jd1", "review:recheck", by_state["objected"])
    f.add("jd1", "review:paper", f.site.one("SELECT sample_id FROM review_objection WHERE file_id IS NOT NULL"))
    mine, reader = f.site.rows(
        "SELECT s.id, u.username FROM review_sheet s JOIN orgs_user u ON u.id = s.reviewer_id "
        "WHERE s.state = 'assigned'"
    )[0]
    f.add(reader, "review:sheet", mine)
    f.add(reader, "review:recuse", mine)
    f.add("jd1", "review:replace", mine)
    opened = f.site.one(
        "SELECT s.id FROM review_sheet s JOIN review_sample f ON f.id = s.sample_id "
        "WHERE s.state = 'submitted' AND f.state = 'settled' ORDER BY s.id"
    )
    f.add("jd1", "review:sheet", opened)
    f.add("jd1", "review:sheet_file", opened)
