"""PUB-PRE."""

from __future__ import annotations

import functools
import operator

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.disclosures import agencies_in_office, with_published
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.store.schema import tables

ITEMS = (
    "subject", "officers", "duty", "authority", "basis", "procedure", "remedy", "spot_check_list", "flowchart",
    "complaint_channel",
)  # fmt: skip


@rule(
    id="PUB-PRE",
    title="事前公开要素缺失",
    subject="agencies",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2018〕118号 三项制度指导意见", "二（四）；行政处罚法(2021)第三十九条"),
    needs=(),
    reading="在任的行政机关和授权组织，没有公开下列十项之一的，列出：执法主体、执法人员、职责、权限、执法依据、"
    "执法程序、救济渠道、随机抽查事项清单、执法流程图、投诉举报渠道。没有公开记载的，"
    "机关已声明主动公开事项数据报送齐全的才列出，否则无法判断。",
)
def not_shown_beforehand(data: Tables) -> ir.Table:
    """Agencies and authorised bodies in office that do not show one of the ten items they must show beforehand.

    The ten: who enforces, officers, duties, powers, basis, procedure, remedies, random checks, flow chart, complaints.
    Where 主动公开事项 was not declared complete and something is missing it cannot be judged.
    """
    words = {code: word for word, code in tables()["disclosures"]["kind"].codes.items() if code in ITEMS}
    a = with_published(data, agencies_in_office(data), words)
    missing = functools.reduce(operator.or_, (~a[f"has_{item}"] for item in ITEMS))
    return judge(
        a,
        subject="agencies",
        step_on=data.today,
        hit=a.is_in_office & missing,
        explain="应当事前公开的十项中，未见公开：{lacking}。",
        lacking=a.lacking,
    )
