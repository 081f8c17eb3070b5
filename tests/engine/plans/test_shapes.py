"""Shapes of plans beyond labels in brackets: plain sentences, tables, lists, plans without numbers."""

from __future__ import annotations

from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Plan, Task

HEAD = "某市专项整治工作方案\n为规范执法，制定本方案。\n"
SIGNED = "\n某市司法局\n2024年3月1日\n"


def plan(body: str) -> Plan:
    return compile_plan(HEAD + body + SIGNED)


def row(plan: Plan) -> list[tuple[str, str, str, str, list[str], bool]]:
    return [(t.number, *units(t), [str(due.on) for due in t.due], t.standing) for t in plan.tasks]


def units(task: Task) -> tuple[str, str, str]:
    return "、".join(task.lead), "、".join(task.support), "、".join(task.responsible)


def test_units_and_limits_are_read_from_plain_sentences() -> None:
    read = plan(
        "一、主要任务\n"
        "（一）清理依据。对依据逐项核对，由市司法局牵头，市财政局、各县（市、区）司法局配合，于4月30日前完成。\n"
        "（二）规范检查。市司法局牵头，市市场监管局配合。长期坚持。\n"
        "（三）强化培训。由市司法局负责、各单位具体落实，5月底前完成。"
    )
    assert row(read) == [
        ("一(一)", "市司法局", "市财政局、各县（市、区）司法局", "", ["2024-04-30"], False),
        ("一(二)", "市司法局", "市市场监管局", "", [], True),
        ("一(三)", "", "", "市司法局、各单位", ["2024-05-31"], False),
    ]


def test_a_limit_in_the_text_may_go_on_behind_its_day() -> None:
    read = plan(
        "一、主要任务\n（一）公布清单。5月底前公布，并持续推进。\n（二）清理依据。持续发力，6月底前完成。"
        "（三）抽查案卷。7月至8月，随机抽取百件案卷。（四）复核案卷。2023年7月至8月，各县办结百件。"
    )
    assert [(dues, standing) for *_, dues, standing in row(read)] == [
        (["2024-05-31"], True),
        (["2024-06-30"], False),
        (["2024-08-31"], False),
        ([], False),
    ]


def test_steps_in_one_paragraph_are_a_sentence_not_headings() -> None:
    read = plan(
        "一、主要任务\n（一）评查案卷。\n第一步，各县自评；第二步，市局互评。\n牵头单位：市司法局\n（二）清理依据。"
    )
    assert [(t.number, t.lead) for t in read.tasks] == [("一(一)", ("市司法局",)), ("一(二)", ())]


def test_a_short_last_line_of_a_broken_sentence_belongs_to_it() -> None:
    read = plan("一、工作要求\n（一）按时报送\n各单位于4月26日前向市司法局法规处报送\n工作总结。\n")
    assert [(d.what, d.to_unit) for d in read.duties] == [("工作总结", "市司法局法规处")]


def test_the_name_of_an_annex_ends_where_the_signature_begins() -> None:
    read = compile_plan(
        "某市专项整治工作方案\n一、主要任务\n（一）清理依据。\n附表：案件统计表\n某市司法局\n2024年3月1日\n"
    )
    assert ([a.title for a in read.annexes], read.issuer) == (["案件统计表"], "某市司法局")


def test_prose_about_leading_and_cooperating_names_no_unit() -> None:
    read = plan("一、主要任务\n（一）清理依据。各部门要密切配合，由主要负责人负责，坚持党委牵头抓总。")
    assert row(read) == [("一(一)", "", "", "", [], False)]


def test_where_the_steps_are_the_work_their_items_are_tasks_but_handing_in_is_not() -> None:
    read = plan(
        "一、实施步骤\n（一）自查自纠（4月1日至5月31日）\n1.全面自查。由市司法局牵头，于4月30日前完成。\n"
        "2.报送情况。各单位于5月20日前将自查情况报市司法局。\n"
        "（二）集中整改（6月1日至7月31日）\n1.逐项整改。由市财政局牵头，于6月28日前完成。\n"
    )
    assert [(t.number, t.title, t.lead) for t in read.tasks] == [
        ("一(一)1", "全面自查", ("市司法局",)),
        ("一(二)1", "逐项整改", ("市财政局",)),
    ]
    assert [(d.what, d.from_unit) for d in read.duties] == [("自查情况", "各单位")]


