"""移送、建议: drafted by one, approved by another with a number, sent, signed for, answered, ended."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from fajian.core import files, notify, tick
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.orgs.models import Unit, User
from fajian.orgs.roles import UNIT, WRITERS
from fajian.orgs.telling import tell_unit
from fajian.supervision import transfer_papers
from fajian.supervision.actions.accountability import keeper_of
from fajian.supervision.actions.shared import above, numbered, own, tell_office
from fajian.supervision.hurry import pending
from fajian.supervision.models import Transfer
from fajian.supervision.models.transfers import transfer_kinds
from fajian.supervision.terms import is_reminded
from fajian.supervision.workflow import TRANSFER

DECIDERS = ("unit_leader", "supervisor", "leader")
RECEIVERS = (*WRITERS, "discipline")
PENALTY_PAPER = "处罚决定书"


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent, and to whom. `penalised` and `penalty_document` only of what goes to the police."""

    title: str
    to: str
    facts: str
    basis: str
    materials: str
    suggestion: str = ""
    penalised: str = ""
    penalty_document: str = ""
    contact: str = ""


@action("supervision.draft_transfer", title="拟制移送书", who=WRITERS)
def draft_transfer(
    act: Act, *, unit: Unit, kind: str, sent: Sent, source: str = "", source_label: str = ""
) -> Transfer:
    """A draft of the acting user's body about a unit; one source is sent once to one receiver."""
    spec = transfer_kinds().get(kind)
    if spec is None or spec.retired:
        raise Refused("没有这种移送，请重新选择。")
    if spec.by == "office" and act.user is not None and act.user.role in UNIT:
        raise Refused(f"“{spec.title}”由监督机关提出。")
    office = keeper_of(act, unit)
    given = _checked(kind, sent)
    return act.create(
        Transfer, unit=unit, office=office, kind=kind, source=source.strip()[:60],
        source_label=source_label.strip()[:200], **given,
    )  # fmt: skip


def _checked(kind: str, sent: Sent) -> dict[str, Any]:
    """The columns, or Refused: what lacks, and a penalty that does not go along (TRA-DOCS, TRA-PREPEN)."""
    spec = transfer_kinds()[kind]
    given = {name: getattr(sent, name).strip() for name in Sent.__slots__}
    wanted = {"title": "案由", "to": "接收机关", "facts": "案情", "basis": "依据", "materials": "材料目录"}
    if kind in ("suggestion", "proposal"):
        wanted["suggestion"] = "处理建议"
    if missing := [word for name, word in wanted.items() if not given[name]]:
        raise Refused(f"请填写：{'、'.join(missing)}。")
    if not spec.police:
        return given | {"penalised": "", "penalty_document": ""}
    if given["penalised"] not in dict(Transfer.PENALTY):
        raise Refused("请写明是否已经作出行政处罚决定。")
    if given["penalised"] == "none":
        return given | {"penalty_document": ""}
    if not given["penalty_document"] or PENALTY_PAPER not in given["materials"]:
        raise Refused("已经作出行政处罚的，写明处罚决定书文号，并把处罚决定书列入材料目录，随案抄送。")
    return given


@action("supervision.edit_transfer", title="修改移送书", who=WRITERS)
def edit_transfer(act: Act, *, transfer: Transfer, seen: int, sent: Sent) -> Transfer:
    """The draft says something else now."""
    row = own(act, transfer, seen)
    given = _checked(row.kind, sent)
    TRANSFER.take(row, "edit", by=act.by, **given)
    for name, value in given.items():
        setattr(row, name, value)
    act.save(row)
    return row


@action("supervision.propose_transfer", title="报请批准", who=WRITERS)
def propose_transfer(act: Act, *, transfer: Transfer, seen: int) -> Transfer:
    """To be approved by another person; of a case for the police three days run."""
    row = own(act, transfer, seen)
    TRANSFER.take(row, "propose", by=act.by)
    row.proposed_at = act.now
    act.save(row)
    line = f"{row.spec.title if row.spec else row.kind}待批准：{row.title}"
    if row.office.kind == "supervision":
        tell_office(row.office_id, line, row.get_absolute_url(), [act.by.pk])
    else:
        tell_unit(row.office_id, line, row.get_absolute_url())
    return row


