"""One address for every door of the policy that opens with GET, and somebody of the city who may go there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.browser.site import Site

# Answered with something else than a page: a file, JSON, or another address.
FILES = frozenset({
    "alive", "ready", "ledgers:export_all", "ledgers:export", "ledgers:proof", "ledgers:picture", "records:faults",
    "records:template", "screening:file", "campaigns:plan_file", "campaigns:plan_yaml_file", "campaigns:attachment",
    "campaigns:proof", "campaigns:content", "campaigns:draft_file", "campaigns:draft_proof", "reporting:draft",
    "reporting:snapshot_file", "reporting:template", "campaigns:note_file", "campaigns:tasks_export",
    "campaigns:filing_file", "campaigns:distribution_export", "campaigns:contacts_export",
    "campaigns:activities_export", "campaigns:activity_file", "campaigns:channel_picture",
    "campaigns:look_back_export", "campaigns:look_back_file", "campaigns:past_proof", "campaigns:spot_file",
    "draws:commitment", "draws:bundle", "draws:script", "reporting:pack_file", "reporting:blank", "reporting:blanks",
})  # fmt: skip
# Pages that need a password, which nobody in the demo has, or a second factor.
PERSONAL = frozenset({
    "account_change_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_index",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """`username` "" = nobody is logged in."""

    route: str
    username: str
    path: str


@dataclass
class Finder:
    """Looks up rows that make each page show something."""

    site: Site
    found: list[Place] = field(default_factory=list)

    def add(self, username: str, route: str, *blanks: Any, query: str = "", **words: Any) -> None:
        """A place."""
        path = reverse(route, args=blanks, kwargs=words or None) + (f"?{query}" if query else "")
        self.found.append(Place(route, username, path))

    def entry(self, state: str, unit: str = "安澜市城市管理局", more: str = "") -> int:
        """An entry whose problem is in this state; of the unit, if it has one, else anybody's."""
        found: int = self.site.one(
            "SELECT r.entry_id FROM ledgers_rectification r JOIN orgs_unit u ON u.id = r.unit_id "
            f"WHERE r.state = ? AND r.struck_out = 0 {more} ORDER BY u.name <> ?, r.entry_id",
            state, unit,
        )  # fmt: skip
        return found

    def clerk(self, entry: int) -> str:
        """Who fills in at the entry's unit."""
        return str(
            self.site.one(
                "SELECT w.username FROM ledgers_entry e JOIN orgs_user w ON w.unit_id = e.unit_id "
                "WHERE e.id = ? AND w.role = 'clerk'",
                entry,
            )
        )


def places(site: Site) -> list[Place]:
    """Every place; some doors have several."""
    finder = Finder(site)
    for part in (
        shell,
        account,
        ledgers,
        campaigns,
        tasks,
        joining,
        occasions,
        reports,
        records,
        screening,
        looking_back,
    ):
        part(finder)
    return finder.found


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
    f.add("jd1", "ledgers:review")
    f.add("cg-tb", "ledgers:ledger", own)
    f.add("cg-tb", "ledgers:export", own)
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
    f.add(f.clerk(open_row), "ledgers:take_back", proof)


