"""fajian run: the whole story, from a plan and a folder of records to ledgers and a draft summary."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from fajian.cli.terminal import AS_OF, KEPT, console, day_of, listed, progress_bar

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_RECORDS = click.Path(exists=True, path_type=Path)


@click.command(name="run", help="主线：编译方案，导入并筛查执法数据，写出台账、疑点、报送任务和总结草稿。")
@click.option(
    "--plan", type=_FILE, required=True, help="方案文档（Word、WPS、PDF、网页、文本），或编译并核定过的 方案.json"
)
@click.option("--records", type=_RECORDS, required=True, metavar="DIR", help="执法数据：CSV 文件夹或工作簿")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="DIR", help="结果写到哪个文件夹")
@click.option("--as-of", type=AS_OF, default=None, metavar="日期", help="截止日，如 2026-11-21；默认今天")
@click.option("--rules", default="", help="只用这些规则，编号用逗号隔开；默认全部")
def command(plan: Path, records: Path, out: Path, as_of: dt.datetime | None, rules: str) -> None:
    """Run, then say what came out and where to look first."""
    from fajian.engine.story.run import run

    day = day_of(as_of)
    chosen = listed(rules)
    with progress_bar() as progress:
        result = run(plan, records, out, as_of=day, rules=chosen, progress=progress, kept=KEPT)
    from rich.table import Table

    console.print(f"{result.plan.title or plan.name}（截至{day:%Y年%-m月%-d日}）")
    table = Table(show_header=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    for label, count in (
        ("方案任务（项）", len(result.plan.tasks)),
        ("方案存疑（处）", len(result.plan.doubts)),
        ("报送任务和时限（项）", result.duties),
        ("执法单位（个）", result.units),
        ("导入数据（条）", result.records),
        ("数据差错和提示（处）", result.faults),
        ("筛查规则（条）", result.rules),
        ("疑点，均待核实（条）", result.findings),
        ("无法判断（条次）", result.unknown),
        ("台账（本）", result.ledgers),
        ("台账预填疑点（条）", result.entries),
    ):
        table.add_row(label, f"{count:,}")
    console.print(table)
    console.print(f"写出 {len(result.files)} 个文件，先看：{out / result.files[0]}")
