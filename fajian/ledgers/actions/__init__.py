"""Writes on ledgers and problems, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.ledgers.actions.entries import NewEntry, correct, edit, open_ledger, record, strike_out
from fajian.ledgers.actions.problems import accept, close, has_hand, reopen, return_, submit
from fajian.ledgers.actions.proofs import add_proof, take_back_proof
from fajian.ledgers.actions.shared import UNIT, in_reach, standing

__all__ = [
    "UNIT",
    "NewEntry",
    "accept",
    "add_proof",
    "close",
    "correct",
    "edit",
    "has_hand",
    "in_reach",
    "open_ledger",
    "record",
    "reopen",
    "return_",
    "standing",
    "strike_out",
    "submit",
    "take_back_proof",
]