def campaigns(f: Finder) -> None:
    """The campaign as each sees it, the plan in draft, duties."""
    campaign = f.site.one("SELECT id FROM campaigns_campaign")
    draft, checked, running = (
        f.site.one("SELECT id FROM campaigns_plan WHERE state = ?", state) for state in ("draft", "checked", "launched")
    )
    for user in ("cg-tb", "jd1"):
        f.add(user, "campaigns:list")
    for user in ("cg-tb", "jd1", "sz"):
        f.add(user, "campaigns:campaign", campaign)
    f.add("jd1", "campaigns:print", campaign)
    for user in ("jd1", "sz"):
        f.add(user, "campaigns:amendments", campaign)
    f.add("jd1", "campaigns:propose", campaign, "due")
    f.add("jd1", "campaigns:propose", campaign, "join")
    f.add("jd1", "campaigns:new")
    f.add("jd1", "campaigns:plan", draft)
    f.add("cg-tb", "campaigns:plan", running)
    f.add("sz", "campaigns:archive", running)
    f.add("jd1", "campaigns:plan_file", running)
    f.add("jd1", "campaigns:plan", checked)
    f.add("jd1", "campaigns:launch", checked)
    f.add("jd1", "campaigns:settle_all", draft)
    f.add("jd1", "campaigns:edit_plan", draft)
    f.add("jd1", "campaigns:add_element", draft, "duties")
    f.add("jd1", "campaigns:edit_element", draft, "tasks", 1)
    f.add("jd1", "campaigns:plan_yaml", draft)
    f.add("cg-tb", "campaigns:plan_yaml", running)
    f.add("jd1", "campaigns:plan_yaml_file", draft)
    f.add("jd1", "campaigns:versions", running)
    f.add("jd1", "campaigns:units", draft, query="word=0")
    f.add("cg-tb", "campaigns:units", running)
    for user in ("cg-tb", "jd1"):
        f.add(user, "campaigns:duties")
    for state in ("due", "handed_in", "returned", "received", "locked", "unlocked"):
        f.add("jd1", "campaigns:duty", f.site.one("SELECT id FROM campaigns_duty WHERE state = ?", state))
    for state in ("writing", "submitted", "approved"):
        duty, leader = f.site.rows(
            "SELECT d.duty_id, u.username FROM campaigns_draft d JOIN orgs_user u ON u.unit_id = d.unit_id "
            "WHERE d.state = ? AND u.role = 'unit_leader'", state,
        )[0]  # fmt: skip
        f.add(leader, "campaigns:duty", duty)
    f.add(leader, "campaigns:duties", query="state=to_approve")
    f.add("jd1", "campaigns:duties", query="state=on_time")
    kept, clerk = f.site.rows(
        "SELECT d.id, u.username FROM campaigns_draft d JOIN orgs_user u ON u.unit_id = d.unit_id "
        "WHERE d.state = 'writing' AND u.role = 'clerk'"
    )[0]
    f.add(clerk, "campaigns:draft_file", kept)
    f.add(clerk, "campaigns:draft_proof", kept)
    owed, by = f.site.rows("SELECT d.id, u.username FROM campaigns_duty d JOIN orgs_user u ON u.unit_id = d.unit_id "
                           "WHERE d.state = 'due' AND u.role = 'clerk'")[0]  # fmt: skip
    f.add(by, "campaigns:duty", owed)
    proposal = f.site.one("SELECT id FROM campaigns_proposal WHERE state = 'open'")
    f.add("jd1", "campaigns:proposals")
    f.add("jd1", "campaigns:proposal", proposal)
    f.add("sz", "campaigns:proposal", proposal)
    f.add("jd1", "campaigns:ladder", campaign)
    f.add("sz", "campaigns:ladder", campaign)
    f.add("jd1", "campaigns:ladder_yaml", campaign)
    f.add("sz", "campaigns:ladder_yaml", campaign)
    f.add("jd1", "campaigns:dry_run", campaign)
    f.add("jd1", "campaigns:dry_run", campaign, query="start=2026-10-01&end=2026-11-20&duties-urge=2&duties-letter=6")
    for user in ("cg-tb", "jd1"):
        f.add(user, "campaigns:nudges")
    standing = f.site.one("SELECT id FROM campaigns_standing WHERE everybody = 1")
    f.add("jd1", "campaigns:standing_new", campaign)
    for user in ("cg-tb", "jd1"):
        f.add(user, "campaigns:standings", campaign)
        f.add(user, "campaigns:standing", standing)
    f.add("jd1", "campaigns:attachment", f.site.one("SELECT id FROM campaigns_return WHERE file_id IS NOT NULL"))
    f.add("jd1", "campaigns:proof", f.site.one("SELECT id FROM campaigns_return WHERE proof_id IS NOT NULL"))
    again = f.site.one("SELECT id FROM campaigns_return WHERE number > 1")
    f.add("jd1", "campaigns:version", again)
    f.add("jd1", "campaigns:content", again)


