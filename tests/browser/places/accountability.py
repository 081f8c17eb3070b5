"""责任追究, as the office, a unit and a leader see it."""

from __future__ import annotations

from tests.browser.places.finder import Finder

OF_UNIT = (
    "SELECT a.id, w.username FROM supervision_accountability a JOIN orgs_user w ON w.unit_id = a.office_id "
    "WHERE a.state = ? AND w.role = ? ORDER BY a.id"
)
SENT = (
    "SELECT t.id, w.username FROM supervision_transfer t JOIN orgs_user w ON w.unit_id = t.office_id "
    "WHERE t.kind = 'police' AND t.state = ? AND w.role = 'clerk' ORDER BY t.id"
)


def transfers(f: Finder) -> None:
    """What was sent to the police and to discipline, by both hands."""
    for user in ("jd1", "sz", "jw"):
        f.add(user, "supervision:transfers")
    for kind in ("police", "suggestion"):
        f.add("jd1", "supervision:draft_transfer", kind)
    for state in ("accepted", "overseeing"):
        number, clerk = f.site.rows(SENT, state)[0]
        f.add(clerk, "supervision:transfer", number)
    f.add(clerk, "supervision:take_transfer", number, "accept")
    clue = f.site.one("SELECT id FROM supervision_transfer WHERE kind = 'clue' AND state = 'received'")
    f.add("jd1", "supervision:transfer", clue)
    f.add("jd1", "supervision:transfer_paper", clue, "text")
    f.add("jd1", "supervision:edit_transfer", f.site.one("SELECT id FROM supervision_transfer WHERE state = 'draft'"))


def circulars(f: Finder) -> None:
    """A circular as the office, a unit that signed and one that did not see it; one that is still a draft."""
    f.add("sz", "reporting:performance")
    f.add("sz", "reporting:baseline")
    f.add("jd1", "reporting:themes")
    f.add("jd1", "reporting:themes_file")
    f.add("jd1", "reporting:baseline_file")
    f.add("jd1", "reporting:baseline_select")
    f.add("jd1", "reporting:performance_file")
    office = f.site.one("SELECT unit_id FROM orgs_user WHERE username = 'jd1'")
    f.add("jd1", "reporting:performance_rows", office, "matters")
    for user in ("jd1", "sz", "cg-tb"):
        f.add(user, "supervision:circulars")
    f.add("jd1", "supervision:new_circular")
    row = f.site.one("SELECT id FROM supervision_circular WHERE state = 'issued'")
    f.add("jd1", "supervision:circular", row)
    f.add("jd1", "supervision:circular_paper", row)
    copy, clerk = f.site.rows(
        "SELECT c.id, w.username FROM supervision_circular_copy c JOIN orgs_user w ON w.unit_id = c.unit_id "
        "WHERE c.circular_id = ? AND c.signed_at IS NULL AND w.role = 'clerk' ORDER BY c.id", row,
    )[0]  # fmt: skip
    f.add(clerk, "supervision:circular", row)
    f.add(clerk, "supervision:sign_circular", copy)
    draft = f.site.one("SELECT id FROM supervision_circular WHERE state = 'draft'")
    f.add("jd1", "supervision:edit_circular", draft)
    f.add("jd1", "supervision:take_circular", draft, "submit")


def accountability(f: Finder) -> None:
    """Cases in the states the city's story has, both sides of them, and their steps."""
    for user in ("jd1", "sz", "cg-tb"):
        f.add(user, "supervision:accountabilities")
    f.add("jd1", "supervision:accountability_table")
    f.add("jd1", "supervision:new_accountability")
    for state in ("closed", "spared", "proposed"):
        case = f.site.one("SELECT id FROM supervision_accountability WHERE state = ? ORDER BY id", state)
        f.add("jd1", "supervision:accountability", case)
    case, clerk = f.site.rows(OF_UNIT, "open", "clerk")[0]
    f.add(clerk, "supervision:accountability", case)
    for step in ("establish", "propose_sparing"):
        f.add(clerk, "supervision:take_accountability", case, step)
    f.add(clerk, "supervision:name_responsible", case)
    named = f.site.rows(
        "SELECT r.id, w.username FROM supervision_responsible r "
        "JOIN supervision_accountability a ON a.id = r.accountability_id JOIN orgs_user w ON w.unit_id = a.office_id "
        "WHERE a.state = 'open' AND w.role = 'clerk'"
    )
    f.add(named[0][1], "supervision:strike_responsible", named[0][0])
    case, head = f.site.rows(OF_UNIT, "proposed", "unit_leader")[0]
    f.add(head, "supervision:accountability", case)
    f.add(head, "supervision:take_accountability", case, "decide")
