"""fajian portal: the custodian's key pair, and opening a sealed identity with it."""

from __future__ import annotations

from pathlib import Path

import click

from fajian.cli.terminal import console
from fajian.engine.faults import InputError


@click.group(name="portal", help="公众端：生成身份保管人的密钥，用私钥打开封存的身份。")
def command() -> None:
    """The group itself does nothing."""


@command.command(
    name="key",
    help="生成保管人密钥：私钥写到文件（加口令），公钥登记到系统。文件和口令交保管人，不留在服务器上。",
)
@click.argument("file", metavar="私钥文件", type=click.Path(path_type=Path))
@click.option("--holder", required=True, help="保管人，如：市纪委监委信访室")
@click.password_option(prompt="保管人口令", confirmation_prompt="再输一遍", help="口令；不写则从键盘输入")
def key(file: Path, holder: str, password: str) -> None:
    """Only the public half is entered."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from fajian.core.commands import System
    from fajian.portal import actions, sealing

    public = sealing.new_pair(file, password)
    actions.enter_key(by=System("命令行"), public=public, holder=holder)
    console.print(f"已登记公钥，保管人：{holder}。私钥在 {file}，请连同口令交保管人，另存一份密封备用。")


@command.command(name="open", help="打开封存的身份：在保管人自己的电脑上运行，不连系统、不用数据库。")
@click.argument("sealed", metavar="封存内容文件", type=click.Path(path_type=Path))
@click.option("--key", "file", required=True, type=click.Path(path_type=Path), help="私钥文件")
@click.option("--password", prompt="保管人口令", hide_input=True, help="口令；不写则从键盘输入")
def open_sealed(sealed: Path, file: Path, password: str) -> None:
    """Prints who it was."""
    from fajian.portal import sealing

    try:
        person = sealing.unseal(sealed.read_text(encoding="utf-8"), file.read_bytes(), password)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("文件读不出来，请核对文件名。") from error
    for label, text in (("姓名", person.name), ("联系方式", person.contact), ("地址", person.address)):
        console.print(f"{label}：{text}", markup=False, highlight=False)
