"""Writes on plans, campaigns and duties, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.campaigns.actions.campaigns import launch, urge
from fajian.campaigns.actions.declarations import declare
from fajian.campaigns.actions.duties import hand_in, linked, of_campaign, receive, return_
from fajian.campaigns.actions.plans import check, drop, recheck, settle, settle_all, take_plan
from fajian.campaigns.actions.snapshots import freeze
from fajian.campaigns.actions.templates import lay_out
from fajian.campaigns.actions.versions import UNTITLED, edit

__all__ = [
    "UNTITLED",
    "check",
    "declare",
    "drop",
    "edit",
    "freeze",
    "hand_in",
    "launch",
    "lay_out",
    "linked",
    "of_campaign",
    "receive",
    "recheck",
    "return_",
    "settle",
    "settle_all",
    "take_plan",
    "urge",
]
