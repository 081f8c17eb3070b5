"""The directory of targets: checked, taken in from a workbook, frozen in versions, merged across units, filed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from fajian.core.errors import Refused
from fajian.inspections import actions, directories
from fajian.inspections.models import Directory, Target
from fajian.inspections.workflow import DIRECTORY
from fajian.orgs.models import User
from tests.clock import at
from tests.inspections.conftest import Browser, People, Units, code, entered, queries

pytestmark = pytest.mark.django_db
ROLES = tuple(role for role, _ in User.ROLES)
TODAY = dt.date(2026, 3, 2)
FILED: dict[str, Any] = {"filed_on": TODAY, "filed_with": "安澜市司法局，安司备〔2026〕7号"}


@pytest.fixture(autouse=True)
def one_day() -> Iterator[None]:
    """What is frozen and filed on one day is so even where the suite runs past midnight."""
    with at(TODAY):
        yield


def book(*rows: tuple[Any, ...], headings: tuple[str, ...] = ("统一社会信用代码", "名称", "信用等级")) -> Any:
    """A workbook as somebody uploads it."""
    made, place = openpyxl.Workbook(), io.BytesIO()
    sheet: Any = made.active
    for row in (headings, *rows):
        sheet.append(row)
    made.save(place)
    return SimpleUploadedFile("名录.xlsx", place.getvalue())


def merged(people: People, units: Units) -> Directory:
    """Both agencies know the first business and disagree on its grade; the other has one of its own."""
    entered(people, units, 1, credit="A")
    for number, more in ((1, {"credit": "C", "name": "河口第一食品公司"}), (2, {})):
        entered(people, units, number, by="supervisor", unit="other", **more)
    for name in ("agency", "other"):
        row = actions.make_directory(by=people["supervisor"], unit=units[name])
        actions.hand_up(by=people["supervisor"], directory=row, seen=row.version)
    return actions.merge_directories(by=people["supervisor"], unit=units["office"])


def test_in_each_state_of_a_version_the_listed_steps_work_and_no_others(people: People, units: Units) -> None:
    entered(people, units)
    made = actions.make_directory(by=people["clerk"], unit=units["agency"])
    lead = {
        "made": lambda row: row,
        "handed_up": lambda row: actions.hand_up(by=people["clerk"], directory=row, seen=row.version),
        "filed": lambda row: actions.file_directory(by=people["supervisor"], directory=row, seen=row.version, **FILED),
    }
    for state in DIRECTORY.states:
        point = transaction.savepoint()
        row = lead[state](Directory.objects.get(pk=made.pk))
        for step in DIRECTORY.steps:
            for role in ROLES:
                by = people[{"unit_leader": "chief"}.get(role, role)]
                inner = transaction.savepoint()
                try:
                    if step.name == "hand_up":
                        actions.hand_up(by=by, directory=row, seen=row.version)
                    else:
                        actions.file_directory(by=by, directory=row, seen=row.version, **FILED)
                    taken = True
                except Refused:
                    taken = False
                transaction.savepoint_rollback(inner)
                assert taken == (state in step.sources and role in DIRECTORY.roles(step)), (state, step.name, role)
        transaction.savepoint_rollback(point)


@pytest.mark.mechanisms("S004-24")
def test_a_directory_is_kept_up_to_date_and_every_version_stays_as_it_was(people: People, units: Units) -> None:
    with pytest.raises(Refused, match="末位校验码"):
        entered(people, units, 1, uscc=code(1)[:-1] + ("0" if code(1)[-1] != "0" else "1"))
    row = entered(people, units, 1)
    with pytest.raises(Refused, match="已有这个统一社会信用代码"):
        entered(people, units, 1)
    entered(people, units, 2)
    first = actions.make_directory(by=people["clerk"], unit=units["agency"])
    with pytest.raises(Refused, match="与第1版一致"):
        actions.make_directory(by=people["clerk"], unit=units["agency"])
    given = {"uscc": row.uscc, "name": "改名后的公司", "state": "open", "kind": "enterprise", "risk": "high"}
    row = actions.change_target(by=people["clerk"], target=row, seen=row.version, given=given)
    gone = Target.objects.get(uscc=code(2))
    with pytest.raises(Refused, match="不在您的权限范围内"):
        actions.strike_target(by=people["stranger"], target=gone, seen=gone.version, reason="不归我管")
    actions.strike_target(by=people["clerk"], target=gone, seen=gone.version, reason="迁往外市")
    second = actions.make_directory(by=people["clerk"], unit=units["agency"])
    assert (first.number, first.count, second.number, second.count) == (1, 2, 2, 1)
    first.refresh_from_db()
    assert directories.seal(first.lines) == first.digest != second.digest
    assert "改名后的公司" not in str(first.lines)


@pytest.mark.mechanisms("S004-25")
def test_directories_are_handed_up_merged_by_code_and_filed(people: People, units: Units, browser: Browser) -> None:
    with pytest.raises(Refused, match="还没有单位报送名录"):
        actions.merge_directories(by=people["supervisor"], unit=units["office"])
    row = merged(people, units)
    assert [(line["uscc"], len(line["units"]), line["credit"]) for line in row.lines] == [
        (code(1), 2, "C"), (code(2), 1, ""),
    ]  # fmt: skip
    assert len(row.remarks) == 2
    assert "信用等级，安澜市城市管理局写“A”" in row.remarks[1]
    row = actions.file_directory(by=people["supervisor"], directory=row, seen=row.version, **FILED)
    client = browser(people["supervisor"])
    sent = client.get(reverse("inspections:directory_export", args=[row.pk])).content
    cells = [str(cell) for sheet in openpyxl.load_workbook(io.BytesIO(sent)) for line in sheet.values for cell in line]
    assert code(2) in cells
    assert any(row.digest in cell for cell in cells)
    assert browser(people["stranger"]).get(row.get_absolute_url()).status_code == 404
    page = client.get(row.get_absolute_url()).content.decode()
    for said in ("已备案", "安司备〔2026〕7号", "河口第一食品公司", "由几个单位汇总"):
        assert said in page
    with pytest.raises(Refused, match="已经是汇总的结果"):
        actions.hand_up(by=people["supervisor"], directory=row, seen=row.version)


def test_a_workbook_is_taken_whole_or_not_at_all(people: People, units: Units, browser: Browser) -> None:
    entered(people, units, 1, credit="B", address="河口路1号")
    client, address = browser(people["clerk"]), reverse("inspections:targets_import")
    wrong = book(
        (code(2)[:-1] + "I", "甲公司", "A"), (code(3), "", "E"), (code(4), "丁公司", ""), (code(4), "又一", "")
    )  # fmt: skip
    answer = client.post(address, {"unit": units["agency"].pk, "upload": wrong})
    said = answer.content.decode()
    assert answer.status_code == 422
    for line in (
        "第2行，“统一社会信用代码”列", "第3行，“名称”列：没有填写名称", "没有“E”，请从A、B、C、D里选",
        "与第4行的代码相同",
    ):  # fmt: skip
        assert line in said
    assert Target.objects.count() == 1
    good = book((code(1), "河口第1食品有限公司", "A"), (code(2), "乙公司", None))
    assert client.post(address, {"unit": units["agency"].pk, "upload": good}).status_code == 302
    assert (Target.objects.get(uscc=code(1)).credit, Target.objects.get(uscc=code(1)).address) == ("A", "河口路1号")
    assert Target.objects.get(uscc=code(2)).credit == ""
    no_code = book(("甲",), headings=("企业",))
    assert (
        "没有找到“统一社会信用代码”"
        in client.post(address, {"unit": units["agency"].pk, "upload": no_code}).content.decode()
    )
    template = openpyxl.load_workbook(io.BytesIO(client.get(reverse("inspections:targets_blank")).content))
    assert template.active["A1"].value == "统一社会信用代码"  # type: ignore[index, union-attr]


def test_pages_lead_through_entering_changing_and_striking(people: People, units: Units, browser: Browser) -> None:
    client = browser(people["clerk"])
    sent = {"unit": units["agency"].pk, "uscc": code(5), "name": "戊公司", "kind": "enterprise", "state": "open"}
    assert client.post(reverse("inspections:target_new"), sent | {"uscc": "123"}).status_code == 422
    assert client.post(reverse("inspections:target_new"), sent).status_code == 302
    row = Target.objects.get()
    edit = reverse("inspections:target_take", args=[row.pk, "edit"])
    assert "戊公司" in client.get(edit).content.decode()
    assert client.post(edit, sent | {"seen": row.version, "credit": "A"}).status_code == 302
    before = queries(client, reverse("inspections:targets"))
    for number in range(6, 9):
        entered(people, units, number)
    assert queries(client, reverse("inspections:targets")) == before
    strike = reverse("inspections:target_take", args=[row.pk, "strike"])
    assert client.post(strike, {"seen": row.version + 1, "reason": "注销"}).status_code == 302
    page = client.get(reverse("inspections:targets")).content.decode()
    assert "戊公司" not in page
    assert "戊公司" in client.get(reverse("inspections:targets"), {"state": "struck"}).content.decode()
    assert client.post(reverse("inspections:directory_make"), {"unit": units["agency"].pk}).status_code == 302
    made = Directory.objects.get()
    assert client.get(reverse("inspections:directory_take", args=[made.pk, "file"])).status_code == 404
    take = reverse("inspections:directory_take", args=[made.pk, "hand_up"])
    assert client.post(take, {"seen": made.version}).status_code == 302
    assert "已报汇总" in client.get(reverse("inspections:directories")).content.decode()
