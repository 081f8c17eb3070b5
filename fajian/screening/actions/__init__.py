"""Writes on runs and findings."""

from __future__ import annotations

from fajian.screening.actions.chasing import chase
from fajian.screening.actions.runs import ask, fail, hand_over
from fajian.screening.actions.steps import admit, assign, confirm, dismiss, exempt, explain, prefilled

__all__ = [
    "admit", "ask", "assign", "chase", "confirm", "dismiss", "exempt", "explain", "fail", "hand_over", "prefilled",
]  # fmt: skip
