"""The rules as a manual: a page of Markdown each, for those who check findings without the application."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Described = Mapping[str, Any]

MISSING = (
    "缺少所需字段、又推不出结论的，计为“无法判断”，不当作没有问题。筛查结果是供核查的疑点，"
    "是否违法、如何处理由有权机关依法认定。"
)


def index(rules: Iterable[Described]) -> str:
    """The table of contents: every rule by group, with its page."""
    groups: dict[str, list[Described]] = {}
    for rule in rules:
        groups.setdefault(f"{rule['group_title']}（{rule['group']}）", []).append(rule)
    total = sum(map(len, groups.values()))
    parts = ["# 筛查规则手册", f"共 {total} 条规则。{MISSING}"]
    for title, members in groups.items():
        rows = [
            (f"[{rule['id']}]({rule['id']}.md)", rule["title"], rule["certainty"], rule["severity"], rule["wording"])
            for rule in members
        ]
        parts += [f"## {title}", table(("编号", "名称", "确定程度", "严重程度", "用语"), rows)]
    return "\n\n".join(parts) + "\n"


def page(rule: Described) -> str:
    """One rule, from what `rules_snapshot.described` says of it."""
    facts = [
        ("编号", f"{rule['id']}（第 {rule['version']} 版，{rule['group_title']}）"),
        ("筛查对象", "、".join(rule["subjects"])),
        ("确定程度", rule["certainty"]),
        ("严重程度", rule["severity"]),
        ("用语", rule["wording"]),
        ("所需字段", "、".join(rule["needs"]) or "见口径，取自关联的表"),
    ]
    law = [(basis["law"], basis["article"], span(basis)) for basis in rule["basis"]]
    parts = [f"# {rule['title']}", table(("项目", "内容"), facts)]
    parts += ["## 口径", rule["reading"], MISSING]
    parts += ["## 依据", table(("法律或者文件", "条款", "适用时间"), law)]
    if rule["limits"]:
        numbers = [
            (limit["label"], limit["where"], limit["scope"] or "一般", limit["value"], span(limit), source(limit))
            for limit in rule["limits"]
        ]
        parts += ["## 用到的数值", table(("名称", "地区", "范围", "取值", "适用时间", "依据"), numbers)]
    parts += ["## 疑点怎么写", "〔〕中填该案的数值。", *(f"> {sentence}" for sentence in rule["says"])]
    return "\n\n".join(parts) + "\n\n[返回目录](index.md)\n"


def span(row: Described) -> str:
    """From when to when, both days included."""
    return f"{row['since'] or '此前'} 至 {row['until'] or '今'}" if row["since"] or row["until"] else "不限"


def source(limit: Described) -> str:
    """Where a number stands, and whether anybody has seen the article."""
    return str(limit["basis"]) + ("" if limit["seen"] else "（未经核对原文）")


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; a bar inside a cell would end it."""
    lines = [headings, ("---",) * len(headings), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)
