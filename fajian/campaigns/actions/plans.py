"""Writes on plans: taken in, doubts settled, checked, dropped."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from fajian.campaigns import answers
from fajian.campaigns.actions.shared import SUPERVISOR, locked_document
from fajian.campaigns.actions.versions import again, keep, named
from fajian.campaigns.editing import reading, standing
from fajian.campaigns.models import PlanDocument
from fajian.campaigns.reading import cleaned, compiled
from fajian.campaigns.workflow import CHECK
from fajian.core import files
from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.engine.plans.schema import Doubt, Plan


@action("campaigns.take_plan", title="录入方案", who=SUPERVISOR)
def take_plan(act: Act, *, text: str, received: files.Received | None = None) -> PlanDocument:
    """Compile a plan document's text; it waits for a person to settle its doubts. Belongs to the supervisor's office.

    Raises InputError for a text without words or one that is too long.
    """
    if act.user is None or act.user.unit is None:
        raise Refused("请以执法监督员的身份录入方案。")
    text = cleaned(text)
    plan = compiled(text)
    row = act.create(
        PlanDocument,
        unit=act.user.unit,
        title=named(plan),
        file=files.attach(act, received) if received else None,
        text=text,
        compiled=plan.to_json(),
        latest=1,
    )
    keep(act, row, plan, "read")
    return row


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
    row = locked_document(act, document, seen)
    CHECK.take(row, "settle", by=act.by)
    plan = row.plan
    doubt = plan.doubts[place] if 0 <= place < len(plan.doubts) else None
    if doubt is None:
        raise Refused("没有找到这处存疑，请刷新页面。")
    answer = _answer(doubt, how, text.strip(), day)
    read, stood = reading(row).plan, standing(row).plan
    row.settled = row.settled | {str(place): answer.to_json()}
    issued_on = answers.reread_from(plan, doubt, answer)
    if issued_on:
        _read_again(row, doubt, issued_on)
    again(act, row, read, stood, "again" if issued_on else "settled")
    act.note(doubt=doubt.says, answer=answers.said(doubt, answer))
    return row


@action("campaigns.settle_all", title="按建议核定", who=SUPERVISOR)
def settle_all(act: Act, *, document: PlanDocument, seen: int, places: Sequence[int]) -> PlanDocument:
    """The doubts at these places as proposed, all at once; refused for one that is settled or has no proposal."""
    row = locked_document(act, document, seen)
    CHECK.take(row, "settle", by=act.by)
    offered = answers.proposals(row.plan, answers.read(row.settled))
    if not places:
        raise Refused("没有选择要核定的存疑。")
    if not set(places) <= set(offered):
        raise Refused("所选存疑有的已经核定，或者没有建议，请刷新页面。")
    read, stood = reading(row).plan, standing(row).plan
    row.settled = row.settled | {str(place): answers.Answer("proposal").to_json() for place in places}
    again(act, row, read, stood, "settled")
    act.note(doubts=[row.plan.doubts[place].says for place in places])
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
    row = locked_document(act, document, seen)
    if row.open_doubts:
        raise Refused(f"还有{row.open_doubts}处存疑没有核定，请逐处核定后再完成核对。")
    CHECK.take(row, "check", by=act.by)
    act.save(row)
    return row


@action("campaigns.recheck", title="重新核对", who=SUPERVISOR)
def recheck(act: Act, *, document: PlanDocument, seen: int) -> PlanDocument:
    """Back to checking: an answer is to be changed."""
    row = locked_document(act, document, seen)
    CHECK.take(row, "recheck", by=act.by)
    act.save(row)
    return row


@action("campaigns.drop", title="作废方案", who=SUPERVISOR)
def drop(act: Act, *, document: PlanDocument, seen: int, reason: str) -> PlanDocument:
    """A plan taken in by mistake; it stays, with the reason, and cannot be launched."""
    row = locked_document(act, document, seen)
    CHECK.take(row, "drop", by=act.by, reason=reason.strip())
    row.reason = reason.strip()
    act.save(row)
    return row
