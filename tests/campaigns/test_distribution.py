"""The plan is sent out and signed for; units file their own plans; both through the actions and the pages."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, distributed
from fajian.campaigns.models import Campaign, Delivery, Filing
from fajian.campaigns.terms import due_days
from fajian.campaigns.workflow import DELIVERY, FILING
from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import CANARY, Browser, checked, queries, sample
from tests.campaigns.test_pages import everything, page
from tests.campaigns.test_progress import proof

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]


def sent(people: People, who: str = "clerk") -> Delivery:
    """What the launch sent to this person's unit."""
    return Delivery.objects.get(unit=people[who].unit)


def handed_in(people: People, campaign: Campaign, who: str = "clerk", **given: Any) -> Filing:
    values = {
        "kind": "plan",
        "title": "专项整治实施方案",
        "text": "范围、内容、措施、要求",
        "received": proof("方案.pdf"),
    }
    return actions.hand_in_plan(by=people[who], campaign=campaign, unit=people[who].unit, **values | given)


# ── the tables ───────────────────────────────────────────────────────────────────────────────────────────────────────

DELIVERED = {
    "sign": lambda by, row: actions.sign(by=by, delivery=row, seen=row.version),
    "handle": lambda by, row: actions.handle(by=by, delivery=row, seen=row.version, text="已传达到各科室"),
}
FILED = {
    "file": lambda by, row: actions.file(by=by, filing=row, seen=row.version, number="〔2026〕1号"),
    "return_": lambda by, row: actions.return_plan(by=by, filing=row, seen=row.version, reason="缺责任分工"),
}


@pytest.mark.parametrize("state", DELIVERY.states)
@pytest.mark.parametrize("name", DELIVERED)
def test_a_delivery_takes_the_steps_of_its_table(name: str, state: str, people: People, campaign: Campaign) -> None:
    row = sent(people)
    for step in ("sign", "handle")[: list(DELIVERY.states).index(state)]:
        row = DELIVERED[step](people["chief"], row)
    taken(name, state, row, DELIVERY.step(name), people, DELIVERED[name], "clerk")


@pytest.mark.parametrize("state", FILING.states)
@pytest.mark.parametrize("name", FILED)
def test_a_filing_takes_the_steps_of_its_table(name: str, state: str, people: People, campaign: Campaign) -> None:
    row = handed_in(people, campaign)
    if state != "handed_in":
        row = FILED["file" if state == "filed" else "return_"](people["supervisor"], row)
    taken(name, state, row, FILING.step(name), people, FILED[name], "supervisor")


def taken(name: str, state: str, row: Any, step: Any, people: People, do: Any, may: str) -> None:
    """Everybody tries, who may last: refused, or in the step's target."""
    everybody = ("clerk", "officer", "supervisor", "leader", "discipline", "admin", "stranger")
    for who in sorted(everybody, key=lambda who: who == may):
        if who == may and state in step.sources:
            assert do(people[who], row).state == step.target
            return
        with pytest.raises(Refused):
            do(people[who], row)
        assert type(row).objects.get(pk=row.pk).version == row.version


# ── 签收 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-01", "S004-02")
def test_the_launch_sends_the_plan_to_every_unit_and_each_signs_for_it(people: People, campaign: Campaign) -> None:
    assert Delivery.objects.filter(campaign=campaign, state="sent").count() == 3
    row = actions.sign(by=people["clerk"], delivery=sent(people), seen=1)
    assert (row.signed_by, row.state) == (people["clerk"], "signed")
    row = actions.handle(by=people["chief"], delivery=row, seen=row.version, text="请法规科牵头，传达到各大队")
    assert (row.handled_by, row.handling) == (people["chief"], "请法规科牵头，传达到各大队")
    with pytest.raises(Refused, match="不在您的权限范围"):
        actions.sign(by=people["clerk"], delivery=sent(people, "stranger"), seen=1)
    before = Notice.objects.count()
    assert actions.remind_unsigned(by=people["supervisor"], campaign=campaign) == 2
    assert {notice.to.username for notice in Notice.objects.all()[: Notice.objects.count() - before]} == {
        "stranger",
        "county_clerk",
    }
    found = distributed.rows(campaign, people["supervisor"], timezone.localdate())
    assert {word: count for word, count, _ in distributed.counts(found)}["还没有签收的单位"] == 2
    signing, _ = distributed.sheets(campaign, found, timezone.localdate())
    assert [line[4] for line in signing.rows].count("未签收") == 2


