"""Plans, campaigns and what hangs on them: a file for each noun."""

from fajian.campaigns.models.activities import Activity, Channel
from fajian.campaigns.models.amendments import Amendment
from fajian.campaigns.models.contacts import Contact, Group, Member
from fajian.campaigns.models.declarations import Declaration
from fajian.campaigns.models.distribution import Delivery, Filing
from fajian.campaigns.models.duties import NO_DAY, Duty
from fajian.campaigns.models.escalation import Ladder, Nudge, Proposal
from fajian.campaigns.models.lookbacks import LookBack, PastProblem
from fajian.campaigns.models.plans import Campaign, HigherPlan, Participant, PlanDocument, PlanVersion, Stage
from fajian.campaigns.models.progress import OWING, Milestone, Note, NoteFile, Progress
from fajian.campaigns.models.reconciliations import Reconciliation
from fajian.campaigns.models.returns import Draft, Return, ReturnContent
from fajian.campaigns.models.snapshots import Snapshot, SnapshotPart
from fajian.campaigns.models.spotchecks import Recheck, SpotCheck
from fajian.campaigns.models.standing import Standing, StandingUnit
from fajian.campaigns.models.tasks import Task, TaskUnit
from fajian.campaigns.models.templates import ReportTemplate

__all__ = [
    "NO_DAY",
    "OWING",
    "Activity",
    "Amendment",
    "Campaign",
    "Channel",
    "Contact",
    "Declaration",
    "Delivery",
    "Draft",
    "Duty",
    "Filing",
    "Group",
    "HigherPlan",
    "Ladder",
    "LookBack",
    "Member",
    "Milestone",
    "Note",
    "NoteFile",
    "Nudge",
    "Participant",
    "PastProblem",
    "PlanDocument",
    "PlanVersion",
    "Progress",
    "Proposal",
    "Recheck",
    "Reconciliation",
    "ReportTemplate",
    "Return",
    "ReturnContent",
    "Snapshot",
    "SnapshotPart",
    "SpotCheck",
    "Stage",
    "Standing",
    "StandingUnit",
    "Task",
    "TaskUnit",
]
