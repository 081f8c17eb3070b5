"""Triage, handling, answer by two persons, satisfaction; and whoever is complained of learns nothing of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.core.digests import algorithm
from fajian.core.errors import Refused
from fajian.core.files import path_of
from fajian.core.models import Event, Notice
from fajian.ledgers import actions as problems
from fajian.ledgers.models import Entry, Rectification
from fajian.orgs.models import Dispatch, User
from fajian.portal import actions, sealing
from fajian.portal.models import Complaint, Identity
from fajian.portal.repeats import repeats
from fajian.portal.workflow import COMPLAINT
from tests.clock import at
from tests.ledgers.stories import pdf
from tests.portal.conftest import (
    PASSWORD,
    PERSON,
    TEXT,
    Browser,
    People,
    Units,
    complained,
    followed,
    queries,
)

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
ANSWER = "经调取执法记录，查封没有制作决定书，已责令改正。"


def step(name: str, row: Complaint, by: Any, **given: Any) -> Complaint:
    made: Complaint = getattr(actions, name)(by=by, complaint=row, seen=row.version, **given)
    return made


def accepted(people: People, units: Units, row: Complaint, **more: Any) -> Complaint:
    return step("accept", row, people["supervisor"], **{"handler": units["other"], **more})


def answered(people: People, units: Units, row: Complaint, **more: Any) -> Complaint:
    row = accepted(people, units, row)
    row = step("draft", row, people["stranger"], **{"finding": "proven", "answer": ANSWER, **more})
    return step("approve", row, people["colleague"])


def rectified(people: People, entry: Entry) -> None:
    """The unit puts its problem right; another person than who entered it closes it."""
    row = Rectification.objects.get(entry=entry)
    text: dict[str, Any] = {"cause": "贪快", "measure": "补做文书", "due_on": timezone.localdate(), "person": "甲"}
    row = problems.accept(by=people["clerk"], rectification=row, seen=row.version, **text)
    row = problems.submit(by=people["clerk"], rectification=row, seen=row.version, result="已经补做送达", files=[pdf()])
    problems.close(by=people["colleague"], rectification=row, seen=row.version, note="同意")


def given_for(units: Units, other: Complaint) -> dict[str, dict[str, Any]]:
    return {
        "accept": {"handler": units["other"]},
        "refuse": {"ground": "remedy", "reason": "可以向市政府申请行政复议"},
        "forward": {"forwarded_to": "市信访局", "reason": "不属于行政执法"},
        "join": {"other": other},
        "reassign": {"handler": units["office"], "reason": "改由本机关办理"},
        "extend": {"days": 10, "reason": "需要鉴定"},
        "draft": {"finding": "part", "answer": ANSWER},
        "return_": {"reason": "没有回答要求"},
        "approve": {},
        "close": {"reason": "三十日没有评价"},
    }


def test_in_each_state_the_listed_steps_work_and_no_others(people: People, units: Units) -> None:
    other, row = complained(units, "另一件"), complained(units)
    by = {"supervisor": people["supervisor"], "discipline": people["discipline"], "clerk": people["stranger"]}
    given = given_for(units, other)
    ways: dict[str, Callable[[], Complaint]] = {
        "received": lambda: row,
        "assigned": lambda: accepted(people, units, row),
        "drafted": lambda: step("draft", accepted(people, units, row), people["stranger"], **given["draft"]),
        "answered": lambda: answered(people, units, row),
        "closed": lambda: actions.rate(by=actions.PUBLIC, complaint=answered(people, units, row), rating="good"),
        "refused": lambda: step("refuse", row, people["supervisor"], **given["refuse"]),
        "forwarded": lambda: step("forward", row, people["supervisor"], **given["forward"]),
        "joined": lambda: step("join", row, people["supervisor"], **given["join"]),
    }
    assert set(ways) == set(COMPLAINT.states)
    for state, way in ways.items():
        point = transaction.savepoint()
        led = way()
        assert led.state == state
        for one, of, role, listed in COMPLAINT.every(tuple(by)):
            if of != state or one.who == "public":
                continue
            inner = transaction.savepoint()
            try:
                assert step(one.name, led, by[role], **given[one.name]).state == one.target
                worked = True
            except Refused:
                worked = False
            transaction.savepoint_rollback(inner)
            assert worked == (listed and not (role == "clerk" and state == "received")), (one.name, state, role)
        transaction.savepoint_rollback(point)
    for role in set(ROLES) - {"supervisor", "discipline", "clerk", "unit_leader"}:
        assert not [step for step, _, who, listed in COMPLAINT.every((role,)) if listed and who == role]


@pytest.mark.mechanisms("S003-28", "S002-35", "S000-23", "S000-05")
def test_from_triage_to_the_answer_and_once_more_because_it_did_not_satisfy(
    people: People, units: Units, browser: Browser
) -> None:
    with at(dt.date(2026, 3, 2)):
        row = complained(units, topic="rude")
        assert row.accept_by == dt.date(2026, 3, 9)  # five working days
        assert "待受理" in followed().content.decode()
        with pytest.raises(Refused, match="被反映的单位"):
            accepted(people, units, row, handler=units["agency"])
        with pytest.raises(Refused, match="被反映的单位"):
            accepted(people, units, row, handler=units["team"])
        row = accepted(people, units, row)
        assert row.done_by == dt.date(2026, 4, 1)  # thirty days
        assert Notice.objects.filter(to=people["stranger"], text__contains=str(row)).exists()
        with pytest.raises(Refused, match="20"):
            step("extend", row, people["supervisor"], days=21, reason="慢")
        row = step("extend", row, people["supervisor"], days=20, reason="要鉴定")
        assert row.done_by == dt.date(2026, 4, 21)
        with pytest.raises(Refused, match="已经延长"):
            step("extend", row, people["supervisor"], days=1, reason="再")
        row = step("reassign", row, people["supervisor"], handler=units["other"], reason="原经办人回避")
        page = followed().content.decode()
        assert "要鉴定" in page
        assert "回避" not in page  # why it was passed on is the office's own business
    actions.ask(by=people["stranger"], complaint=row, text="是哪一天，有没有照片？")
    assert "是哪一天" in followed().content.decode()
    assert "补充已经收到" in followed(more="1", text="八月三日，有人拍了").content.decode()
    row = step("draft", row, people["supervisor"], finding="proven", answer=ANSWER)
    assert ANSWER not in followed().content.decode()
    with pytest.raises(Refused, match="另一人"):
        step("approve", row, people["supervisor"])
    row = step("approve", row, people["colleague"])
    page = followed().content.decode()
    assert ANSWER in page
    assert "八月三日" in page
    assert "评价已经收到" in followed(rate="1", rating="bad").content.decode()
    row = Complaint.objects.get()
    assert (row.state, row.rating, row.reopened_on) == ("received", "bad", timezone.localdate())
    assert "投诉举报" in browser(people["supervisor"]).get("/").content.decode()
    row = answered(people, units, row, answer="重新核查后的答复")
    assert followed(rate="1", rating="nonsense").status_code == 422
    assert "评价已经收到" in followed(rate="1", rating="bad").content.decode()
    assert Complaint.objects.get().state == "closed"
    assert followed(rate="1", rating="good").status_code == 422


@pytest.mark.mechanisms("S003-28")
def test_a_confirmed_complaint_is_a_problem_of_the_unit_and_its_closing_is_told_to_the_complainant(
    people: People, units: Units, browser: Browser
) -> None:
    row = answered(people, units, complained(units))
    with pytest.raises(Refused, match="几乎一样"):
        step("enter_ledger", row, people["supervisor"], title=TEXT)
    entry = step("enter_ledger", row, people["supervisor"], title="查封扣押没有制作现场笔录和决定书")
    assert (entry.unit, entry.source) == (units["agency"], f"complaint:{row}")
    for user, leads in (("supervisor", True), ("clerk", False)):
        page = browser(people[user]).get(entry.get_absolute_url()).content.decode()
        assert ("投诉举报" in page, row.get_absolute_url() in page) == (True, leads), user
    with pytest.raises(Refused, match="已经登记"):
        step("enter_ledger", row, people["supervisor"], title="又一次")
    assert "正在整改" in followed().content.decode()
    rectified(people, Entry.objects.get())
    assert "审核销号" in followed().content.decode()
    unfounded = answered(people, units, complained(units, "二"), finding="unfounded")
    with pytest.raises(Refused, match="属实"):
        step("enter_ledger", unfounded, people["supervisor"], title="查无实据")


def test_nothing_of_a_complainant_reaches_the_unit_complained_of(
    people: People, units: Units, browser: Browser, custodian: Path
) -> None:
    row = complained(units, text=f"{TEXT}玄凤鸟经过", happened="玄凤鸟时间", person=PERSON)
    actions.write(by=actions.PUBLIC, complaint=row, text="玄凤鸟补充")
    row = answered(people, units, row)
    step("enter_ledger", row, people["supervisor"], title="查封扣押没有制作现场笔录")
    own = [people["clerk"], people["chief"]]
    for user in (*own, people["officer"], people["leader"], people["county_supervisor"], people["auditor"]):
        assert not Complaint.objects.visible_to(user).exists(), user
        client = browser(user)
        entry = Entry.objects.get()
        pages = [
            reverse("portal:list"), reverse("portal:list") + "?state=answered", row.get_absolute_url(),
            entry.get_absolute_url(), reverse("ledgers:problems"), reverse("ledgers:ledger", args=[entry.ledger_id]),
            reverse("ledgers:export", args=[entry.ledger_id]), reverse("notices"), "/",
        ]  # fmt: skip
        for path in pages:
            answer = client.get(path, follow=True)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            assert "玄凤鸟" not in body.decode("utf-8", "replace"), (user, path)
            assert TEXT not in body.decode("utf-8", "replace"), (user, path)
    assert not Notice.objects.filter(to__in=own, text__contains=str(row)).exists()
    texts = [*Event.objects.values_list("payload", flat=True), *Dispatch.objects.values_list("body", flat=True)]
    assert not [text for text in texts if text and ("玄凤鸟" in text or TEXT in text)]
    # Whoever handles it reads what happened, and not who it was; a colleague of the handler's unit elsewhere nothing.
    for user in (people["stranger"], people["supervisor"], people["discipline"]):
        seen = browser(user).get(row.get_absolute_url()).content.decode()
        assert "玄凤鸟经过" in seen
        assert not [word for word in (PERSON.name, PERSON.contact, PERSON.address) if word in seen]
    about_office = complained(units, "二", respondent=units["office"])
    assert not Complaint.objects.visible_to(people["supervisor"]).filter(pk=about_office.pk).exists()
    assert browser(people["supervisor"]).get(about_office.get_absolute_url()).status_code == 404
    about_county = complained(units, "三", respondent=units["county_agency"])
    assert Complaint.objects.visible_to(people["county_supervisor"]).get() == about_county
    over_them = complained(units, "四", respondent=units["county_office"])  # the office itself: the one above is told
    assert Notice.objects.get(text__contains=str(over_them), to=people["supervisor"]).link
    assert not Notice.objects.filter(text__contains=str(over_them), to=people["county_supervisor"]).exists()


def test_an_identity_is_opened_by_two_persons_and_with_the_custodians_key(
    people: People, units: Units, browser: Browser, custodian: Path
) -> None:
    row = complained(units, person=PERSON)
    opening = actions.ask_opening(by=people["supervisor"], complaint=row, reason="须当面取证")
    page = reverse("portal:sealed", args=[opening.pk])
    assert browser(people["supervisor"]).get(page).status_code == 404
    with pytest.raises(Refused, match="另一人"):
        actions.allow_opening(by=people["supervisor"], opening=opening)
    sent = browser(people["discipline"]).post(reverse("portal:answer_opening", args=[opening.pk, "allow"]), {})
    assert sent.status_code == 302
    shown = browser(people["supervisor"]).get(page).context["sealed"]
    assert sealing.unseal(shown, custodian.read_bytes(), PASSWORD) == PERSON
    with pytest.raises(Refused, match="匿名"):
        actions.ask_opening(by=people["supervisor"], complaint=complained(units, "二"), reason="好奇")
    for who in ("clerk", "stranger", "leader"):
        with pytest.raises(Refused):
            actions.ask_opening(by=people[who], complaint=row, reason="想知道")


def workbook(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book, made = openpyxl.Workbook(), io.BytesIO()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    book.save(made)
    return SimpleUploadedFile("12345工单.xlsx", made.getvalue())


HEAD = ("工单编号", "来电时间", "来电人", "联系电话", "涉及单位", "诉求内容", "问题类别")


def test_what_came_to_the_hotline_is_read_in_once_and_sealed(
    people: People, units: Units, browser: Browser, custodian: Path
) -> None:
    client, page = browser(people["supervisor"]), reverse("portal:import")
    line = ("T-1", dt.date(2026, 3, 2), PERSON.name, PERSON.contact, "安澜市城市管理局", "乱收停车费", "乱收费")
    sheet = [("某市12345工单",), HEAD, line, ("T-2", "2026年3月3日", "", "", "没听说过的局", "没人管", "")]
    sent: list[bytes] = []

    def table(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
        made = workbook(*rows)
        sent.append(made.read())
        made.seek(0)
        return made

    for made in (2, 0):
        answer = client.post(page, {"channel": "petition", "table": table(*sheet)}, follow=True)
        assert f"读入 {made} 件" in answer.content.decode()
    first, second = Complaint.objects.order_by("id")
    assert (first.respondent, first.topic, first.received_on) == (units["agency"], "fee", dt.date(2026, 3, 2))
    assert first.accept_by == dt.date(2026, 3, 17)  # 信访: fifteen days
    assert (second.about, second.is_named) == ("没听说过的局", False)
    assert sealing.unseal(Identity.objects.get().sealed, custodian.read_bytes(), PASSWORD).name == PERSON.name
    first = accepted(people, units, first)
    assert first.done_by is not None
    assert (first.done_by - timezone.localdate()).days >= 60
    bad = client.post(page, {"channel": "hotline", "table": table(HEAD, ("T-9", "那天", "", "", "", "", ""))})
    assert bad.status_code == 422
    assert "第 2 行：没有反映内容" in bad.content.decode()
    empty = client.post(page, {"channel": "hotline", "table": table(HEAD, ("T-9", "", "", "", "", " ", ""))})
    assert "第 2 行：没有反映内容" in empty.content.decode()
    late = client.post(page, {"channel": "hotline", "table": table(HEAD, ("T-9", "那天", "", "", "", "乱", ""))})
    assert "看不懂" in late.content.decode()
    none = client.post(page, {"channel": "hotline", "table": table(("甲", "乙"), ("一", "二"))})
    assert "没有读到内容" in none.content.decode()
    left = [one for one in sent if path_of(hashlib.new(algorithm(), one).hexdigest()).exists()]
    assert (len(sent), left) == (6, []), "the tables name people"


def test_duplicates_are_shown_joined_and_answered_together(people: People, units: Units, browser: Browser) -> None:
    first, second = complained(units), complained(units, "二", text=TEXT + "请尽快处理。")
    complained(units, "三", text="窗口排队三个小时没有人受理，来了四次都没有办成。", topic="inaction")
    client = browser(people["supervisor"])
    page = client.get(second.get_absolute_url())
    assert [one.row for one in page.context["alike"]] == [first]
    step("join", second, people["supervisor"], other=first)
    with pytest.raises(Refused):
        step("join", first, people["supervisor"], other=Complaint.objects.get(pk=second.pk))
    answered(people, units, first)
    assert ANSWER in followed("二").content.decode()
    found, days = repeats(people["supervisor"], timezone.localdate())
    assert [(one.topic, one.now) for one in found] == [("inaction", 1), ("seizure", 1)]
    for number in range(5):
        complained(units, f"又{number}")
    assert [one.is_repeated for one in repeats(people["supervisor"], timezone.localdate())[0]] == [True, False]
    assert repeats(people["discipline"], timezone.localdate())[1] == days == 90
    assert "没有根治" in client.get(reverse("portal:repeats")).content.decode()
    assert queries(client, reverse("portal:list")) <= 25
    for state, count in (("waits", 6), ("late", 0), ("held", 0), ("joined", 1)):
        assert len(client.get(reverse("portal:list"), {"state": state}).context["page"].rows) == count, state


def test_the_pages_of_the_steps_carry_them_out(people: People, units: Units, browser: Browser) -> None:
    row = complained(units)
    office, handler = browser(people["supervisor"]), browser(people["stranger"])

    def sent(client: Client, name: str, **more: Any) -> int:
        path = reverse("portal:take", args=[row.pk, name])
        assert client.get(path).status_code == 200
        version = Complaint.objects.get(pk=row.pk).version
        return client.post(path, {"seen": version, **more}).status_code

    assert sent(office, "accept", handler=units["team"].pk, topic="seizure") == 422
    assert sent(office, "accept", handler=units["other"].pk, topic="fee", respondent=units["agency"].pk) == 302
    assert sent(handler, "draft", finding="proven", answer=ANSWER) == 302
    assert sent(office, "return_", reason="请写明文号") == 302
    assert sent(handler, "draft", finding="proven", answer=ANSWER + "〔2026〕1号") == 302
    assert sent(office, "approve") == 302
    path = reverse("portal:enter", args=[row.pk])
    assert office.post(path, {"seen": Complaint.objects.get().version, "title": "没有制作决定书"}).status_code == 302
    assert handler.get(reverse("portal:take", args=[row.pk, "approve"])).status_code == 404
    page = office.get(row.get_absolute_url()).content.decode()
    assert "没有制作决定书" in page
    assert units["other"].path not in page
    assert office.post(reverse("portal:ask", args=[row.pk]), {"text": "还有吗"}).status_code == 302
