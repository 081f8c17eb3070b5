"""fajian serve: the web application and a worker for background jobs, on one machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from types import FrameType

import click

from fajian.cli.terminal import console

PATIENCE = 30  # seconds a running request or job gets to end
RESTART = 2.0  # seconds before a process that died is started again


@click.command(name="serve", help="启动网页服务和后台任务：先更新数据库结构，然后服务，按 Ctrl-C 停止。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址；对外服务请放在 HTTPS 代理之后")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="网页进程数")
def command(host: str, port: int, workers: int) -> None:
    """Prepare, then keep the two processes running."""
    serve(host, port, workers)


def serve(host: str, port: int, workers: int) -> None:
    """Prepare the database and files, then run until stopped; a process that dies is started again."""
    prepare()
    web = [sys.executable, "-m", "gunicorn", "fajian.web.wsgi:application"]
    web += ["--bind", f"{host}:{port}", "--workers", str(workers)]
    # No control socket: it would lie in the home folder. Heartbeats in memory: a slow disk is not a dead process.
    web += ["--no-control-socket", "--graceful-timeout", str(PATIENCE), "--timeout", "120", "--log-level", "warning"]
    if os.path.isdir("/dev/shm"):
        web += ["--worker-tmp-dir", "/dev/shm"]
    jobs = [sys.executable, "-c", "from fajian.cli.main import main; main()", "worker"]
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host
    console.print(f"法鉴已启动：http://{shown}:{port}　按 Ctrl-C 停止")
    Household([web, jobs]).keep()


def prepare() -> None:
    """Bring the database to this version's structure, gather static files, write the rule library."""
    from fajian.web.start import start

    start()
    from django.core.management import call_command

    from fajian.orgs.models import User
    from fajian.web import rules_pages

    call_command("migrate", verbosity=0, interactive=False)
    rules_pages.prepare()
    # In a process of its own: there the settings name the storage that gives files a hash in their name.
    gathering = {**os.environ, "FAJIAN_COLLECT": "1", "DJANGO_SETTINGS_MODULE": "fajian.web.settings"}
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "-v", "0"], env=gathering, check=True
    )
    if not User.objects.exists():
        console.print("还没有任何账号：请用 fajian user unit 建立单位，用 fajian user add 开立第一个账号。")


class Household:
    """Processes that belong together: one that dies comes back, and all end together."""

    def __init__(self, commands: list[list[str]]) -> None:
        self.commands = commands
        self.stopped = False

    def keep(self) -> None:
        """Run until SIGTERM or Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        # Sessions of their own: Ctrl-C in the terminal reaches this process only, which then ends them in order.
        running = [subprocess.Popen(command, start_new_session=True) for command in self.commands]
        while not self.stopped:
            time.sleep(0.2)
            for place, process in enumerate(running):
                if process.poll() is not None and not self.stopped:
                    time.sleep(RESTART)
                    running[place] = subprocess.Popen(self.commands[place], start_new_session=True)
        for process in running:
            process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Signal."""
        self.stopped = True
