"""占位: everything a report's template may name, with its meaning and its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fajian.campaigns.models import Campaign
from fajian.campaigns.rates import percent
from fajian.engine.office.templates import Names
from fajian.engine.story.summary import named
from fajian.orgs.models import Unit
from fajian.reporting import comparison, counters, figures
from fajian.reporting.figures import Figures, Numbers
from fajian.reporting.measures import MEASURES, PROBLEMS, Span, cn
from fajian.supervision.models import Circular

UNIT_COLUMNS = ("序号", "单位", *(measure.title for measure in PROBLEMS), "销号率")
LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "各单位": ("参加单位各一行", UNIT_COLUMNS),
    "各台账": ("本行动每种台账一行", ("台账", *(measure.title for measure in PROBLEMS))),
    "各月": ("从登记第一个问题的月份起每月一行", ("月份", "新增", "销号")),
    "典型案例": ("报告期内发布的典型案例各一行，姓名和名称已隐去", ("单位", "标题", "内容")),
    "前后对比": ("疑点类别各一行", ("类别", "整治前", "整治后", "变化")),
}
PLAIN = {
    "行动名称": "专项行动的名称",
    "方案名称": "方案的标题",
    "牵头单位": "牵头这项行动的单位",
    "填报单位": "报告是哪个单位的；牵头单位的报告汇总各参加单位",
    "报告期": "报告说的是哪段时间",
    "截止日": "数字截至哪一天",
    "阶段情况": "行动现在处于哪个阶段，一句话",
    "单位数": "报告汇总了几个单位",
    "任务数": "方案部署的任务",
    "有时限任务数": "其中写明完成时限的",
    "时限已过任务数": "其中完成时限已过的",
    "销号率": "已销号 ÷ 问题总数",
    "报送率": "已报送 ÷ 应报送",
    "及时率": "按时报送 ÷ 应报送",
    "逾期单位": "有逾期未销号问题的单位，逗号隔开",
    "申报说明": "哪些成效数是单位申报的、哪些单位还没有数，一句话；都由台账数出时为空",
    "前后对比说明": "整治前后疑点的对比，一句话；没有可比的数据时为空",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One placeholder."""

    name: str
    says: str
    value: str


def values(campaign: Campaign, user: Any, span: Span, unit: Unit | None = None) -> dict[str, Any]:
    """What stands for each placeholder, computed now; lists are rows of texts."""
    read = figures.read(campaign, user, span, unit)
    rows = counters.read(campaign, user, read)
    compared = comparison.read(campaign, user, read.units, span.today)
    total = read.total
    late = [one.name for one in read.units if read.of(one.pk).get("overdue")]
    return {
        "行动名称": named(campaign.title),
        "方案名称": campaign.document.title,
        "牵头单位": campaign.unit.name,
        "填报单位": (unit or campaign.unit).name,
        "报告期": span.words,
        "截止日": cn(span.today),
        "阶段情况": _stage(campaign, span),
        "单位数": len(read.units),
        "任务数": read.tasks,
        "有时限任务数": read.tasks_dated,
        "时限已过任务数": read.tasks_past,
        **{measure.title: total.get(code, 0) for code, measure in MEASURES.items()},
        "销号率": percent(total.get("closed", 0), total.get("problems", 0)),
        "报送率": percent(total.get("received", 0), total.get("expected", 0)),
        "及时率": percent(total.get("on_time", 0), total.get("expected", 0)),
        "逾期单位": "、".join(late),
        **{row.counter.title: _told(row) for row in rows},
        "申报说明": _declared(rows),
        "前后对比说明": _compared(compared),
        "各单位": _units(read),
        "各台账": [{"台账": book.name, **_titled(book.numbers)} for book in read.books],
        "各月": [
            {"月份": f"{month.first_on:%Y年%-m月}", "新增": str(month.new), "销号": str(month.closed)}
            for month in read.months
        ],
        "典型案例": _cases(read, user),
        "前后对比": [
            {"类别": line.title, "整治前": str(line.before), "整治后": str(line.since), "变化": line.change}
            for line in ((*compared.lines, compared.total) if compared else ())
        ],
    }


def names() -> Names:
    """What a template may name."""
    single = {*PLAIN, *(measure.title for measure in MEASURES.values()), *(one.title for one in counters.counters())}
    return Names(frozenset(single), {name: frozenset(columns) for name, (_, columns) in LISTS.items()})


def listed(known: Mapping[str, Any]) -> list[Field]:
    """Single placeholders for the page, each with what it stands for now."""
    meanings = {
        **PLAIN,
        **{measure.title: measure.says for measure in MEASURES.values()},
        **{one.title: one.says for one in counters.counters()},
    }
    return [Field(name, says, str(known[name])) for name, says in meanings.items()]


def _titled(numbers: Numbers) -> dict[str, str]:
    return {measure.title: str(numbers.get(measure.code, 0)) for measure in PROBLEMS}


def _units(read: Figures) -> list[dict[str, str]]:
    rows = [
        {"序号": str(place), "单位": unit.name, **_titled(own), "销号率": percent(own["closed"], own["problems"])}
        for place, unit in enumerate(read.units, 1)
        for own in [read.of(unit.pk)]
    ]
    if len(rows) > 1:
        total = percent(read.total.get("closed", 0), read.total.get("problems", 0))
        rows.append({"序号": "", "单位": "合计", **_titled(read.total), "销号率": total})
    return rows


def _cases(read: Figures, user: Any) -> list[dict[str, str]]:
    """Without the names, whoever reads it."""
    span = read.span
    told = Circular.objects.visible_to(user).filter(
        kind="case", state__in=("issued", "published"), unit__in=read.units,
        number__issued_on__gte=span.from_on, number__issued_on__lte=span.to_on,
    )  # fmt: skip
    rows = told.select_related("unit").order_by("number__issued_on", "id")
    return [{"单位": row.unit.name, "标题": title, "内容": text} for row in rows for title, text in [row.nameless]]


def _told(row: counters.Row) -> str:
    """The number; a person's to fill in where nobody has one."""
    return f"【待填：{row.counter.title}数】" if row.number is None else str(row.number)


def _declared(rows: tuple[counters.Row, ...]) -> str:
    said = [row.counter.title for row in rows if "申报" in row.source]
    parts = [f"以上{'、'.join(said)}为单位申报数"] if said else []
    some = [row for row in rows if row.missing and row.number is not None]
    lacking = [f"{row.counter.title}（{len(row.missing)}个单位）" for row in some]
    if lacking:
        parts.append(f"尚有单位没有申报：{'、'.join(lacking)}")
    return "；".join(parts) + "。" if parts else ""


def _compared(compared: comparison.Comparison | None) -> str:
    if compared is None:
        return ""
    total = compared.total
    return f"整治前后相比，疑点由{total.before}条变为{total.since}条（{total.change}）。{compared.says}"


def _stage(campaign: Campaign, span: Span) -> str:
    now = [stage for stage in campaign.stages.all() if stage.progress(span.today) == "进行中"]
    if not now:
        return f"截至{cn(span.today)}，不在方案划分的阶段之内。" if campaign.stages.all() else ""
    return f"截至{cn(span.today)}，行动处于{'、'.join(stage.title for stage in now)}。"
