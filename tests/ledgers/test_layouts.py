"""上级表样: a superior's workbook is taken in once, its columns matched and remembered, ledgers written into it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from fajian.core.errors import Refused
from fajian.ledgers import actions
from fajian.ledgers.models import Layout, Ledger
from fajian.orgs.models import User
from tests.engine.forms.test_filling import template
from tests.ledgers.conftest import CANARY, Browser, page

pytestmark = pytest.mark.django_db
People = dict[str, User]


def upload(path: Path) -> SimpleUploadedFile:
    return SimpleUploadedFile("省厅汇总表.xlsx", template(path / "t.xlsx").read_bytes())


def fines(people: People, name: str, *titles: str) -> Ledger:
    user = people[name]
    ledger = actions.open_ledger(by=user, unit=user.unit, spec_code="fines-self-check")
    new = [
        actions.NewEntry(title, {"decision_no": f"罚字{title}", "fine": 150_000, "defect": "⑤只罚不纠"})
        for title in titles
    ]
    actions.record(by=user, ledger=ledger, rows=new)
    return ledger


def taken_in(people: People, browser: Browser, tmp_path: Path) -> Layout:
    """Uploaded by the supervisor, who then says what 文书文号 is."""
    client = browser(people["supervisor"])
    sent = {"spec_code": "fines-self-check", "title": "省厅汇总表", "file": upload(tmp_path)}
    answer = client.post(reverse("ledgers:new_layout"), sent)
    assert answer.status_code == 302, page(answer)
    row = Layout.objects.get()
    columns = {f"slot_{slot.number}": slot.column for slot in row.shape.slots}
    columns["slot_2"], columns["slot_3"] = "unit", "decision_no"
    saved = client.post(reverse("ledgers:layout", args=[row.pk]), {"seen": row.version, **columns})
    assert saved.status_code == 302, page(saved)
    return Layout.objects.get()


def sheet_of(answer: Any) -> Any:
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(answer.content))["汇总表"]


def test_what_was_matched_once_is_remembered_and_what_stays_blank_is_said(
    people: People, browser: Browser, tmp_path: Path
) -> None:
    row = taken_in(people, browser, tmp_path)
    assert [slot.column for slot in row.shape.slots] == [
        "serial", "unit", "decision_no", "fine", "party", "problem", ""
    ]  # fmt: skip
    text = page(browser(people["supervisor"]).get(reverse("ledgers:layout", args=[row.pk])))
    assert "导出时空着：局长批示" in text


def test_all_units_rows_stand_in_the_superiors_own_file(people: People, browser: Browser, tmp_path: Path) -> None:
    row = taken_in(people, browser, tmp_path)
    fines(people, "clerk", "甲", "乙")
    fines(people, "stranger", "丙", "丁")
    sheet = sheet_of(browser(people["supervisor"]).get(reverse("ledgers:export_layout", args=[row.pk])))
    assert sheet["A1"].value == "全省行政处罚罚款自查情况汇总表"
    told = [[cell.value for cell in line[:6]] for line in sheet.iter_rows(min_row=5, max_row=8)]
    assert told == [
        [1, "清源县城市管理局", "罚字甲", 1500, None, "甲"],
        [2, "清源县城市管理局", "罚字乙", 1500, None, "乙"],
        [3, f"{CANARY}局", "罚字丙", 1500, None, "丙"],
        [4, f"{CANARY}局", "罚字丁", 1500, None, "丁"],
    ]
    assert (sheet["A9"].value, sheet["D9"].value) == ("合计", "=SUM(D5:D8)")


def test_a_unit_writes_its_own_ledger_into_the_template_of_the_office_above(
    people: People, browser: Browser, tmp_path: Path
) -> None:
    row = taken_in(people, browser, tmp_path)
    ledger = fines(people, "clerk", "甲")
    fines(people, "stranger", "丙")
    clerk = browser(people["clerk"])
    listed = page(clerk.get(reverse("ledgers:ledger", args=[ledger.pk])))
    address = f"{reverse('ledgers:export_layout', args=[row.pk])}?ledger={ledger.pk}"
    assert address in listed
    for asked in (address, reverse("ledgers:export_layout", args=[row.pk])):
        sheet = sheet_of(clerk.get(asked))
        assert [sheet.cell(line, 6).value for line in (5, 6)] == ["甲", None]
    assert clerk.post(reverse("ledgers:layout", args=[row.pk]), {"seen": 2}).status_code == 403


def test_a_column_is_written_once_and_a_dropped_template_is_no_longer_offered(
    people: People, browser: Browser, tmp_path: Path
) -> None:
    row = taken_in(people, browser, tmp_path)
    by = people["supervisor"]
    for columns, sentence in (
        ({2: "unit", 3: "unit"}, "选了两次"), ({2: "colour"}, "没有“colour”"), ({2: ""}, "至少要有一栏"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            actions.match_layout(by=by, layout=row, seen=row.version, columns=columns)
    client = browser(by)
    sent = {"seen": row.version, "reason": "省厅换了新表"}
    assert client.post(reverse("ledgers:drop_layout", args=[row.pk]), sent).status_code == 302
    assert "省厅汇总表" not in page(client.get(reverse("ledgers:layouts")))
    with pytest.raises(Refused, match="已停用"):
        actions.match_layout(by=by, layout=row, seen=row.version + 1, columns={2: "unit"})


def test_a_file_that_takes_no_such_ledger_is_refused_beside_the_field(
    people: People, browser: Browser, tmp_path: Path
) -> None:
    sent = {"spec_code": "officers", "file": upload(tmp_path)}
    answer = browser(people["supervisor"]).post(reverse("ledgers:new_layout"), sent)
    assert answer.status_code == 422
    assert "没有一张表能认作《执法人员名单》的表样" in answer.content.decode()
    assert not Layout.objects.exists()
