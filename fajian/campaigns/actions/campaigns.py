"""Writes on campaigns: launched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fajian.campaigns import legal
from fajian.campaigns.actions.distribution import deliveries
from fajian.campaigns.actions.shared import SUPERVISOR, locked_document, tell_units
from fajian.campaigns.addressees import Area
from fajian.campaigns.demands import bound, nil_proof
from fajian.campaigns.editing import standing
from fajian.campaigns.models import (
    Campaign,
    Delivery,
    Duty,
    HigherPlan,
    Participant,
    PlanDocument,
    Stage,
    Task,
    TaskUnit,
)
from fajian.campaigns.opening import Opening, Wanted, opening
from fajian.campaigns.tasking import task_units
from fajian.campaigns.workflow import CHECK
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.plans.schema import Plan
from fajian.ledgers.openings import NewLedger, open_all
from fajian.ledgers.own import of_annex
from fajian.orgs.models import Unit, User
from fajian.orgs.scope import domain_scope


@dataclass(frozen=True, slots=True)
class Higher:
    """A plan or decision this one follows: its name, its number, itself where it is in this system."""

    name: str
    doc_number: str = ""
    document: PlanDocument | None = None

    def row(self, campaign: Campaign, number: int) -> HigherPlan:
        """As it is kept."""
        return HigherPlan(
            campaign=campaign,
            number=number,
            name=self.name[:300],
            doc_number=self.doc_number[:60],
            document=self.document,
        )


@action("campaigns.launch", title="启动行动", who=SUPERVISOR)
def launch(
    act: Act,
    *,
    document: PlanDocument,
    seen: int,
    units: Sequence[Unit],
    assigned: Mapping[str, Unit] | None = None,
    legal_type: str = "",
    chain: Sequence[Higher] = (),
    again: bool = False,
) -> Campaign:
    """Open the campaign in one step: stages, tasks, and for every unit its ledgers and what it must hand in.

    `assigned`: the plan's words for somebody who hands in → the unit meant, where the words alone mean nobody; such a
    unit takes part too. `legal_type`: a key of legal.TYPES, "" where it is left open; `chain`: the plans this one
    follows, the nearest first; `again`: although a campaign under the same text is running. Every unit's people get a
    notice.
    """
    row = locked_document(act, document, seen)
    CHECK.take(row, "launch", by=act.by)
    if not again and (twin := row.running_twin):
        raise Refused(f"同一份方案已经启动，行动“{twin.title}”正在进行。确需再启动一次的，请勾选确认后再点启动。")
    assigned = assigned or {}
    joining = sorted({unit.pk: unit for unit in (*units, *assigned.values())}.values(), key=lambda unit: unit.path)
    if not joining:
        raise Refused("没有选择参加行动的单位。")
    if any(unit.closed_on for unit in joining):
        raise Refused("所选单位有的已撤销，请刷新页面后重新选择。")
    if act.user is not None and not all(domain_scope(act.user).covers(unit.path) for unit in joining):
        raise Refused("所选单位有的不在您的权限范围内。")
    opened = opening(standing(row).plan, of_annex(row.unit.path))
    area = Area.at(row.unit.area_path, office=row.unit, on=opened.plan.issued_on)
    if legal_type:
        legal.check(legal_type, area.root, chain=bool(chain))
    act.save(row)
    campaign = act.create(
        Campaign,
        unit=row.unit,
        document=row,
        title=row.title,
        from_on=opened.from_on,
        to_on=opened.to_on,
        legal_type=legal_type,
    )
    act.bulk_create(HigherPlan, [one.row(campaign, number) for number, one in enumerate(chain, 1)])
    act.bulk_create(Participant, [Participant(campaign=campaign, unit=unit) for unit in joining])
    act.bulk_create(Stage, _stages(campaign, opened.plan))
    tasks = act.bulk_create(Task, _tasks(campaign, opened.plan))
    given = task_units(tasks, opened.plan, area, [row.unit, *joining])  # the office counts where it takes no part, too
    act.bulk_create(TaskUnit, given)
    owed = {unit.pk: duties_of(campaign, unit, opened.of_unit(area, unit, assigned)) for unit in joining}
    demand_proof(row.text, opened, owed)
    act.bulk_create(Duty, [duty for duties in owed.values() for duty in duties])
    act.bulk_create(Delivery, deliveries(campaign, joining, row.title))
    open_books(act, campaign, opened, joining)
    act.about(campaign)
    act.note(units=len(joining), duties=sum(map(len, owed.values())))
    tell_units(
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


def duties_of(campaign: Campaign, unit: Unit, wanted: Iterable[Wanted]) -> list[Duty]:
    """What a unit has to hand in, not yet written."""
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
        for part in wanted
    ]


def demand_proof(text: str, opened: Opening, owed: Mapping[int, Sequence[Duty]]) -> None:
    """What is demanded of each from the start: 审定 where ledgers go with it, proof of nil where the plan says so.

    A unit none of whose people could approve is not asked to; the office may say otherwise for each (demand).
    """
    leaders = User.objects.filter(unit__in=list(owed), role="unit_leader", is_active=True)
    able = set(leaders.values_list("unit", flat=True))
    proof = nil_proof(text)
    meant = bound(proof, opened.wanted) if proof else frozenset()
    for unit, duties in owed.items():
        for duty in duties:
            duty.approval = "leader" if duty.annexes and unit in able else ""
            if proof and duty.number in meant:
                duty.nil, duty.nil_annex, duty.nil_quote = proof.kind, proof.annex, proof.quote


def open_books(act: Act, campaign: Campaign, opened: Opening, units: Sequence[Unit]) -> None:
    """The ledgers of every unit."""
    books = [NewLedger(book.code, f"{campaign.source}{book.tail}", book.title, book.annex) for book in opened.books]
    open_all.within(act, units=units, books=books)
