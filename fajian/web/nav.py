"""The menu as data. A line is shown when its url exists and the policy lets the role in; order is the table's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from fajian.web import policy


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the menu. `here` marks the page the user is on."""

    label: str
    route: str
    icon: str
    href: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    title: str
    links: tuple[Link, ...]


MENU: tuple[Group, ...] = (
    Group(
        "",
        (
            Link("我的待办", "home", "house"),
            Link("专项行动", "campaigns:list", "list-check"),
            Link("任务", "campaigns:tasks", "check2-square"),
            Link("报送", "campaigns:duties", "clipboard-check"),
            Link("台账", "ledgers:list", "journal-text"),
            Link("疑点", "screening:findings", "search"),
            Link("执法监督", "supervision:list", "exclamation-triangle"),
            Link("投诉举报", "portal:list", "people"),
            Link("基层联系点", "portal:points", "house"),
            Link("首问登记", "portal:contacts", "clipboard-check"),
            Link("测评", "portal:surveys", "clipboard-check"),
            Link("评价结果", "portal:ratings", "graph-up"),
            Link("案卷评查", "review:list", "file-earmark-text"),
            Link("涉企检查", "inspections:plans", "check-circle"),
            Link("入企检查", "inspections:visits", "person-circle"),
            Link("登记清单", "registers:index", "clipboard-check"),
            Link("告知承诺", "commitments:items", "file-earmark-text"),
            Link("人员与证件", "people:officers", "people"),
            Link("我的证件和学习", "people:mine", "person-circle"),
            Link("公示", "publicity:list", "box-arrow-right"),
            Link("执法数据", "records:batches", "database"),
            Link("全局一览", "reporting:cockpit", "graph-up"),
            Link("年度统计", "reporting:yearly", "file-earmark-text"),
        ),
    ),
    Group(
        "资料",
        (
            Link("对外发送", "hooks", "box-arrow-right"),
            Link("规则库", "rules", "shield-check"),
            Link("法律法规", "laws", "journal-text"),
            Link("期限计算", "clock", "calendar3"),
            Link("使用手册", "help_index", "question-circle"),
        ),
    ),
)


@cache
def address(route: str) -> str:
    """The url's address; "" where no app of this name is installed yet. Urls do not change while a process runs."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def menu(user: Any, path: str) -> list[Group]:
    """The groups this user sees, without empty ones; the line with the longest address that leads to `path` is here."""
    shown = [
        (group.title, [link for link in group.links if address(link.route) and policy.allows(user, link.route)])
        for group in MENU
    ]
    leading = [address(link.route) for _, links in shown for link in links if path.startswith(address(link.route))]
    here = max((href for href in leading if href != "/" or path == "/"), key=len, default="")
    return [
        Group(title, tuple(Link(link.label, link.route, link.icon, href, href == here) for link, href in addressed))
        for title, links in shown
        if (addressed := [(link, address(link.route)) for link in links])
    ]
