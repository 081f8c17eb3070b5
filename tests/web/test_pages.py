"""The shell's own pages: what they show, to whom, and that they load no analytical engine."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fajian.core import notify
from fajian.core.models import Job
from fajian.orgs.models import User
from fajian.web import home, manual, policy

from .doors import address, routes

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
    ),
    "X-Frame-Options": ("DENY",),
    "X-Content-Type-Options": ("nosniff",),
    "Referrer-Policy": ("same-origin",),
    "Cross-Origin-Opener-Policy": ("same-origin",),
    "Cross-Origin-Resource-Policy": ("same-origin",),
    "Permissions-Policy": ("camera=()",),
    "Cache-Control": ("no-store", "private"),
}


@pytest.mark.parametrize("role", ["anonymous", "supervisor", "auditor"])
def test_every_answer_is_closed_to_strangers_scripts_and_caches(role: str, browser: Callable[[str], Client]) -> None:
    for route, _ in routes():
        for method in ("GET", "POST"):
            response = browser(role).generic(method, address(route))
            for name, parts in HEADERS.items():
                assert all(part in response.headers[name] for part in parts), (route, method, name)
            assert "unsafe" not in response.headers["Content-Security-Policy"], route
            if response.headers["Content-Type"].startswith("text/html") and not response.streaming:
                page = response.content.decode()
                assert not INLINE.search(page), (route, INLINE.search(page))
                assert not ELSEWHERE.search(page), (route, ELSEWHERE.search(page))


def test_every_page_has_one_heading_one_main_and_a_way_to_skip_to_it(browser: Callable[[str], Client]) -> None:
    for route, _ in routes():
        response = browser("supervisor").get(address(route))
        if response.headers["Content-Type"].startswith("text/html") and response.content:
            page = response.content.decode()
            assert page.count("<h1") == 1, route
            assert page.count("<main") == 1, route
            assert 'href="#main"' in page, route
            assert re.search(r"<h1>\s*\S", page), route
            assert re.search(r"<title>[^<]*\S - 法鉴</title>", page), route


@pytest.mark.parametrize("role", [role for role, _ in User.ROLES])
def test_everybody_has_a_first_page_with_name_unit_and_role(
    role: str, browser: Callable[[str], Client], people: dict[str, User]
) -> None:
    page = browser(role).get("/").content.decode()
    user = people[role]
    assert user.unit is not None
    for text in (user.display_name, user.get_role_display(), user.unit.name, "我的待办", "留痕第"):
        assert text in page


def test_todos_come_by_day_and_lead_to_what_they_count(
    browser: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    found = (
        home.Todo(3, "以后的", "/jobs/", today + dt.timedelta(days=30)),
        home.Todo(1, "没有期限的", "/rules/"),
        home.Todo(1200, "逾期的", "/notices/", today - dt.timedelta(days=9), late=2, hint="请尽快"),
    )
    monkeypatch.setattr(home, "PROVIDERS", (lambda user: found,))
    page = browser("clerk").get("/").content.decode()
    assert page.index("逾期的") < page.index("以后的") < page.index("没有期限的")
    assert '<a href="/notices/">1,200</a>' in page
    assert "light-red" in page
    assert "其中逾期</span> 2 件" in page


def test_the_empty_first_page_says_what_belongs_there(browser: Callable[[str], Client], monkeypatch: Any) -> None:
    monkeypatch.setattr(home, "PROVIDERS", ())
    assert "现在没有待办事项" in browser("clerk").get("/").content.decode()


def test_notices_are_ones_own_and_can_be_marked_as_read(
    browser: Callable[[str], Client], people: dict[str, User]
) -> None:
    for number in range(60):
        notify.tell([people["clerk"]], f"第{number}条提醒", "/rules/")
    notify.tell([people["leader"]], "给领导的提醒")
    client = browser("clerk")
    first = client.get("/notices/").content.decode()
    assert "第59条提醒" in first
    assert "第9条提醒" not in first
    assert "给领导" not in first
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = client.get(f"/notices/{following[1]}").content.decode()
    assert "第9条提醒" in second
    assert "第10条提醒" not in second
    client.post("/notices/")
    assert notify.unread(people["clerk"]) == 0
    assert notify.unread(people["leader"]) == 1


def test_jobs_are_ones_own(browser: Callable[[str], Client], people: dict[str, User]) -> None:
    theirs = Job.objects.create(name="x", title="导入乙的数据", asked_by=people["leader"])
    mine = Job.objects.create(name="x", title="筛查", asked_by=people["clerk"], state="running", done=4200, total=9000)
    client = browser("clerk")
    assert "导入乙的数据" not in client.get("/jobs/").content.decode()
    assert client.get(f"/jobs/{theirs.pk}/").status_code == 404
    page = client.get(f"/jobs/{mine.pk}/").content.decode()
    assert 'value="46"' in page
    assert 'hx-trigger="every 2s"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    Job.objects.filter(pk=mine.pk).update(state="done", result={"text": "疑点 3 条", "link": "/rules/"})
    page = client.get(f"/jobs/{mine.pk}/").content.decode()
    assert "疑点 3 条" in page
    assert 'href="/rules/">查看结果' in page
    assert "hx-trigger" not in page
    Job.objects.filter(pk=mine.pk).update(state="failed", result=None, error="文件已损坏，请重新上传。")
    assert "文件已损坏，请重新上传。" in client.get(f"/jobs/{mine.pk}/").content.decode()


# ── 怎么算的 ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_clock_shows_each_counted_and_skipped_day_and_the_notice_behind_it(client: Client, db: None) -> None:
    page = client.get("/clock/?start=2026-09-25&count=7&unit=working_days").content.decode()
    assert "<strong>2026年10月12日 (周一)</strong>" in page
    assert "国庆节放假" in page
    assert "周六，国庆节调休上班" in page
    assert "国务院办公厅2026年部分节假日安排的通知" in page


@pytest.mark.parametrize(
    ("query", "last"),
    [
        ("start=2026-09-25&count=7&unit=calendar_days", "2026年10月8日"),
        ("start=2026-09-25&count=7&unit=calendar_days&roll=0", "2026年10月2日"),
        ("start=2024-01-31&count=1&unit=months&roll=0", "2024年2月29日"),
        ("start=2024-02-29&count=2&unit=years&roll=0", "2026年2月28日"),
        ("from=2026-11-21&to=2026-11-25", "2026年11月25日"),
    ],
)
def test_the_clock_counts_in_every_unit(query: str, last: str, client: Client, db: None) -> None:
    assert f"<strong>{last}" in client.get(f"/clock/?{query}").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "start=明天&count=7&unit=months",
        "start=2026-01-01&count=x",
        "start=2026-01-01&count=0",
        "start=2026-01-01&count=１",
        "start=2026-01-01&count=1&unit=周",
        "start=2026-01-01&count=999999&unit=working_days",
        "from=2026-01-01&to=",
        "from=1000-01-01&to=2026-01-01",
    ],
)
def test_the_clock_says_what_it_cannot_read(query: str, client: Client, db: None) -> None:
    response = client.get(f"/clock/?{query}")
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


# ── 规则库 ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_rule_library_lists_filters_and_tells_each_rules_law(browser: Callable[[str], Client]) -> None:
    from fajian.web.rules_pages import library

    client = browser("clerk")
    every = client.get("/rules/").content.decode()
    assert all(rule_id in every for rule_id in library())
    found = client.get("/rules/?q=追责期限&group=PEN").content.decode()
    assert "PEN-036-TIMEBAR" in found
    assert "PEN-042-TWO" not in found
    assert "没有符合条件的规则" in client.get("/rules/?q=没有这样的规则").content.decode()
    page = client.get("/rules/pen-036-timebar/").content.decode()
    for text in ("行政处罚法(2021)", "第三十六条", "违法行为开始日", "行政处罚追责时效", "24 月", "2021-07-15 至 今"):
        assert text in page
    assert client.get("/rules/NO-SUCH/").status_code == 404


def test_every_rules_page_can_be_shown_in_chinese_words(browser: Callable[[str], Client]) -> None:
    from fajian.web.rules_pages import library

    client = browser("clerk")
    for rule_id, rule in library().items():
        page = client.get(f"/rules/{rule_id}/").content.decode()
        shown = page[page.index("<main") : page.index("</main")]
        assert rule["reading"] in shown, rule_id
        assert rule["says"], f"{rule_id}: what its findings say is not shown"
        assert rule["basis"], rule_id
        assert rule["group_title"] != rule["group"], f"{rule_id}: its group has no Chinese title"
        assert not re.search(r"\{\w+\}", shown), rule_id


ASKED = """
import json, sys
from fajian.web.start import start_with_tables
start_with_tables()
from django.test import Client
from tests.web.conftest import BY, open_account, open_unit
from tests.web.doors import address, routes
user = open_account(by=BY, username="u", display_name="甲", role="supervisor",
                    unit=open_unit(by=BY, name="云岭市", kind="government"))
