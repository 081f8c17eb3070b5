"""台账体检: checks over the ledgers themselves, one a file; what they find are suspicions for a person to look into."""

from fajian.ledgers.examination import (  # noqa: F401 – each puts itself among the checks
    at_once,
    copied_result,
    crowded_day,
    day_order,
    early_relapse,
    empty_ledgers,
    long_overdue,
    no_measure,
    reused_proof,
    same_day,
)
from fajian.ledgers.examination.base import CHECKS, Check, Hit

__all__ = ["CHECKS", "Check", "Hit"]
