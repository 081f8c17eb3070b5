"""SUB-CHECKPOINT."""

from __future__ import annotations

import ibis.expr.types as ir

from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import look_up
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge

LEVELS = ("province", "city", "county", "township")


@rule(
    id="SUB-CHECKPOINT",
    title="违规设立检查站点",
    subject="facilities",
    certainty="线索",
    severity="严重",
    wording="线索",
    basis=law("公路法(2017)", "第九条；设站批准权限按本地规定（参数）"),
    needs=("approval_no", "approval_level", "valid_to_on"),
    reading="检查站点没有批准文号，批准有效期已过（末日当日有效，没有写末日的视为长期有效），"
    "或者批准机关低于规定层级（默认省级，可由地方另定）的，列为线索。公安机关的执勤点不列。位置是否变更没有记载，不比较；"
    "批准机关层级、设站机关的领域没有记载而可能影响结论的，无法判断。",
)
def checkpoint_without_leave(data: Tables) -> ir.Table:
    """Checkpoints without a document that allows them, past its term, or allowed by too low a level.

    Which level must allow one differs by road and place: a parameter. Posts of the police are not meant.
    """
    f = data.facilities.filter(data.facilities.kind == "checkpoint")
    t = look_up(f, "agency_id", data.agencies, "agency_id", domain="domain")
    bare = ~data.happened(t, "facilities", "approval_no")
    over = data.happened(t, "facilities", "valid_to_on") & (t.valid_to_on < data.today)
    enough = LEVELS[: LEVELS.index(data.setting("checkpoint_level")) + 1]
    too_low = ~t.approval_level.isin(enough)
    return judge(
        t,
        subject="facilities",
        step_on=data.today,
        hit=(t.domain != "police") & (bare | over | too_low),
        explain="{place}检查站点{name}：批准文号{approval_no}，批准机关层级{approval_level}，有效期至{valid_to_on}。问题：{problem}。",
        problem=problems((bare, "没有批准文号"), (over, "批准已经到期"), (too_low, "批准机关层级不够")),
        place=t.place,
        name=t.name,
        approval_no=t.approval_no,
        approval_level=t.approval_level,
        valid_to_on=t.valid_to_on,
    )
