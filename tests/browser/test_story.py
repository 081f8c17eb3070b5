"""The story of a problem, played by the people whose business it is; with scripts and without."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Desk
from tests.browser.site import Site

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
CLERK, SUPERVISOR, LEADER = "cg-tb", "jd1", "sz"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_problem_goes_from_found_to_closed(chromium: Browser, site: Site, tmp_path: Path, scripts: bool) -> None:
    clerk = Desk.open(chromium, site, scripts=scripts).enter(CLERK)
    closed_before = closed_on_the_overview(chromium, site, scripts)
    entry = accept(clerk)
    prove_and_submit(clerk, tmp_path)

    supervisor = Desk.open(chromium, site, scripts=scripts).enter(SUPERVISOR)
    assert "待销号审核" in supervisor.text
    supervisor.go(entry)
    supervisor.press("退回整改")
    supervisor.fill(理由="缺当事人签收日期，请补充送达回证。")
    supervisor.press("退回整改")
    assert "已退回" in supervisor.text

    clerk.go("/notices/")
    assert "已退回整改" in clerk.text
    clerk.go(entry)
    assert "缺当事人签收日期" in clerk.text
    submit_again(clerk, tmp_path)

    supervisor.go(entry)
    supervisor.press("核准销号")
    supervisor.fill(审核意见="佐证齐全，同意销号。")
    supervisor.press("核准销号")
    assert "已核准销号" in supervisor.text
    supervisor.go(entry)
    assert "已销号" in supervisor.text

    assert closed_on_the_overview(chromium, site, scripts) == closed_before + 1
    exported_shows(supervisor, int(entry.strip("/").split("/")[-1]))
    for desk in (clerk, supervisor):
        assert desk.complaints == []
        desk.context.close()
    verified = site.fajian("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "核验通过" in verified.stdout


def accept(clerk: Desk) -> str:
    """From the list of what is to be done to a problem of the campaign taken on; the entry's address."""
    clerk.go("/")
    clerk.page.locator("#main").get_by_role("link", name="待认领的问题").first.click()
    of_campaign = "SELECT e.id FROM ledgers_entry e JOIN ledgers_ledger l ON l.id = e.ledger_id WHERE l.source = ?"
    mine = {f"/ledgers/entries/{number}/" for (number,) in clerk.site.rows(of_campaign, "campaign:1")}
    shown = clerk.page.locator("#main a[href^='/ledgers/entries/']")
    listed = shown.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    shown.nth(next(place for place, href in enumerate(listed) if href in mine)).click()
    clerk.page.wait_for_url("**/ledgers/entries/*/")
    entry = clerk.path
    clerk.press("认领整改")
    due_on = dt.date.today() + dt.timedelta(days=20)  # noqa: DTZ011 – as a person types it
    clerk.fill(
        原因分析="送达环节没有专人盯办。",
        整改措施="建立送达登记簿。",
        整改时限=due_on.isoformat(),
        责任人="法规科经办人",
    )
    clerk.press("认领整改")
    assert "已认领" in clerk.text
    assert clerk.path == entry
    return entry


def prove_and_submit(clerk: Desk, folder: Path) -> None:
    """A proof, then 申请销号."""
    clerk.press("上传佐证")
    clerk.page.locator("input[type=file]").set_input_files(proof(folder, "送达回证.pdf", clerk))
    clerk.page.get_by_label("佐证种类").select_option(label="送达回证")
    clerk.press("上传")
    assert "已上传 1 份佐证材料" in clerk.text
    assert "送达回证.pdf" in clerk.text
    clerk.press("申请销号")
    clerk.fill(整改情况="已全部补齐送达回证。")
    clerk.press("申请销号")
    assert "已提交销号申请" in clerk.text


def submit_again(clerk: Desk, folder: Path) -> None:
    """With what was missing."""
    clerk.press("申请销号")
    clerk.fill(整改情况="已补当事人签收日期。")
    clerk.page.locator("input[type=file]").set_input_files(proof(folder, "签收.pdf", clerk))
    clerk.page.get_by_label("佐证种类").select_option(label="送达回证")
    clerk.press("申请销号")
    assert "已提交销号申请" in clerk.text


def proof(folder: Path, name: str, clerk: Desk) -> Path:
    """A file that no other problem has."""
    place = folder / name
    place.write_bytes(PDF + f"%{clerk.path}{name}\n".encode())
    return place


def closed_on_the_overview(browser: Browser, site: Site, scripts: bool) -> int:
    """What the leader reads on the campaign's page: how many problems are closed, all units together."""
    leader = Desk.open(browser, site, scripts=scripts).enter(LEADER)
    leader.go("/campaigns/")
    leader.press("安澜市行政执法突出问题专项整治实施方案")
    link = leader.page.get_by_role("row", name="全部").locator("a[href*='state=closed']")
    count = int(link.inner_text().split()[0])
    link.click()
    leader.page.wait_for_url("**state=closed**")
    assert leader.complaints == []
    leader.context.close()
    return count


def exported_shows(supervisor: Desk, number: int) -> None:
    """The workbook of the list says that it is closed, by whom, and how often it was sent back."""
    supervisor.go("/ledgers/problems/?state=closed")
    with supervisor.page.expect_download() as waiting:
        supervisor.page.locator("#main a[href*='/export/']").first.click()
    book = openpyxl.load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    title, place = supervisor.site.rows("SELECT title, number FROM ledgers_entry WHERE id = ?", number)[0]
    unit = supervisor.site.one(
        "SELECT u.name FROM ledgers_entry e JOIN orgs_unit u ON u.id = e.unit_id WHERE e.id = ?", number
    )
    rows = [[cell.value for cell in row] for page in book for row in page.iter_rows()]
    mine = [row for row in rows if title in row and unit in row and place in row]
    assert mine, (title, unit, place)
    assert any("已销号" in row and 1 in row for row in mine)
