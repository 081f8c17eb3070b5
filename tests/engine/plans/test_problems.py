"""Problems that stand inside a task or a step: as offices write them, as a table."""

from __future__ import annotations

import pytest

from fajian.engine.plans.compiler import compile_plan

PLAN = "某市专项整治工作方案\n为规范执法，制定本方案。\n{}\n某市司法局\n2024年3月1日\n"
TASK = "一、主要任务\n（一）规范检查。{}\n（牵头单位：市司法局）\n（二）清理依据。公布目录。（牵头单位：市财政局）"
STEP = "一、实施步骤\n（一）自查阶段（4月1日至5月31日）。{}\n（二）整改阶段（6月1日至7月31日）。逐项整改。"

# text of the task | what is looked for, parted by /
IN_A_TASK = r"""
严查无证上岗；严查借检查之名收费；严查继续使用旧文书。|无证上岗/借检查之名收费/继续使用旧文书
一是重点整治逐利执法；二是重点整治继续收取停征的费用。|逐利执法/继续收取停征的费用
对照下列情形自查：有没有执法不公；有没有超期办案；有没有言语粗暴。|有没有执法不公/有没有超期办案/有没有言语粗暴
严查不当罚款。对查实的，通报批评。|
集中整治各类问题；整治行动贯穿全年；整治力度要加大。|
\n【治理内容】向商户推销产品；日常巡查走过场。\n【责任科室】法规科|向商户推销产品/日常巡查走过场
\n具体表现：无依据检查；检查不留记录。|无依据检查/检查不留记录
\n【治理内容】修订检查办法；完善通报制度。|
"""


def problems(body: str) -> str:
    return "/".join(problem.text for problem in compile_plan(PLAN.format(body)).problems)


@pytest.mark.parametrize("line", IN_A_TASK.strip("\n").split("\n"))
def test_what_a_task_hunts_or_labels_as_wrong_is_a_problem(line: str) -> None:
    text, wanted = line.replace("\\n", "\n").split("|")
    assert problems(TASK.format(text)) == wanted


def test_of_a_step_only_a_numbered_list_names_problems() -> None:
    told = "对照以下方面检视：（1）办案方面，不出示证件；（2）裁量方面，类案不同罚；（3）作风方面，冷硬推诿。"
    assert problems(STEP.format(told)) == "办案方面，不出示证件/裁量方面，类案不同罚/作风方面，冷硬推诿"
    assert problems(STEP.format("全面查找问题，对不规范的立即纠正；对不担当的严肃处理；不留死角。")) == ""
