"""方案、行动、阶段、任务、报送义务、报送材料、申报数、月度固化、报告模板等: a file for each noun."""

from fajian.campaigns.models.declarations import Declaration
from fajian.campaigns.models.duties import NO_DAY, Duty
from fajian.campaigns.models.escalation import Ladder, Nudge, Proposal
from fajian.campaigns.models.plans import Campaign, Participant, PlanDocument, PlanVersion, Stage
from fajian.campaigns.models.returns import Draft, Return, ReturnContent
from fajian.campaigns.models.snapshots import Snapshot, SnapshotPart
from fajian.campaigns.models.standing import Standing, StandingUnit
from fajian.campaigns.models.tasks import Task, TaskUnit
from fajian.campaigns.models.templates import ReportTemplate

__all__ = [
    "NO_DAY",
    "Campaign",
    "Declaration",
    "Draft",
    "Duty",
    "Ladder",
    "Nudge",
    "Participant",
    "PlanDocument",
    "PlanVersion",
    "Proposal",
    "ReportTemplate",
    "Return",
    "ReturnContent",
    "Snapshot",
    "SnapshotPart",
    "Stage",
    "Standing",
    "StandingUnit",
    "Task",
    "TaskUnit",
]
