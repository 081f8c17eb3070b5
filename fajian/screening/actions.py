"""Writes on runs and findings."""

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
from fajian.engine.forms.spec import LedgerSpec, begins
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Entry, Ledger
from fajian.orgs.models import Unit
from fajian.orgs.scope import domain_scope
from fajian.records.models import ImportBatch
from fajian.screening.models import Finding, Run, Tally
from fajian.screening.workflow import DECIDED, FINDING

UNIT = ("clerk", "unit_leader")
KEY = ("rule_id", "subject", "record_id")
# What a later run may say otherwise of a finding nobody has judged yet.
TEXTS = (
    "rule_version", "title", "certainty", "severity", "wording", "basis", "law_version", "step_on", "explanation",
    "evidence",
)  # fmt: skip


@action("screening.ask", title="开始筛查", who=("supervisor",))
def ask(act: Act, *, as_of: datetime.date, unit: Unit | None = None) -> Run:
    """A new run over an area (the asking person's own, or the system's choice), and the job that carries it out."""
    if act.user is not None:
        unit = Unit.objects.get(path=act.user.unit.area_path)
    elif unit is None:
        unit = Unit.objects.get(parent=None)
    if as_of > act.today:
        raise Refused("截止日不能晚于今天。")
    if not ImportBatch.objects.filter(state="imported").exists():
        raise Refused("还没有导入执法数据，请先上报数据。")
    run = act.create(Run, unit=unit, title=f"截至{as_of:%Y年%-m月%-d日}的筛查", as_of=as_of)
    JOBS["screening.run"].ask(by=act.by, title=run.title, screening=run.pk)
    return run


@action("screening.hand_over", title="筛查发现")
def hand_over(
    act: Act, *, run: Run, findings: Sequence[Finding], tallies: Sequence[Tally], manifest: dict[str, Any]
) -> dict[str, int]:
    """What the run found becomes findings people act on: all of it or nothing, and once.

    A finding there already (same rule, table and record) keeps its state and is marked as found again; while nobody
    has judged it, its texts follow the newest run.
    """
    run = act.lock(run)
    if run.state == "handed_over":
        return {"new": 0, "again": 0}
    fresh, again = _apart(findings)
    for finding in fresh:
        finding.first_run = finding.last_run = run
    run.state, run.manifest = "handed_over", manifest
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
    return {"new": len(fresh), "again": len(again)}


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


@action("screening.explain", title="说明情况", who=UNIT)
def explain(act: Act, *, finding: Finding, seen: int, explanation: str) -> Finding:
    """The unit says how it came about."""
    row = _step(act, finding, seen, "explain", explanation=explanation.strip())
    row.unit_explanation = explanation.strip()
    act.save(row)
    return row


@action("screening.admit", title="认可问题", who=UNIT)
def admit(act: Act, *, finding: Finding, seen: int) -> Finding:
    """The unit agrees that it is a problem."""
    row = _step(act, finding, seen, "admit")
    act.save(row)
    return row


@action("screening.dismiss", title="排除疑点", who=("supervisor",))
def dismiss(act: Act, *, finding: Finding, seen: int, reason: str) -> Finding:
    """It is no problem; the reason stays with it and counts in the rule's statistics."""
    row = _step(act, finding, seen, "dismiss", reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row


@action("screening.confirm", title="确认问题", who=("supervisor",))
def confirm(
    act: Act, *, finding: Finding, seen: int, ledger: Ledger | None = None, spec_code: str = "", note: str = ""
) -> Finding:
    """It is a problem: a row in the unit's ledger, linked both ways, in one transaction.

    `ledger` is one of the unit's own; without it one by the form `spec_code` is opened for the unit.
    """
    row = _step(act, finding, seen, "confirm", ledger=ledger or spec_code)
    if ledger is None:
        ledger = ledgers.open_ledger.within(act, unit=row.unit, spec_code=spec_code)
    if ledger.unit_id != row.unit_id:
        raise Refused("只能计入该单位自己的台账。")
    if ledger.spec.row != "problem":
        raise Refused(f"“{ledger.title}”不是问题台账，请选择问题台账。")
    source = f"finding:{row.pk}"
    new = ledgers.NewEntry(
        title=f"{row.title}：{row.explanation}",
        data=prefilled(ledger.spec, row, act.today),
        happened_on=row.step_on,
        source=source,
        source_label=f"筛查疑点 {row.rule_id}",
    )
    ledgers.record.within(act, ledger=ledger, rows=[new])
    row.entry = Entry.objects.get(ledger=ledger, source=source)
    row.reason = note.strip()
    act.save(row)
    act.about(row)
    return row


def prefilled(spec: LedgerSpec, finding: Finding, today: datetime.date) -> dict[str, Any]:
    """What the form's columns hold before people see them, and beside them where it all comes from."""
    known = {"basis": finding.basis, "number": finding.record_id, "found_on": today.isoformat()}
    data: dict[str, Any] = {"basis": finding.basis, "record_id": finding.record_id, "rule_id": finding.rule_id}
    for column in spec.columns:
        words = [word for word, starts in column.by_rule.items() if any(begins(finding.rule_id, one) for one in starts)]
        value = words[0] if words else known.get(column.fill)
        if value:
            data[column.name] = value
    return data


def _step(act: Act, finding: Finding, seen: int, name: str, **given: Any) -> Finding:
    row = act.lock(finding, seen=seen)
    if act.user is not None and not domain_scope(act.user).covers(row.unit_path):
        raise Refused("没有找到这条疑点，或者它不在您的权限范围内。")
    FINDING.take(row, name, by=act.by, **given)
    return row
