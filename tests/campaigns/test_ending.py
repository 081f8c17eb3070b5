"""A campaign ends with a word why, and is taken up again; what is still open is told."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.actions import ending
from fajian.campaigns.actions.activities import Held
from fajian.campaigns.models import Campaign, Delivery, Duty, Progress, Task
from fajian.campaigns.workflow import RUN
from fajian.core.commands import ACTIONS
from fajian.core.errors import Refused, Stale
from fajian.core.models import Event, Notice
from fajian.orgs.models import User
from tests.campaigns.conftest import Browser
from tests.ledgers.stories import pdf

People = dict[str, User]
STEPS = {"finish": actions.finish, "resume": actions.resume}


def take(name: str, by: Any, campaign: Campaign, note: str = "按方案完成") -> Campaign:
    return STEPS[name](by=by, campaign=campaign, seen=campaign.version, note=note)


def test_it_ends_and_says_what_is_open(people: People, campaign: Campaign) -> None:
    owed = Duty.objects.filter(campaign=campaign, due_on__isnull=False).count()
    ended = take("finish", people["supervisor"], campaign)
    assert ended.state == "finished"
    told = json.loads(Event.objects.order_by("-seq")[0].payload or "{}")["note"]
    assert told == {"reason": "按方案完成", "owed": owed, "problems": 0}
    assert Notice.objects.filter(to=people["clerk"], text__contains="已结束：按方案完成").exists()
    assert take("resume", people["supervisor"], ended, "还有问题未整改").state == "running"


def test_every_listed_step_works_and_every_other_is_refused(people: People, campaign: Campaign) -> None:
    for step, state, role, allowed in RUN.every(("supervisor", "clerk", "leader")):
        if campaign.state != state:
            campaign = take("finish" if state == "finished" else "resume", people["supervisor"], campaign)
        if allowed:
            campaign = take(step.name, people["supervisor"], campaign)
        else:
            with pytest.raises(Refused):
                take(step.name, people[role], campaign)


def test_it_needs_a_word_the_version_seen_and_the_office_that_leads(people: People, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="须填写：说明"):
        take("finish", people["supervisor"], campaign, " ")
    with pytest.raises(Refused, match="上级单位牵头"):
        take("finish", people["county_supervisor"], campaign)
    take("finish", people["supervisor"], campaign)
    with pytest.raises(Stale):
        take("finish", people["supervisor"], campaign)


def test_what_was_owed_may_still_be_handed_in(people: People, campaign: Campaign) -> None:
    take("finish", people["supervisor"], campaign)
    duty = Duty.objects.filter(campaign=campaign, unit=people["clerk"].unit, approval="").order_by("number")[0]
    before = ending.owed(campaign)
    actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version, text="补报")
    assert ending.owed(campaign) == before - (duty.due_on is not None)


def test_a_campaign_that_is_over_takes_and_offers_nothing_more(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    clerk, desk = people["clerk"], browser(people["clerk"])
    task = Task.objects.filter(units__unit=clerk.unit, due_on__isnull=False).distinct()[0]
    delivery = Delivery.objects.get(unit=clerk.unit)
    addresses = {
        f"/campaigns/{campaign.pk}/activities/": "登记活动</a>",
        f"/campaigns/{campaign.pk}/distribution/": "签收</a>",
        task.get_absolute_url(): "记进展</a>",
    }
    for address, offer in addresses.items():
        assert offer in desk.get(address).content.decode()
    take("finish", people["supervisor"], campaign)
    for address, offer in addresses.items():
        assert offer not in desk.get(address).content.decode()
    assert "行动已结束" in desk.get(task.get_absolute_url()).content.decode()
    held = Held("study", "学习传达", timezone.localdate(), 3, "学习方案")
    for write in (
        lambda: actions.record_activity(by=clerk, campaign=campaign, unit=clerk.unit, held=held),
        lambda: actions.note_progress(by=clerk, task=task, unit=clerk.unit, text="补记"),
        lambda: actions.sign(by=clerk, delivery=delivery, seen=delivery.version),
        lambda: actions.distribute(by=people["supervisor"], campaign=campaign, units=[clerk.unit], what="补充通知"),
        lambda: actions.remind_unsigned(by=people["supervisor"], campaign=campaign),
        lambda: actions.remind_contacts(by=people["supervisor"], campaign=campaign),
    ):
        with pytest.raises(Refused, match="行动已经结束"):
            write()
    office = browser(people["supervisor"])
    for name in ("distribution", "contacts"):
        shown = office.get(f"/campaigns/{campaign.pk}/{name}/").content.decode()
        assert "提醒未" not in shown
        assert "下发文件" not in shown


# What is finished after the end: what was owed, answered, checked, counted or kept of it.
STAYS = {
    "finish", "resume", "hand_in", "save_draft", "submit_draft", "approve_draft", "send_back_draft", "receive",
    "return", "lock", "unlock", "demand", "declare", "freeze", "pack", "confirm_channel", "return_channel", "file",
    "return_plan",
    "verify_accounts", "return_accounts", "write_off", "refuse_amendment", "accept_proposal", "decline_proposal",
    "postpone_proposal", "spot_check", "take_sample", "uphold", "refute", "look_back", "judge", "confirm_past",
    "return_past", "overrule_past", "set_standing", "pause_standing", "resume_standing", "end_standing", "open_periods",
    "chase", "set_ladder",
}  # fmt: skip
BEFORE = {"take_plan", "settle", "settle_all", "edit", "check", "recheck", "drop", "launch", "lay_out"}


def test_every_other_write_on_a_campaign_that_is_over_is_refused(people: People, campaign: Campaign) -> None:
    """Whoever adds an action here says whether it stops with the campaign."""
    office, clerk, today = people["supervisor"], people["clerk"], timezone.localdate()
    unit, task = clerk.unit, Task.objects.filter(units__unit=clerk.unit, due_on__isnull=False).distinct()[0]
    held = Held("study", "学习传达", today, 3, "学习方案")
    named: dict[str, Any] = {"part": "contact", "name": "某人", "post": "科长", "numbers": {"mobile": "1"}}
    contact = actions.name_contact(by=clerk, campaign=campaign, unit=unit, **named)
    channel_: dict[str, Any] = {
        "kind": "phone",
        "value": "12345",
        "where": "portal",
        "from_on": today,
        "url": "https://x",
    }
    channel = actions.report_channel(by=clerk, campaign=campaign, unit=unit, **channel_)
    activity = actions.record_activity(by=clerk, campaign=campaign, unit=unit, held=replace(held, sign_in=pdf()))
    group = actions.form_group(by=office, campaign=campaign, kind="working", title="工作组")
    member = actions.add_member(by=office, group=group, role="组长", who="某人", from_on=today)
    stone = actions.set_milestone(by=office, task=task, title="印发", due_on=task.due_on)
    delivery = Delivery.objects.get(unit=unit)
    received = [pdf()]
    actions.claim_done(by=clerk, task=task, unit=unit, text="已完成", received=received)
    progress = Progress.objects.get(task=task, unit=unit)
    asked = {"units": [people["stranger"].unit_id]}
    change = actions.propose(by=office, campaign=campaign, kind="leave", asked=asked, reason="机构改革")
    take("finish", office, campaign)
    stops: dict[str, Any] = {
        "record_activity": lambda: actions.record_activity(by=clerk, campaign=campaign, unit=unit, held=held),
        "strike_activity": lambda: actions.strike_activity(by=clerk, activity=activity, seen=1, reason="重复"),
        "report_channel": lambda: actions.report_channel(by=clerk, campaign=campaign, unit=unit, **channel_),
        "withdraw_channel": lambda: actions.withdraw_channel(by=clerk, channel=channel, seen=1, reason="停用"),
        "name_contact": lambda: actions.name_contact(by=clerk, campaign=campaign, unit=unit, **named),
        "replace_contact": lambda: actions.replace_contact(
            by=clerk, contact=contact, seen=1, reason="调离", name="他人", post="科长", numbers={"mobile": "2"}
        ),
        "remind_contacts": lambda: actions.remind_contacts(by=office, campaign=campaign),
        "form_group": lambda: actions.form_group(by=office, campaign=campaign, kind="working", title="二组"),
        "take_groups": lambda: actions.take_groups(by=office, campaign=campaign),
        "dissolve_group": lambda: actions.dissolve_group(by=office, group=group, seen=1, reason="撤销"),
        "add_member": lambda: actions.add_member(by=office, group=group, role="成员", who="某人", from_on=today),
        "replace_member": lambda: actions.replace_member(by=office, member=member, seen=1, reason="调离", on=today),
        "distribute": lambda: actions.distribute(by=office, campaign=campaign, units=[unit], what="补充通知"),
        "sign": lambda: actions.sign(by=clerk, delivery=delivery, seen=1),
        "handle": lambda: actions.handle(by=clerk, delivery=delivery, seen=1, text="阅"),
        "remind_unsigned": lambda: actions.remind_unsigned(by=office, campaign=campaign),
        "hand_in_plan": lambda: actions.hand_in_plan(
            by=clerk, campaign=campaign, unit=unit, kind="plan", title="方案", text="内容", received=None
        ),
        "note_progress": lambda: actions.note_progress(by=clerk, task=task, unit=unit, text="补记"),
        "claim_done": lambda: actions.claim_done(by=clerk, task=task, unit=unit, text="补报", received=received),
        "confirm_done": lambda: actions.confirm_done(by=office, progress=progress, seen=progress.version),
        "return_done": lambda: actions.return_done(by=office, progress=progress, seen=progress.version, reason="再查"),
        "resume_task": lambda: actions.resume_task(by=office, progress=progress, seen=progress.version, reason="不实"),
        "set_milestone": lambda: actions.set_milestone(by=office, task=task, title="验收", due_on=today),
        "reach_milestone": lambda: actions.reach_milestone(
            by=office, milestone=stone, seen=1, reached_on=today, remark="已印发"
        ),
        "drop_milestone": lambda: actions.drop_milestone(by=office, milestone=stone, seen=1, reason="不需要"),
        "propose": lambda: actions.propose(by=office, campaign=campaign, kind="leave", asked=asked, reason="改革"),
        "approve_amendment": lambda: actions.approve_amendment(by=people["colleague"], amendment=change, seen=1),
        "sign_accounts": lambda: actions.sign_accounts(by=clerk, campaign=campaign, unit=unit, digest="0"),
    }
    for write in stops.values():
        with pytest.raises(Refused, match="行动已经结束"):
            write()
    with pytest.raises(Refused, match="不用催办"):
        actions.urge(by=office, campaign=campaign)
    known = {name.removeprefix("campaigns.") for name in ACTIONS if name.startswith("campaigns.")}
    assert known - set(stops) - STAYS - BEFORE == {"urge"}, "says whether it stops with the campaign"


def test_its_tasks_are_listed_for_who_asks_and_are_at_risk_no_more(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    desk = browser(people["supervisor"])
    take("finish", people["supervisor"], campaign)
    assert "还没有任务" in desk.get("/campaigns/tasks/").content.decode()
    shown = desk.get("/campaigns/tasks/", {"campaign": campaign.pk})
    rows = shown.context["rows"]
    assert len(rows) == campaign.tasks.count()
    assert {row.risk.word for row in rows} == {"行动已结束"}
    assert dict(shown.context["counts"]) == {"behind": 0, "at_risk": 0, "normal": 0}


def test_the_page_ends_it_and_takes_it_up_again(people: People, campaign: Campaign, browser: Browser) -> None:
    desk, address = browser(people["supervisor"]), f"/campaigns/{campaign.pk}/end/"
    assert "结束行动" in desk.get(campaign.get_absolute_url()).content.decode()
    page = desk.get(address).content.decode()
    assert "未报送的材料" in page
    sent = desk.post(address, {"seen": campaign.version, "key": "1" * 32, "note": ""})
    assert sent.status_code == 422
    sent = desk.post(address, {"seen": campaign.version, "key": "2" * 32, "note": "按期完成"})
    assert sent.status_code == 302
    assert "已结束" in desk.get(campaign.get_absolute_url()).content.decode()
    assert "恢复行动" in desk.get(address).content.decode()
    assert browser(people["clerk"]).get(address).status_code == 403
