"""`fajian restore`: bring an archive into an empty place, bring it up to this version, and prove it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fajian.core.archive import Manifest
    from fajian.core.checkpoints import Checkpoint
    from fajian.core.restored import Finding


@click.command("restore", help="恢复：把备份恢复到空文件夹或者空的 PostgreSQL 库，并逐行核验")
@click.argument("file", metavar="备份文件", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--into", required=True, help="空文件夹；备份的是 PostgreSQL 时写 postgresql://用户:口令@主机/空库")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="恢复到 PostgreSQL 时，文件和密钥放在哪个空文件夹；默认 FAJIAN_DATA 或者 var",
)
@click.option(
    "--checkpoint",
    "checkpoint_files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="保存在别处的检查点文件，可以多次给出",
)
def command(file: Path, into: str, data: Path | None, checkpoint_files: tuple[Path, ...]) -> None:
    """Exit code 1 when it is restored and something does not hold; 2 when nothing was restored."""
    url = into if into.startswith(("postgres://", "postgresql://")) else ""
    folder = (data or Path(os.environ.get("FAJIAN_DATA") or "var")) if url else Path(into)

    from fajian.core import restore

    manifest = restore.unpack(file, folder, url)
    click.echo(
        f"✔ 备份文件：{len(manifest.members)} 个成员与清单一致（{manifest.made_at[:19]} UTC，{manifest.version} 版）"
    )
    os.environ["FAJIAN_DATA"] = str(folder.absolute())
    os.environ.pop("DATABASE_URL", None)
    if url:
        os.environ["DATABASE_URL"] = url
    from fajian.web.start import start

    start()
    from fajian.core import checkpoints

    points = [point for given in checkpoint_files for point in checkpoints.read(given)]
    holds = True
    for finding in look(manifest, points):
        click.echo(str(finding))
        holds = holds and finding.holds
    if not holds:
        click.echo("已恢复，但核验不通过：请勿投入使用，保护现场，联系审计员。")
        sys.exit(1)
    click.echo(f"已恢复到 {folder}，核验通过。启动：设置 FAJIAN_DATA（和 DATABASE_URL）后运行 fajian serve")


def look(manifest: Manifest, points: list[Checkpoint]) -> Iterator[Finding]:
    """Rows first, as they came; then this version's structure; then chain, checkpoints and files."""
    from django.core.management import call_command

    from fajian.core import restored
    from fajian.core.restored import Finding

    yield from restored.compare(manifest)
    if unknown := restored.unknown_migrations(manifest):
        yield Finding(
            False, f"备份由更新的版本（{manifest.version}）制作，本程序不认识 {unknown[0]} 等：请用新版程序核验"
        )
        return
    call_command("migrate", verbosity=0, interactive=False)
    yield Finding(True, "数据库结构：已是本版本的")
    yield from restored.prove(manifest, points)
