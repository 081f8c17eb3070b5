"""年度行政执法情况: its figures are those that were handed in, it is due on 31 January, and two persons let it out."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

from fajian.core.files import path_of
from fajian.orgs.models import Unit, User
from fajian.publicity import actions, terms
from fajian.publicity.kinds import kinds
from fajian.publicity.models import Publication
from fajian.publicity.preview import preview
from fajian.records.models import ImportBatch
from fajian.reporting.models import YearlyReport
from fajian.web.home import todos
from tests.clock import at
from tests.records.conftest import _own_warehouse, browser, handed_in, imported, people, root, sheet
from tests.reporting.test_yearly import YEAR, decided

__all__ = ["_own_warehouse", "browser", "handed_in", "imported", "people", "root"]
pytestmark = pytest.mark.django_db(transaction=True)
ANNUAL = kinds()["annual"]


def test_the_day_by_which_a_year_is_public() -> None:
    assert terms.of_year(ANNUAL, "2026") == dt.date(2027, 1, 31)
    assert terms.of_year(ANNUAL, "2026年度") == dt.date(2027, 1, 31)
    assert [terms.of_year(ANNUAL, year) for year in ("", "去年", "9999", "26")] == [None] * 4
    assert terms.of_year(kinds()["penalty"], "2026") is None


def test_the_figures_handed_in_become_a_publication_with_its_document(
    people: dict[str, User], root: Unit, imported: Callable[..., ImportBatch], browser: Any
) -> None:
    rows = [decided("A1", "警告"), decided("A2", "罚款", "1000"), decided("A3", "罚款", "2500")]
    imported(people["supervisor"], sheet(rows), unit=root)
    page, office = browser(people["clerk_a"]), browser(people["supervisor"])
    unit, year = people["clerk_a"].unit, YEAR.number
    page.post("/reports/yearly/submit/", {"unit": str(unit.pk), "year": str(year), "reason": ""})
    report = YearlyReport.objects.get()
    publish = reverse("reporting:yearly_publish", args=[report.pk])
    assert "拟制年度公示" in page.get(report.get_absolute_url()).content.decode()
    assert browser(people["clerk_b"]).post(publish).status_code == 404
    assert browser(people["leader"]).post(publish).status_code == 403
    assert page.post(publish).status_code == 302
    row = Publication.objects.get()
    assert page.post(publish).url == row.get_absolute_url()  # there is one
    assert (row.kind, row.unit, row.due_on) == ("annual", unit, dt.date(year + 1, 1, 31))
    assert "合计（宗）3，罚没金额（万元）0.35" in row.data["text"]
    paper = docx.Document(io.BytesIO(path_of(row.files.get().file.digest).read_bytes()))
    cells = {tuple(cell.text for cell in line.cells) for table in paper.tables for line in table.rows}
    assert {("罚款", "2"), ("合计（宗）", "3"), ("行政拘留", "0")} <= cells
    assert not paper.core_properties.author
    assert all("没有填" not in name for name, _ in cells)
    row = actions.submit(by=people["clerk_a"], publication=row, seen=row.version, secrecy="已审查")
    row = actions.approve(by=people["supervisor"], publication=row, seen=row.version, digest=preview(row)[1])
    public = Client().get(reverse("publicity:record", args=[row.pk])).content.decode()
    assert report.digest[:16] in public
    assert "罚款2" in public
    overview = reverse("publicity:annual")
    assert "按期" in office.get(overview, {"year": year}).content.decode()
    assert "没有拟制" in page.get(overview).content.decode()


def test_in_january_the_last_year_is_asked_for_until_there_is_one(people: dict[str, User]) -> None:
    clerk = people["clerk_a"]
    with at(dt.date(2027, 1, 5)):
        assert any("2026年度行政执法情况" in todo.label for todo in todos(clerk))
        data = {"year": "2026", "text": "全年处罚3宗"}
        actions.prepare(by=clerk, kind="annual", unit=clerk.unit, given=actions.Given("年度情况", data))
        assert not any("2026年度行政执法情况" in todo.label for todo in todos(clerk))
    with at(dt.date(2027, 5, 5)):
        assert not any("年度行政执法情况" in todo.label for todo in todos(people["clerk_b"]))
    with at(dt.date(2027, 2, 5)):
        page = Client()
        page.force_login(people["supervisor"], backend="allauth.account.auth_backends.AuthenticationBackend")
        assert "逾期没有公开" in page.get(reverse("publicity:annual")).content.decode()
