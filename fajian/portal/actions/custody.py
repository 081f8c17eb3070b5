"""The custodian's key, and asking to have an identity opened."""

from __future__ import annotations

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.portal.models import Complaint, CustodianKey, Identity, Opening
from fajian.portal.workflow import OFFICE


@action("portal.enter_key", title="登记保管人公钥", who=("security",))
def enter_key(act: Act, *, public: str, holder: str) -> CustodianKey:
    """From now on identities are sealed to this key; what was sealed before opens with the earlier one."""
    for old in CustodianKey.objects.filter(ended_on=None):
        old.ended_on = act.today
        act.save(old)
    made = act.create(CustodianKey, public=public, holder=holder.strip()[:100])
    act.about(made)
    return made


@action("portal.ask_opening", title="申请启封身份", who=OFFICE)
def ask_opening(act: Act, *, complaint: Complaint, reason: str) -> Opening:
    """Why the person must be known; another person decides."""
    row = own(act, complaint)
    identity = Identity.objects.filter(complaint=row).first()
    if identity is None:
        raise Refused("这件是匿名反映，没有身份信息。")
    if not reason.strip():
        raise Refused("请写明为什么必须知道身份。")
    if identity.openings.filter(state="asked").exists():
        raise Refused("已经有一份申请等待批准。")
    made = act.create(Opening, identity=identity, reason=reason.strip())
    act.about(made)
    return made


@action("portal.allow_opening", title="批准启封", who=OFFICE)
def allow_opening(act: Act, *, opening: Opening) -> Opening:
    """The custodian may open it; by another person than who asked."""
    return _answer(act, opening, "allowed")


@action("portal.refuse_opening", title="不批准启封", who=OFFICE)
def refuse_opening(act: Act, *, opening: Opening) -> Opening:
    """It stays sealed."""
    return _answer(act, opening, "refused")


def _answer(act: Act, opening: Opening, state: str) -> Opening:
    row = act.lock(opening)
    own(act, row.identity.complaint)
    if row.state != "asked":
        raise Refused("这份申请已经有了答复。")
    if act.user is not None and act.user.is_person(row.recorded_by):
        raise Refused("启封须由申请人以外的另一人批准。")
    row.state, row.answered_by = state, act.user
    act.save(row)
    return row


def own(act: Act, complaint: Complaint, seen: int | None = None) -> Complaint:
    """The complaint, locked; Refused to whoever may not see it."""
    if act.user is not None and not Complaint.objects.visible_to(act.user).filter(pk=complaint.pk).exists():
        raise Refused("没有找到这件投诉举报，或者它不在您的权限范围内。")
    return act.lock(complaint, seen=seen)
