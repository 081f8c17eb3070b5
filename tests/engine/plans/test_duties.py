"""Who hands in what to whom: sentences as offices write them."""

from __future__ import annotations

import pytest

from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Duty, Plan

PLAN = "某市专项整治工作方案\n为规范执法，制定本方案。\n一、工作要求\n（一）加强报送。{}\n某市司法局\n2024年3月1日\n"
# sentence | who | to whom; - where the sentence does not say
SENTENCES = """
各县（市、区）于每月25日前将工作进展情况报市专项整治办。|各县（市、区）|市专项整治办
各地要于5月10日前将自查报告报送省厅法规处。|各地|省厅法规处
各镇（街道）每月底前向区专项整治办报送统计表。|各镇（街道）|区专项整治办
各市州、省直有关部门于6月底前将总结报省司法厅。|各市州、省直有关部门|省司法厅
各县（市、区）应急管理局于6月底前将总结报省应急管理厅。|各县（市、区）应急管理局|省应急管理厅
涉及党员干部违纪违法的，移送纪委监委处理。各单位12月5日前将总结报市司法局。|各单位|市司法局
各有关单位要确定一名联络员，并将联络员名单于3月5日前报市市场监督管理局。|各有关单位|市市场监督管理局
局属各单位、机关各科室请于4月15日前将自查情况书面报送局法规科。|局属各单位、机关各科室|局法规科
发现问题线索涉及党员干部的，及时移送市纪委监委；重要情况第一时间报市委政法委。|-|市委政法委
市司法局汇总各单位自查情况后，于7月10日前报市委依法治市办。|市司法局|市委依法治市办
对自查不认真的，由县司法局约谈；整改情况由各单位于8月1日前报县司法局。|各单位|县司法局
召开动员大会，于5月17日前将实施方案报市局督察处。|-|市局督察处
每季度末，各支队向同级司法行政机关报送一次整改情况。|各支队|同级司法行政机关
综合行政执法队每周五下班前将本周治理进展报街道分管领导。|综合行政执法队|街道分管领导
各社区于7月5日前将排查台账交司法所汇总。|各社区|司法所
执法队11月20日前将整改总结送司法所，由司法所形成总报告，于11月29日前报区司法局。|执法队|司法所|司法所|区司法局
各科室11月8日前报送总结，“清风行动”办公室11月15日前报市司法局。|各科室|-|“清风行动”办公室|市司法局
各组逐项抓好落实，每半月向镇专项办报告一次进展情况。|各组|镇专项办
各中队按月填报《进展表》，次月3日前报督查科。|各中队|督查科
各执法大队全年报送工作信息不少于12条。|各执法大队|-
各地整改提升，11月10日前报送整改报告。|各地|-
各单位要做好交通秩序维护，将问题线索交纪检机关。6月5日前报送总结。|各单位|-
各分局请于4月15日前填写《联络员信息表》报送市局（法制科）。|各分局|市局（法制科）
"""


def duties(sentence: str) -> list[Duty]:
    return list(compile_plan(PLAN.format(sentence)).duties)


@pytest.mark.parametrize("line", SENTENCES.strip().split("\n"))
def test_the_giver_and_the_receiver_are_the_ones_the_sentence_names(line: str) -> None:
    sentence, *named = line.split("|")
    read = [name or "-" for duty in duties(sentence) for name in (duty.from_unit, duty.to_unit)]
    assert read == named


def test_what_is_handed_on_is_what_was_handed_in() -> None:
    first, second = duties("各单位于10月17日前将专项治理总结报送市局，市局于10月24日前报省厅、市司法局。")
    assert (first.what, first.to_unit) == ("专项治理总结", "市局")
    assert (second.what, second.from_unit, second.to_unit) == ("专项治理总结汇总", "市局", "省厅、市司法局")


def test_a_span_of_months_before_every_month_gives_a_day_in_each() -> None:
    read = duties("4月至7月，各镇（街道）每月底前向区专项整治办报送统计表。")
    assert [str(duty.due) for duty in read] == ["2024-04-30", "2024-05-31", "2024-06-30", "2024-07-31"]


@pytest.mark.parametrize(
    "sentence",
    ["各单位要明确专人负责信息报送工作。", "情况报送。", "健全信息报送机制。", "建立事前报备、事中监督机制。"],
)
def test_a_noun_of_reporting_is_no_duty(sentence: str) -> None:
    assert duties(sentence) == []


def test_what_is_kept_up_to_date_and_handed_in_is_the_document_named_before() -> None:
    (duty,) = duties("不能立即整改的列入《问题整改台账》（附件2），明确责任领导，每月30日前更新报送市司法局。")
    assert (duty.what, duty.every, duty.to_unit) == ("问题整改台账", "month", "市司法局")


@pytest.mark.parametrize(
    ("sentence", "what", "every"),
    [
        ("各社区每周五下班前将本周排查情况发至司法所邮箱。", "本周排查情况", "week"),
        ("实行周调度，各单位自4月起每周五16时前报送一周工作进展。", "一周工作进展", "week"),
        ("各单位每月25日前将当周、当月情况报市司法局。", "当周、当月情况", "month"),
        ("各分局每季度末月20日前上报典型案例。", "典型案例", "quarter"),
    ],
)
def test_a_rhythm_is_a_week_a_month_or_a_quarter(sentence: str, what: str, every: str) -> None:
    assert [(duty.what, duty.every) for duty in duties(sentence)] == [(what, every)]


def test_a_week_is_told_beside_what_the_exchange_form_knows() -> None:
    plan = compile_plan(PLAN.format("各社区每周五下班前将本周排查情况发至司法所邮箱。"))
    (row,) = plan.to_json()["duties"]
    assert (row["every"], row["rhythm"]) == (None, "week")
    assert Plan.from_json(plan.to_json()) == plan
