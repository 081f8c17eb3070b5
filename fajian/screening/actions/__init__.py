"""Writes on rule packs, runs and findings."""

from __future__ import annotations

from fajian.screening.actions.chasing import chase
from fajian.screening.actions.packs import end_pack, make_pack, put_off, set_value, take_back
from fajian.screening.actions.runs import ask, fail, hand_over, repeat, repeated
from fajian.screening.actions.steps import admit, assign, confirm, dismiss, exempt, explain, prefilled, return_

__all__ = [
    "admit", "ask", "assign", "chase", "confirm", "dismiss", "end_pack", "exempt", "explain", "fail", "hand_over",
    "make_pack", "prefilled", "put_off", "repeat", "repeated", "return_", "set_value", "take_back",
]  # fmt: skip
