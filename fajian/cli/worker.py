"""fajian worker: carries out background jobs."""

from __future__ import annotations

import click


@click.command(name="worker", help="办理后台任务（导入、筛查、报告），直到被停止。")
@click.option("--once", is_flag=True, help="办完排队的任务就结束")
def command(once: bool) -> None:
    """Work until stopped; the running job is finished first."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from fajian.core.worker import Stop, work

    stop = Stop()
    stop.listen()
    work(once=once, stop=stop)