def test_what_comes_after_the_plan_is_sent_to_chosen_units(people: People, units: Units, campaign: Campaign) -> None:
    def send(who: str, to: list[str], what: str = "补充通知") -> int:
        return actions.distribute(by=people[who], campaign=campaign, units=[units[one] for one in to], what=what)

    assert send("supervisor", ["agency", "other"]) == 2
    assert [one.number for one in Delivery.objects.filter(unit=units["agency"])] == [1, 2]
    assert send("county_supervisor", ["county_office"], "转发方案") == 1
    with pytest.raises(Refused, match="不在您的权限范围"):
        send("county_supervisor", ["agency"])
    with pytest.raises(Refused, match="参加这项行动"):
        send("supervisor", ["town"])
    with pytest.raises(Refused, match="下发什么"):
        send("supervisor", ["agency"], " ")
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.remind_unsigned(by=people["county_supervisor"], campaign=campaign)


# ── 备案 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S003-33", "S004-63")
def test_a_units_plan_is_returned_with_a_reason_and_filed_under_a_number(
    people: People, units: Units, campaign: Campaign
) -> None:
    first = handed_in(people, campaign)
    with pytest.raises(Refused, match="等待答复"):
        handed_in(people, campaign)
    actions.return_plan(by=people["supervisor"], filing=first, seen=1, reason="没有责任分工")
    assert Notice.objects.filter(to=people["clerk"], text__contains="没有责任分工").exists()
    second = handed_in(people, campaign, kind="measures", title="工作措施")
    second = actions.file(by=people["supervisor"], filing=second, seen=1, number=actions.next_number(campaign, 2026))
    assert (second.number, second.filed_as, second.filed_on) == (2, "〔2026〕1号", timezone.localdate())
    other = handed_in(people, campaign, "stranger")
    with pytest.raises(Refused, match="备案号在本行动里已经用过"):
        actions.file(by=people["supervisor"], filing=other, seen=1, number="〔2026〕1号")
    county = handed_in(people, campaign, "county_clerk")
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.file(by=people["county_supervisor"], filing=county, seen=1, number="9")


def test_the_plans_own_day_is_the_day_for_filing(people: People, units: Units, campaign: Campaign) -> None:
    """于3月20日前将实施方案和联络员名单报送市司法局: CAM-FILING and the contacts have the same day."""
    day = dt.date(2026, 3, 20)
    assert due_days(campaign, "filing")[units["agency"].pk] == day
    assert due_days(campaign, "contacts")[units["agency"].pk] == day

    def light(today: dt.date) -> tuple[str, str]:
        found = distributed.rows(campaign, people["clerk"], today)
        return found[0].light

    assert (light(day), light(day + dt.timedelta(1))) == (("grey", "未报"), ("red", "逾期"))
    row = handed_in(people, campaign)  # today: after the day
    assert light(timezone.localdate()) == ("blue", "待备案（迟）")
    actions.return_plan(by=people["supervisor"], filing=row, seen=1, reason="不全")
    assert light(day) == ("yellow", "已退回")
    row = handed_in(people, campaign)
    actions.file(by=people["supervisor"], filing=row, seen=1, number="1")
    assert light(timezone.localdate()) == ("green", "已备案（迟）")


