"""Writes on look-backs: opened, problems judged by their units, confirmed or changed by the office."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fajian.campaigns import past
from fajian.campaigns.actions.shared import SUPERVISOR, leads, tell_units
from fajian.campaigns.contents import of_campaign
from fajian.campaigns.models import Campaign, LookBack, Participant, PastProblem
from fajian.campaigns.models.lookbacks import FORMS
from fajian.campaigns.past import Past
from fajian.campaigns.workflow import LOOK_BACK
from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers import actions as ledgers
from fajian.ledgers import lineage
from fajian.ledgers.columns import filled_in
from fajian.ledgers.models import Entry, Ledger, Rectification
from fajian.orgs.roles import UNIT

# What an open problem must name (S001-07), and what else it may say.
MUST_NAME = {"measure": "再整改措施", "leader": "责任领导", "department": "责任部门", "due_on": "整改时限"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a unit, or the office in its place, says of a problem of an earlier year."""

    verdict: str
    situation: str
    cause: str = ""
    measure: str = ""
    leader: str = ""
    department: str = ""
    person: str = ""
    due_on: datetime.date | None = None


@action("campaigns.look_back", title="开展回头看", who=SUPERVISOR)
def look_back(
    act: Act,
    *,
    campaign: Campaign,
    spec_code: str,
    title: str = "",
    due_on: datetime.date | None = None,
    earlier: Campaign | None = None,
    received: files.Received | None = None,
    rows: Sequence[Past] = (),
) -> LookBack:
    """Last year's problems, all of them, to be judged again: those of an earlier campaign, or `rows` of a workbook.

    One workbook and one earlier campaign are taken once for each form.
    """
    campaign = act.lock(campaign)
    leads(act, campaign.unit_path)
    if spec_code not in FORMS:
        raise Refused("请选择一种回头看台账样式。")
    same = LookBack.objects.filter(campaign=campaign, spec_code=spec_code).select_related("file")
    joined = [one.unit for one in Participant.objects.filter(campaign=campaign).select_related("unit")]
    if earlier is not None:
        if earlier.pk == campaign.pk:
            raise Refused("回头看的是上次行动，不能选本次行动。")
        if same.filter(earlier=earlier).exists():
            raise Refused("上次行动的问题已经列入回头看，不必再列。")
        rows = past.of_earlier(earlier, spec_code, joined)
    elif received is not None and (before := same.filter(file__digest=received.digest).first()):
        raise Refused(f"这个文件已于{before.recorded_at:%Y年%-m月%-d日}列入回头看，没有再次录入。")
    if not rows:
        raise Refused("没有找到参加单位的问题，没有可以回头看的内容。")
    numbers = {unit.pk for unit in joined}
    if any(row.unit.pk not in numbers for row in rows):
        raise Refused("有的问题不属于本次行动的参加单位，请重新上传。")
    made = act.create(
        LookBack,
        campaign=campaign,
        unit=campaign.unit,
        title=(title.strip() or (earlier.title if earlier else f"{campaign.title}上年问题"))[:200],
        spec_code=spec_code,
        earlier=earlier,
        file=files.attach(act, received) if received else None,
        due_on=due_on,
    )
    act.bulk_create(PastProblem, [_problem(made, number, row) for number, row in enumerate(rows, 1)])
    act.about(made)
    act.note(problems=len(rows))
    counts: dict[int, int] = {}
    for row in rows:
        counts[row.unit.pk] = counts.get(row.unit.pk, 0) + 1
    tell_units(campaign, {unit: f"回头看：本单位有{count}个上年问题待检视" for unit, count in counts.items()})
    return made


def _problem(made: LookBack, number: int, row: Past) -> PastProblem:
    return PastProblem(
        look_back=made,
        unit=row.unit,
        number=number,
        title=row.title,
        data=row.data,
        entry=row.entry,
        sheet=row.sheet[:100],
        row=row.row,
    )


@action("campaigns.judge", title="检视", who=UNIT)
def judge(
    act: Act, *, problem: PastProblem, seen: int, judgement: Judgement, received: files.Received | None = None
) -> PastProblem:
    """The unit says how its problem stands today: put right (with proof), not yet, or back again."""
    row = _locked(act, problem, seen)
    LOOK_BACK.take(row, "judge", by=act.by, verdict=judgement.verdict, situation=judgement.situation.strip())
    row.proof = files.attach(act, received) if received else row.proof
    _judge(row, judgement)
    row.judged_by, row.judged_at, row.reason = act.user, act.now, ""
    act.save(row)
    act.about(row)
    return row


