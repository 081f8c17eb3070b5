"""Writes on plans, campaigns and duties. Whether a step may be taken stands in workflow.py."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Q

from fajian.campaigns import answers
from fajian.campaigns.addressees import Area
from fajian.campaigns.models import Campaign, Duty, Participant, PlanDocument, Return, Stage, Task
from fajian.campaigns.opening import Opening, opening
from fajian.campaigns.reading import cleaned, compiled
from fajian.campaigns.workflow import CHECK, DUTY
from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.plans.schema import Doubt, Plan
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.ledgers.selection import count_each
from fajian.orgs.models import Unit, User
from fajian.orgs.scope import domain_scope

SUPERVISOR = ("supervisor",)
UNIT = ("clerk", "unit_leader")
UNTITLED = "未命名的方案"

# ── plans ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.take_plan", title="录入方案", who=SUPERVISOR)
def take_plan(act: Act, *, text: str, received: files.Received | None = None) -> PlanDocument:
    """Compile a plan document's text; it waits for a person to settle its doubts. Belongs to the supervisor's office.

    Raises InputError for a text without words or one that is too long.
    """
    if act.user is None or act.user.unit is None:
        raise Refused("请以执法监督员的身份录入方案。")
    text = cleaned(text)
    plan = compiled(text)
    return act.create(
        PlanDocument,
        unit=act.user.unit,
        title=(plan.title or UNTITLED)[:200],
        file=files.attach(act, received) if received else None,
        text=text,
        compiled=plan.to_json(),
    )


@action("campaigns.settle", title="核定存疑", who=SUPERVISOR)
def settle(
    act: Act,
    *,
    document: PlanDocument,
    seen: int,
    place: int,
    how: str,
    text: str = "",
    day: datetime.date | None = None,
) -> PlanDocument:
    """The answer to one doubt, by its place: as proposed, an own one, or that it does not matter.

    An own year or day of issue has the document read again, since all its dates hang on it; answers to doubts that come
    out the same stay. Until the plan is checked an answer may be given anew.
    """
    row = _document(act, document, seen)
    CHECK.take(row, "settle", by=act.by)
    plan = row.plan
    doubt = plan.doubts[place] if 0 <= place < len(plan.doubts) else None
    if doubt is None:
        raise Refused("没有找到这处存疑，请刷新页面。")
    answer = _answer(doubt, how, text.strip(), day)
    row.settled = row.settled | {str(place): answer.to_json()}
    if issued_on := answers.reread_from(plan, doubt, answer):
        _read_again(row, doubt, issued_on)
    row.title = (answers.settled(row.plan, answers.read(row.settled)).plan.title or UNTITLED)[:200]
    act.save(row)
    act.note(doubt=doubt.says, answer=answers.said(doubt, answer))
    return row


def _answer(doubt: Doubt, how: str, text: str, day: datetime.date | None) -> answers.Answer:
    asked = answers.question(doubt)
    if how not in answers.HOW or (how == "proposal" and not asked.proposal):
        raise Refused("请选择按建议、另行核定或者不适用。")
    if how != "own":
        return answers.Answer(how)
    if not text and day is None:
        raise Refused("另行核定须填写日期或核定意见。")
    return answers.Answer(how, text[:500], day if asked.day else None)


def _read_again(row: PlanDocument, doubt: Doubt, issued_on: datetime.date) -> None:
    """Compile with another day of issue; the doubt that asked for it stays, with its answer, as the first."""
    old, kept = row.plan.doubts, answers.read(row.settled)
    plan: Plan = compiled(row.text, issued_on)
    if doubt.kind == "year_inferred":
        plan = replace(plan, issued_on=None)
    asked = (doubt, *(new for new in plan.doubts if (new.kind, new.quote) != (doubt.kind, doubt.quote)))
    row.compiled = replace(plan, doubts=asked).to_json()
    given = {old[place]: answer for place, answer in kept.items()}
    row.settled = {str(i): given[new].to_json() for i, new in enumerate(asked) if new in given}


@action("campaigns.check", title="完成核对", who=SUPERVISOR)
def check(act: Act, *, document: PlanDocument, seen: int) -> PlanDocument:
    """The compiled plan says what the document says; refused while a doubt is open."""
    row = _document(act, document, seen)
    if row.open_doubts:
        raise Refused(f"还有{row.open_doubts}处存疑没有核定，请逐处核定后再完成核对。")
    CHECK.take(row, "check", by=act.by)
    act.save(row)
    return row


@action("campaigns.recheck", title="重新核对", who=SUPERVISOR)
def recheck(act: Act, *, document: PlanDocument, seen: int) -> PlanDocument:
    """Back to checking: an answer is to be changed."""
    row = _document(act, document, seen)
    CHECK.take(row, "recheck", by=act.by)
    act.save(row)
    return row


@action("campaigns.drop", title="作废方案", who=SUPERVISOR)
def drop(act: Act, *, document: PlanDocument, seen: int, reason: str) -> PlanDocument:
    """A plan taken in by mistake; it stays, with the reason, and cannot be launched."""
    row = _document(act, document, seen)
    CHECK.take(row, "drop", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


# ── launching ────────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.launch", title="启动行动", who=SUPERVISOR)
def launch(
    act: Act, *, document: PlanDocument, seen: int, units: Sequence[Unit], assigned: Mapping[str, Unit] | None = None
) -> Campaign:
    """Open the campaign in one step: stages, tasks, and for every unit its ledgers and what it must hand in.

    `assigned`: the plan's words for somebody who hands in → the unit meant, where the words alone mean nobody; such a
    unit takes part too. Every unit's people get a notice.
    """
    row = _document(act, document, seen)
    CHECK.take(row, "launch", by=act.by)
    assigned = assigned or {}
    joining = sorted({unit.pk: unit for unit in (*units, *assigned.values())}.values(), key=lambda unit: unit.path)
    if not joining:
        raise Refused("没有选择参加行动的单位。")
    if any(unit.closed_on for unit in joining):
        raise Refused("所选单位有的已撤销，请刷新页面后重新选择。")
    if act.user is not None and not all(domain_scope(act.user).covers(unit.path) for unit in joining):
        raise Refused("所选单位有的不在您的权限范围内。")
    act.save(row)
    opened = opening(answers.settled(row.plan, answers.read(row.settled)).plan)
    campaign = act.create(
        Campaign, unit=row.unit, document=row, title=row.title, from_on=opened.from_on, to_on=opened.to_on
    )
    act.bulk_create(Participant, [Participant(campaign=campaign, unit=unit) for unit in joining])
    act.bulk_create(Stage, _stages(campaign, opened.plan))
    act.bulk_create(Task, _tasks(campaign, opened.plan))
    area = Area.at(row.unit.area_path)
    owed = {unit.pk: _duties(campaign, opened, area, unit, assigned) for unit in joining}
    act.bulk_create(Duty, [duty for duties in owed.values() for duty in duties])
    for unit in joining:
        _open_ledgers(act, campaign, opened, unit)
    act.about(campaign)
    act.note(units=len(joining), duties=sum(map(len, owed.values())))
    _tell_units(
        campaign,
        {
            number: f"“{campaign.title[:120]}”已启动，本单位有{len(duties)}项报送、{len(opened.books)}本台账"
            for number, duties in owed.items()
        },
    )
    return campaign


def _stages(campaign: Campaign, plan: Plan) -> list[Stage]:
    return [
        Stage(campaign=campaign, number=number, title=stage.title[:100], from_on=stage.from_on, to_on=stage.to_on)
        for number, stage in enumerate(plan.stages, 1)
    ]


def _tasks(campaign: Campaign, plan: Plan) -> list[Task]:
    return [
        Task(
            campaign=campaign,
            number=task.number[:20],
            title=task.title[:300],
            lead="、".join(task.lead)[:300],
            support="、".join(task.support)[:500],
            responsible="、".join(task.responsible)[:500],
            due_on=max((due.on for due in task.due if due.on), default=None),
            standing=task.standing,
            annexes="、".join(f"附件{number}" for number in task.annexes)[:100],
            quote=task.quote,
        )
        for task in plan.tasks
    ]


def _duties(campaign: Campaign, opened: Opening, area: Area, unit: Unit, assigned: Mapping[str, Unit]) -> list[Duty]:
    return [
        Duty(
            campaign=campaign,
            unit=unit,
            number=part.number,
            what=part.what,
            to=part.to,
            due_on=part.due_on,
            rhythm=part.rhythm,
            annexes=part.annexes[:100],
            quote=part.quote,
        )
        for part in opened.of_unit(area, unit, assigned)
    ]


def _open_ledgers(act: Act, campaign: Campaign, opened: Opening, unit: Unit) -> None:
    for book in opened.books:
        ledgers.open_ledger.within(
            act,
            unit=unit,
            spec_code=book.code,
            source=f"{campaign.source}{book.tail}",
            annex=book.annex,
            title=book.title,
        )


def _tell_units(campaign: Campaign, lines: Mapping[int, str]) -> None:
    """A line (by the unit's number) to whoever fills in and whoever answers for it at each unit."""
    people: dict[int, list[User]] = {}
    for person in User.objects.filter(unit__in=list(lines), role__in=UNIT, is_active=True):
        people.setdefault(person.unit_id or 0, []).append(person)
    for number, line in lines.items():
        notify.tell(people.get(number, []), line, campaign.get_absolute_url())


@action("campaigns.urge", title="催办", who=SUPERVISOR)
def urge(act: Act, *, campaign: Campaign) -> int:
    """A notice to every unit that has something overdue; returns how many units it were."""
    campaign = act.lock(campaign)
    leads(act, campaign.unit_path)
    late: dict[int, int] = {}
    for unit in Duty.objects.filter(campaign=campaign).late(act.today).order_by().values_list("unit_id", flat=True):
        late[unit] = late.get(unit, 0) + 1
    if not late:
        raise Refused("没有逾期未报的单位，不用催办。")
    _tell_units(
        campaign,
        {
            number: f"催办：“{campaign.title[:120]}”本单位有{count}项报送已经逾期，请尽快报送"
            for number, count in late.items()
        },
    )
    act.about(campaign)
    act.note(units=len(late), duties=sum(late.values()))
    return len(late)


# ── duties ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@action("campaigns.hand_in", title="报送", who=UNIT)
def hand_in(
    act: Act, *, duty: Duty, seen: int, text: str, nil: bool = False, received: files.Received | None = None
) -> Duty:
    """The unit hands in what it owes. 零报告 (nothing to report) needs its reason in the text, and empty ledgers."""
    row = _duty(act, duty, seen)
    DUTY.take(row, "again" if row.state == "received" and row.comes_again else "hand_in", by=act.by, text=text.strip())
    figures = _figures(row, act.today)
    if nil and (filled := [name for name, counted in figures.items() if any(counted.values())]):
        raise Refused(f"台账“{'、'.join(filled)}”里有条目，不能零报告。请按台账报送；登记有误的先在台账里作废。")
    row.handed_in_at = act.now
    act.save(row)
    act.create(
        Return,
        duty=row,
        unit=row.unit,
        number=Return.objects.filter(duty=row).count() + 1,
        text=text.strip(),
        nil=nil,
        file=files.attach(act, received) if received else None,
        figures=figures,
    )
    return row


@action("campaigns.return", title="退回", who=SUPERVISOR)
def return_(act: Act, *, duty: Duty, seen: int, reason: str) -> Duty:
    """Not good enough: back to the unit with the reason."""
    row = _duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    DUTY.take(row, "return_", by=act.by, reason=reason.strip())
    _reply(act, row, "returned", reason.strip())
    return row


@action("campaigns.receive", title="收讫", who=SUPERVISOR)
def receive(act: Act, *, duty: Duty, seen: int) -> Duty:
    """Received; by another person than the one who handed it in."""
    row = _duty(act, duty, seen)
    leads(act, row.campaign.unit_path)
    DUTY.take(row, "receive", by=act.by)
    _reply(act, row, "received", "")
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
        notify.tell([by], f"“{row.what[:120]}”{told}", row.get_absolute_url())


def of_campaign(campaign: Campaign, way: str = "") -> Q:
    """Ledgers opened for this campaign; `way` leads to the ledger from other rows (`ledger__`)."""
    return Q(**{f"{way}source": campaign.source}) | Q(**{f"{way}source__startswith": f"{campaign.source}:"})


def linked(duty: Duty) -> list[Ledger]:
    """The unit's ledgers that go with a duty, by the annexes the plan names."""
    names = [name for name in duty.annexes.split("、") if name]
    if not names:
        return []
    return list(Ledger.objects.filter(of_campaign(duty.campaign), unit=duty.unit_id, annex__in=names))


def _figures(duty: Duty, today: datetime.date) -> dict[str, dict[str, int]]:
    """The numbers of those ledgers now: how many rows stand, and by state where they are problems."""
    own = linked(duty)
    counted = count_each(own, today)
    return {f"{ledger.annex} {ledger.title}".strip(): counted[ledger.pk].states for ledger in own}


# ── what they share ──────────────────────────────────────────────────────────────────────────────────────────────────


def leads(act: Act, path: str) -> None:
    """Refuse unless the office that leads the campaign lies in the acting user's scope.

    A county sees what its units hand in for the city's campaign, and does not receive it.
    """
    if act.user is not None and not domain_scope(act.user).covers(path):
        raise Refused("这项行动由上级单位牵头，请由牵头单位的监督人员办理。")


def _document(act: Act, document: PlanDocument, seen: int) -> PlanDocument:
    row = act.lock(document, seen=seen)
    ledgers.in_reach(act, row.unit_path)
    return row


def _duty(act: Act, duty: Duty, seen: int) -> Duty:
    row = act.lock(duty, seen=seen)
    ledgers.in_reach(act, row.unit_path)
    return row