def joining(f: Finder) -> None:
    """What was sent and filed, contacts, groups; as each sees them."""
    campaign = f.site.one("SELECT id FROM campaigns_campaign")
    for route in ("distribution", "contacts", "groups", "activities", "channels", "haves"):
        for user in ("cg-tb", "jd1", "sz"):
            f.add(user, f"campaigns:{route}", campaign)
    f.add("jd1", "campaigns:distribution_export", campaign)
    f.add("jd1", "campaigns:contacts_export", campaign)
    f.add("jd1", "campaigns:distribute", campaign)
    f.add("cg-tb", "campaigns:hand_in_plan", campaign)
    f.add("cg-tb", "campaigns:name_contact", campaign)
    own = f.site.one(
        "SELECT c.id FROM campaigns_contact c JOIN orgs_unit u ON u.id = c.unit_id WHERE u.name = '安澜市城市管理局'"
    )
    f.add("cg-tb", "campaigns:replace_contact", own)
    f.add("jd1", "campaigns:form_group", campaign)
    group = f.site.one("SELECT id FROM campaigns_group")
    for route in ("campaigns:dissolve_group", "campaigns:add_member"):
        f.add("jd1", route, group)
    f.add("jd1", "campaigns:replace_member", f.site.one("SELECT id FROM campaigns_member WHERE to_on IS NULL"))
    unsigned, by = f.site.rows("SELECT d.id, u.username FROM campaigns_delivery d JOIN orgs_user u "
                               "ON u.unit_id = d.unit_id WHERE d.state = 'sent' AND u.role = 'clerk'")[0]  # fmt: skip
    f.add(by, "campaigns:sign", unsigned)
    f.add(by, "campaigns:handle", unsigned)
    for state in ("handed_in", "returned", "filed"):
        row = f.site.one("SELECT id FROM campaigns_filing WHERE state = ?", state)
        f.add("jd1", "campaigns:filing", row)
    waiting = f.site.one("SELECT id FROM campaigns_filing WHERE state = 'handed_in'")
    for route in ("campaigns:file", "campaigns:return_plan", "campaigns:filing_file"):
        f.add("jd1", route, waiting)


def occasions(f: Finder) -> None:
    """Activities and channels: one of each, the steps."""
    campaign = f.site.one("SELECT id FROM campaigns_campaign")
    f.add("jd1", "campaigns:activities", campaign, query="kind=visit")
    f.add("jd1", "campaigns:activities_export", campaign)
    own = f.site.one(
        "SELECT a.id FROM campaigns_activity a JOIN orgs_unit u ON u.id = a.unit_id WHERE u.name = '安澜市城市管理局'"
    )
    f.add("cg-tb", "campaigns:record_activity", campaign)
    f.add("jd1", "campaigns:activity", own)
    f.add("cg-tb", "campaigns:strike_activity", own)
    f.add("jd1", "campaigns:activity_file", own, "minutes")
    f.add("cg-tb", "campaigns:report_channel", campaign)
    waiting = f.site.one("SELECT id FROM campaigns_channel WHERE state = 'reported'")
    for route in ("campaigns:confirm_channel", "campaigns:return_channel", "campaigns:channel_picture"):
        f.add("jd1", route, waiting)
    open_one = f.site.one(
        "SELECT c.id FROM campaigns_channel c JOIN orgs_unit u ON u.id = c.unit_id WHERE u.name = '安澜市城市管理局'"
    )
    f.add("cg-tb", "campaigns:withdraw_channel", open_one)


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
    f.add("jd1", "draws:script")


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