@action("supervision.approve_transfer", title="批准移送", who=DECIDERS)
def approve_transfer(act: Act, *, transfer: Transfer, seen: int, word: str) -> Transfer:
    """Approved by another than the drafter: numbered, its text kept as it is; of the police's cases 24 hours run."""
    row = _deciding(act, transfer, seen)
    TRANSFER.take(row, "approve", by=act.by, word=word.strip())
    row.number = numbered(act, row.office, word, f"{row.spec.title if row.spec else ''}：{row.title}", row.named)
    row.approved_at, row.approved_by, row.reason = act.now, act.user, ""
    row.paper = transfer_papers.kept(act, row)
    act.save(row)
    act.about(row)
    return row


@action("supervision.refuse_transfer", title="不予批准", who=DECIDERS)
def refuse_transfer(act: Act, *, transfer: Transfer, seen: int, reason: str) -> Transfer:
    """Not sent; the reason is on record (移送规定 第五条第二款)."""
    row = _deciding(act, transfer, seen)
    return _said(act, row, "refuse", reason=reason)


def _deciding(act: Act, transfer: Transfer, seen: int) -> Transfer:
    leads = act.user is not None and act.user.role == "leader"
    row = above(act, transfer, seen) if leads else own(act, transfer, seen)
    if act.user is not None and act.user.is_person(row.recorded_by):
        raise Refused("拟稿人不能自己批准，请由另一位有权的人员办理。")
    return row


@action("supervision.send_transfer", title="登记移送", who=WRITERS)
def send_transfer(act: Act, *, transfer: Transfer, seen: int, sent_at: datetime.datetime) -> Transfer:
    """It has left the house, at this moment."""
    row = own(act, transfer, seen)
    TRANSFER.take(row, "send", by=act.by, sent_at=sent_at)
    # the form has minutes, the approval its seconds
    if sent_at > act.now or sent_at < (row.approved_at or act.now).replace(second=0, microsecond=0):
        raise Refused("移送时间应在批准以后、现在以前。")
    row.sent_at = sent_at
    act.save(row)
    return row


def _received(act: Act, transfer: Transfer, seen: int) -> Transfer:
    """The row, locked, for its keeper, or for the discipline's own hand where a clue went to it."""
    if act.user is not None and act.user.role == "discipline":
        row = above(act, transfer, seen)
        if row.kind not in ("clue", "suggestion"):
            raise Refused("只有移送纪检监察机关的线索、建议由纪检监察联络员登记。")
        return row
    return own(act, transfer, seen)


@action("supervision.receive_transfer", title="登记签收", who=RECEIVERS)
def receive_transfer(
    act: Act, *, transfer: Transfer, seen: int, received_on: datetime.date, received_by: str,
    receipt: files.Received | None = None,
) -> Transfer:  # fmt: skip
    """Signed for; `receipt` is the 回执."""
    row = _received(act, transfer, seen)
    TRANSFER.take(row, "receive", by=act.by, received_on=received_on, received_by=received_by.strip())
    _within(act, received_on, timezone.localdate(row.sent_at) if row.sent_at else None, "签收日期")
    row.received_on, row.received_by = received_on, received_by.strip()[:50]
    row.receipt = files.attach(act, receipt) if receipt else None
    act.save(row)
    act.about(row)
    return row


def _within(act: Act, day: datetime.date, first: datetime.date | None, label: str) -> None:
    if not (first or day) <= day <= act.today:
        raise Refused(f"{label}不能早于上一步，也不能晚于今天。")


@action("supervision.accept_transfer", title="登记立案、受理", who=RECEIVERS)
def accept_transfer(act: Act, *, transfer: Transfer, seen: int, answered_on: datetime.date, answer: str) -> Transfer:
    """Taken on; goods and materials are handed over within three days by whoever sent it to the police."""
    row = _received(act, transfer, seen)
    _within(act, answered_on, row.received_on, "回复日期")
    row.accepted_on = answered_on
    return _said(act, row, "accept", answer=answer, answered_on=answered_on)


