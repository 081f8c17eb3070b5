"""推进情况台账 frozen, differences told, the workbook verified cell by cell."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Declaration, Duty, Snapshot, SnapshotPart
from fajian.core.audited import plain_rows
from fajian.core.files import receive
from fajian.engine.forms.spec import specs
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Rectification
from fajian.orgs.models import User
from fajian.reporting import annex, figures, verification
from fajian.reporting.frozen import Content, contents, differences
from fajian.reporting.measures import month_of
from tests.campaigns.conftest import CANARY, Browser
from tests.reporting.conftest import problem_ledger

pytestmark = pytest.mark.django_db
People = dict[str, User]


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def freeze(client: Client, campaign: Campaign, reason: str = "") -> Snapshot:
    month = f"{timezone.localdate():%Y-%m}"
    answer = client.post(reverse("reporting:freeze", args=[campaign.pk]), {"month": month, "reason": reason})
    assert answer.status_code == 302, answer.content.decode()
    return Snapshot.objects.latest("pk")


def file(client: Client, row: Snapshot) -> bytes:
    return bytes(client.get(reverse("reporting:snapshot_file", args=[row.pk])).content)


def changed(content: bytes, place: Path, **cells: Any) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    book.save(place)
    return place


# ── freezing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.mechanisms("S000-33")
def test_the_monthly_report_and_its_annex_are_handed_in_with_the_numbers_of_that_day(
    busy: Campaign, people: People, browser: Browser
) -> None:
    row = freeze(browser(people["supervisor"]), busy)
    unit = browser(people["clerk"])
    report = unit.get(reverse("reporting:draft", args=[busy.pk, "monthly"])).content
    book = openpyxl.load_workbook(io.BytesIO(file(unit, row)))
    spec, sheet = specs()["progress"], book.worksheets[0]
    texts = [[cell.value for cell in line] for line in sheet.iter_rows()]
    labels = [column.label for column in spec.columns]
    at = next(n for n, line in enumerate(texts) if "问题总数" in line)
    values = dict(zip(labels, texts[at + 1], strict=False))
    assert (values["单位"], values["问题总数"], values["累计整改完成数"], values["正在整改数"]) == (
        people["clerk"].unit.name, 5, 1, 4,
    )  # fmt: skip
    assert values["公布典型案例数"] is None  # nobody has declared any: blank, not zero
    assert row.digest in sheet.oddFooter.left.text
    duty = Duty.objects.filter(unit=people["clerk"].unit, campaign=busy).first()
    assert duty is not None
    handed = receive(io.BytesIO(report), "当月总结.docx")
    actions.hand_in(by=people["clerk"], duty=duty, seen=duty.version, text="当月总结", received=handed)
    duty.refresh_from_db()
    assert duty.state == "handed_in"


def test_numbers_and_rows_of_a_part_agree_and_are_those_of_the_figures(busy: Campaign, people: People) -> None:
    today = timezone.localdate()
    span = month_of(today, today)
    made = contents(busy, people["supervisor"], span)
    read = figures.read(busy, people["supervisor"], span)
    for unit, content in made.items():
        assert content.figures["problems"] == len(content.rows) == read.of(unit).get("problems", 0)
    assert sum(len(content.rows) for content in made.values()) == 6


def test_the_same_month_frozen_twice_gives_the_same_digests(busy: Campaign, people: People, browser: Browser) -> None:
    office = browser(people["supervisor"])
    first, second = freeze(office, busy), freeze(office, busy, "复核")
    assert first.digest == second.digest
    assert (first.number, second.number) == (1, 2)
    answer = office.post(reverse("reporting:freeze", args=[busy.pk]), {"month": f"{timezone.localdate():%Y-%m}"})
    assert "重新固化请写明理由" in page(answer, 422)


def test_what_changed_since_is_told_with_the_rows_that_made_it_so(
    busy: Campaign, people: People, browser: Browser
) -> None:
    office = browser(people["supervisor"])
    row = freeze(office, busy)
    assert "台账与上报时一致" in page(office.get(row.get_absolute_url()))
    ledgers.record(
        by=people["clerk"], ledger=problem_ledger(busy, people["clerk"]), rows=[ledgers.NewEntry("后来发现的")]
    )
    problem = Rectification.objects.get(state="submitted")
    ledgers.close(by=people["supervisor"], rectification=problem, seen=problem.version)
    shown = page(office.get(row.get_absolute_url()))
    assert "问题总数：上报时 5，现在 6" in shown
    assert "已销号：上报时 1，现在 2" in shown
    assert "后来发现的" in shown
    assert "待销号审核 → 已销号" in shown
    part = row.parts.get(unit=people["clerk"].unit)
    assert Content.of(part).figures["problems"] == 5


def test_a_row_struck_out_later_is_told_as_such(busy: Campaign, people: People, browser: Browser) -> None:
    row = freeze(browser(people["supervisor"]), busy)
    entry = Rectification.objects.get(state="found", unit=people["clerk"].unit).entry
    ledgers.strike_out(by=people["supervisor"], entry=entry, seen=entry.version, reason="重复")
    today = timezone.localdate()
    now = contents(busy, people["supervisor"], month_of(today, today))
    (told,) = differences([Content.of(part) for part in row.parts.all()], now)
    assert [change.what for change in told.changes] == ["已作废"]


def test_a_unit_sees_its_own_part_only(busy: Campaign, people: People, browser: Browser) -> None:
    row = freeze(browser(people["supervisor"]), busy)
    unit = browser(people["clerk"])
    assert CANARY not in page(unit.get(row.get_absolute_url()))
    told = str(
        [[c.value for c in r] for s in openpyxl.load_workbook(io.BytesIO(file(unit, row))) for r in s.iter_rows()]
    )
    assert CANARY not in told
    theirs = row.parts.get(unit=people["stranger"].unit)
    assert "没有找到" in page(unit.post(reverse("reporting:verify"), {"digest": theirs.digest}))
    assert browser(people["officer"]).get(row.get_absolute_url()).status_code == 403


# ── verifying ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_workbook_is_the_same_bytes_every_time_and_verifies(busy: Campaign, people: People, browser: Browser) -> None:
    office = browser(people["supervisor"])
    row = freeze(office, busy)
    content = file(office, row)
    assert content == file(office, row)
    sent = SimpleUploadedFile("推进情况台账.xlsx", content)
    shown = page(office.post(reverse("reporting:verify"), {"file": sent}))
    assert "相符" in shown
    assert "逐字节一致" in shown


def test_a_number_changed_in_the_file_is_named_by_its_cell(
    busy: Campaign, people: People, browser: Browser, tmp_path: Path
) -> None:
    row = freeze(browser(people["supervisor"]), busy)
    content = file(browser(people["clerk"]), row)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    found = next(cell for line in sheet.iter_rows() for cell in line if cell.value == 5 and cell.row > 4)
    wrong = changed(content, tmp_path / "a.xlsx", **{found.coordinate: 4})
    verdict = verification.of_workbook(wrong, people["clerk"])
    assert not verdict.holds
    assert verdict.differences == (
        f"“附件2 推进情况台账(月报)”第{found.row}行第{found.column}列：固化时“5”，文件里“4”",
    )


def test_saved_again_or_filled_in_by_a_person_it_still_holds(
    busy: Campaign, people: People, browser: Browser, tmp_path: Path
) -> None:
    row = freeze(browser(people["supervisor"]), busy)
    content = file(browser(people["clerk"]), row)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    last = next(cell for line in sheet.iter_rows() for cell in line if cell.value == "下月计划")
    filled = changed(content, tmp_path / "a.xlsx", **{f"{last.column_letter}{last.row + 2}": "抓紧整改"})
    verdict = verification.of_workbook(filled, people["clerk"])
    assert verdict.holds, verdict.differences
    assert "重新保存过" in verdict.says


def test_digests_of_the_whole_and_of_a_part_are_known_others_are_not(
    busy: Campaign, people: People, browser: Browser
) -> None:
    row = freeze(browser(people["supervisor"]), busy)
    part = row.parts.get(unit=people["clerk"].unit)
    assert verification.of_digest(f" {row.digest.upper()} ", people["supervisor"]).holds
    assert verification.of_digest(part.digest, people["clerk"]).holds
    assert not verification.of_digest("0" * 64, people["supervisor"]).holds


def test_a_text_changed_behind_the_applications_back_no_longer_holds(
    busy: Campaign, people: People, browser: Browser
) -> None:
    from django.db import connection

    from fajian.core import guards

    row = freeze(browser(people["supervisor"]), busy)
    guards.take_down_all(connection)
    plain_rows(SnapshotPart).filter(unit=people["clerk"].unit).update(content="{}")
    guards.put_up_all(connection)
    verdict = verification.of_digest(row.digest, people["supervisor"])
    assert not verdict.holds
    assert "与摘要不符" in verdict.says


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook at all"])
def test_what_is_no_workbook_gets_a_sentence(people: People, browser: Browser, content: bytes) -> None:
    sent = SimpleUploadedFile("台账.xlsx", content)
    shown = page(browser(people["clerk"]).post(reverse("reporting:verify"), {"file": sent}), 422)
    assert "wrong" in shown or "summary" in shown


def test_another_workbook_is_said_to_be_none_of_ours(people: People, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    assert not verification.of_workbook(tmp_path / "b.xlsx", people["clerk"]).holds


# ── declaring ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_unit_declares_on_its_page_and_the_annex_carries_it(busy: Campaign, people: People, browser: Browser) -> None:
    unit = browser(people["clerk"])
    address = reverse("reporting:declare", args=[busy.pk])
    sent = {
        "unit": people["clerk"].unit_id, "counter": "rules_made", "month": f"{timezone.localdate():%Y-%m}",
        "number": 2, "basis": "安城管发3号、4号",
    }  # fmt: skip
    assert unit.post(address, sent).status_code == 302
    assert "安城管发3号" in page(unit.get(address))
    assert CANARY not in page(unit.get(address))
    assert page(unit.post(address, sent | {"unit": people["stranger"].unit_id}), 422)
    assert page(unit.post(address, sent | {"number": "-1"}), 422)
    assert Declaration.objects.count() == 1
    row = freeze(browser(people["supervisor"]), busy)
    assert Content.of(row.parts.get(unit=people["clerk"].unit)).counters["rules_made"] == (2, "申报")
    _, content = annex.write(row, list(row.parts.filter(unit=people["clerk"].unit)))
    assert "2" in str([c.value for r in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0] for c in r])
