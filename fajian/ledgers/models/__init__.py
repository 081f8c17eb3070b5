"""台账: the forms units keep, their rows, and the rectification of each problem; a file for each noun."""

from fajian.ledgers.models.analyses import Analysis
from fajian.ledgers.models.entries import Entry, EntryQuerySet, Ledger, Readable
from fajian.ledgers.models.extensions import Extension
from fajian.ledgers.models.fixes import Fix, FixUse
from fajian.ledgers.models.gatherings import Gathering, Piece
from fajian.ledgers.models.layouts import Layout
from fajian.ledgers.models.listings import Listing, ListingNote
from fajian.ledgers.models.pairings import Closing, Pairing, PairingQuerySet, Traits
from fajian.ledgers.models.phases import Phase
from fajian.ledgers.models.problems import Hand, Rectification, RectificationQuerySet
from fajian.ledgers.models.proofs import Proof
from fajian.ledgers.models.saved_views import SavedView
from fajian.ledgers.models.suspicions import Suspicion
from fajian.ledgers.models.sweeps import Sweep, SweptCase
from fajian.ledgers.models.takeins import TAKE_IN, HeadingMap, Issue, TakeIn
from fajian.ledgers.models.ties import Tie
from fajian.ledgers.models.wordings import Wording
from fajian.ledgers.own import Form

__all__ = [
    "TAKE_IN",
    "Analysis",
    "Closing",
    "Entry",
    "EntryQuerySet",
    "Extension",
    "Fix",
    "FixUse",
    "Form",
    "Gathering",
    "Hand",
    "HeadingMap",
    "Issue",
    "Layout",
    "Ledger",
    "Listing",
    "ListingNote",
    "Pairing",
    "PairingQuerySet",
    "Phase",
    "Piece",
    "Proof",
    "Readable",
    "Rectification",
    "RectificationQuerySet",
    "SavedView",
    "Suspicion",
    "Sweep",
    "SweptCase",
    "TakeIn",
    "Tie",
    "Traits",
    "Wording",
]
