"""Writes on plans, campaigns and duties, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.campaigns.actions.campaigns import launch, urge
from fajian.campaigns.actions.declarations import declare
from fajian.campaigns.actions.duties import hand_in, linked, of_campaign, receive, return_
from fajian.campaigns.actions.plans import UNTITLED, check, drop, recheck, settle, take_plan
from fajian.campaigns.actions.snapshots import freeze
from fajian.campaigns.actions.templates import lay_out

__all__ = [
    "UNTITLED",
    "check",
    "declare",
    "drop",
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
    "take_plan",
    "urge",
]
