"""Reports of a campaign."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def reports(f: Finder) -> None:
    """Numbers and documents of the campaign, for the office, a leader and a unit."""
    campaign = f.site.one("SELECT id FROM campaigns_campaign")
    for user in ("cg-tb", "jd1", "sz"):
        f.add(user, "reporting:campaign", campaign)
    f.add("sz", "reporting:ranking", campaign)
    f.add("jd1", "reporting:completeness", campaign)
    f.add("jd1", "reporting:rows", campaign, "open")
    f.add("jd1", "reporting:rows", campaign, "duties_late")
    f.add("cg-tb", "reporting:rows", campaign, "findings")
    f.add("cg-tb", "reporting:draft", campaign, "monthly")
    f.add("jd1", "reporting:templates", campaign)
    f.add("jd1", "reporting:template", campaign, "final")
    f.add("jd1", "reporting:freeze", campaign)
    f.add("cg-tb", "reporting:declare", campaign)
    f.add("jd1", "reporting:verify")
    frozen = f.site.one("SELECT max(id) FROM campaigns_snapshot")
    for user in ("cg-tb", "jd1"):
        f.add(user, "reporting:snapshot", frozen)
    f.add("cg-tb", "reporting:snapshot_file", frozen)
    f.add("cg-tb", "reporting:blanks", campaign)
    own = ("SELECT min(l.id) FROM ledgers_ledger l JOIN orgs_user u ON u.unit_id = l.unit_id "
           "WHERE u.username = 'cg-tb' AND l.source LIKE 'campaign:%'")  # fmt: skip
    f.add("cg-tb", "reporting:blank", campaign, f.site.one(own))
    f.add("jd1", "reporting:pack_file", f.site.one("SELECT max(id) FROM core_job WHERE name = 'reporting.pack'"))
    yearly(f)


def yearly(f: Finder) -> None:
    """The year's tables: a unit's own, the office's, and one handed in."""
    for user, table in (("cg-tb", "penalties"), ("jd1", "penalties"), ("jd1", "officers"), ("sz", "cases")):
        f.add(user, "reporting:yearly", query=f"table={table}")
    year = f.site.one("SELECT max(year) FROM reporting_yearly")
    report = f.site.one("SELECT max(id) FROM reporting_yearly")
    f.add("jd1", "reporting:yearly_rows", query=f"year={year}&table=penalties&column=total")
    f.add("cg-tb", "reporting:yearly_submit")
    f.add("cg-tb", "reporting:yearly_report", report)
    f.add("jd1", "reporting:yearly_file")
    f.add("cg-tb", "reporting:yearly_report_file", report)
    whole(f)


def whole(f: Finder) -> None:
    """全局一览, the rows behind it, the points units lose, and what is asked of them."""
    for user in ("sz", "jd1"):
        f.add(user, "reporting:cockpit")
    for group, code in (("problems", "overdue"), ("findings", "findings"), ("instruments", "issued")):
        f.add("sz", "reporting:cockpit_rows", group, code)
    f.add("sz", "reporting:appraisal")
    f.add("jd1", "reporting:appraisal_file")
    f.add("jd1", "reporting:appraisal_rows", f.site.one("SELECT min(unit_id) FROM campaigns_duty"), "duties")
    for user in ("cg-tb", "jd1"):
        f.add(user, "reporting:burden")
