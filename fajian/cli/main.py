"""The command `fajian`. Each subcommand is a module of its own, imported only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from fajian.cli.words import speak_chinese
from fajian.engine.faults import InputError

speak_chinese()
COMMANDS = {
    "run": "主线：方案与执法数据进，疑点、台账、任务清单、总结出",
    "demo": "演示：建立虚构的安澜市并启动网页",
    "plan": "方案：把方案文档编译成阶段、任务、报送义务",
    "records": "执法数据：下载导入模板、检查数据、生成字段手册",
    "screen": "筛查：用规则筛查执法数据，列出疑点和无法判断的",
    "rules": "规则库：列出规则、查看一条规则的依据与口径",
    "portal": "公众端：生成身份保管人的密钥，打开封存的身份",
    "serve": "网页服务：启动网页和后台任务",
    "worker": "后台任务：单独启动一个办理任务的进程",
    "tick": "每日事项：提醒、催办、督办建议，平时由后台任务去做",
    "escalation": "催报阶梯：试算一种催报阶梯当时会发出什么",
    "user": "单位与账号：新建单位，开立账号，重新设置口令",
    "audit": "留痕核验：核验留痕链，出具或核对存证",
    "backup": "备份：数据库、文件、数据仓、密钥存成一个文件",
    "restore": "恢复：恢复到空处并逐行核验",
    "law": "法条：某日某条怎么写，核对引用的法条当日是否有效",
    "clock": "法律时钟：算期限，说明每一天怎么算的",
}


class Commands(click.Group):
    """Subcommands by name; a name's module is fajian.cli.<name> with a click command called `command`."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"fajian.cli.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="法鉴：行政执法突出问题专项整治与常态化监督。",
)
@click.version_option(package_name="fajian", message="法鉴 %(version)s")
def group() -> None:
    """The group itself does nothing."""


def main() -> None:
    """Entry point: what a user got wrong is one Chinese sentence and exit code 2, never a traceback."""
    try:
        group(prog_name="fajian")
    except InputError as error:
        click.echo(f"错误：{error}", err=True)
        sys.exit(2)
