"""Pages of plans, campaigns and duties: everybody on their own rows, nobody on another's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Duty, PlanDocument, Return
from fajian.campaigns.urls import urlpatterns
from fajian.core.audited import audited_models, plain_rows
from fajian.core.models import Notice
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.models import Unit, User
from fajian.web import policy
from tests.campaigns.conftest import CANARY, Browser, checked, sample, taken
from tests.campaigns.test_actions import pdf

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def hidden(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that is sent to this address."""
    form = next(part for part in re.findall(r"<form.*?</form>", html, re.S) if f'action="{action}"' in part)
    return dict(re.findall(r'<input type="hidden" name="(key|seen|place|draft|nil)" value="([^"]*)"', form))


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# ── the story ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_from_the_document_to_the_launch_in_the_browser(people: People, units: Units, browser: Browser) -> None:
    client = browser(people["supervisor"])
    answer = client.post(reverse("campaigns:new"), {"file": upload("实施方案.txt", sample().encode())}, follow=True)
    shown = page(answer)
    assert "3 处存疑待核定" in shown
    row = PlanDocument.objects.get()
    assert row.file.name == "实施方案.txt"
    address = {name: reverse(f"campaigns:{name}", args=[row.pk]) for name in ("settle", "check", "launch")}
    for _ in range(3):
        assert "disabled" in page(client.get(row.get_absolute_url()))
        sent = hidden(shown, address["settle"]) | {"how": "proposal"}
        shown = page(client.post(address["settle"], sent, follow=True))
    assert "已核定　期限逢节假日：提前到2026年6月18日" in shown
    shown = page(client.post(address["check"], hidden(shown, address["check"]), follow=True))
    assert "将要开立" in shown
    assert "没有对应到本系统的单位" not in shown
    ticked = re.findall(r'name="units" value="(\d+)" checked', shown)
    assert {units[name].pk for name in ("agency", "team", "other", "county_agency", "town")} == set(map(int, ticked))
    fields = dict(re.findall(r'<input type="hidden" name="(key|seen)" value="([^"]*)"', shown))
    shown = page(client.post(address["launch"], {**fields, "units": ticked, "legal_type": "key"}, follow=True))
    campaign = Campaign.objects.get()
    assert "已启动" in shown
    assert campaign.participants.count() == 5
    assert "方案要求报送" not in page(browser(people["clerk"]).get(reverse("campaigns:duties")))
    assert f"{campaign.title}”已启动" in page(browser(people["clerk"]).get(reverse("notices")))


def test_handing_in_returning_receiving_in_the_browser(people: People, campaign: Campaign, browser: Browser) -> None:
    clerk, chief, supervisor = (browser(people[name]) for name in ("clerk", "chief", "supervisor"))
    duty = Duty.objects.filter(unit=people["clerk"].unit, annexes="附件1、附件2").get()
    home = page(clerk.get("/"))
    assert "未报送的材料" in home
    assert "其中逾期" in home
    shown = page(clerk.get(duty.get_absolute_url()))
    for told in ("怎么算的", "方案原文", "附件1 行政执法突出问题自查自纠台账", "还没有报送", "已逾期"):
        assert told in shown

    def press(client: Client, name: str, said: str, **given: Any) -> str:
        to = reverse(f"campaigns:{name}", args=[duty.pk])
        sent = hidden(page(client.get(duty.get_absolute_url())), to) | given
        shown = page(client.post(to, sent, follow=True))
        assert said in shown
        return shown

    report = upload("报告.pdf", b"%PDF-1.4\n%%EOF\n")
    press(clerk, "submit", "等待单位领导审定", text="自查报告一份", received=report)
    assert "待审定的报送" in page(chief.get("/"))
    assert "自查报告一份" not in page(supervisor.get(duty.get_absolute_url()))
    press(chief, "approve", "已审定，可以报送")
    press(clerk, "send", "等待收讫")
    assert "待收的报送" in page(supervisor.get("/"))
    press(supervisor, "return_", "已退回", reason="没有盖章")
    assert "退回理由：没有盖章" in page(clerk.get(duty.get_absolute_url()))
    press(clerk, "submit", "等待单位领导审定", text="已盖章", without="file")
    press(chief, "send_back", "已退回修改", reason="写明日期")
    assert "领导退回修改：写明日期" in page(clerk.get(duty.get_absolute_url()))
    press(clerk, "submit", "等待单位领导审定", text="9月2日已盖章")
    press(chief, "approve", "已审定")
    press(chief, "send", "等待收讫")
    press(supervisor, "receive", "已收讫")
    assert "已收待核准的报送" in page(supervisor.get("/"))
    press(supervisor, "lock", "已核准并锁定")
    assert "内容不再改变" in page(clerk.get(duty.get_absolute_url()))
    until = timezone.localdate().isoformat()
    press(browser(people["colleague"]), "unlock", "到期自动恢复锁定", reason="数字有误", until=until)
    shown = page(clerk.get(duty.get_absolute_url()))
    assert "更正报送" in shown
    assert shown.index("第2次") < shown.index("第1次")
    assert "报送时台账“附件1 行政执法突出问题自查自纠台账”0 条" in shown
    file = clerk.get(reverse("campaigns:attachment", args=[Return.objects.get(number=1).pk]))
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert clerk.get(reverse("campaigns:attachment", args=[Return.objects.get(number=2).pk])).status_code == 404


