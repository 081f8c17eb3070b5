"""Writes on batches: opened with a draw, the sample taken over, readers named and assigned, closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.draws import actions as draws
from fajian.draws.models import Draw
from fajian.engine.draws.protocol import Stratum
from fajian.engine.reviews import assigning
from fajian.engine.reviews.standards import newest
from fajian.orgs.models import Unit, User
from fajian.records import choosing, hits
from fajian.records.sight import Record
from fajian.review.actions.shared import SUPERVISOR, ask, barred, leads, leads_in, of_area, person_of, runs
from fajian.review.models import Batch, Reviewer, Sample
from fajian.review.workflow import BATCH, REVIEWERS, SAMPLE


@action("review.open", title="发起案卷评查", who=SUPERVISOR)
def open_batch(
    act: Act,
    *,
    unit: Unit,
    title: str,
    standard: str,
    from_on: dt.date,
    to_on: dt.date,
    take: int,
    due_on: dt.date,
    secret: str,
    only_enterprise: bool = False,
    joint: str = "",
    public: str = "",
) -> Batch:
    """A batch and the draw it hangs on: `take` files of each unit, of those done with from_on..to_on (both included).

    The list is committed before anybody can know the seed (app draws). Raises Refused where there is nothing to draw.
    """
    form = newest().get(standard)
    if form is None:
        raise Refused("没有这种案卷的评查标准。")
    if to_on > act.today or from_on > to_on:
        raise Refused("办结日期的起日不能晚于止日，止日不能晚于今天。")
    if due_on < act.today:
        raise Refused("评查时限不能早于今天。")
    area = of_area(unit)
    leads_in(act, unit)
    found = choosing.finished(area, form.table, form.finished, from_on, to_on, only_enterprise=only_enterprise)
    strata = _strata(found, take)
    listed = sum(len(stratum.ids) for stratum in strata)
    made = act.create(
        Batch, unit=unit, title=title.strip(), standard_code=form.code, standard_version=form.version,
        from_on=from_on, to_on=to_on, only_enterprise=only_enterprise, take=take, joint=joint.strip(), due_on=due_on,
        listed=listed, unplaced=found.count - listed, unkinded=found.unkinded,
    )  # fmt: skip
    draws.prepare.within(
        act, unit=made.unit, title=made.title, strata=strata, secret=secret, public=public, source=made.source
    )
    act.about(made)
    return made


def _strata(found: choosing.Finished, take: int) -> list[Stratum]:
    """The list by units; what has no unit here falls out."""
    units = Unit.objects.filter(agency_id__in=list(found.by_agency)).order_by("path")
    named = [(unit.name, unit.agency_id or "") for unit in units]
    strata = [Stratum(f"{name}（{agency}）", take, found.by_agency[agency]) for name, agency in named]
    if not strata:
        raise Refused("这段时间没有办结的案卷可以抽取，请核对日期，或者先请各单位上报执法数据。")
    return strata


@action("review.take_sample", title="列入评查", who=SUPERVISOR)
def take_sample(act: Act, *, batch: Batch) -> Batch:
    """What was drawn becomes files to be read, with what rules say of each on this day; once."""
    row = act.lock(batch)
    leads(act, row)
    BATCH.take(row, "take_sample", by=act.by)
    draw = row.draw
    if draw.state != "drawn":
        raise Refused("还没有抽取，请先由各方公布口令。")
    numbers = [number for ids in draw.drawn.values() for number in ids]
    records = choosing.chosen(of_area(row.unit), row.standard.table, numbers)
    if gone := [number for number in numbers if number not in records]:
        raise Refused(f"抽中的案卷 {gone[0]} 所在批次已经撤回，请另行重新抽取。")
    act.bulk_create(Sample, _samples(row, draw, records))
    row.sampled = draw
    act.save(row)
    act.about(row)
    return row


def _samples(row: Batch, draw: Draw, records: dict[str, Record]) -> list[Sample]:
    table, scope, numbers = row.standard.table, of_area(row.unit), list(records)
    units = {unit.agency_id: unit for unit in Unit.objects.exclude(agency_id=None)}
    told, officers = hits.of(table, numbers), choosing.handled_by(scope, table, numbers)
    return [
        Sample(
            batch=row,
            unit=units[str(record.values["agency_id"])],
            record_id=number,
            title=record.title[:300],
            party=str(record.values.get("party_name") or "")[:200],
            decision_no=str(record.values.get("decision_no") or "")[:120],
            finished_on=record.values[row.standard.finished],
            hits=[[hit.rule_id, f"{hit.title}：{hit.explanation}（{hit.basis}）"] for hit in told.get(number, ())],
            officers=officers.get(number, []),
        )
        for number, record in sorted(records.items(), key=lambda one: units[str(one[1].values["agency_id"])].path)
    ]


@action("review.name_reviewers", title="增加评查员", who=SUPERVISOR)
def name_reviewers(act: Act, *, batch: Batch, users: Sequence[User]) -> list[Reviewer]:
    """More people who may be asked to read; whoever is there already stays."""
    row = act.lock(batch)
    leads(act, row)
    if row.state == "closed":
        raise Refused("这次评查已经办结，不能增加评查员。")
    known = set(row.reviewers.values_list("user", flat=True))
    fresh = [user for user in users if user.pk not in known]
    for user in fresh:
        if not user.is_active or user.role not in REVIEWERS or user.unit is None:
            raise Refused(f"“{user}”不能担任评查员。")
    made = act.bulk_create(Reviewer, [Reviewer(batch=row, unit=row.unit, user=user) for user in fresh])
    act.about(row)
    return made


@action("review.assign", title="分配评查员", who=SUPERVISOR)
def assign(act: Act, *, batch: Batch) -> Batch:
    """Two readers for every file that has none, by the draw's seed (engine.reviews.assigning): nobody chooses."""
    row = act.lock(batch)
    leads(act, row)
    BATCH.take(row, "assign", by=act.by)
    waiting = list(row.samples.filter(state="drawn"))
    if not waiting or row.sampled is None:
        raise Refused("没有等待分配的案卷。")
    users = [one.user for one in row.reviewers.select_related("user__unit") if one.user.is_active]
    by_number = {user.pk: user for user in users}
    readers = [assigning.Reader(user.pk, person_of(user), user.unit.path if user.unit else "") for user in users]
    away = {one.record_id: {user.pk for user in users if barred(one, user)} for one in waiting}
    chosen = assigning.assign([one.record_id for one in waiting], readers, away, row.sampled.seed)
    for sample in waiting:
        SAMPLE.take(sample, "assign", by=act.by)
        for place, number in enumerate(chosen[sample.record_id], 1):
            ask(act, sample, place, by_number[number])
    act.save_all(waiting)
    act.about(row)
    return row


@action("review.close", title="办结评查", who=SUPERVISOR)
def close(act: Act, *, batch: Batch, seen: int) -> Batch:
    """Every file is settled: the batch is over."""
    row = act.lock(batch, seen=seen)
    leads(act, row)
    runs(row)
    left = row.samples.exclude(state="settled").count()
    if left:
        raise Refused(f"还有{left}份案卷没有定案，不能办结。")
    BATCH.take(row, "close", by=act.by)
    act.save(row)
    return row
