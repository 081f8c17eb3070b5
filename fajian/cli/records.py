"""fajian records: templates to fill in, a check of what was filled in, the page of tables and columns."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

import click

from fajian.cli.terminal import AS_OF, console, day_of, progress_bar

SHOWN = 50


@click.group(name="records", help="执法数据：下载导入模板、检查数据、生成字段手册。")
def command() -> None:
    """The group itself does nothing."""


@command.command(name="template", help="写出导入模板（XLSX）。")
@click.option(
    "--kind", type=click.Choice(["short", "recommended", "full"]), default="short", show_default=True,
    help="short 短模板，recommended 推荐模板，full 全部表和栏目",
)  # fmt: skip
@click.option("--table", default="", help="只要一张表，用表名，如 行政处罚案件")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="写到哪个 XLSX 文件")
def template(kind: str, table: str, out: Path) -> None:
    """Write one workbook and name its sheets."""
    from fajian.engine.store.templates import write_template

    names = write_template(out, kind, table)  # type: ignore[arg-type]
    console.print(f"已写出 {out}：{'、'.join(names)}", soft_wrap=True)


@command.command(
    name="check", help="检查 PATH（CSV 文件夹、CSV 文件或工作簿）：逐表计数，逐格列出差错；有未收的行时返回 1。"
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--as-of", type=AS_OF, default=None, help="按哪一天检查（晚于这一天的日期算差错），默认今天")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=None, help="把全部差错写成 CSV")
def check(path: Path, as_of: dt.datetime | None, out: Path | None) -> None:
    """Import into a store that is thrown away, and say what came of it."""
    from rich.table import Table

    from fajian.engine.store.faults_file import write_faults
    from fajian.engine.store.schema import tables
    from fajian.engine.store.validate import KINDS
    from fajian.engine.store.warehouse import import_records

    day = day_of(as_of)
    with tempfile.TemporaryDirectory() as scratch, progress_bar() as progress:
        result = import_records(path, Path(scratch) / "store", batch="check", as_of=day, progress=progress)
    counts = Table(title="各表行数")
    for heading in ("表", "读到", "可收", "不收", "重复", "略过"):
        counts.add_column(heading, justify="left" if heading == "表" else "right")
    for name, count in result.tables.items():
        cells = (count.read, count.taken, count.refused, count.repeated, count.skipped)
        counts.add_row(tables()[name].label, *map(str, cells))
    console.print(counts)
    if result.fault_counts:
        kinds = Table(title="差错与提示（按类别）")
        for heading in ("处理", "类别", "处数"):
            kinds.add_column(heading)
        for (level, kind), number in sorted(
            result.fault_counts.items(), key=lambda item: (item[0][0] == "note", -item[1])
        ):
            kinds.add_row("不收" if level == "refused" else "提示", KINDS[kind], str(number))
        console.print(kinds)
    refused = [fault for fault in result.faults if fault.level == "refused"]
    notes = [fault for fault in result.faults if fault.level == "note" and not fault.row]
    for fault in [*refused[:SHOWN], *notes[:SHOWN]]:
        console.print(f"{'✗' if fault.level == 'refused' else '·'} {fault}", markup=False, soft_wrap=True)
    if len(refused) > SHOWN:
        console.print(f"……另有 {len(refused) - SHOWN} 处，用 --out 写成文件查看")
    if out:
        write_faults(result, out)
        console.print(f"差错清单：{out}")
    has_refused = any(level == "refused" for level, _ in result.fault_counts)
    console.print(f"可收 {result.rows_taken} 行，不收 {result.rows_refused} 行")
    sys.exit(1 if has_refused else 0)


@command.command(name="manual", help="生成“表和栏目”手册页（Markdown）。")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="写到哪个文件")
def manual(out: Path) -> None:
    """Write the generated page."""
    from fajian.engine.store.manual import manual_page

    out.write_text(manual_page(), encoding="utf-8")
    console.print(f"已写出 {out}", soft_wrap=True)