# ── campaigns ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_number_of_the_overview_leads_to_the_rows_it_counts(
    people: People, units: Units, campaign: Campaign, browser: Browser
) -> None:
    for name, count in (("agency", 3), ("other", 2)):
        ledger = Ledger.objects.filter(unit=units[name], spec_code="self-check").get()
        rows = [ledgers.NewEntry(f"问题{i}") for i in range(count)]
        ledgers.record(by=people["supervisor"], ledger=ledger, rows=rows)
    for row in Duty.objects.filter(unit=units["agency"])[:2]:
        actions.hand_in(by=people["clerk"], duty=row, seen=row.version, text="报送")
    client = browser(people["supervisor"])
    shown = page(client.get(campaign.get_absolute_url()))
    tiles = re.findall(r'<a class="tile[^"]*" href="([^"]+)"><b>([\d,]+)</b>', shown)
    assert len(tiles) == 6
    for href, number in tiles:
        listed = page(client.get(href.replace("&amp;", "&")))
        assert len(re.findall(r'<th scope="row" data-label="报送内容">', listed)) == int(number)
    table = re.search(r'<table class="matrix" id="problem-table">.*?</table>', shown, re.S)
    assert table
    cells = re.findall(r'href="([^"]+)">(\d+)<', table[0])
    assert len(cells) == 4 * 7
    for href, number in cells:
        listed = page(client.get(href.replace("&amp;", "&")))
        assert len(re.findall(r'<th scope="row" data-label="问题', listed)) == int(number), href
    assert 'src="/static/vendor/echarts.js"' in shown
    assert "<script>" not in shown


def test_every_rate_leads_to_the_rows_it_counts(people: People, campaign: Campaign, browser: Browser) -> None:
    for row in Duty.objects.filter(unit=people["stranger"].unit).order_by("number")[:3]:
        row = actions.hand_in(by=people["stranger"], duty=row, seen=row.version, text="无", nil=True)
        if row.number == 2:
            actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason="不全")
    client = browser(people["supervisor"])
    for query, lines in (("", 4), ("?period=2026-05", 4), ("?period=nonsense", 4)):
        shown = page(client.get(campaign.get_absolute_url() + query))
        table = re.search(r'<table class="matrix" id="rate-table">.*?</table>', shown, re.S)
        assert table
        cells = re.findall(r'href="([^"]+)">(\d+)<', table[0])
        assert len(cells) == lines * 7
        for href, number in cells:
            listed = page(client.get(href.replace("&amp;", "&")))
            assert listed.count('data-label="报送内容"') == min(int(number), 50), href
    assert re.search(r"<td class=\"num\">\d+(\.\d)?%</td>", shown)


def test_a_clerk_sees_the_own_row_alone(people: People, campaign: Campaign, browser: Browser) -> None:
    shown = page(browser(people["clerk"]).get(campaign.get_absolute_url()))
    assert "市城管局" in shown
    assert "临江县司法局" not in shown
    assert "催办" not in shown
    assert "echarts" not in shown


def test_what_everybody_has_done_with_is_folded_away(people: People, campaign: Campaign, browser: Browser) -> None:
    for row in Duty.objects.filter(number=1):
        by = User.objects.get(unit=row.unit, role="clerk")
        row = actions.hand_in(by=by, duty=row, seen=row.version, text="报送")
        actions.receive(by=people["supervisor"], duty=row, seen=row.version)
    client = browser(people["supervisor"])
    shown = page(client.get(campaign.get_absolute_url()))
    assert "另有 1 项已到期并全部收齐" in shown
    assert "实施方案和联络员名单" not in shown
    assert "实施方案和联络员名单" in page(client.get(campaign.get_absolute_url() + "?all=1"))


