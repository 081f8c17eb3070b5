"""裁量权基准: read when registered, kept inside law and the standard above, published and filed, reckoned with."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.registers import actions
from fajian.registers.models import Registration
from tests.registers.conftest import DATA, Browser, People, Units, given, opinion, published, registered

pytestmark = pytest.mark.django_db
TABLE: str = DATA["standard"]["table"]


def test_a_table_that_cannot_be_read_is_not_registered(people: People, units: Units) -> None:
    with pytest.raises(Refused, match="裁量表第1行的幅度“酌情”读不懂"):
        registered(people, units, "standard", table="从轻 | 初次 | 酌情")
    with pytest.raises(Refused, match="法定幅度“若干”读不懂"):
        registered(people, units, "standard", statute="若干")


@pytest.mark.mechanisms("S003-40", "S004-51", "S004-52")
def test_a_standard_stays_inside_the_range_above_and_is_published_and_filed(people: People, units: Units) -> None:
    above = "从轻 | 无违法所得 | 5000元以上8000元以下"
    low = "从轻 | 无违法所得 | 5000元以上1万元以下\n从轻 | 有违法所得 | 违法所得的1倍以下"
    row = registered(people, units, "standard", table=low, superior_table=above)
    with pytest.raises(Refused, match="超出上级基准"):
        opinion(people, row, "keep")
    row = published(people, row, "amend")
    new = given(
        "standard", table=low.replace("1万元以下", "8000元以下"), superior_table=above + "\n从轻 | | 违法所得的1倍以下"
    )
    done: dict[str, Any] = {"done_on": timezone.localdate(), "note": "已按上级基准细化"}
    row = actions.renew(by=people["clerk"], registration=row, seen=row.version, given=new, **done)
    row = published(people, row, "keep")
    filing: dict[str, Any] = {"filed_on": timezone.localdate(), "filed_with": "市司法局，安司备〔2026〕1号"}
    row = actions.file_(by=people["clerk"], registration=row, seen=row.version, **filing)
    with pytest.raises(Refused, match="已经登记过备案"):
        actions.file_(by=people["clerk"], registration=row, seen=row.version, **filing)
    assert row.published_where
    assert row.filed_with == "市司法局，安司备〔2026〕1号"
    other = registered(people, units, "item")
    other = published(people, other, "keep")
    with pytest.raises(Refused, match="不需要备案"):
        actions.file_(by=people["clerk"], registration=other, seen=other.version, **filing)


@pytest.mark.mechanisms("S004-54", "S000-45")
def test_licences_and_the_four_lists_have_standards_of_their_own(
    people: People, units: Units, browser: Browser
) -> None:
    lists = {
        "不予处罚清单": "不予 | 初次违法或危害后果轻微并及时改正 | 不罚款",
        "从轻处罚清单": "从轻 | 主动消除危害后果 | 5000元以上8000元以下",
        "减轻处罚清单": "减轻 | 配合查处有立功表现 | 1000元以上5000元以下",
        "不予行政强制清单": "不予 | 采取非强制手段可以达到管理目的 | 不罚款",
    }
    for form, table in lists.items():
        registered(people, units, "standard", title=form, form=form, table=table)
    registered(
        people,
        units,
        "standard",
        title="占道许可的条件",
        act="行政许可",
        statute="",
        table=" | 材料齐全、符合条件 | 不罚款 | 准予许可",
    )
    page = browser(people["supervisor"]).get(reverse("registers:list", args=["standard"])).content.decode()
    assert all(form in page for form in lists)
    wrong = registered(people, units, "standard", title="超出的", table="从重 | | 1万元以上5万元以下")
    shown = browser(people["clerk"]).get(wrong.get_absolute_url()).content.decode()
    assert "超出法定幅度5000元以上30000元以下" in shown
    right = Registration.objects.get(title="从轻处罚清单")
    assert "没有空档、重叠和超出" in browser(people["clerk"]).get(right.get_absolute_url()).content.decode()


def test_the_range_of_a_case_is_reckoned_on_its_page_and_the_tiers_go_to_screening(
    people: People, units: Units, browser: Browser
) -> None:
    row = registered(people, units, "standard", title="占道经营")
    client, address = browser(people["clerk"]), reverse("registers:reckon", args=[row.pk])
    assert client.get(address).status_code == 200
    page = client.get(address, {"met": ["有违法所得"], "base0": "20000"}).content.decode()
    assert "违法所得20000元" in page
    assert "最高30000元" in page
    assert "无法判断" in client.get(address, {"met": ["有违法所得"]}).content.decode()
    assert "没有“别的”这种情形" in client.get(address, {"met": ["别的"]}).content.decode()
    other = registered(people, units, "item")
    assert client.get(reverse("registers:reckon", args=[other.pk])).status_code == 404
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("registers:export", args=["standard"])).content))
    lines = [line for line in book["裁量基准阶次"].iter_rows(values_only=True) if str(line[0]).startswith("R")]
    assert len(lines) == len(TABLE.splitlines())
    assert [str(cell) for cell in lines[3][3:8]] == ["从轻", "5000", "10000", "None", "None"]
