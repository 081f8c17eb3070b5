"""问题类别: the categories of 令825, and what plans and rules call them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from fajian.engine.forms.categories import categories, derived, of_rule, of_word, why_open
from fajian.engine.forms.spec import specs

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared"
LAW = SHARED / "data" / "laws" / "行政执法监督条例(2025-12-17).md"
CN = "一二三四五六七八"


@pytest.mark.skipif(not LAW.exists(), reason="the folder shared is not here")
def test_there_is_a_category_for_every_item_of_articles_11_and_12_and_no_other() -> None:
    text = LAW.read_text(encoding="utf-8")
    found = []
    for number, article, after in ((11, "第十一条", "第十二条"), (12, "第十二条", "第十三条")):
        part = text[text.index(f"\n{article} ") : text.index(f"\n{after} ")]
        found += [f"{number}-{CN.index(item) + 1}" for item in re.findall(r"\n（([一二三四五六七八])）", part)]
    assert list(categories()) == found
    for code, one in categories().items():
        article, item = code.split("-")
        assert f"第{'十一' if article == '11' else '十二'}条" in one.basis
        assert one.basis.endswith(f"第（{CN[int(item) - 1]}）项")


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("运动式执法", "11-4"),
        ("“一刀切”执法", "11-4"),
        ("简单粗暴执法", "11-5"),
        ("野蛮执法", "11-5"),
        ("过度执法", "11-4"),
        ("机械执法", "11-3"),
        ("逐利执法", "11-4"),
    ],
)
def test_the_first_plans_words_are_each_a_category(word: str, code: str) -> None:
    assert of_word(word) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [("不严格", "11-4"), ("不公正", "11-3"), ("不规范", "11-2"), ("不廉洁", "11-7"), ("不文明", "11-5")],
)
def test_the_five_nots_are_each_a_category(word: str, code: str) -> None:
    assert of_word(word) == of_word(f"{word}问题") == code


@pytest.mark.parametrize(
    ("word", "code"), [("慵懒散慢", "11-4"), ("办事慢", "11-4"), ("关系案人情案", "11-7"), ("徇私舞弊", "11-7")]
)
def test_problems_of_style_are_each_a_category(word: str, code: str) -> None:
    assert of_word(word) == code


def test_a_word_that_spans_categories_or_that_nobody_knows_is_unsorted() -> None:
    assert (of_word("不规范不公正"), of_word("停车难"), of_word("")) == ("", "", "")
    assert "第十一条" in why_open("不规范不公正")
    assert why_open("停车难") == ""


def test_several_words_count_where_they_mean_the_same() -> None:
    assert of_word("不文明、野蛮执法") == "11-5"
    assert of_word("不文明、不公正") == ""
    assert of_word("不文明、停车难") == ""


def test_a_row_is_sorted_by_its_own_words_before_the_rule_and_not_by_columns_of_other_things() -> None:
    fines, general = specs()["fines-self-check"], specs()["general"]
    assert derived(fines, {"defect": "⑤只罚不纠", "rule_id": "FIN-TOP"}) == "11-4"
    assert derived(fines, {"rule_id": "FIN-TOP"}) == "11-3"
    assert derived(general, {"act_kind": "检查", "matter": "不文明"}) == ""
    assert derived(general, {"area": "不文明"}) == "11-5"
    assert derived(general, {"area": ["不文明"]}) == ""


def test_the_longest_beginning_of_a_rule_decides() -> None:
    assert [of_rule(rule) for rule in ("REC-AV-MUST", "REC-CARD", "FIN-QUOTA", "FIN-TOP", "XXX-1")] == [
        "12-2", "11-6", "11-4", "11-3", ""
    ]  # fmt: skip


@pytest.mark.skipif(not SHARED.exists(), reason="the folder shared is not here")
def test_every_rule_named_is_in_the_catalogue_and_only_rules_on_campaign_discipline_are_unsorted() -> None:
    with (SHARED / "cases" / "coverage.csv").open(encoding="utf-8-sig", newline="") as lines:
        rules = [row["rule_id"] for row in csv.DictReader(lines)]
    for one in categories().values():
        for start in one.rules:
            assert any(rule == start or rule.startswith(start + "-") for rule in rules), start
    assert {rule.split("-")[0] for rule in rules if not of_rule(rule)} == {"CAM"}


def test_every_choice_of_the_shipped_forms_about_kinds_of_problems_is_known_or_said_to_be_open() -> None:
    columns = {
        ("self-check", "aspect"), ("fines-self-check", "defect"), ("corrected-cases", "stage"),
        ("file-review", "defect"), ("bodies-clearing", "body_kind"),
    }  # fmt: skip
    for code, name in columns:
        for word in specs()[code][name].choices:
            assert of_word(word) or why_open(word), (code, word)
