"""Last year's problems, spot checks and draws."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def looking_back(f: Finder) -> None:
    """Last year's problems in every state, a spot check drawn and one not drawn yet."""
    campaign = f.site.one("SELECT id FROM campaigns_campaign")
    look_back = f.site.one("SELECT id FROM campaigns_look_back WHERE file_id IS NOT NULL")
    f.add("jd1", "campaigns:look_back_new", campaign)
    f.add("jd1", "campaigns:end", campaign)
    for user in ("cg-tb", "jd1"):
        f.add(user, "campaigns:look_back", look_back)
    f.add("jd1", "campaigns:look_back", look_back, query="verdict=relapsed")
    f.add("jd1", "campaigns:look_back_export", look_back)
    f.add("jd1", "campaigns:look_back_file", look_back)
    for state in ("waiting", "judged", "returned", "confirmed"):
        number, unit = f.site.rows(
            "SELECT id, unit_id FROM campaigns_past_problem WHERE state = ? ORDER BY verdict DESC", state
        )[0]
        clerk = f.site.one("SELECT username FROM orgs_user WHERE role = 'clerk' AND unit_id = ?", unit)
        f.add("jd1", "campaigns:past", number)
        f.add(clerk, "campaigns:past", number)
    f.add("jd1", "campaigns:past_proof", f.site.one("SELECT id FROM campaigns_past_problem WHERE proof_id IS NOT NULL"))
    f.add("jd1", "campaigns:spot_check_new", campaign)
    for (number,) in f.site.rows("SELECT id FROM campaigns_spot_check"):
        f.add("jd1", "campaigns:spot_check", number)
    for state in ("waiting", "upheld", "untrue"):
        number, entry = f.site.rows("SELECT id, entry_id FROM campaigns_recheck WHERE state = ?", state)[0]
        f.add("jd2", "campaigns:spot", number)
        if state == "untrue":
            f.add(f.clerk(entry), "campaigns:spot", number)
            f.add("jd1", "campaigns:spot_file", number)
    reconciling(f, campaign)
    f.add("jd1", "draws:list")
    open_, drawn = (f.site.one("SELECT id FROM draws_draw WHERE state = ?", state) for state in ("open", "drawn"))
    f.add("jw", "draws:draw", open_)
    f.add("jd2", "draws:draw", drawn)
    f.add("jd1", "draws:commitment", drawn)
    f.add("jd1", "draws:bundle", drawn)
    f.add("", "draws:public")
    committed = f.site.one("SELECT id FROM draws_draw WHERE digest <> '' AND published_at IS NULL")
    published = f.site.one("SELECT id FROM draws_draw WHERE published_at IS NOT NULL AND seed <> ''")
    for number in (committed, published):
        f.add("", "draws:record", number)
    f.add("", "draws:public_commitment", published)
    f.add("", "draws:public_bundle", published)
    f.add("", "draws:verify")
    f.add("", "draws:verify", query=f"draw={published}")
    for door in ("alone", "script", "format"):
        f.add("", f"draws:{door}")


def reconciling(f: Finder, campaign: int) -> None:
    """Every unit; one that has been verified, one sent back, one that waits; the steps."""
    f.add("jd1", "campaigns:reconcile", campaign)
    for number, joined, clerk, state in f.site.rows(
        "SELECT r.id, p.id, u.username, r.state FROM campaigns_reconciliation r JOIN campaigns_participant p ON "
        "p.unit_id = r.unit_id AND p.campaign_id = r.campaign_id JOIN orgs_user u ON u.unit_id = r.unit_id AND "
        "u.role = 'clerk' ORDER BY r.id"
    ):
        f.add("jd1", "campaigns:reconciliation", joined)
        step = {"signed": "verify_accounts", "verified": "write_off", "returned": "return_accounts"}[state]
        f.add("jd1", f"campaigns:{step}", number)
        f.add(clerk, "campaigns:sign_accounts", joined)
