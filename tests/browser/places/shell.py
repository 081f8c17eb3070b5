"""What everybody has, and accounts."""

from __future__ import annotations

from tests.browser.places.finder import PERSONAL, Finder


def shell(f: Finder) -> None:
    """What everybody has."""
    for user in ("cg-tb", "jd1", "sz", "jw", "xt"):
        f.add(user, "home")
    f.add("cg-tb", "notices")
    f.add("xt", "hooks")
    f.add("xt", "dispatches")
    f.add("jd1", "jobs")
    f.add("jd1", "job", f.site.one("SELECT j.id FROM core_job j JOIN orgs_user u ON u.id = j.asked_by_id "
                                   "WHERE u.username = 'jd1' AND j.name = 'screening.run'"))  # fmt: skip
    f.add("jd1", "rules")
    f.add("jd1", "rule", "PEN-061-SERVE")
    f.add("", "help_index")
    f.add("", "help", "start")
    f.add("cg-tb", "help", "unit")
    f.add("", "clock")
    f.add("cg-tb", "clock", query="start=2026-02-12&count=7&unit=working_days")
    f.add("", "laws")
    f.add("cg-tb", "laws", query="q=行政复议法第九条&on=2023-12-31")
    f.add("cg-tb", "law", "行政强制法", query="on=2026-03-01")
    f.add("cg-tb", "check_citations")
    f.add("", "alive")
    f.add("", "ready")


def account(f: Finder) -> None:
    """Accounts; the pages of PERSONAL for somebody who has a password and a second factor."""
    for route in ("account_login", "account_inactive", "mfa_authenticate"):
        f.add("", route)
    for route in ("account_logout", "account", "mfa_activate_totp"):
        f.add("cg-tb", route)
    for route in sorted(PERSONAL):
        f.add("cg-ld", route)
