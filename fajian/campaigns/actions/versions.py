"""Writes on what a plan says: every change, a person's or a new reading's, is a new version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fajian.campaigns.actions.shared import SUPERVISOR, locked_document
from fajian.campaigns.editing import quotes, reading, standing
from fajian.campaigns.models import PlanDocument, PlanVersion
from fajian.campaigns.workflow import CHECK
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.plans.changes import Merged, changes, merge
from fajian.engine.plans.schema import Plan

UNTITLED = "未命名的方案"


@action("campaigns.edit", title="修改方案", who=SUPERVISOR)
def edit(
    act: Act, *, document: PlanDocument, seen: int, plan: Plan, how: str = "form", reason: str = ""
) -> PlanDocument:
    """What the plan says from now on, as a new version.

    Refused where nothing changes, where something is struck without a reason, and for a quotation that the document
    does not hold.
    """
    row = locked_document(act, document, seen)
    CHECK.take(row, "edit", by=act.by)
    stood = standing(row).plan
    plan = replace(plan, doubts=stood.doubts)
    found = changes(stood, plan)
    if not found:
        raise Refused("内容没有改动，没有保存新版本。")
    if not reason.strip() and any(change.how == "struck" for change in found):
        raise Refused("删去内容须写明理由。")
    known = quotes(stood)
    if invented := next((quote for quote in quotes(plan) if quote not in known and quote not in row.text), None):
        raise Refused(f"方案里没有这句原文：{invented[:40]}。人工补充的内容不写原文。")
    if not row.latest:  # taken in before versions were kept
        row.latest = 1
        keep(act, row, stood, "read")
    row.latest += 1
    row.is_edited = True
    row.title = named(plan)
    keep(act, row, plan, how, said=list(map(str, found)), reason=reason.strip())
    act.save(row)
    act.note(version=row.latest, changes=list(map(str, found[:50])))
    return row


def again(act: Act, row: PlanDocument, read: Plan, stood: Plan, how: str) -> None:
    """After other answers: the new reading, with what people had changed of the one before.

    `read` and `stood` are what was read, and what stood, before. Writes the document.
    """
    merged = Merged(reading(row).plan, ())
    if row.is_edited:
        merged = merge(read, stood, merged.plan)
    new, conflicts = merged.plan, merged.conflicts
    row.title = named(new)
    if row.latest and ((said := changes(stood, new)) or conflicts):
        row.latest += 1
        keep(act, row, new, how, said=list(map(str, said)), conflicts=conflicts)
    act.save(row)


def keep(
    act: Act,
    row: PlanDocument,
    plan: Plan,
    how: str,
    *,
    said: Sequence[str] = (),
    conflicts: Sequence[str] = (),
    reason: str = "",
) -> None:
    """Write down what the plan says as the document's latest version; the whole text stays out of the event's."""
    version = PlanVersion(
        document=row,
        number=row.latest,
        how=how,
        reason=reason,
        changes=list(said),
        conflicts=list(conflicts),
        compiled=replace(plan, doubts=()).to_json(),
    )
    act.bulk_create(PlanVersion, [version])


def named(plan: Plan) -> str:
    """The title the plan goes by."""
    return (plan.title or UNTITLED)[:200]
