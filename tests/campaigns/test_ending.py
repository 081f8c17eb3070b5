"""A campaign ends with a word why, and is taken up again; what is still open is told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.actions import ending
from fajian.campaigns.actions.activities import Held
from fajian.campaigns.models import Campaign, Delivery, Duty, Task
from fajian.campaigns.workflow import RUN
from fajian.core.errors import Refused, Stale
from fajian.core.models import Event, Notice
from fajian.orgs.models import User
from tests.campaigns.conftest import Browser

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
