"""Rows of people and their certificates."""

from fajian.people.models.certificates import Certificate, Suspension
from fajian.people.models.officers import Officer, Roster

__all__ = ["Certificate", "Officer", "Roster", "Suspension"]
