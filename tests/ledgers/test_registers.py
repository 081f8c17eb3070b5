"""Ledgers that plans ask for without a form of their own: what a message board told, enterprises, the rulebook."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from fajian.core.errors import Refused
from fajian.ledgers import actions
from fajian.ledgers.models import Entry, Ledger, Rectification, Traits
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page
from tests.ledgers.stories import DUE_ON, pdf
from tests.ledgers.test_takeins import hand_back, look, take

pytestmark = pytest.mark.django_db
People = dict[str, User]


def opened(by: User, form: str) -> Ledger:
    return actions.open_ledger(by=by, unit=by.unit, spec_code=form)


def exported(client: Any, address: str) -> list[tuple[Any, ...]]:
    """The rows of the first sheet of a download."""
    return list(load_workbook(io.BytesIO(client.get(address).content)).worksheets[0].iter_rows(values_only=True))


# ── 涉企留言板 ───────────────────────────────────────────────────────────────────────────────────────────────────────


def board(*messages: tuple[str, str, str]) -> bytes:
    """What the message board gives out: its own order of columns, and columns of its own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["留言编号", "留言时间", "留言企业", "反映问题", "点赞数"])
    for number, enterprise, problem in messages:
        sheet.append([number, "2026-03-12", enterprise, problem, 3])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.mechanisms("S001-29")
def test_what_the_message_board_told_is_taken_in_once_and_becomes_problems_of_the_unit(
    people: People, browser: Browser
) -> None:
    ledger, office = opened(people["clerk"], "enterprise-message-board"), people["supervisor"]
    messages = (("L-1", "安华商贸", "半年内四次上门检查，事项相同"), ("L-2", "源丰机械", "查封设备两个月没有下文"))
    take(hand_back(ledger, board(*messages), office, "留言板导出.xlsx"), office)
    rows = list(Entry.objects.filter(ledger=ledger).order_by("number"))
    assert [(row.title, row.data["message_no"], row.data["enterprise"]) for row in rows] == [
        (problem, number, enterprise) for number, enterprise, problem in messages
    ]
    assert {row.problem.state for row in rows if row.problem} == {"found"}
    assert set(Traits.objects.filter(entry__ledger=ledger).values_list("channel", flat=True)) == {"涉企留言板"}
    # Next month's export holds the old messages too: a number stands once.
    again = board(*messages, ("L-3", "安华商贸", "罚款没有开票据"))
    taking = hand_back(ledger, again, office, "留言板导出二.xlsx")
    assert look(taking, office).left
    take(taking, office)
    assert list(Entry.objects.filter(ledger=ledger).order_by("number").values_list("data__message_no", flat=True)) == [
        "L-1", "L-2", "L-3",
    ]  # fmt: skip
    listed = page(
        browser(office).get(reverse("ledgers:problems"), {"form": "enterprise-message-board", "q": "安华商贸"})
    )
    assert "四次上门检查" in listed
    assert "罚款没有开票据" in listed
    assert "源丰机械" not in listed


# ── 涉企突出问题 ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S001-32")
def test_an_enterprise_problem_is_sorted_settled_on_persons_and_closed_by_the_office(
    people: People, browser: Browser
) -> None:
    clerk, office = people["clerk"], people["supervisor"]
    ledger = opened(clerk, "enterprise-problems")
    client, address = browser(clerk), reverse("ledgers:record", args=[ledger.pk])
    typed = {"c_unit": clerk.unit.name, "c_enterprise": "安华商贸", "c_problem": "查封期满未作决定"}
    assert "请选择问题大类。" in client.post(address, typed).content.decode()
    assert client.post(address, typed | {"c_defect": "滥用财产性强制措施"}).status_code == 302
    problem = Rectification.objects.get(ledger=ledger)
    text = {"cause": "期限无人盯办", "measure": "解除查封，建立期限提醒", "due_on": DUE_ON, "person": "王某"}
    with pytest.raises(Refused, match="责任领导"):
        actions.accept(by=clerk, rectification=problem, seen=1, **text)
    actions.accept(by=clerk, rectification=problem, seen=1, leader="李局", **text)
    actions.submit(by=clerk, rectification=problem, seen=2, result="已解除查封并退还", files=[pdf("解除决定")])
    with pytest.raises(Refused):
        actions.close(by=clerk, rectification=problem, seen=3)
    actions.close(by=office, rectification=problem, seen=3)
    rows = exported(browser(office), f"{reverse('ledgers:export_all')}?form=enterprise-problems")
    told = next(row for row in rows if "安华商贸" in row)
    assert {"滥用财产性强制措施", "李局", "王某", "已解除查封并退还", "是"} <= set(told)


