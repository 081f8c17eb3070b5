"""The steps of a problem, from 认领 to 销号 and back when it relapses."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Difference, Refused, Stale
from fajian.core.files import Received
from fajian.engine.forms.closing import closing
from fajian.ledgers.actions.extensions import overtaken
from fajian.ledgers.actions.listings import taken_off
from fajian.ledgers.actions.proofs import prove
from fajian.ledgers.actions.shared import in_reach, same_body, standing, touched
from fajian.ledgers.columns import STEPS
from fajian.ledgers.gate import points
from fajian.ledgers.models import Entry, Proof, Rectification
from fajian.ledgers.reuse import found
from fajian.ledgers.signals import problem_closed, problem_relapsed
from fajian.ledgers.workflow import PROBLEM
from fajian.orgs.roles import UNIT

TOLD = 50  # reuses named in the audit chain


@action("ledgers.accept", title="认领整改", who=UNIT)
def accept(
    act: Act,
    *,
    rectification: Rectification,
    seen: int,
    cause: str,
    measure: str,
    due_on: datetime.date | None,
    kind: str = "by_day",
    person: str = "",
    leader: str = "",
    department: str = "",
    measure_kinds: Sequence[str] = (),
) -> Rectification:
    """The unit takes the problem on: why it came about, what is done about it, by whom, until when.

    What is put right at once (立行立改) is due today, whatever day is given. Refused while a column is empty that the
    form wants settled (四定).
    """
    if unknown := [word for word in measure_kinds if word not in closing().measures]:
        raise Refused(f"没有“{'、'.join(unknown)}”这类措施，请从中选择：{'、'.join(closing().measures)}。")
    given: dict[str, Any] = {"cause": cause.strip(), "measure": measure.strip(), "kind": kind}
    given |= {"leader": leader.strip(), "department": department.strip(), "person": person.strip()}
    given |= {"due_on": act.today if kind == "at_once" else due_on, "measure_kinds": "、".join(measure_kinds)}
    row = step(act, rectification, seen, "accept", given)
    _settled(row)
    row.accepted_by = act.user
    touched(act, row)
    return row


@action("ledgers.settle", title="立行立改", who=UNIT)
def settle(
    act: Act,
    *,
    rectification: Rectification,
    seen: int,
    cause: str,
    measure: str,
    result: str,
    person: str = "",
    leader: str = "",
    department: str = "",
    measure_kinds: Sequence[str] = (),
    files: Sequence[Received] = (),
    note: str = "",
    proof_kind: str = "",
) -> Rectification:
    """Taken on and put right at once: accepted as 立行立改 and submitted over its proof, in one command."""
    who = {"person": person, "leader": leader, "department": department, "measure_kinds": measure_kinds}
    text: dict[str, Any] = {"cause": cause, "measure": measure, "due_on": None, "kind": "at_once", **who}
    row = accept.within(act, rectification=rectification, seen=seen, **text)
    given: dict[str, Any] = {"result": result, "files": files, "note": note, "proof_kind": proof_kind}
    return submit.within(act, rectification=row, seen=row.version, **given)


@action("ledgers.submit", title="申请销号", who=UNIT)
def submit(
    act: Act,
    *,
    rectification: Rectification,
    seen: int,
    result: str,
    files: Sequence[Received] = (),
    note: str = "",
    proof_kind: str = "",
) -> Rectification:
    """The unit says it is done, over proof of every kind demanded; `files` are further ones handed in with it.

    Every step of a rectification by stages must be done; a request for an extension that still waits is withdrawn.
    """
    proof = bool(files) or Proof.objects.filter(rectification=rectification, taken_back=False).exists()
    row = step(act, rectification, seen, "submit", {"result": result.strip()}, proof=proof or None)
    for file in files:
        prove(act, row, file, note.strip(), proof_kind)
    _complete(row, "申请销号")
    overtaken(act, row)
    row.submitted_by, row.submitted_at = act.user, act.now
    touched(act, row)
    return row


@action("ledgers.return", title="退回整改", who=("supervisor",))
def return_(act: Act, *, rectification: Rectification, seen: int, reason: str) -> Rectification:
    """Not yet: back to the unit with what is missing."""
    row = step(act, rectification, seen, "return_", reason=reason.strip())
    _tell(row, "已退回整改")
    row.returned, row.remark, row.submitted_by, row.submitted_at = row.returned + 1, reason.strip(), None, None
    act.save(row)
    act.note(reason=reason.strip())
    return row


@action("ledgers.close", title="核准销号", who=("supervisor",))
def close(act: Act, *, rectification: Rectification, seen: int, note: str = "", reuse_note: str = "") -> Rectification:
    """Close a problem: over its proof, as the closer saw it (`seen`), by a person with no hand in it so far.

    One on a list (挂牌) is closed by the body that listed it, and comes off the list.
    `reuse_note` says why it is all right that its proof or result stands for another problem too; wanted where it does.
    """
    row = step(act, rectification, seen, "close")
    _complete(row, "核准销号")
    same_body(act, row, "核准销号")
    if act.user is None or has_hand(row, act.user):
        raise Refused("登记、修改、认领、举证、申请销号的人不能核准销号，请由另一位监督人员办理。")
    taken_off(act, row, "整改到位，核准销号")
    row.closed_by, row.closed_at, row.remark = act.user, act.now, note.strip()
    row.reuse_note = explained(act, row, reuse_note.strip())
    act.save(row)
    act.note(opinion=note.strip())
    _tell(row, "已核准销号")
    act.tell(problem_closed, sender=Rectification, number=row.pk, source=row.entry.source)
    return row


@action("ledgers.reopen", title="认定反弹", who=("supervisor",))
def reopen(act: Act, *, rectification: Rectification, seen: int, reason: str, why: str = "relapsed") -> Rectification:
    """A closed problem has come back, or (`why` = untrue) was never put right; the closing stays in the chain.

    From then on it is under special watch. Refused once its relapse stands as a row of its own.
    """
    row = step(act, rectification, seen, "reopen", reason=reason.strip())
    if Entry.objects.standing().filter(follows=row.entry_id).exists():
        raise Refused("这个问题的反弹已经另立条目，请在新条目办理。")
    _tell(row, "被认定反弹")
    row.priority = why
    row.remark, row.closed_by, row.closed_at = reason.strip(), None, None
    row.submitted_by, row.submitted_at = None, None
    act.save(row)
    act.note(reason=reason.strip())
    act.tell(problem_relapsed, sender=Rectification, number=row.pk, source=row.entry.source)
    return row


def step(
    act: Act, rectification: Rectification, seen: int, name: str, texts: Mapping[str, Any] | None = None, **given: Any
) -> Rectification:
    """The problem, locked, in reach, standing, in its new state and with the new texts; not saved yet."""
    row = act.lock(rectification)
    in_reach(act, row.unit_path)
    texts = texts or {}
    if row.version != seen:
        raise Stale(PROBLEM.title, seen=seen, current=row.version, differences=_differences(row, texts))
    standing(row.entry)
    PROBLEM.take(row, name, by=act.by, **texts, **given)
    for column, value in texts.items():
        setattr(row, column, value)
    return row


def _complete(row: Rectification, button: str) -> None:
    """Refuse while something that closing takes is not there, and name it."""
    if lacking := [point.word for point in points(row) if not point.met]:
        raise Refused(f"还缺：{'、'.join(lacking)}。补齐后才能“{button}”；佐证已经传过的，请看种类选对没有。")


def _settled(row: Rectification) -> None:
    """Refuse while a column is empty that the form wants settled when a unit takes a problem on."""
    spec = row.entry.ledger.spec
    empty = [spec[name].label for name in spec.settled if not getattr(row, STEPS[name][1])]
    if empty:
        raise Refused(f"“认领整改”须填写：{'、'.join(empty)}。")


def _differences(row: Rectification, sent: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Both texts of what the user typed and somebody else has changed; the state first."""
    labels = {field.name: str(field.verbose_name) for field in row._meta.concrete_fields}
    words = dict(Rectification.KINDS)
    told = [Difference("state", labels["state"], row.state_word, "—")]
    for name, value in sent.items():
        if (stored := getattr(row, name)) != value:
            both = [words.get(part, part) or "" for part in (stored, value)]
            told.append(Difference(name, labels[name], *map(str, both)))
    return tuple(told)


def _tell(row: Rectification, what: str) -> None:
    """A line to whoever applied for closing."""
    if row.submitted_by is not None:
        line = f"{row.entry.ledger.title}第{row.entry.number}号问题{what}"
        notify.tell([row.submitted_by], line, row.entry.get_absolute_url())


def explained(act: Act, row: Rectification, text: str) -> str:
    """Why proof or result may stand for another problem too; "" where it does not, Refused where nobody says."""
    reuses = found([row], act.user)[row.pk]
    if not reuses:
        return ""
    if not text:
        more = f"等{len(reuses)}处" if len(reuses) > 1 else ""
        raise Refused(f"与其他问题重复：{reuses[0]}{more}。核准的，请在“重复使用说明”中写明为什么可以。")
    act.note(reuse_note=text, reused=[str(reuse) for reuse in reuses[:TOLD]])
    return text


def has_hand(row: Rectification, user: Any) -> bool:
    """Did this person, by whatever account, record or change what would be approved?"""
    hands = [hand.user for hand in row.hands.select_related("user")]
    return any(user.is_person(other) for other in (row.entry.recorded_by, *hands))
