"""Runs, and what they hand over."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from fajian.core import notify
from fajian.core.act import Act
from fajian.core.audit import CHUNK
from fajian.core.audited import plain_rows
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.core.jobs import JOBS
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.records import own
from fajian.records.models import ImportBatch
from fajian.screening.models import Finding, Repeat, RulePack, Run, Tally
from fajian.screening.workflow import DECIDED, FINDING

KEY = ("rule_id", "subject", "record_id")
# What a later run may say otherwise of a finding nobody has judged yet.
TEXTS = (
    "rule_version", "title", "certainty", "severity", "wording", "basis", "law_version", "step_on", "explanation",
    "evidence", "held",
)  # fmt: skip


@action("screening.ask", title="开始筛查", who=("supervisor",))
def ask(act: Act, *, as_of: datetime.date, unit: Unit | None = None, pack: RulePack | None = None) -> Run:
    """A new run over an area (the asking person's own, or the system's choice), and the job that carries it out.

    `pack` is taken as it is now: what is changed in it later does not change the run.
    """
    if act.user is not None:
        unit = Unit.objects.get(path=act.user.unit.area_path)
    elif unit is None:
        unit = Unit.objects.get(parent=None)
    if as_of > act.today:
        raise Refused("截止日不能晚于今天。")
    if not ImportBatch.objects.filter(state="imported").exists() and not own.is_any():
        raise Refused("还没有导入执法数据，请先上报数据。")
    if pack is not None and (pack.ended_on or pack.unit_id != unit.pk):
        raise Refused(f"规则包“{pack}”已经停用，或者不是本辖区的，请另选一个。")
    title = f"截至{as_of:%Y年%-m月%-d日}的筛查" + (f"（{pack}）" if pack else "")
    run = act.create(Run, unit=unit, title=title, as_of=as_of, pack=pack, given=pack.as_json() if pack else {})
    JOBS["screening.run"].ask(by=act.by, title=run.title, screening=run.pk)
    return run


@action("screening.hand_over", title="筛查发现")
def hand_over(
    act: Act, *, run: Run, findings: Sequence[Finding], tallies: Sequence[Tally], manifest: dict[str, Any]
) -> dict[str, int]:
    """What the run found becomes findings people act on: all of it or nothing, and once.

    A finding there already (same rule, table and record) keeps its state and is marked as found again; while nobody
    has judged it, its texts follow the newest run. One that is exempt comes back as exempt and is counted as such,
    until the run is as of a later day than the exemption: then it is open anew.
    """
    run = act.lock(run)
    if run.state == "handed_over":
        return {"new": 0, "again": 0, "exempt": 0}
    fresh, again = _apart(findings)
    for finding in fresh:
        finding.first_run = finding.last_run = run
    spared = _exempt(act, run, again, tallies)
    run.state, run.manifest = "handed_over", manifest | {"exempt": spared}
    run.hits, run.unknown = sum(tally.hits for tally in tallies), sum(tally.unknown for tally in tallies)
    act.save(run)
    act.bulk_create(Finding, fresh)
    _again(act, run, again)
    for tally in tallies:
        tally.run = run
    plain_rows(Tally).bulk_create(tallies, batch_size=CHUNK)
    act.about(run)
    if run.recorded_by is not None:
        text = f"{run.title}已完成：疑点{run.hits}条，其中新发现{len(fresh)}条。"
        notify.tell([run.recorded_by], text, reverse("screening:run", args=[run.pk]))
    return {"new": len(fresh), "again": len(again), "exempt": spared}


def _apart(findings: Sequence[Finding]) -> tuple[list[Finding], list[tuple[int, Finding]]]:
    """New findings, and those known already with their numbers."""
    rules = sorted({finding.rule_id for finding in findings})
    rows = Finding.objects.filter(rule_id__in=rules).values_list(*KEY, "pk").iterator(2_000)
    known = {row[:3]: row[3] for row in rows}
    fresh, again = [], []
    for finding in findings:
        number = known.get((finding.rule_id, finding.subject, finding.record_id))
        if number is None:
            fresh.append(finding)
        else:
            again.append((number, finding))
    return fresh, again


def _exempt(act: Act, run: Run, again: Sequence[tuple[int, Finding]], tallies: Sequence[Tally]) -> int:
    """How many came back as exempt, also into their tallies; exemptions that have ended by the run's day lapse."""
    counts = {(tally.unit_path, tally.unit_name, tally.rule_id): tally for tally in tallies}
    found = dict(again)
    spared = 0
    for row in Finding.objects.filter(state="exempt", rule_id__in={new.rule_id for new in found.values()}):
        new = found.get(row.pk)
        if new is None:
            continue
        if row.exempt_until is not None and row.exempt_until < run.as_of:
            FINDING.take(row, "lapse", by=act.by)
            row.due_on = row.assignee = None
            act.save(row)
            continue
        spared += 1
        tally = counts.get((new.unit.path, new.agency_name, new.rule_id))
        if tally is not None:
            tally.exempt += 1
    return spared


def _again(act: Act, run: Run, again: Sequence[tuple[int, Finding]]) -> None:
    """Mark what was found again; one write for those that say the same, one each for those that say otherwise."""
    said = dict(again)
    same: list[int] = []
    for start in range(0, len(again), CHUNK):
        numbers = [number for number, _ in again[start : start + CHUNK]]
        for row in Finding.objects.filter(pk__in=numbers).select_related("unit"):
            new = said[row.pk]
            if row.state in DECIDED or all(getattr(row, name) == getattr(new, name) for name in TEXTS):
                same.append(row.pk)
                continue
            for name in TEXTS:
                setattr(row, name, getattr(new, name))
            row.last_run = run
            act.save(row)
    for start in range(0, len(same), CHUNK):
        act.change_all(Finding.objects.filter(pk__in=same[start : start + CHUNK]), last_run=run)


@action("screening.fail", title="筛查未成功")
def fail(act: Act, *, run: Run, reason: str) -> Run:
    """The run came to nothing; the sentence says why."""
    run = act.lock(run)
    if run.state == "waiting":
        run.state, run.reason = "failed", reason[:300]
        act.save(run)
    return run


@action("screening.repeat", title="重算核对", who=("supervisor",))
def repeat(act: Act, *, run: Run) -> Run:
    """Have a finished run carried out again from what it recorded, to see that it comes to the same."""
    row = act.lock(run)
    if act.user is not None and not domain_scope(act.user).covers(row.unit_path):
        raise Refused("没有找到这次筛查，或者它不在您的权限范围内。")
    if row.state != "handed_over" or "digests" not in row.manifest:
        raise Refused("这次筛查没有完成，或者没有记下重算所需的批次和口径，不能重算；请重新筛查。")
    act.about(row)
    JOBS["screening.repeat"].ask(by=act.by, title=f"重算{row.title}"[:200], screening=row.pk)
    return row


@action("screening.repeated", title="重算结果")
def repeated(act: Act, *, run: Run, said: Sequence[str]) -> Repeat:
    """What a run came to when it was carried out again."""
    row = act.create(Repeat, unit=run.unit, run=run, said="；".join(said))
    if act.user is not None:
        text = f"{run.title}重算{'与当时不同，请看不同之处。' if said else '与当时逐位相同。'}"
        notify.tell([act.user], text, reverse("screening:run", args=[run.pk]))
    return row
