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
from fajian.portal.actions.points import (
    Filled,
    Note,
    end_point,
    fill_card,
    note_at_point,
    open_point,
    record_point,
    relink_point,
)

__all__ = [
    "PUBLIC",
    "Filled",
    "Note",
    "Told",
    "accept",
    "allow_opening",
    "approve",
    "ask",
    "ask_opening",
    "close",
    "complain",
    "draft",
    "end_point",
    "enter_key",
    "enter_ledger",
    "extend",
    "fill_card",
    "forward",
    "import_all",
    "join",
    "note_at_point",
    "open_point",
    "rate",
    "reassign",
    "record_point",
    "refuse",
    "refuse_opening",
    "relink_point",
    "return_",
    "write",
]
