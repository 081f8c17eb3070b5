"""Writes on versions of the directory: frozen, handed up, merged across units, filed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max

from fajian.core.act import Act
from fajian.core.commands import action
from fajian.core.errors import Refused
from fajian.inspections import directories
from fajian.inspections.models import Directory, Target
from fajian.inspections.workflow import DIRECTORY
from fajian.ledgers.actions import in_reach
from fajian.orgs.models import Unit
from fajian.orgs.roles import WRITERS

SUPERVISOR = ("supervisor",)


@action("inspections.make_directory", title="成册", who=WRITERS)
def make_directory(act: Act, *, unit: Unit) -> Directory:
    """The unit's directory as it stands, frozen under the next number. Raises Refused where nothing has changed."""
    in_reach(act, unit.path)
    lines = directories.lines(Target.objects.filter(unit=unit).standing())
    return _made(act, unit, lines)


@action("inspections.hand_up", title="报送汇总", who=WRITERS)
def hand_up(act: Act, *, directory: Directory, seen: int) -> Directory:
    """To whoever merges the directories of the area."""
    row = _own(act, directory, seen)
    if row.across:
        raise Refused("跨部门名录库已经是汇总的结果，直接登记备案。")
    DIRECTORY.take(row, "hand_up", by=act.by)
    row.handed_up_on = act.today
    act.save(row)
    return row


@action("inspections.merge_directories", title="汇总跨部门名录库", who=SUPERVISOR)
def merge_directories(act: Act, *, unit: Unit) -> Directory:
    """The newest version every unit of the office's area has handed up, merged by code. Refused where there is none."""
    in_reach(act, unit.path)
    rows = Directory.objects.of_subtree(unit.area_path).filter(across=False).exclude(state="made")
    newest: dict[int, int] = dict(rows.order_by("number").values_list("unit", "pk"))
    if not newest:
        raise Refused("还没有单位报送名录，请先请各单位成册、报送汇总。")
    parts = list(rows.filter(pk__in=list(newest.values())).select_related("unit").order_by("unit_path"))
    lines, remarks = directories.merge((row.unit.name, row.lines) for row in parts)
    return _made(act, unit, lines, across=True, parts=[row.pk for row in parts], remarks=remarks)


@action("inspections.file_directory", title="登记名录备案", who=SUPERVISOR)
def file_directory(act: Act, *, directory: Directory, seen: int, filed_on: dt.date, filed_with: str) -> Directory:
    """Filed with the judicial administration."""
    row = _own(act, directory, seen)
    DIRECTORY.take(row, "file", by=act.by, filed_on=filed_on, filed_with=filed_with.strip())
    if filed_on > act.today or filed_on < row.made_on:
        raise Refused("备案日期应在成册之后，不晚于今天。")
    row.filed_on, row.filed_with = filed_on, filed_with.strip()[:300]
    act.save(row)
    return row


def _made(act: Act, unit: Unit, lines: list[dict[str, Any]], **more: Any) -> Directory:
    if not lines:
        raise Refused("名录是空的，请先登记或者导入检查对象。")
    of_unit = Directory.objects.filter(unit=unit, across=more.get("across", False))
    sealed = directories.seal(lines)
    last = of_unit.order_by("-number").first()
    if last is not None and last.digest == sealed:
        raise Refused(f"名录与第{last.number}版一致，不用另成一册。")
    number = (of_unit.aggregate(most=Max("number"))["most"] or 0) + 1
    made = act.create(
        Directory, unit=unit, number=number, lines=lines, count=len(lines), digest=sealed, made_on=act.today, **more
    )
    act.about(made)
    return made


def _own(act: Act, directory: Directory, seen: int) -> Directory:
    row = act.lock(directory, seen=seen)
    in_reach(act, row.unit_path)
    return row
