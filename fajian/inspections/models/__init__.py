"""Rows of inspections."""

from fajian.inspections.models.items import Bound, Item
from fajian.inspections.models.plans import FIGURES, Joint, Plan, PlanTarget
from fajian.inspections.models.targets import Directory, Target

__all__ = ["FIGURES", "Bound", "Directory", "Item", "Joint", "Plan", "PlanTarget", "Target"]
