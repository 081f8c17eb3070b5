"""fajian demo: the main job on a built-in fictional plan and generated records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from fajian.cli.terminal import console, progress_bar

# The fictional city lives on this day, so that everybody sees the same figures.
DAY = dt.date(2026, 11, 21)


@click.command(name="demo", help="用内置的虚构方案和虚构执法数据跑一遍主线，结果写到 --out。")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out/demo"), show_default=True)
def command(out: Path) -> None:
    """Generate, run, and say where to look."""
    from fajian import content
    from fajian.demo.records import write_records
    from fajian.engine.story.run import run

    with progress_bar() as progress:
        progress(0, 1, "生成虚构的执法数据")
        write_records(out / "执法数据", seed=1, as_of=DAY)
        (plan,) = sorted(content.path("plans").glob("*.txt"))
        run(plan=plan, records=out / "执法数据", out=out / "结果", as_of=DAY, progress=progress)
    notes = (out / "结果" / "说明.txt").read_text(encoding="utf-8")
    console.print(notes.split("文件摘要")[0].rstrip(), highlight=False)
    console.print(f"\n从这里看起：{out / '结果' / '说明.txt'}")
