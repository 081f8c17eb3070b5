"""REC-CARD."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.acts import all_acts
from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import flag, with_delivery
from fajian.engine.rules.clock import months_after
from fajian.engine.rules.problems import problems
from fajian.engine.rules.recordings import ON_SITE
from fajian.engine.rules.tables import Tables, judge

PERCENT = 100


@rule(
    id="REC-CARD",
    title="现场未亮证告知、未规范用语着装",
    subject=("recordings", "agencies"),
    certainty="线索",
    severity="一般",
    wording="线索",
    basis=(
        law("行政处罚法(2017)", "第三十七条", until="2021-07-14"),
        law("行政处罚法(2021)", "第五十五条", since="2021-07-15"),
    ),
    needs=("checked_on", "is_language_proper", "is_id_shown", "is_told", "is_uniform_proper"),
    reading="音像：经抽查，用语、亮证、告知事由依据权利、着装有一项为否的，列为线索；有一项没有记载、"
    "其余都为是的，无法判断；是否使用记录仪没有单独记载，不比较。机关：近12个月现场检查和现场强制10件以上，"
    "抽查过音像的不足10%的，列为线索；比例可由地方另定。机关没有声明其间音像数据报送齐全的，无法判断。"
    "便衣执法依法许可的，由人工判断。",
)
def seen_on_the_recording(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Recordings whose spot check found something amiss, and agencies that check hardly any of them.

    Amiss: bad language, no card, no notice of rights, no uniform. Hardly any: less than a tenth of acts on site.
    Counted are inspections on site and measures on site of the last 12 months, at least 10. One checked recording makes
    an act a checked one.
    """
    return _recordings(data), _agencies(data)


def _recordings(data: Tables) -> ir.Table:
    owners = all_acts(data).select(owner_kind="act_kind", owner_act="act_id", agency_id="agency_id")
    r = data.recordings
    t = r.left_join(owners, [r.act_kind == owners.owner_kind, r.act_id == owners.owner_act])
    return judge(
        t,
        subject="recordings",
        step_on=t.started_at.date(),
        hit=data.happened(t, "recordings", "checked_on")
        & ~(t.is_language_proper & t.is_id_shown & t.is_told & t.is_uniform_proper),
        explain="{checked_on}抽查：用语规范{is_language_proper}，亮证{is_id_shown}，告知事由依据权利{is_told}，"
        "着装规范{is_uniform_proper}。问题：{problem}。",
        problem=problems(
            (~t.is_language_proper, "用语不规范"),
            (~t.is_id_shown, "未亮证"),
            (~t.is_told, "未告知事由依据权利"),
            (~t.is_uniform_proper, "着装不规范"),
        ),
        checked_on=t.checked_on,
        is_language_proper=t.is_language_proper,
        is_id_shown=t.is_id_shown,
        is_told=t.is_told,
        is_uniform_proper=t.is_uniform_proper,
    )


def _agencies(data: Tables) -> ir.Table:
    i, c = data.inspections, data.coercions
    visits = i.filter((i.activity == "inspection") & (i["mode"] == "on_site"))
    measures = c.filter(c.kind.isin(ON_SITE))
    acts = _parts("inspection", visits, "inspection_id").union(_parts("coercion", measures, "coercion_id"))
    months = data.setting("spot_check_months")
    acts = acts.filter((acts.acted_on > months_after(data.today, -months)) & (acts.acted_on <= data.today))
    checked = data.recordings.filter(data.recordings.checked_on.notnull())
    acts = flag(acts, "fj_id", checked.select(checked.act_kind.concat("|", checked.act_id)), "is_checked")
    acts = with_delivery(data, acts, "fj_id", "recordings", "agency_id", "acted_on", "fj_complete")
    g = acts.group_by("agency_id").aggregate(
        on_site=acts.count(), checked=acts.is_checked.sum(), open_=(~acts.fj_complete & ~acts.is_checked).sum()
    )
    g = g.filter(g.on_site >= data.setting("spot_check_min_acts"))
    least = g.on_site * data.setting("spot_check_percent")
    few = ibis.cases(
        (g.checked * PERCENT >= least, ibis.literal(False)),
        (g.open_ == 0, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    return judge(
        g,
        subject="agencies",
        step_on=data.today,
        hit=few,
        explain=f"近{months}个月现场检查和现场强制{{on_site}}件，其中抽查过音像记录的{{checked}}件。",
        on_site=g.on_site,
        checked=g.checked,
    )


def _parts(kind: str, t: ir.Table, key: str) -> ir.Table:
    return t.select(fj_id=ibis.literal(f"{kind}|").concat(t[key]), agency_id=t.agency_id, acted_on=t.started_at.date())
