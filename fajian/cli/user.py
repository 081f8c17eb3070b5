"""fajian user: units and accounts from the command line, for the installation and for when nobody can log in."""

from __future__ import annotations

from typing import Any

import click

from fajian.cli.terminal import console
from fajian.engine.faults import InputError

REASON = "命令行"
KINDS = "government、supervision、agency、team、institution、town、discipline、other"
ROLES = "clerk、unit_leader、officer、supervisor、leader、discipline、admin、security、auditor"


@click.group(name="user", help="单位与账号：安装时建立，平时由系统管理员和安全管理员在网页上办理。")
def command() -> None:
    """Load Django once for whichever subcommand follows."""
    from fajian.web.start import start_with_tables

    start_with_tables()


@command.command(name="list", help="列出账号。")
def list_users() -> None:
    """A line an account."""
    from rich.table import Table

    from fajian.orgs.models import User

    table = Table()
    for heading in ("用户名", "姓名", "角色", "单位", "状态", "上次登录"):
        table.add_column(heading)
    users = User.objects.select_related("unit").order_by("unit__path", "id")
    for user in users:
        last = f"{user.last_login:%Y-%m-%d}" if user.last_login else "从未"
        state = "在用" if user.is_active else "未核准或已停用"
        table.add_row(user.username, user.display_name, user.get_role_display(), str(user.unit or ""), state, last)
    console.print(table)
    console.print(f"共 {len(users)} 个账号")


@command.command(name="unit", help="新建单位。第一个是最上级单位（如市人民政府），以后的用 --under 写明上级。")
@click.argument("name", metavar="名称")
@click.option(
    "--kind",
    default="agency",
    show_default=True,
    help=f"类别：{KINDS}",
)
@click.option("--under", default="", help="上级单位的名称")
def add_unit(name: str, kind: str, under: str) -> None:
    """Open a unit in the system's name."""
    from fajian.core.commands import System
    from fajian.orgs.actions import open_unit
    from fajian.orgs.models import Unit

    if kind not in dict(Unit.KINDS):
        known = "、".join(f"{code}（{title}）" for code, title in Unit.KINDS)
        raise InputError(f"没有“{kind}”这一类单位，请用：{known}。")
    unit = open_unit(by=System(REASON), name=name, kind=kind, parent=_unit(under) if under else None)
    console.print(f"已新建单位：{unit.name}")


@command.command(name="add", help="开立账号，立即可以登录。密码从键盘输入，不回显。")
@click.argument("username", metavar="用户名")
@click.option("--name", "display_name", required=True, help="姓名")
@click.option(
    "--role",
    required=True,
    help=f"角色：{ROLES}",
)
@click.option("--unit", "unit_name", required=True, help="单位名称")
@click.option("--person", default="", help="人员编号；同一人的几个账号写同一编号")
@click.password_option(prompt="密码", confirmation_prompt="再输一遍", help="密码；不写则从键盘输入")
def add(username: str, display_name: str, role: str, unit_name: str, person: str, password: str) -> None:
    """Open an account in the system's name."""
    from fajian.core.commands import System, role_title
    from fajian.orgs.actions import open_account
    from fajian.orgs.models import User

    if role not in dict(User.ROLES):
        known = "、".join(f"{code}（{title}）" for code, title in User.ROLES)
        raise InputError(f"没有“{role}”这个角色，请用：{known}。")
    if User.objects.filter(username=username).exists():
        raise InputError(f"用户名“{username}”已有人使用，请换一个。")
    user = open_account(
        by=System(REASON),
        username=username,
        display_name=display_name,
        role=role,
        unit=_unit(unit_name),
        person=person,
        password=password,
    )
    console.print(f"已开立账号：{user.username}，{role_title(role)}，{user.unit.name if user.unit else ''}")


@command.command(name="password", help="重新设置密码，并解除登录锁定。")
@click.argument("username", metavar="用户名")
@click.password_option(prompt="新密码", confirmation_prompt="再输一遍", help="密码；不写则从键盘输入")
def password(username: str, password: str) -> None:
    """Set a password in the system's name."""
    from axes.utils import reset

    from fajian.core.commands import System
    from fajian.orgs.actions import set_password
    from fajian.orgs.models import User

    user = User.objects.filter(username=username).first()
    if user is None:
        raise InputError(f"没有用户名为“{username}”的账号；用 fajian user list 查看全部账号。")
    set_password(by=System(REASON), user=user, password=password)
    reset(username=username)
    console.print(f"已重新设置 {username} 的密码。")


def _unit(name: str) -> Any:
    from fajian.orgs.models import Unit

    found = list(Unit.objects.filter(name=name)[:2])
    if not found:
        raise InputError(f"没有名为“{name}”的单位；先用 fajian user unit 建立。")
    if len(found) > 1:
        raise InputError(f"有多个单位名为“{name}”，请在网页上办理。")
    return found[0]
