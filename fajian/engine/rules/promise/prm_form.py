"""PRM-FORM."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.codes import lacks_something
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="PRM-FORM",
    title="告知要素不全",
    subject="licences",
    certainty="确定",
    severity="一般",
    wording="未按规定",
    basis=law("国办发〔2020〕42号 告知承诺制指导意见", "（告知承诺书）"),
    needs=("mode", "promise_missing"),
    reading="告知承诺办件的告知书有缺项的，列出。缺项以核对人填写的为准，没有填写视为没有核对，无法判断。",
)
def notice_lacks(data: Tables) -> ir.Table:
    """A promise case (告知承诺) whose notice to the applicant lacks something."""
    t = data.licences
    lacking = lacks_something(t.promise_missing, "licences", "promise_missing")
    return judge(
        t,
        subject="licences",
        step_on=t.received_on,
        hit=(t["mode"] == "promise") & lacking,
        explain="告知承诺办件，告知书缺项：事项名称{no_name}，设定依据{no_basis}，证明内容{no_content}，承诺方式{no_manner}，"
        "不实承诺责任{no_liability}，核查权力{no_check}。",
        no_name=t.promise_missing.contains("name"),
        no_basis=t.promise_missing.contains("basis"),
        no_content=t.promise_missing.contains("content"),
        no_manner=t.promise_missing.contains("manner"),
        no_liability=t.promise_missing.contains("liability"),
        no_check=t.promise_missing.contains("check_power"),
    )
