"""Rows of inspections."""

from fajian.inspections.models.targets import Directory, Target

__all__ = ["Directory", "Target"]
