"""What the shelves above hear of; sent when the command is committed, `sender` is Rectification, `number` its entry."""

from django.dispatch import Signal

problem_closed = Signal()  # number, source
problem_relapsed = Signal()  # number, source
