"""Writes on plans, campaigns and duties, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.campaigns.actions.activities import (
    confirm_channel,
    record_activity,
    report_channel,
    return_channel,
    strike_activity,
    withdraw_channel,
)
from fajian.campaigns.actions.amendments import approve_amendment, propose, refuse_amendment
from fajian.campaigns.actions.campaigns import Higher, launch
from fajian.campaigns.actions.contacts import (
    add_member,
    dissolve_group,
    form_group,
    groups_of,
    kind_of,
    name_contact,
    remind_contacts,
    replace_contact,
    replace_member,
    take_groups,
)
from fajian.campaigns.actions.declarations import declare
from fajian.campaigns.actions.distribution import (
    distribute,
    file,
    hand_in_plan,
    handle,
    next_number,
    remind_unsigned,
    return_plan,
    sign,
)
from fajian.campaigns.actions.drafts import approve_draft, save_draft, send_back_draft, submit_draft
from fajian.campaigns.actions.duties import demand, hand_in, lock, receive, return_, unlock
from fajian.campaigns.actions.ending import finish, resume
from fajian.campaigns.actions.escalation import (
    accept_proposal,
    chase,
    decline_proposal,
    postpone_proposal,
    set_ladder,
    urge,
)
from fajian.campaigns.actions.lookbacks import Judgement, confirm_past, judge, look_back, overrule_past, return_past
from fajian.campaigns.actions.packs import pack
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
from fajian.campaigns.actions.reconciliations import return_accounts, sign_accounts, verify_accounts, write_off
from fajian.campaigns.actions.snapshots import freeze
from fajian.campaigns.actions.spotchecks import refute, spot_check, take_sample, uphold
from fajian.campaigns.actions.standing import end_standing, open_periods, pause_standing, resume_standing, set_standing
from fajian.campaigns.actions.templates import lay_out
from fajian.campaigns.actions.versions import UNTITLED, edit
from fajian.campaigns.contents import linked, of_campaign

__all__ = [
    "UNTITLED",
    "Higher",
    "Judgement",
    "accept_proposal",
    "add_member",
    "approve_amendment",
    "approve_draft",
    "chase",
    "check",
    "claim_done",
    "confirm_channel",
    "confirm_done",
    "confirm_past",
    "declare",
    "decline_proposal",
    "demand",
    "dissolve_group",
    "distribute",
    "drop",
    "drop_milestone",
    "edit",
    "end_standing",
    "file",
    "finish",
    "form_group",
    "freeze",
    "groups_of",
    "hand_in",
    "hand_in_plan",
    "handle",
    "judge",
    "kind_of",
    "launch",
    "lay_out",
    "linked",
    "lock",
    "look_back",
    "name_contact",
    "next_number",
    "note_progress",
    "of_campaign",
    "open_periods",
    "overrule_past",
    "pack",
    "pause_standing",
    "postpone_proposal",
    "propose",
    "reach_milestone",
    "receive",
    "recheck",
    "record_activity",
    "refuse_amendment",
    "refute",
    "remind_contacts",
    "remind_unsigned",
    "replace_contact",
    "replace_member",
    "report_channel",
    "resume",
    "resume_standing",
    "resume_task",
    "return_",
    "return_accounts",
    "return_channel",
    "return_done",
    "return_past",
    "return_plan",
    "save_draft",
    "send_back_draft",
    "set_ladder",
    "set_milestone",
    "set_standing",
    "settle",
    "settle_all",
    "sign",
    "sign_accounts",
    "spot_check",
    "steers",
    "strike_activity",
    "submit_draft",
    "take_groups",
    "take_plan",
    "take_sample",
    "unlock",
    "uphold",
    "urge",
    "verify_accounts",
    "withdraw_channel",
    "write_off",
]
