"""Keeping a filter under a name; renaming, sharing and removing it."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.models import SavedView
from fajian.orgs.roles import READERS

MOST = 12  # one can still take them in at a glance


@action("ledgers.keep_view", title="存为常用视图", who=READERS)
def keep_view(act: Act, *, title: str, query: dict[str, str]) -> SavedView:
    """The filter, kept for the acting user alone."""
    if not query:
        raise Refused("还没有筛选条件。请先筛选，再存为常用视图。")
    if SavedView.objects.of(act.user).count() >= MOST:
        raise Refused(f"常用视图最多 {MOST} 个。请先删除不用的。")
    return act.create(SavedView, owner=act.user, unit=act.user.unit, title=_titled(title), query=query)


@action("ledgers.change_view", title="修改常用视图", who=READERS)
def change_view(act: Act, *, view: SavedView, seen: int, title: str, is_shared: bool) -> SavedView:
    """Another name; a supervisor's may be shared with the units of the office."""
    row = _own(act, view, seen)
    if is_shared and act.user.role != "supervisor":
        raise Refused("只有监督人员可以把常用视图给下属单位使用。")
    row.title, row.is_shared = _titled(title), is_shared
    act.save(row)
    return row


@action("ledgers.remove_view", title="删除常用视图", who=READERS)
def remove_view(act: Act, *, view: SavedView, seen: int) -> SavedView:
    """Off the list, for those it was shared with too; the row stays."""
    row = _own(act, view, seen)
    row.struck_out = True
    act.save(row)
    return row


def _own(act: Act, view: SavedView, seen: int) -> SavedView:
    row = act.lock(view, seen=seen)
    if row.owner_id != act.user.pk or row.struck_out:
        raise Refused("没有找到这个常用视图，或者它不是您建立的。")
    return row


def _titled(title: str) -> str:
    if not (title := title.strip()):
        raise Refused("请填写常用视图的名称。")
    return title
