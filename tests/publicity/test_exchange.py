"""What is public can be taken away with checksums and verified; the platforms get their format and send faults back."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fajian.core.checkpoints import checkpoint
from fajian.engine.publicity.exchange import formats
from fajian.publicity import actions
from fajian.publicity.models import Publication
from tests.publicity.conftest import CANARY, MOBILE, Browser, People, Units, approved, given, prepared

pytestmark = pytest.mark.django_db
NUMBER = "安城管罚决〔2026〕12号"


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_open_data_hold_what_is_public_and_the_checksums_fit(people: People, units: Units, row: Publication) -> None:
    approved(people, row)
    prepared(people, units, what=given(decision_no="没有公开的9号"))
    anybody = Client()
    sums = dict(line.split("  ")[::-1] for line in body(anybody.get(reverse("publicity:sums"))).decode().splitlines())
    page = anybody.get(reverse("publicity:data")).content.decode()
    for form in ("csv", "json"):
        content = body(anybody.get(reverse("publicity:data_file", args=["penalty", form])))
        assert hashlib.sha256(content).hexdigest() == sums[f"penalty.{form}"]
        assert sums[f"penalty.{form}"] in page
        assert NUMBER in content.decode("utf-8-sig")
        assert not any(word in content.decode("utf-8-sig") for word in (CANARY, MOBILE, "没有公开的9号"))
    assert json.loads(content)[0]["行政相对人"] == "王某"
    assert anybody.get(reverse("publicity:data_file", args=["penalty", "xlsx"])).status_code == 404
    row.refresh_from_db()
    actions.withdraw(
        by=people["clerk"], publication=row, seen=row.version, ground="void", reason="无效", changed_on=row.published_on
    )
    content = body(anybody.get(reverse("publicity:data_file", args=["penalty", "json"])))
    assert json.loads(content) == []  # every copy goes with it


def test_the_platform_gets_thirty_columns_and_its_faults_come_back_to_the_publication(
    people: People, units: Units, browser: Browser
) -> None:
    what = given("organisation", party_name="安澜市大成商贸有限公司", fine_yuan="5000")
    row = approved(people, prepared(people, units, what=what))
    client = browser(people["clerk"])
    address = reverse("publicity:report", args=["penalty", "xlsx"])
    lines = list(openpyxl.load_workbook(io.BytesIO(body(client.get(address)))).worksheets[0].values)
    assert list(lines[0]) == formats()["penalty"].headings
    assert (len(lines), len(lines[1])) == (2, 30)
    assert dict(zip(*lines, strict=True))["罚款金额(万元)"] == "0.500000"
    listed = list(csv.reader(io.StringIO(body(client.get(address.replace("xlsx", "csv"))).decode("utf-8-sig"))))
    assert listed[0] == formats()["penalty"].headings
    assert browser(people["stranger"]).get(address).status_code == 200  # a sheet without others' rows
    assert NUMBER not in body(browser(people["stranger"]).get(address.replace("xlsx", "csv"))).decode("utf-8-sig")
    assert "双公示缺的栏目" in client.get(row.get_absolute_url()).content.decode()

    fault = f"行政处罚决定书文号,错误原因\n{NUMBER},处罚有效期不能为空\n别处的1号,重复\n"
    sent = {"file": SimpleUploadedFile("校验结果.csv", fault.encode("utf-8-sig"))}
    page = client.post(reverse("publicity:returned"), sent, follow=True).content.decode()
    assert "1 条没有对上：别处的1号" in page
    row.refresh_from_db()
    assert row.returned == "处罚有效期不能为空"
    assert row.title in client.get(reverse("publicity:list"), {"state": "returned"}).content.decode()
    wrong = {"file": SimpleUploadedFile("别的.csv", "甲,乙\n1,2\n".encode())}
    assert client.post(reverse("publicity:returned"), wrong).status_code == 422


@pytest.mark.mechanisms("S004-10")
def test_anybody_verifies_a_decision_by_its_number_and_a_checkpoint_against_the_chain(
    people: People, row: Publication
) -> None:
    row, anybody, address = approved(people, row), Client(), reverse("publicity:verify")
    assert "已公开" in anybody.get(address, {"number": NUMBER}).content.decode()
    assert "没有公开过" in anybody.get(address, {"number": "没有这一号"}).content.decode()
    printed = str(checkpoint())
    actions.withdraw(
        by=people["clerk"], publication=row, seen=row.version, ground="void", reason="无效", changed_on=row.published_on
    )
    shown = anybody.get(address, {"number": NUMBER}).content.decode()
    assert "已撤回" in shown
    assert "一致" in anybody.get(address, {"checkpoint": printed}).content.decode()
    name, size, mark = printed.split()
    for wrong in (
        f"{name}\n{int(size) - 1}\n{mark}",
        f"fajian-log/000000000000\n{size}\n{mark}",
        f"{name}\n9{size}\n{mark}",
    ):
        assert "对不上" in anybody.get(address, {"checkpoint": wrong}).content.decode()
    endless = f"{name}\n{'9' * 4500}\n{mark}"
    assert "应为留痕条数" in anybody.get(address, {"checkpoint": endless}).content.decode()
    assert "不足三行" in anybody.get(address, {"checkpoint": "一行"}).content.decode()
