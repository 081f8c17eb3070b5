"""Writes on ledgers and problems, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.ledgers.actions.categories import classify
from fajian.ledgers.actions.entries import NewEntry, correct, edit, open_ledger, record, strike_out
from fajian.ledgers.actions.exports import export, pack_dossiers
from fajian.ledgers.actions.layouts import add_layout, drop_layout, match_layout
from fajian.ledgers.actions.pairings import default_kept, follow, join, propose, reject, undo
from fajian.ledgers.actions.problems import accept, close, has_hand, reopen, return_, submit
from fajian.ledgers.actions.proofs import add_proof, take_back_proof
from fajian.ledgers.actions.saved_views import change_view, keep_view, remove_view
from fajian.ledgers.actions.shared import UNIT, in_reach, standing
from fajian.ledgers.actions.suspicions import judge, list_suspicions
from fajian.ledgers.actions.takeins import Outdated, Unsettled, drop, fail, issue, read_in, receive, take

__all__ = [
    "UNIT",
    "NewEntry",
    "Outdated",
    "Unsettled",
    "accept",
    "add_layout",
    "add_proof",
    "change_view",
    "classify",
    "close",
    "correct",
    "default_kept",
    "drop",
    "drop_layout",
    "edit",
    "export",
    "fail",
    "follow",
    "has_hand",
    "in_reach",
    "issue",
    "join",
    "judge",
    "keep_view",
    "list_suspicions",
    "match_layout",
    "open_ledger",
    "pack_dossiers",
    "propose",
    "read_in",
    "receive",
    "record",
    "reject",
    "remove_view",
    "reopen",
    "return_",
    "standing",
    "strike_out",
    "submit",
    "take",
    "take_back_proof",
    "undo",
]
