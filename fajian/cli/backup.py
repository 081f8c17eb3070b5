"""`fajian backup`: one archive of everything, while the application runs."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("backup", help="备份：数据库、文件、数据仓和密钥存成一个文件，不必停止服务")
@click.option(
    "--out", "file", required=True, type=click.Path(path_type=Path, dir_okay=False), help="备份文件，不能已经存在"
)
def command(file: Path) -> None:
    """Make it, and say what is in it and what is not."""
    from fajian.web.start import start

    start()
    from fajian.core import backup
    from fajian.core.archive import DATA
    from fajian.records import warehouse

    manifest = backup.make(file, hold=warehouse.alone)
    data = [name.removeprefix(DATA) for name in manifest.members if name.startswith(DATA)]
    keys = {"secret.key": "本机密钥", "warehouse/secret.key": "数据仓密钥"}
    kinds = {"files/": "上传的文件", "warehouse/": "数据仓文件", "runs/": "筛查结果文件"}
    said = [f"{word} {sum(name.startswith(start) for name in data)} 个" for start, word in kinds.items()]
    click.echo(f"✔ 数据库（{manifest.database}）：{len(manifest.tables)} 张表 {manifest.rows} 行")
    click.echo(f"✔ {'，'.join(said)}，共 {manifest.bytes / 2**20:.1f} MB")
    click.echo(f"✔ 密钥：{'、'.join(word for name, word in keys.items() if name in data) or '没有'}")
    click.echo("－ 不在其中：数据库口令、HTTPS 证书、环境变量，请另行保管；缓存和静态文件会自动重新生成")
    if manifest.checkpoint:
        click.echo("✔ 检查点，请抄存到别处：")
        click.echo(manifest.checkpoint, nl=False)
    click.echo(f"已备份到 {file}（{file.stat().st_size / 2**20:.1f} MB）")
    click.echo("备份里有密钥和个人信息：请加密后存放到另一台机器，并定期用 fajian restore 试恢复。")
