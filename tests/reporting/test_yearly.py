"""年度行政执法统计: by the published counting rules, every cell leads to its rows, kept when it is handed in."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from fajian.core.errors import Refused
from fajian.engine.store.schema import tables as schemas
from fajian.orgs.models import Unit, User
from fajian.records.actions import withdraw
from fajian.records.models import ImportBatch
from fajian.reporting import actions
from fajian.reporting.models import YearlyReport
from fajian.reporting.yearly import counting, submitted
from fajian.reporting.yearly.counting import Counted
from fajian.reporting.yearly.spec import Year, tables
from tests.records.conftest import MINE, OTHERS, _own_warehouse, browser, case, handed_in, imported, people, root, sheet

__all__ = ["_own_warehouse", "browser", "handed_in", "imported", "people", "root"]
pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
YEAR = Year(TODAY.year, TODAY)
DAY = f"{YEAR.from_on}"
LAST_YEAR = f"{YEAR.from_on - dt.timedelta(days=1)}"


def decided(number: str, kinds: str, fine: str = "0", agency: str = MINE, **more: str) -> dict[str, str]:
    given = {"处罚种类": kinds, "罚款金额": fine, "处罚决定日期": DAY, "立案日期": DAY, "处理结果": "给予处罚"}
    return case(number, agency, **({"没收金额": "0"} | given | more))


@pytest.fixture
def handed(people: dict[str, User], root: Unit, imported: Callable[..., ImportBatch]) -> ImportBatch:
    """Decisions of this year and the last, of A and B; some with several kinds, some with gaps."""
    rows = [
        decided("A1", "警告"),
        decided("A2", "警告、罚款", "1000"),
        decided("A3", "罚款、没收违法所得", "2000", 没收金额="30000"),
        decided("A4", "罚款、其他行政处罚", "500.50"),
        decided("A5", "其他行政处罚"),
        decided("A6", "吊销许可证件、限制开展生产经营活动"),
        decided("A7", "罚款", "9000", 处罚决定日期=LAST_YEAR, 立案日期=LAST_YEAR),
        decided("A8", ""),
        decided("A9", "罚款", "", 处罚决定日期=""),
        decided("A10", "", 处理结果="不予处罚"),
        decided("B1", "罚款", "800", OTHERS),
    ]
    return imported(people["supervisor"], sheet(rows), unit=root)


def line(read: list[Counted], table: str, name: str) -> dict[str, Any]:
    one = next(one for one in read if one.table.code == table)
    found = next(line for line in one.lines if line.name == name)
    return {column.code: number for column, number in zip(one.table.columns, found.numbers, strict=True)}


def test_a_decision_of_several_kinds_counts_once_as_the_heaviest(
    people: dict[str, User], handed: ImportBatch, browser: Any
) -> None:
    read = counting.read(people["supervisor"], YEAR)
    a = line(read, "penalties", "甲县城市管理局")
    counted = {"warning": 1, "fine": 2, "confiscated": 1, "other": 1, "restricted": 1, "revoked": 0, "no_kind": 1}
    assert {code: a[code] for code in counted} == counted
    assert a["total"] == sum(a[code] for code in counted) == 7
    assert float(a["money"]) == pytest.approx((1000 + 2000 + 30000 + 500.5) / 10_000, abs=0.0001)
    assert a["undated"] == 1
    assert line(read, "cases", "甲县城市管理局")["no_penalty"] == 1
    assert line(read, "penalties", "乙县城市管理局")["fine"] == 1
    assert set(line(read, "licences", "乙县城市管理局").values()) == {0}  # nothing done is a line too
    assert line(read, "officers", "甲县城市管理局")["rate"] is None
    last = counting.read(people["supervisor"], Year(YEAR.number - 1, TODAY))
    assert line(last, "penalties", "甲县城市管理局")["fine"] == 1
    every_cell_leads_to_its_rows(people["supervisor"], read, browser(people["supervisor"]))
    own = counting.read(people["clerk_b"], YEAR)
    assert all([each.name for each in one.lines] == ["乙县城市管理局"] for one in own)
    page = browser(people["clerk_b"])
    assert "甲县" not in page.get("/reports/yearly/").content.decode()
    stolen = f"/reports/yearly/rows/?year={YEAR.number}&table=penalties&column=fine&agency={MINE}"
    assert page.get(stolen).context["lines"] == []
    assert browser(people["officer_a"]).get("/reports/yearly/").status_code == 403


def every_cell_leads_to_its_rows(user: User, read: list[Counted], page: Any) -> None:
    """As many records as the number says, whose agency is the line's; sums of money by the records' own cells."""
    for one in read:
        for each in one.lines:
            for column, number in zip(one.table.columns, each.numbers, strict=True):
                if column.rate or not number:
                    continue
                found = counting.rows(
                    user, one.table, column, YEAR, agency=each.agency_id, after="", batches=None
                ).records  # fmt: skip
                assert {record.values["agency_id"] for record in found} == {each.agency_id}
                if column.sums:
                    money = sum((record.values[name] or 0) for record in found for name in column.sums)
                    assert float(number) == pytest.approx(float(money) / 10_000, abs=0.0001)
                else:
                    assert len(found) == number, (one.table.code, column.code)
    text = page.get("/reports/yearly/").content.decode()
    address = next(found for found in re.findall(r'href="([^"]+)"', text) if "column=fine" in found and MINE in found)
    shown = page.get(address.replace("&amp;", "&")).content.decode()
    assert [number in shown for number in ("/A2/", "/A4/", "/A1/")] == [True, True, False]
    for bad in ("", "?year=x", f"?year={YEAR.number}&table=penalties&column=no", "?year=2999&table=cases&column=filed"):
        assert page.get(f"/reports/yearly/rows/{bad}").status_code == 404, bad
    book = openpyxl.load_workbook(io.BytesIO(page.get("/reports/yearly/file/").content))
    assert [name for name in book.sheetnames if not name.startswith("_")] == [
        table.title.removesuffix("统计表") for table in tables().values()
    ]
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert f"{YEAR.number}年度行政处罚实施情况统计表" in cells
    assert {"甲县城市管理局", "乙县城市管理局", "合计", 8} <= set(cells)


def test_what_was_handed_in_stays_and_the_next_time_shows_each_changed_cell(
    people: dict[str, User], root: Unit, handed: ImportBatch, imported: Callable[..., ImportBatch], browser: Any
) -> None:
    by, page = people["clerk_a"], browser(people["clerk_a"])
    unit = by.unit
    given = {"unit": str(unit.pk), "year": str(YEAR.number), "reason": ""}
    assert page.post("/reports/yearly/submit/", given).status_code == 302
    first = YearlyReport.objects.get()
    assert first.number == 1
    address = first.get_absolute_url()
    assert "现在的数据与报送时一致" in page.get(address).content.decode()
    again = page.post("/reports/yearly/submit/", given)
    assert again.status_code == 422
    assert "已经报送过" in again.content.decode()
    withdraw(by=people["supervisor"], batch=handed, seen=handed.version, reason="重报")
    more = [decided("A1", "警告"), decided("A2", "警告、罚款", "1000"), decided("A20", "行政拘留")]
    imported(people["supervisor"], sheet(more), unit=root)
    assert page.post("/reports/yearly/submit/", given | {"reason": "补报两件"}).status_code == 302
    second = YearlyReport.objects.get(number=2)
    context = page.get(second.get_absolute_url()).context
    changed = {one.column: (one.then, one.now) for one in context["changed"] if one.table == "penalties"}
    assert changed["detention"] == ("0", "1")
    assert changed["fine"] == ("2", "1")
    assert "warning" not in changed
    assert not context["since"]
    old = page.get(address)
    assert {one.column for one in old.context["since"]} >= {"detention", "fine"}
    # Its cells still lead to the rows they were counted from, though their batch was withdrawn since.
    kept = next(found for found in re.findall(r'href="([^"]+)"', old.content.decode()) if "column=fine" in found)
    assert {record.id for record, _ in page.get(kept.replace("&amp;", "&")).context["lines"]} == {"A2", "A4"}
    book = page.get(f"{address}file/").content
    assert page.get(f"{address}file/").content == book
    verdict = page.post("/reports/verify/", {"digest": first.digest}).content.decode()
    assert "存档完好" in verdict
    assert browser(people["clerk_b"]).get(address).status_code == 404
    with pytest.raises(Refused, match="权限范围"):
        actions.submit_yearly(
            by=people["clerk_b"], unit=unit, year=YEAR.number, as_of=TODAY, content={}, reason="别人的"
        )  # fmt: skip
    with pytest.raises(Refused, match="还没有到"):
        actions.submit_yearly(by=by, unit=unit, year=YEAR.number + 1, as_of=TODAY, content={})
    with pytest.raises(Refused, match="刷新"):
        actions.submit_yearly(by=by, unit=unit, year=YEAR.number, as_of=TODAY - dt.timedelta(days=1), content={})
    with pytest.raises(Refused, match="统一社会信用代码"):
        submitted.content(people["supervisor"].unit, YEAR)


def test_the_order_of_kinds_is_that_of_all_kinds_there_are() -> None:
    table = tables()["penalties"]
    assert set(table.order) == set(schemas()["penalties"]["penalty_kinds"].codes.values())
    counted = [kind for column in table.columns for kind in column.heaviest or ()]
    assert sorted(counted) == sorted(table.order)  # each kind in one column, none left out
    for each in tables().values():
        for column in each.columns:
            for name, value in column.where.items():
                codes = schemas()[column.source][name].codes
                wanted = value if isinstance(value, list) else [value]
                assert not codes or {*wanted} - {None} <= set(codes.values()), (column.title, name)
