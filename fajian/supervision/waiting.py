"""What waits for whom: counted on the home page, and listed by the link there, from the same rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from fajian.orgs.roles import UNIT
from fajian.supervision.models import Instrument, Matter, Objection

# What waits → its name, and what to do about it.
WORDS = {
    "clue": ("待研判的监督线索", "受理、不予受理或者转办"),
    "submitted": ("有文书待签发", "看过文稿后签发或者退回"),
    "issued": ("有文书待送达", "送达后登记"),
    "answered": ("有反馈待核实", "核实到位或者退回再改"),
    "objected": ("有异议待答复", "采纳或者不采纳"),
    "late": ("有文书逾期没有反馈", "催办，或者认定未落实"),
    "served": ("有监督文书待反馈", "按要求纠正，在期限内反馈"),
    "proposed": ("有监督决定书待决定", "批准并制发，或者不予制发"),
}


@dataclass(frozen=True, slots=True)
class Wait:
    """Rows of one sort that wait for a person; `of` leads from a row to its matter, `due` names the day, "" = none."""

    name: str
    rows: QuerySet[Any]
    of: str = "matter"
    due: str = ""

    @property
    def matters(self) -> QuerySet[Any]:
        """The numbers of the matters they belong to."""
        return self.rows.order_by().values(self.of)

    def counted(self, today: dt.date) -> dict[str, Any]:
        """How many matters (`n`), the earliest day (`due`), and how many whose day is over (`late`)."""
        asked: dict[str, Any] = {"n": Count(self.of, distinct=True)}
        if self.due:
            over = Q(**{f"{self.due}__lt": today})
            asked |= {"due": Min(self.due), "late": Count(self.of, distinct=True, filter=over)}
        return {"due": None, "late": 0, **self.rows.order_by().aggregate(**asked)}


def waiting(user: Any) -> list[Wait]:
    """For units papers to answer; for the office clues, papers, replies and objections; for leaders decisions."""
    papers = Instrument.objects.visible_to(user)
    if user.role in UNIT:
        return [Wait("served", papers.filter(state="served"), due="due_on")]
    if user.role == "leader":
        return [Wait("proposed", papers.filter(state="proposed"))]
    if user.role != "supervisor":
        return []
    own = papers.of_office(user)
    return [
        Wait("clue", Matter.objects.of_office(user).filter(state="clue"), of="pk"),
        *(Wait(state, own.filter(state=state)) for state in ("submitted", "issued", "answered")),
        Wait("objected", Objection.objects.filter(state="filed", instrument__in=own), "instrument__matter", "due_on"),
        Wait("late", own.late(timezone.localdate()), due="due_on"),
    ]
