"""The ledgers in a real browser: the whole story without scripts, and every page on a wide screen and a phone."""

from __future__ import annotations

import datetime
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from fajian.core import verify
from fajian.core.files import receive
from fajian.ledgers import actions
from fajian.ledgers.models import Ledger, Rectification
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.models import User
from tests.browser.looks import barred
from tests.ledgers.conftest import Browser as LogIn
from tests.ledgers.conftest import in_state
from tests.ledgers.stories import PNG

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"
)  # fmt: skip
pytestmark = [pytest.mark.skipif(CHROMIUM is None, reason="needs chromium"), pytest.mark.django_db(transaction=True)]
LATE = datetime.date(2026, 3, 2)


@pytest.fixture
def sessions(people: dict[str, User], browser: LogIn) -> dict[str, str]:
    """Name → session of somebody logged in; made before Playwright's loop forbids Django's database."""
    made = {}
    for name in ("clerk", "supervisor", "leader"):
        client: Client = browser(people[name])
        made[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return made


@pytest.fixture
def places(people: dict[str, User], ledger: Ledger) -> dict[str, list[str]]:
    """The pages to look at, by who opens them; a problem in every state, a plain ledger, an empty one."""
    rows = {state: in_state(state, people, ledger) for state in PROBLEM.states}
    clerk, unit = people["clerk"], people["clerk"].unit
    actions.accept(
        by=clerk,
        rectification=rows["found"],
        seen=1,
        cause="人手不足" * 20,
        measure="补正" * 40,
        due_on=LATE,
        person="甲",
    )
    actions.add_proof(
        by=clerk, rectification=rows["found"], files=[receive(io.BytesIO(PNG), "现场.png")], note="现场照片"
    )
    fresh = actions.record(
        by=clerk, ledger=ledger, rows=[actions.NewEntry("刚登记的问题", {"matter": "某案", "旧栏目": "旧值"})]
    )[0]
    gone = actions.record(by=clerk, ledger=ledger, rows=[actions.NewEntry("登重了的问题")])[0]
    actions.strike_out(by=clerk, entry=gone, seen=1, reason="与第1号重复")
    plain = actions.open_ledger(by=clerk, unit=unit, spec_code="officers")
    officer = {"certificate_no": "Q001", "unit": unit.name, "hours": "60"}
    actions.record(by=clerk, ledger=plain, rows=[actions.NewEntry("执法甲", officer)])
    empty = actions.open_ledger(by=clerk, unit=unit, spec_code="fines-self-check")
    entry = {state: row.pk for state, row in rows.items()}

    def at(name: str, *number: int) -> str:
        return reverse(f"ledgers:{name}", args=number)

    return {
        "supervisor": [
            at("list"), at("open"), at("problems"), at("problems") + "?state=overdue", at("problems") + "?q=没有",
            at("problems") + "?form=officers", at("review"), at("ledger", ledger.pk), at("entry", entry["submitted"]),
            at("entry", entry["closed"]), at("close", entry["submitted"]), at("return_", entry["submitted"]),
            at("correct", entry["closed"]), at("reopen", entry["closed"]), at("strike", fresh.pk),
        ],
        "clerk": [
            at("list"), at("ledger", ledger.pk) + "?state=struck", at("ledger", plain.pk), at("ledger", empty.pk),
            at("record", empty.pk), at("record", ledger.pk), at("entry", entry["found"]), at("entry", fresh.pk),
            at("entry", gone.pk), at("edit", fresh.pk), at("accept", fresh.pk), at("prove", entry["found"]),
            at("submit", entry["found"]), at("take_back", Rectification.objects.get(pk=entry["found"]).proofs.get().pk),
            at("accept", entry["relapsed"]),
        ],
        "leader": [at("list"), at("problems"), at("entry", entry["rectifying"])],
    }  # fmt: skip


# Those below the fold are loaded when somebody scrolls there; here at once.
SHOWN = """Promise.all([...document.images].map(
  image => { image.loading = 'eager'; return image.decode().catch(() => null) }))"""


@pytest.fixture
def chromium(transactional_db: None, sessions: dict[str, str], places: dict[str, list[str]]) -> Iterator[Browser]:
    """Started last: see `sessions`."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


def entered(chromium: Browser, live_server: Any, session: str, width: int = 1366, **more: Any) -> BrowserContext:
    """A window of somebody logged in."""
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", **more)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return context


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a browser does not see which database it was")
def test_every_page_fits_and_shuts_nobody_out(
    live_server: Any, chromium: Browser, sessions: dict[str, str], places: dict[str, list[str]]
) -> None:
    wrong: list[tuple[str, str]] = []
    for name, addresses in places.items():
        page = entered(chromium, live_server, sessions[name]).new_page()
        page.on(
            "console", lambda said, page=page: wrong.append((page.url, said.text)) if "Policy" in said.text else None
        )
        page.on("pageerror", lambda error, page=page: wrong.append((page.url, str(error))))
        for address in addresses:
            response = page.goto(f"{live_server.url}{address}")
            assert response
            if response.status != 200:
                wrong.append((address, str(response.status)))
            for width in (1366, 360):
                page.set_viewport_size({"width": width, "height": 800})
                wrong.extend((address, f"{width}: {told}") for told in amiss(page))
                if folder := os.environ.get("FAJIAN_SCREENSHOTS"):
                    place = address.strip("/").replace("/", "-").replace("?", "-")
                    page.screenshot(path=Path(folder) / f"{name}-{place}-{width}.png", full_page=True)
    assert not wrong, "\n".join(map(str, wrong))


def amiss(page: Page) -> Iterator[str]:
    """What is wrong with the page as it is shown now."""
    yield from barred(page)
    page.evaluate(SHOWN)
    if page.evaluate("[...document.images].some(image => !image.complete || !image.naturalWidth)"):
        yield "a picture is not shown"
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield "too wide"


def fill(page: Page, **texts: str) -> None:
    for name, text in texts.items():
        page.fill(f"#id_{name}", text)


@pytest.mark.parametrize("scripts", [False, True])
def test_the_story_from_a_found_problem_to_the_exported_sheet(
    scripts: bool, live_server: Any, chromium: Browser, sessions: dict[str, str], ledger: Ledger, tmp_path: Path
) -> None:
    clerk = entered(chromium, live_server, sessions["clerk"], java_script_enabled=scripts).new_page()
    supervisor = entered(chromium, live_server, sessions["supervisor"], java_script_enabled=scripts).new_page()
    proof = tmp_path / "送达回证.pdf"
    proof.write_bytes(b"%PDF-1.4\nstory\n%%EOF\n")

    clerk.goto(f"{live_server.url}{reverse('ledgers:ledger', args=[ledger.pk])}")
    clerk.click("text=登记新条目")
    fill(clerk, c_problem="逾期十日送达处罚决定")
    clerk.click("main form.form button")
    clerk.click("text=认领整改")
    fill(clerk, cause="送达环节无人盯办", measure="补送达并建立台账")
    clerk.click("main form.form button")
    clerk.get_by_text("请填写整改时限。").first.wait_for()
    assert clerk.input_value("#id_cause") == "送达环节无人盯办"
    fill(clerk, due_on="2035-12-31", person="甲")
    clerk.click("main form.form button")
    clerk.click("text=上传佐证")
    clerk.set_input_files("#id_uploads", proof)
    clerk.select_option("#id_proof_kind", "送达回证")
    clerk.click("main form.form button")
    clerk.click("text=申请销号")
    fill(clerk, result="已补送达")
    clerk.click("main form.form button")
    address = clerk.url

    supervisor.goto(address)
    supervisor.click("text=退回整改")
    fill(supervisor, reason="缺签收日期")
    supervisor.click("main form.form button")
    clerk.goto(address)
    clerk.get_by_text("缺签收日期").first.wait_for()
    clerk.click("text=申请销号")
    fill(clerk, result="已补签收日期")
    clerk.click("main form.form button")

    supervisor.goto(f"{live_server.url}{reverse('ledgers:review')}")
    number = address.rstrip("/").rsplit("/", 1)[1]
    supervisor.check(f"input[name='{number}-verdict'][value='close']")
    supervisor.click("text=提交审核结论")
    supervisor.get_by_text("核准销号 1 件").wait_for()

    leader = entered(chromium, live_server, sessions["leader"], java_script_enabled=scripts).new_page()
    leader.goto(f"{live_server.url}{reverse('ledgers:problems')}?state=closed")
    leader.get_by_text("逾期十日送达处罚决定").wait_for()
    with leader.expect_download() as download:
        leader.click("text=导出 XLSX")
    saved = tmp_path / "export.xlsx"
    download.value.save_as(saved)
    rows = list(load_workbook(saved).worksheets[0].iter_rows(values_only=True))
    assert any("逾期十日送达处罚决定" in row and "已销号" in row for row in rows)


def test_the_chain_holds_after_it_all(places: dict[str, list[str]]) -> None:
    assert verify.verify().holds
