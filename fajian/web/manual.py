"""使用手册: chapters by role in help/*.md, shipped with the application."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from fajian.web import policy

FOLDER = Path(__file__).parent / "help"
CHAPTERS = {
    "start": "登录与界面",
    "unit": "填报单位",
    "supervisor": "执法监督科",
    "leader": "领导",
    "officer": "执法人员",
    "discipline": "纪检监察联络员",
    "keepers": "系统管理、安全、审计",
    "rules": "筛查规则与期限",
}
OF_ROLE = {
    policy.CLERK: "unit",
    policy.UNIT_LEADER: "unit",
    policy.OFFICER: "officer",
    policy.SUPERVISOR: "supervisor",
    policy.LEADER: "leader",
    policy.DISCIPLINE: "discipline",
    policy.ADMIN: "keepers",
    policy.SECURITY: "keepers",
    policy.AUDITOR: "keepers",
}
# Where a page is told of in one chapter whoever reads it; otherwise the chapter of the reader's role.
OF_PAGE = {
    "rules": "rules",
    "rule": "rules",
    "clock": "rules",
    "laws": "rules",
    "law": "rules",
    "check_citations": "rules",
    "account": "start",
    "account_login": "start",
    "account_change_password": "start",
    "mfa_index": "start",
    "mfa_activate_totp": "start",
    "notices": "start",
    "jobs": "start",
    "job": "start",
}
_HEADING = re.compile(r"^## (.+?) \{#([a-z-]+)\}$", re.MULTILINE)


def chapter_of(route: str, user: Any) -> str:
    """The address of the chapter that tells of a page; its section carries the page's name where there is one."""
    name = OF_PAGE.get(route) or (OF_ROLE.get(user.role) if user else None) or "start"
    anchor = re.sub(r"[^a-z]+", "-", route.split(":")[0])
    return reverse("help", args=[name]) + (f"#{anchor}" if f"{{#{anchor}}}" in text(name) else "")


@cache
def text(name: str) -> str:
    """A chapter's Markdown."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


@cache
def html(name: str) -> SafeString:
    """A chapter as HTML. `## 标题 {#name}` gives a heading that can be linked; raw HTML is shown as text."""
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(_HEADING.sub(r"## \1", text(name)))
    for title, anchor in _HEADING.findall(text(name)):
        body = body.replace(f"<h2>{title}</h2>", f'<h2 id="{anchor}">{title}</h2>')
    page: SafeString = mark_safe(body)
    return page


def chapter(request: HttpRequest, name: str) -> HttpResponse:
    """One chapter."""
    if name not in CHAPTERS:
        raise Http404
    return render(
        request, "help.html", {"name": name, "title": CHAPTERS[name], "body": html(name), "chapters": CHAPTERS}
    )


def index(request: HttpRequest) -> HttpResponse:
    """All chapters, one's own first."""
    own = OF_ROLE.get(policy.role_of(request.user), "start")
    return render(request, "help_index.html", {"own": own, "own_title": CHAPTERS[own], "chapters": CHAPTERS})
