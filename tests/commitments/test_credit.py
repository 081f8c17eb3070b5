"""Credit: on record by a paper, pushed and answered, graded so that each point is explained, repaired, objected to."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.commitments import actions, parties
from fajian.commitments.grading import grade
from fajian.commitments.models import Application, CreditEvent, CreditRequest, PromiseItem
from fajian.commitments.words import grade_rule
from fajian.commitments.workflow import CREDIT, REQUEST
from fajian.core.errors import Refused
from tests.clock import at
from tests.commitments.conftest import (
    COMPANY,
    DATA,
    ID,
    Browser,
    People,
    Units,
    disposed,
    granted,
    queries,
    signed,
    step,
)
from tests.commitments.test_applications import tried

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOTE: dict[str, Any] = {"note": "材料齐全"}
STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "accept": (actions.accept_request, {}),
    "refuse": (actions.refuse_request, NOTE),
    "extend": (actions.extend_request, NOTE),
    "uphold": (actions.uphold, NOTE),
    "deny": (actions.deny_request, NOTE),
}


def event(people: People, units: Units, kind: str = "false_promise", **more: Any) -> CreditEvent:
    given: dict[str, Any] = {
        "name": "某公司", "number": COMPANY, "is_person": False, "happened_on": TODAY, "paper_no": "1号",
        "told": "承诺不实", "kind": kind, **more,
    }  # fmt: skip
    return actions.record_event(by=people["clerk"], unit=units["agency"], **given)


def asked(people: People, row: CreditEvent, kind: str = "repair", day: dt.date = TODAY) -> CreditRequest:
    return actions.request(by=people["clerk"], event=row, kind=kind, reason="已经改正", received_on=day)


def test_a_request_takes_the_listed_steps_and_no_others(people: People, units: Units) -> None:
    for number, state in enumerate(REQUEST.states):
        row = asked(people, event(people, units, paper_no=f"{number}号"))
        if state == "refused":
            row = step(people, "refuse_request", row, **NOTE)
        elif state != "received":
            row = step(people, "accept_request", row)
        if state in ("upheld", "denied"):
            row = step(people, {"upheld": "uphold", "denied": "deny_request"}[state], row, **NOTE)
        assert row.state == state
        tried(people, REQUEST, STEPS, row, "request")
    for state in CREDIT.states:
        one = event(people, units, paper_no=state)
        if state == "repaired":
            step(people, "uphold", step(people, "accept_request", asked(people, one)), **NOTE)
        elif state == "revoked":
            step(people, "revoke_event", one, **NOTE)
        one.refresh_from_db()
        assert one.state == state
        tried(people, CREDIT, {"revoke": (actions.revoke_event, NOTE)}, one, "event", ("repair",))


@pytest.mark.mechanisms("S004-47")
def test_repair_and_objection_run_by_the_legal_clock_and_a_second_person_decides(people: People, units: Units) -> None:
    with at(dt.date(2026, 9, 21)):
        row = event(people, units, happened_on=timezone.localdate())
        repair, objection = (asked(people, row, kind, timezone.localdate()) for kind in ("repair", "objection"))
        assert repair.accept_by_on == dt.date(2026, 9, 24)
        with pytest.raises(Refused, match="同类申请正在办理"):
            asked(people, row, "repair", timezone.localdate())
        repair = actions.accept_request(by=people["chief"], request=repair, seen=1)
        objection = step(people, "accept_request", objection)
        assert repair.decide_by_on == objection.decide_by_on == dt.date(2026, 10, 8)
        with pytest.raises(Refused, match="只有信用修复可以告知延长"):
            step(people, "extend_request", objection, **NOTE)
        repair = step(people, "extend_request", repair, **NOTE)
        assert repair.decide_by_on == dt.date(2026, 10, 21)
        with pytest.raises(Refused, match="延长一次"):
            step(people, "extend_request", repair, **NOTE)
        with pytest.raises(Refused, match="承办人以外的另一人"):
            actions.uphold(by=people["chief"], request=repair, seen=repair.version, **NOTE)
        actions.deny_request(by=people["chief"], request=objection, seen=objection.version, note="记录属实")
        row.refresh_from_db()
        assert row.state == "recorded"
        actions.uphold(by=people["supervisor"], request=repair, seen=repair.version, **NOTE)
    row.refresh_from_db()
    assert (row.state, row.ended_on, row.push) == ("repaired", dt.date(2026, 9, 21), "")
    with pytest.raises(Refused, match="不用再申请"):
        asked(people, row)
    early = event(people, units, happened_on=dt.date(2026, 3, 1))
    assert early.shown_until is None
    assert asked(people, early, day=dt.date(2026, 3, 2)).accept_by_on is None, "the rules begin on 2026-04-01"


@pytest.mark.mechanisms("S004-45", "S004-46")
def test_what_became_of_a_promise_makes_the_grade_and_every_point_is_explained(
    people: People, units: Units, item: PromiseItem, browser: Browser
) -> None:
    assert grade([], TODAY).band is None, "of whom nothing is known, nothing is said"
    assert parties.party("９1110000-600037341l", is_person=False) == COMPANY, "typed in another way, the same party"
    assert parties.party("１1010519491231002x", is_person=True) == parties.party(ID, is_person=True)
    row = granted(people, item)
    step(people, "confirm", row.verifications.get(), checked_on=TODAY, facts="与承诺一致")
    kept = CreditEvent.objects.get(party=row.party)
    first = grade(CreditEvent.objects.of(row.party), TODAY)
    assert (kept.kind, first.points, first.band and first.band.code) == ("kept", 100, "A")
    lied = event(people, units, number=COMPANY, kind="false_promise")
    old = event(people, units, kind="serious", happened_on=TODAY - dt.timedelta(days=3 * 366 + 2))
    fine = event(people, units, kind="penalty", paper_no="2号")
    wrong = actions.revoke_event(by=people["chief"], event=fine, seen=1, note="处罚已撤销")
    found = grade(CreditEvent.objects.of(row.party), TODAY)
    lines = {line.event: (line.points, line.why) for line in found.lines}
    assert lines == {
        kept: (5, "计分"), lied: (-30, "计分"), old: (0, "超过36个月，不计分"), wrong: (0, "已更正撤销，不计分"),
    }  # fmt: skip
    assert (found.points, found.band and found.band.code) == (75, "B")
    task = row.verifications.get()
    step(people, "find_false", task, checked_on=TODAY, facts="日常监管中发现场所是虚构的")
    step(people, "decide", disposed(people, task), paper_no="安城撤〔2026〕3号")
    kept.refresh_from_db()
    assert (kept.state, kept.note) == ("revoked", "后来查明承诺不实，安城撤〔2026〕3号")
    assert grade(CreditEvent.objects.of(row.party), TODAY).points == 40
    worst = grade([CreditEvent(kind="serious", happened_on=TODAY, state="recorded")] * 30, TODAY)
    assert (worst.points, worst.band and worst.band.code) == (-1700, "D"), "below every bound the last grade holds"
    visits = [band.visits for band in grade_rule().bands]
    assert visits == sorted(visits), "the worse the credit the more often"
    page = browser(people["clerk"]).get(lied.get_absolute_url()).content.decode()
    for text in ("C级（失信），40 分", "每年检查不超过 4 次", "超过36个月，不计分", "-30"):
        assert text in page
    assert "每年检查不超过 1 次" in browser(people["leader"]).get(reverse("commitments:events")).content.decode()


@pytest.mark.mechanisms("S004-44")
def test_events_are_collected_pushed_and_the_platforms_answer_comes_back(
    people: People, units: Units, browser: Browser
) -> None:
    first, second = event(people, units), event(people, units, name="甲", number=ID, is_person=True)
    other = actions.record_event(
        by=people["stranger"], unit=units["other"], name="乙公司", number=COMPANY, is_person=False, kind="serious",
        happened_on=TODAY, paper_no="3号", told="事实",
    )  # fmt: skip
    client = browser(people["clerk"])
    assert client.post(reverse("commitments:push")).status_code == 302
    with pytest.raises(Refused, match="没有要推送的"):
        actions.push(by=people["clerk"])
    address = reverse("commitments:credit_export", args=["xlsx"])
    book: Any = openpyxl.load_workbook(io.BytesIO(client.get(address, {"push": "pushed"}).content))
    sheet = book.active
    rows = list(sheet.iter_rows())
    head = next(line for line in rows if line[0].value == "事件编号")
    at_ = {cell.value: cell.column for cell in head}
    lines = [line[0].row for line in rows if line[0].row > head[0].row and str(line[0].value or "").isdigit()]
    assert [int(sheet.cell(line, 1).value) for line in lines] == [first.pk, second.pk]
    assert ID not in str([[cell.value for cell in line] for line in rows])
    for line, (word, why) in zip(lines, (("成功", None), ("失败", "名称不一致")), strict=True):
        sheet.cell(line, at_["接收结果"]).value, sheet.cell(line, at_["反馈说明"]).value = word, why
    filled = io.BytesIO()
    book.save(filled)
    sent = {"upload": SimpleUploadedFile("反馈.xlsx", filled.getvalue())}
    assert client.post(reverse("commitments:answers"), sent).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.push, second.push, second.push_told) == ("taken", "rejected", "名称不一致")
    text = client.get(reverse("commitments:credit_export", args=["csv"])).content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text)))
    assert [line["事件编号"] for line in table] == [str(first.pk), str(second.pk)]
    for content, said in (
        (f"事件编号,接收结果\n{other.pk},成功\n", "没有推送过"),
        (f"事件编号,接收结果\n{first.pk},好\n", "第2行读不懂"),
        ("事件编号,接收结果\n²,成功\n", "第2行读不懂"),
        ("甲,乙\n1,2\n", "没有“事件编号”“接收结果”两栏"),
    ):
        answer = client.post(
            reverse("commitments:answers"), {"upload": SimpleUploadedFile("反馈.csv", content.encode())}
        )
        assert answer.status_code == 422
        assert said in answer.content.decode()
    actions.revoke_event(by=people["chief"], event=first, seen=first.version, note="记错了")
    late = SimpleUploadedFile("反馈.csv", f"事件编号,接收结果\n{first.pk},成功\n".encode())
    assert client.post(reverse("commitments:answers"), {"upload": late}).status_code == 302
    first.refresh_from_db()
    assert (first.state, first.push) == ("revoked", ""), "what changed meanwhile is pushed anew"
    with pytest.raises(Refused, match="核对年份"):
        event(people, units, happened_on=dt.date(206, 11, 21))


@pytest.mark.mechanisms("S004-50")
def test_promises_are_public_except_private_ones_and_pages_lead_from_choice_to_decision(
    people: People, units: Units, item: PromiseItem, browser: Browser
) -> None:
    signed(people, item, name="商业秘密公司", private_why="涉及商业秘密")
    signed(people, item, name="张三丰", number=ID, is_person=True)
    unit, chief = browser(people["clerk"]), browser(people["chief"])
    sent = {"item": item.pk, "name": "公开公司", "is_person": "no", "number": COMPANY, "received_on": TODAY}
    assert unit.post(reverse("commitments:receive"), sent | {"number": "1"}).status_code == 422
    assert unit.post(reverse("commitments:receive"), sent).status_code == 302
    row = Application.objects.get(applicant="公开公司")

    def press(client: Client, route: str, subject: Any, name: str, **values: Any) -> int:
        subject.refresh_from_db()
        address = reverse(f"commitments:{route}", args=[subject.pk, name])
        assert client.get(address).status_code == 200
        return client.post(address, {"seen": subject.version, **values}).status_code

    go = "take_application"
    assert press(unit, go, row, "promise", note="选择书") == 302
    page = unit.get(row.get_absolute_url()).content.decode()
    assert "无法判断" in page
    assert "没有登记查询结果" in page
    assert press(unit, go, row, "sign", signed_on=TODAY) == 422
    assert press(unit, go, row, "query", result="clean", queried_on=TODAY, where="信用中国") == 302
    assert press(unit, go, row, "sign", signed_on=TODAY) == 302
    assert press(unit, go, row, "grant", decided_on=TODAY, decision_no="1号") == 302
    public = Client().get(reverse("commitments:promises")).content.decode()
    assert "公开公司" in public
    assert "张某" in public
    assert "1 件不公开" in public
    assert "商业秘密公司" not in public
    assert "张三丰" not in public
    for applicant, answer in (("张三丰", 200), ("公开公司", 200), ("商业秘密公司", 404)):
        number = Application.objects.get(applicant=applicant).pk
        paper = Client().get(reverse("commitments:public_paper", args=[number]))
        assert paper.status_code == answer
        if answer == 200:
            lines = [one.text for one in docx.Document(io.BytesIO(paper.content)).paragraphs]
            assert "张三丰" not in str(lines)
            assert DATA["liability"] in str(lines)
    task = row.verifications.get()
    assert press(unit, "take_check", task, "deny", checked_on=TODAY, facts="没有场所") == 302
    said = {"kind": "revoke", "facts": "没有场所", "basis": "《行政许可法》第六十九条"}
    assert press(unit, "take_check", task, "dispose", **said) == 302
    made = task.disposals.get()
    assert unit.get(reverse("commitments:take_disposal", args=[made.pk, "decide"])).status_code == 404
    assert press(chief, "take_disposal", made, "decide", paper_no="1号") == 302
    found = CreditEvent.objects.get(party=row.party)
    ask = {"kind": "repair", "reason": "已经改正", "received_on": TODAY}
    assert unit.post(reverse("commitments:ask", args=[found.pk]), ask).status_code == 302
    assert press(unit, "take_request", found.requests.get(), "accept") == 302
    assert "办理中" in unit.get(found.get_absolute_url()).content.decode()
    assert unit.get(reverse("commitments:paper", args=[row.pk])).status_code == 200
    stranger = browser(people["stranger"])
    for address in (row.get_absolute_url(), found.get_absolute_url(), reverse("commitments:paper", args=[row.pk])):
        assert stranger.get(address).status_code == 404
    assert "公开公司" not in Client().get(reverse("commitments:promises")).content.decode(), "revoked"
    places = [reverse(f"commitments:{name}") for name in ("applications", "events", "promises")]
    before = [queries(chief, place) for place in places]
    for number in range(3):
        granted(people, item, name=f"第{number}户", number=ID, is_person=True)
    assert [queries(chief, place) for place in places] == before
