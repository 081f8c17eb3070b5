"""Writes on files that were read: told to the unit, objected to, re-checked, settled into its ledger."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from fajian.core import files, notify
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.law.calendar import Calendar
from fajian.engine.law.periods import working_days
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.roles import UNIT
from fajian.review.actions.shared import SUPERVISOR, leads, of_unit, office, people_of, runs
from fajian.review.entries import FORM, TITLE, rows
from fajian.review.models import Batch, Objection, Sample
from fajian.review.results import conclude
from fajian.review.workflow import SAMPLE


@action("review.feed_back", title="反馈评查结果", who=SUPERVISOR)
def feed_back(act: Act, *, batch: Batch) -> list[Sample]:
    """Every file that has its score is told to its unit, which may object within the standard's working days."""
    row = act.lock(batch)
    leads(act, row)
    runs(row)
    scored = list(row.samples.filter(state="scored").select_related("unit"))
    if not scored:
        raise Refused("没有等待反馈的案卷。")
    until = working_days(act.today, row.standard.keep, calendar=Calendar.seeded()).last_day
    for sample in scored:
        SAMPLE.take(sample, "feed_back", by=act.by)
        sample.object_by_on = until
    act.save_all(scored)
    counted: dict[int, int] = {}
    for sample in scored:
        counted[sample.unit_id] = counted.get(sample.unit_id, 0) + 1
    until_words = f"有异议的请在{until:%-m月%-d日}前提出"
    told = [
        (user, f"{row}：本单位{counted[user.unit_id or 0]}份案卷已评查，{until_words}。") for user in people_of(counted)
    ]
    notify.tell_each(told, reverse("review:list"))
    act.about(row)
    return scored


@action("review.accept", title="没有异议", who=UNIT)
def accept(act: Act, *, sample: Sample, seen: int) -> Sample:
    """The unit takes the result as it is: its problems go into the unit's ledger."""
    row = act.lock(sample, seen=seen)
    of_unit(act, row)
    SAMPLE.take(row, "accept", by=act.by)
    return _settled(act, row)


@action("review.object", title="提出异议", who=UNIT)
def object_to(
    act: Act, *, sample: Sample, seen: int, codes: Sequence[str], reason: str, received: files.Received | None = None
) -> Objection:
    """The unit does not accept some of what it was told; once, and within the term."""
    row = act.lock(sample, seen=seen)
    of_unit(act, row)
    SAMPLE.take(row, "object", by=act.by, codes=list(codes), reason=reason.strip())
    if row.object_by_on is None or act.today > row.object_by_on:
        raise Refused("异议期限已过，不能再提出异议。")
    if strange := set(codes) - set(row.problems):
        raise Refused(f"反馈的问题里没有“{min(strange)}”这一项，请刷新页面。")
    made = act.create(
        Objection,
        sample=row,
        unit=row.unit,
        codes=[code for code in row.problems if code in codes],
        reason=reason.strip(),
        file=files.attach(act, received) if received else None,
        score_before=row.score,
    )
    act.save(row)
    act.about(row)
    notify.tell(office(row.batch), f"{row.unit}对评查结果提出异议，请安排没有评过的人员复核。", row.get_absolute_url())
    return made


@action("review.recheck", title="复核异议", who=SUPERVISOR)
def recheck(act: Act, *, sample: Sample, seen: int, answer: str, dropped: Sequence[str] = ()) -> Sample:
    """Somebody who did not read the file decides each item objected to: `dropped` are those that do not stand.

    The score is counted anew on the same sheets without them. Either way the file is settled.
    """
    row = act.lock(sample, seen=seen)
    leads(act, row.batch)
    SAMPLE.take(row, "recheck", by=act.by, answer=answer.strip())
    sheets = list(row.sheets.select_related("reviewer").order_by("place"))
    if act.user is None or any(act.user.is_person(one.reviewer) for one in sheets):
        raise Refused("评查过这份案卷的人不能复核，请由另一位监督人员办理。")
    objection = act.lock(row.objection)
    if strange := set(dropped) - set(objection.codes):
        raise Refused(f"单位没有对“{min(strange)}”提出异议，不能更正。")
    if dropped:
        conclude(row, [one for one in sheets if one.state == "submitted"], dropped)
    objection.dropped, objection.answer = list(dropped), answer.strip()
    objection.answered_by, objection.answered_at = act.user, act.now
    act.save(objection)
    return _settled(act, row)


@action("review.lapse", title="期满定案")
def lapse(act: Act) -> dict[str, int]:
    """Files whose unit has let the term pass without a word are settled as they were told."""
    late = list(Sample.objects.filter(state="fed_back", object_by_on__lt=act.today).order_by("pk"))
    for sample in late:
        row = act.lock(sample)
        SAMPLE.take(row, "lapse", by=act.by)
        _settled(act, row)
    act.note(day=act.today.isoformat(), settled=len(late))
    return {"settled": len(late)}


def _settled(act: Act, row: Sample) -> Sample:
    """Write it, and its problems into the unit's ledger (附件6), each named by its source."""
    row.settled_on = act.today
    act.save(row)
    if row.problems:
        ledgers.record.within(act, ledger=_ledger(act, row), rows=rows(row))
    act.about(row)
    told = f"评查结果已定案：{row.score}分，{row.grade}，问题{len(row.problems)}个" + (
        "，已列入整改台账，请认领整改。" if row.problems else "。"
    )
    notify.tell(people_of([row.unit_id]), told, row.get_absolute_url())
    return row


def _ledger(act: Act, row: Sample) -> Ledger:
    """The unit's ledger for it: of an enterprise review the one it keeps already by this form, else the batch's own."""
    if row.batch.only_enterprise:
        found: Ledger | None = Ledger.objects.filter(unit=row.unit, spec_code=FORM).order_by("-pk").first()
        if found is not None:
            return found
    title = "" if row.batch.only_enterprise else TITLE
    return ledgers.open_ledger.within(act, unit=row.unit, spec_code=FORM, source=row.batch.source, title=title)
