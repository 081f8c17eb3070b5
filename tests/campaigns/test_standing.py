"""常态化报送: set once, opened period by period by itself, through pages as well."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from fajian.campaigns import actions, daily
from fajian.campaigns.models import Campaign, Duty, Nudge, Standing
from fajian.campaigns.periods import opens_on, to_open, upcoming
from fajian.campaigns.workflow import STANDING
from fajian.core import notify
from fajian.core.audited import plain_rows
from fajian.core.errors import Refused
from fajian.core.verify import verify
from fajian.engine.law.calendar import Calendar
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import SYSTEM, Browser, handed_in
from tests.campaigns.numbers import linked, lying
from tests.campaigns.test_chase import chased, course
from tests.campaigns.test_pages import hidden, page
from tests.clock import at
from tests.core.workflows import assert_every_step

__all__ = ["course"]  # fixtures
pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]
SET = dt.date(2026, 12, 28)  # the campaign ends on 31 December
CALENDAR = Calendar.seeded()


def ticked(day: dt.date) -> Any:
    with at(day):
        return daily.open_periods(day)


def every_day(first: dt.date, last: dt.date) -> dict[str, int]:
    """Day → how many duties were opened on it, where any were."""
    days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    return {f"{day:%Y-%m-%d}": count for day in days if (count := ticked(day)["duties"])}


def set_one(by: User, campaign: Campaign, **given: Any) -> Standing:
    usual: dict[str, Any] = {
        "what": "问题发现情况和整改进度", "every": "每季度", "words": "每季度末月25日前",
        "from_on": dt.date(2027, 1, 1), "open_before": 10, "annexes": "附件1",
    }  # fmt: skip
    with at(SET, 10):
        return actions.set_standing(by=by, campaign=campaign, **usual | given)


@pytest.fixture
def finished(course: Campaign) -> Campaign:
    """The campaign is over."""
    plain_rows(Campaign).filter(pk=course.pk).update(state="finished")
    return Campaign.objects.get(pk=course.pk)


# ── which periods ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_words_of_a_plan_give_the_days() -> None:
    first = dt.date(2027, 1, 1)
    assert upcoming("每季度", "每季度末月25日前", first, None, 2) == [
        (dt.date(2027, 3, 25), "2027年第1季度"), (dt.date(2027, 6, 25), "2027年第2季度"),
    ]  # fmt: skip
    assert upcoming("每年", "每年12月20日前", first, None, 1) == [(dt.date(2027, 12, 20), "2027年")]
    assert upcoming("每月", "每月5日前", first, dt.date(2027, 2, 4), 9) == [(dt.date(2027, 1, 5), "2027年1月")]
    assert upcoming("每月", "按时", first, None, 1) == []


def test_a_period_is_opened_so_many_working_days_ahead_and_not_when_it_is_over() -> None:
    due = dt.date(2026, 2, 25)  # after the spring holidays
    assert opens_on(due, 2, CALENDAR) == dt.date(2026, 2, 14)
    assert opens_on(due, 0, CALENDAR) == due
    found = [(due, "2026年2月")]
    assert to_open(found, 2, set(), dt.date(2026, 2, 13), CALENDAR) == []
    assert to_open(found, 2, set(), dt.date(2026, 2, 14), CALENDAR) == found
    assert to_open(found, 2, {due}, dt.date(2026, 2, 14), CALENDAR) == []
    assert to_open(found, 2, set(), dt.date(2026, 2, 26), CALENDAR) == []
    assert opens_on(dt.date(2040, 5, 9), 5, CALENDAR) == dt.date(2040, 5, 4), "beyond the calendar"


# ── through a year ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-68", "S001-69")
def test_after_the_campaign_each_quarter_is_opened_handed_in_and_chased(
    finished: Campaign, people: People, units: Units
) -> None:
    standing = set_one(people["supervisor"], finished)
    first = {"2027-03-11": 3}
    assert every_day(dt.date(2027, 3, 1), dt.date(2027, 3, 31)) == first
    duties = Duty.objects.filter(standing=standing)
    assert {duty.what for duty in duties} == {"问题发现情况和整改进度（2027年第1季度）"}
    assert {duty.unit for duty in duties} == {units["agency"], units["other"], units["county_office"]}
    assert {(duty.due_on, duty.rhythm, duty.quote) for duty in duties} == {
        (dt.date(2027, 3, 25), "每季度", "每季度末月25日前")
    }
    (line,) = [notice.text for notice in notify.inbox(people["clerk"]) if "已下达" in notice.text]
    assert line == "“问题发现情况和整改进度”已下达（2027年第1季度，期限3月25日）"
    row = duties.get(unit=units["agency"])
    with at(dt.date(2027, 3, 20), 10):
        assert row.approval == "leader", "as for every duty with which a ledger goes"
        row = handed_in(people, row, "发现问题3个，已整改2个")
        row = actions.receive(by=people["supervisor"], duty=row, seen=row.version)
    assert row.is_done
    assert row.returns.get().figures, "the ledger's numbers go with it"
    chased(dt.date(2027, 3, 26))
    assert {nudge.duty.unit for nudge in Nudge.objects.told() if nudge.duty} == {units["other"], units["county_office"]}
    assert every_day(dt.date(2027, 6, 1), dt.date(2027, 6, 30)) == {"2027-06-11": 3}
    assert Duty.objects.filter(campaign=finished).values("number").distinct().count() == 21 + 2


def test_the_same_day_twice_opens_nothing_twice(finished: Campaign, people: People) -> None:
    set_one(people["supervisor"], finished)
    day = dt.date(2027, 3, 11)
    assert ticked(day) == ticked(day) == {"periods": 1, "duties": 3}
    with at(day, 11):
        assert actions.open_periods(by=SYSTEM) == {"periods": 0, "duties": 0}, "even without the day's key"
    assert Duty.objects.exclude(standing=None).count() == 3


def test_missed_days_are_made_up_for_while_the_period_is_not_over(finished: Campaign, people: People) -> None:
    set_one(people["supervisor"], finished)
    assert ticked(dt.date(2027, 3, 24))["duties"] == 3
    assert ticked(dt.date(2027, 6, 28))["duties"] == 0, "due on the 25th, and over"


@pytest.mark.mechanisms("S000-43")
def test_some_units_yearly_while_the_campaign_runs(course: Campaign, people: People, units: Units) -> None:
    given = {"what": "三项制度落实情况检查", "every": "每年", "words": "每年3月15日前", "units": [units["agency"]]}
    standing = set_one(people["supervisor"], course, **given)
    assert (standing.everybody, [one.unit for one in standing.units.all()]) == (False, [units["agency"]])
    assert sum(every_day(dt.date(2027, 2, 20), dt.date(2027, 3, 20)).values()) == 1
    assert sum(every_day(dt.date(2028, 2, 20), dt.date(2028, 3, 20)).values()) == 1
    assert [duty.due_on for duty in Duty.objects.filter(standing=standing).order_by("due_on")] == [
        dt.date(2027, 3, 15), dt.date(2028, 3, 15),
    ]  # fmt: skip
    assert verify().holds


def test_what_is_paused_opens_nothing_and_what_fell_into_the_pause_is_not_made_up_for(
    finished: Campaign, people: People
) -> None:
    row = set_one(people["supervisor"], finished, every="每月", words="每月25日前", open_before=5)
    with at(dt.date(2027, 1, 4), 10):
        row = actions.pause_standing(by=people["supervisor"], standing=row, seen=row.version)
    assert every_day(dt.date(2027, 1, 5), dt.date(2027, 1, 31)) == {}
    with at(dt.date(2027, 2, 1), 10):
        row = actions.resume_standing(by=people["colleague"], standing=row, seen=row.version)
    assert sum(every_day(dt.date(2027, 2, 2), dt.date(2027, 2, 28)).values()) == 3
    with at(dt.date(2027, 3, 1), 10):
        with pytest.raises(Refused, match="须填写：终止理由"):
            actions.end_standing(by=people["supervisor"], standing=row, seen=row.version, reason=" ")
        actions.end_standing(by=people["supervisor"], standing=row, seen=row.version, reason="并入年度考核")
    assert every_day(dt.date(2027, 3, 2), dt.date(2027, 3, 31)) == {}
    assert Duty.objects.filter(standing=row).count() == 3, "its history stays"


def test_what_cannot_be_set_is_told(course: Campaign, people: People, units: Units) -> None:
    for given, says in [
        ({"what": " "}, "报送内容"),
        ({"words": "按时报送"}, "没有写明每季度的哪一天"),
        ({"from_on": dt.date(2026, 12, 1)}, "不能早于今天"),
        ({"to_on": dt.date(2026, 12, 30)}, "不能早于开始"),
        ({"to_on": dt.date(2027, 3, 1)}, "没有一期到期"),
        ({"units": [units["town"]]}, "没有参加"),
    ]:
        with pytest.raises(Refused, match=says):
            set_one(people["supervisor"], course, **given)
    with pytest.raises(Refused, match="牵头"):
        set_one(people["county_supervisor"], course)
    for who in ("clerk", "leader", "admin"):
        with pytest.raises(Refused):
            set_one(people[who], course)
    assert not Standing.objects.exists()


def test_a_standing_duty_takes_the_steps_of_its_table_and_no_others() -> None:
    assert_every_step(STANDING)


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_set_paused_and_ended_in_the_browser(
    finished: Campaign, people: People, units: Units, browser: Browser
) -> None:
    listed, to = (reverse(f"campaigns:{name}", args=[finished.pk]) for name in ("standings", "standing_new"))
    with at(SET, 10):
        client = browser(people["supervisor"])
        assert "设置一项" in page(client.get(listed))
        shown = page(client.get(to))
        assert "附件1 行政执法突出问题自查自纠台账" in shown
        sent = {
            "what": "整改进度", "every": "每季度", "words": "按时", "from_on": "2027-01-01", "open_before": "10",
            "annexes": ["附件1"], "units": [units["agency"].pk],
        }  # fmt: skip
        assert "没有写明每季度的哪一天" in page(client.post(to, sent), 422)
        assert "应为整数" in page(client.post(to, sent | {"open_before": "十"}), 422)
        assert "没有参加这项行动" in page(client.post(to, sent | {"units": [units["town"].pk]}), 422)
        shown = page(client.post(to, sent | {"words": "每季度末月25日前"}, follow=True))
        assert "2027年第1季度：期限2027年3月25日 (周四)，2027年3月11日 (周四)下达" in shown
        row = Standing.objects.get()
        assert "整改进度" in page(client.get(listed))
    ticked(dt.date(2027, 3, 11))
    with at(dt.date(2027, 3, 12), 10):
        client = browser(people["colleague"])
        shown = page(client.get(row.get_absolute_url()))
        assert "2027年第1季度：" not in shown, "it is opened"
        step = reverse("campaigns:pause_standing", args=[row.pk])
        shown = page(client.post(step, hidden(shown, step), follow=True))
        assert "已暂停" in shown
        assert "接下来的各期" not in shown
        step = reverse("campaigns:resume_standing", args=[row.pk])
        shown = page(client.post(step, hidden(shown, step), follow=True))
        step = reverse("campaigns:end_standing", args=[row.pk])
        assert "请填写终止理由" in page(client.post(step, hidden(shown, step) | {"reason": ""}), 422)
        assert "已终止" in page(client.post(step, hidden(shown, step) | {"reason": "并入考核"}, follow=True))
        clerk = browser(people["clerk"])
        duty = Duty.objects.get(standing=row)
        shown = page(clerk.get(duty.get_absolute_url()))
        assert "全部各期" in shown
        assert "方案原文" not in shown
        shown = page(clerk.get(row.get_absolute_url()))
        assert "终止理由</label>" not in shown


def test_others_may_look_at_it_where_they_take_part(
    finished: Campaign, people: People, units: Units, browser: Browser
) -> None:
    row = set_one(people["supervisor"], finished)
    for who in ("clerk", "chief", "leader", "discipline", "county_supervisor"):
        client = browser(people[who])
        assert "<form method" not in page(client.get(row.get_absolute_url())).split("<main")[1], who
        assert "设置一项" not in page(client.get(reverse("campaigns:standings", args=[finished.pk])))
    county, before = browser(people["county_supervisor"]), row.version
    for name in ("pause", "resume", "end"):
        address = reverse(f"campaigns:{name}_standing", args=[row.pk])
        assert county.post(address, {"seen": before, "reason": "越权"}).status_code == 422
    assert county.post(reverse("campaigns:standing_new", args=[finished.pk]), {"what": "x"}).status_code == 422
    assert Standing.objects.get().version == before
    stranger = browser(User.objects.get(username="officer"))
    assert stranger.get(row.get_absolute_url()).status_code == 403


def test_the_numbers_of_each_period_lead_to_its_duties(finished: Campaign, people: People, browser: Browser) -> None:
    row = set_one(people["supervisor"], finished)
    with at(dt.date(2027, 3, 12)):
        daily.open_periods(dt.date(2027, 3, 12))
        done = Duty.objects.get(standing=row, unit=people["clerk"].unit)
        handed_in(people, done, "本季度情况")
    with at(dt.date(2027, 6, 14)):
        daily.open_periods(dt.date(2027, 6, 14))
        office = browser(people["supervisor"])
        counted = [said for _, said in linked(office, row.get_absolute_url())]
        assert counted == [3, 0, 0, 3, 1, 2]
        assert lying(office, row.get_absolute_url()) == []