# ── 制度清单 ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def rule(by: User, ledger: Ledger, title: str, **data: str) -> None:
    actions.record(by=by, ledger=ledger, rows=[actions.NewEntry(title, data)])


@pytest.mark.mechanisms("S003-06")
def test_every_unit_lists_its_rules_and_how_far_each_is_revised(people: People, browser: Browser) -> None:
    clerk, stranger = people["clerk"], people["stranger"]
    client, ledger = browser(clerk), opened(clerk, "rulebook")
    address = reverse("ledgers:record", args=[ledger.pk])
    typed = {"c_unit": clerk.unit.name, "c_title": "行政执法责任制规定", "c_subject": "执法责任制"}
    assert "请选择修订状态。" in client.post(address, typed).content.decode()
    assert client.post(address, typed | {"c_status": "正在修订", "c_doc_no": "安城管〔2019〕7号"}).status_code == 302
    rule(stranger, opened(stranger, "rulebook"), "执法过错责任追究办法", subject="过错责任追究", status="继续执行")
    office = browser(people["supervisor"])
    rows = exported(office, f"{reverse('ledgers:export_all')}?form=rulebook")
    assert any("修订状态" in row for row in rows)
    assert any({"行政执法责任制规定", "安城管〔2019〕7号", "正在修订"} <= set(row) for row in rows)
    assert any({"执法过错责任追究办法", "继续执行"} <= set(row) for row in rows)
    revising = page(office.get(reverse("ledgers:problems"), {"form": "rulebook", "q": "正在修订"}))
    assert "行政执法责任制规定" in revising
    assert "执法过错责任追究办法" not in revising


@pytest.mark.mechanisms("S000-44")
def test_rules_on_duty_and_on_blame_are_listed_unit_by_unit_with_how_far_they_are(
    people: People, browser: Browser
) -> None:
    clerk, stranger = people["clerk"], people["stranger"]
    mine, theirs = opened(clerk, "rulebook"), opened(stranger, "rulebook")
    rule(clerk, mine, "行政执法责任制实施办法", subject="执法责任制", status="继续执行")
    rule(clerk, mine, "过错责任追究办法", subject="过错责任追究", status="继续执行")
    rule(stranger, theirs, "行政执法责任制规定", subject="执法责任制", status="正在起草")
    office = browser(people["supervisor"])
    shown = page(office.get(reverse("ledgers:problems"), {"form": "rulebook", "q": "过错责任追究"}))
    assert "过错责任追究办法" in shown
    assert "行政执法责任制规定" not in shown
    both = page(office.get(reverse("ledgers:problems"), {"form": "rulebook", "q": "执法责任制"}))
    assert "行政执法责任制实施办法" in both
    assert "行政执法责任制规定" in both


@pytest.mark.mechanisms("S004-15")
def test_the_office_sees_which_units_have_a_rule_on_recordings(people: People, browser: Browser) -> None:
    clerk, stranger = people["clerk"], people["stranger"]
    title = "行政执法音像记录管理办法"
    rule(clerk, opened(clerk, "rulebook"), title, subject="音像记录", status="正在起草")
    rule(stranger, opened(stranger, "rulebook"), "行政执法公示办法", subject="执法公示", status="继续执行")
    office, asked = browser(people["supervisor"]), {"form": "rulebook", "q": "音像记录"}
    listed = page(office.get(reverse("ledgers:problems"), asked))
    assert title in listed
    assert "行政执法公示办法" not in listed
    entry = Entry.objects.get(title=title)
    done = {**entry.data, "status": "继续执行", "issued_on": "2026-03-20", "doc_no": "安城管〔2026〕3号"}
    actions.edit(by=clerk, entry=entry, seen=entry.version, title=title, data=done, happened_on=entry.happened_on)
    assert title not in page(office.get(reverse("ledgers:problems"), {"form": "rulebook", "q": "正在起草"}))
    shown = page(browser(clerk).get(reverse("ledgers:entry", args=[entry.pk])))
    assert "正在起草 → 继续执行" in shown  # how it came about stays
