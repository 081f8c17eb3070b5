"""Trainings by kind and way, who lacks hours in a year, and tests sat on a phone."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.people import actions, courses, daily, questions
from fajian.people.models import Exam, Officer, Question, Sitting, Training
from tests.clock import at
from tests.engine.rules.spec import lay_store, verdicts
from tests.people.conftest import TODAY, Browser, People, Units, entered, queries
from tests.people.test_roster import live

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YEAR = 2025


def held(people: People, units: Units, who: list[Officer], kind: str, hours: int, **more: Any) -> Training:
    """A training of the agency."""
    said: dict[str, Any] = {"way": "gathered", "held_on": dt.date(YEAR, 5, 6), "title": f"{kind}培训", **more}
    given = actions.Held(kind=kind, hours=Decimal(hours), **said)
    return actions.hold(by=people["clerk"], unit=units["agency"], held=given, officers=who)


@pytest.mark.mechanisms("S001-26", "S004-59", "S004-60")
def test_trainings_count_by_kind_and_who_lacks_some_is_listed(
    people: People, units: Units, browser: Browser, tmp_path: Path
) -> None:
    old = dt.date(2019, 1, 1)
    full = entered(people, units, "T1", joined_on=old)
    no_law = entered(people, units, "T2", joined_on=old)
    short = entered(people, units, "T3", joined_on=old)
    new = entered(people, units, "T4", joined_on=dt.date(YEAR, 7, 10))
    held(people, units, [full, no_law], "general", 40)
    held(people, units, [full, short, new], "law", 20, way="rotated", held_on=dt.date(YEAR, 8, 3))
    held(people, units, [full, no_law], "skill", 20, way="sorted")
    held(people, units, [new], "conduct", 5, way="daily", held_on=dt.date(YEAR, 9, 1))
    wrong = held(people, units, [short], "skill", 60)
    actions.strike_training(by=people["clerk"], training=wrong, seen=wrong.version, reason="重复登记")

    client, address = browser(people["supervisor"]), reverse("people:hours")
    page = client.get(f"{address}?year={YEAR}").content.decode()
    for kind in courses.kinds().values():
        assert kind in page
    lacking = client.get(f"{address}?year={YEAR}&state=lacking").content.decode()
    assert "T1某" not in lacking
    for name, said in (("T2某", "没有参加法制培训"), ("T3某", "差 40.0 学时")):
        assert name in lacking
        assert said in lacking
    assert "T4某" not in lacking, "who joined in July owes five full months, 25 hours"
    book: Any = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{reverse('people:hours_export')}?year={YEAR}").content)
    ).active
    rows = {row[2]: row for row in book.iter_rows(values_only=True)}
    assert rows["T1某"][4:10] == (40, 20, 20, 0, 80, 60)
    assert rows["T3某"][-1] == "差 40.0 学时"
    assert "T1某" not in browser(people["stranger"]).get(f"{address}?year={YEAR}").content.decode()

    with at(dt.date(YEAR + 1, 1, 2)):
        span: Any = {"sheet": "trainings", "from_on": dt.date(YEAR, 1, 1), "to_on": dt.date(YEAR, 12, 31)}
        actions.confirm_roster(by=people["clerk"], unit=units["agency"], **span)
    lay_store(tmp_path, live("officers", "trainings", "deliveries"), {})
    found = verdicts("OFF-TRAIN", tmp_path, as_of=dt.date(YEAR + 1, 3, 1))
    assert {number for number, row in found.items() if row["verdict"] == "hit"} == {"T3"}
    before = queries(client, f"{address}?year={YEAR}")
    entered(people, units, "T5", joined_on=old)
    assert queries(client, f"{address}?year={YEAR}") == before


def test_pages_take_a_sign_in_list_and_say_which_line_means_nobody(
    people: People, units: Units, browser: Browser
) -> None:
    entered(people, units, "T1", name="甲某")
    entered(people, units, "T2", name="同名")
    entered(people, units, "T3", name="同名")
    entered(people, units, "X1", unit="other", name="外单位")
    client, address = browser(people["clerk"]), reverse("people:hold")
    sent = {"unit": units["agency"].pk, "title": "行政处罚法讲座", "kind": "law", "way": "gathered",
            "held_on": TODAY.isoformat(), "hours": "4", "who": "甲某\n同名\n外单位"}  # fmt: skip
    page = client.post(address, sent)
    assert page.status_code == 422
    assert "“同名”有 2 人，请写人员编号" in page.content.decode()
    assert "没有“外单位”这个编号或者姓名" in page.content.decode()
    assert client.post(address, sent | {"who": "甲某\nT2\n甲某\n"}).status_code == 302
    row = Training.objects.get()
    assert sorted(row.attendances.values_list("officer__number", flat=True)) == ["T1", "T2"]
    attend = reverse("people:attend", args=[row.pk])
    assert client.post(attend, {"seen": row.version, "who": "T3"}).status_code == 302
    assert client.post(attend, {"seen": row.version, "who": "T3"}).status_code == 422, "there already"
    later = actions.Held("下周的课", "law", "gathered", TODAY + dt.timedelta(days=7), Decimal(2))
    with pytest.raises(Refused, match="开过以后再登记"):
        actions.hold(by=people["clerk"], unit=units["agency"], held=later, officers=[])
    strike = reverse("people:strike_training", args=[row.pk])
    assert client.post(strike, {"seen": row.version, "reason": "名称写错"}).status_code == 302
    assert client.get(strike).status_code == 404
    assert "已作废" in client.get(row.get_absolute_url()).content.decode()


# ── 法治测试 ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def sheet(*lines: tuple[str, ...]) -> SimpleUploadedFile:
    """A bank as an office hands it in."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append([column.label for column in questions.bank().columns])
    for line in lines:
        page.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("题库.xlsx", out.getvalue(), XLSX)


