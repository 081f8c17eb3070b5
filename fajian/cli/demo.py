"""fajian demo: a fictional prefecture city, built on built-in data and served; or the main job on the command line."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import click

from fajian.cli.terminal import console, progress_bar
from fajian.engine.faults import InputError

CITY, STORY = Path("var/demo"), Path("out/demo")
MARK = "DEMO"


@click.command(name="demo", help="演示：建立虚构的安澜市（单位、账号、行动、数据、台账）并启动网页；第二次直接启动。")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"演示数据放在哪个文件夹，默认 {CITY}（--story-only 时为 {STORY}）",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口")
@click.option("--no-serve", is_flag=True, help="只建立，不启动网页")
@click.option("--fresh", is_flag=True, help="删去原来的演示数据，重新建立")
@click.option("--story-only", is_flag=True, help="不用网页：在命令行把主线跑一遍，写出台账、疑点、总结")
@click.option("--build", "building", is_flag=True, hidden=True)
def command(
    out: Path | None, host: str, port: int, no_serve: bool, fresh: bool, story_only: bool, building: bool
) -> None:
    """Build the city once, then serve it."""
    if story_only:
        story(out or STORY)
        return
    if building:
        build()
        return
    folder = (out or CITY).absolute()
    if not no_serve:
        free(host, port)
    establish(folder, fresh=fresh)
    enter(folder)
    tell()
    if no_serve:
        console.print(f"演示数据在：{folder}", soft_wrap=True)
        return
    from fajian.cli.serve import serve

    serve(host, port, 2)


def free(host: str, port: int) -> None:
    """Refuse a port somebody else listens on, before anything is built."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise InputError(f"端口 {port} 已被占用或者不能使用，请用 --port 换一个，例如 --port {port + 1}") from error


def establish(folder: Path, *, fresh: bool) -> None:
    """The city's data folder, built if it is not there. Built under another name: it is there whole or not at all."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise InputError(f"{folder} 里有别的数据，不是演示数据文件夹。请用 --out 另选一个文件夹。")
        if not fresh:
            return
    draft = folder.with_name(f"{folder.name}.building-{os.getpid()}")
    try:
        # In a process of its own: Django reads its settings once, and the folder's name is one of them.
        done = subprocess.run(
            [sys.executable, "-c", "from fajian.cli.main import main; main()", "demo", "--build"],
            env=surroundings(draft),
            check=False,
        )
        if done.returncode:
            raise InputError("演示数据没有建成。请看上面的说明，排除后重试。")
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def surroundings(folder: Path) -> dict[str, str]:
    """The environment in which the demo lives: its own folder and SQLite, whatever this machine is set up for."""
    mine = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "FAJIAN_TOTP")}
    return mine | {"FAJIAN_DATA": str(folder), "FAJIAN_DEMO": "1"}


def enter(folder: Path) -> None:
    """Make the folder this process's own."""
    wanted = surroundings(folder)
    for name in set(os.environ) - set(wanted):
        del os.environ[name]
    os.environ.update(wanted)


def build() -> None:
    """Build the city in the folder the environment names."""
    from fajian.web.start import start

    start()
    from fajian.demo import site

    with progress_bar() as progress:
        site.build(site.today(), progress)


def tell() -> None:
    """Whom one may log in as: one person of each role, with the unit."""
    from fajian.web.start import start

    start()
    from rich.table import Table

    from fajian.orgs.models import User

    table = Table(title="演示账号（登录页上点一下就进，不用密码）", title_justify="left")
    for heading in ("角色", "姓名", "单位", "用户名"):
        table.add_column(heading)
    people = User.objects.filter(is_active=True).select_related("unit").order_by("unit__path", "id")
    first: dict[str, User] = {}
    for user in people:
        first.setdefault(user.role, user)
    for role, title in User.ROLES:
        if role in first:
            one = first[role]
            table.add_row(title, one.display_name, one.unit.name if one.unit else "", one.username)
    console.print(table)
    console.print(f"共 {len(people)} 个账号，全部在登录页上。")


def story(out: Path) -> None:
    """The main job without the application: generate, run, and say where to look."""
    from fajian.demo import DAY
    from fajian.demo.plan import sample_file
    from fajian.demo.records import write_records
    from fajian.engine.story.run import run

    with progress_bar() as progress:
        progress(0, 1, "生成虚构的执法数据")
        write_records(out / "执法数据", seed=1, as_of=DAY)
        run(plan=sample_file(), records=out / "执法数据", out=out / "结果", as_of=DAY, progress=progress)
    notes = (out / "结果" / "说明.txt").read_text(encoding="utf-8")
    console.print(notes.split("文件摘要")[0].rstrip(), highlight=False)
    console.print(f"\n从这里看起：{out / '结果' / '说明.txt'}")
