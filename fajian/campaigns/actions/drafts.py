"""Writes on drafts of returns: saved, sent to the unit's leader, approved or sent back. Nobody above sees them."""

from __future__ import annotations

from fajian.campaigns.actions.shared import approvers, locked_duty
from fajian.campaigns.contents import content, digest_of, figures
from fajian.campaigns.demands import check_nil
from fajian.campaigns.models import Draft, Duty
from fajian.campaigns.workflow import DRAFT, DUTY
from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused, Stale
from fajian.orgs.models import User
from fajian.orgs.roles import UNIT

LEADER = ("unit_leader",)


@action("campaigns.save_draft", title="保存草稿", who=UNIT)
def save_draft(
    act: Act,
    *,
    duty: Duty,
    seen: int,
    text: str,
    nil: bool = False,
    received: files.Received | None = None,
    proof: files.Received | None = None,
    without: tuple[str, ...] = (),
    draft_seen: int | None = None,
) -> Draft:
    """Keep what is to be handed in; an approval it had is gone.

    A file that is not given anew stays, unless `without` names it (file, proof). `draft_seen`: the draft's version the
    user saw, 0 for none yet; None for a caller that saw no draft and means this one.
    """
    row = locked_duty(act, duty, seen)
    _takes(act, row)
    draft = draft_of(act, row, draft_seen)
    held = {
        name: files.attach(act, given) if given else None if name in without or draft is None else getattr(draft, name)
        for name, given in (("file", received), ("proof", proof))
    }
    if draft is None:
        return act.create(Draft, duty=row, unit=row.unit, text=text.strip(), nil=nil, written_by=act.user, **held)
    DRAFT.take(draft, "save", by=act.by)
    draft.text, draft.nil, draft.file, draft.proof = text.strip(), nil, held["file"], held["proof"]
    draft.written_by, draft.approved_by, draft.approved_at, draft.digest = act.user, None, None, ""
    draft.remark = ""
    act.save(draft)
    act.about(draft)
    return draft


@action("campaigns.submit_draft", title="送审", who=UNIT)
def submit_draft(act: Act, *, duty: Duty, seen: int, draft_seen: int | None = None) -> Draft:
    """Ask the unit's leader to approve the draft; all that would be refused when it is handed in is refused here."""
    row = locked_duty(act, duty, seen)
    _takes(act, row)
    draft = written(act, row, draft_seen)
    DRAFT.take(draft, "submit", by=act.by, text=draft.text)
    check_nil(row, draft, figures(row, act.today))
    leaders = [person for person in approvers(row.unit_id) if not person.is_person(draft.written_by)]
    if not leaders:
        raise Refused(
            "本单位没有另一位单位领导的账号可以审定。请联系系统管理员开通，或者请牵头单位把这项报送设为不须审定。"
        )
    act.save(draft)
    act.about(draft)
    notify.tell(leaders, f"{row.named}待您审定", row.get_absolute_url())
    return draft


@action("campaigns.approve_draft", title="审定", who=LEADER)
def approve_draft(act: Act, *, duty: Duty, seen: int, draft_seen: int | None = None) -> Draft:
    """审定: by a leader of this very unit who did not write it; it holds for exactly what stands there now."""
    row = locked_duty(act, duty, seen)
    _takes(act, row)
    draft = _for_leader(act, row, draft_seen)
    DRAFT.take(draft, "approve", by=act.by)
    if act.user is not None and act.user.is_person(draft.written_by):
        raise Refused("起草的人不能审定自己起草的报送，请由另一位单位领导审定。")
    check_nil(row, draft, figures(row, act.today))
    draft.approved_by, draft.approved_at, draft.digest = act.user, act.now, digest_of(content(draft))
    act.save(draft)
    act.about(draft)
    _tell_writer(draft, f"{row.named}已审定，可以报送")
    return draft


@action("campaigns.send_back_draft", title="退回修改", who=LEADER)
def send_back_draft(act: Act, *, duty: Duty, seen: int, reason: str, draft_seen: int | None = None) -> Draft:
    """The leader wants it otherwise."""
    row = locked_duty(act, duty, seen)
    draft = _for_leader(act, row, draft_seen)
    DRAFT.take(draft, "send_back", by=act.by, reason=reason.strip())
    draft.remark, draft.approved_by, draft.approved_at, draft.digest = reason.strip(), None, None, ""
    act.save(draft)
    act.about(draft)
    _tell_writer(draft, f"{row.named}领导退回修改：{reason.strip()[:100]}")
    return draft


def draft_of(act: Act, duty: Duty, seen: int | None) -> Draft | None:
    """The duty's draft, locked; the duty's own lock has let nobody else write one meanwhile."""
    found = Draft.objects.filter(duty=duty).first()
    current = found.version if found else 0
    if seen is not None and seen != current:
        raise Stale("报送草稿", seen=seen, current=current)
    return act.lock(found) if found else None


def written(act: Act, duty: Duty, seen: int | None = None) -> Draft:
    """The draft; Refused where nothing has been written yet."""
    if (draft := draft_of(act, duty, seen)) is None:
        raise Refused("还没有填写报送内容，请先填写报送说明。")
    return draft


def _for_leader(act: Act, duty: Duty, seen: int | None) -> Draft:
    if act.user is not None and act.user.unit_id != duty.unit_id:
        raise Refused(f"须由{duty.unit.name}的单位领导审定。")
    return written(act, duty, seen)


def _takes(act: Act, duty: Duty) -> None:
    """Refuse to write what could not be handed in now."""
    DUTY.check(duty.state, step_for(duty), by=act.by, given={"text": "…"})


def step_for(duty: Duty) -> str:
    """The step by which this duty takes the next version; what has no fixed day takes another period's."""
    return "again" if duty.comes_again and duty.state in DUTY.step("again").sources else "hand_in"


def _tell_writer(draft: Draft, line: str) -> None:
    writer: User | None = draft.written_by
    if writer is not None:
        notify.tell([writer], line, draft.duty.get_absolute_url())
