"""Whose rows a command may write."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.errors import Refused
from fajian.orgs.scope import domain_scope


def in_reach(act: Act, path: str) -> None:
    """Refuse unless the row lies in the acting user's scope; the system reaches everything."""
    if act.user is not None and not domain_scope(act.user).covers(path):
        raise Refused("没有找到这条记录，或者它不在您的权限范围内。")