@action("supervision.decline_transfer", title="登记不立案、不受理", who=RECEIVERS)
def decline_transfer(act: Act, *, transfer: Transfer, seen: int, answered_on: datetime.date, answer: str) -> Transfer:
    """Not taken on; 复议 or 立案监督 may be asked for within three days where it is the police's."""
    row = _received(act, transfer, seen)
    _within(act, answered_on, row.received_on, "回复日期")
    row.declined_on = row.declined_on or answered_on
    return _said(act, row, "decline", answer=answer, answered_on=answered_on)


@action("supervision.reconsider_transfer", title="提请复议", who=WRITERS)
def reconsider_transfer(act: Act, *, transfer: Transfer, seen: int, reason: str, asked_on: datetime.date) -> Transfer:
    """The police are asked to look at it again (移送规定 第九条)."""
    return _asked(act, transfer, seen, "reconsider", reason, asked_on)


@action("supervision.oversee_transfer", title="建议立案监督", who=WRITERS)
def oversee_transfer(act: Act, *, transfer: Transfer, seen: int, reason: str, asked_on: datetime.date) -> Transfer:
    """The procuratorate is asked to oversee why nothing is filed (移送规定 第九条)."""
    return _asked(act, transfer, seen, "oversee", reason, asked_on)


def _asked(act: Act, transfer: Transfer, seen: int, step: str, reason: str, asked_on: datetime.date) -> Transfer:
    row = own(act, transfer, seen)
    if not row.is_police:
        raise Refused("只有移送公安机关的案件可以提请复议、建议立案监督。")
    _within(act, asked_on, row.declined_on, "提出日期")
    row.asked_on = row.asked_on or asked_on
    return _said(act, row, step, reason=reason, asked_on=asked_on)


@action("supervision.hand_over", title="移交物品材料", who=WRITERS)
def hand_over(act: Act, *, transfer: Transfer, seen: int, handed_over_on: datetime.date) -> Transfer:
    """Goods and materials are with the police."""
    row = own(act, transfer, seen)
    TRANSFER.take(row, "hand_over", by=act.by, handed_over_on=handed_over_on)
    if not row.is_police:
        raise Refused("只有移送公安机关的案件须移交涉案物品和材料。")
    _within(act, handed_over_on, row.accepted_on, "移交日期")
    row.handed_over_on = handed_over_on
    act.save(row)
    return row


@action("supervision.close_transfer", title="登记结果", who=RECEIVERS)
def close_transfer(act: Act, *, transfer: Transfer, seen: int, outcome: str) -> Transfer:
    """What came of it; a case taken on by the police is not over before the materials are with them."""
    row = _received(act, transfer, seen)
    if row.is_police and row.state == "accepted" and row.handed_over_on is None:
        raise Refused("公安机关立案后，须先移交涉案物品和材料。")
    row.closed_on = act.today
    return _said(act, row, "close", outcome=outcome)


@action("supervision.drop_transfer", title="作废", who=WRITERS)
def drop_transfer(act: Act, *, transfer: Transfer, seen: int, reason: str) -> Transfer:
    """The draft is not sent."""
    return _said(act, own(act, transfer, seen), "drop", reason=reason)


def _said(act: Act, row: Transfer, step: str, **given: Any) -> Transfer:
    """Take the step and keep the text that goes with it."""
    given = {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}
    TRANSFER.take(row, step, by=act.by, **given)
    for name in ("reason", "answer", "outcome"):
        if name in given:
            setattr(row, name, given[name])
    act.save(row)
    return row


@action("supervision.remind_transfers", title="提醒移送时限", who=("system",))
def remind_transfers(act: Act) -> dict[str, int]:
    """Tell whoever sends a case to the police of terms that end or have ended, its own and those of the police."""
    told, days = 0, tick.days_due(act, act.today)
    for row in Transfer.objects.exclude(state__in=("draft", "refused", "closed", "dropped")).select_related("office"):
        for label, due_on in pending(row, act.now):
            if not any(is_reminded(due_on, day) for day in days):
                continue
            word = "今天到期" if due_on == act.today else "已逾期" if due_on < act.today else "快到期"
            people = User.objects.filter(unit=row.office_id, role__in=WRITERS, is_active=True)
            notify.tell(people, f"{row.title}：{label}{word}（{due_on:%Y-%m-%d}）"[:300], row.get_absolute_url())
            told += 1
    act.note(reminded=told)
    return {"reminded": told}
