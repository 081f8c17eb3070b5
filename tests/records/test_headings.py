"""对照栏目: a file nobody could read, the person who says what its headings are, and the next file of the kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from fajian.core.models import Event
from fajian.orgs.models import User
from fajian.records.models import HeadingMap, ImportBatch
from tests.records.conftest import MINE, carry_out, sheet
from tests.records.test_views import upload

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[User], Client]
OWN = {
    "案号": "甲1",
    "单位码": MINE,
    "条线": "城市管理",
    "谁": "某商行",
    "身份": "11010519491231002X",
    "罚(万元)": "0.5",
}
TO = {"案号": "penalty_id", "单位码": "agency_id", "条线": "domain", "谁": "party_name", "罚(万元)": "fine_yuan"}


def given(page: Client, user: User, *rows: dict[str, str], key: str = "k") -> ImportBatch:
    """Handed in and run."""
    page.post("/records/new/", upload(sheet(list(rows)), "办案登记.csv", unit=user.unit_id) | {"key": key})
    carry_out("records.import")
    batch: ImportBatch = ImportBatch.objects.latest("pk")
    return batch


def chosen(to: dict[str, str] = TO) -> dict[str, Any]:
    """What the person picks, heading by heading."""
    picks = {f"column-{place}": to.get(heading, "") for place, heading in enumerate(OWN)}
    return {"table": "penalties", "key": "m", **picks}


def test_said_once_the_file_and_the_next_one_are_read(people: dict[str, User], browser: Browser) -> None:
    clerk = people["clerk_a"]
    page = browser(clerk)
    batch = given(page, clerk, OWN)
    assert batch.state == "refused"
    address = f"/records/batches/{batch.code}/sheets/"
    assert address in page.get(f"/records/batches/{batch.code}/").content.decode()
    listed = page.get(address).content.decode()
    assert "认不出" in listed
    assert "按对照重新上报" not in listed
    shown = page.get(f"{address}0/", {"table": "penalties"}).content.decode()
    assert "A列“案号”" in shown
    assert "11010519491231002X" not in shown
    answer = page.post(f"{address}0/", chosen())
    assert answer.status_code == 302
    assert HeadingMap.objects.get().mapping == {**TO, "身份": ""}
    assert Event.objects.latest("seq").command == "records.map_headings"
    assert "按对照重新上报" in page.get(address).content.decode()
    again = page.post(address, {"key": "again"})
    carry_out("records.import")
    taken = ImportBatch.objects.latest("pk")
    assert again.url == f"/records/batches/{taken.code}/"
    assert (taken.state, taken.taken, taken.digest) == ("imported", 1, batch.digest)
    row = page.get("/records/tables/penalties/甲1/").content.decode()
    assert re.search(r"5,?000", row)
    later = given(page, clerk, OWN | {"案号": "甲2"}, key="k2")
    assert (later.state, later.taken) == ("imported", 1)


def test_pressed_again_it_is_refused_in_a_sentence(people: dict[str, User], browser: Browser) -> None:
    clerk = people["clerk_a"]
    page = browser(clerk)
    address = f"/records/batches/{given(page, clerk, OWN).code}/sheets/"
    page.post(f"{address}0/", chosen())
    page.post(address, {"key": "1"})
    answer = page.post(address, {"key": "2"})
    assert answer.status_code == 422
    assert "已经重新上报" in answer.content.decode()
    assert ImportBatch.objects.count() == 2


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ({**TO, "谁": "penalty_id"}, "“案号”和“谁”对到了同一栏"),
        ({"案号": "penalty_id"}, "还没有对上必需的栏目"),
        ({}, "还没有对上必需的栏目"),
    ],
)
def test_what_cannot_be_a_table_is_not_remembered(
    people: dict[str, User], browser: Browser, to: dict[str, str], sentence: str
) -> None:
    clerk = people["clerk_a"]
    page = browser(clerk)
    answer = page.post(f"/records/batches/{given(page, clerk, OWN).code}/sheets/0/", chosen(to))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not HeadingMap.objects.exists()


def test_said_anew_it_replaces_what_was_said(people: dict[str, User], browser: Browser) -> None:
    clerk = people["clerk_a"]
    page = browser(clerk)
    address = f"/records/batches/{given(page, clerk, OWN).code}/sheets/0/"
    page.post(address, chosen())
    page.post(address, chosen({**TO, "谁": ""}) | {"key": "other"})
    assert HeadingMap.objects.get().mapping["谁"] == ""


def test_nobody_else_sees_the_file_or_uses_what_the_unit_said(people: dict[str, User], browser: Browser) -> None:
    clerk, other = people["clerk_a"], people["clerk_b"]
    page = browser(clerk)
    batch = given(page, clerk, OWN)
    address = f"/records/batches/{batch.code}/sheets/"
    page.post(f"{address}0/", chosen())
    for method in ("get", "post"):
        for path in (address, f"{address}0/"):
            assert getattr(browser(other), method)(path, chosen()).status_code == 404
            assert getattr(browser(people["leader"]), method)(path, chosen()).status_code == 403
    assert given(browser(other), other, OWN | {"案号": "乙1"}).state == "refused"


def test_a_sheet_that_is_not_there_is_not_found(people: dict[str, User], browser: Browser) -> None:
    clerk = people["clerk_a"]
    page = browser(clerk)
    batch = given(page, clerk, OWN)
    assert page.get(f"/records/batches/{batch.code}/sheets/7/").status_code == 404
    assert page.get(f"/records/batches/{batch.code}/sheets/0/").status_code == 200
