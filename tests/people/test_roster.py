"""The roster: read from a sheet, every bad cell a sentence; written out in the same shape; screened as it stands."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.people import actions, screened
from fajian.people.models import Certificate, Officer, Roster
from fajian.people.sheets import roster
from fajian.records import own, warehouse
from tests.clock import at
from tests.engine.rules.spec import Row, lay_store, verdicts
from tests.people.conftest import TODAY, Browser, People, Units, entered, issued

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GOOD: dict[str, Any] = {
    "人员编号": "A01", "姓名": "甲某", "单位": "市城管局", "人员类别": "执法人员", "用工性质": "公务员",
    "岗位": "二中队", "是否一线岗位": "是", "到岗日期": "2019-07-01", "执法证号": "豫R18000001", "证载区划代码": "4118",
    "证载执法类别": "城市管理、市场监管", "有效期自": "2024-01-01", "有效期至": "2028-12-31",
}  # fmt: skip


def sheet(*lines: dict[str, Any]) -> SimpleUploadedFile:
    """A workbook as a unit hands it in."""
    book = openpyxl.Workbook()
    page: Any = book.active
    labels = [column.label for column in roster().columns]
    page.append(["执法人员名录"])
    page.append(labels)
    for line in lines:
        page.append([line.get(label) for label in labels])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("名录.xlsx", out.getvalue(), XLSX)


def test_bad_cells_are_sentences_and_then_nothing_is_taken(people: People, units: Units, browser: Browser) -> None:
    client, address = browser(people["clerk"]), reverse("people:upload")
    assert client.get(address).status_code == 200
    bad = sheet(
        GOOD,
        GOOD | {"人员编号": "A01", "执法证号": ""},
        GOOD | {"人员编号": "A03", "人员类别": "协管", "执法证号": "x"},
        GOOD | {"人员编号": "A04", "单位": units["other"].name, "执法证号": "y"},
        GOOD | {"人员编号": "A05", "到岗日期": "去年", "执法证号": "z"},
        GOOD | {"人员编号": "", "执法证号": "w"},
    )
    answer = client.post(address, {"file": bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有 5 处不对，整份没有收" in page
    for said in ("与第3行重复", "协管", "不在您的权限范围内", "去年", "第8行"):
        assert said in page, said
    assert not Officer.objects.exists()
    nonsense = client.post(address, {"file": SimpleUploadedFile("别的.csv", "甲,乙\n1,2\n".encode(), "text/csv")})
    assert "没有一张表能认作《执法人员名录》" in nonsense.content.decode()
    part = SimpleUploadedFile("名录.csv", "人员编号,姓名,岗位\nA01,甲某,二中队\n".encode(), "text/csv")
    assert "缺少“人员类别”栏" in client.post(address, {"file": part}).content.decode()
    wrong = client.post(address, {"file": sheet(GOOD | {"证载执法类别": "烟草"})})
    assert "没有“烟草”这种执法类别" in wrong.content.decode()
    backward = client.post(address, {"file": sheet(GOOD | {"有效期至": "2020-01-01"})})
    assert "须有有效期自和有效期至" in backward.content.decode()
    assert not Officer.objects.exists()


def test_a_units_list_waits_to_be_compared_an_offices_counts_and_what_is_written_out_can_be_read_in(
    people: People, units: Units, browser: Browser
) -> None:
    unit, office, address = browser(people["clerk"]), browser(people["supervisor"]), reverse("people:upload")
    assert unit.post(address, {"file": sheet(GOOD)}).status_code == 302
    row = Certificate.objects.get()
    assert (row.state_word, row.number) == ("待资格审核", "豫R18000001")
    page = office.get(row.get_absolute_url()).content.decode()
    assert "核对入册" in page
    assert "资格审核通过" not in page, "the card is there already; nobody examines its holder anew"
    second = GOOD | {"人员编号": "A02", "姓名": "乙某", "执法证号": "豫R18000002"}
    assert office.post(address, {"file": sheet(second)}).status_code == 302
    assert Certificate.objects.get(number="豫R18000002").state == "active"

    made = office.get(reverse("people:export")).content
    again = SimpleUploadedFile("执法人员名录.xlsx", made, XLSX)
    assert office.post(address, {"file": again}).status_code == 302
    assert (Officer.objects.count(), Certificate.objects.count()) == (2, 2)
    assert Officer.objects.get(number="A02").version == 1, "nothing in it was another"
    moved = sheet(second | {"岗位": "法规科", "执法证号": ""})
    assert unit.post(address, {"file": moved}).status_code == 302
    assert Officer.objects.get(number="A02").post == "法规科"
    few = "人员编号,姓名,人员类别\nA02,乙某某,执法人员\n".encode()
    assert unit.post(address, {"file": SimpleUploadedFile("名录.csv", few, "text/csv")}).status_code == 302
    kept = Officer.objects.get(number="A02")
    assert (kept.name, kept.post) == ("乙某某", "法规科"), "what has no column in the sheet stays"
    assert kept.joined_on is not None
    blank = openpyxl.load_workbook(io.BytesIO(unit.get(reverse("people:template")).content)).worksheets[0]
    labels = [cell for line in blank.iter_rows(values_only=True) for cell in line]
    assert {column.label for column in roster().columns} <= set(labels)


def test_pages_of_a_person_lead_through_entering_and_correcting(people: People, units: Units, browser: Browser) -> None:
    client = browser(people["clerk"])
    sent = {"unit": units["agency"].pk, "number": "A01", "name": "甲某", "kind": "reviewer", "frontline": "no",
            "first_reviewed_on": "2022-03-01", "account": people["officer"].pk}  # fmt: skip
    assert client.post(reverse("people:new"), sent | {"name": ""}).status_code == 422
    assert client.post(reverse("people:new"), sent).status_code == 302
    row = Officer.objects.get()
    assert (row.frontline, row.account) == (False, people["officer"])
    assert client.post(reverse("people:new"), sent).status_code == 422, "the number stands already"
    found = client.get(reverse("people:officers"), {"state": "unqualified"}).content.decode()
    assert "甲某" in found, "reviews since 2022 and holds no bar certificate"
    edited = sent | {"seen": row.version, "bar_no": "A2021", "bar_on": "2021-12-01"}
    assert client.post(reverse("people:edit", args=[row.pk]), edited).status_code == 302
    assert "没有符合条件" in client.get(reverse("people:officers"), {"state": "unqualified"}).content.decode()
    left = {"seen": row.version + 1, "left_on": TODAY.isoformat(), "left_why": "调离"}
    assert client.post(reverse("people:leave", args=[row.pk]), left).status_code == 302
    with at(TODAY + dt.timedelta(days=1)):
        client = browser(people["clerk"])
        assert "甲某" not in client.get(reverse("people:officers")).content.decode()
        assert "甲某" in client.get(reverse("people:officers"), {"state": "left"}).content.decode()
    assert browser(people["stranger"]).get(row.get_absolute_url()).status_code == 404
    late = TODAY + dt.timedelta(days=1)
    with pytest.raises(Refused, match="只能确认到今天"):
        actions.confirm_roster(by=people["clerk"], unit=units["agency"], sheet="trainings", from_on=TODAY, to_on=late)
    span = {"sheet": "certificates", "from_on": "2026-01-01", "to_on": TODAY.isoformat()}
    assert client.post(reverse("people:confirm"), span).status_code == 302
    assert "执法证件" in client.get(reverse("people:rosters")).content.decode()


# ── screened ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def _own_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FAJIAN_DATA", tmp_path)


def live(*names: str) -> dict[str, list[Row]]:
    """The rows as rules get them: through the words of the sheet."""
    return {
        table.table: [{name: own._cell(value) for name, value in row.items()} for row in table.rows()]
        for table in screened.TABLES
        if table.table in names
    }


@pytest.mark.mechanisms("S004-62")
def test_who_enforces_while_the_certificate_is_withheld_or_revoked_is_without_one(
    people: People, units: Units, tmp_path: Path
) -> None:
    term = {"valid_from_on": TODAY - dt.timedelta(days=100), "valid_to_on": TODAY + dt.timedelta(days=500)}
    row = issued(people, entered(people, units, "P1"), "R1", **term)
    until = TODAY + dt.timedelta(days=20)
    row = actions.suspend(
        by=people["supervisor"],
        certificate=row,
        seen=row.version,
        reason="执法不文明，群众投诉查实",
        suspended_to_on=until,
    )
    with at(TODAY + dt.timedelta(days=10)):
        said = {"step": "restore", "reason": "培训考核合格"}
        actions.decide(by=people["supervisor"], certificate=row, seen=row.version, **said)
    other = issued(people, entered(people, units, "P2"), "R2", **term)
    with at(TODAY + dt.timedelta(days=5)):
        said = {"step": "revoke", "reason": "故意违法"}
        actions.decide(by=people["supervisor"], certificate=other, seen=other.version, **said)
    end = TODAY + dt.timedelta(days=60)
    with at(end):
        first = TODAY - dt.timedelta(days=200)
        span: dict[str, Any] = {"sheet": "certificates", "from_on": first, "to_on": end}
        actions.confirm_roster(by=people["clerk"], unit=units["agency"], **span)
    days = {"before": -1, "withheld": 0, "last": 10, "after": 11}
    acts: list[Row] = [
        {"act_kind": "行政处罚", "act_id": f"{who}-{name}", "officer_id": who, "role": "调查",
         "acted_on": (TODAY + dt.timedelta(days=n)).isoformat()}
        for who in ("P1", "P2") for name, n in days.items()
    ]  # fmt: skip
    content = live("officers", "certificates", "deliveries")
    content |= {"act_officers": acts, "penalties": [{"penalty_id": row["act_id"]} for row in acts]}
    lay_store(tmp_path / "store", content, {})
    found = {
        number
        for number, row in verdicts("OFF-NOCERT", tmp_path / "store", as_of=end).items()
        if row["verdict"] == "hit"
    }
    assert found == {"P1-withheld", "P1-last", "P2-last", "P2-after"}


@pytest.mark.usefixtures("_own_warehouse")
def test_a_run_screens_the_people_that_stand_here(people: People, units: Units) -> None:
    row = issued(people, entered(people, units, "P1"), "R1")
    last: Any = row.valid_to_on
    issued(people, entered(people, units, "P2"), "R2", valid_to_on=last + dt.timedelta(days=1))
    with warehouse.alone():
        (code,) = own.batch(TODAY)
        assert own.batch(TODAY) == [code]
    assert Roster.objects.count() == 0
    assert own.url_of("certificates", "R1") == row.get_absolute_url()
    assert own.url_of("certificates", "R1#1") == row.get_absolute_url()
    assert own.url_of("officers", "P1") == row.officer.get_absolute_url()
    assert own.url_of("officers", "nobody") is None
    store = settings.FAJIAN_DATA / "again"
    lay_store(store, live("officers", "certificates"), {})
    found = verdicts("OFF-ANNUAL", store, as_of=last + dt.timedelta(days=1))
    assert found["R1"]["verdict"] == "hit", "over, and still on the books"
    assert "R2" not in found, "its last day is today"
