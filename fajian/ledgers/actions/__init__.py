"""Writes on ledgers and problems, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.ledgers.actions.analyses import analyse
from fajian.ledgers.actions.categories import classify
from fajian.ledgers.actions.entries import NewEntry, correct, edit, open_ledger, record, strike_out
from fajian.ledgers.actions.exports import export, pack_dossiers
from fajian.ledgers.actions.extensions import ask_extension, grant_extension, refuse_extension, withdraw_extension
from fajian.ledgers.actions.fixes import NewFix, drop_fix, register_fix, strike_fix, use_fix
from fajian.ledgers.actions.gatherings import candidates, count, displace, gather, leave, place, tell_units
from fajian.ledgers.actions.layouts import add_layout, drop_layout, match_layout
from fajian.ledgers.actions.listings import list_problem, note_listing, unlist_problem
from fajian.ledgers.actions.pairings import default_kept, follow, join, propose, reject, undo
from fajian.ledgers.actions.phases import add_phase, finish_phase, strike_phase
from fajian.ledgers.actions.problems import accept, close, has_hand, reopen, return_, settle, submit
from fajian.ledgers.actions.proofs import add_proof, take_back_proof
from fajian.ledgers.actions.saved_views import change_view, keep_view, remove_view
from fajian.ledgers.actions.shared import in_reach, standing
from fajian.ledgers.actions.suspicions import judge, list_suspicions
from fajian.ledgers.actions.sweeps import begin_sweep, clear_cases, find_in_case
from fajian.ledgers.actions.takeins import Outdated, Unsettled, drop, fail, issue, read_in, receive, take
from fajian.ledgers.actions.ties import tie, untie
from fajian.orgs.roles import UNIT

__all__ = [
    "UNIT",
    "NewEntry",
    "NewFix",
    "Outdated",
    "Unsettled",
    "accept",
    "add_layout",
    "add_phase",
    "add_proof",
    "analyse",
    "ask_extension",
    "begin_sweep",
    "candidates",
    "change_view",
    "classify",
    "clear_cases",
    "close",
    "correct",
    "count",
    "default_kept",
    "displace",
    "drop",
    "drop_fix",
    "drop_layout",
    "edit",
    "export",
    "fail",
    "find_in_case",
    "finish_phase",
    "follow",
    "gather",
    "grant_extension",
    "has_hand",
    "in_reach",
    "issue",
    "join",
    "judge",
    "keep_view",
    "leave",
    "list_problem",
    "list_suspicions",
    "match_layout",
    "note_listing",
    "open_ledger",
    "pack_dossiers",
    "place",
    "propose",
    "read_in",
    "receive",
    "record",
    "refuse_extension",
    "register_fix",
    "reject",
    "remove_view",
    "reopen",
    "return_",
    "settle",
    "standing",
    "strike_fix",
    "strike_out",
    "strike_phase",
    "submit",
    "take",
    "take_back_proof",
    "tell_units",
    "tie",
    "undo",
    "unlist_problem",
    "untie",
    "use_fix",
    "withdraw_extension",
]
