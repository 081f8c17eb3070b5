"""移送、建议: to the police with the terms of the law, to 纪检监察 out of the unit's sight, to whoever decides."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.files import path_of
from fajian.core.models import Notice
from fajian.orgs.models import User
from fajian.supervision import actions, hurry
from fajian.supervision.models import DocNumber, Transfer
from fajian.supervision.workflow import TRANSFER
from tests.campaigns.conftest import SYSTEM
from tests.clock import at
from tests.supervision.conftest import Browser, People, Units, days, queries
from tests.supervision.test_accountability import opened
from tests.supervision.test_pages import form_of
from tests.supervision.test_workflows import refused

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)


def sent(**more: Any) -> actions.Sent:
    given: dict[str, Any] = {
        "title": "生产有毒有害食品", "to": "安澜市公安局", "facts": "检出禁用物质。\n货值六万元。",
        "basis": "《行政执法机关移送涉嫌犯罪案件的规定》第三条", "materials": "检验报告一份\n询问笔录三份",
        "penalised": "none",
    }  # fmt: skip
    return actions.Sent(**(given | more))


def drafted(by: User, unit: Any, kind: str = "police", **more: Any) -> Transfer:
    source = {name: more.pop(name) for name in ("source",) if name in more}
    return actions.draft_transfer(by=by, unit=unit, kind=kind, sent=sent(**more), **source)


def approved(people: People, row: Transfer, by: str = "chief") -> Transfer:
    keeper = User.objects.get(pk=row.recorded_by_id)
    row = actions.propose_transfer(by=keeper, transfer=row, seen=row.version)
    return actions.approve_transfer(by=people[by], transfer=row, seen=row.version, word="安城管移")


def given_for(step: str) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "edit": {"sent": sent(facts="另查明")},
        "propose": {},
        "approve": {"word": "安城管移"},
        "refuse": {"reason": "不构成犯罪"},
        "send": {"sent_at": timezone.now()},
        "receive": {"received_on": today, "received_by": "值班民警"},
        "accept": {"answered_on": today, "answer": "立案决定书"},
        "decline": {"answered_on": today, "answer": "不立案通知书"},
        "reconsider": {"reason": "达到追诉标准", "asked_on": today},
        "oversee": {"reason": "达到追诉标准", "asked_on": today},
        "hand_over": {"handed_over_on": today},
        "close": {"outcome": "判处罚金"},
        "drop": {"reason": "不移送了"},
    }[step]


STEPS: dict[str, Any] = {
    "edit": actions.edit_transfer, "propose": actions.propose_transfer, "approve": actions.approve_transfer,
    "refuse": actions.refuse_transfer, "send": actions.send_transfer, "receive": actions.receive_transfer,
    "accept": actions.accept_transfer, "decline": actions.decline_transfer,
    "reconsider": actions.reconsider_transfer, "oversee": actions.oversee_transfer,
    "hand_over": actions.hand_over, "close": actions.close_transfer, "drop": actions.drop_transfer,
}  # fmt: skip
WAY: dict[str, tuple[str, ...]] = {
    "draft": (), "proposed": ("propose",), "refused": ("propose", "refuse"), "approved": ("propose", "approve"),
    "sent": ("propose", "approve", "send"), "received": ("propose", "approve", "send", "receive"),
    "accepted": ("propose", "approve", "send", "receive", "accept", "hand_over"),
    "declined": ("propose", "approve", "send", "receive", "decline"),
    "reconsidering": ("propose", "approve", "send", "receive", "decline", "reconsider"),
    "overseeing": ("propose", "approve", "send", "receive", "decline", "oversee"),
    "closed": ("propose", "approve", "send", "receive", "decline", "close"), "dropped": ("drop",),
}  # fmt: skip


def gone(people: People, row: Transfer, *steps: str) -> Transfer:
    """The row after these steps, by the unit's hands."""
    for step in steps:
        by = people["chief"] if step in ("approve", "refuse") else people["clerk"]
        row = STEPS[step](by=by, transfer=row, seen=row.version, **given_for(step))
    return row


@pytest.mark.parametrize("state", TRANSFER.states)
def test_of_a_transfer_in_each_state_the_listed_steps_work_and_no_others(
    state: str, people: People, units: Units
) -> None:
    row = gone(people, drafted(people["clerk"], units["agency"]), *WAY[state])
    assert row.state == state
    for step in TRANSFER.steps:
        for role in ROLES:
            # a supervisor has no hand in a unit's own transfer, nor the discipline in what goes to the police
            listed = state in step.sources and role in TRANSFER.roles(step) and role not in ("supervisor", "discipline")
            by = people["chief"] if role == "unit_leader" else people[role]
            given = given_for(step.name)

            def play(b: User = by, g: Any = given, name: str = step.name) -> Any:
                return STEPS[name](by=b, transfer=row, seen=row.version, **g)

            said = refused(play, step.target)
            assert bool(said) != listed, (role, step.name, state, said)


