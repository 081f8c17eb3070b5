"""Plans, campaigns, duties, and what units hold and make public."""

from __future__ import annotations

from tests.browser.places.finder import Finder


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
