"""What a plan's file shows beside its elements."""

from __future__ import annotations

from fajian import content
from fajian.engine.plans.archive import guiding, registration

PAGE = """首页 > 政务公开
索 引 号：AL000-2026-00031  发文日期：2026年12月29日
统一登记号：ALDR-2026-01031 | 有效性：有效
公开范围：全部公开

安澜市提升行政执法质量工作方案

一、总体要求

坚持问题导向。发文日期：这一行不是登记。

（一）基本要求。严格规范。

二、工作目标

三项制度全面覆盖。

三、主要任务

（一）规范公示。更新清单。
"""


def test_the_register_lines_stand_above_the_text_only() -> None:
    assert registration(PAGE) == (
        ("索引号", "AL000-2026-00031"),
        ("发文日期", "2026年12月29日"),
        ("统一登记号", "ALDR-2026-01031"),
        ("有效性", "有效"),
        ("公开范围", "全部公开"),
    )


def test_what_the_plan_wants_is_kept_with_its_headings() -> None:
    (first, wants), (second, goals) = guiding(PAGE)
    assert (first, second, goals) == ("总体要求", "工作目标", "三项制度全面覆盖")
    assert wants.startswith("坚持问题导向")
    assert wants.endswith("严格规范")


def test_a_plan_without_either_has_none() -> None:
    assert registration("方案") == ()
    assert guiding("方案\n\n一、任务\n\n清理。") == ()


def test_the_built_in_plan_says_its_requirements() -> None:
    text = content.path("plans", "sample.txt").read_text(encoding="utf-8")
    ((heading, words),) = guiding(text)
    assert heading == "总体要求"
    assert "整改率达到100%" in words
