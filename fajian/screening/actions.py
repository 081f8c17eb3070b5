"""Writes on runs and findings."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.ledgers import actions as ledgers
from fajian.ledgers.models import Ledger
from fajian.orgs.scope import domain_scope
from fajian.screening.models import Finding, Gap, Run
from fajian.screening.workflow import FINDING

UNIT = ("clerk", "unit_leader")
KEY = ("rule_id", "subject", "record_id")


@action("screening.ask", title="开始筛查", who=("supervisor",))
def ask(act: Act, *, as_of: datetime.date) -> Run:
    """A new run, to be carried out by a job."""
    return act.create(Run, title=f"截至{as_of:%Y年%-m月%-d日}的筛查", as_of=as_of)


@action("screening.hand_over", title="交出疑点")
def hand_over(
    act: Act, *, run: Run, findings: Sequence[Finding], gaps: Sequence[Gap], manifest: dict[str, Any]
) -> dict[str, int]:
    """What the run found becomes findings people act on: all of it or nothing.

    A finding there already (same rule, table and record) keeps its state and is only marked as found again.
    """
    run = act.lock(run)
    if run.state == "handed_over":
        return {"new": 0, "again": 0}
    known = {tuple(row[:3]): row[3] for row in Finding.objects.values_list(*KEY, "pk")}
    fresh, again = [], []
    for finding in findings:
        finding.first_run = finding.last_run = run
        number = known.get((finding.rule_id, finding.subject, finding.record_id))
        if number is None:
            fresh.append(finding)
        else:
            again.append(number)
    run.state, run.manifest = "handed_over", manifest
    run.hits, run.unknown = len(findings), sum(gap.count for gap in gaps)
    act.save(run)
    act.bulk_create(Finding, fresh)
    if again:
        act.change_all(Finding.objects.filter(pk__in=again), last_run=run)
    for gap in gaps:
        gap.run = run
    Gap.objects.bulk_create(gaps, batch_size=500)
    act.about(run)
    return {"new": len(fresh), "again": len(again)}


@action("screening.fail", title="筛查未成功")
def fail(act: Act, *, run: Run, reason: str) -> Run:
    """The run came to nothing; the sentence says why."""
    run = act.lock(run)
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
def confirm(act: Act, *, finding: Finding, seen: int, ledger: Ledger, note: str = "") -> Finding:
    """It is a problem: a row in the unit's ledger, linked both ways, in one transaction."""
    if ledger.unit_id != finding.unit_id:
        raise Refused("只能计入该单位自己的台账。")
    row = _step(act, finding, seen, "confirm", ledger=ledger)
    new = ledgers.NewEntry(
        title=f"{row.title}：{row.explanation}",
        data={"basis": row.basis, "record_id": row.record_id},
        happened_on=row.step_on,
        source=f"finding:{row.pk}",
        source_label=f"筛查疑点 {row.rule_id}",
    )
    entries = ledgers.record.within(act, ledger=ledger, rows=[new])
    row.reason = note.strip()
    row.entry_id_text = str(entries[0].pk) if entries else ""
    act.save(row)
    act.about(row)
    return row


def _step(act: Act, finding: Finding, seen: int, name: str, **given: Any) -> Finding:
    row = act.lock(finding, seen=seen)
    if act.user is not None and not domain_scope(act.user).covers(row.unit_path):
        raise Refused("没有找到这条疑点，或者它不在您的权限范围内。")
    FINDING.take(row, name, by=act.by, **given)
    return row
