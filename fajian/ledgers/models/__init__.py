"""台账: the forms units keep, their rows, and the rectification of each problem; a file for each noun."""

from fajian.ledgers.models.entries import Entry, EntryQuerySet, Ledger, Readable
from fajian.ledgers.models.problems import Hand, Rectification, RectificationQuerySet
from fajian.ledgers.models.proofs import PICTURES, Proof
from fajian.ledgers.own import Form

__all__ = [
    "PICTURES",
    "Entry",
    "EntryQuerySet",
    "Form",
    "Hand",
    "Ledger",
    "Proof",
    "Readable",
    "Rectification",
    "RectificationQuerySet",
]
