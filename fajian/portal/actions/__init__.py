"""Writes on complaints, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.portal.actions.complaints import PUBLIC, Told, complain, rate, write
from fajian.portal.actions.custody import allow_opening, ask_opening, enter_key, refuse_opening
from fajian.portal.actions.handling import (
    accept,
    approve,
    ask,
    close,
    draft,
    enter_ledger,
    extend,
    forward,
    join,
    reassign,
    refuse,
    return_,
)
from fajian.portal.actions.imports import import_all

__all__ = [
    "PUBLIC",
    "Told",
    "accept",
    "allow_opening",
    "approve",
    "ask",
    "ask_opening",
    "close",
    "complain",
    "draft",
    "enter_key",
    "enter_ledger",
    "extend",
    "forward",
    "import_all",
    "join",
    "rate",
    "reassign",
    "refuse",
    "refuse_opening",
    "return_",
    "write",
]
