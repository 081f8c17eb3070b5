"""Writes on duties: handed in, returned, received, locked, unlocked by exception; what the office demands."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from fajian.campaigns.actions.drafts import save_draft, step_for, written
from fajian.campaigns.actions.shared import SUPERVISOR, leads, locked_duty, tell_unit
from fajian.campaigns.contents import content, digest_of, figures
from fajian.campaigns.demands import check_nil
from fajian.campaigns.models import Draft, Duty, Return, ReturnContent
from fajian.campaigns.workflow import DRAFT, DUTY, OWED
from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.roles import UNIT

LONGEST = 30  # days an exception may last


@action("campaigns.hand_in", title="报送", who=UNIT)
def hand_in(
    act: Act,
    *,
    duty: Duty,
    seen: int,
    text: str | None = None,
    nil: bool = False,
    received: files.Received | None = None,
    proof: files.Received | None = None,
    without: tuple[str, ...] = (),
    draft_seen: int | None = None,
) -> Duty:
    """The unit hands in its draft; where `text` is given, that is saved as the draft first (save_draft).

    Where the office demands an approval, it must be of exactly what stands there now. The same as the version before
    is refused: it would be no new version. 零报告 needs its reason in the text, and empty ledgers.
    """
    row = locked_duty(act, duty, seen)
    if text is not None:
        DUTY.check(row.state, step_for(row), by=act.by, given={"text": text.strip()})
        save_draft.within(
            act, duty=duty, seen=seen, text=text, nil=nil, received=received, proof=proof, without=without,
            draft_seen=draft_seen,
        )  # fmt: skip
    draft = written(act, row, draft_seen if text is None else None)
    was, name = row.state, step_for(row)
    DUTY.take(row, name, by=act.by, text=draft.text)
    approved = draft.state == "approved"
    if row.approval and not approved:
        raise Refused(f"“{row.what}”须经本单位领导审定后报送。请先保存草稿并送审。")
    counted, told = figures(row, act.today), content(draft)
    if approved and digest_of(told) != draft.digest:
        raise Refused("审定以后台账又有变动，审定的已不是现在的内容。请保存草稿，重新送审。")
    check_nil(row, draft, counted)
    if was != "unlocked":
        row.handed_in_at = act.now  # a correction by exception makes nothing late that was in time
    if name == "again":
        row.locked_by, row.locked_at = None, None
    row.unlocked_until, row.unlock_reason = None, ""
    act.save(row)
    _write_version(act, row, draft, counted, told, again=name == "again")
    DRAFT.take(draft, "send", by=act.by, text=draft.text)
    act.save(draft)
    act.about(row)
    return row


def _write_version(
    act: Act, row: Duty, draft: Draft, counted: dict[str, dict[str, int]], told: str, *, again: bool
) -> None:
    """The next version and its content; Refused where it would say what the version before it says."""
    digest, last = digest_of(told), Return.objects.filter(duty=row).order_by("-number").first()
    if last is not None and last.digest == digest and not again:
        at = timezone.localtime(last.recorded_at)
        raise Refused(f"与第{last.number}次报送内容相同（报送于{at:%Y-%m-%d %H:%M}），未产生新版本。请修改后再报送。")
    version = act.create(
        Return,
        duty=row,
        unit=row.unit,
        number=last.number + 1 if last else 1,
        text=draft.text,
        nil=draft.nil,
        file=draft.file,
        proof=draft.proof,
        figures=counted,
        digest=digest,
        approved_by=draft.approved_by,
        approved_at=draft.approved_at,
    )
    # One row written this way: the event says that it was, not once more all it holds.
    act.bulk_create(ReturnContent, [ReturnContent(of=version, unit=row.unit, text=told)])


@action("campaigns.return", title="退回", who=SUPERVISOR)
def return_(act: Act, *, duty: Duty, seen: int, reason: str) -> Duty:
    """Not good enough: back to the unit with the reason."""
    row = locked_duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    DUTY.take(row, "return_", by=act.by, reason=reason.strip())
    _reply(act, row, "returned", reason.strip())
    return row


@action("campaigns.receive", title="收讫", who=SUPERVISOR)
def receive(act: Act, *, duty: Duty, seen: int) -> Duty:
    """Received; by another person than the one who handed it in."""
    row = locked_duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    DUTY.take(row, "receive", by=act.by)
    _reply(act, row, "received", "")
    return row


@action("campaigns.lock", title="核准并锁定", who=SUPERVISOR)
def lock(act: Act, *, duty: Duty, seen: int) -> Duty:
    """核准: from now on nothing of the return changes but by exception. Ends an exception early, too."""
    row = locked_duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    was = row.state
    DUTY.take(row, "lock", by=act.by)
    row.unlocked_until, row.unlock_reason = None, ""
    row.locked_by, row.locked_at = act.user, act.now
    if was == "handed_in":
        _reply(act, row, "received", "")
        return row
    act.save(row)
    tell_unit(row, f"{row.named}已核准并锁定")
    return row


@action("campaigns.unlock", title="例外解锁", who=SUPERVISOR)
def unlock(act: Act, *, duty: Duty, seen: int, reason: str, until: dt.date) -> Duty:
    """Let the unit hand in a correction until a day, included; by another person than the one who locked it."""
    row = locked_duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    DUTY.take(row, "unlock", by=act.by, reason=reason.strip(), until=until)
    if act.user is not None and act.user.is_person(row.locked_by):
        raise Refused("核准锁定的人不能自己解锁，请由另一位监督人员办理。")
    if not act.today <= until <= act.today + dt.timedelta(days=LONGEST):
        raise Refused(f"解锁至应在今天之后的{LONGEST}日以内，现为{until.isoformat()}。")
    row.unlocked_until, row.unlock_reason = until, reason.strip()
    act.save(row)
    tell_unit(row, f"{row.named}已例外解锁，可以更正至{until.month}月{until.day}日：{reason.strip()[:80]}")
    return row


@action("campaigns.demand", title="设定报送要求", who=SUPERVISOR)
def demand(act: Act, *, duty: Duty, seen: int, approval: str, nil: str, everyone: bool = False) -> Duty:
    """Whether the unit's leader must approve it, and how 零报告 is taken; for `everyone` who still owes the same."""
    row = locked_duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    if approval not in dict(Duty.APPROVALS) or nil not in dict(Duty.NIL):
        raise Refused("没有这样的报送要求，请从选项中选择。")
    if row.state not in OWED:
        raise Refused("这项报送已经报来，要求不再改变。")
    row.approval, row.nil = approval, nil
    act.save(row)
    if everyone:
        rest = Duty.objects.filter(campaign=row.campaign_id, number=row.number).owed().exclude(pk=row.pk)
        act.change_all(rest, approval=approval, nil=nil)
    act.about(row)
    return row


def _reply(act: Act, row: Duty, answer: str, reason: str) -> None:
    """Write what became of the last thing handed in, and tell whoever handed it in."""
    last: Return = act.lock(Return.objects.filter(duty=row).order_by("-number")[0])
    by = last.recorded_by
    if act.user is not None and by is not None and act.user.is_person(by):
        raise Refused("报送的人不能收自己报送的材料，请由另一位监督人员办理。")
    last.answer, last.reason, last.answered_by, last.answered_at = answer, reason, act.user, act.now
    act.save(row)
    act.save(last)
    act.about(row)
    if by is not None:
        told = f"已退回：{reason[:100]}" if answer == "returned" else "已收讫"
        notify.tell([by], f"{row.named}{told}", row.get_absolute_url())
