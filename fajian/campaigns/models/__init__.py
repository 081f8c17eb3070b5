"""方案、行动、参加单位、阶段、任务、任务单位、报送义务、报送材料: a file for each noun."""

from fajian.campaigns.models.duties import NO_DAY, Duty, Return
from fajian.campaigns.models.plans import Campaign, Participant, PlanDocument, Stage
from fajian.campaigns.models.tasks import Task, TaskUnit

__all__ = ["NO_DAY", "Campaign", "Duty", "Participant", "PlanDocument", "Return", "Stage", "Task", "TaskUnit"]
