"""拟制, 审定, 公布, 修订: the writes of the list. Which step may be taken stands in workflow.py."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.urls import reverse

from fajian.commitments.contents import faults
from fajian.commitments.models import PromiseItem
from fajian.commitments.workflow import APPROVERS, ITEM
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS
from fajian.orgs.telling import tell_unit


@dataclass(frozen=True, slots=True)
class Notice:
    """What an item says; `data` by the names of the elements."""

    title: str
    proof: str
    kind: str = "proof"
    office: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    risk: str = ""
    check_way: str = ""
    check_count: int | None = None
    check_unit: str = "working_days"
    check_standard: str = ""
    exempt_when: str = ""
    watched: str = ""


@action("commitments.draft", title="拟制告知承诺事项", who=WRITERS)
def draft(act: Act, *, unit: Unit, notice: Notice) -> PromiseItem:
    """A new item of a unit's list; it may be incomplete until it is submitted."""
    in_reach(act, unit.path)
    return act.create(PromiseItem, unit=unit, **_written(notice))


@action("commitments.edit", title="修改告知承诺事项", who=WRITERS)
def edit(act: Act, *, item: PromiseItem, seen: int, notice: Notice) -> PromiseItem:
    """Change a draft; earlier texts stay in the audit chain."""
    row = _own(act, item, seen)
    ITEM.take(row, "edit", by=act.by, title=notice.title.strip())
    for name, value in _written(notice).items():
        setattr(row, name, value)
    act.save(row)
    return row


@action("commitments.submit", title="提请审定告知承诺事项", who=WRITERS)
def submit(act: Act, *, item: PromiseItem, seen: int) -> PromiseItem:
    """For another person to look at; refused with everything the notice lacks."""
    row = _own(act, item, seen)
    ITEM.take(row, "submit", by=act.by)
    _complete(act, row)
    row.submitted_by, row.reason = act.user, ""
    act.save(row)
    tell_unit(row.unit_id, f"告知承诺事项待审定：{row.title}", row.get_absolute_url(), ("unit_leader",))
    return row


@action("commitments.return", title="退回告知承诺事项", who=APPROVERS)
def return_(act: Act, *, item: PromiseItem, seen: int, reason: str) -> PromiseItem:
    """Not yet; the unit is told why."""
    row = _own(act, item, seen)
    ITEM.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    _tell(row, f"告知承诺事项被退回：{row.title}，{row.reason}")
    return row


@action("commitments.publish", title="审定公布告知承诺事项", who=APPROVERS)
def publish(
    act: Act, *, item: PromiseItem, seen: int, published_on: datetime.date, published_where: str
) -> PromiseItem:
    """A second person agrees and it stands in the public list; the edition before it leaves."""
    row = _own(act, item, seen)
    where = published_where.strip()[:300]
    ITEM.take(row, "publish", by=act.by, published_on=published_on, published_where=where)
    if act.user is not None and act.user.is_person(row.submitted_by):
        raise Refused("须由提请人以外的另一人审定。")
    if published_on > act.today:
        raise Refused("公布日期不能晚于今天。")
    _complete(act, row)
    if row.replaces is not None:
        before = act.lock(row.replaces)
        ITEM.take(before, "replace", by=act.by)
        act.save(before)
    row.approved_by, row.published_on, row.published_where = act.user, published_on, where
    act.save(row)
    act.about(row)
    _tell(row, f"告知承诺事项已公布：{row.title}")
    return row


@action("commitments.revise", title="修订告知承诺事项", who=WRITERS)
def revise(act: Act, *, item: PromiseItem, seen: int) -> PromiseItem:
    """A draft of the next edition with the text of this one, which holds until the next is published."""
    row = _own(act, item, seen)
    ITEM.take(row, "revise", by=act.by)
    if row.revisions.filter(state__in=("draft", "submitted")).exists():
        raise Refused("这个事项已经有一个修订稿，请先办结。")
    text = {name: getattr(row, name) for name in Notice.__slots__}
    made = act.create(PromiseItem, unit=row.unit, edition=row.edition + 1, replaces=row, watcher=row.watcher, **text)
    act.about(made)
    return made


@action("commitments.end", title="告知承诺事项退出目录", who=APPROVERS)
def end(act: Act, *, item: PromiseItem, seen: int, reason: str) -> PromiseItem:
    """It is promised no longer; what was granted under it is verified all the same."""
    row = _own(act, item, seen)
    ITEM.take(row, "end", by=act.by, reason=reason.strip())
    if row.revisions.filter(state__in=("draft", "submitted")).exists():
        raise Refused("这个事项有一个修订稿，请先作废修订稿。")
    row.reason = reason.strip()
    act.save(row)
    return row


@action("commitments.name_watcher", title="落实监管单位", who=WRITERS)
def name_watcher(act: Act, *, item: PromiseItem, seen: int, watcher: Unit) -> PromiseItem:
    """Which unit supervises what is granted: 谁审批谁监管, or the one that is competent; it is told."""
    row = _own(act, item, seen)
    if row.state in ("replaced", "ended", "struck"):
        raise Refused(f"事项现在是“{row.state_word}”，不用落实监管单位。")
    if watcher.closed_on is not None:
        raise Refused(f"“{watcher}”已撤销，请选择承接职能的单位。")
    if row.watcher_id == watcher.pk:
        raise Refused(f"监管单位已经是“{watcher}”。")
    row.watcher = watcher
    act.save(row)
    if watcher.pk != row.unit_id:
        line = f"{row.unit}的告知承诺事项“{row.title}”由本单位监管（{row.watch_rule}）"
        tell_unit(watcher, line, reverse("commitments:guide", args=[row.pk]))
    return row


@action("commitments.strike", title="作废告知承诺事项", who=WRITERS)
def strike(act: Act, *, item: PromiseItem, seen: int, reason: str) -> PromiseItem:
    """A draft that is given up; it stays with the reason."""
    row = _own(act, item, seen)
    ITEM.take(row, "strike", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


def _own(act: Act, item: PromiseItem, seen: int) -> PromiseItem:
    row = act.lock(item, seen=seen)
    in_reach(act, row.unit_path)
    return row


def _written(notice: Notice) -> dict[str, Any]:
    """The columns; a title and a name of what is promised there must be."""
    if not notice.title.strip() or not notice.proof.strip():
        raise Refused("请填写事项名称和证明（许可）名称。")
    said = asdict(notice)
    data = {name: text.strip() for name, text in notice.data.items() if text.strip()}
    return {**said, "title": notice.title.strip()[:300], "proof": notice.proof.strip()[:300], "data": data}


def _complete(act: Act, row: PromiseItem) -> None:
    if lacking := faults(row, act.today):
        raise Refused("告知内容还不完整：" + "".join(lacking))


def _tell(row: PromiseItem, line: str) -> None:
    tell_unit(row.unit_id, line, row.get_absolute_url())
