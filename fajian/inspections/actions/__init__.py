"""Writes of inspections."""

from fajian.inspections.actions.directories import file_directory, hand_up, make_directory, merge_directories
from fajian.inspections.actions.targets import change_target, enter_target, import_targets, strike_target

__all__ = [
    "change_target",
    "enter_target",
    "file_directory",
    "hand_up",
    "import_targets",
    "make_directory",
    "merge_directories",
    "strike_target",
]
