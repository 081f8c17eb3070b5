"""Forms of the pages on plans, campaigns and duties, a file for each noun."""

from fajian.campaigns.forms.amendments import AmendmentForm
from fajian.campaigns.forms.duties import DUTY_STATES, DutyFilter
from fajian.campaigns.forms.elements import ElementForm, HeaderForm, PlanYamlForm, ReasonForm
from fajian.campaigns.forms.plans import (
    AliasForm,
    DropForm,
    LaunchForm,
    PlanForm,
    ProposalsForm,
    SettleForm,
)
from fajian.campaigns.forms.returns import BackForm, DemandForm, DraftForm, ReturnForm, SeenForm, UnlockForm

__all__ = [
    "DUTY_STATES",
    "AliasForm",
    "AmendmentForm",
    "BackForm",
    "DemandForm",
    "DraftForm",
    "DropForm",
    "DutyFilter",
    "ElementForm",
    "HeaderForm",
    "LaunchForm",
    "PlanForm",
    "PlanYamlForm",
    "ProposalsForm",
    "ReasonForm",
    "ReturnForm",
    "SeenForm",
    "SettleForm",
    "UnlockForm",
]
