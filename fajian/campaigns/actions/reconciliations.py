"""Writes of 三步核销: the unit signs what was compared, another person verifies it, then it is written off."""

from __future__ import annotations

from fajian.campaigns.actions.shared import SUPERVISOR, answerable, of_own, takes_part, tell_units
from fajian.campaigns.models import Campaign, Reconciliation
from fajian.campaigns.reconciling import Account, Sum, accounts, compared, digest_of
from fajian.campaigns.workflow import RECONCILIATION
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit
from fajian.orgs.roles import UNIT


@action("campaigns.sign_accounts", title="对账确认", who=UNIT)
def sign_accounts(act: Act, *, campaign: Campaign, unit: Unit, digest: str, explained: str = "") -> Reconciliation:
    """The unit stands by what was compared, named by the digest it saw; a round of its own, whatever came before."""
    campaign = act.lock(campaign)
    of_own(act, unit)
    takes_part(campaign, unit)
    last = Reconciliation.objects.filter(campaign=campaign, unit=unit).order_by("-number").first()
    step = RECONCILIATION.check(last.state if last else "waiting", "sign", by=act.by, given={})
    account = _account(act, campaign, unit)
    figures = compared(account)
    if digest != digest_of(figures):
        raise Refused("您打开页面以后台账或者报送又变了，请刷新页面，重新核对后确认。")
    if last and last.state in ("signed", "written_off") and last.digest == digest:
        raise Refused(f"这些数字在第{last.number}轮已经确认过，没有变化，不必再确认。")
    if not account.agrees and not explained.strip():
        raise Refused(f"报送数和台账数不一致（{account.words}），请在“差异说明”写明原因，或者先重新报送。")
    return act.create(
        Reconciliation, campaign=campaign, unit=unit, number=last.number + 1 if last else 1, figures=figures,
        digest=digest, explained=explained.strip()[:500], state=step.target,
    )  # fmt: skip


@action("campaigns.verify_accounts", title="核账", who=SUPERVISOR)
def verify_accounts(act: Act, *, reconciliation: Reconciliation, seen: int, note: str) -> Reconciliation:
    """Another person of the office that leads finds the same; not once anything has moved since the unit signed."""
    row = _answerable(act, reconciliation, seen)
    RECONCILIATION.take(row, "verify", by=act.by, note=note.strip())
    account = _account(act, row.campaign, row.unit)
    if digest_of(compared(account)) != row.digest:
        signed = sum((Sum(*one["now"]) for one in row.figures["ledgers"]), Sum())
        raise Refused(
            f"单位确认以后台账或者报送又变了：确认时{signed}；现在{account.now}。请退回，由单位重新对账确认。"
        )
    row.note, row.verified_by, row.verified_at = note.strip()[:500], act.user, act.now
    act.save(row)
    return row


@action("campaigns.return_accounts", title="退回重新对账", who=SUPERVISOR)
def return_accounts(act: Act, *, reconciliation: Reconciliation, seen: int, reason: str) -> Reconciliation:
    """The unit is to compare again; this round stays, with the reason."""
    row = _answerable(act, reconciliation, seen)
    RECONCILIATION.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason, row.returned_by, row.returned_at = reason.strip()[:300], act.user, act.now
    act.save(row)
    tell_units(row.campaign, {row.unit_id: f"对账已退回，请重新核对后确认：{row.reason}"[:300]})
    return row


@action("campaigns.write_off", title="销账", who=SUPERVISOR)
def write_off(act: Act, *, reconciliation: Reconciliation, seen: int) -> Reconciliation:
    """Verified, and none of the unit's problems of the campaign is open."""
    row = _answerable(act, reconciliation, seen)
    RECONCILIATION.take(row, "write_off", by=act.by)
    if still := _account(act, row.campaign, row.unit).now.open:
        raise Refused(f"“{row.unit.name}”还有 {still} 个问题没有销号，全部销号后才能销账。")
    row.written_off_by, row.written_off_at = act.user, act.now
    act.save(row)
    return row


def _account(act: Act, campaign: Campaign, unit: Unit) -> Account:
    (account,) = accounts(campaign, [unit], act.today)
    return account


def _answerable(act: Act, reconciliation: Reconciliation, seen: int) -> Reconciliation:
    """The newest round alone, by another person than who signed it, of the office that leads."""
    row = answerable(act, reconciliation, seen)
    later = Reconciliation.objects.filter(campaign=row.campaign_id, unit=row.unit_id, number__gt=row.number)
    if later.exists():
        raise Refused("单位已经重新对账，请刷新页面，办理最新一轮。")
    return row