def test_a_note_behind_a_list_of_problems_belongs_to_what_the_list_stands_under() -> None:
    read = plan(
        "一、整治任务\n1.整治执法越位问题。\n（1）超出职权实施检查；\n（2）违规收取费用。\n（责任单位：各单位；督办处室：督查处）\n"
        "2.整治执法失范问题。\n（1）未取得证件上岗执法；\n（2）案卷装订混乱。\n（责任单位：各单位；督办处室：法规处）"
    )
    assert [(n, lead, who) for n, lead, _, who, _, _ in row(read)] == [
        ("一1", "督查处", "各单位"),
        ("一2", "法规处", "各单位"),
    ]
    assert [(p.group, p.text) for p in read.problems] == [
        ("整治执法越位问题", "超出职权实施检查"),
        ("整治执法越位问题", "违规收取费用"),
        ("整治执法失范问题", "未取得证件上岗执法"),
        ("整治执法失范问题", "案卷装订混乱"),
    ]


def test_a_note_the_page_broke_off_stays_with_its_task_where_the_others_have_theirs() -> None:
    read = plan(
        "一、主要措施\n(一)规范检查。公布频次。(牵头科室：督查科)\n(二)清理依据。公布目录。(\n牵头科室：法规科，时限要求：5月底)\n"
    )
    assert [t.lead for t in read.tasks] == [("督查科",), ("法规科",)]


def test_stages_may_stand_in_a_paragraph_or_in_a_table() -> None:
    told = plan("一、时间安排\n4月1日至4月30日为自查阶段，全面自查；5月1日至6月30日为整改阶段，逐项整改。")
    table = plan(
        "一、实施步骤\n阶段\t时间\t内容\n自查阶段\t4月1日至4月30日\t全面自查\n整改阶段\t5月1日至6月30日\t逐项整改\n"
    )
    for read in (told, table):
        assert [(s.title, str(s.from_on), str(s.to_on)) for s in read.stages] == [
            ("自查阶段", "2024-04-01", "2024-04-30"),
            ("整改阶段", "2024-05-01", "2024-06-30"),
        ]


def test_tasks_the_text_leaves_to_a_table_behind_it_are_its_rows() -> None:
    read = compile_plan(
        HEAD + "一、行动任务\n具体分工见附件。" + SIGNED + "附件：任务分工表\n附件\n任务分工表\n"
        "序号\t行动名称\t具体措施\t牵头单位\t责任单位\t完成时限\n1\t检查减量行动\t减少检查\t市司法局\t各单位\t3月底前\n"
        "2\t扫码入企行动\t推广扫码\t市数据局\t市司法局\t持续推进\n"
    )
    assert row(read) == [
        ("1", "市司法局", "", "各单位", ["2024-03-31"], False),
        ("2", "市数据局", "", "市司法局", [], True),
    ]
    assert [(t.title) for t in read.tasks] == ["检查减量行动", "扫码入企行动"]
    assert [(a.number, a.title) for a in read.annexes] == [(None, "任务分工表")]
    assert "missing_text" not in {doubt.kind for doubt in read.doubts}


def test_problems_may_be_set_as_a_table() -> None:
    read = plan("一、整治重点\n治理方面\t具体表现\n乱检查\t无依据检查；重复检查\n乱罚款\t小过重罚、类案不同罚")
    assert [(p.group, p.text) for p in read.problems] == [
        ("乱检查", "无依据检查"),
        ("乱检查", "重复检查"),
        ("乱罚款", "小过重罚、类案不同罚"),
    ]


def test_several_days_with_their_things_in_one_sentence_are_several_duties() -> None:
    read = plan(
        "一、工作要求\n（一）按时报送。各单位务于3月18日前将实施方案、7月26日前将自查情况报送市司法局；"
        "各县（市、区）于7月5日、12月5日前分别报送半年总结和全年总结。"
    )
    assert [(d.what, d.from_unit, str(d.due)) for d in read.duties] == [
        ("实施方案", "各单位", "2024-03-18"),
        ("自查情况", "各单位", "2024-07-26"),
        ("半年总结", "各县（市、区）", "2024-07-05"),
        ("全年总结", "各县（市、区）", "2024-12-05"),
    ]


def test_a_plan_without_numbers_is_read_by_its_headings() -> None:
    read = plan(
        "行动目标\n解决检查过多问题。\n重点整治内容\n1.无计划检查；\n2.重复检查。\n主要任务\n1.清理事项。制定清单。\n责任部门：法规科\n"
        "完成时间：5月31日\n实施步骤\n自查（4月1日至4月30日）\n开展自查。\n整改（5月1日至6月30日）\n开展整改。\n"
    )
    assert [(p.group, p.text) for p in read.problems] == [
        ("重点整治内容", "无计划检查"),
        ("重点整治内容", "重复检查"),
    ]
    assert row(read) == [("1", "", "", "法规科", ["2024-05-31"], False)]
    assert [(s.title, str(s.to_on)) for s in read.stages] == [("自查", "2024-04-30"), ("整改", "2024-06-30")]


