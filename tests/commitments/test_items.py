"""The list: every element checked, approved by a second person, published with guide and form, in editions."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.commitments import actions
from fajian.commitments.models import PromiseItem
from fajian.commitments.words import elements
from fajian.commitments.workflow import ITEM
from fajian.core.errors import Refused
from fajian.core.models import Notice
from fajian.orgs.actions import close_unit, open_unit
from tests.campaigns.conftest import SYSTEM
from tests.commitments.conftest import (
    DATA,
    ROLES,
    SAID,
    Browser,
    People,
    Units,
    drafted,
    granted,
    notice,
    published,
    queries,
    refused,
    submitted,
    who,
)

pytestmark = pytest.mark.django_db
WHERE: dict[str, Any] = {"published_on": timezone.localdate(), "published_where": "市政府网站"}
STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "edit": (actions.edit, {"notice": notice(title="改过的名称")}),
    "submit": (actions.submit, {}),
    "return_": (actions.return_, {"reason": "请写明条款"}),
    "publish": (actions.publish, WHERE),
    "end": (actions.end, {"reason": "证明已经取消"}),
    "strike": (actions.strike, {"reason": "重复"}),
}


def led_to(people: People, row: PromiseItem, state: str) -> PromiseItem:
    """The item in this state."""
    by = {"by": people["clerk"]}
    match state:
        case "submitted":
            return submitted(people, row)
        case "published":
            return published(people, row)
        case "replaced":
            row = published(people, row)
            published(people, actions.revise(**by, item=row, seen=row.version))
            row.refresh_from_db()
        case "ended":
            row = published(people, row)
            return actions.end(by=people["chief"], item=row, seen=row.version, reason="证明已经取消")
        case "struck":
            return actions.strike(**by, item=row, seen=row.version, reason="重复")
    return row


def test_in_each_state_the_listed_steps_work_and_no_others(people: People, units: Units) -> None:
    for state in ITEM.states:
        row = led_to(people, drafted(people, units), state)
        for step in ITEM.steps:
            if step.name in ("revise", "replace"):
                continue
            act, more = STEPS[step.name]
            for role in ROLES:
                listed = state in step.sources and role in ITEM.roles(step)
                play = lambda a=act, b=who(people, role), r=row, m=more: a(by=b, item=r, seen=r.version, **m)  # noqa: E731
                said = refused(play, step.target)
                assert bool(said) != listed, (role, step.name, state, said)


@pytest.mark.mechanisms("S004-40")
def test_a_notice_that_lacks_an_element_is_not_published(people: People, units: Units, browser: Browser) -> None:
    for one in elements():
        row = drafted(people, units, data={name: text for name, text in DATA.items() if name != one.name})
        with pytest.raises(Refused, match=f"没有写{one.label}"):
            submitted(people, row)
    for more, said in (
        ({"data": DATA | {"liability": "承担民事和行政责任"}}, "没有写到：刑事"),
        ({"data": DATA | {"basis": "有关法律法规"}}, "没有写明是哪部法的哪一条"),
        ({"data": DATA | {"basis": "《行政许可法》第三百条"}}, "第三百条有问题"),
        ({"risk": ""}, "没有核对是否属于高风险"),
        ({"risk": "ecology"}, "不适用告知承诺"),
        ({"check_standard": ""}, "没有写核查标准"),
        ({"check_way": "exempt"}, "免予核查的条件"),
        ({"check_way": "exempt", "exempt_when": "数据共享可以查到"}, "日常监管方式"),
    ):
        with pytest.raises(Refused, match=said):
            submitted(people, drafted(people, units, **more))
    row = drafted(people, units, data=DATA | {"liability": "承担民事责任"})
    page = browser(people["clerk"]).get(row.get_absolute_url()).content.decode()
    assert "不实承诺的责任没有写到：行政、刑事。" in page


@pytest.mark.mechanisms("S004-35", "S004-39")
def test_a_second_person_publishes_and_anybody_finds_the_item_its_guide_and_its_form(
    people: People, units: Units, browser: Browser
) -> None:
    row = drafted(people, units)
    row = actions.submit(by=people["chief"], item=row, seen=row.version)
    with pytest.raises(Refused, match="提请人以外的另一人"):
        actions.publish(by=people["chief"], item=row, seen=row.version, **WHERE)
    ahead = WHERE | {"published_on": timezone.localdate() + dt.timedelta(days=1)}
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.publish(by=people["supervisor"], item=row, seen=row.version, **ahead)
    anybody, guide = Client(), reverse("commitments:guide", args=[row.pk])
    assert anybody.get(guide).status_code == 404, "not before it is published"
    row = actions.publish(by=people["supervisor"], item=row, seen=row.version, **WHERE)
    assert row.title in anybody.get(reverse("commitments:catalogue")).content.decode()
    assert row.title not in anybody.get(reverse("commitments:catalogue"), {"q": "没有的"}).content.decode()
    page = anybody.get(guide).content.decode()
    for text in (*DATA.values(), "作出决定后10个工作日内", SAID["check_standard"]):
        assert text in page
    for name, words in (
        ("guide_paper", ["行政审批科", "自主选择", *DATA.values()]),
        ("blank_form", ["【待填：申请人】", "真实意思的表示", *DATA.values()]),
    ):
        paper = docx.Document(io.BytesIO(anybody.get(reverse(f"commitments:{name}", args=[row.pk])).content))
        text = "\n".join([one.text for one in paper.paragraphs] + [
            cell.text for table in paper.tables for line in table.rows for cell in line.cells
        ])  # fmt: skip
        assert [word for word in words if word not in text] == []
    sheet: Any = openpyxl.load_workbook(
        io.BytesIO(browser(people["leader"]).get(reverse("commitments:export")).content)
    ).active
    cells = [str(cell) for line in sheet.iter_rows(values_only=True) for cell in line if cell]
    assert {row.title, "现场核查", "市政府网站", DATA["basis"]} <= set(cells)


def test_a_new_edition_takes_the_place_of_the_one_before_when_it_is_published(
    people: People, item: PromiseItem
) -> None:
    by = {"by": people["clerk"]}
    row = actions.revise(**by, item=item, seen=item.version)
    with pytest.raises(Refused, match="已经有一个修订稿"):
        actions.revise(**by, item=item, seen=item.version)
    with pytest.raises(Refused, match="先作废修订稿"):
        actions.end(by=people["chief"], item=item, seen=item.version, reason="取消")
    assert (row.edition, row.data, row.state) == (2, item.data, "draft")
    text = notice(check_count=None, data=DATA | {"materials": "身份证明"})
    row = published(people, actions.edit(**by, item=row, seen=row.version, notice=text))
    assert list(PromiseItem.objects.published()) == [row]
    item.refresh_from_db()
    assert (item.state, item.data["materials"]) == ("replaced", "无")
    page = Client().get(reverse("commitments:guide", args=[row.pk])).content.decode()
    assert "作出决定后60日内（参照涉企经营许可事项" in page, "the region says what the item leaves open"


def test_pages_lead_through_drafting_submitting_and_publishing(people: People, units: Units, browser: Browser) -> None:
    unit, chief = browser(people["clerk"]), browser(people["chief"])
    plain = {name: value for name, value in SAID.items() if name != "data"}
    sent = plain | {f"c_{name}": text for name, text in DATA.items()}
    sent |= {"unit": units["agency"].pk, "kind": "proof", "check_unit": "working_days"}
    assert unit.post(reverse("commitments:new"), sent | {"title": ""}).status_code == 422
    assert unit.post(reverse("commitments:new"), sent).status_code == 302
    row = PromiseItem.objects.get()
    assert row.data == DATA
    address = lambda name: reverse("commitments:take", args=[row.pk, name])  # noqa: E731
    assert 'value="占道经营场所登记"' in unit.get(address("edit")).content.decode()
    assert unit.post(address("submit"), {"seen": row.version}).status_code == 302
    assert unit.get(address("publish")).status_code == 404
    assert chief.post(address("publish"), {"seen": row.version + 1, **WHERE}).status_code == 302
    assert unit.post(address("revise"), {"seen": row.version + 2}).status_code == 302
    assert browser(people["stranger"]).get(row.get_absolute_url()).status_code == 404
    places = [reverse("commitments:items"), reverse("commitments:catalogue")]
    before = [queries(chief, place) for place in places]
    for _ in range(3):
        published(people, drafted(people, units))
    assert [queries(chief, place) for place in places] == before


@pytest.mark.mechanisms("S004-26")
def test_each_item_says_who_supervises_after_it_was_granted(people: People, units: Units, browser: Browser) -> None:
    """谁审批谁监管, 谁主管谁监管; where nobody is named, or the unit is gone, somebody has it to do."""
    row = published(people, drafted(people, units))
    desk, todo = browser(people["clerk"]), "没有落实监管单位的告知承诺事项"
    address = reverse("commitments:watcher", args=[row.pk])
    assert todo in desk.get("/").content.decode()
    listed = reverse("commitments:items")
    assert row.title in desk.get(listed, {"state": "unwatched"}).content.decode()
    desk.post(address, {"watcher": units["agency"].pk, "seen": row.version, "key": "1" * 32})
    row.refresh_from_db()
    assert row.watch_rule == "谁审批谁监管"
    assert todo not in desk.get("/").content.decode()
    with pytest.raises(Refused, match="监管单位已经是"):
        actions.name_watcher(by=people["clerk"], item=row, seen=row.version, watcher=units["agency"])
    row = actions.name_watcher(by=people["clerk"], item=row, seen=row.version, watcher=units["other"])
    assert "谁主管谁监管" in desk.get(row.get_absolute_url()).content.decode()
    assert Notice.objects.filter(to=people["stranger"], text__contains="由本单位监管（谁主管谁监管）").exists()
    granted(people, row)
    told = Notice.objects.filter(to=people["stranger"], text__contains="已准予").get()
    assert browser(people["stranger"]).get(told.link).status_code == 200, "what it is told of can be read"
    made = actions.revise(by=people["clerk"], item=row, seen=row.version)
    assert made.watcher == units["other"]
    other = open_unit(by=SYSTEM, name="市场所管理处", kind="agency", parent=units["root"])
    row = actions.name_watcher(by=people["clerk"], item=row, seen=row.version, watcher=other)
    close_unit(by=SYSTEM, unit=other, on=timezone.localdate())
    assert todo in desk.get("/").content.decode()
    row.refresh_from_db()
    other.refresh_from_db()
    with pytest.raises(Refused, match="已撤销"):
        actions.name_watcher(by=people["clerk"], item=made, seen=made.version, watcher=other)
    with pytest.raises(Refused, match="权限范围"):
        actions.name_watcher(by=people["stranger"], item=row, seen=row.version, watcher=units["agency"])
    assert browser(people["stranger"]).get(address).status_code == 404
