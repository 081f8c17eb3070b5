"""A whole day of a clerk and of a supervisor: with scripts, without, and on a phone."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
from playwright.sync_api import Browser

from tests.browser.desk import NARROW, WIDE, Desk
from tests.browser.site import Site

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
OFFICE = "jd1"
# Something due that no leader approves and nobody has begun, at units with a self-check; each day takes another unit.
DUE = """
SELECT d.id, c.username, l.id FROM campaigns_duty d
JOIN orgs_user c ON c.unit_id = d.unit_id AND c.role = 'clerk'
JOIN ledgers_ledger l ON l.unit_id = d.unit_id AND l.spec_code = 'self-check'
WHERE d.state = 'due' AND d.approval = '' AND NOT EXISTS (SELECT 1 FROM campaigns_draft t WHERE t.duty_id = d.id)
ORDER BY d.unit_id, d.id
"""


@dataclass(frozen=True)
class Day:
    """How the day is looked at, which of the units it is of, whether a relapse is judged: the city has two of them."""

    place: int
    scripts: bool = True
    width: int = WIDE
    relapse: bool = True


DAYS = {
    "with scripts": Day(0),
    "without scripts": Day(1, scripts=False),
    "on a phone": Day(2, width=NARROW, relapse=False),
}


@pytest.fixture(params=DAYS.values(), ids=DAYS)
def day(request: pytest.FixtureRequest) -> Day:
    found: Day = request.param
    return found


def test_a_day_of_a_clerk_and_of_the_office(day: Day, chromium: Browser, site: Site, tmp_path: Path) -> None:
    units = {clerk: (duty, ledger) for duty, clerk, ledger in reversed(site.rows(DUE))}
    username = sorted(units)[day.place]
    duty, ledger = units[username]
    clerk = Desk.open(chromium, site, scripts=day.scripts, width=day.width).enter(username)
    assert "我的待办" in clerk.page.locator("h1").inner_text()
    told = [f"{what}，{username}{day.place}" for what in ("执法文书没有送达回证", "检查时没有出示执法证件")]
    entries = [rectified(clerk, ledger, title, tmp_path) for title in told]
    handed_in(clerk, duty)
    no_complaints(clerk)

    office = Desk.open(chromium, site, scripts=day.scripts, width=day.width).enter(OFFICE)
    reviewed(office, entries)
    if day.relapse:
        verdict(office)
    exported(office, told[1])
    no_complaints(office)


def rectified(clerk: Desk, ledger: int, title: str, folder: Path) -> int:
    """A problem from its first word to 申请销号; its number."""
    clerk.go(f"/ledgers/{ledger}/")
    clerk.press("登记新条目")
    clerk.fill(具体问题=title)
    clerk.press("登记")
    assert "已登记" in clerk.text
    entry = int(clerk.path.strip("/").split("/")[-1])
    clerk.press("认领整改")
    due_on = dt.date.today() + dt.timedelta(days=20)  # noqa: DTZ011 – as a person types it
    clerk.fill(
        原因分析="没有专人负责。", 整改措施="逐件补正，建立登记簿。", 整改时限=due_on.isoformat(), 责任人="法规科经办人"
    )
    clerk.press("认领整改")
    assert "已认领" in clerk.text
    clerk.press("申请销号")
    clerk.fill(整改情况="已全部补正。")
    proof = folder / f"{entry}.pdf"
    proof.write_bytes(PDF + f"%{title}\n".encode())
    clerk.page.locator("input[type=file]").set_input_files(proof)
    clerk.page.get_by_label("佐证种类").select_option(index=1)
    clerk.press("申请销号")
    assert "已提交销号申请" in clerk.text
    return entry


def handed_in(clerk: Desk, duty: int) -> None:
    """What is due today, from the list of what is to be done."""
    clerk.go("/")
    clerk.page.locator("#main").get_by_role("link", name="未报送的材料").first.click()
    clerk.page.locator(f"#main a[href='/campaigns/duties/{duty}/']").first.click()
    clerk.page.wait_for_url(f"**/duties/{duty}/")
    clerk.page.locator("#id_text").fill("本期工作已完成，台账随报。")
    clerk.press("报送")
    assert "已报送，等待收讫" in clerk.text


def reviewed(office: Desk, entries: list[int]) -> None:
    """One sent back, the other closed, at once."""
    office.go("/")
    assert "待销号审核" in office.text
    unit = office.site.one("SELECT unit_id FROM ledgers_entry WHERE id = ?", entries[0])
    office.go(f"/ledgers/review/?unit={unit}")
    for entry, choice in zip(entries, ("退回整改", "核准销号"), strict=True):
        row = office.page.locator(f"#row-{entry}")
        row.get_by_label(choice).check()
        row.get_by_label("退回理由或审核意见").fill("请补送达回证。" if choice == "退回整改" else "同意。")
    office.press("提交审核结论")
    assert "核准销号 1 件，退回整改 1 件" in office.text


def verdict(office: Desk) -> None:
    """A relapse the machine has proposed becomes one."""
    office.go("/")
    office.page.locator("#main").get_by_role("link", name="待认定的相似问题").first.click()
    office.page.wait_for_url("**/ledgers/pairings/**")
    office.page.locator("#main a.tile", has_text="待认定的反弹").click()
    office.page.wait_for_url("**kind=relapse**")
    new = office.page.locator("section.panel").first.locator("h3 a").last.get_attribute("href")
    assert new
    office.page.get_by_role("button", name="认定反弹").first.click()
    assert "列入重点督办" in office.text
    office.go(new)
    assert "反弹接续" in office.text


def exported(office: Desk, title: str) -> None:
    """The list as a workbook, with what was closed today."""
    office.go("/ledgers/problems/?state=closed")
    with office.page.expect_download() as waiting:
        office.press("导出 XLSX")
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    rows = [[cell.value for cell in row] for page in book for row in page.iter_rows()]
    assert any(title in row and "已销号" in row for row in rows)


def no_complaints(desk: Desk) -> None:
    """Nothing was wrong with any page on the way; the browser is shut."""
    assert desk.complaints == []
    assert desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    desk.context.close()


def test_of_two_who_change_one_row_the_second_sees_both_texts_and_loses_none(chromium: Browser, site: Site) -> None:
    duty, username, ledger = site.rows(DUE)[-1]
    unit = site.one("SELECT unit_id FROM campaigns_duty WHERE id = ?", duty)
    chief = site.one("SELECT username FROM orgs_user WHERE unit_id = ? AND role = 'unit_leader'", unit)
    clerk, leader = (Desk.open(chromium, site).enter(name) for name in (username, chief))
    clerk.go(f"/ledgers/{ledger}/record/")
    clerk.fill(具体问题="两个人同时修改的问题")
    clerk.press("登记")
    entry = clerk.path
    for desk in (clerk, leader):
        desk.go(f"{entry}edit/")
    leader.fill(具体问题="领导先改的文字")
    leader.press("保存")
    assert "修改已保存" in leader.text
    clerk.fill(具体问题="填报员后改的文字")
    clerk.press("保存")
    assert "您填写时，别人已经修改" in clerk.text
    for text in ("领导先改的文字", "填报员后改的文字"):
        assert text in clerk.text
    assert clerk.page.get_by_label("具体问题").input_value() == "填报员后改的文字"
    clerk.press("保存")
    assert "填报员后改的文字" in clerk.text
    for desk in (clerk, leader):
        desk.context.close()


def test_a_ledger_and_a_row_are_printed_without_menus_and_with_heads_on_every_page(
    chromium: Browser, site: Site
) -> None:
    desk = Desk.open(chromium, site).enter(OFFICE)
    entry = site.one("SELECT entry_id FROM ledgers_rectification WHERE state = 'closed' ORDER BY entry_id")
    pages = {}
    for name, path in (("ledger", "/ledgers/problems/"), ("entry", f"/ledgers/entries/{entry}/")):
        desk.go(path)
        with pdfplumber.open(io.BytesIO(desk.page.pdf(prefer_css_page_size=True))) as printed:
            pages[name] = [page.extract_text() for page in printed.pages]
    rows = desk.page.locator("table.rows tbody tr").count() if desk.go("/ledgers/problems/").ok else 0
    assert 1 < len(pages["ledger"]) < rows / 4, "the columns have no room"
    for page in pages["ledger"]:
        assert "整改时限" in page, "the head of the table is not repeated"
    for number, page in enumerate(pages["ledger"], 1):
        assert re.search(f"第 ?{number} ?.，共 ?{len(pages['ledger'])} ?.", page), page[-80:]
    for page in (*pages["ledger"], *pages["entry"]):
        for word in ("我的待办", "导出 XLSX", "筛选", "退出"):
            assert word not in page, word
    assert "整改措施" in pages["entry"][0]
    desk.context.close()


# ── a day with the workbook ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_clerk_who_works_in_a_workbook_loses_nothing_and_the_office_sees_it(
    chromium: Browser, site: Site, tmp_path: Path
) -> None:
    _, username, ledger = site.rows(DUE)[-2]
    unit = site.one("SELECT unit_id FROM ledgers_ledger WHERE id = ?", ledger)
    chief = site.one("SELECT username FROM orgs_user WHERE unit_id = ? AND role = 'unit_leader'", unit)
    clerk, leader, office = (Desk.open(chromium, site).enter(name) for name in (username, chief, OFFICE))
    clerk.go(f"/ledgers/{ledger}/record/")
    clerk.fill(具体问题="表格里要接着填的问题", 涉及案件或事项="登记时的案件")
    clerk.press("登记")
    entry = int(clerk.path.strip("/").split("/")[-1])

    clerk.go(f"/ledgers/{ledger}/")
    clerk.press("用 Excel 填写")
    with clerk.page.expect_download() as waiting:
        clerk.press("下载表格")
    book = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(book)
    filled_in(book, entry)
    reworded(leader, entry)

    clerk.go(f"/ledgers/{ledger}/workbooks/")
    clerk.page.get_by_label("填好的表格").set_input_files(book)
    clerk.press("上传并核对")
    for told in ("还没有收入任何内容", "“十月底”不是日期", "将要登记1行", "表格里新发现的问题", "网页上改的案件"):
        assert told in clerk.text, told
    clerk.page.get_by_label("按文件：表格里改的案件").check()
    clerk.press("其余收入，这1行不收")
    for told in ("已收入：新登记1行，修改1行。1行未收", "表格里新发现的问题", "网页上改的案件"):
        assert told in clerk.text, told
    with clerk.page.expect_download() as waiting:
        clerk.press("下载收回清单（XLSX）")
    receipt = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    assert {row[0].value for row in receipt.worksheets[0].iter_rows()} >= {"未收", "已修改", "新登记", "两边都改了"}

    office.go("/ledgers/problems/?q=表格里新发现的问题")
    office.page.locator("#main").get_by_role("link", name="表格里新发现的问题").click()
    assert "收入表格" in office.text
    office.go(f"/ledgers/entries/{entry}/")
    assert "表格里改的案件" in office.text
    for desk in (clerk, leader, office):
        no_complaints(desk)


def filled_in(place: Path, entry: int) -> None:
    """As a person works on it: one cell changed, one row added, one row with a day nobody can read."""
    book = openpyxl.load_workbook(place)
    page = book.worksheets[0]
    head = {cell.value: cell.column for row in page.iter_rows(max_row=8) for cell in row if cell.value}
    keys = {str(cell.value).partition("@")[0]: cell.row for row in page.iter_rows() for cell in row if cell.value}
    last = max(row for key, row in keys.items() if key.startswith("entry:"))
    page.cell(keys[f"entry:{entry}"], head["涉及案件或事项"]).value = "表格里改的案件"
    page.cell(last + 1, head["具体问题"]).value = "表格里新发现的问题"
    page.cell(last + 2, head["具体问题"]).value = "整改时限看不懂的问题"
    page.cell(last + 2, head["整改时限"]).value = "十月底"
    book.save(place)


def reworded(leader: Desk, entry: int) -> None:
    """The same cell is changed on its page meanwhile."""
    leader.go(f"/ledgers/entries/{entry}/edit/")
    leader.fill(涉及案件或事项="网页上改的案件")
    leader.press("保存")
    assert "修改已保存" in leader.text
