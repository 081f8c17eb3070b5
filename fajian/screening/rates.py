"""What became of each rule's findings: confirmed, dismissed, exempt, still open; and which rules want another look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from fajian.screening.dues import policy
from fajian.screening.models import Finding
from fajian.screening.workflow import PENDING


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule's findings in somebody's sight."""

    confirmed: int = 0
    dismissed: int = 0
    exempt: int = 0
    pending: int = 0

    @property
    def reviews(self) -> int:
        """How many people have judged."""
        return self.confirmed + self.dismissed + self.exempt

    @property
    def percent(self) -> int | None:
        """Confirmed of those judged, in whole percent, rounded down; None while none is judged."""
        return self.confirmed * 100 // self.reviews if self.reviews else None

    @property
    def wants_review(self) -> bool:
        """Judged often enough, and confirmed too rarely: its reading should be looked at."""
        return (
            self.reviews >= policy().reviews and self.confirmed * 100 < policy().confirmed_below_percent * self.reviews
        )


def outcomes(user: Any, rule_id: str = "") -> dict[str, Outcome]:
    """By rule; of one rule if asked. One query."""
    rows = Finding.objects.visible_to(user)
    if rule_id:
        rows = rows.filter(rule_id=rule_id)
    counts: dict[str, dict[str, int]] = {}
    for rule, state, count in rows.order_by().values_list("rule_id", "state").annotate(n=Count("pk")):
        known = counts.setdefault(rule, {})
        name = "pending" if state in PENDING else state
        known[name] = known.get(name, 0) + count
    return {rule: Outcome(**known) for rule, known in counts.items()}
