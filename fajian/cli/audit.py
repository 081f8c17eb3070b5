"""`fajian audit`: verify the audit chain, give out checkpoints."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group("audit", help="留痕：核验留痕链、出具检查点")
def command() -> None:
    """The group itself does nothing."""


@command.command("verify", help="核验：留痕链是否完整，各行是否与最后一次留痕相符，检查点和文件是否对得上")
@click.option(
    "--checkpoint",
    "files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="保存在别处的检查点文件，可以多次给出；本机保存过的检查点总是一并核对",
)
@click.option("--skip-files", is_flag=True, help="不核对上传的文件")
def verify(files: tuple[Path, ...], skip_files: bool) -> None:
    """Exit code 1 when something does not hold."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from django.conf import settings

    from fajian.core import checkpoints
    from fajian.core import files as stored
    from fajian.core.verify import verify as look

    kept = [file for file in (settings.FAJIAN_CHECKPOINTS,) if file.exists()]
    known = [point for file in (*kept, *files) for point in checkpoints.read(file)]
    report = look(known)
    damaged = [] if skip_files else [f"文件 {row.pk} {row.name}：{what}" for row, what in stored.damaged()]
    for place in report.broken:
        click.echo(f"✘ {place}")
    for line in damaged:
        click.echo(f"✘ {line}")
    if (more := sum(report.counts.values()) - len(report.broken)) > 0:
        click.echo(f"……还有 {more} 处未列出")
    click.echo(
        f"留痕 {report.events} 条，业务数据 {report.rows} 行，检查点 {report.checkpoints} 个"
        + (f"；内容已依法清除 {report.erased} 条" if report.erased else "")
        + (f"；{report.unprovable} 行的封存已随清除失效，无法核对" if report.unprovable else "")
    )
    if not report.holds or damaged:
        click.echo(f"核验不通过：{sum(report.counts.values()) + len(damaged)} 处不符。请保护现场，联系审计员。")
        sys.exit(1)
    click.echo("核验通过")
    if not known:
        click.echo(
            "提示：没有检查点可对照，链尾被截断或者整链被改写时查不出来。请用 fajian audit checkpoint 定期出具。"
        )


@command.command("checkpoint", help="出具检查点：三行文字，请打印或者保存到别的机器上")
@click.option("--to", "file", type=click.Path(path_type=Path, dir_okay=False), help="另存到这个文件（追加）")
def checkpoint(file: Path | None) -> None:
    """Print it, and keep it beside the database."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from django.conf import settings

    from fajian.core import checkpoints

    made = checkpoints.checkpoint()
    for place in (settings.FAJIAN_CHECKPOINTS, file):
        if place is not None:
            checkpoints.keep(made, place)
    click.echo(str(made), nl=False)
