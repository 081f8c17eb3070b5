"""REC-AV-SINGLE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import flag, with_delivery
from fajian.engine.rules.recordings import with_coverage
from fajian.engine.rules.tables import Tables, judge
from fajian.engine.rules.terms import ACTING_ROLES, punished

# The Public Security Penalties Law of 2025 is in force from this day.
SINGLE_FROM = ibis.literal("2026-01-01").cast("date")


@rule(
    id="REC-AV-SINGLE",
    title="单人办案未同步录音录像",
    subject=("penalties", "coercions"),
    certainty="确定",
    severity="严重",
    wording="涉嫌违法",
    basis=law("治安管理处罚法(2025)", "第一百零八条第三款、第一百二十条第三款", since="2026-01-01"),
    needs=("domain", "procedure", "outcome", "decided_on", "kind", "started_at", "ended_at"),
    reading="2026年1月1日以后公安机关只有一名办案人员的案件：当场处罚没有音像记录的，"
    "扣押没有音像记录或者记录没有覆盖全程的，列出。办案人员指承担调查、检查、实施强制工作的不同人员。没有记录的，"
    "机关已声明当日音像数据报送齐全的才列出，否则无法判断；办案人员没有记载、可能不止一人的，"
    "或者现场起止时间没有记载的，无法判断。询问、调解没有数据，不比较。",
)
def alone_without_recording(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Police who fined on the spot or seized alone, from 2026, without recording it from beginning to end.

    Fines on the spot have no time on site: any recording will do. Seizures must be covered to the second. Questioning
    and mediation are not in the sheets.
    """
    return _fines(data), _seizures(data)


def _fines(data: Tables) -> ir.Table:
    t = data.penalties.filter(data.penalties.domain == "police")
    t = _with_people(data, t, "penalty")
    recordings = data.recordings.filter(data.recordings.act_kind == "penalty")
    t = flag(t, "penalty_id", recordings.select("act_id"), "is_recorded")
    t = with_delivery(data, t, "penalty_id", "recordings", "agency_id", "decided_on", "fj_complete")
    silent = ~t.is_recorded & ibis.ifelse(t.fj_complete, ibis.literal(True), ibis.null("boolean"))
    return judge(
        t,
        subject="penalties",
        step_on=t.decided_on,
        hit=(t.procedure == "summary") & punished(t) & (t.decided_on >= SINGLE_FROM) & t.is_alone & silent,
        explain="{decided_on}当场处罚，办案人员{people}人次，其中不同的{officers}人；有音像记录：{is_recorded}。",
        decided_on=t.decided_on,
        people=t.people,
        officers=t.officers,
        is_recorded=t.is_recorded,
    )


def _seizures(data: Tables) -> ir.Table:
    c = data.coercions.filter(data.coercions.domain == "police")
    t = c.mutate(started_on=c.started_at.date())
    t = with_delivery(data, t, "coercion_id", "recordings", "agency_id", "started_on", "fj_complete")
    t = with_coverage(data, _with_people(data, t, "coercion"), "coercion")
    short = t.covered_seconds < t.total_seconds
    poor = ibis.cases((~short, ibis.literal(False)), (t.fj_unclear, ibis.null("boolean")), else_=short)
    none = ibis.ifelse(t.fj_complete, ibis.literal(True), ibis.null("boolean"))
    return judge(
        t,
        subject="coercions",
        step_on=t.started_on,
        hit=(t.kind == "seize")
        & (t.started_on >= SINGLE_FROM)
        & t.is_alone
        & ibis.ifelse(t.recordings == 0, none, poor),
        explain="{started_at}至{ended_at}{kind}共{total_seconds}秒，办案人员{people}人次，其中不同的{officers}人；"
        "音像记录{recordings}段，覆盖{covered_seconds}秒。",
        kind=t.kind,
        started_at=t.started_at,
        ended_at=t.ended_at,
        total_seconds=t.total_seconds,
        people=t.people,
        officers=t.officers,
        recordings=t.recordings,
        covered_seconds=t.covered_seconds,
    )


def _with_people(data: Tables, t: ir.Table, act_kind: str) -> ir.Table:
    """Acts with `people` (rows), `officers` (different ones) and `is_alone`: just one; null where nobody knows."""
    a = data.act_officers
    a = a.filter((a.act_kind == act_kind) & a.role.isin(ACTING_ROLES).fill_null(True))
    a = a.mutate(is_sure=(a.officer_id.notnull() & a.role.isin(ACTING_ROLES)).fill_null(False))
    found = a.group_by(fj_act="act_id").aggregate(
        people=a.count(), officers=a.officer_id.nunique(where=a.is_sure), unsure=(~a.is_sure).any()
    )
    t = t.left_join(found, t[t.columns[0]] == found.fj_act)
    is_alone = ibis.cases(
        (t.officers > 1, ibis.literal(False)),
        (t.unsure, ibis.null("boolean")),
        (t.officers == 1, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return t.mutate(is_alone=is_alone).drop("fj_act", "unsure")
