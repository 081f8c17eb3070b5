"""名录库版本: made, handed up to be merged, filed."""

from __future__ import annotations

from fajian.core.workflow import Step, Workflow
from fajian.orgs.roles import WRITERS

DIRECTORY = Workflow(
    title="名录库版本",
    states={"made": "已成册", "handed_up": "已报汇总", "filed": "已备案"},
    steps=(
        #    name       button       from                   to           who           must be filled in
        Step("hand_up", "报送汇总", ("made",), "handed_up", "writer"),
        Step("file", "登记备案", ("made", "handed_up"), "filed", "supervisor", ("filed_on", "filed_with")),
    ),
    groups={"writer": WRITERS},
    labels={"filed_on": "备案日期", "filed_with": "备案机关和文号"},
)