@pytest.mark.mechanisms("S004-55")
def test_a_case_goes_to_the_police_with_its_paper_its_list_and_its_terms(people: People, units: Units) -> None:
    """Approved on the fourth day is late; 24 hours run on over the weekend; after 立案 goods are handed over."""
    friday = dt.date(2026, 11, 20)
    with at(friday, 16):
        other = drafted(people["chief"], units["agency"])
        other = actions.propose_transfer(by=people["chief"], transfer=other, seen=other.version)
        with pytest.raises(Refused, match="拟稿人不能自己批准"):
            actions.approve_transfer(by=people["chief"], transfer=other, seen=other.version, word="安城管移")
        row = gone(people, drafted(people["clerk"], units["agency"]), "propose")
        (asked,) = hurry.clocks(row, timezone.now())
        assert (asked.due, asked.word) == (dt.date(2026, 11, 23), "未到期")
    with at(dt.date(2026, 11, 24), 9):
        assert hurry.clocks(row, timezone.now())[0].word == "逾期未办"
        row = gone(people, row, "approve")
        late, hours = hurry.clocks(row, timezone.now())
        assert late.word == "逾期"
        assert timezone.localtime(hours.due).date() == dt.date(2026, 11, 25)
    with at(dt.date(2026, 11, 25), 12):
        assert hurry.clocks(row, timezone.now())[1].word == "逾期未办"
        row = gone(people, row, "send", "receive", "accept")
        assert hurry.clocks(row, timezone.now())[1].word == "逾期"
        assert hurry.clocks(row, timezone.now())[2].due == dt.date(2026, 11, 30), "the 28th is a Saturday"
        with pytest.raises(Refused, match="须先移交涉案物品和材料"):
            actions.close_transfer(by=people["clerk"], transfer=row, seen=row.version, outcome="判决")
        row = gone(people, row, "hand_over", "close")
    words = "\n".join(one.text for one in docx.Document(str(path_of(row.paper.digest))).paragraphs)
    for word in (
        "涉嫌犯罪案件移送书",
        str(row.number),
        "安澜市公安局",
        "检验报告一份",
        "询问笔录三份",
        "待司法机关作出结论",
    ):
        assert word in words, word
    assert DocNumber.objects.get().bearer == row


@pytest.mark.mechanisms("S004-56")
def test_what_was_penalised_goes_with_its_decision_and_a_refusal_is_fought(people: People, units: Units) -> None:
    given = {"penalised": "decided", "penalty_document": "安城管罚〔2026〕8号"}
    with pytest.raises(Refused, match="随案抄送"):
        drafted(people["clerk"], units["agency"], **given)
    with pytest.raises(Refused, match="是否已经作出行政处罚"):
        drafted(people["clerk"], units["agency"], penalised="")
    row = drafted(people["clerk"], units["agency"], **given, materials="处罚决定书一份\n检验报告", source="finding:9")
    with pytest.raises(Refused, match="不能重复移送"):
        drafted(people["clerk"], units["agency"], source="finding:9")
    row = gone(people, row, "propose", "approve", "send", "receive", "decline")
    assert "抄送" in row.penalty_word
    with at(timezone.localdate() + days(20)):  # behind the longest holidays too
        assert hurry.clocks(row, timezone.now())[-1].word == "逾期未办"
    row = gone(people, row, "reconsider", "decline", "oversee", "accept")
    assert [clock.word for clock in hurry.clocks(row, timezone.now())] == ["按期", "按期", "按期", "按期", "未到期"]


def test_whoever_sent_a_case_is_reminded_of_the_terms_of_the_police(people: People, units: Units) -> None:
    friday = dt.date(2026, 11, 20)
    with at(friday, 9):
        row = gone(people, drafted(people["clerk"], units["agency"]), "propose", "approve", "send", "receive")
    assert hurry.pending(row, timezone.now()) == [("公安机关决定是否立案", dt.date(2026, 11, 23))]

    def told(on: dt.date) -> list[str]:
        with at(on, 10):
            actions.remind_transfers(by=SYSTEM, key=f"{on}")
        lines = Notice.objects.filter(to=people["clerk"], text__contains="公安机关决定是否立案")
        return [line.text for line in lines.order_by("pk")]

    assert told(friday) == []
    (line,) = told(dt.date(2026, 11, 23))
    assert "今天到期" in line
    assert "已逾期" in told(dt.date(2026, 11, 24))[-1]
    assert len(told(dt.date(2026, 11, 25))) == 2, "not every day"
    with at(dt.date(2026, 11, 25), 12):
        row = gone(people, row, "decline")
        assert hurry.pending(row, timezone.now()) == [("提请复议或者建议立案监督", dt.date(2026, 11, 30))]
        row = gone(people, row, "reconsider")
        assert ("公安机关对复议作出决定", dt.date(2026, 11, 30)) in hurry.pending(row, timezone.now())


