"""Writes of people and their certificates."""

from fajian.people.actions.certificates import (
    BLIND,
    apply,
    ask_change,
    ask_review,
    cancel,
    decide,
    fail,
    issue,
    recognise,
    replace,
    resubmit,
    suspend,
    watch,
)
from fajian.people.actions.officers import Given, confirm_roster, edit, leave, register
from fajian.people.actions.roster import Line, take_roster

__all__ = [
    "BLIND",
    "Given",
    "Line",
    "apply",
    "ask_change",
    "ask_review",
    "cancel",
    "confirm_roster",
    "decide",
    "edit",
    "fail",
    "issue",
    "leave",
    "recognise",
    "register",
    "replace",
    "resubmit",
    "suspend",
    "take_roster",
    "watch",
]
