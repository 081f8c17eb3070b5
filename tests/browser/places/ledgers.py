"""Ledgers, their rows and forms."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def ledgers(f: Finder) -> None:
    """Ledgers, by the state of a problem that gives the page its work."""
    own = f.site.one("SELECT l.id FROM ledgers_ledger l JOIN orgs_unit u ON u.id = l.unit_id "
                     "WHERE u.name = '安澜市城市管理局' AND l.spec_code = 'fines-self-check'")  # fmt: skip
    f.add("cg-tb", "ledgers:list")
    f.add("jd1", "ledgers:list")
    f.add("jd1", "ledgers:open")
    f.add("cg-tb", "ledgers:forms")
    f.add("jd1", "ledgers:new_form")
    for state in ("draft", "released"):
        f.add("jd1", "ledgers:form", f.site.one("SELECT id FROM ledgers_form WHERE state = ?", state))
    f.add("jd1", "ledgers:problems")
    f.add("jd1", "ledgers:problems", query="state=overdue")
    f.add("jd1", "ledgers:problems", query="q=没有这样的问题")
    f.add("jd1", "ledgers:export_all")
    f.add("jd1", "ledgers:categories")
    f.add("jd1", "ledgers:problems", query="state=overdue&q=送达")
    f.add("jd1", "ledgers:saved_views")
    f.add("cg-tb", "ledgers:saved_views")
    f.add("jd1", "ledgers:export_file", f.site.one("SELECT max(id) FROM core_job WHERE name = 'ledgers.export'"))
    f.add("jd1", "ledgers:gatherings")
    f.add("jd1", "ledgers:new_gathering")
    gathering = f.site.one("SELECT max(id) FROM ledgers_gathering")
    f.add("jd1", "ledgers:gathering", gathering)
    f.add("jd1", "ledgers:merge", gathering)
    f.add("jd1", "ledgers:layouts")
    f.add("jd1", "ledgers:new_layout")
    layout = f.site.one("SELECT max(id) FROM ledgers_layout")
    f.add("jd1", "ledgers:layout", layout)
    f.add("cg-tb", "ledgers:layout", layout)
    f.add("jd1", "ledgers:export_layout", layout)
    f.add("jd1", "ledgers:review")
    f.add("jd1", "ledgers:dossier", f.entry("closed"))
    f.add("jd1", "ledgers:examination")
    f.add("jd1", "ledgers:examination", query="state=confirmed")
    for state in ("open", "confirmed"):
        f.add("jd1", "ledgers:judge", f.site.one("SELECT id FROM ledgers_suspicion WHERE state = ?", state))
    f.add("cg-tb", "ledgers:ledger", own)
    f.add("cg-tb", "ledgers:export", own)
    swept = f.site.one("SELECT min(sweep_id) FROM ledgers_swept_case")
    f.add("cg-tb", "ledgers:sweeps", f.site.one("SELECT ledger_id FROM ledgers_sweep WHERE id = ?", swept))
    f.add("cg-tb", "ledgers:sweep", swept)
    f.add("jd1", "ledgers:sweep", swept, query="state=clean")
    f.add("cg-tb", "ledgers:export_sweep", swept)
    f.add("cg-tb", "ledgers:find_in_case", f.site.one("SELECT id FROM ledgers_swept_case WHERE state = 'waiting'"))
    f.add("cg-tb", "ledgers:record", own)
    for state in ("found", "rectifying", "submitted", "closed", "relapsed"):
        f.add("jd1", "ledgers:entry", f.entry(state))
    struck = f.site.one("SELECT id FROM ledgers_entry WHERE struck_out = 1")
    f.add("jd1", "ledgers:entry", struck)
    fresh, working, waiting, closed = map(f.entry, ("found", "rectifying", "submitted", "closed"))
    told = f.site.one(
        "SELECT e.id FROM ledgers_entry e JOIN ledgers_rectification r ON r.entry_id = e.id JOIN orgs_user u "
        "ON u.id = e.recorded_by_id WHERE r.state = 'rectifying' AND u.role = 'clerk' AND e.source = ''"
    )
    f.add(f.clerk(fresh), "ledgers:accept", fresh)
    f.add(f.clerk(fresh), "ledgers:classify", fresh)
    f.add(f.clerk(told), "ledgers:edit", told)
    f.add("jd2", "ledgers:correct", closed)
    f.add("jd1", "ledgers:strike", fresh)
    f.add(f.clerk(working), "ledgers:prove", working)
    f.add(f.clerk(working), "ledgers:submit", working)
    f.add("jd1", "ledgers:return_", waiting)
    f.add("jd1", "ledgers:close", waiting)
    f.add("jd1", "ledgers:reopen", closed)
    proof, open_row = f.site.rows("SELECT p.id, p.rectification_id FROM ledgers_proof p JOIN ledgers_rectification r "
                                  "ON r.entry_id = p.rectification_id WHERE r.state = 'rectifying'")[0]  # fmt: skip
    shown = f.site.one("SELECT p.id FROM ledgers_proof p JOIN core_file c ON c.id = p.file_id WHERE c.kind = 'png'")
    f.add("jd1", "ledgers:proof", proof)
    f.add("jd1", "ledgers:picture", shown)
    f.add("jd1", "ledgers:look", shown)
    f.add("jd1", "ledgers:look", proof)
    f.add("jd1", "ledgers:thumbnail", shown)
    f.add("jd1", "ledgers:first_page", shown)
    f.add(f.clerk(open_row), "ledgers:take_back", proof)
    pair = f.site.one("SELECT id FROM ledgers_pairing WHERE state = 'proposed'")
    f.add("jd1", "ledgers:pairings")
    f.add("cg-tb", "ledgers:pairings", query="state=confirmed")
    f.add("jd1", "ledgers:pairing", pair)
    f.add("jd1", "ledgers:pairing", f.site.one("SELECT id FROM ledgers_pairing WHERE state = 'confirmed'"))
    f.add("sz", "ledgers:lasting")
    f.add("sz", "ledgers:closings", query="which=judged&months=6")
    f.add("jd1", "ledgers:commons", query="by=kind")
    analysis = f.site.one("SELECT max(id) FROM ledgers_analysis")
    kind = f.site.one("SELECT t.entry_id FROM ledgers_traits t JOIN ledgers_analysis a ON a.key = t.kind_key "
                      "WHERE NOT t.struck_out AND a.id = ?", analysis)  # fmt: skip
    f.add("jd1", "ledgers:common", kind, query="by=kind")
    f.add("sz", "ledgers:analysis", analysis)
    f.add("jd1", "ledgers:analysis_paper", analysis)
    f.add("jd1", "ledgers:repeats", query="by=kind")
    f.add("jd1", "ledgers:repeated", f.site.one("SELECT entry_id FROM ledgers_traits"), query="by=kind")
    joined = f.site.one("SELECT kept_id FROM ledgers_pairing WHERE kept_id IS NOT NULL")
    f.add("jd1", "ledgers:entry", joined)
