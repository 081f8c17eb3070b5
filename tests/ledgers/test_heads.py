"""A person says which sheet of a file is the ledger and in which rows its headings stand."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from fajian.ledgers.models import Entry, Ledger, TakeIn
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser, page
from tests.ledgers.test_takein_pages import fields

pytestmark = pytest.mark.django_db
People = dict[str, User]
ROWS = (("1", "逾期送达", "甲案"), ("2", "未经法制审核", "乙案"))


def book(**sheets: tuple[tuple[str, ...], ...]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def hand_in(client: Any, ledger: Ledger, content: bytes, name: str = "自查.xlsx") -> TakeIn:
    address = reverse("ledgers:workbooks", args=[ledger.pk])
    client.post(address, {"file": SimpleUploadedFile(name, content), "key": name})
    return TakeIn.objects.order_by("pk").last()  # type: ignore[return-value]


def choose(client: Any, taking: TakeIn, **told: str) -> Any:
    sent = {"key": uuid.uuid4().hex, **{f"height-{number}": "1" for number in range(2)}, **told}
    return client.post(reverse("ledgers:heads", args=[taking.pk]), sent)


UNKNOWN = (("某局情况", "", ""), ("", "哪里做得不对", "哪一件"), *ROWS)


def test_a_file_whose_headings_nobody_knows_is_read_by_the_row_a_person_names(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    client = browser(people["clerk"])
    taking = hand_in(client, ledger, book(汇总=(("填表说明",),), 明细=UNKNOWN))
    assert taking.state == "unreadable"
    address = reverse("ledgers:heads", args=[taking.pk])
    assert address in page(client.get(taking.get_absolute_url()))
    shown = page(client.get(address))
    assert "第2行：哪里做得不对 | 哪一件" in shown
    assert choose(client, taking, **{"row-0": "none", "row-1": "2"}).status_code == 302
    taking.refresh_from_db()
    assert (taking.state, taking.heads, taking.reason) == ("open", {"汇总": None, "明细": [2, 2]}, "")
    preview = page(client.get(taking.get_absolute_url()))
    assert "工作表“明细”，表头在第2行，读到2行" in preview
    assert "工作表“汇总”：按您指定的，没有读。" in preview
    columns = {"column-0-1": "problem", "column-0-2": "matter"}
    client.post(reverse("ledgers:map_columns", args=[taking.pk]), {"key": "m", "seen": taking.version, **columns})
    taking.refresh_from_db()
    assert taking.heads == {"汇总": None, "明细": [2, 2]}
    preview = page(client.get(taking.get_absolute_url()))
    page(client.post(reverse("ledgers:take", args=[taking.pk]), fields(preview), follow=True))
    assert list(Entry.objects.order_by("number").values_list("title", flat=True)) == ["逾期送达", "未经法制审核"]


def test_the_next_file_with_these_headings_is_recognised_by_itself(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    client = browser(people["clerk"])
    taking = hand_in(client, ledger, book(明细=UNKNOWN))
    choose(client, taking, **{"row-0": "2"})
    taking.refresh_from_db()
    columns = {"column-0-1": "problem", "column-0-2": "matter"}
    client.post(reverse("ledgers:map_columns", args=[taking.pk]), {"key": "m", "seen": taking.version, **columns})
    later = hand_in(client, ledger, book(明细=(*UNKNOWN, ("3", "告知程序缺失", "丙案"))), "下月.xlsx")
    assert (later.state, later.heads) == ("open", {})
    assert "表头在第2行，读到3行" in page(client.get(later.get_absolute_url()))


def test_another_row_than_the_one_recognised_starts_the_columns_over(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    client = browser(people["clerk"])
    head = ("序号", "具体问题", "涉及案件或事项")
    taking = hand_in(client, ledger, book(表=(head, ("例", "示例：逾期", "某案"), head, *ROWS)))
    assert "表头在第1行，读到4行" in page(client.get(taking.get_absolute_url()))
    choose(client, taking, **{"row-0": "3"})
    taking.refresh_from_db()
    shown = page(client.get(taking.get_absolute_url()))
    assert "表头在第3行，读到2行" in shown
    assert "现在按您指定的读" in shown
    assert "selected" in page(client.get(reverse("ledgers:heads", args=[taking.pk])))
    choose(client, taking, **{"row-0": "auto"})
    taking.refresh_from_db()
    assert taking.heads == {}


@pytest.mark.parametrize(
    ("told", "said"), [({"row-0": "none"}, "每张表都选了不读"), ({"row-0": "999"}, "选择一个有效的选项")]
)
def test_what_cannot_be_meant_is_said_and_changes_nothing(
    people: People, ledger: Ledger, browser: Browser, told: dict[str, str], said: str
) -> None:
    client = browser(people["clerk"])
    taking = hand_in(client, ledger, book(明细=UNKNOWN))
    answer = choose(client, taking, **told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    taking.refresh_from_db()
    assert (taking.state, taking.heads) == ("unreadable", {})


def test_a_hidden_sheet_is_read_only_where_a_person_names_its_headings(
    people: People, ledger: Ledger, browser: Browser
) -> None:
    made = load_workbook(io.BytesIO(book(汇总=(("填表说明",),), 明细=(("序号", "具体问题", "涉及案件或事项"), *ROWS))))
    made["明细"].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    client = browser(people["clerk"])
    taking = hand_in(client, ledger, out.getvalue())
    assert taking.state == "unreadable"
    shown = page(client.get(reverse("ledgers:heads", args=[taking.pk])))
    assert "“明细”（隐藏的）的表头从哪一行起" in shown
    assert choose(client, taking, **{"row-0": "none", "row-1": "none"}).status_code == 422
    assert choose(client, taking, **{"row-0": "none", "row-1": "1"}).status_code == 302
    taking.refresh_from_db()
    assert (taking.state, taking.heads) == ("open", {"汇总": None, "明细": [1, 1]})
    assert "工作表“明细”，表头在第1行，读到2行" in page(client.get(taking.get_absolute_url()))
