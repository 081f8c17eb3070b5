"""Rows of people and their certificates."""

from fajian.people.models.certificates import Certificate, Suspension
from fajian.people.models.exams import Exam, Question, Sitting
from fajian.people.models.officers import Officer, Roster
from fajian.people.models.trainings import Attendance, Training

__all__ = [
    "Attendance",
    "Certificate",
    "Exam",
    "Officer",
    "Question",
    "Roster",
    "Sitting",
    "Suspension",
    "Training",
]