def test_the_reason_is_in_the_covering_notice_or_in_the_first_part_where_no_paragraph_comes_before() -> None:
    notice = compile_plan(
        "某厅关于印发《某省行动方案》的通知\n为落实《全国行动方案》，我厅制定了《某省行动方案》，现印发给你们。\n某厅\n2024年4月1日\n"
        "某省行动方案\n一、重点任务\n（一）清理依据。（责任单位：各单位）\n"
    )
    aims = compile_plan("某市监督方案\n一、指导思想\n按照《实施纲要》要求，规范执法。\n二、重点任务\n（一）清理依据。")
    assert [basis.name for basis in notice.bases] == ["全国行动方案"]
    assert [basis.name for basis in aims.bases] == ["实施纲要"]


def test_labels_whose_blanks_were_lost_are_labels_still() -> None:
    read = plan(
        "一、主要任务\n（一）案件提质\n每月评查。\n"
        "责任科室：法制科  责任人：×××  配合单位：各执法中队  完成时限：2024年8月30日前"
    )
    assert row(read) == [("一(一)", "", "各执法中队", "法制科", ["2024-08-30"], False)]


def test_units_alone_in_a_bracket_behind_the_last_sentence_are_responsible() -> None:
    read = plan(
        "一、主要任务\n1.整治有案不立。逐条复核，2024年三季度末前完成。（市水政支队、各县（区）水利局）\n"
        "2.整治立而不结。逐案包保，2024年二季度完成。（市水利局）\n3.整治以罚代改。移交市水利局（市河长办）\n"
    )
    assert row(read) == [
        ("一1", "", "", "市水政支队、各县（区）水利局", ["2024-09-30"], False),
        ("一2", "", "", "市水利局", ["2024-06-30"], False),
        ("一3", "", "", "", [], False),
    ]


def test_tasks_may_be_numbered_in_words() -> None:
    read = plan("一、重点任务\n任务一：公示信息\n牵头股室：监督股\n任务二：升级装备\n牵头股室：财务股\n")
    assert [(t.title, t.lead) for t in read.tasks] == [("公示信息", ("监督股",)), ("升级装备", ("财务股",))]


def test_steps_told_by_their_days_are_stages_without_the_word() -> None:
    told = plan("一、时间安排\n4月1日至4月30日，组织自查；5月1日至6月30日，督促整改。")
    headed = plan(
        "一、把握节点，有序推进\n（一）4月：组织自查。开展自查。\n（二）5月至6月：督促整改。逐项整改。\n"
        "二、强化保障\n（一）压实责任。"
    )
    assert [(s.title, str(s.from_on), str(s.to_on)) for s in told.stages] == [
        ("组织自查", "2024-04-01", "2024-04-30"),
        ("督促整改", "2024-05-01", "2024-06-30"),
    ]
    assert [(s.title, str(s.from_on), str(s.to_on)) for s in headed.stages] == [
        ("组织自查", "2024-04-01", "2024-04-30"),
        ("督促整改", "2024-05-01", "2024-06-30"),
    ]


def test_a_role_in_brackets_behind_a_name_is_that_unit_s_role() -> None:
    read = plan(
        "一、工作任务\n（一）评查案卷。结果于7月15日、12月16日前公布。\n责任处室：法规处（牵头），监管处、办公室（配合）"
    )
    assert row(read) == [("一(一)", "法规处", "办公室", "监管处", ["2024-07-15", "2024-12-16"], False)]


def test_years_of_an_action_told_in_one_paragraph_are_its_stages() -> None:
    read = plan(
        "一、实施阶段\n2024年为基础年（2024年4月至2024年12月），搭建机制；2025年为提升年（2025年1月至2025年12月），培训练兵。"
    )
    assert [(s.title, str(s.from_on), str(s.to_on)) for s in read.stages] == [
        ("基础年", "2024-04-01", "2024-12-31"),
        ("提升年", "2025-01-01", "2025-12-31"),
    ]


def test_what_is_to_be_handed_in_may_be_a_table() -> None:
    read = plan(
        "一、报送事项\n序号\t报送材料\t报送单位\t报送至\t报送时间\n1\t问题台账（附件1）\t各科室\t市司法局\t6月18日前\n"
        "2\t月度进展表\t各科室\t市司法局\t每月30日前\n"
    )
    assert [(d.what, d.from_unit, d.to_unit, str(d.due), d.every, d.annexes) for d in read.duties] == [
        ("问题台账", "各科室", "市司法局", "2024-06-18", None, (1,)),
        ("月度进展表", "各科室", "市司法局", "None", "month", ()),
    ]


def test_where_nobody_signs_the_organ_in_the_first_line_issued_the_plan() -> None:
    read = compile_plan("某区教育局\n某区专项整治方案\n一、主要任务\n（一）清理依据。\n2024年5月6日\n")
    assert (read.issuer, read.title) == ("某区教育局", "某区专项整治方案")
