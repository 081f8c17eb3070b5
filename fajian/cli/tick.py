"""fajian tick: what is done once a day, now."""

from __future__ import annotations

import click

from fajian.cli.terminal import console


@click.command(name="tick", help="每日事项：下达常态化报送，提醒、催办、督办建议。一天之内再次运行不会重发。")
def command() -> None:
    """For a timer where no worker runs all day, and for whoever does not want to wait."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from fajian.core.tick import tick

    for name, answer in tick().items():
        console.print(f"{WORDS.get(name, name)}：{said(answer)}")


WORDS = {
    "core.handouts": "清理过期导出文件",
    "ledgers.examine": "台账体检",
    "campaigns.open_periods": "下达常态化报送",
    "campaigns.chase": "每日催报",
    "screening.chase": "疑点说明催办",
    "supervision.remind": "监督文书反馈提醒",
    "registers.reexamine": "登记清单的依据核对",
    "review.lapse": "案卷评查异议期满定案",
}
COUNTS = {
    "nudges": "提醒和建议",
    "skipped": "略过",
    "proposals": "督办建议",
    "lapsed": "失效建议",
    "people": "送达人数",
    "cleared": "清理",
    "new": "新的疑点",
    "again": "再次列出",
    "gone": "已消除",
    "overdue": "逾期未说明",
    "reminded": "提醒",
    "late": "逾期未反馈",
    "settled": "定案",
}


def said(answer: dict[str, int]) -> str:
    """The numbers with their words."""
    return "，".join(f"{COUNTS.get(name, name)} {count}" for name, count in answer.items())