def tasks(f: Finder) -> None:
    """The board as each sees it, tasks with everything on them, the steps."""
    for user in ("cg-tb", "jd1", "sz"):
        f.add(user, "campaigns:tasks")
    f.add("jd1", "campaigns:tasks", query="risk=any")
    f.add("jd1", "campaigns:tasks_export")
    task, part = f.site.rows("SELECT task_id, id FROM campaigns_progress WHERE state = 'submitted'")[0]
    for user in ("cg-tb", "jd1"):
        f.add(user, "campaigns:task", task)
    f.add("jd1", "campaigns:confirm", part)
    f.add("jd1", "campaigns:return_claim", part)
    f.add("jd1", "campaigns:resume", f.site.one("SELECT id FROM campaigns_progress WHERE state = 'done'"))
    writes = f.site.one(
        "SELECT p.task_id FROM campaigns_progress p JOIN orgs_unit u ON u.id = p.unit_id JOIN campaigns_task t "
        "ON t.id = p.task_id WHERE p.state = 'moving' AND u.name = '安澜市城市管理局' AND t.due_on IS NOT NULL"
    )
    f.add("cg-tb", "campaigns:note", writes)
    f.add("cg-tb", "campaigns:claim", writes)
    f.add("jd1", "campaigns:note_file", f.site.one("SELECT id FROM campaigns_note_file"))
    f.add("jd1", "campaigns:milestone", task)
    step = f.site.one("SELECT id FROM campaigns_milestone WHERE reached_on IS NULL AND dropped = 0")
    f.add("jd1", "campaigns:reach", step)
    f.add("jd1", "campaigns:drop_milestone", step)


def records(f: Finder) -> None:
    """Batches with and without faults, rows."""
    f.add("jd1", "records:batches")
    f.add("cg-tb", "records:hand_in")
    codes = dict(
        f.site.rows("SELECT b.state || u.name, b.code FROM records_batch b JOIN orgs_unit u ON u.id = b.unit_id")
    )
    faulty, refused = codes["imported安澜市城市管理局"], codes["refused安澜市交通运输局"]
    for code in (faulty, refused, codes["withdrawn安澜市生态环境局"], codes["imported安澜市人民政府"]):
        f.add("jd1", "records:batch", code)
    f.add("jd1", "records:faults", code=faulty, form="xlsx")
    f.add("cg-tb", "records:withdraw", faulty)
    f.add("cg-tb", "records:template", "short")
    f.add("cg-tb", "records:columns")
    f.add("cg-tb", "records:columns", query="table=penalties")
    f.add("cg-tb", "records:browse")
    f.add("cg-tb", "records:rows", "penalties")
    f.add("cg-tb", "records:record", "penalties", penalty(f.site))


def penalty(site: Site) -> str:
    """A penalty of the 城市管理局 with a finding."""
    return str(site.one("SELECT f.record_id FROM screening_finding f JOIN orgs_unit u ON u.id = f.unit_id "
                        "WHERE f.subject = 'penalties' AND u.name = '安澜市城市管理局'"))  # fmt: skip


def screening(f: Finder) -> None:
    """Findings in every state, for both sides."""
    f.add("jd1", "screening:findings")
    f.add("cg-tb", "screening:findings")
    f.add("jd1", "screening:file", "xlsx")
    for state in ("open", "explained", "admitted", "dismissed", "confirmed"):
        number = f.site.one("SELECT f.id FROM screening_finding f JOIN orgs_unit u ON u.id = f.unit_id "
                            "WHERE f.state = ? ORDER BY u.name <> '安澜市城市管理局'", state)  # fmt: skip
        f.add("jd1", "screening:finding", number)
        if state == "open":
            f.add("cg-tb", "screening:finding", number)
    f.add("jd1", "screening:runs")
    f.add("jd1", "screening:ask")
    f.add("jd1", "screening:run", f.site.one("SELECT id FROM screening_run"))


def by_user(found: list[Place]) -> Mapping[str, list[Place]]:
    """The places of each person."""
    grouped: dict[str, list[Place]] = {}
    for place in found:
        grouped.setdefault(place.username, []).append(place)
    return grouped
