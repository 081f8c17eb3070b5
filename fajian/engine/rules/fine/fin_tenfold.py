"""FIN-TENFOLD."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.tables import Tables, judge

RULES = ("dept_rule", "local_rule")


@rule(
    id="FIN-TENFOLD",
    title="罚款规定最高最低相差超10倍",
    subject=("penalty_norms", "discretion_tiers"),
    certainty="线索",
    severity="提示",
    wording="线索",
    basis=law("国发〔2024〕5号 进一步规范和监督罚款设定与实施的指导意见", "二（六）"),
    needs=("level", "min_yuan", "max_yuan"),
    reading="现行规章的罚则、现行的裁量阶次，最低数额（倍数）不为零而最高数额（倍数）超过其10倍的，列为线索；"
    "恰为10倍的不列。法律、行政法规、地方性法规和规范性文件不在本条范围。文件要求一般不超过，上位法另有规定的可以超过，"
    "由人工判断。效力层级或者最高数额没有记载的，无法判断。",
)
def spans_too_wide(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Clauses of rules, and steps of standards, in force today whose highest is more than ten times the lowest.

    In yuan or in times. Ten times is still within. Statutes and regulations are not meant; higher law may ask for more.
    """
    return _clauses(data), _steps(data)


def _clauses(data: Tables) -> ir.Table:
    n = data.penalty_norms
    in_yuan = n.fine_mode.isin(["range", "per_unit"]) & _wide(n.min_yuan, n.max_yuan, data)
    in_times = n.fine_mode.isin(["multiple", "percent"]) & _wide(n.min_times, n.max_times, data)
    return judge(
        n,
        subject="penalty_norms",
        agency_id=ibis.null("string"),
        step_on=n.effective_from_on,
        hit=n.level.isin(RULES) & _in_force(n, "penalty_norms", data) & (in_yuan | in_times),
        explain="{citation}的罚款为{min_yuan}—{max_yuan}元（{min_times}—{max_times}倍），最高超过最低的10倍。",
        citation=n.citation,
        level=n.level,
        min_yuan=n.min_yuan,
        max_yuan=n.max_yuan,
        min_times=n.min_times,
        max_times=n.max_times,
    )


def _steps(data: Tables) -> ir.Table:
    d = data.discretion_tiers
    in_times = d.min_times.notnull() | d.max_times.notnull()
    wide = ibis.ifelse(in_times, _wide(d.min_times, d.max_times, data), _wide(d.min_yuan, d.max_yuan, data))
    return judge(
        d,
        subject="discretion_tiers",
        agency_id=ibis.null("string"),
        step_on=d.effective_from_on,
        hit=_in_force(d, "discretion_tiers", data) & wide,
        explain="案由{violation_code}的阶次（{tier}）为{min_yuan}—{max_yuan}元（{min_times}—{max_times}倍），最高超过最低的10倍。",
        violation_code=d.violation_code,
        tier=d.tier,
        min_yuan=d.min_yuan,
        max_yuan=d.max_yuan,
        min_times=d.min_times,
        max_times=d.max_times,
    )


def _in_force(t: ir.Table, name: str, data: Tables) -> ir.BooleanValue:
    return ~(data.happened(t, name, "effective_to_on") & (t.effective_to_on < data.today))


def _wide(low: ir.DecimalValue, high: ir.DecimalValue, data: Tables) -> ir.BooleanValue:
    return (low > 0) & (high > low * ibis.literal(data.setting("tenfold_ratio")).cast("int64"))
