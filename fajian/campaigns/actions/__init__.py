"""Writes on plans, campaigns and duties, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.campaigns.actions.campaigns import launch
from fajian.campaigns.actions.declarations import declare
from fajian.campaigns.actions.drafts import approve_draft, save_draft, send_back_draft, submit_draft
from fajian.campaigns.actions.duties import demand, hand_in, lock, receive, return_, unlock
from fajian.campaigns.actions.escalation import (
    accept_proposal,
    chase,
    decline_proposal,
    postpone_proposal,
    set_ladder,
    urge,
)
from fajian.campaigns.actions.plans import check, drop, recheck, settle, settle_all, take_plan
from fajian.campaigns.actions.progress import (
    claim_done,
    confirm_done,
    drop_milestone,
    note_progress,
    reach_milestone,
    resume_task,
    return_done,
    set_milestone,
    steers,
)
from fajian.campaigns.actions.shared import WRITERS
from fajian.campaigns.actions.snapshots import freeze
from fajian.campaigns.actions.standing import end_standing, open_periods, pause_standing, resume_standing, set_standing
from fajian.campaigns.actions.templates import lay_out
from fajian.campaigns.actions.versions import UNTITLED, edit
from fajian.campaigns.contents import linked, of_campaign

__all__ = [
    "UNTITLED",
    "WRITERS",
    "accept_proposal",
    "approve_draft",
    "chase",
    "check",
    "claim_done",
    "confirm_done",
    "declare",
    "decline_proposal",
    "demand",
    "drop",
    "drop_milestone",
    "edit",
    "end_standing",
    "freeze",
    "hand_in",
    "launch",
    "lay_out",
    "linked",
    "lock",
    "note_progress",
    "of_campaign",
    "open_periods",
    "pause_standing",
    "postpone_proposal",
    "reach_milestone",
    "receive",
    "recheck",
    "resume_standing",
    "resume_task",
    "return_",
    "return_done",
    "save_draft",
    "send_back_draft",
    "set_ladder",
    "set_milestone",
    "set_standing",
    "settle",
    "settle_all",
    "steers",
    "submit_draft",
    "take_plan",
    "unlock",
    "urge",
]
