"""收件, 选择, 签署, 决定, 退出: the writes of applications."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from fajian.commitments import parties, terms
from fajian.commitments.actions.shared import own, past
from fajian.commitments.eligibility import examine
from fajian.commitments.models import Application, ApplicationFile, PromiseItem, Verification
from fajian.commitments.workflow import APPLICATION, VERIFICATION
from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.law.unknown import UNKNOWN
from fajian.ledgers.actions import in_reach
from fajian.orgs.roles import WRITERS
from fajian.orgs.telling import tell_unit


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies; `number` is the 统一社会信用代码, of a natural person the identity number, which is not kept."""

    name: str
    number: str
    is_person: bool = False


@action("commitments.receive", title="登记办件", who=WRITERS)
def receive(act: Act, *, item: PromiseItem, applicant: Applicant, received_on: datetime.date) -> Application:
    """An application for a published item; how it goes on, the applicant chooses."""
    in_reach(act, item.unit_path)
    past(act, received_on, "收件日期")
    if item.state != "published":
        raise Refused("这个事项不在公布的目录里，不能登记办件。")
    if not applicant.name.strip():
        raise Refused("请填写申请人。")
    party = parties.party(applicant.number, is_person=applicant.is_person)
    return act.create(
        Application, unit=item.unit, item=item, applicant=applicant.name.strip()[:200], is_person=applicant.is_person,
        party=party, received_on=received_on,
    )  # fmt: skip


@action("commitments.attach", title="添加材料", who=WRITERS)
def attach(
    act: Act, *, application: Application, seen: int, what: str, received: Sequence[files.Received]
) -> Application:
    """Papers of an application, kept with it; within the unit's reach only."""
    row = own(act, application, seen)
    if row.state == "struck":
        raise Refused("办件已经作废，不能添加材料。")
    if not what.strip() or not received:
        raise Refused("请填写材料名称并选择文件。")
    for one in received:
        act.create(
            ApplicationFile, application=row, unit=row.unit, what=what.strip()[:100], file=files.attach(act, one)
        )
    act.about(row)
    return row


@action("commitments.promise", title="选择告知承诺", who=WRITERS)
def promise(act: Act, *, application: Application, seen: int, note: str) -> Application:
    """The applicant chose to promise; `note` is the record of that."""
    return _chosen(act, application, seen, "promise", "promise", note)


@action("commitments.prove", title="选择提交证明", who=WRITERS)
def prove(act: Act, *, application: Application, seen: int, note: str) -> Application:
    """The applicant does not want to promise, or must not; `note` says which."""
    return _chosen(act, application, seen, "prove", "proof", note)


@action("commitments.query", title="登记信用查询", who=WRITERS)
def query(
    act: Act, *, application: Application, seen: int, result: str, queried_on: datetime.date, where: str
) -> Application:
    """What the credit platform said on a day."""
    row = own(act, application, seen)
    APPLICATION.take(row, "query", by=act.by, result=result, queried_on=queried_on, where=where.strip())
    past(act, queried_on, "查询日期")
    if result not in dict(Application.RESULTS):
        raise Refused("没有这种查询结果，请重新选择。")
    row.query_result, row.queried_on, row.queried_where = result, queried_on, where.strip()[:200]
    act.save(row)
    return row


@action("commitments.sign", title="签署承诺书", who=WRITERS)
def sign(
    act: Act, *, application: Application, seen: int, signed_on: datetime.date, private_why: str = ""
) -> Application:
    """The promise is signed, and made public unless `private_why` says why not, and is to be verified.

    Refused to whom it is not meant for, and while that is not known.
    """
    row = own(act, application, seen)
    APPLICATION.take(row, "sign", by=act.by, signed_on=signed_on)
    past(act, signed_on, "签署日期")
    if signed_on < row.received_on:
        raise Refused("签署日期不能早于收件日期。")
    lines = examine(row, signed_on)
    if wrong := [one for one in lines if one.verdict != "yes"]:
        said = "".join(f"{one.what}：{one.word}，{one.why}" for one in wrong)
        raise Refused(f"不能采用告知承诺。{said}请补充查询，或者改为提交证明。")
    row.standing = [one.kept for one in lines]
    row.signed_on, row.private_why = signed_on, private_why.strip()
    act.save(row)
    _verify(act, row)
    act.about(row)
    return row


@action("commitments.hand_in", title="登记证明材料", who=WRITERS)
def hand_in(act: Act, *, application: Application, seen: int, note: str) -> Application:
    """The proofs are there."""
    return _noted(act, application, seen, "hand_in", note)