@pytest.mark.mechanisms("S001-49", "S001-71", "S003-38", "S003-49")
def test_a_clue_goes_to_discipline_out_of_the_units_sight_and_its_outcome_comes_back(
    people: People, units: Units, browser: Browser
) -> None:
    office = people["supervisor"]
    case = opened(office, units["agency"], title="收受购物卡", origin="complaint")
    row = drafted(office, units["agency"], "clue", to="安澜市监察委员会", source=f"accountability:{case.pk}")
    row = approved(people, row, "colleague")
    assert "依照《" in "\n".join(one.text for one in docx.Document(str(path_of(row.paper.digest))).paragraphs)
    for name, code in (("clerk", 404), ("chief", 404), ("stranger", 404), ("county_supervisor", 404), ("leader", 200)):
        assert browser(people[name]).get(row.get_absolute_url()).status_code == code, name
    row = actions.send_transfer(by=office, transfer=row, seen=row.version, sent_at=timezone.now())
    hand, today = people["discipline"], timezone.localdate()
    row = actions.receive_transfer(by=hand, transfer=row, seen=row.version, received_on=today, received_by="信访室")
    given = {"answered_on": today, "answer": "已受理初核"}
    row = actions.accept_transfer(by=hand, transfer=row, seen=row.version, **given)
    with pytest.raises(Refused, match="只有移送公安机关的案件"):
        actions.hand_over(by=office, transfer=row, seen=row.version, handed_over_on=today)
    row = actions.close_transfer(by=hand, transfer=row, seen=row.version, outcome="给予警告处分")
    assert "给予警告处分" in browser(people["supervisor"]).get(row.get_absolute_url()).content.decode()
    assert str(row) in browser(people["supervisor"]).get(case.get_absolute_url()).content.decode()
    book = browser(people["supervisor"]).get(reverse("supervision:accountability_table")).content
    cells = [cell.value for line in openpyxl.load_workbook(io.BytesIO(book)).worksheets[0] for cell in line]
    assert "监察" in cells, "附件8 says where it went"
    register = browser(people["supervisor"]).get(reverse("supervision:register")).content.decode()
    assert str(row.number) in register


@pytest.mark.mechanisms("S003-57")
def test_the_office_only_suggests_what_becomes_of_a_person(people: People, units: Units) -> None:
    with pytest.raises(Refused, match="由监督机关提出"):
        drafted(people["clerk"], units["agency"], "suggestion", suggestion="离岗培训")
    with pytest.raises(Refused, match="请填写：处理建议"):
        drafted(people["supervisor"], units["agency"], "suggestion")
    for kind, heading in (("suggestion", "行政执法人员处理建议书"), ("proposal", "行政执法监督处理建议书")):
        made = drafted(people["supervisor"], units["agency"], kind, suggestion="一、离岗培训\n二、调离执法岗位")
        row = approved(people, made, "colleague")
        words = [one.text for one in docx.Document(str(path_of(row.paper.digest))).paragraphs]
        assert {heading, "一、离岗培训", "二、调离执法岗位"} <= {word.strip() for word in words}


def test_a_transfer_goes_through_its_pages(people: People, units: Units, browser: Browser) -> None:
    clerk, chief = browser(people["clerk"]), browser(people["chief"])
    new = (
        f"{reverse('supervision:draft_transfer', args=['police'])}?source=finding:3&unit={units['agency'].pk}&label=案"
    )
    assert clerk.get(reverse("supervision:draft_transfer", args=["suggestion"])).status_code == 404
    said = form_of(clerk, new) | {"unit": units["agency"].pk} | {
        name: text for name in actions.Sent.__slots__ if (text := getattr(sent(), name))
    }  # fmt: skip
    wrong = clerk.post(new, said | {"penalised": "decided"})
    assert "随案抄送" in wrong.content.decode()
    assert clerk.post(new, said).status_code == 302
    row = Transfer.objects.get()
    assert row.source == "finding:3"
    edit = reverse("supervision:edit_transfer", args=[row.pk])
    assert clerk.post(edit, form_of(clerk, edit) | said | {"facts": "另查明", "seen": 1}).status_code == 302

    def play(client: Any, name: str, **given: Any) -> None:
        address = reverse("supervision:take_transfer", args=[row.pk, name])
        answer = client.post(address, form_of(client, address) | given)
        assert answer.status_code == 302, (name, answer.content.decode()[-2000:])

    today = timezone.localdate().isoformat()
    play(clerk, "propose")
    assert "待办的移送" in chief.get("/").content.decode()
    play(chief, "approve", word="安城管移")
    play(clerk, "send", sent_at=timezone.localtime().strftime("%Y-%m-%dT%H:%M"))
    play(clerk, "receive", received_on=today, received_by="值班民警")
    play(clerk, "decline", answered_on=today, answer="不立案通知书")
    page = clerk.get(row.get_absolute_url()).content.decode()
    assert "提请复议或者建议立案监督" in page
    assert clerk.get(reverse("supervision:transfer_paper", args=[row.pk, "text"])).status_code == 200
    assert clerk.get(reverse("supervision:transfer_paper", args=[row.pk, "receipt"])).status_code == 404
    play(clerk, "oversee", asked_on=today, reason="达到追诉标准")
    address = reverse("supervision:transfers")
    before = queries(clerk, address)
    for number in range(3):
        drafted(people["clerk"], units["agency"], title=f"第{number}案")
    assert queries(clerk, address) == before