client = Client()
answers = {}
for route, _ in routes():
    if route != "account_logout":
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        answers[route] = client.get(address(route)).status_code
heavy = sorted({"ibis", "pandas", "pyarrow", "openpyxl", "pyspark"} & set(sys.modules))
print(json.dumps({"answers": answers, "heavy": heavy}))
"""


def test_no_page_loads_the_analytical_engine(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", ASKED],
        env={**os.environ, "FAJIAN_DATA": str(tmp_path), "FAJIAN_HOSTS": "testserver", "DATABASE_URL": ""},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    told = json.loads(asked.stdout.splitlines()[-1])
    assert told["heavy"] == []
    assert told["answers"]["rules"] == 200
    assert all(status < 500 for status in told["answers"].values())


# ── 使用手册 ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_chapter_is_there_and_every_role_has_one(client: Client, db: None) -> None:
    assert set(manual.OF_ROLE) == policy.EVERYBODY
    assert {file.stem for file in manual.FOLDER.glob("*.md")} == set(manual.CHAPTERS)
    for name, title in manual.CHAPTERS.items():
        page = client.get(f"/help/{name}/").content.decode()
        assert f"<h1>{title}</h1>" in page
        assert "{#" not in page
    assert client.get("/help/nothing/").status_code == 404


def test_the_help_link_of_a_page_leads_to_its_section(browser: Callable[[str], Client]) -> None:
    client = browser("clerk")
    assert 'href="/help/unit/#home"' in client.get("/").content.decode()
    assert 'href="/help/rules/#clock"' in client.get("/clock/").content.decode()
    section = client.get("/help/unit/").content.decode()
    assert 'id="home"' in section


def test_raw_html_in_a_chapter_is_shown_as_text() -> None:
    from markdown_it import MarkdownIt

    assert "<script" not in MarkdownIt("commonmark", {"html": False}).render("<script>x</script>")
