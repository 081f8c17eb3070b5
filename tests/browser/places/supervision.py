"""What the office looks into, as it sees it, as a leader sees it, as the unit sees it."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def supervision(f: Finder) -> None:
    """Matters and instruments in every state the city's story has; both sides of those that were served."""
    for user in ("jd1", "sz", "cg-tb"):
        f.add(user, "supervision:list")
    f.add("jd1", "supervision:new")
    for state in ("clue", "refused", "forwarded", "looking", "instructed", "held", "closed"):
        f.add("jd1", "supervision:matter", f.site.one("SELECT id FROM supervision_matter WHERE state = ?", state))
    f.add("jd1", "supervision:inquiry", f.site.one("SELECT min(id) FROM supervision_matter WHERE state = 'closed'"))
    closed, unit = f.site.rows(
        "SELECT id, unit_id FROM supervision_matter WHERE outcome = 'corrected' AND told_on IS NOT NULL"
    )[0]
    f.add(
        f.site.one("SELECT username FROM orgs_user WHERE role = 'clerk' AND unit_id = ?", unit),
        "supervision:matter",
        closed,
    )
    clue, looking, held = (
        f.site.one("SELECT id FROM supervision_matter WHERE state = ?", state) for state in ("clue", "looking", "held")
    )
    for name in ("accept", "refuse", "forward"):
        f.add("jd1", "supervision:take", clue, name)
    f.add("jd1", "supervision:take", held, "resume")
    f.add("jd1", "supervision:take", looking, "close")
    for kind in ("urge", "opinion", "decision"):
        f.add("jd1", "supervision:draft", looking, kind)
    measures(f, looking)
    instruments(f)


def measures(f: Finder, matter: int) -> None:
    """Recorded and to be recorded."""
    for user in ("jd1", "sj-tb"):
        f.add(user, "supervision:measures")
    for kind in ("unannounced", "talk", "test", "sunken", "docking"):
        f.add("jd1", "supervision:record_measure", kind, query=f"matter={matter}" if kind == "talk" else "")
    seen = f.site.one("SELECT measure_id FROM supervision_measure_file")
    f.add("jd1", "supervision:measure", seen)
    f.add("jd1", "supervision:draw_units")
    f.add("jd1", "supervision:measure_report", "unannounced")
    found = f.site.one("SELECT id FROM supervision_measure WHERE found <> '' AND struck_out = 0")
    f.add("jd1", "supervision:list_measure", found)
    f.add("jd1", "supervision:measure_file", f.site.one("SELECT id FROM supervision_measure_file"))
    f.add("jd1", "supervision:strike_measure", f.site.one("SELECT id FROM supervision_measure WHERE kind = 'test'"))


def instruments(f: Finder) -> None:
    """Each state, its papers, its next step."""
    for state in ("draft", "submitted", "proposed", "served", "settled", "disobeyed"):
        f.add(
            "jd1", "supervision:instrument", f.site.one("SELECT id FROM supervision_instrument WHERE state = ?", state)
        )
    draft, submitted, proposed, settled = (
        f.site.one("SELECT id FROM supervision_instrument WHERE state = ?", state)
        for state in ("draft", "submitted", "proposed", "settled")
    )
    f.add("jd1", "supervision:edit_instrument", draft)
    f.add("jd2", "supervision:take_instrument", submitted, "issue")
    f.add("sz", "supervision:instrument", proposed)
    f.add("sz", "supervision:take_instrument", proposed, "decide")
    f.add("jd1", "supervision:paper", draft, "text")
    f.add("jd1", "supervision:paper", settled, "service")
    objection, served, unit = f.site.rows(
        "SELECT o.id, i.id, i.unit_id FROM supervision_objection o "
        "JOIN supervision_instrument i ON i.id = o.instrument_id"
    )[0]
    clerk = f.site.one("SELECT username FROM orgs_user WHERE role = 'clerk' AND unit_id = ?", unit)
    f.add(clerk, "supervision:instrument", served)
    f.add(clerk, "supervision:take_instrument", served, "answer")
    f.add(clerk, "supervision:object", served)
    f.add("jd1", "supervision:answer_objection", objection)
    f.add("jd1", "supervision:reply_file", f.site.one("SELECT id FROM supervision_reply_file"))
    f.add("jd1", "supervision:register")
    f.add("jd1", "supervision:layouts")
    f.add("jd1", "supervision:layout", "opinion")
