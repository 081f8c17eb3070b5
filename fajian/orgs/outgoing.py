"""Writes on what is sent outside: addresses are entered and stopped, what did not arrive is sent again."""

from __future__ import annotations

import secrets

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.secrets import box
from fajian.orgs.actions import within_reach
from fajian.orgs.channels import PURPOSE, checked_url
from fajian.orgs.models import Dispatch, Hook, Unit
from fajian.orgs.scope import people_scope


@action("orgs.enter_hook", title="登记外发地址", who=("admin",))
def enter_hook(act: Act, *, unit: Unit, title: str, url: str) -> Hook:
    """An address that is told from now on what happens in the unit's area, with a signing key of its own."""
    within_reach(act, unit)
    if not title.strip():
        raise Refused("请填写接收系统的名称。")
    url = checked_url(url)
    if Hook.objects.filter(unit=unit, url=url, state="active").exists():
        raise Refused("这个地址已经登记，不用再登记。")
    key = box(PURPOSE).encrypt(secrets.token_urlsafe(32).encode()).decode()
    return act.create(Hook, unit=unit, title=title.strip(), url=url, signing_key=key)


def signing_key(hook: Hook) -> str:
    """For the one page that shows it, when it is new."""
    return box(PURPOSE).decrypt(hook.signing_key.encode()).decode()


@action("orgs.stop_hook", title="停用外发地址", who=("admin",))
def stop_hook(act: Act, *, hook: Hook, seen: int, reason: str) -> Hook:
    """Nothing more goes there, not even what still waits."""
    row = act.lock(hook, seen=seen)
    within_reach(act, row.unit)
    if row.state == "stopped":
        raise Refused("这个地址已经停用。")
    if not reason.strip():
        raise Refused("停用外发地址须写明理由。")
    row.state, row.reason = "stopped", reason.strip()[:300]
    act.save(row)
    return row


@action("orgs.resend", title="重新发送", who=("admin",))
def resend(act: Act, *, dispatch: Dispatch) -> None:
    """Try it again as if for the first time, under the same number."""
    if act.user is not None and not people_scope(act.user).covers(dispatch.unit_path):
        raise Refused("该记录不在您的管理范围内。")
    again = Dispatch.objects.filter(pk=dispatch.pk, state="failed").update(state="waiting", tries=0, next_at=act.now)
    if not again:
        raise Refused("只有未送达的可以重新发送。")
    act.point(Dispatch, dispatch.pk)