def test_questions_come_from_the_product_and_from_sheets_whose_bad_answers_are_sentences(
    people: People, browser: Browser
) -> None:
    client, address = browser(people["supervisor"]), reverse("people:take_questions")
    for _ in range(2):
        assert client.post(reverse("people:take_shipped")).status_code == 302
    assert Question.objects.count() == len(questions.shipped()), "twice asked, once taken"
    bad = sheet(
        ("单选", "专业法律知识", "甲？", "一", "二", "", "", "", "", "AB", "第一条"),
        ("判断", "专业法律知识", "乙。", "", "", "", "", "", "", "是", "第二条"),
        ("多选", "专业法律知识", "丙？", "一", "二", "三", "", "", "", "AD", "第三条"),
        ("单选", "专业法律知识", "丁？", "一", "", "三", "", "", "", "B", "第四条"),
    )
    page = client.post(address, {"file": bad})
    assert page.status_code == 422
    for said in ("单选题只能有一个答案", "判断题的答案写“对”或者“错”", "答案应是 A、B、C 中的字母", "中间不能空"):
        assert said in page.content.decode()
    good = sheet(("多选", "专业法律知识", "丙？", "一", "二", "三", "", "", "", "ca", "第三条"))
    assert client.post(address, {"file": good}).status_code == 302
    row = Question.objects.get(stem="丙？")
    assert row.answer == "AC"
    assert client.post(
        reverse("people:strike_question", args=[row.pk]), {"seen": row.version, "reason": "条文已修改"}
    ).status_code == 302  # fmt: skip
    assert "已作废" in client.get(reverse("people:questions")).content.decode()
    terms = actions.Terms("专业测试", "special", TODAY, TODAY, 30, 1)
    with pytest.raises(Refused, match="不够抽"):
        actions.set_exam(by=people["supervisor"], unit=people["supervisor"].unit, terms=terms)


@pytest.mark.mechanisms("S001-58")
def test_an_officer_sits_a_timed_test_and_the_marks_are_listed(people: People, units: Units, browser: Browser) -> None:
    me = entered(people, units, "T1", account=people["officer"])
    entered(people, units, "T2")
    client = browser(people["officer"])
    assert "没有要参加的测试" in client.get(reverse("people:mine")).content.decode()
    office = browser(people["supervisor"])
    office.post(reverse("people:take_shipped"))
    sent = {"unit": units["root"].pk, "title": "年度法治测试", "from_on": TODAY.isoformat(), "to_on": TODAY.isoformat(),
            "minutes": 30, "count": 10, "pass_score": 60}  # fmt: skip
    assert office.post(reverse("people:set_exam"), sent | {"count": 101}).status_code == 422
    assert office.post(reverse("people:set_exam"), sent).status_code == 302
    exam = Exam.objects.get()
    assert "年度法治测试" in client.get(reverse("people:mine")).content.decode()
    begun = client.post(reverse("people:sit", args=[exam.pk]))
    paper = Sitting.objects.get()
    assert begun.headers["Location"] == paper.get_absolute_url()
    assert len(set(paper.questions)) == 10
    page = client.get(paper.get_absolute_url()).content.decode()
    assert page.count('type="radio"') + page.count('type="checkbox"') > 20
    by_number = Question.objects.in_bulk(paper.questions)

    def answered(right: int) -> dict[str, Any]:
        asked = [by_number[number] for number in paper.questions]
        return {f"q{one.pk}": list(one.answer) if n < right else [] for n, one in enumerate(asked)}

    assert client.post(paper.get_absolute_url(), answered(4)).status_code == 302
    paper.refresh_from_db()
    assert paper.score is None, "kept, and not handed in"
    point = transaction.savepoint()
    over = timezone.localtime(paper.ends_at).replace(tzinfo=None) + dt.timedelta(minutes=2)
    with at(over):
        answers = {f"{one}": by_number[one].answer for one in paper.questions}
        late = actions.answer(by=people["officer"], sitting=paper, answers=answers, hand_in=True)
        assert late.score == 40, "what comes after the time does not count, what was kept does"
    transaction.savepoint_rollback(point)
    with at(over):
        assert daily.collect(TODAY)["collected"] == 1
    paper = Sitting.objects.get()
    assert (paper.score, paper.passed, paper.handed_at) == (40, False, paper.ends_at)
    with pytest.raises(Refused, match="已经交卷"):
        actions.answer(by=people["officer"], sitting=paper, answers={}, hand_in=True)
    assert "正确答案" in client.get(paper.get_absolute_url()).content.decode()
    assert client.post(reverse("people:sit", args=[exam.pk])).headers["Location"] == reverse("people:mine")
    result = browser(people["clerk"]).get(exam.get_absolute_url()).content.decode()
    assert "应考 2 人，已交卷 1 人，合格 0 人" in result
    book: Any = openpyxl.load_workbook(
        io.BytesIO(office.get(reverse("people:exam_export", args=[exam.pk])).content)
    ).active
    rows = {row[2]: row[-2:] for row in book.iter_rows(values_only=True)}
    assert rows[me.name] == (40, "不合格")
    assert rows["T2某"] == (None, "未参加")
    assert browser(people["chief"]).get(paper.get_absolute_url()).status_code == 403, "nobody else opens the paper"
    assert "T1某" not in browser(people["stranger"]).get(exam.get_absolute_url()).content.decode()
