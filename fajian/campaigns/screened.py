"""What running campaigns ask for as rules see it: the table campaign_tasks of the enforcement data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fajian.campaigns.models import Campaign, Duty, Filing, Progress, Return, Task
from fajian.core.files import RECORDINGS
from fajian.records import own

TABLE = "campaign_tasks"
COLUMNS = (
    "task_id", "campaign_id", "plan_issued_on", "is_special_supervision", "agency_id", "lead_agency_id", "kind",
    "annex_no", "is_standing", "due_on", "extended_to_on", "submitted_at", "accepted_submission_at", "ledger_rows",
    "recording_count", "is_signed", "progressed_on",
)  # fmt: skip
# What a duty asks for, by the first of these words in it; the words of tables.csv.
_KINDS = (
    (re.compile("实施方案|工作方案|整治方案"), "方案备案"),
    (re.compile("总结|整治报告"), "总结"),
    (re.compile("自查报告"), "自查报告"),
    (re.compile("月报|每月"), "月报"),
    (re.compile("台账|清单"), "台账"),
)


def rows() -> Iterator[dict[str, Any]]:
    """Duties of units, then tasks, of every running campaign."""
    for campaign in Campaign.objects.filter(state="running").select_related("document", "unit").order_by("pk"):
        common = {
            "campaign_id": campaign.source,
            "plan_issued_on": campaign.document.compiled.get("issued_on"),
            "is_special_supervision": campaign.legal_type == "special",
            "lead_agency_id": own.agency_code(campaign.unit),
        }
        yield from (common | row for row in _duties(campaign))
        yield from (common | row for row in _tasks(campaign))


def _duties(campaign: Campaign) -> Iterator[dict[str, Any]]:
    plans = Filing.objects.filter(campaign=campaign, kind="plan").order_by("-pk")
    filed = dict(plans.values_list("unit", "recorded_at"))
    duties = Duty.objects.filter(campaign=campaign).order_by("pk")
    for duty in duties.select_related("unit").prefetch_related("returns__proof"):
        versions: list[Return] = sorted(duty.returns.all(), key=lambda one: one.number)
        kind = _kind(duty)
        handed_in = versions[0].recorded_at if versions else filed.get(duty.unit_id) if kind == "方案备案" else None
        moved = duty.first_due_on is not None and duty.due_on is not None and duty.first_due_on < duty.due_on
        yield {
            "task_id": f"duty:{duty.pk}",
            "agency_id": own.agency_code(duty.unit),
            "kind": kind,
            "annex_no": _annex(duty),
            "is_standing": False,
            "due_on": duty.first_due_on if moved else duty.due_on,
            "extended_to_on": duty.due_on if moved else None,
            "submitted_at": _moment(handed_in),
            **(_version(versions, with_ledgers=bool(duty.annexes)) if versions else {}),
        }


def _version(versions: list[Return], *, with_ledgers: bool) -> dict[str, Any]:
    """What the newest version says, and when the one came in that was accepted.

    Nothing was found where a return with ledgers says so. One empty ledger beside a report is no such word: its rows
    stay unknown, as do those of a return to which no ledger belongs.
    """
    newest = versions[-1]
    accepted = next((one for one in versions if one.answer == "received"), None)
    counted = sum(sum(states.values()) for states in newest.figures.values())
    return {
        "accepted_submission_at": _moment(accepted.recorded_at) if accepted else None,
        "ledger_rows": 0 if newest.nil and with_ledgers else counted or None,
        "recording_count": int(newest.proof is not None and newest.proof.kind in RECORDINGS),
        "is_signed": True if newest.approved_by_id else None,
    }


def _tasks(campaign: Campaign) -> Iterator[dict[str, Any]]:
    """A row for each unit that carries a task out, or one without a unit where nobody does."""
    going = {(row.task_id, row.unit_id): row for row in Progress.objects.filter(task__campaign=campaign)}
    for task in Task.objects.filter(campaign=campaign).order_by("pk").prefetch_related("units__unit"):
        common = {"kind": "其他", "is_standing": task.standing, "due_on": task.due_on}
        units = {part.unit_id: part.unit for part in task.units.all() if part.part != "support"}
        if not units:
            yield common | {"task_id": f"task:{task.pk}", "lead_agency_id": ""}
        for number, unit in sorted(units.items()):
            far = going.get((task.pk, number))
            yield common | {
                "task_id": f"task:{task.pk}:{number}",
                "agency_id": own.agency_code(unit),
                "submitted_at": far.done_on if far else None,
                "progressed_on": far.noted_on if far else None,
            }


def _kind(duty: Duty) -> str:
    said = duty.what + duty.rhythm
    return next((kind for words, kind in _KINDS if words.search(said)), "台账" if duty.annexes else "其他")


def _annex(duty: Duty) -> str:
    """The number of the ledger that must not come empty, or of the only one that goes with it."""
    numbers = re.findall(r"\d+", duty.nil_annex or duty.annexes)
    return numbers[0] if len(numbers) == 1 else ""


def _moment(at: Any) -> Any:
    return timezone.localtime(at) if at else None


def url(number: str) -> str | None:
    """The page of the duty or the task."""
    kind, _, rest = number.partition(":")
    pk = rest.partition(":")[0]
    pages = {"duty": "campaigns:duty", "task": "campaigns:task"}
    return reverse(pages[kind], args=[int(pk)]) if kind in pages and pk.isdecimal() else None


def register() -> None:
    """Among what a run screens."""
    own.SOURCES.append(own.Source(TABLE, COLUMNS, rows, url))
