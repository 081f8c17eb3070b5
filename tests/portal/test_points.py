"""联系点 and 监督卡: filled in without an account, a problem followed to its closing, and whose it is stays unsaid."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.core.models import Event
from fajian.engine.forms.spec import specs
from fajian.ledgers.models import Entry
from fajian.portal import actions, cards, codes, sealing
from fajian.portal.actions import PUBLIC, Filled, Note
from fajian.portal.models import Card, Complaint, ContactPoint, Identity, PointRecord
from fajian.portal.points import lines, silent
from fajian.portal.words import words
from tests.clock import at
from tests.portal.conftest import PASSWORD, TEXT, Browser, People, Units, browser, people, queries, units
from tests.portal.test_handling import answered, rectified, step
from tests.portal.test_public import HIDDEN, answers, dump, filled_in

__all__ = ["browser", "people", "units"]
pytestmark = pytest.mark.django_db
CANARY = "玄凤鸟"


@pytest.fixture
def point(people: People, units: Units) -> ContactPoint:
    return actions.open_point(
        by=people["supervisor"], unit=units["root"], name="开发区联系点", kind="park", liaison="丁某",
        opened_on=timezone.localdate() - dt.timedelta(days=60),
    )  # fmt: skip


def page(name: str, point: ContactPoint) -> str:
    return reverse(f"portal:{name}", args=[point.link])


def sent(point: ContactPoint, units: Units, name: str = "fill_card", **given: Any) -> Any:
    """The page asked for and sent back, as a browser without scripts does."""
    client = Client()
    hidden = dict(HIDDEN.findall(client.get(page(name, point)).content.decode()))
    told = {"filled": "self", "respondent": units["agency"].pk, "respondent_text": ""} if name == "fill_card" else {}
    return client.post(page(name, point), hidden | told | given)


def filled(point: ContactPoint, units: Units, token: str = "一", by: Any = PUBLIC, **data: Any) -> Card:
    how = "self" if by is PUBLIC else "paper"
    return actions.fill_card(by=by, point=point, card=Filled(data, how, units["agency"]), code=codes.code_of(token))


@pytest.mark.mechanisms("S001-44")
def test_a_card_is_the_annex_and_its_problem_is_followed_from_the_code_to_the_closing(
    people: People, units: Units, browser: Browser, custodian: Path, point: ContactPoint
) -> None:
    who = {"enterprise": f"{CANARY}公司", "uscc": "91410000MA00000001", "contact": f"{CANARY}电话", "filled_by": ""}
    answer = sent(
        point, units, acted_on="2026-08-03", officers="二名", reason="检查", is_told="no", notice="没有见到",
        is_rude="yes", repeated="4", problem="拍了后厨就走，没有说是谁。", wishes="先打招呼",
        satisfaction="不满意", **who,
    )  # fmt: skip
    code = answer.context["code"]
    card, complaint, identity = Card.objects.get(), Complaint.objects.get(), Identity.objects.get()
    assert (card.complaint, card.respondent, card.point, complaint.channel) == (
        complaint,
        units["agency"],
        point,
        "card",
    )
    assert complaint.topic == "rude"
    assert [
        word for word in ("态度粗暴", "没有出示证件", "拍了后厨", "先打招呼", "不满意") if word not in complaint.text
    ] == []
    person = sealing.unseal(identity.sealed, custodian.read_bytes(), PASSWORD)
    assert CANARY in person.name
    assert CANARY in person.contact
    assert CANARY not in dump()
    # The office reads it in the annex's own shape, as a table and on paper, without who it was.
    office = browser(people["supervisor"])
    table = office.get(reverse("portal:card_table"))
    sheet = openpyxl.load_workbook(io.BytesIO(table.content)).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    labels = [column.label for column in specs()["supervision-card"].columns]
    assert [label for label in labels if label not in cells] == []
    assert {str(card), "开发区联系点", "拍了后厨就走，没有说是谁。", "已封存"} <= set(cells)
    paper = office.get(reverse("portal:card_paper", args=[card.pk])).content
    with zipfile.ZipFile(io.BytesIO(paper)) as parts:
        text = parts.read("word/document.xml").decode()
    assert [label for label in labels if label not in text] == []
    assert CANARY not in text
    # Looked into, entered in the ledger, put right: whoever holds the receipt reads so, and so does the card.
    row = answered(people, units, complaint)
    entry = step("enter_ledger", row, people["supervisor"], title="入企检查没有出示证件")
    assert entry.source == complaint.source
    rectified(people, Entry.objects.get())
    follow = Client().post(reverse("portal:follow"), {"code": code}).content.decode()
    assert "审核销号" in follow
    shown = office.get(card.get_absolute_url()).content.decode()
    assert "属实" in shown
    assert str(complaint) in shown
    (line,) = lines(people["supervisor"], [point], timezone.localdate().year, timezone.localdate())
    assert (line.cards, line.bad, line.problems, line.answered, line.closed) == (1, 1, 1, 1, 1)


def test_of_a_card_without_a_problem_nobody_is_kept(units: Units, custodian: Path, point: ContactPoint) -> None:
    well = {"is_told": "yes", "is_rude": "no", "satisfaction": "很满意", "enterprise": f"{CANARY}公司"}
    assert "没有保存" in sent(point, units, **well).content.decode()
    assert Card.objects.get().is_named is False
    assert not Complaint.objects.exists()
    assert CANARY not in dump()


def test_sent_twice_it_is_one_card_and_what_is_wrong_is_said(units: Units, point: ContactPoint) -> None:
    client = Client()
    hidden = dict(HIDDEN.findall(client.get(page("fill_card", point)).content.decode()))
    given = hidden | {"filled": "point", "respondent_text": "", "satisfaction": "满意"}
    wrong = client.post(page("fill_card", point), given)
    assert wrong.status_code == 422
    assert "请选择执法单位" in wrong.content.decode()
    assert (
        client.post(page("fill_card", point), given | {"respondent": "x" * 9, "respondent_text": "甲"}).status_code
        == 422
    )
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    assert "不能晚于今天" in client.post(page("fill_card", point), given | {"acted_on": tomorrow}).content.decode()
    good = given | {"respondent_text": "某个大队"}
    for _ in range(2):
        assert client.post(page("fill_card", point), good).status_code == 200
    assert Card.objects.get().about == "某个大队"


def test_nothing_of_a_card_reaches_the_unit_it_is_about(
    people: People, units: Units, browser: Browser, custodian: Path, point: ContactPoint
) -> None:
    card = filled(point, units, problem=f"{CANARY}经过", satisfaction="不满意")
    actions.note_at_point(
        by=PUBLIC, point=point, code=codes.code_of("二"),
        note=Note("enterprise", f"{CANARY}反映", units["agency"], wants_answer=True),
    )  # fmt: skip
    assert card.complaint is not None
    for name in ("clerk", "chief", "officer", "leader", "county_supervisor", "auditor", "stranger"):
        client = browser(people[name])
        for path in (
            card.get_absolute_url(), point.get_absolute_url(), reverse("portal:cards"), reverse("portal:points"),
            reverse("portal:card_table"), card.complaint.get_absolute_url(), reverse("portal:list"), "/",
        ):  # fmt: skip
            answer = client.get(path)
            assert CANARY not in answer.content.decode("utf-8", "replace"), (name, path)
    assert not [event for event in Event.objects.values_list("payload", flat=True) if event and CANARY in str(event)]
    assert CANARY in browser(people["supervisor"]).get(card.get_absolute_url()).content.decode()
    # About the office itself: the office does not read it, and its figures do not count it.
    own = actions.fill_card(
        by=PUBLIC,
        point=point,
        card=Filled({"problem": "办公室的问题"}, "self", units["office"]),
        code=codes.code_of("三"),
    )
    office = browser(people["supervisor"])
    assert office.get(own.get_absolute_url()).status_code == 404
    (line,) = lines(people["supervisor"], [point], timezone.localdate().year, timezone.localdate())
    assert line.cards == 1


@pytest.mark.mechanisms("S001-42")
def test_a_point_is_opened_guided_and_ended_and_its_code_then_leads_nowhere(
    people: People, units: Units, browser: Browser, point: ContactPoint
) -> None:
    office, today = browser(people["supervisor"]), timezone.localdate()
    record = reverse("portal:record_point", args=[point.pk])
    visit = {"kind": "guide", "held_on": today.isoformat(), "who": "丁某", "text": "讲解怎样填卡"}
    assert office.post(record, visit).status_code == 302
    early = visit | {"held_on": (point.opened_on - dt.timedelta(days=1)).isoformat()}
    assert office.post(record, early).status_code == 422
    assert office.post(record, visit | {"text": ""}).status_code == 422
    (line,) = lines(people["supervisor"], [point], today.year, today)
    assert (line.guided, line.guided_on) == (1, today)
    assert "讲解怎样填卡" in office.get(point.get_absolute_url()).content.decode()
    assert office.get(reverse("portal:point_code", args=[point.pk])).content.startswith(b"<?xml")
    assert Client().get(page("blank_card", point)).content.startswith(b"PK")
    for name in ("county_supervisor", "clerk", "leader"):
        with pytest.raises(Refused):
            actions.end_point(by=people[name], point=point, seen=point.version, reason="不该由我")
    with pytest.raises(Refused, match="本地区"):
        actions.open_point(
            by=people["county_supervisor"], unit=units["root"], name="甲", kind="park", liaison="乙", opened_on=today
        )
    old = point.link
    moved = actions.relink_point(by=people["supervisor"], point=point, seen=point.version)
    assert Client().get(reverse("portal:at_point", args=[old])).status_code == 404
    assert Client().get(page("at_point", moved)).status_code == 200
    actions.end_point(by=people["supervisor"], point=moved, seen=moved.version, reason="协会解散")
    for name in ("at_point", "fill_card", "note", "blank_card"):
        assert Client().get(page(name, moved)).status_code == 404
    with pytest.raises(Refused, match="撤销"):
        filled(moved, units, satisfaction="满意")


@pytest.mark.mechanisms("S001-43")
def test_a_point_gathers_each_month_and_who_has_not_is_told(
    people: People, units: Units, browser: Browser, point: ContactPoint
) -> None:
    office = people["supervisor"]
    with at(dt.date(2026, 9, 1)):
        early = actions.open_point(
            by=office,
            unit=units["root"],
            name="社区联系点",
            kind="village",
            liaison="戊某",
            opened_on=dt.date(2026, 9, 1),
        )
    assert list(silent(office, dt.date(2026, 11, 25)).filter(pk=early.pk)) == []
    with at(dt.date(2026, 11, 26)):
        assert "本月没有收集的联系点" in browser(office).get("/").content.decode()
        assert "社区联系点" in browser(office).get(reverse("portal:points") + "?state=silent").content.decode()
        said = {"kind": "enterprise", "text": "材料要交两遍", "topic": "inaction", "wants_answer": "on"}
        answer = sent(early, units, "note", **said)
        note = PointRecord.objects.get(point=early)
        assert note.complaint is not None
        assert (note.complaint.channel, note.complaint.topic, note.is_outside) == ("point", "inaction", True)
        assert codes.digest(answer.context["code"]) == note.complaint.code_digest
        assert not silent(office, dt.date(2026, 11, 26)).filter(pk=early.pk).exists()
        assert sent(early, units, "note", kind="social", text=" ", topic="other").status_code == 422
        assert "已经收到" in sent(early, units, "note", kind="none", text="", topic="other").content.decode()
    assert silent(office, dt.date(2026, 12, 26)).filter(pk=early.pk).exists()


@pytest.mark.mechanisms("S001-03")
def test_opinions_of_the_public_and_of_the_points_make_one_list(
    people: People, units: Units, browser: Browser, point: ContactPoint
) -> None:
    given = answers(units)
    given[0] = {"kind": "opinion"}
    assert filled_in([*given, {}]).status_code == 200
    said = {"kind": "social", "text": "希望集中一天检查", "topic": "other", "wants_answer": "on"}
    assert sent(point, units, "note", **said).status_code == 200
    filled(point, units, problem="这一件是投诉", satisfaction="不满意")
    office = browser(people["supervisor"])
    row = Complaint.objects.get(channel="point")
    answered(people, units, row, answer="已经安排综合查一次")
    table = office.get(reverse("portal:table") + "?kind=opinion").content
    cells = [cell.value for line in openpyxl.load_workbook(io.BytesIO(table)).worksheets[0] for cell in line]
    assert {"意见清单", TEXT, "希望集中一天检查", "已经安排综合查一次", "监督举报平台", "联系点"} <= set(cells)
    assert not [cell for cell in cells if "这一件是投诉" in str(cell)]
    for name in ("clerk", "leader", "stranger"):
        assert browser(people[name]).get(reverse("portal:table")).status_code == 403


def test_paper_cards_are_entered_by_the_office_alone(people: People, units: Units, browser: Browser) -> None:
    with at(dt.date(2026, 9, 1)):
        point = actions.open_point(
            by=people["supervisor"], unit=units["root"], name="社区联系点", kind="village", liaison="戊某",
            opened_on=dt.date(2026, 9, 1),
        )  # fmt: skip
    office, path = browser(people["supervisor"]), reverse("portal:paper_card", args=[point.pk])
    hidden = dict(HIDDEN.findall(office.get(path).content.decode()))
    given = hidden | {"respondent": units["agency"].pk, "filled_on": "2026-09-02", "is_extorting": "yes"}
    assert office.post(path, given).status_code == 302
    card = Card.objects.get()
    assert (card.filled, card.filled_on, card.entered_by) == ("paper", dt.date(2026, 9, 2), people["supervisor"])
    assert card.complaint is not None
    assert card.complaint.topic == "gift"
    with pytest.raises(Refused):
        filled(point, units, by=people["clerk"], satisfaction="满意")
    with pytest.raises(Refused, match="录入"):
        actions.fill_card(by=PUBLIC, point=point, card=Filled({}, "paper", units["agency"]), code=codes.code_of("九"))


def test_in_a_flood_problems_are_kept_and_praise_is_not(units: Units, point: ContactPoint) -> None:
    with at(timezone.localdate(), 9):
        for number in range(words().quotas["complaints"]):
            assert sent(point, units, satisfaction="很满意", officers=str(number)).status_code == 200
        assert sent(point, units, satisfaction="很满意", officers="又一张").status_code == 422
        assert sent(point, units, satisfaction="不满意").status_code == 200
    assert Complaint.objects.get().held


def test_the_lists_ask_no_more_for_more(people: People, units: Units, browser: Browser, point: ContactPoint) -> None:
    office = browser(people["supervisor"])
    filled(point, units, problem="一", satisfaction="不满意")
    paths = (reverse("portal:points"), reverse("portal:cards"), point.get_absolute_url())
    few = [queries(office, path) for path in paths]
    for number in range(6):
        filled(point, units, token=f"另{number}", problem=f"问题{number}", satisfaction="不满意")
        actions.open_point(
            by=people["supervisor"], unit=units["root"], name=f"点{number}", kind="law", liaison="己",
            opened_on=timezone.localdate(),
        )  # fmt: skip
    assert [queries(office, path) for path in paths] == few


def test_a_cards_answers_make_the_problem() -> None:
    assert cards.problem_of({"is_told": True, "satisfaction": "满意"}) == ("", "")
    assert cards.problem_of({"is_told": None}) == ("", "")
    assert cards.problem_of({"is_told": False})[0] == "procedure"
    assert cards.problem_of({"is_filed": False, "is_extorting": True})[0] == "gift"
    assert cards.problem_of({"satisfaction": "不满意"}) == ("other", "总体评价：不满意")
