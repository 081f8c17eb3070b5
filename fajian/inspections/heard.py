"""What the ledgers tell: a problem found by a visit was closed, or came back."""

from __future__ import annotations

from typing import Any

from fajian.core.commands import System
from fajian.inspections import actions
from fajian.ledgers.signals import problem_closed, problem_relapsed

BY = System("台账销号、反弹反馈入企检查")
OURS = "inspection_visit:"


def listen() -> None:
    """Be told of every closing."""
    problem_closed.connect(on_closed, dispatch_uid="fajian.inspections.closed")
    problem_relapsed.connect(on_relapsed, dispatch_uid="fajian.inspections.relapsed")


def on_closed(sender: Any, number: int, source: str, **more: Any) -> None:
    """One of ours?"""
    if source.startswith(OURS):
        actions.hear_closed(by=BY, number=int(source.removeprefix(OURS)), entry=number)


def on_relapsed(sender: Any, number: int, source: str, **more: Any) -> None:
    """One of ours?"""
    if source.startswith(OURS):
        actions.hear_relapsed(by=BY, number=int(source.removeprefix(OURS)))
