"""监督履职: each supervising office's own numbers, from the rows it wrote."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.supervision import actions
from fajian.supervision.models import Matter
from tests.campaigns.conftest import Browser, browser, people, queries, units
from tests.supervision.conftest import People, Units, clue, issued, looking, matter

pytestmark = pytest.mark.django_db
__all__ = ["browser", "looking", "matter", "people", "units"]


@pytest.mark.mechanisms("S000-16")
def test_an_office_that_did_nothing_stands_there_with_noughts(
    people: People, units: Units, looking: Matter, browser: Browser
) -> None:
    issued(people, looking)
    given = actions.Taken("evaluation", "评估", timezone.localdate(), "冯某", "记录")
    actions.record_measure(by=people["supervisor"], unit=units["agency"], taken=given)
    actions.open_matter(by=people["supervisor"], unit=units["agency"], clue=clue(title="又一件"))
    client, address = browser(people["supervisor"]), reverse("reporting:performance_file")
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(address).content)).worksheets[0]
    lines = {str(line[0]): line for line in sheet.iter_rows(values_only=True)}
    assert lines["监督机关"][1:5] == ("监督事项", "监督措施", "督办函", "意见书")
    assert lines["安澜市司法局"][1:5] == (2, 1, 1, 0)
    assert set(lines["临江县司法局"][1:9]) == {0}
    page = reverse("reporting:performance")
    before = queries(client, page)
    actions.open_matter(by=people["supervisor"], unit=units["agency"], clue=clue(title="第三件"))
    assert queries(client, page) == before
    office = units["office"].pk
    rows = {code: reverse("reporting:performance_rows", args=[office, code]) for code in ("matters", "measures")}
    assert all(f'<a href="{address}">' in client.get(page).content.decode() for address in rows.values())
    found = client.get(rows["matters"])
    assert found.context["count"] == 3
    assert {row.title for row in found.context["page"].rows} == {looking.title, "又一件", "第三件"}
    assert browser(people["county_supervisor"]).get(rows["matters"]).status_code == 404
    assert client.get(reverse("reporting:performance_rows", args=[office, "nothing"])).status_code == 404
    assert client.get(f"{rows['matters']}?until=2020-12-31&since=2020-01-01").context["count"] == 0
    assert "临江县司法局" in client.get(f"{page}?since=2020-01-01&until=2020-12-31").content.decode()
    assert browser(people["clerk"]).get(page).status_code == 403
    county = browser(people["county_supervisor"]).get(page).content.decode()
    assert "临江县司法局" in county
    assert "安澜市司法局</th>" not in county
