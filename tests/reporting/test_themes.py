"""重点领域: what the hotline's table and inspections told of is counted by theme and by where it came from."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.urls import reverse

from fajian.ledgers import actions as ledgers
from fajian.reporting import themes
from tests.campaigns.conftest import Browser, browser, people, queries, units
from tests.inspections.conftest import People, Units
from tests.ledgers.test_takeins import hand_back, take

__all__ = ["browser", "people", "units"]
pytestmark = pytest.mark.django_db
TICKETS = (
    ("20261", "", "夜间施工噪声大，睡不着"), ("20262", "", "小区门口车辆乱停"), ("20263", "建筑垃圾", "路边倒了一堆"),
    ("20264", "", "烧烤店占道经营"), ("20265", "", "路灯不亮"),
)  # fmt: skip


def hotline(unit: str) -> bytes:
    """What the hotline gives out, under the headings of the annex."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["单位", "工单号或线索号", "重点领域", "问题来源", "问题描述"])
    for number, area, text in TICKETS:
        sheet.append([unit, number, area, "12345", text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.mechanisms("S001-20")
def test_the_hotlines_table_and_inspections_are_counted_by_theme(
    people: People, units: Units, browser: Browser
) -> None:
    by = people["supervisor"]
    book = ledgers.open_ledger(by=by, unit=units["agency"], spec_code="key-areas")
    take(hand_back(book, hotline(units["agency"].name), by, "12345导出.xlsx"), by)
    ledgers.record(by=by, ledger=book, rows=[ledgers.NewEntry("工地渣土抛洒", {"source": "督导检查"})])
    theirs = ledgers.open_ledger(by=by, unit=units["other"], spec_code="key-areas")
    ledgers.record(by=by, ledger=theirs, rows=[ledgers.NewEntry("广场舞扰民")])
    heads, found = themes.analysed(by)
    assert {one.title: one.count for one in found} == {
        "噪音扰民": 2, "车辆乱停乱放": 1, "店外占道": 1, "建筑垃圾": 2, "下沉执法": 0, "未归类": 1,
    }  # fmt: skip
    rubbish = next(one for one in found if one.title == "建筑垃圾")
    assert (dict(rubbish.by_source), rubbish.open) == ({"12345": 1, "督导检查": 1}, 2)
    assert set(heads) == {"12345", "督导检查", themes.UNSAID}
    office, clerk = browser(by), browser(people["clerk"])
    address = reverse("reporting:themes")
    assert units["other"].name in office.get(address).content.decode()
    assert units["other"].name not in clerk.get(address).content.decode(), "a unit sees its own"
    before = queries(office, address)
    ledgers.record(by=by, ledger=book, rows=[ledgers.NewEntry("店外经营")])
    assert queries(office, address) == before
    sheet = openpyxl.load_workbook(io.BytesIO(office.get(reverse("reporting:themes_file")).content)).worksheets[0]
    assert any(row[:3] == ("店外占道", 2, 2) for row in sheet.values)
    assert browser(people["county_clerk"]).get(address).status_code == 200
    assert browser(people["officer"]).get(address).status_code == 403
