"""Forms of the pages on plans, campaigns and duties, a file for each noun."""

from fajian.campaigns.forms.duties import DUTY_STATES, DutyFilter, HandInForm, ReturnForm
from fajian.campaigns.forms.elements import ElementForm, HeaderForm, ReasonForm, YamlForm
from fajian.campaigns.forms.plans import (
    AliasForm,
    DropForm,
    LaunchForm,
    PlanForm,
    ProposalsForm,
    SettleForm,
    UploadField,
)

__all__ = [
    "DUTY_STATES",
    "AliasForm",
    "DropForm",
    "DutyFilter",
    "ElementForm",
    "HandInForm",
    "HeaderForm",
    "LaunchForm",
    "PlanForm",
    "ProposalsForm",
    "ReasonForm",
    "ReturnForm",
    "SettleForm",
    "UploadField",
    "YamlForm",
]
