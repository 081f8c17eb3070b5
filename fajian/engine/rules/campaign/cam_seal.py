"""CAM-SEAL."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.tasks import tasks


@rule(
    id="CAM-SEAL",
    title="报表未签字盖章",
    subject="campaign_tasks",
    certainty="确定",
    severity="提示",
    wording="未按规定",
    basis=law("专项整治工作方案", "材料签字盖章后报送的要求"),
    needs=("submitted_at", "is_signed", "is_sealed"),
    reading="已经报送的材料，没有单位负责人签字，或者没有加盖单位公章的，列出；电子签名、电子签章视同签字、盖章。"
    "没有报送的不列。是否签字、是否盖章没有记载的，无法判断；其中一项明确缺少的，仍然列出。",
)
def not_signed(data: Tables) -> ir.Table:
    """Material handed in without the signature of the unit's head or without its seal; electronic ones will do."""
    t = tasks(data)
    unsigned, unsealed = ~t.is_signed, ~t.is_sealed
    return judge(
        t,
        subject="campaign_tasks",
        step_on=t.submitted_at,
        hit=data.happened(t, "campaign_tasks", "submitted_at") & (unsigned | unsealed),
        explain="{kind}于{submitted_at}报送，问题：{problem}。",
        problem=problems((unsigned, "没有负责人签字"), (unsealed, "没有盖章")),
        kind=t.kind,
        submitted_at=t.submitted_at,
        is_signed=t.is_signed,
        is_sealed=t.is_sealed,
    )