@action("campaigns.return_past", title="退回检视", who=SUPERVISOR)
def return_past(act: Act, *, problem: PastProblem, seen: int, reason: str) -> PastProblem:
    """Not convincing: back to the unit with the reason."""
    row = _locked(act, problem, seen)
    leads(act, row.look_back.unit_path)
    LOOK_BACK.take(row, "return_", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    _tell(row, f"已退回：{row.reason[:100]}")
    return row


@action("campaigns.confirm_past", title="确认检视", who=SUPERVISOR)
def confirm_past(act: Act, *, problem: PastProblem, seen: int) -> PastProblem:
    """The office agrees; what is not put right goes on in a ledger."""
    row = _locked(act, problem, seen)
    leads(act, row.look_back.unit_path)
    LOOK_BACK.take(row, "confirm", by=act.by)
    return _confirmed(act, row, "认定已确认")


@action("campaigns.overrule_past", title="更改认定", who=SUPERVISOR)
def overrule_past(act: Act, *, problem: PastProblem, seen: int, judgement: Judgement, reason: str) -> PastProblem:
    """The office has found otherwise; its verdict stands, with the reason."""
    row = _locked(act, problem, seen)
    leads(act, row.look_back.unit_path)
    given = {"verdict": judgement.verdict, "situation": judgement.situation.strip(), "reason": reason.strip()}
    LOOK_BACK.take(row, "overrule", by=act.by, **given)
    if judgement.verdict == row.verdict:
        raise Refused("认定没有改变，请直接确认。")
    _judge(row, judgement)
    row.reason = reason.strip()
    act.note(reason=row.reason)
    return _confirmed(act, row, f"认定已改为“{row.get_verdict_display()}”")


# ── what they share ──────────────────────────────────────────────────────────────────────────────────────────────────


def _locked(act: Act, problem: PastProblem, seen: int) -> PastProblem:
    row = act.lock(problem, seen=seen)
    ledgers.in_reach(act, row.unit_path)
    return row


def _judge(row: PastProblem, judgement: Judgement) -> None:
    """Take the verdict over; refuse what contradicts the old row or leaves out what the verdict must name."""
    if judgement.verdict not in ("done", "undone", "relapsed"):
        raise Refused("请选择已整改、未完成或者反弹。")
    still_open = row.entry is not None and not _is_closed(row.entry)
    if judgement.verdict == "done" and row.proof is None:
        raise Refused("认定已整改须上传现在的佐证材料。")
    if judgement.verdict == "done" and still_open:
        raise Refused("原台账里这个问题还没有销号，不能认定已整改；请先申请销号，或者选未完成。")
    if judgement.verdict == "relapsed" and still_open:
        raise Refused("原台账里这个问题还没有销号，谈不上反弹，请选未完成。")
    given = {
        name: getattr(judgement, name) for name in ("cause", "measure", "leader", "department", "person", "due_on")
    }
    if judgement.verdict != "done":
        missing = [word for name, word in MUST_NAME.items() if not given[name]]
        if missing:
            raise Refused(f"未完成和反弹的问题须明确：{'、'.join(missing)}。")
    row.verdict, row.situation = judgement.verdict, judgement.situation.strip()
    for name, value in given.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)


def _is_closed(entry: Entry) -> bool:
    return Rectification.objects.filter(entry=entry, state="closed").exists()


def _confirmed(act: Act, row: PastProblem, said: str) -> PastProblem:
    """Another person than who judged; what is not put right gets, or keeps, its row in a ledger."""
    if act.user is None or act.user.is_person(row.judged_by):
        raise Refused("检视的人不能确认自己的认定，请由另一位监督人员办理。")
    if row.verdict != "done":
        row.opened = _goes_on(act, row)
    row.confirmed_by, row.confirmed_at = act.user, act.now
    act.save(row)
    act.about(row)
    _tell(row, said)
    return row


def _goes_on(act: Act, row: PastProblem) -> Entry:
    """The row in which the problem is put right: its own while that is open, else a new one of this campaign.

    A new one begins with the measure and the day that were named; the unit still accepts it itself.
    """
    if row.entry is not None and not _is_closed(row.entry):
        return row.entry
    ledger, data, source = _ledger(act, row), _data(row), f"lookback:{row.pk}"
    if row.entry is not None:
        why = "relapsed" if row.verdict == "relapsed" else "untrue"
        given: dict[str, Any] = {"reason": row.situation, "data": data, "source": source, "why": why}
        made = lineage.relapse.within(act, entry=row.entry, ledger=ledger, **given)
    else:
        priority = "relapsed" if row.verdict == "relapsed" else ""
        new = ledgers.NewEntry(row.title, data, source=source, source_label=f"上年台账{row.whence}", priority=priority)
        (made,) = ledgers.record.within(act, ledger=ledger, rows=[new])
    fresh = act.lock(Rectification.objects.get(entry=made))
    fresh.cause, fresh.measure, fresh.person, fresh.due_on = row.cause, row.measure, row.person, row.due_on
    fresh.leader, fresh.department = row.leader, row.department
    act.save(fresh)
    return made


def _ledger(act: Act, row: PastProblem) -> Ledger:
    """The unit's look-back ledger of this campaign; opened where the plan had none."""
    campaign, spec = row.look_back.campaign, row.look_back.spec
    own = Ledger.objects.filter(of_campaign(campaign), unit=row.unit, spec_code=spec.code).first()
    if own is not None:
        found: Ledger = own
        return found
    return ledgers.open_ledger.within(act, unit=row.unit, spec_code=spec.code, source=campaign.source)


def _data(row: PastProblem) -> dict[str, Any]:
    """What the annex says of the old problem, in the form's columns."""
    said = {**row.data, "relapsed": row.verdict == "relapsed", "is_done": False}
    known = {column.name for column in filled_in(row.look_back.spec)}
    return {name: value for name, value in said.items() if name in known and value not in (None, "")}


def _tell(row: PastProblem, said: str) -> None:
    if row.judged_by is not None:
        notify.tell([row.judged_by], f"回头看第{row.number}号问题{said}"[:300], row.get_absolute_url())
