"""Rows of inspections."""

from fajian.inspections.models.items import Bound, Item
from fajian.inspections.models.plans import FIGURES, Joint, Plan, PlanTarget
from fajian.inspections.models.targets import Directory, Target
from fajian.inspections.models.visits import Visit, VisitFile, VisitOfficer

__all__ = [
    "FIGURES", "Bound", "Directory", "Item", "Joint", "Plan", "PlanTarget", "Target", "Visit", "VisitFile",
    "VisitOfficer",
]  # fmt: skip
