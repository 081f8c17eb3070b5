"""Pages of plans: upload, check beside the source, launch."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from django.urls import reverse

from fajian.campaigns import actions
from fajian.campaigns.answers import TITLES
from fajian.campaigns.models import Campaign, Duty, PlanDocument
from fajian.campaigns.opening import opening
from fajian.ledgers import shaping
from fajian.ledgers.models import Ledger
from fajian.ledgers.own import Form, of_annex
from fajian.orgs.models import Unit, User
from tests.campaigns.conftest import HANDED_OVER, Browser, checked, sample, settled, shared, taken
from tests.campaigns.doubts import PLAN, TEXT
from tests.campaigns.test_pages import page, upload
from tests.libreoffice import convert, needs_libreoffice

pytestmark = pytest.mark.django_db
People = dict[str, User]
Units = dict[str, Unit]


# ── plans ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def html_of(text: str) -> bytes:
    return f"<html><body>{''.join(f'<p>{line}</p>' for line in text.splitlines())}</body></html>".encode()


def docx_of(text: str) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


def utf16_of(text: str) -> bytes:
    return text.encode("utf-16")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("方案.docx", docx_of),
        ("方案.html", html_of),
        ("方案.htm", html_of),
        ("方案.txt", utf16_of),
        ("其实是新格式.doc", docx_of),
        ("其实是网页.doc", html_of),
    ],
)
def test_a_plan_comes_as_a_document_or_as_a_web_page_whatever_it_is_called(
    name: str, made: Any, people: People, browser: Browser
) -> None:
    browser(people["supervisor"]).post(reverse("campaigns:new"), {"file": upload(name, made(sample()))})
    row = PlanDocument.objects.get()
    assert len(row.plan.tasks) == 8
    file = browser(people["supervisor"]).get(reverse("campaigns:plan_file", args=[row.pk]))
    assert file.headers["Content-Type"] == "application/octet-stream"


@needs_libreoffice
def test_a_plan_comes_as_word_97_wps_or_pdf(people: People, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(docx_of(sample()))
    saved = {kind: convert([tmp_path / "plan.docx"], kind, tmp_path)[0].read_bytes() for kind in ("doc", "pdf")}
    for name, content in (("方案.doc", saved["doc"]), ("方案.wps", saved["doc"]), ("方案.pdf", saved["pdf"])):
        browser(people["supervisor"]).post(reverse("campaigns:new"), {"file": upload(name, content)})
        row = PlanDocument.objects.latest("pk")
        assert (len(row.plan.tasks), row.file and row.file.name) == (8, name)


def test_a_table_behind_the_plan_is_the_form_of_its_ledgers_once_somebody_released_it(
    people: People, units: Units, browser: Browser
) -> None:
    made, stream = docx.Document(), io.BytesIO()
    for line in [*sample().splitlines(), "附件1", "行政执法突出问题自查自纠台账"]:
        made.add_paragraph(line)
    cells = made.add_table(2, 5).rows[0].cells
    for cell, text in zip(cells, ("序号", "单位", "存在问题", "整改措施", "整改时限"), strict=True):
        cell.text = text
    made.save(stream)
    client = browser(people["supervisor"])
    client.post(reverse("campaigns:new"), {"file": upload("方案.docx", stream.getvalue())})
    row, form = PlanDocument.objects.get(), Form.objects.get()
    assert (form.title, form.source) == ("行政执法突出问题自查自纠台账", f"plan:{row.pk}")
    assert "草稿，待核对发布" in page(client.get(row.get_absolute_url()))
    assert not [book for book in opening(row.plan, of_annex(row.unit.path)).books if book.code == form.code]
    form = shaping.edit_form(
        by=people["supervisor"], form=form, seen=form.version, title=form.title, annex=form.annex, row="problem",
        header=[], columns=form.declared.columns,
    )  # fmt: skip
    shaping.release_form(by=people["supervisor"], form=form, seen=form.version)
    joining = [units["agency"], units["other"]]
    row = settled(people, row)
    actions.launch(by=people["supervisor"], document=row, seen=row.version, units=joining)
    mine = Ledger.objects.filter(spec_code=form.code)
    assert mine.count() == len(joining)
    assert {ledger.spec.title for ledger in mine} == {form.title}


def test_a_plan_may_be_pasted(people: People, browser: Browser) -> None:
    browser(people["supervisor"]).post(reverse("campaigns:new"), {"text": sample().replace("\n", "\r\n")})
    row = PlanDocument.objects.get()
    assert len(row.plan.tasks) == 8
    assert row.file is None
    assert browser(people["supervisor"]).get(reverse("campaigns:plan_file", args=[row.pk])).status_code == 404


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "请选择方案文件，或者在下面粘贴方案全文"),
        ({"text": "———"}, "文件里没有文字"),
        ({"text": "甲" * 300_001}, "超过 300000 个字"),
        ({"file": ("方案.pdf", b"%PDF-1.4")}, "方案.pdf已损坏"),
        ({"file": ("方案.rtf", b"{\\rtf1}")}, "不接受“方案.rtf”这类文件"),
        ({"file": ("方案.doc", b"{\\rtf1}")}, "RTF 格式，请用 WPS 或 Word"),
        ({"file": ("方案.docx", b"PK\x03\x04")}, "已损坏|不是Word 文档"),
        ({"file": ("方案.txt", b"")}, "空文件"),
        ({"file": ("方案.txt", b"\xff\xff\xff\xff")}, "文本文件|编码"),
        ({"file": ("方案.txt", "一、方案".encode()), "text": "方案全文"}, "只要一样"),
    ],
)
def test_what_is_no_plan_is_answered_by_a_sentence_and_what_was_typed_stays(
    sent: dict[str, Any], told: str, people: People, browser: Browser
) -> None:
    data = {name: upload(*value) if isinstance(value, tuple) else value for name, value in sent.items()}
    shown = page(browser(people["supervisor"]).post(reverse("campaigns:new"), data), 422)
    assert re.search(told, shown), told
    assert sent.get("text", "")[:50] in shown
    assert not PlanDocument.objects.exists()


@pytest.mark.parametrize("name", ["sample", *HANDED_OVER])
def test_the_check_page_shows_source_and_elements_linked_both_ways(name: str, people: People, browser: Browser) -> None:
    row = taken(people, sample() if name == "sample" else shared(name))
    shown = page(browser(people["supervisor"]).get(row.get_absolute_url()))
    plan = row.plan
    for kind, rows in (("stage", plan.stages), ("task", plan.tasks), ("duty", plan.duties), ("annex", plan.annexes),
                       ("problem", plan.problems), ("contact", plan.contacts), ("doubt", plan.doubts)):  # fmt: skip
        for i in range(len(rows)):
            for needed in (f'id="{kind}-{i}"', f'id="text-{kind}-{i}"', f'href="#text-{kind}-{i}"'):
                assert shown.count(needed) == 1, needed
    linked = set(re.findall(r'href="#([a-z]+-\d+)"', shown))
    assert linked <= set(re.findall(r'id="([a-z]+-\d+)"', shown))
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


@pytest.fixture
def doubtful(people: People, monkeypatch: pytest.MonkeyPatch) -> PlanDocument:
    """A plan with a doubt of every kind."""
    monkeypatch.setattr("fajian.campaigns.actions.plans.compiled", lambda text, issued_on=None: PLAN)
    return taken(people, TEXT)


def test_the_check_page_asks_about_every_kind_of_doubt(
    people: People, doubtful: PlanDocument, browser: Browser
) -> None:
    client = browser(people["supervisor"])
    shown = page(client.get(doubtful.get_absolute_url()))
    for title in TITLES.values():
        assert title in shown
    assert shown.count("待核定</span>") == len(PLAN.doubts)
    for place in range(len(PLAN.doubts)):
        how = ("proposal", "own", "none")[place % 3]
        row = PlanDocument.objects.get(pk=doubtful.pk)
        sent = {"place": place, "how": how, "seen": row.version, "text": f"意见{place}"}
        answer = client.post(reverse("campaigns:settle", args=[row.pk]), sent)
        if answer.status_code == 422:  # nothing was proposed
            assert how == "proposal"
            client.post(reverse("campaigns:settle", args=[row.pk]), sent | {"how": "none"})
    row = PlanDocument.objects.get(pk=doubtful.pk)
    assert row.open_doubts == 0
    shown = page(client.get(doubtful.get_absolute_url()))
    assert shown.count("已核定</span>") == len(PLAN.doubts)
    assert "disabled" not in shown


def test_a_day_that_is_none_stands_beside_what_was_typed(people: People, browser: Browser) -> None:
    row = taken(people, sample())
    sent = {"place": 1, "how": "own", "seen": row.version, "day": "六月十八", "text": "改到节前"}
    shown = page(browser(people["supervisor"]).post(reverse("campaigns:settle", args=[row.pk]), sent), 422)
    assert "期限应为日期，例如 2026-11-21" in shown or "日期应为日期" in shown
    assert "六月十八" in shown
    assert "改到节前" in shown
    assert PlanDocument.objects.get(pk=row.pk).settled == {}


@pytest.mark.parametrize("place", ["99", "-1", "x", "", "٣"])
def test_a_doubt_that_is_not_there_cannot_be_settled(place: str, people: People, browser: Browser) -> None:
    row = taken(people, sample())
    sent = {"place": place, "how": "none", "seen": row.version}
    assert browser(people["supervisor"]).post(reverse("campaigns:settle", args=[row.pk]), sent).status_code == 422


def test_checking_and_launching_wait_for_the_doubts(people: People, browser: Browser) -> None:
    row = taken(people, sample())
    client = browser(people["supervisor"])
    shown = page(client.post(reverse("campaigns:check", args=[row.pk]), {"seen": row.version}), 422)
    assert "还有3处存疑没有核定" in shown
    assert client.get(reverse("campaigns:launch", args=[row.pk])).url == row.get_absolute_url()


def test_somebody_elses_answer_in_between_is_told(people: People, browser: Browser) -> None:
    row = taken(people, sample())
    actions.settle(by=people["colleague"], document=row, seen=row.version, place=0, how="none")
    sent = {"place": 1, "how": "own", "seen": row.version, "text": "我的意见"}
    shown = page(browser(people["supervisor"]).post(reverse("campaigns:settle", args=[row.pk]), sent), 409)
    assert "已被他人修改" in shown
    assert "我的意见" in shown


def test_a_dropped_plan_says_why_and_leaves_the_list(people: People, browser: Browser) -> None:
    row = taken(people, sample())
    client, to = browser(people["supervisor"]), reverse("campaigns:drop", args=[row.pk])
    assert "请填写作废理由" in page(client.post(to, {"seen": row.version}), 422)
    client.post(to, {"seen": row.version, "reason": "录入了征求意见稿"})
    assert "录入了征求意见稿" in page(client.get(row.get_absolute_url()))
    assert row.title not in page(client.get(reverse("campaigns:list")))


def test_the_launch_page_counts_what_is_ticked(people: People, units: Units, browser: Browser) -> None:
    row = checked(people, sample())
    client, to = browser(people["supervisor"]), reverse("campaigns:launch", args=[row.pk])
    sent = {"seen": row.version, "units": [units["agency"].pk], "preview": "1"}
    shown = page(client.post(to, sent))
    assert "<b>1</b>参加单位" in shown
    assert "<b>17</b>报送义务" in shown
    assert "<b>3</b>台账（每个单位 3 本）" in shown
    assert not Campaign.objects.exists()
    assert "请至少选择一个参加单位" in page(client.post(to, {"seen": row.version}), 422)
    stranger = {"seen": row.version, "units": ["999999"]}
    assert "请重新选择" in page(client.post(to, stranger), 422)


def test_words_of_tasks_that_mean_nobody_who_takes_part_are_told_before_the_launch(
    people: People, units: Units, browser: Browser
) -> None:
    plain = "某市工作方案\n一、主要任务\n（一）清理依据。（牵头单位：{}；责任单位：{}）\n某市司法局\n2024年3月1日\n"
    client, agency = browser(people["supervisor"]), units["agency"]

    def shown(lead: str, responsible: str) -> str:
        row = checked(people, plain.format(lead, responsible))
        return page(client.get(reverse("campaigns:launch", args=[row.pk])))

    nobody = shown("市红十字会", "市档案馆")
    assert "1 项任务写明的单位没有对应到参加单位" in nobody
    assert "市红十字会、市档案馆" in nobody
    assert "没有单位承担" in nobody
    assert "其余单位承担" in shown("市红十字会", agency.name)
    assert "没有对应到参加单位" not in shown(units["office"].name, agency.name)


def test_who_is_meant_may_be_chosen_on_the_launch_page(people: People, units: Units, browser: Browser) -> None:
    row = checked(people, sample().replace("市司法局汇总后", "市专项办汇总后"))
    client, to = browser(people["supervisor"]), reverse("campaigns:launch", args=[row.pk])
    assert "没有对应到本系统的单位" in page(client.get(to))
    sent = {"seen": row.version, "legal_type": "daily", "units": [units["agency"].pk], "meant_0": units["office"].pk}
    client.post(to, sent)
    assert Duty.objects.filter(unit=units["office"], what__contains="汇总").count() == 1
