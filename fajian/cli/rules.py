"""fajian rules: the rules there are, one rule with its law and reading, and all of them as a manual."""

from __future__ import annotations

import collections
from pathlib import Path

import click

from fajian.cli.terminal import console
from fajian.engine.faults import InputError


@click.group(name="rules", help="规则库：列出规则、查看一条规则的依据与口径、导出规则手册。")
def command() -> None:
    """The group itself does nothing."""


@command.command(name="list", help="列出全部规则，并按确定程度计数。")
@click.option("--group", "wanted", default="", help="只看一组，如 PEN、FIN、PUB")
def list_rules(wanted: str) -> None:
    """A line a rule, and the counts by certainty."""
    from rich.table import Table

    from fajian.engine.rules.base import all_rules

    chosen = [rule for rule in all_rules().values() if not wanted or rule.group == wanted.upper()]
    table = Table()
    for heading in ("规则", "名称", "确定程度", "严重程度", "依据"):
        table.add_column(heading)
    for rule in chosen:
        table.add_row(
            rule.id, rule.title, rule.certainty, rule.severity, f"{rule.basis[-1].law} {rule.basis[-1].article}"
        )
    console.print(table)
    by_certainty = collections.Counter(rule.certainty for rule in chosen)
    counted = "，".join(f"{word} {by_certainty[word]}" for word in ("确定", "确定(条件)", "线索"))
    console.print(f"共 {len(chosen)} 条：{counted}")


@command.command(name="show", help="查看一条规则：依据、各版本、所需字段、口径。")
@click.argument("rule_id", metavar="编号")
def show(rule_id: str) -> None:
    """Everything a person needs to check a rule."""
    from fajian.engine.rules.base import all_rules
    from fajian.engine.store.schema import tables

    rule = all_rules().get(rule_id.upper())
    if rule is None:
        raise InputError(f"没有编号为“{rule_id}”的筛查规则；用 fajian rules list 查看全部规则。")
    console.print(f"[bold]{rule.id} {rule.title}[/bold]（第{rule.version}版）")
    console.print(f"确定程度：{rule.certainty}　严重程度：{rule.severity}　用语：{rule.wording}")
    for basis in rule.basis:
        span = f"{basis.since or '此前'} 至 {basis.until or '今'}"
        console.print(f"依据：{basis.law} {basis.article}（{span}）", highlight=False)
    console.print(f"筛查对象：{'、'.join(tables()[name].label for name in rule.subjects)}")
    columns = {column.name: column.label for name in rule.subjects for column in tables()[name]}
    console.print(f"所需字段：{'、'.join(columns.get(name, name) for name in rule.needs)}")
    console.print(f"口径：{rule.reading}")


@command.command(name="manual", help="把规则写成手册：每条规则一页（Markdown），另有目录 index.md。")
@click.option("--out", type=click.Path(path_type=Path), metavar="目录", required=True, help="写到这个目录")
def manual(out: Path) -> None:
    """Pages of rules that are there already are written anew; other files are left alone."""
    from fajian.cli import rule_pages
    from fajian.engine.rules.base import all_rules
    from fajian.web.rules_snapshot import described

    if out.exists() and not out.is_dir():
        raise InputError(f"“{out}”是一个文件；请用 --out 写一个目录。")
    out.mkdir(parents=True, exist_ok=True)
    rules = [described(rule) for rule in all_rules().values()]
    for rule in rules:
        (out / f"{rule['id']}.md").write_text(rule_pages.page(rule), encoding="utf-8")
    (out / "index.md").write_text(rule_pages.index(rules), encoding="utf-8")
    console.print(f"规则手册已写到 {out}：{len(rules)} 条规则，目录 index.md。")