@action("commitments.grant", title="准予", who=WRITERS)
def grant(act: Act, *, application: Application, seen: int, decided_on: datetime.date, decision_no: str) -> Application:
    """Granted; the term for the verification of a promise begins."""
    row = own(act, application, seen)
    APPLICATION.take(row, "grant", by=act.by, decided_on=decided_on, decision_no=decision_no.strip())
    past(act, decided_on, "决定日期")
    if decided_on < (row.signed_on or row.received_on):
        raise Refused("决定日期不能早于收件、签署日期。")
    row.decided_on, row.decision_no = decided_on, decision_no.strip()[:100]
    _begin(act, row, decided_on)
    act.save(row)
    act.about(row)
    watcher = row.item.watcher
    if watcher is not None and watcher.pk != row.unit_id:
        line = f"{row.unit}已准予{row.public_name}“{row.item.title}”（{row.decision_no}），由本单位监管"
        tell_unit(watcher, line, reverse("commitments:guide", args=[row.item_id]))
    return row


@action("commitments.deny", title="不予办理", who=WRITERS)
def deny(act: Act, *, application: Application, seen: int, note: str) -> Application:
    """Not granted, and why."""
    row = _noted(act, application, seen, "deny", note)
    _drop(act, row)
    act.about(row)
    return row


@action("commitments.withdraw", title="退出承诺（决定前）", who=WRITERS)
def withdraw(act: Act, *, application: Application, seen: int, note: str) -> Application:
    """The applicant takes the promise back before the decision and goes on with proofs; it is public no longer."""
    row = own(act, application, seen)
    APPLICATION.take(row, "withdraw", by=act.by, note=note.strip())
    if row.choice != "promise":
        raise Refused("这个办件没有采用告知承诺。")
    row.choice, row.note = "proof", note.strip()
    act.save(row)
    _drop(act, row)
    act.about(row)
    return row


@action("commitments.quit", title="退出承诺（决定后）", who=WRITERS)
def quit_(act: Act, *, application: Application, seen: int, note: str, due_on: datetime.date) -> Application:
    """The applicant takes the promise back after the decision: the proofs must follow until a day."""
    row = own(act, application, seen)
    APPLICATION.take(row, "quit", by=act.by, note=note.strip(), due_on=due_on)
    if row.choice != "promise":
        raise Refused("这个办件没有采用告知承诺。")
    if due_on < act.today:
        raise Refused("补交期限不能早于今天。")
    row.note, row.proof_due_on = note.strip(), due_on
    act.save(row)
    return row


@action("commitments.supplement", title="登记补交的证明", who=WRITERS)
def supplement(act: Act, *, application: Application, seen: int, note: str) -> Application:
    """The proofs followed: it stands by them, and the promise is verified no longer."""
    row = own(act, application, seen)
    APPLICATION.take(row, "supplement", by=act.by, note=note.strip())
    row.choice, row.note = "proof", note.strip()
    act.save(row)
    _drop(act, row)
    return row


@action("commitments.strike_application", title="作废办件", who=WRITERS)
def strike_application(act: Act, *, application: Application, seen: int, note: str) -> Application:
    """Registered by mistake; it stays with the reason."""
    return _noted(act, application, seen, "strike", note)


def _chosen(act: Act, application: Application, seen: int, step: str, choice: str, note: str) -> Application:
    row = own(act, application, seen)
    APPLICATION.take(row, step, by=act.by, note=note.strip())
    row.choice, row.choice_note = choice, "\n".join(filter(None, (row.choice_note, note.strip())))
    act.save(row)
    return row


def _noted(act: Act, application: Application, seen: int, step: str, note: str) -> Application:
    row = own(act, application, seen)
    APPLICATION.take(row, step, by=act.by, note=note.strip())
    row.note = note.strip()
    act.save(row)
    return row


def _verify(act: Act, row: Application) -> None:
    """The task, by the rule of the edition that was signed; its term runs from the decision."""
    item = row.item
    rule = (
        {"state": "watched", "watched": item.watched, "standard": item.exempt_when}
        if item.is_exempt
        else {"standard": item.check_standard}
    )
    act.create(Verification, unit=row.unit, application=row, way=item.check_way, **rule)


def _begin(act: Act, row: Application, decided_on: datetime.date) -> None:
    """From the decision on the verification has a last day; refused where the promise was found false."""
    for one in row.verifications.filter(state__in=("open", "false")):
        if one.state == "false":
            raise Refused("承诺经核查不实，不能准予；请提出处置，或者不予办理。")
        term = terms.check_term(row.item, decided_on)
        if term is not UNKNOWN:
            task = act.lock(one)
            task.due_on, task.basis = term.last_day(decided_on), f"{term}，{term.basis}"[:200]
            act.save(task)


def _drop(act: Act, row: Application) -> None:
    """There is no promise to verify any more."""
    for one in row.verifications.filter(state__in=("open", "watched")):
        task = act.lock(one)
        VERIFICATION.take(task, "drop", by=act.by)
        act.save(task)