def test_the_print_names_who_is_missing(people: People, campaign: Campaign, browser: Browser) -> None:
    shown = page(browser(people["leader"]).get(reverse("campaigns:print", args=[campaign.pk])))
    assert "市城管局、" in shown
    assert "报送共 45 项" in shown


def test_urging_from_the_overview(people: People, campaign: Campaign, browser: Browser) -> None:
    client, to = browser(people["supervisor"]), reverse("campaigns:urge", args=[campaign.pk])
    shown = page(client.get(campaign.get_absolute_url()))
    sent = hidden(shown, to)
    assert "已向 3 个单位发出催办提醒" in page(client.post(to, sent, follow=True))
    assert "已向 3 个单位" in page(client.post(to, sent, follow=True))
    urged = page(browser(people["clerk"]).get(reverse("notices"))).count("催办：")
    assert urged == 1, "pressed twice, told once"


def test_the_list_of_duties_narrows(people: People, units: Units, campaign: Campaign, browser: Browser) -> None:
    client, to = browser(people["supervisor"]), reverse("campaigns:duties")

    def count(**query: Any) -> int:
        return len(re.findall(r'data-label="报送内容"', page(client.get(to, query))))

    assert count() == 45
    assert count(campaign=campaign.pk) == 45
    assert count(unit=units["county"].pk) == 11
    assert count(unit=units["agency"].pk, state="owed") == 17
    assert count(state="received") == 0
    assert count(state="nonsense", campaign="x", unit="y") == 45
    assert "请放宽筛选条件" in page(client.get(to, {"state": "returned"}))


def test_a_unit_is_shown_what_it_owes_and_all_on_asking(people: People, campaign: Campaign, browser: Browser) -> None:
    client, to, clerk = browser(people["clerk"]), reverse("campaigns:duties"), people["clerk"]
    done, *rest = Duty.objects.filter(unit=clerk.unit, approval="").order_by("order_on", "id")
    actions.hand_in(by=clerk, duty=done, seen=done.version, text="已报")
    assert rest

    def shows(query: str) -> bool:
        return done.get_absolute_url() in page(client.get(to + query))

    assert not shows("")
    assert rest[0].get_absolute_url() in page(client.get(to))
    assert shows("?state=")
    assert shows(f"?campaign={campaign.pk}"), "a link that asks for something gets exactly that"
    plain_rows(Duty).filter(unit=clerk.unit).update(state="locked")
    assert "没有要报送的材料" in page(client.get(to))


def test_notices_tell_duties_of_one_name_apart(people: People, campaign: Campaign) -> None:
    duty = Duty.objects.filter(unit=people["clerk"].unit, approval="").exclude(due_on=None)[0]
    duty = actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version, text="已报")
    actions.return_(by=people["supervisor"], duty=duty, seen=duty.version, reason="没有盖章")
    told = Notice.objects.filter(to=people["clerk"]).order_by("-id")[0].text
    assert told == f"“{duty.what}”（{duty.due_on:%Y-%m-%d}到期）已退回：没有盖章"


# ── scope ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def others(people: People, campaign: Campaign) -> Duty:
    """A duty of the other agency; everything it handed in carries the canary."""
    row = Duty.objects.filter(unit=people["stranger"].unit).order_by("number")[0]
    attached = pdf()
    row = actions.hand_in(by=people["stranger"], duty=row, seen=row.version, text=f"{CANARY}说明", received=attached)
    return actions.return_(by=people["supervisor"], duty=row, seen=row.version, reason=f"{CANARY}理由")


def test_no_page_of_one_agency_holds_a_word_of_the_other(people: People, campaign: Campaign, browser: Browser) -> None:
    duty = others(people, campaign)
    given = {
        "campaign": campaign.pk, "print": campaign.pk, "plan": campaign.document_id, "duty": duty.pk,
        "attachment": Return.objects.get().pk,
    }  # fmt: skip
    for who in ("clerk", "chief", "county_clerk", "county_supervisor"):
        client = browser(people[who])
        for pattern in urlpatterns:
            route = f"campaigns:{pattern.name}"
            if people[who].role in policy.DOORS[route].get and (
                pattern.name in given or "<" not in str(pattern.pattern)
            ):
                args = [given[pattern.name]] if pattern.name in given else []
                response = client.get(reverse(route, args=args))
                assert CANARY not in response.content.decode(errors="replace"), (who, route)
        for address in ("/", reverse("notices")):
            assert CANARY not in page(client.get(address))


