"""PRM-CHOICE."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PRM-CHOICE",
    title="强制承诺/拒绝承诺",
    subject="licences",
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=law("国办发〔2020〕42号 告知承诺制指导意见", "（申请人自主选择）"),
    needs=("mode", "has_choice_record"),
    reading="按告知承诺办理，而没有申请人自主选择记录的，列为线索。是否有记录没有填写的，无法判断。"
    "不准申请人选择告知承诺的，表中看不出来，由投诉和人工核查发现。",
)
def not_asked(data: Tables) -> ir.Table:
    """A promise case without a record that the applicant chose this way.

    Who was refused it leaves no trace in this table.
    """
    t = data.licences
    return judge(
        t,
        subject="licences",
        step_on=t.received_on,
        hit=(t["mode"] == "promise") & ~t.has_choice_record,
        explain="{received_on}收到的申请按{mode}办理，是否有自主选择记录：{has_choice_record}。",
        received_on=t.received_on,
        mode=t["mode"],
        has_choice_record=t.has_choice_record,
    )
