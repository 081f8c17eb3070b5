"""The shell in a real browser: nobody is shut out, nothing is blocked by the policy for content, phones fit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from fajian.core import notify
from fajian.core.models import Job
from fajian.orgs.models import User
from fajian.web import policy
from tests.browser.looks import barred
from tests.browser.places import FILES

from .conftest import PASSWORD
from .doors import address, routes

CHROMIUM = shutil.which("chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
MORE = (
    "/nothing/",
    "/rules/PEN-036-TIMEBAR/",
    "/rules/?q=追责",
    "/clock/?start=2026-09-25&count=7&unit=working_days",
    "/clock/?start=x&count=7",
    "/help/unit/",
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")


@pytest.fixture
def pages(people: dict[str, User]) -> list[str]:
    """Every page of the supervisor that needs no row, and the shell's own with rows."""
    me = people["supervisor"]
    for number in range(60):
        notify.tell([me], f"第{number}条提醒", "/jobs/")
    for state, more in (
        ("running", {"done": 1, "total": 3}),
        ("failed", {"error": "文件已损坏。"}),
        ("done", {"result": {"text": "3 行"}}),
    ):
        Job.objects.create(name="x", title="导入", asked_by=me, state=state, **more)
    jobs = [f"/jobs/{number}/" for number in Job.objects.values_list("pk", flat=True)]
    plain = [
        address(name)
        for name, pattern in routes()
        if not pattern.pattern.converters and policy.SUPERVISOR in policy.DOORS[name].get and name not in FILES
    ]
    return [place for place in plain if "file" not in place and not place.endswith("z")] + jobs + list(MORE)


@pytest.fixture
def chromium(transactional_db: None, people: dict[str, User], pages: list[str]) -> Iterator[Browser]:
    """Started after the rows were written: Playwright's loop forbids Django's database in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


def enter(page: Page, live_server: Any) -> None:
    """Log in as the supervisor, by hand."""
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", "u-supervisor")
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{live_server.url}/")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a browser does not see which database it was")
def test_no_page_shuts_anybody_out_breaks_the_content_policy_or_is_too_wide(
    live_server: Any, chromium: Browser, pages: list[str]
) -> None:
    page = chromium.new_page(locale="zh-CN")
    wrong: list[tuple[str, str]] = []
    page.on("console", lambda said: wrong.append((page.url, said.text)) if "Policy" in said.text else None)
    page.on("pageerror", lambda error: wrong.append((page.url, str(error))))
    folder = os.environ.get("FAJIAN_SCREENSHOTS")

    def look(place: str) -> None:
        for width in (1366, 360):
            page.set_viewport_size({"width": width, "height": 800})
            wrong.extend((place, told) for told in barred(page))
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wrong.append((place, f"too wide for {width}"))
            if folder:
                name = place.strip("/").replace("/", "-").replace("?", "-") or "home"
                page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)

    page.goto(f"{live_server.url}/account/login/")
    look("/account/login/")
    page.click("main button")
    look("/account/login/?empty")
    enter(page, live_server)
    for place in pages:
        page.goto(f"{live_server.url}{place}")
        look(place)
    assert not wrong


@pytest.mark.parametrize("scripts", [True, False])
def test_filtering_and_paging_work_with_and_without_scripts(scripts: bool, live_server: Any, chromium: Browser) -> None:
    page = chromium.new_context(java_script_enabled=scripts, locale="zh-CN").new_page()
    enter(page, live_server)
    page.goto(f"{live_server.url}/rules/")
    page.fill("#q", "追责期限")
    page.click("form.filters button")
    page.wait_for_url("**q=%E8%BF%BD%E8%B4%A3%E6%9C%9F%E9%99%90**")
    page.get_by_text("1 条规则", exact=True).wait_for()
    page.goto(f"{live_server.url}/notices/")
    page.click("text=下一页")
    page.get_by_text("第0条提醒").wait_for()
    page.click("text=上一页")
    page.get_by_text("第59条提醒").wait_for()
    page.click("text=全部标为已读")
    page.get_by_text("已将 60 条提醒标为已读").wait_for()
    page.click("text=退出")
    page.goto(f"{live_server.url}/rules/")
    assert "/account/login/?next=/rules/" in page.url


def test_what_is_wrong_with_a_form_gets_the_focus(live_server: Any, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(f"{live_server.url}/account/login/")
    page.fill("#id_login", "u-supervisor")
    page.click("main button")
    page.wait_for_function("document.activeElement?.className === 'summary'")
    assert page.input_value("#id_login") == "u-supervisor"
