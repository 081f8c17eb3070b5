"""The released standards: whole, with rules that exist, and with everything the plans ask to look at."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
import yaml

from fajian import content
from fajian.engine.forms.spec import begins
from fajian.engine.reviews.standards import Standard, newest, parse, standards
from fajian.engine.rules.base import all_rules
from fajian.engine.store.schema import tables

KINDS = {"处罚": "penalties", "许可": "licences", "强制": "coercions", "检查": "inspections"}


def penalties() -> dict[str, Any]:
    """The standard of penalties as its file says it."""
    told: dict[str, Any] = yaml.safe_load(content.path("review", "penalties.yaml").read_text(encoding="utf-8"))
    return copy.deepcopy(told)


def test_there_is_one_for_every_kind_of_file() -> None:
    assert {one.kind: one.table for one in newest().values()} == KINDS


@pytest.mark.parametrize("standard", standards().values(), ids=lambda one: one.code)
def test_what_a_standard_names_is_there(standard: Standard) -> None:
    assert tables()[standard.table][standard.finished].kind == "date"
    for one in standard.lines:
        for start in one.rules:
            assert any(begins(rule_id, start) for rule_id in all_rules()), (one.code, start)
    assert all(item.points > 0 and item.deduct.count("扣") for item in standard.items)
    assert any(item.optional for item in standard.items)
    assert not all(item.optional for item in standard.items)


@pytest.mark.mechanisms("S001-41")
@pytest.mark.parametrize(
    ("rule_id", "line"),
    [
        ("SUB-CONFIRM", "主体资格"), ("SUB-POWER", "超越职权"), ("PEN-044-NOTICE", "法定程序"),
        ("PEN-016-BASIS", "法律依据错误"), ("PEN-059-DOC", "决定书要素"), ("FIN-REPEATMGMT", "以罚代管"),
        ("TRA-THRESH", "以罚代刑"), ("FIN-029-DUP", "两次以上罚款"), ("DIS-SIM-PAIR", "畸轻畸重"),
    ],
)  # fmt: skip
def test_every_point_the_plan_asks_to_look_at_is_a_line_and_rules_hint_at_it(rule_id: str, line: str) -> None:
    standard = newest()["penalties"]
    titles = standard.titles()
    assert [line for code in standard.hinted(rule_id) if line in titles[code]] == [line]


def test_grades_count_from_their_least_score_on() -> None:
    standard = newest()["penalties"]
    graded = [standard.grade(Decimal(score)).title for score in ("90", "89.99", "80", "60", "59.99", "0")]
    assert graded == ["优秀", "良好", "良好", "合格", "不合格", "不合格"]
    assert standard.worst.title == "不合格"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"grades": {"优秀": 60, "合格": 90}}, "fall to 0"),
        ({"defects": {"程序": ["没有这一部分"]}}, "no parts"),
    ],
)
def test_a_standard_that_contradicts_itself_is_a_bug(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(penalties() | change)


def test_points_and_codes_are_checked() -> None:
    told = penalties()
    told["items"][0]["points"] = 2
    with pytest.raises(ValueError, match="100 together"):
        parse(told)
    told = penalties()
    told["items"][0]["code"] = "V1"
    with pytest.raises(ValueError, match="twice"):
        parse(told)
