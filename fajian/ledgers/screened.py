"""Problems in ledgers as rules see them: the table ledger_issues of the enforcement data, from what stands here."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from fajian.engine.forms.categories import categories
from fajian.ledgers.models import Extension, Proof, Rectification
from fajian.orgs.models import User
from fajian.records import own
from fajian.records.sight import ACT_KINDS

TABLE = "ledger_issues"
COLUMNS = (
    "issue_id", "campaign_id", "agency_id", "category", "act_kind", "act_id", "found_on", "leader", "department",
    "measure", "due_on", "extended_to_on", "status", "proof_count", "handler", "verifier", "verifier_agency_id",
    "closed_on", "previous_issue_id",
)  # fmt: skip
_STATUS = {"submitted": "申请销号", "closed": "已销号"}
_ACTS = {"penalty": "行政处罚", "licence": "行政许可", "coercion": "行政强制", "inspection": "行政检查"}
_START = "entry:"
TOGETHER = 2_000


def rows() -> Iterator[dict[str, Any]]:
    """Every standing problem, by number."""
    granted = Extension.objects.filter(rectification=OuterRef("pk"), state="granted").order_by("pk")
    proofs = Proof.objects.filter(rectification=OuterRef("pk"), taken_back=False).order_by().values("rectification")
    found = (
        Rectification.objects.filter(struck_out=False)
        .select_related("entry__ledger", "unit", "submitted_by", "closed_by__unit")
        .annotate(
            first_due_on=Subquery(granted.values("old_due_on")[:1]),
            proven=Coalesce(Subquery(proofs.annotate(n=Count("pk")).values("n")), 0),
        )
        .order_by("pk")
        .iterator(TOGETHER)
    )
    while some := list(islice(found, TOGETHER)):
        acts = own.acts_of([row.entry.source for row in some if row.entry.source])
        yield from (_row(row, acts) for row in some)


def _row(row: Any, acts: dict[str, tuple[str, str]]) -> dict[str, Any]:
    entry = row.entry
    table, number = acts.get(entry.source, ("", ""))
    lasting = row.kind == "lasting" and row.state != "closed"
    category = categories().get(row.category)
    return {
        "issue_id": f"{_START}{entry.pk}",
        "campaign_id": entry.ledger.source,
        "agency_id": own.agency_code(row.unit),
        "category": category.title if category else "",
        "act_kind": _ACTS.get(ACT_KINDS.get(table, "")),
        "act_id": number if table in ACT_KINDS else "",
        "found_on": timezone.localdate(entry.recorded_at),
        "leader": row.leader,
        "department": row.department,
        "measure": row.measure,
        "due_on": row.first_due_on or row.due_on,
        "extended_to_on": row.due_on if row.first_due_on else None,
        "status": "长期坚持" if lasting else _STATUS.get(row.state, "整改中"),
        "proof_count": row.proven,
        "handler": _person(row.submitted_by),
        "verifier": _person(row.closed_by),
        "verifier_agency_id": own.agency_code(row.closed_by.unit) if row.closed_by and row.closed_by.unit else "",
        "closed_on": timezone.localdate(row.closed_at) if row.state == "closed" else None,
        "previous_issue_id": f"{_START}{entry.follows_id}" if entry.follows_id else "",
    }


def _person(user: User | None) -> str:
    """A name that is one person's alone."""
    return f"{user.display_name}（{user.username}）" if user else ""


def url(number: str) -> str | None:
    """The page of the row."""
    kind, _, pk = number.partition(":")
    return reverse("ledgers:entry", args=[int(pk)]) if f"{kind}:" == _START and pk.isdecimal() else None


def register() -> None:
    """Among what a run screens."""
    own.SOURCES.append(own.Source(TABLE, COLUMNS, rows, url))
