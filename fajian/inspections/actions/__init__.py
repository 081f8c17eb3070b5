"""Writes of inspections."""

from fajian.inspections.actions.directories import file_directory, hand_up, make_directory, merge_directories
from fajian.inspections.actions.items import (
    change_item,
    enter_bound,
    enter_item,
    publish_item,
    strike_bound,
    strike_item,
)
from fajian.inspections.actions.joints import adopt_joint, arrange, ask_joint, drop_joint, file_joint, propose_joint
from fajian.inspections.actions.plans import (
    approve_plan,
    draft_plan,
    draw_plan,
    edit_plan,
    file_plan,
    leave_out,
    return_plan,
    strike_plan,
    submit_plan,
    take_drawn,
)
from fajian.inspections.actions.targets import change_target, enter_target, import_targets, strike_target

__all__ = [
    "adopt_joint",
    "approve_plan",
    "arrange",
    "ask_joint",
    "change_item",
    "change_target",
    "draft_plan",
    "draw_plan",
    "drop_joint",
    "edit_plan",
    "enter_bound",
    "enter_item",
    "enter_target",
    "file_directory",
    "file_joint",
    "file_plan",
    "hand_up",
    "import_targets",
    "leave_out",
    "make_directory",
    "merge_directories",
    "propose_joint",
    "publish_item",
    "return_plan",
    "strike_bound",
    "strike_item",
    "strike_plan",
    "strike_target",
    "submit_plan",
    "take_drawn",
]
