"""Activities of every kind, channels made public, and whether a unit has the four things."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, haves, occasions
from fajian.campaigns.actions.activities import Held
from fajian.campaigns.kinds import NEEDS, kinds, title
from fajian.campaigns.models import Activity, Campaign, Channel, Task
from fajian.campaigns.workflow import CHANNEL
from fajian.core.errors import Refused
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import CANARY, Browser, checked, queries, sample
from tests.campaigns.test_distribution import handed_in, taken
from tests.campaigns.test_pages import everything, page
from tests.campaigns.test_progress import note, proof

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]
DAY = dt.date(2026, 4, 8)


def held(people: People, campaign: Campaign, who: str = "clerk", **given: Any) -> Activity:
    told = {"kind": "study", "subject": "学习传达方案", "held_on": DAY, "attended": 31, "text": "逐条学习",
            "sign_in": proof("签到表.pdf")}  # fmt: skip
    return actions.record_activity(by=people[who], campaign=campaign, unit=people[who].unit, held=Held(**told | given))


def published(people: People, campaign: Campaign, who: str = "clerk", **given: Any) -> Channel:
    told = {"kind": "phone", "value": "0999-1234567", "where": "portal", "from_on": DAY,
            "url": "https://www.example.com/jubao"}  # fmt: skip
    return actions.report_channel(by=people[who], campaign=campaign, unit=people[who].unit, **told | given)


# ── activities ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_kinds_are_data_and_each_says_what_it_needs() -> None:
    assert {"meeting", "study", "training", "visit", "publicity"} <= set(kinds())
    assert all(set(kind.needs) <= set(NEEDS) for kind in kinds().values())
    assert (title("study"), title("of an old file")) == ("学习传达", "of an old file")


@pytest.mark.mechanisms("S003-56")
def test_a_study_is_recorded_with_its_people_and_the_sheet_they_signed(people: People, campaign: Campaign) -> None:
    row = held(people, campaign, attendees="全局执法人员")
    assert (row.attended, row.sign_in.name, row.held_on) == (31, "签到表.pdf", DAY)
    with pytest.raises(Refused, match="须有：签到表"):
        held(people, campaign, sign_in=None)


@pytest.mark.mechanisms("S001-76")
def test_contests_and_trainings_are_counted_for_each_unit(people: People, campaign: Campaign) -> None:
    held(people, campaign, kind="training", subject="大学习大练兵大比武：案卷复盘")
    held(people, campaign, kind="training", subject="案例教学")
    counted = {unit.pk: cells for unit, cells in occasions.counted(campaign, people["supervisor"])}
    own = {cell.kind.code: cell.count for cell in counted[people["clerk"].unit_id]}
    assert own["training"] == 2
    assert sum(own.values()) == 2


@pytest.mark.mechanisms("S004-36")
def test_a_coordination_meeting_has_its_minutes(people: People, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="须有：记录或纪要文件"):
        held(people, campaign, "supervisor", kind="meeting", subject="告知承诺协调机制会议")
    row = held(people, campaign, "supervisor", kind="meeting", subject="协调会", minutes=proof("会议纪要.pdf"))
    assert row.minutes.name == "会议纪要.pdf"


@pytest.mark.mechanisms("S003-52")
def test_visits_are_recorded_with_what_was_heard(people: People, campaign: Campaign) -> None:
    row = held(people, campaign, kind="visit", subject="走访企业", place="高新区", text="反映检查过多", sign_in=None)
    assert (row.kind_word, row.text) == ("走访座谈", "反映检查过多")


@pytest.mark.mechanisms("S003-45", "S004-65")
def test_the_leading_office_looks_at_each_task_and_records_its_urging(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    """逐条逐项: the list of tasks shows how far each unit is with each; what the office pressed for is a record."""
    done = Task.objects.get(campaign=campaign, number__endswith="2")
    note(people, done)
    office = browser(people["supervisor"])
    listed = page(office.get(reverse("campaigns:tasks")))
    for row in Task.objects.filter(campaign=campaign, progress__isnull=False).distinct():
        assert row.get_absolute_url() in listed
    assert "推进中" in page(office.get(done.get_absolute_url()))
    pressed = {"kind": "supervision", "subject": "督促检查：逐条逐项督导", "text": f"{done.number}偏慢，月底前报结果"}
    row = held(people, campaign, "supervisor", sign_in=None, **pressed)
    assert row.kind_word == "督促检查"
    told = office.get(reverse("campaigns:activities_export", args=[campaign.pk])).content
    lines = openpyxl.load_workbook(io.BytesIO(told)).worksheets[0].iter_rows(values_only=True)
    assert {pressed["subject"], pressed["text"]} <= {cell for line in lines for cell in line}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kind": "x"}, "没有这类活动"),
        ({"held_on": dt.date(2999, 1, 1)}, "不能晚于今天"),
        ({"subject": " "}, "主题和主要内容"),
    ],
)
def test_what_is_no_activity_is_refused(given: Any, why: str, people: People, campaign: Campaign) -> None:
    with pytest.raises(Refused, match=why):
        held(people, campaign, **given)


def test_nobody_records_for_another_and_a_mistake_is_struck_out(
    people: People, units: Units, campaign: Campaign
) -> None:
    with pytest.raises(Refused, match="不在您的权限范围"):
        actions.record_activity(
            by=people["clerk"], campaign=campaign, unit=units["other"],
            held=Held("visit", "甲", DAY, 1, "乙"),
        )  # fmt: skip
    with pytest.raises(Refused, match="由该单位填写"):
        actions.record_activity(
            by=people["supervisor"], campaign=campaign, unit=units["agency"], held=Held("visit", "甲", DAY, 1, "乙")
        )
    row = held(people, campaign)
    with pytest.raises(Refused, match="写明理由"):
        actions.strike_activity(by=people["clerk"], activity=row, seen=1, reason=" ")
    row = actions.strike_activity(by=people["chief"], activity=row, seen=1, reason="重复登记")
    with pytest.raises(Refused, match="已经作废"):
        actions.strike_activity(by=people["clerk"], activity=row, seen=2, reason="再")
    assert all(not cell.count for _, cells in occasions.counted(campaign, people["clerk"]) for cell in cells)


def test_what_the_plan_asks_for_and_nobody_held_is_shown(people: People, campaign: Campaign) -> None:
    asked = {kind.code for kind, is_asked in occasions.offered(campaign) if is_asked}
    assert "training" in asked, "每年组织公共法律知识培训"
    assert "study" not in asked
    (_, cells) = occasions.counted(campaign, people["clerk"])[0]
    assert {cell.kind.code for cell in cells if cell.missing} == asked


# ── channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────

CHANNELS = {
    "confirm": lambda by, row: actions.confirm_channel(by=by, channel=row, seen=row.version),
    "return_": lambda by, row: actions.return_channel(by=by, channel=row, seen=row.version, reason="网页打不开"),
    "withdraw": lambda by, row: actions.withdraw_channel(by=by, channel=row, seen=row.version, reason="号码更换"),
}


@pytest.mark.parametrize("state", CHANNEL.states)
@pytest.mark.parametrize("name", CHANNELS)
def test_a_channel_takes_the_steps_of_its_table(name: str, state: str, people: People, campaign: Campaign) -> None:
    row = published(people, campaign)
    if state in ("confirmed", "returned"):
        row = CHANNELS["confirm" if state == "confirmed" else "return_"](people["supervisor"], row)
    if state == "withdrawn":
        row = CHANNELS["withdraw"](people["chief"], row)
    may = "clerk" if name == "withdraw" else "supervisor"
    taken(name, state, row, CHANNEL.step(name), people, CHANNELS[name], may)


@pytest.mark.mechanisms("S000-47", "S003-34", "S004-57")
def test_a_channel_is_public_once_somebody_has_looked(people: People, campaign: Campaign, browser: Browser) -> None:
    row = published(people, campaign)
    address = reverse("campaigns:channels", args=[campaign.pk])
    supervisor = browser(people["supervisor"])
    assert "3 个单位中 0 个" in page(supervisor.get(address))
    row = actions.confirm_channel(by=people["supervisor"], channel=row, seen=1)
    assert row.is_open(timezone.localdate())
    assert not row.is_open(DAY - dt.timedelta(1))
    assert "3 个单位中 1 个" in page(supervisor.get(address))
    row = actions.withdraw_channel(by=people["clerk"], channel=row, seen=row.version, reason="换号")
    assert (row.to_on, row.is_open(timezone.localdate())) == (timezone.localdate(), False)
    assert "3 个单位中 0 个" in page(supervisor.get(address))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"url": ""}, "网址，或者上传"),
        ({"value": " "}, "号码或地址"),
        ({"where": "x"}, "公布在哪里"),
        ({"from_on": dt.date(2999, 1, 1)}, "不能晚于今天"),
    ],
)
def test_a_channel_without_its_proof_is_none(given: Any, why: str, people: People, campaign: Campaign) -> None:
    with pytest.raises(Refused, match=why):
        published(people, campaign, **given)


def test_the_one_who_reported_a_channel_does_not_confirm_it(people: People, units: Units) -> None:
    document = checked(people, sample())
    chosen = [units["office"], units["agency"]]
    row = actions.launch(by=people["supervisor"], document=document, seen=document.version, units=chosen)
    made = published(people, row, "supervisor")
    with pytest.raises(Refused, match="另一位监督人员"):
        actions.confirm_channel(by=people["supervisor"], channel=made, seen=1)
    assert actions.confirm_channel(by=people["colleague"], channel=made, seen=1).state == "confirmed"


# ── the four ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S004-64")
def test_the_four_are_read_off_what_is_there(
    people: People, units: Units, campaign: Campaign, browser: Browser
) -> None:
    def found() -> dict[str, int]:
        rows = {unit.pk: haves_ for unit, haves_ in haves.checked(campaign, people["supervisor"])}
        return {have.word: have.count for have in rows[units["agency"].pk]}

    assert found() == {"方案": 0, "进度": 0, "举措": 0, "考核": 0}
    paper = handed_in(people, campaign)
    note(people, Task.objects.get(campaign=campaign, number__endswith="2"))
    ledger = Ledger.objects.get(unit=units["agency"], source=campaign.source, spec_code="self-check")
    (entry,) = ledgers.record(by=people["supervisor"], ledger=ledger, rows=[ledgers.NewEntry("问题")])
    assert found()["举措"] == 0, "a problem nobody has taken up has no measure"
    problem = entry.rectification
    ledgers.accept(
        by=people["clerk"], rectification=problem, seen=problem.version, cause="疏忽", measure="培训", kind="by_day",
        due_on=timezone.localdate(), person="甲某",
    )  # fmt: skip
    held(people, campaign, kind="appraisal", subject="季度评议", sign_in=None)
    assert found() == {"方案": 1, "进度": 1, "举措": 1, "考核": 1}
    client = browser(people["supervisor"])
    shown = page(client.get(reverse("campaigns:haves", args=[campaign.pk])))
    assert shown.count(">有</span>") == 4
    rows = {unit.pk: own for unit, own in haves.checked(campaign, people["supervisor"])}
    for have in rows[units["agency"].pk]:
        assert client.get(have.href.partition("#")[0]).status_code == 200, have
    actions.return_plan(by=people["supervisor"], filing=paper, seen=1, reason="不全")
    assert found()["方案"] == 0


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_activities_and_channels_in_the_browser(people: People, campaign: Campaign, browser: Browser) -> None:
    clerk, supervisor = browser(people["clerk"]), browser(people["supervisor"])
    to = reverse("campaigns:record_activity", args=[campaign.pk])
    assert "培训练兵（方案要求，须有签到表）" in page(clerk.get(to))
    sent = {"unit": people["clerk"].unit_id, "kind": "study", "subject": "学习", "held_on": "2026-04-08",
            "attended": "12", "text": "逐条学习"}  # fmt: skip
    assert "须有：签到表" in page(clerk.post(to, sent), 422)
    file = SimpleUploadedFile("签到表.pdf", b"%PDF-1.4\n%%EOF\n")
    assert "活动已登记" in page(clerk.post(to, sent | {"sign_in": file}, follow=True))
    row = Activity.objects.get()
    assert "签到表.pdf" in page(supervisor.get(row.get_absolute_url()))
    answer = supervisor.get(reverse("campaigns:activity_file", args=[row.pk, "sign-in"]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert supervisor.get(reverse("campaigns:activity_file", args=[row.pk, "minutes"])).status_code == 404
    to = reverse("campaigns:strike_activity", args=[row.pk])
    assert supervisor.post(to, {"seen": 1, "reason": "越权"}).status_code == 404
    assert "已作废" in page(clerk.post(to, {"seen": 1, "reason": "重复"}, follow=True))
    to = reverse("campaigns:report_channel", args=[campaign.pk])
    sent = {"unit": people["clerk"].unit_id, "kind": "phone", "value": "0999-1", "where": "board",
            "from_on": "2026-04-08"}  # fmt: skip
    assert "上传公布的截图" in page(clerk.post(to, sent), 422)
    assert "等待核对" in page(clerk.post(to, sent | {"picture": file_again()}, follow=True))
    one = Channel.objects.get()
    assert supervisor.get(reverse("campaigns:channel_picture", args=[one.pk])).status_code == 200
    to = reverse("campaigns:confirm_channel", args=[one.pk])
    assert "已核对" in page(supervisor.post(to, {"seen": 1}, follow=True))


def file_again() -> SimpleUploadedFile:
    return SimpleUploadedFile("公示栏.pdf", b"%PDF-1.4\n%%EOF\n")


def test_the_export_holds_what_the_page_lists(people: People, campaign: Campaign, browser: Browser) -> None:
    held(people, campaign, subject="本局的学习")
    held(people, campaign, "stranger", subject=f"{CANARY}学习")
    to = reverse("campaigns:activities_export", args=[campaign.pk])

    def told(who: str, **query: Any) -> str:
        book = openpyxl.load_workbook(io.BytesIO(browser(people[who]).get(to, query).content))
        return str([line for sheet in book for line in sheet.iter_rows(values_only=True)])

    assert "本局的学习" in told("supervisor")
    assert CANARY in told("supervisor")
    assert CANARY not in told("clerk")
    assert "本局的学习" not in told("supervisor", kind="visit")


def test_what_is_anothers_is_not_there(people: People, campaign: Campaign, browser: Browser) -> None:
    row = held(people, campaign, "stranger", subject=f"{CANARY}学习")
    one = published(people, campaign, "stranger", value=f"{CANARY}热线", picture=proof())
    clerk, county = browser(people["clerk"]), browser(people["county_supervisor"])
    before = everything()
    for client in (clerk, county):
        for name in ("activities", "channels", "haves"):
            assert CANARY not in page(client.get(reverse(f"campaigns:{name}", args=[campaign.pk]))), name
        assert client.get(row.get_absolute_url()).status_code == 404
        assert client.get(reverse("campaigns:activity_file", args=[row.pk, "sign-in"])).status_code == 404
        assert client.get(reverse("campaigns:channel_picture", args=[one.pk])).status_code == 404
    assert (
        clerk.post(reverse("campaigns:strike_activity", args=[row.pk]), {"seen": 1, "reason": "甲"}).status_code == 404
    )
    assert (
        clerk.post(reverse("campaigns:withdraw_channel", args=[one.pk]), {"seen": 1, "reason": "甲"}).status_code == 404
    )
    for name in ("confirm_channel", "return_channel"):
        to = reverse(f"campaigns:{name}", args=[one.pk])
        assert county.post(to, {"seen": 1, "reason": "越权"}).status_code == 404
    assert everything() == before


@pytest.mark.parametrize("name", ["activities", "channels", "haves"])
def test_a_page_asks_no_more_for_many_units_than_for_one(
    name: str, people: People, units: Units, browser: Browser
) -> None:
    def asked(joining: list[str]) -> int:
        document = checked(people, sample())
        chosen = [units[one] for one in joining]
        row = actions.launch(
            by=people["supervisor"], document=document, seen=document.version, units=chosen, again=True
        )
        for who in ("clerk", "stranger"):
            if people[who].unit in chosen:
                held(people, row, who)
                published(people, row, who, picture=proof())
        return queries(browser(people["supervisor"]), reverse(f"campaigns:{name}", args=[row.pk]))

    few = asked(["agency"])
    assert asked(["agency", "other", "county_agency", "team"]) <= few
    assert few <= 25