def test_what_lies_outside_answers_404_and_nothing_changes(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    duty, draft = others(people, campaign), taken(people, sample())
    county_draft = actions.take_plan(by=people["county_supervisor"], text=sample())
    clerk, county = browser(people["clerk"]), browser(people["county_supervisor"])
    before = everything()
    number = Return.objects.get().pk
    gets = [("duty", duty.pk), ("attachment", number), ("plan", draft.pk), ("plan_file", draft.pk)]
    for name, key in gets:
        for client in (clerk, county):
            assert client.get(reverse(f"campaigns:{name}", args=[key])).status_code == 404, name
    assert clerk.post(reverse("campaigns:hand_in", args=[duty.pk]), {"seen": 3, "text": "替报"}).status_code == 404
    for name, key in [("settle", draft.pk), ("check", draft.pk), ("recheck", draft.pk), ("drop", draft.pk),
                      ("launch", draft.pk), ("receive", duty.pk), ("return_", duty.pk)]:  # fmt: skip
        sent = {"seen": 1, "place": 0, "how": "none", "reason": "越权"}
        assert county.post(reverse(f"campaigns:{name}", args=[key]), sent).status_code == 404, name
    assert clerk.get(reverse("campaigns:plan", args=[county_draft.pk])).status_code == 404
    assert county.get(reverse("campaigns:plan", args=[county_draft.pk])).status_code == 200
    assert everything() == before


def test_the_county_sees_the_citys_campaign_and_may_not_act_on_it(
    people: People, units: Units, campaign: Campaign, browser: Browser
) -> None:
    row = Duty.objects.filter(unit=units["county_office"]).order_by("number")[0]
    row = actions.hand_in(by=people["county_clerk"], duty=row, seen=row.version, text="报送")
    county = browser(people["county_supervisor"])
    shown = page(county.get(row.get_absolute_url()))
    assert "收报" not in shown
    assert "待收的报送" not in page(county.get("/"))
    before = everything()
    sent = {"seen": row.version, "reason": "不全"}
    assert county.post(reverse("campaigns:receive", args=[row.pk]), sent).status_code == 422
    assert county.post(reverse("campaigns:return_", args=[row.pk]), sent).status_code == 422
    assert county.post(reverse("campaigns:urge", args=[campaign.pk])).status_code == 422
    shown = page(county.get(reverse("campaigns:plan", args=[campaign.document_id])))
    assert "<form" not in shown.split("<main")[1]
    assert everything() == before


def test_a_unit_that_does_not_take_part_sees_no_campaign(people: People, units: Units, browser: Browser) -> None:
    row = checked(people, sample())
    found = actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["agency"]])
    for who, status in (("stranger", 404), ("county_supervisor", 404), ("clerk", 200), ("leader", 200)):
        client = browser(people[who])
        assert client.get(found.get_absolute_url()).status_code == status, who
        assert (found.title in page(client.get(reverse("campaigns:list")))) == (status == 200), who


def everything() -> str:
    """Every audited row as it is."""
    return repr([list(plain_rows(model).order_by("pk").values()) for model in audited_models()])


# ── how much is asked ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["list", "campaign", "print", "duties", "home", "duty", "plan"])
def test_a_page_asks_no_more_for_many_rows_than_for_one(
    name: str, people: People, units: Units, browser: Browser
) -> None:
    def launched(joining: list[str]) -> Campaign:
        row = checked(people, sample())
        chosen = [units[one] for one in joining]
        found = actions.launch(by=people["supervisor"], document=row, seen=row.version, units=chosen, again=True)
        for one in joining:
            ledger = Ledger.objects.get(unit=units[one], source=found.source, spec_code="self-check")
            rows = [ledgers.NewEntry(f"问题{i}") for i in range(len(joining))]
            ledgers.record(by=people["supervisor"], ledger=ledger, rows=rows)
        return found

    def asked(found: Campaign) -> int:
        client = browser(people["supervisor"])
        duty = Duty.objects.filter(campaign=found).order_by("number")[0]
        address = {
            "list": reverse("campaigns:list"), "duties": reverse("campaigns:duties"), "home": "/",
            "campaign": found.get_absolute_url(), "print": reverse("campaigns:print", args=[found.pk]),
            "duty": duty.get_absolute_url(), "plan": reverse("campaigns:plan", args=[found.document_id]),
        }[name]  # fmt: skip
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = asked(launched(["agency"]))
    many = asked(launched(["agency", "other", "county_agency", "town", "team", "county_office"]))
    assert many <= few + (1 if name == "plan" else 0), (few, many)
    assert many <= 36


def test_everybody_else_is_kept_out_by_the_table(people: People, campaign: Campaign, browser: Browser) -> None:
    for who in ("officer", "admin", "security", "auditor"):
        for name in ("list", "duties", "new"):
            client: Client = browser(people[who])
            assert client.get(reverse(f"campaigns:{name}")).status_code == 403
