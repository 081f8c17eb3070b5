"""Pages on which people change a plan: element by element, as YAML, and the pages that show what changed."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fajian.campaigns import actions
from fajian.campaigns.editing import standing
from fajian.campaigns.models import PlanDocument
from fajian.engine.plans import yaml
from fajian.engine.plans.columns import SECTIONS
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import Browser, checked, sample, taken
from tests.campaigns.test_pages import page, upload

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]


def fields(html: str, name: str = "seen") -> dict[str, str]:
    """What a browser would send of the form that has this field, before anything is typed."""
    form = next(part for part in re.findall(r"<form.*?</form>", html, re.S) if f'name="{name}"' in part)
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        label, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        if label and ('type="checkbox"' not in tag or "checked" in tag):
            found[label[1]] = value[1] if value else ("on" if "checkbox" in tag else "")
    for label, value in re.findall(r'<textarea name="(\w+)"[^>]*>\s?(.*?)</textarea>', form, re.S):
        found[label] = unescape(value)
    for label, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[label] = chosen[1] if chosen else ""
    return found


def go(client: Client, address: str, **typed: str) -> str:
    """Open the page with a form, type, send it, follow."""
    sent = fields(page(client.get(address))) | typed
    return page(client.post(address, sent, follow=True))


def edit_of(row: PlanDocument, *blanks: Any) -> str:
    return reverse("campaigns:edit_element", args=[row.pk, *blanks])


@pytest.mark.parametrize("section", [one.name for one in SECTIONS])
def test_every_kind_of_element_is_added_and_sent_back_unchanged_changes_nothing(
    section: str, people: People, browser: Browser
) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    typed = {
        "stages": {"title": "附加阶段", "from_on": "2026-11-01", "to_on": "2026-11-30"},
        "tasks": {"number": "9", "title": "附加任务", "lead": "市司法局、各县(市、区)局", "due_new": "2026-09-01"},
        "duties": {"what": "附加报送", "due": "2026-09-01", "annexes": "1、2"},
        "annexes": {"number": "9", "title": "附加台账"},
        "problems": {"group": "附加", "text": "附加问题"},
        "contacts": {"kind": "phone", "value": "0000-0000"},
        "bases": {"name": "附加依据"},
        "targets": {"text": "附加目标", "number": "60", "unit": "%"},
        "groups": {"name": "附加工作专班"},
        "rule_deadlines": {"what": "附加时限", "after": "决定之日", "count": "7", "unit": "working_days"},
    }[section]
    shown = go(client, reverse("campaigns:add_element", args=[row.pk, section]), **typed)
    assert "已保存为第 2 版" in shown
    assert "人工补充" in shown
    row.refresh_from_db()
    added = getattr(standing(row).plan, section)
    place = len(added) - 1
    for name, value in typed.items():
        if name != "due_new":
            own = getattr(added[place], name)
            joined = "、".join(map(str, own)) if isinstance(own, tuple) else str(own)
            assert joined.removesuffix(".0") == value
    assert "内容没有改动" in page(
        client.post(edit_of(row, section, place), fields(page(client.get(edit_of(row, section, place))))), 422
    )


def test_a_task_and_its_time_limits_are_changed(people: People, browser: Browser) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    plan = row.plan
    place = next(i for i, task in enumerate(plan.tasks) if task.due)
    address = edit_of(row, "tasks", place)
    assert plan.tasks[place].due[0].quote in page(client.get(address))
    shown = go(client, address, due_0="2026-08-01", due_new="2026-10-01", support="市财政局", standing="on")
    assert "人工修改" in shown
    row.refresh_from_db()
    task = standing(row).plan.tasks[place]
    assert [str(due.on) for due in task.due][-1] == "2026-10-01"
    assert (str(task.due[0].on), task.due[0].quote) == ("2026-08-01", plan.tasks[place].due[0].quote)
    assert (task.support, task.standing) == (("市财政局",), True)
    go(client, edit_of(row, "tasks", place), gone_0="on")
    row.refresh_from_db()
    assert len(standing(row).plan.tasks[place].due) == len(plan.tasks[place].due)


def test_the_head_of_the_plan_is_changed(people: People, browser: Browser) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    go(
        client,
        reverse("campaigns:edit_plan", args=[row.pk]),
        title="新标题",
        issued_on="2026年3月3日",
        to_on="2027-01-31",
    )
    row.refresh_from_db()
    plan = standing(row).plan
    assert (row.title, plan.title, str(plan.issued_on)) == ("新标题", "新标题", "2026-03-03")
    assert plan.period is not None
    assert (str(plan.period.to_on), plan.period.quote) == ("2027-01-31", row.plan.period.quote)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("section", "typed", "told"),
    [
        ("tasks", {"title": ""}, "请填写内容。"),
        ("tasks", {"annexes": "一"}, "附件应为附件的序号，“一”不是。"),
        ("tasks", {"due_0": "五月初"}, "应为日期，例如 2026-11-21。"),
        ("stages", {"from_on": "2026-12-01", "to_on": "2026-11-01"}, "结束不能早于开始，请核对。"),
        ("duties", {"every": "旬"}, "周期没有“旬”这一项"),
        ("annexes", {"number": "一"}, "序号应为数字"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    section: str, typed: dict[str, str], told: str, people: People, browser: Browser
) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    place = next(i for i, one in enumerate(getattr(row.plan, section)) if section != "tasks" or one.due)
    address = edit_of(row, section, place)
    shown = page(client.post(address, fields(page(client.get(address))) | typed), 422)
    assert told in shown
    assert all(value in shown for value in typed.values())
    assert PlanDocument.objects.get(pk=row.pk).latest == 1


def test_an_element_is_struck_with_a_reason_and_restored(people: People, browser: Browser) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    address, strike = edit_of(row, "tasks", 1), reverse("campaigns:strike_element", args=[row.pk, "tasks", 1])
    sent = fields(page(client.get(address)), "reason")
    assert "请填写删去的理由。" in page(client.post(strike, sent), 422)
    shown = page(client.post(strike, sent | {"reason": "与本市无关"}, follow=True))
    assert "已删去（1）" in shown
    back = reverse("campaigns:restore_element", args=[row.pk, "tasks", 1])
    row.refresh_from_db()
    shown = page(client.post(back, {"seen": str(row.version)}, follow=True))
    assert "已删去（" not in shown
    assert "理由：与本市无关" in page(client.get(reverse("campaigns:versions", args=[row.pk])))
    assert client.post(back, {"seen": str(row.version)}).status_code == 404


def test_the_plan_goes_out_as_yaml_and_comes_back_changed(people: People, browser: Browser) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    address = reverse("campaigns:plan_yaml", args=[row.pk])
    file = client.get(reverse("campaigns:plan_yaml_file", args=[row.pk])).content.decode()
    assert unescape(fields(page(client.get(address)), "text")["text"]).strip() == file.strip()
    changed = file.replace("发文机关: 安澜市司法局", "发文机关: 安澜市人民政府", 1)
    sent = fields(page(client.get(address)), "text")
    shown = page(client.post(address, sent | {"file": upload("方案.yaml", changed.encode())}, follow=True))
    assert "发文机关：安澜市司法局 → 安澜市人民政府" in shown
    row.refresh_from_db()
    wrong = yaml.write(standing(row).plan).replace("阶段:", "阶 段:", 1)
    sent = fields(page(client.get(address)), "text") | {"text": wrong}
    shown = page(client.post(address, sent), 422)
    assert re.search(r"第\d+行：“方案”里没有“阶 段”这一项", shown)
    assert "阶 段:" in shown
    assert PlanDocument.objects.get(pk=row.pk).latest == 2


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.yaml", b"", "空文件"),
        ("a.yaml", "标题: 甲".encode("utf-16"), "不是 UTF-8 编码"),
        ("a.yaml", b"\x00" * 6_000_001, "超过 6 MB"),
        ("a.yaml", "标题: &a [*a]".encode(), "不能用 &amp; 和 \\* 引用"),
    ],
    ids=["empty", "utf-16", "large", "reference"],
)
def test_a_file_that_is_no_plan_is_refused(
    name: str, content: bytes, told: str, people: People, browser: Browser
) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    address = reverse("campaigns:plan_yaml", args=[row.pk])
    sent = fields(page(client.get(address)), "text") | {"file": upload(name, content)}
    assert re.search(told, page(client.post(address, sent), 422))


def test_any_two_versions_are_compared(people: People, browser: Browser) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    for issuer in ("甲局", "乙局"):
        go(client, reverse("campaigns:edit_plan", args=[row.pk]), issuer=issuer)
    address = reverse("campaigns:versions", args=[row.pk])
    assert "发文机关：甲局 → 乙局" in page(client.get(address))
    assert "发文机关：安澜市司法局 → 乙局" in page(client.get(address, {"old": 1, "new": 3}))
    assert "请选择两个不同的版本" in page(client.get(address, {"old": 2, "new": 2}))
    assert "发文机关：甲局 → 乙局" in page(client.get(address, {"old": "x", "new": "99"}))


def test_the_proposals_are_listed_before_they_are_taken_together(people: People, browser: Browser) -> None:
    row, client = taken(people, sample()), browser(people["supervisor"])
    address = reverse("campaigns:settle_all", args=[row.pk])
    assert address in page(client.get(row.get_absolute_url()))
    shown = page(client.get(address))
    listed = re.findall(r'name="places" value="(\d+)" checked', shown)
    assert len(listed) > 1
    assert "请至少选择一处存疑" in page(client.post(address, {"seen": fields(shown)["seen"]}), 422)
    shown = page(client.post(address, fields(shown) | {"places": listed}, follow=True))
    assert f"已按建议核定 {len(listed)} 处存疑" in shown
    row.refresh_from_db()
    assert set(row.settled) == set(listed)


def test_a_plan_that_is_no_longer_a_draft_is_not_changed(people: People, units: Units, browser: Browser) -> None:
    row, client = checked(people, sample()), browser(people["supervisor"])
    for address in (reverse("campaigns:edit_plan", args=[row.pk]), edit_of(row, "tasks", 0)):
        assert client.get(address).status_code == 404
    assert client.post(reverse("campaigns:plan_yaml", args=[row.pk]), {"text": "标题: 甲"}).status_code == 404
    assert client.get(edit_of(taken(people, sample()), "tasks", 99)).status_code == 404
    assert client.get(edit_of(taken(people, sample()), "nothing", 0)).status_code == 404


def test_a_county_that_takes_part_reads_the_plan_and_changes_nothing(
    people: People, units: Units, browser: Browser
) -> None:
    row = checked(people, sample())
    actions.launch(by=people["supervisor"], document=row, seen=row.version, units=[units["county_office"]])
    client = browser(people["county_supervisor"])
    for name in ("plan_yaml", "plan_yaml_file", "versions"):
        assert client.get(reverse(f"campaigns:{name}", args=[row.pk])).status_code == 200
    assert client.get(reverse("campaigns:edit_plan", args=[row.pk])).status_code == 404
    stranger = browser(people["stranger"])
    for name in ("plan_yaml", "plan_yaml_file", "versions"):
        assert stranger.get(reverse(f"campaigns:{name}", args=[row.pk])).status_code == 404
