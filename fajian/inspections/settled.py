"""Draws that stand for good: their result has been acted upon."""

from __future__ import annotations

from fajian.inspections.models import Plan, VisitOfficer


def plan(number: int) -> str:
    """Why the targets of a plan cannot be drawn anew; "" while it is drafted. It is held until the command ends."""
    found = Plan.objects.select_for_update().get(pk=number)
    if found.state == "draft":
        return ""
    return f"检查计划已经是“{found.state_word}”，抽取结果不能再变；确需重抽的，先由单位负责人退回，或者作废后另行拟制。"


def officers(number: int) -> str:
    """Why those who go cannot be drawn anew; "" while nobody was sent by the draw."""
    Plan.objects.select_for_update().get(pk=number)
    sent = VisitOfficer.objects.filter(visit__plan=number, drawn=True).exclude(visit__state="struck").exists()
    return "已经按这次抽取派员入企，检查人员不能重新抽取；应当回避的，在检查页办理回避。" if sent else ""
