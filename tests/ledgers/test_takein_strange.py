"""Strange files on the page: a sentence or whole rows; never a broken page, never a row lost or half taken."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import random
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell

from fajian.ledgers import actions
from fajian.ledgers import kept as keeping
from fajian.ledgers.models import Entry, Ledger, Rectification, TakeIn
from fajian.orgs.models import User
from tests.ledgers.conftest import Browser
from tests.ledgers.test_takein_pages import fields
from tests.ledgers.test_takeins import column_of, edited, give_out, head_of

pytestmark = pytest.mark.django_db
People = dict[str, User]

CHINESE = re.compile("[\u4e00-\u9fff]")
NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
PROBLEM, MATTER, DUE = "具体问题", "涉及案件或事项", "整改时限"
HEADS: list[list[Any]] = [
    ["序号", PROBLEM, MATTER, DUE],
    [MATTER, "责任科室", DUE, PROBLEM],  # moved
    ["存在的具体问题", "涉及的案件或事项", DUE, "领导签字"],  # nearly the same, and one of their own
    [PROBLEM, PROBLEM, MATTER, DUE],  # twice
    [PROBLEM, None, "", "=1+1"],
    ["姓名", "电话", "住址", "备用"],  # no ledger at all
    ["⑴" * 300, "\u200b", "NaN", PROBLEM],
]
STRANGE: list[Any] = [
    None, "", " ", "\u3000", "同上", "=1+1", "=SUM(A1:A9)", '=HYPERLINK("http://例")', "+86", "@某", "#REF!", True, 0,
    -1, 10**30, 1e308, 3.0000000000001, Decimal("0.1"), "1e400", "0012", "９" * 17, "壹仟亿元整", "2026-02-30",
    "即日起", "二〇二六年十三月", "1900-01-00", 45000.75, dt.date(9999, 12, 31), dt.date(1900, 1, 1), dt.time(12, 30),
    "2026.3.5", dt.timedelta(days=3), "合计", "小计", "长" * 5_000, "第一行\r\n第二行\v", "😀\ufffe", "\ud7ff", "①",
    "½", "<script>alert(1)</script>", "{{ 7*7 }}", "' OR 1=1 --",
]  # fmt: skip
ABOVE = ["自清自查台账", "填报单位（盖章）：某局", ""]
PACKED = ["xlsx", "xlsx", "utf-8", "gb18030", "utf-16"]
NAMES = ["台账.{}", "../../台账.{}", "<b>.{}", "台" * 300 + ".{}"]
OTHER_NAMES = ["台账.xls", "台账.et", "台账.txt", "台账"]
FILES, SPOILT = 24, 10


@dataclass(frozen=True)
class Sheet:
    """A file as somebody may have made it: its rows, how it is packed and named, and what befell its bytes."""

    lines: list[list[Any]]
    head: int
    packed: str
    name: str
    merged: bool
    cut: float
    flipped: int

    def workbook(self) -> bytes:
        """With openpyxl; what it cannot write is written as text, without what XML has no place for."""
        book = Workbook()
        sheet: Any = book.active
        for at, cells in enumerate(self.lines, 1):
            for place, value in enumerate(cells, 1):
                overwrite(sheet.cell(at, place), value)
        if self.merged and len(self.lines) > self.head:
            sheet.merge_cells(start_row=self.head + 1, end_row=len(self.lines), start_column=3, end_column=4)
            sheet.merge_cells(start_row=self.head, end_row=self.head, start_column=1, end_column=2)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def content(self) -> bytes:
        """Its bytes."""
        if self.packed == "xlsx":
            made = self.workbook()
        else:
            text = io.StringIO()
            csv.writer(text).writerows(self.lines)
            made = text.getvalue().encode(self.packed, "replace")
        if self.flipped:
            at = self.flipped % len(made)
            made = made[:at] + bytes([made[at] ^ 0x55]) + made[at + 1 :]
        return made[: int(len(made) * self.cut)]


def drawn(number: int) -> Sheet:
    """The file with this number: always the same."""
    chance = random.Random(number)

    def seldom(value: Any, usual: Any) -> Any:
        return value if chance.random() < 0.2 else usual

    heads, above = chance.choice(HEADS), chance.choices(ABOVE, k=chance.randrange(3))
    usual = {MATTER: f"案件{number}", DUE: "2026-03-05"}
    rows = [
        [seldom(chance.choice(STRANGE), usual.get(head, f"内容{number}之{row}")) for head in heads]
        for row in range(chance.randrange(6))
    ]
    packed = chance.choice(PACKED)
    name = seldom(chance.choice(OTHER_NAMES), chance.choice(NAMES).format("xlsx" if packed == "xlsx" else "csv"))
    cut, flipped = seldom(chance.choice([0, 0.3, 0.9, 0.999]), 1), seldom(chance.randrange(1, 10_000), 0)
    lines = [*([text] for text in above), heads, *rows]
    return Sheet(lines, len(above) + 1, packed, name, seldom(True, False), cut, flipped)


@pytest.fixture
def kept(people: People, ledger: Ledger) -> list[Entry]:
    rows = [actions.NewEntry(f"原有问题{word}", {"matter": f"案件{word}"}) for word in "甲乙"]
    return actions.record(by=people["clerk"], ledger=ledger, rows=rows)


def standing(ledger: Ledger) -> dict[int, Any]:
    """Every row as it stands, with its rectification."""
    problems = {row.pk: row.version for row in Rectification.objects.filter(entry__ledger=ledger)}
    rows = Entry.objects.filter(ledger=ledger)
    return {row.number: (row.title, row.data, row.version, row.struck_out, problems[row.pk]) for row in rows}


def says(text: str) -> bool:
    """Is something said in Chinese where errors stand?"""
    said = re.findall(r'class="(?:wrong-text|summary)[^"]*"[^>]*>(.*?)</(?:p|div|ul)>', text, re.S)
    return any(CHINESE.search(one) for one in said)


def test_a_strange_file_is_a_sentence_or_whole_rows(
    people: People, ledger: Ledger, kept: list[Entry], browser: Browser
) -> None:
    client = browser(people["clerk"])
    sheets = map(drawn, range(FILES))
    ends = Counter(handed_in(client, ledger, sheet.name, sheet.content()) for sheet in sheets)
    assert min(ends[end] for end in ("refused", "unreadable", "taken", "nothing")) > 0, ends


def test_an_issued_workbook_somebody_spoilt_changes_only_what_the_receipt_says(
    people: People, ledger: Ledger, kept: list[Entry], browser: Browser
) -> None:
    clerk = people["clerk"]
    client, ends = browser(clerk), Counter[str]()
    for number in range(SPOILT):
        content = edited(give_out(ledger, clerk), partial(spoil, random.Random(number)))
        ends[handed_in(client, ledger, "台账.xlsx", content)] += 1
    assert min(ends["taken"], ends["nothing"]) > 0, ends


def spoil(chance: random.Random, page: Any) -> None:
    """Cells overwritten wherever they stand, keys and headings included; rows that go, move, stand twice."""
    head = head_of(page)
    page.cell(head + 1, column_of(page, MATTER)).value = f"表格里改的案件{chance.random()}"
    for _ in range(chance.randrange(1, 5)):
        row = chance.randrange(head + 1, head + 5)
        column = chance.randrange(1, page.max_column + 1)
        match chance.randrange(8):
            case 0:
                page.delete_rows(row)
            case 1:
                page.insert_rows(row)
            case 2:
                for place in range(1, page.max_column + 1):  # copied below the last one, its key included
                    page.cell(page.max_row + (place == 1), place).value = page.cell(row, place).value
            case 3:
                overwrite(page.cell(chance.randrange(1, head + 1), column), chance.choice(STRANGE))
            case _:
                overwrite(page.cell(row, column), chance.choice(STRANGE))


def overwrite(cell: Any, value: Any) -> None:
    """Write into a cell what openpyxl takes; what lies under a merged one stays."""
    if not isinstance(cell, MergedCell):
        cell.value = NOT_IN_XML.sub("", value) if isinstance(value, str) else value


def handed_in(client: Client, ledger: Ledger, name: str, content: bytes) -> str:
    """How it ended for this file, and that it ended well."""
    before, waiting = standing(ledger), TakeIn.objects.count()
    given = {"file": SimpleUploadedFile(name, content)}
    answer = client.post(reverse("ledgers:workbooks", args=[ledger.pk]), given, follow=True)
    text = html.unescape(answer.content.decode())
    if answer.status_code != 200:
        assert (answer.status_code, says(text), standing(ledger)) == (422, True, before)
        return "refused"
    if TakeIn.objects.count() == waiting:
        return "known"
    taking = TakeIn.objects.latest("pk")
    if taking.state == "open":
        return taken_whole(client, taking, text, before)
    assert (taking.state, taking.reason in text, standing(ledger)) == ("unreadable", True, before)
    assert CHINESE.search(taking.reason)
    return "unreadable"


def taken_whole(client: Client, taking: TakeIn, text: str, before: dict[int, Any]) -> str:
    """What the preview says is what is taken: each row read stands in the ledger or is listed with its reason."""
    told = keeping.load(taking.reading)
    given = fields(text) if "全部收入" in text or "其余收入" in text else {}
    answer = client.post(reverse("ledgers:take", args=[taking.pk]), given, follow=True)
    row = TakeIn.objects.get(pk=taking.pk)
    after = standing(taking.ledger)
    if row.state != "taken":
        assert (answer.status_code, says(answer.content.decode()), after) == (409, True, before)
        return "nothing"
    outcome = keeping.load(row.outcome)
    assert answer.status_code == 200
    changed = {number for number, row in before.items() if after[number] != row}
    assert changed == {one["number"] for one in outcome["changed"]}
    assert not any(struck_out for _, _, _, struck_out, _ in after.values())
    fresh = {one["number"]: (one["sheet"], one["row"]) for one in outcome["new"]}
    assert set(after) - set(before) == set(fresh)
    left = {(one["sheet"], one["row"]) for one in outcome["left"]}
    assert all(one["reason"] for one in outcome["left"])
    read = {(told["sheets"][one[0]]["name"], one[1]) for one in told["rows"] if not one[2]}
    assert read <= left | set(fresh.values()), "a row without a key is recorded, or said why not"
    assert len(left) >= sum(one["refused"] for one in told["sheets"])
    assert not left & set(fresh.values())
    return "taken"
