"""REC-ARCHIVE."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from fajian.engine.rules.acts import TABLES, all_acts
from fajian.engine.rules.base import law, rule
from fajian.engine.rules.beside import flag, with_delivery
from fajian.engine.rules.clock import days_after, rolled
from fajian.engine.rules.problems import problems
from fajian.engine.rules.tables import Tables, judge


@rule(
    id="REC-ARCHIVE",
    title="归档不及时或不完整",
    subject=("penalties", "coercions"),
    certainty="确定(条件)",
    severity="一般",
    wording="未按规定",
    basis=law("行政处罚法(2021)", "第四十七条；归档期限按本地规定（参数）"),
    needs=("closed_on",),
    reading="已经结案、办结的处罚和强制案件，从结案次日起30日以内没有归档的，有音像记录而没有随卷归档的，"
    "或者案卷号又用于本机关其他办件的（各件都列），列出。末日遇休息日顺延；法律没有规定归档天数，30日可由地方另定。"
    "没有归档记载的，机关已声明结案当日的归档数据报送齐全、并且末日已过的才列出，否则无法判断。",
)
def badly_filed(data: Tables) -> tuple[ir.Table, ir.Table]:
    """Closed cases filed later than 30 days, without their recordings, or in a volume that holds another case too.

    Calendar days from closing, rolled over rest days (a parameter: no statute names them). Without a file: a hit only
    where the agency declared its files complete for the day of closing. One volume, one case: the same volume number on
    another act of the agency is a hit for both.
    """
    return _judged(data, "penalty"), _judged(data, "coercion")


def _judged(data: Tables, act_kind: str) -> ir.Table:
    name = TABLES[act_kind]
    acts = getattr(data, name)
    key = acts.columns[0]
    t = _with_file(data, acts, key, act_kind)
    days = data.days("archive_days", t.closed_on)
    t = t.mutate(limit_days=days, last_day=rolled(days_after(t.closed_on, days)))
    late = ibis.cases(
        (t.last_day.isnull(), ibis.null("boolean")),
        (t.archived_on <= t.last_day, ibis.literal(False)),
        (t.fj_day_unsaid, ibis.null("boolean")),
        (t.archived_on.notnull(), ibis.literal(True)),
        (t.last_day >= data.today, ibis.literal(False)),
        (t.fj_complete, ibis.literal(True)),
        else_=ibis.null("boolean"),
    )
    silent = t.has_file & t.is_recorded & ~t.has_recordings
    closed = data.happened(t, name, "closed_on")
    return judge(
        t,
        subject=name,
        step_on=t.closed_on,
        hit=closed & (late | silent | (t.has_file & t.fj_shared)),
        explain="{closed_on}结案，最迟应于{last_day}归档（{limit_days}日，遇休息日顺延），实际归档{archived_on}；有音像记录：{is_recorded}，"
        "音像已归档：{has_recordings}；案卷号{volume_no}另有其他办件使用：{is_shared}。问题：{problem}。",
        problem=problems(
            (late, "未按期归档"),
            (silent, "音像未归档"),
            (t.has_file & t.fj_shared, "一卷多案"),
        ),
        closed_on=t.closed_on,
        limit_days=t.limit_days,
        last_day=t.last_day,
        archived_on=t.archived_on,
        is_recorded=t.is_recorded,
        has_recordings=t.has_recordings,
        volume_no=t.volume_no,
        is_shared=t.fj_shared,
    )


def _with_file(data: Tables, acts: ir.Table, key: str, act_kind: str) -> ir.Table:
    """Acts with what their files say: archived_on (the first), has_recordings, volume_no, fj_shared, has_file …"""
    f = _with_volumes(data)
    f = f.filter(f.act_kind == act_kind)
    files = f.group_by("act_id").agg(
        archived_on=f.archived_on.min(),
        fj_day_unsaid=f.archived_on.isnull().any(),
        has_recordings=f.has_recordings.any(),
        volume_no=f.volume_no.min(),
        fj_shared=f.shared.any(),
    )
    files = files.rename(fj_file="act_id")
    t = acts.left_join(files, acts[key] == files.fj_file)
    t = t.mutate(has_file=t.fj_file.notnull(), fj_day_unsaid=t.fj_day_unsaid.fill_null(False))
    recordings = data.recordings.filter(data.recordings.act_kind == act_kind)
    t = flag(t, key, recordings.select("act_id"), "is_recorded")
    return with_delivery(data, t, key, "file_archives", "agency_id", "closed_on", "fj_complete")


def _with_volumes(data: Tables) -> ir.Table:
    """Files with `shared`: their volume number stands on another act of the same agency; null where it is blank."""
    f = data.file_archives
    owners = all_acts(data).select(owner_kind="act_kind", owner_act="act_id", owner="agency_id")
    f = f.left_join(owners, [f.act_kind == owners.owner_kind, f.act_id == owners.owner_act])
    act = f.act_kind.concat("|", f.act_id)
    volumes = f.group_by("owner", "volume_no").agg(one=act.min(), another=act.max())
    volumes = volumes.filter(volumes.one != volumes.another)
    volumes = volumes.select(s_owner="owner", s_volume="volume_no", s_act="another")
    t = f.left_join(volumes, [f.owner == volumes.s_owner, f.volume_no == volumes.s_volume])
    return t.mutate(shared=ibis.ifelse(t.volume_no.isnull(), ibis.null("boolean"), t.s_act.notnull()))