def test_a_plan_without_its_file_is_no_plan(people: People, units: Units, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="上传"):
        handed_in(people, campaign, received=None)
    with pytest.raises(Refused, match="工作方案还是工作措施"):
        handed_in(people, campaign, kind="x")
    with pytest.raises(Refused, match="没有参加"):
        actions.hand_in_plan(
            by=people["clerk"], campaign=campaign, unit=units["team"], kind="plan", title="甲", text="乙",
            received=proof(),
        )  # fmt: skip


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_signing_and_filing_in_the_browser(people: People, campaign: Campaign, browser: Browser) -> None:
    clerk, supervisor = browser(people["clerk"]), browser(people["supervisor"])
    assert "待签收的文件" in page(clerk.get("/"))
    to = reverse("campaigns:sign", args=[sent(people).pk])
    assert "待签收" in page(clerk.get(to))
    shown = page(clerk.post(to, {"seen": 1}, follow=True))
    assert "已签收" in shown
    assert "填写阅办意见" in shown
    to = reverse("campaigns:handle", args=[sent(people).pk])
    assert "请填写阅办" in page(clerk.post(to, {"seen": 2}), 422)
    assert "已传达" in page(clerk.post(to, {"seen": 2, "text": "已传达"}, follow=True))
    to = reverse("campaigns:hand_in_plan", args=[campaign.pk])
    given = {"unit": people["clerk"].unit_id, "kind": "plan", "title": "本局方案", "text": "措施"}
    assert "请选择文件" in page(clerk.post(to, given), 422)
    file = SimpleUploadedFile("方案.pdf", b"%PDF-1.4\n%%EOF\n")
    assert "等待备案" in page(clerk.post(to, given | {"received": file}, follow=True))
    assert "待备案的单位方案" in page(supervisor.get("/"))
    row = Filing.objects.get()
    assert "本局方案" in page(supervisor.get(row.get_absolute_url()))
    paper = supervisor.get(reverse("campaigns:filing_file", args=[row.pk]))
    assert paper.headers["Content-Disposition"].startswith("attachment")
    to = reverse("campaigns:file", args=[row.pk])
    assert "〔" in page(supervisor.get(to))
    assert "已备案" in page(supervisor.post(to, {"seen": 1, "number": "〔2026〕7号"}, follow=True))
    to = reverse("campaigns:remind", args=[campaign.pk])
    assert "已提醒 2 个单位" in page(supervisor.post(to, follow=True))
    to = reverse("campaigns:distribute", args=[campaign.pk])
    assert CANARY in page(supervisor.get(to))
    given = {"what": "补充通知", "units": [people["clerk"].unit_id]}
    assert "已下发给 1 个单位" in page(supervisor.post(to, given, follow=True))


def test_the_export_is_the_page(people: People, campaign: Campaign, browser: Browser) -> None:
    actions.sign(by=people["clerk"], delivery=sent(people), seen=1)
    row = handed_in(people, campaign)
    actions.file(by=people["supervisor"], filing=row, seen=1, number="〔2026〕1号")
    file = browser(people["supervisor"]).get(reverse("campaigns:distribution_export", args=[campaign.pk]))
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    signing = [cell for line in book["签收表"].iter_rows(values_only=True) for cell in line]
    assert signing.count("未签收") == 2
    assert "clerk某" in signing
    assert "〔2026〕1号" in [cell for line in book["备案登记表"].iter_rows(values_only=True) for cell in line]
    own = browser(people["clerk"]).get(reverse("campaigns:distribution_export", args=[campaign.pk]))
    told = openpyxl.load_workbook(io.BytesIO(own.content))
    assert CANARY not in str([line for sheet in told for line in sheet.iter_rows(values_only=True)])


def test_what_is_anothers_is_not_there(people: People, campaign: Campaign, browser: Browser) -> None:
    row = handed_in(people, campaign, "stranger", title=f"{CANARY}方案")
    clerk, county = browser(people["clerk"]), browser(people["county_supervisor"])
    before = everything()
    for client in (clerk, county):
        assert client.get(row.get_absolute_url()).status_code == 404
        assert client.get(reverse("campaigns:filing_file", args=[row.pk])).status_code == 404
        assert CANARY not in page(client.get(reverse("campaigns:distribution", args=[campaign.pk])))
    other = sent(people, "stranger").pk
    for name, sending in (("sign", {}), ("handle", {"text": "代签"})):
        assert clerk.post(reverse(f"campaigns:{name}", args=[other]), {"seen": 1, **sending}).status_code == 404
    for name, sending in (("file", {"number": "1"}), ("return_plan", {"reason": "越权"})):
        assert county.post(reverse(f"campaigns:{name}", args=[row.pk]), {"seen": 1, **sending}).status_code == 404
    assert county.post(reverse("campaigns:remind", args=[campaign.pk])).status_code == 422
    assert county.get(reverse("campaigns:hand_in_plan", args=[campaign.pk])).status_code == 200, "its own office"
    assert everything() == before


@pytest.mark.parametrize("name", ["distribution", "contacts", "groups"])
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
                handed_in(people, row, who)
                actions.name_contact(
                    by=people[who],
                    campaign=row,
                    unit=people[who].unit,
                    part="contact",
                    name="某",
                    post="科员",
                    numbers={"mobile": "1"},
                )
        group = actions.form_group(by=people["supervisor"], campaign=row, kind="leading", title="领导小组")
        for unit in chosen:
            actions.add_member(
                by=people["supervisor"], group=group, role="成员", who=unit.name, member_unit=unit,
                from_on=dt.date(2026, 3, 2),
            )  # fmt: skip
        return queries(browser(people["supervisor"]), reverse(f"campaigns:{name}", args=[row.pk]))

    few = asked(["agency"])
    assert asked(["agency", "other", "county_agency", "team"]) <= few
    assert few <= 25
