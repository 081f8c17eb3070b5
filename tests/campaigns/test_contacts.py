"""Contacts with their numbers for two pairs of eyes; groups whose members change with a day and a reason."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions, directory
from fajian.campaigns.models import Campaign, Contact, Group, Member
from fajian.campaigns.views.groups import in_order
from fajian.core.errors import Refused
from fajian.core.models import Event, Notice
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import CANARY, Browser
from tests.campaigns.test_pages import everything, page

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]
NUMBER, MAIL = "0999-7654321", "lianluo@example.com"


def named(people: People, campaign: Campaign, who: str = "clerk", **given: Any) -> Contact:
    values = {"part": "contact", "name": "甲某", "post": "科长", "numbers": {"mobile": NUMBER, "email": MAIL}}
    return actions.name_contact(by=people[who], campaign=campaign, unit=people[who].unit, **values | given)


@pytest.mark.mechanisms("S003-35", "S001-78")
def test_units_name_their_contacts_and_the_office_sees_who_has_not(people: People, campaign: Campaign) -> None:
    named(people, campaign)
    named(people, campaign, part="leader", name="乙某", post="副局长", numbers={"office_phone": "1"})
    found = directory.rows(campaign, people["supervisor"], dt.date(2026, 3, 20))
    assert [row.is_complete for row in found].count(True) == 1
    assert actions.remind_contacts(by=people["supervisor"], campaign=campaign) == 2
    assert not Notice.objects.filter(to=people["clerk"], text__contains="联系人").exists()
    assert {row.light for row in found if not row.is_complete} == {("grey", "未报")}
    late = directory.rows(campaign, people["supervisor"], timezone.localdate())
    assert {row.light for row in late} == {("red", "逾期"), ("green", "已报（迟）")}


@pytest.mark.mechanisms("S003-51")
def test_a_unit_registers_who_answers_for_it(people: People, campaign: Campaign) -> None:
    row = named(people, campaign, "chief", part="chief", name="丙某", post="局长", numbers={})
    found = directory.rows(campaign, people["leader"], timezone.localdate())
    assert [one.contact for unit in found for one in unit.of("chief")] == [row]


def test_a_contact_is_replaced_and_the_one_before_stays(people: People, campaign: Campaign) -> None:
    old = named(people, campaign)
    with pytest.raises(Refused, match="写明理由"):
        actions.replace_contact(
            by=people["clerk"], contact=old, seen=1, reason=" ", name="丁", post="科员", numbers={"mobile": "2"}
        )
    new = actions.replace_contact(
        by=people["clerk"], contact=old, seen=1, reason="调离", name="丁", post="科员", numbers={"mobile": "2"}
    )
    old = Contact.objects.get(pk=old.pk)
    assert (old.to_on, old.reason, new.from_on) == (timezone.localdate(), "调离", timezone.localdate())
    with pytest.raises(Refused, match="已经更换"):
        actions.replace_contact(
            by=people["clerk"], contact=old, seen=2, reason="再换", name="戊", post="科员", numbers={"mobile": "2"}
        )


def test_a_contact_can_be_reached_and_is_ones_own(people: People, units: Units, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="办公电话或者手机"):
        named(people, campaign, numbers={"email": MAIL})
    with pytest.raises(Refused, match="姓名和职务"):
        named(people, campaign, name=" ")
    with pytest.raises(Refused, match="请选择"):
        named(people, campaign, part="x")
    with pytest.raises(Refused, match="不在您的权限范围"):
        actions.name_contact(
            by=people["clerk"], campaign=campaign, unit=units["other"], part="contact", name="甲", post="乙",
            numbers={"mobile": "1"},
        )  # fmt: skip


def test_numbers_stand_in_no_event_and_no_notice(people: People, campaign: Campaign, browser: Browser) -> None:
    row = named(people, campaign)
    client = browser(people["clerk"])
    to = reverse("campaigns:replace_contact", args=[row.pk])
    sent = {"seen": 1, "reason": "调离", "name": "丁某", "post": "科员", "mobile": NUMBER, "email": MAIL}
    assert "已更换" in page(client.post(to, sent, follow=True))
    actions.remind_contacts(by=people["supervisor"], campaign=campaign)
    told = "".join(event.payload or "" for event in Event.objects.all())
    assert "丁某" in told
    for secret in (NUMBER, MAIL):
        assert secret not in told
        assert not Notice.objects.filter(text__contains=secret).exists()


def test_numbers_are_for_the_unit_and_the_office_that_leads(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    named(people, campaign)
    named(people, campaign, "county_clerk")
    address = reverse("campaigns:contacts", args=[campaign.pk])
    export = reverse("campaigns:contacts_export", args=[campaign.pk])
    for who, reads in (("clerk", True), ("supervisor", True), ("leader", False), ("discipline", False),
                       ("county_supervisor", True)):  # fmt: skip
        client = browser(people[who])
        book = openpyxl.load_workbook(io.BytesIO(client.get(export).content))
        cells = str([line for sheet in book for line in sheet.iter_rows(values_only=True)])
        for text in (page(client.get(address)), cells):
            assert (NUMBER in text) == reads, who
            assert (directory.MASK in text.split("<main")[-1].replace("看到的是“＊＊＊”", "")) != reads, who
    assert NUMBER not in page(browser(people["stranger"]).get(address))


def test_the_export_has_the_annexs_shape(people: People, campaign: Campaign, browser: Browser) -> None:
    named(people, campaign)
    named(people, campaign, part="leader", name="乙某", post="副局长", numbers={"office_phone": "0999-1"})
    file = browser(people["supervisor"]).get(reverse("campaigns:contacts_export", args=[campaign.pk]))
    (sheet,) = [one for one in openpyxl.load_workbook(io.BytesIO(file.content)) if one.sheet_state == "visible"]
    lines = [[cell for cell in line if cell] for line in sheet.iter_rows(values_only=True)]
    assert any("分管领导" in line for line in lines)
    own = next(line for line in lines if "甲某" in line)
    assert own[1:5] == ["乙某", "副局长", "0999-1", "甲某"]
    assert sum("未报送" in line for line in lines) == 2


# ── groups ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def formed(people: People, campaign: Campaign, title: str = "专项整治领导小组", **given: Any) -> Group:
    return actions.form_group(by=people["supervisor"], campaign=campaign, **{"kind": "leading", "title": title} | given)


def joined(people: People, group: Group, role: str = "组长", who: str = "分管副市长") -> Member:
    return actions.add_member(by=people["supervisor"], group=group, role=role, who=who, from_on=dt.date(2026, 3, 2))


@pytest.mark.mechanisms("S002-29", "S002-30")
def test_a_leading_group_with_its_office_and_working_groups(
    people: People, units: Units, campaign: Campaign, browser: Browser
) -> None:
    leading = formed(people, campaign)
    formed(people, campaign, "领导小组办公室", kind="office", above=leading, task="日常工作")
    working = formed(people, campaign, "案件查处小组", kind="working", above=leading)
    actions.add_member(
        by=people["supervisor"], group=working, role="成员", who="安澜市城市管理局", member_unit=units["agency"],
        from_on=dt.date(2026, 3, 2),
    )  # fmt: skip
    joined(people, leading)
    for who in ("clerk", "leader", "county_clerk", "discipline"):
        shown = page(browser(people[who]).get(reverse("campaigns:groups", args=[campaign.pk])))
        for told in ("领导小组办公室", "设在专项整治领导小组之下", "职责：日常工作", "分管副市长", "安澜市城市管理局"):
            assert told in shown, (who, told)
        assert "增加成员" not in shown
    with pytest.raises(Refused, match="同名"):
        formed(people, campaign)


def test_a_member_is_replaced_with_a_day_and_a_reason(people: People, campaign: Campaign) -> None:
    group = formed(people, campaign)
    row = joined(people, group)
    joined(people, group, "成员", "市财政局")

    def replace(**given: Any) -> Member:
        values = {"seen": row.version, "reason": "工作调动", "on": dt.date(2026, 6, 1), "who": "新任副市长"}
        return actions.replace_member(by=people["supervisor"], member=row, **values | given)

    with pytest.raises(Refused, match="不能早于起任日期"):
        replace(on=dt.date(2026, 3, 1))
    with pytest.raises(Refused, match="写明理由"):
        replace(reason=" ")
    new = replace()
    old = Member.objects.get(pk=row.pk)
    assert (old.to_on, old.reason) == (dt.date(2026, 6, 1), "工作调动")
    assert (new.follows, new.role, new.from_on) == (old, "组长", dt.date(2026, 6, 1))
    joined(people, row.group, "副组长", "市司法局局长")
    assert [one.who for one in in_order(Member.objects.all()) if one.to_on is None] == [
        "新任副市长",
        "市财政局",
        "市司法局局长",
    ]
    with pytest.raises(Refused, match="已经更换"):
        actions.replace_member(by=people["supervisor"], member=old, seen=old.version, reason="再", on=old.from_on)


def test_groups_are_the_leading_offices(people: People, campaign: Campaign, browser: Browser) -> None:
    group = formed(people, campaign)
    member = joined(people, group)
    with pytest.raises(Refused, match="上级单位牵头"):
        actions.add_member(
            by=people["county_supervisor"], group=group, role="成员", who="甲", from_on=dt.date(2026, 3, 2)
        )
    county = browser(people["county_supervisor"])
    before = everything()
    sent = {"kind": "working", "title": "甲", "role": "成员", "who": "甲", "from_on": "2026-03-02", "seen": 1,
            "on": "2026-06-01", "reason": "越权"}  # fmt: skip
    for name, key in (("form_group", campaign.pk), ("dissolve_group", group.pk), ("add_member", group.pk),
                      ("replace_member", member.pk), ("take_groups", campaign.pk)):  # fmt: skip
        assert county.post(reverse(f"campaigns:{name}", args=[key]), sent).status_code == 422, name
    assert everything() == before
    row = actions.dissolve_group(by=people["supervisor"], group=group, seen=1, reason="任务完成")
    assert row.ended_on == timezone.localdate()
    with pytest.raises(Refused, match="已经撤销"):
        joined(people, row)
    assert "任务完成" in page(browser(people["clerk"]).get(reverse("campaigns:groups", args=[campaign.pk])))


def test_groups_the_plan_names_are_set_up_in_one_step(people: People, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="没有写明工作组"):
        actions.take_groups(by=people["supervisor"], campaign=campaign)
    campaign.document.compiled["groups"] = [
        {
            "name": "整治领导小组",
            "members": [{"role": "组长", "unit": "市人民政府"}, {"role": "成员", "unit": "市司法局"}],
        },
        {"name": "领导小组办公室", "members": []},
    ]
    assert actions.groups_of(campaign)[0]["name"] == "整治领导小组"
    assert [actions.kind_of(name) for name in ("整治领导小组", "领导小组办公室", "案件查处小组")] == [
        "leading", "office", "working",
    ]  # fmt: skip


def test_no_page_of_one_agency_tells_of_the_others_contacts(
    people: People, campaign: Campaign, browser: Browser
) -> None:
    row = named(people, campaign, "stranger", name=f"{CANARY}某")
    for who in ("clerk", "county_clerk", "county_supervisor"):
        client = browser(people[who])
        assert CANARY not in page(client.get(reverse("campaigns:contacts", args=[campaign.pk])))
        sent = {"seen": 1, "reason": "越权", "name": "甲", "post": "乙", "mobile": "1"}
        if who != "county_supervisor":
            assert client.post(reverse("campaigns:replace_contact", args=[row.pk]), sent).status_code == 404
