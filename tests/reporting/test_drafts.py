"""The numbers in a draft are the figures, read back from the document; an office's own layout is filled, never run."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.utils import timezone

from fajian.campaigns import actions
from fajian.campaigns.models import Campaign, Declaration
from fajian.core.errors import Refused
from fajian.orgs.models import User
from fajian.reporting import counters, drafts, figures
from fajian.reporting.measures import month_of
from tests.campaigns.conftest import CANARY
from tests.supervision.conftest import Units
from tests.supervision.test_circulars import issued as circulated

pytestmark = pytest.mark.django_db
People = dict[str, User]


def written(campaign: Campaign, user: User, code: str, **given: Any) -> tuple[str, list[list[list[str]]]]:
    """(text, tables) of a draft."""
    kind = drafts.kinds()[code]
    span = drafts.span_of(kind, campaign, timezone.localdate())
    _, content = drafts.draft(campaign, user, kind, span, **given)
    document = docx.Document(io.BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return "\n".join(paragraph.text for paragraph in document.paragraphs), tables


@pytest.mark.parametrize("code", list(drafts.kinds()))
def test_every_number_of_a_draft_is_that_of_the_figures(busy: Campaign, people: People, code: str) -> None:
    text, tables = written(busy, people["supervisor"], code)
    today = timezone.localdate()
    total = figures.read(busy, people["supervisor"], month_of(today, today)).total
    assert "{" not in text
    assert f"{today.year}年{today.month}月{today.day}日" in text
    assert f"未销号{total['open']}个" in text or f"正在整改{total['open']}个" in text
    units = next(table for table in tables if table[0][1] == "单位")
    headed = [dict(zip(units[0], row, strict=True)) for row in units[1:]]
    assert headed[-1]["单位"] == "合计"
    assert int(headed[-1]["问题总数"]) == total["problems"] == 6
    assert sum(int(row["问题总数"]) for row in headed[:-1]) == total["problems"]
    assert int(headed[-1]["未销号"]) == total["open"]


@pytest.mark.mechanisms("S000-34")
def test_the_final_report_has_the_five_parts_the_plan_asks_for(busy: Campaign, people: People) -> None:
    text, _ = written(busy, people["supervisor"], "final")
    heads = [line for line in text.split("\n") if line.startswith(tuple(f"{n}、" for n in "一二三四五六"))]
    parts = ["基本情况", "主要做法或特点", "整治成效", "存在问题", "下步工作"]
    assert heads == [f"{n}、{part}" for n, part in zip("一二三四五", parts, strict=True)]


@pytest.mark.mechanisms("S002-32")
def test_the_bulletin_tells_the_months_cases_without_the_names(busy: Campaign, people: People, units: Units) -> None:
    told = {"title": "某案", "text": "李小明被重复检查。", "names": "李小明"}
    for reach in ("circle", "public"):
        circulated(people, units, kind="case", reach=reach, **told)
    circulated(people, units, kind="criticism", **told)
    text, tables = written(busy, people["supervisor"], "bulletin")
    rows = next(table for table in tables if table[0] == ["单位", "案例", "案情和启示"])[1:]
    assert rows == [[units["agency"].name, "某案", "李某被重复检查。"]] * 2
    assert "李小明" not in text
    _, own = written(busy, people["stranger"], "bulletin", unit=people["stranger"].unit)
    assert not [table for table in own if table[0][1] == "案例"]  # no case about that unit


def test_a_unit_gets_its_own_numbers_and_nothing_of_another(busy: Campaign, people: People) -> None:
    text, tables = written(busy, people["clerk"], "monthly", unit=people["clerk"].unit)
    assert "台账共有问题5个" in text
    assert CANARY not in text + str(tables)
    text, tables = written(busy, people["stranger"], "monthly", unit=people["stranger"].unit)
    assert "台账共有问题1个" in text
    assert "城市管理局" not in str(tables)


def test_what_nobody_has_counted_is_left_to_a_person_and_shown_in_yellow(busy: Campaign, people: People) -> None:
    kind = drafts.kinds()["monthly"]
    span = drafts.span_of(kind, busy, timezone.localdate())
    _, content = drafts.draft(busy, people["supervisor"], kind, span)
    runs = [run for paragraph in docx.Document(io.BytesIO(content)).paragraphs for run in paragraph.runs]
    marked = [run.text for run in runs if run.font.highlight_color is not None]
    assert "【待填：公布典型案例数】" in marked
    assert all(text.startswith("【待填：") and text.endswith("】") for text in marked)
    assert not [run.text for run in runs if "【待填" in run.text and run.text not in marked]


# ── counters ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def declare(people: People, campaign: Campaign, by: str, number: int, **given: Any) -> Declaration:
    wanted = {"counter": "cases_published", "month_on": timezone.localdate(), "basis": "通报第3期"} | given
    return actions.declare(by=people[by], campaign=campaign, unit=people[by].unit, number=number, **wanted)


def row(campaign: Campaign, user: User, code: str) -> counters.Row:
    today = timezone.localdate()
    read = figures.read(campaign, user, month_of(today, today))
    return next(row for row in counters.read(campaign, user, read) if row.counter.code == code)


@pytest.mark.mechanisms("S000-03", "S002-04")
def test_counted_where_there_are_rows_declared_where_there_are_none_never_made_up(
    busy: Campaign, people: People
) -> None:
    assert row(busy, people["supervisor"], "problems_closed").number == 1
    assert row(busy, people["supervisor"], "problems_closed").source == "台账"
    assert row(busy, people["supervisor"], "cases_published").number is None
    declare(people, busy, "clerk", 2)
    said = row(busy, people["supervisor"], "cases_published")
    assert (said.number, said.source) == (2, "申报")
    assert CANARY in "".join(said.missing)
    text, _ = written(busy, people["supervisor"], "monthly")
    assert "公布典型案例2个" in text
    assert "以上公布典型案例为单位申报数；尚有单位没有申报：公布典型案例（2个单位）。" in text
    for number, (code, basis) in enumerate(
        (("punished", "查处登记簿"), ("exposed", "晚报第3版"), ("rules_made", "3号")), 4
    ):
        assert row(busy, people["supervisor"], code).number is None
        declare(people, busy, "clerk", number, counter=code, basis=basis)
        assert row(busy, people["supervisor"], code).number == number


def test_a_number_declared_again_replaces_the_first_and_both_are_kept(busy: Campaign, people: People) -> None:
    declare(people, busy, "clerk", 2)
    declare(people, busy, "clerk", 3)
    assert row(busy, people["supervisor"], "cases_published").number == 3
    assert Declaration.objects.count() == 2
    assert row(busy, people["stranger"], "cases_published").number is None


def test_a_declaration_needs_a_basis_and_a_unit_that_takes_part(busy: Campaign, people: People) -> None:
    with pytest.raises(Refused, match="依据"):
        declare(people, busy, "clerk", 1, basis=" ")
    with pytest.raises(Refused, match="没有参加"):
        declare(people, busy, "supervisor", 1)
