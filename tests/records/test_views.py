"""Pages on enforcement data: who may, whose rows, what is said when something is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fajian.core.models import Event
from fajian.orgs.models import Unit, User
from fajian.records.models import ImportBatch
from tests.records.conftest import OTHERS, carry_out, case, sheet

Give = Callable[..., ImportBatch]
pytestmark = pytest.mark.django_db(transaction=True)


def upload(data: bytes, name: str = "行政处罚案件.csv", **more: Any) -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, data), "key": "k1", **more}


def test_a_clerk_hands_in_and_finds_the_faults(people: dict[str, User], browser: Any) -> None:
    page = browser(people["clerk_a"])
    data = sheet([case("A1"), case("A2", 罚款金额="=1+1")])
    answer = page.post("/records/new/", upload(data, unit=people["clerk_a"].unit_id))
    assert answer.status_code == 302
    assert "前面还有任务" in page.get(answer.url).content.decode()
    carry_out("records.import")
    text = page.get(answer.url).content.decode()
    assert "罚款金额" in text
    assert "=1+1" in text
    sheet_of_faults = page.get(f"{answer.url}faults.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sheet_of_faults.streaming_content)))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)
    csv = b"".join(page.get(f"{answer.url}faults.csv").streaming_content).decode("utf-8-sig")
    assert "'=1+1" in csv


def test_pressed_twice_it_is_one_batch(people: dict[str, User], browser: Any) -> None:
    page = browser(people["clerk_a"])
    first = page.post("/records/new/", upload(sheet([case("A1")]), unit=people["clerk_a"].unit_id))
    second = page.post("/records/new/", upload(sheet([case("A1")]), unit=people["clerk_a"].unit_id))
    assert first.url == second.url
    assert ImportBatch.objects.count() == 1


def test_what_is_no_table_is_refused_beside_the_form(people: dict[str, User], browser: Any) -> None:
    answer = browser(people["clerk_a"]).post(
        "/records/new/", upload(b"%PDF-1.7", "方案.pdf", unit=people["clerk_a"].unit_id)
    )
    assert "不接受" in answer.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_forged_unit_is_no_choice(people: dict[str, User], browser: Any) -> None:
    answer = browser(people["clerk_a"]).post(
        "/records/new/", upload(sheet([case("B1", OTHERS)]), unit=people["clerk_b"].unit_id)
    )
    assert answer.status_code == 200
    assert not ImportBatch.objects.exists()


def test_nothing_of_another_unit_is_on_any_page(
    people: dict[str, User], root: Unit, imported: Give, browser: Any
) -> None:
    rows = [case("A1"), case("B1", OTHERS, 当事人名称="金丝雀乙"), case("B2", OTHERS, 罚款金额="金丝雀乙")]
    whole = imported(people["supervisor"], sheet(rows), unit=root)
    theirs = imported(people["clerk_b"], sheet([case("B3", OTHERS, 罚款金额="金丝雀乙")]), "金丝雀乙.csv")
    page = browser(people["clerk_a"])
    for code in (whole.code, theirs.code):
        for path in ("", "faults.xlsx", "faults.csv", "withdraw/"):
            assert page.get(f"/records/batches/{code}/{path}").status_code == 404
    for path in ("", "tables/", "tables/penalties/", "tables/penalties/A1/", "tables/penalties/?number=B1", "new/"):
        answer = page.get(f"/records/{path}")
        assert answer.status_code == 200, path
        assert "金丝雀乙" not in answer.content.decode()
    assert page.get("/records/tables/penalties/B1/").status_code == 404
    assert page.get(f"/records/tables/penalties/?batch={whole.code}").status_code == 404
    assert "金丝雀乙" in browser(people["supervisor"]).get("/records/tables/penalties/B1/").content.decode()


def test_a_table_with_a_column_called_name_has_its_pages_too(
    people: dict[str, User], root: Unit, imported: Give, browser: Any
) -> None:
    agency = {"统一社会信用代码": OTHERS, "名称": "乙县城市管理局", "执法领域": "城市管理"}
    batch = imported(people["supervisor"], sheet([agency]), "执法主体名录.csv", unit=root)
    page = browser(people["supervisor"])
    for path in (f"batches/{batch.code}/", "tables/", "tables/agencies/", f"tables/agencies/{OTHERS}/"):
        assert "/records/tables/agencies/" in page.get(f"/records/{path}").content.decode()


def test_withdrawing_needs_a_reason_and_the_version_seen(people: dict[str, User], imported: Give, browser: Any) -> None:
    batch = imported(people["clerk_a"], sheet([case("A1")]))
    page, address = browser(people["clerk_a"]), f"/records/batches/{batch.code}/withdraw/"
    events = Event.objects.count()
    assert page.post(address, {"seen": batch.version, "reason": " "}).status_code == 422
    assert page.post(address, {"seen": batch.version - 1, "reason": "重报"}).status_code == 409
    assert Event.objects.count() == events
    assert page.post(address, {"seen": batch.version, "reason": "重报"}).status_code == 302
    assert ImportBatch.objects.get().state == "withdrawn"


@pytest.mark.parametrize("kind", ["short", "recommended", "full"])
def test_templates_open(people: dict[str, User], browser: Any, kind: str) -> None:
    answer = browser(people["clerk_a"]).get(f"/records/templates/{kind}.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    assert "行政处罚案件" in book.sheetnames


def test_the_manual_tells_of_every_column(people: dict[str, User], browser: Any) -> None:
    page = browser(people["clerk_a"])
    assert "行政处罚案件" in page.get("/records/columns/").content.decode()
    assert "听证" in page.get("/records/columns/?table=penalties").content.decode()
    assert page.get("/records/columns/?table=nothing").status_code == 404


def test_the_list_of_batches_costs_the_same_for_one_and_for_many(
    people: dict[str, User], imported: Give, browser: Any, django_assert_max_num_queries: Any
) -> None:
    page = browser(people["clerk_a"])
    page.get("/records/")
    for number in range(4):
        imported(people["clerk_a"], sheet([case(f"A{number}")]))
    with django_assert_max_num_queries(9):
        assert page.get("/records/").content.decode().count("已导入") >= 4


def test_the_page_of_a_batch_costs_the_same_for_many_faults(
    people: dict[str, User], imported: Give, browser: Any, django_assert_max_num_queries: Any
) -> None:
    batch = imported(people["clerk_a"], sheet([case("A0"), *(case(f"A{n}", 罚款金额="若干") for n in range(1, 40))]))
    page = browser(people["clerk_a"])
    page.get("/records/")
    with django_assert_max_num_queries(11):
        assert page.get(f"/records/batches/{batch.code}/").content.decode().count("若干") >= 39


def test_a_batch_says_which_rules_it_lets_judge(people: dict[str, User], browser: Any) -> None:
    page = browser(people["clerk_a"])
    answer = page.post("/records/new/", upload(sheet([case("A1")]), unit=people["clerk_a"].unit_id))
    assert page.get(f"{answer.url}rules/").status_code == 404
    carry_out("records.import")
    assert f"{answer.url}rules/" in page.get(answer.url).content.decode()
    text = page.get(f"{answer.url}rules/").content.decode()
    assert "行政处罚案件（1行）" in text
    assert "缺栏目不能判断" in text
    assert "送达日期" in text
    assert browser(people["clerk_b"]).get(f"{answer.url}rules/").status_code == 404
    assert browser(people["leader"]).get(f"{answer.url}rules/").status_code == 200
