"""fajian screen: findings and what could not be judged, from a folder of records."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fajian.cli.terminal import AS_OF, KEPT, console, day_of, listed, progress_bar
from fajian.engine.faults import InputError
from fajian.engine.law.written import read_mapping

if TYPE_CHECKING:
    from fajian.engine.rules.packs import Pack


@click.command(name="screen", help="筛查 DIR 里的执法数据（CSV 文件夹、工作簿，或已导入的数据仓），疑点写到 --out。")
@click.argument("source", metavar="DIR", type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="结果写到哪个文件夹")
@click.option("--as-of", type=AS_OF, default=None, help="截止日（未办结的按这一天判断是否超期），默认今天")
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", show_default=True, help="计算引擎")
@click.option("--rules", default="", help="只用这些规则，编号用逗号隔开")
@click.option("--pack", "named", default="", help="规则包：内置的代码（如 fines）或者 YAML 文件")
@click.option(
    "--repeat",
    "recorded",
    metavar="RUN",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="按以前一次筛查（它的 --out 文件夹）记下的批次、规则包和截止日重算，核对结果逐位相同",
)
def command(
    source: Path, out: Path, as_of: dt.datetime | None, engine: str, rules: str, named: str, recorded: Path | None
) -> None:
    """Import when the source is not a store yet, then screen and say what came out; or repeat an earlier run."""
    if recorded is not None:
        _repeat(source, recorded, out)
        return
    from fajian.engine.rules.run import screen

    day = day_of(as_of)
    chosen, pack = listed(rules), _pack(named)
    with tempfile.TemporaryDirectory() as scratch:
        store = source if (source / "batches").is_dir() else _import(source, Path(scratch) / "store", out, day)
        with progress_bar() as progress:
            result = screen(
                store,
                out,
                as_of=day,
                engine=engine,  # type: ignore[arg-type]
                rules=chosen,
                pack=pack,
                progress=progress,
                kept=KEPT,
            )
    from rich.table import Table

    table = Table(title=f"筛查结果（截至{day:%Y年%-m月%-d日}，{len(result.rules)}条规则）")
    for heading in ("规则", "名称", "疑点", "无法判断"):
        table.add_column(heading, justify="right" if heading in ("疑点", "无法判断") else "left")
    for count in result.rules:
        if count.hits or count.unknown:
            table.add_row(count.rule_id, count.title, str(count.hits), str(count.unknown))
    console.print(table)
    console.print(
        f"疑点 {result.hits} 条，无法判断 {result.unknown} 条；明细：{result.findings}，{result.cannot_judge}"
    )


def _pack(named: str) -> Pack:
    """A pack of content/packs, or of a file; without a name every rule."""
    from fajian.engine.rules.packs import Pack, pack_in, packs

    if not named:
        return Pack()
    if named in packs():
        return packs()[named]
    if Path(named).is_file():
        return pack_in(read_mapping(Path(named)), Path(named).name)
    raise InputError(f"没有规则包“{named}”：内置的有{'、'.join(packs())}，或者写一个 YAML 文件的路径。")


def _repeat(source: Path, recorded: Path, out: Path) -> None:
    from fajian.engine.rules.repeat import repeat

    if out.resolve() == recorded.resolve():
        raise InputError("--out 请另写一个文件夹：重算不覆盖以前的结果。")
    if not (source / "batches").is_dir():
        raise InputError(f"“{source}”不是数据仓；重算要用当时的数据仓（里面有 batches 文件夹）。")
    with progress_bar() as progress:
        said = repeat(source, recorded, out, progress=progress)
    if said:
        raise InputError(f"重算结果与“{recorded.name}”不同：{'；'.join(said)}。")
    console.print(f"重算结果与“{recorded.name}”逐位相同。")


def _import(source: Path, store: Path, out: Path, day: dt.date) -> Path:
    from fajian.engine.store.faults_file import write_faults
    from fajian.engine.store.warehouse import import_records

    with progress_bar() as progress:
        imported = import_records(source, store, batch=f"B{day:%Y%m%d}", as_of=day, progress=progress)
    out.mkdir(parents=True, exist_ok=True)
    write_faults(imported, out / "差错.csv")
    return store
