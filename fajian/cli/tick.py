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
    "supervision.remind_transfers": "移送公安机关的期限提醒",
    "inspections.remind": "入企检查期限提醒",
    "commitments.remind": "告知承诺核查提醒",
    "people.watch": "执法证件期限核对",
    "people.collect": "法治测试到时收卷",
    "portal.forget": "清理监督举报平台的访问计数",
    "publicity.gather": "从执法数据拟制公示",
    "publicity.expire": "到期公示撤下",
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
    "told": "提醒",
    "periods": "期",
    "duties": "报送",
    "changed": "依据有变",
    "restored": "发还",
    "units": "提醒单位",
    "collected": "收卷",
    "forgotten": "清理",
    "drafted": "拟制",
    "expired": "撤下",
}


def said(answer: dict[str, int]) -> str:
    """The numbers with their words."""
    return "，".join(f"{COUNTS.get(name, name)} {count}" for name, count in answer.items())
