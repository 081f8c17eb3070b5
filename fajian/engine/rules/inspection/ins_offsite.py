"""INS-OFFSITE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.offices import covers
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.visits import inspections

# 民营经济促进法 is in force from this day.
SINCE = ibis.literal("2025-05-20").cast("date")


@rule(
    id="INS-OFFSITE",
    title="异地检查未协助/未备案",
    subject="inspections",
    certainty="确定(条件)",
    severity="较重",
    wording="涉嫌违法",
    basis=law("民营经济促进法", "第六十四条；国办发〔2024〕54号 三"),
    needs=("region_code", "started_at", "assist_doc_no", "offsite_filed_on", "finished_on"),
    reading="2025年5月20日以后，在本机关区划以外检查，没有异地协助函号的，或者从办结次日起20日以内没有备案的，列出。"
    "末日遇休息日顺延，20日可由地方另定；至今没有备案而末日已过的同样列出。上级区划包含其下级区划；"
    "机关不在执法主体名录、检查地没有记载的，无法判断。",
)
def away_from_home(data: Tables) -> ir.Table:
    """Inspections outside the agency's region without a letter asking for help, or not filed within 20 days.

    From 2025-05-20. Calendar days from the day it was finished, rolled over rest days (a local number). An agency's
    code ending in 00 covers all below it. Agency not in the register: cannot be judged.
    """
    i = look_up(inspections(data), "agency_id", data.agencies, "agency_id", home_code="region_code")
    i = i.mutate(file_by=rolled(days_after(i.finished_on, data.days("offsite_days", i.finished_on))))
    away = ~covers(i.home_code, i.region_code)
    not_asked = ~data.happened(i, "inspections", "assist_doc_no")
    finished = data.happened(i, "inspections", "finished_on")
    unfiled = finished & data.late(i, "inspections", "offsite_filed_on", i.file_by)
    return judge(
        i,
        subject="inspections",
        step_on=i.started_on,
        hit=(i.started_on >= SINCE) & away & (not_asked | unfiled),
        explain="机关区划{home_code}，检查地{region_code}；异地协助函号{assist_doc_no}；{finished_on}办结，"
        "最迟应于{file_by}备案，实际{offsite_filed_on}。",
        home_code=i.home_code,
        region_code=i.region_code,
        assist_doc_no=i.assist_doc_no,
        finished_on=i.finished_on,
        file_by=i.file_by,
        offsite_filed_on=i.offsite_filed_on,
    )
