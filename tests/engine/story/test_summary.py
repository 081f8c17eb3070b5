"""The draft's numbers are counted, its title broken well, and nothing is said of what there is none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from fajian.engine.plans.schema import Annex, Duty, Plan
from fajian.engine.story import summary
from fajian.engine.story.duties import Item
from fajian.engine.story.findings import Finding, Gap, wording
from fajian.engine.story.prefill import Filled, Opened, generic
from fajian.engine.story.summary import Account

AS_OF = dt.date(2026, 11, 21)


def finding(rule: str, record: str, agency: str, title: str = "某种情形") -> Finding:
    return Finding(record, rule, "确定", "一般", "涉嫌违法", title, agency, "某法", None, "说明", "penalties", "1")


FINDINGS = (
    finding("PEN-061-SERVE", "P1", "A", "送达超期"),
    finding("PEN-060-90D", "P1", "A", "超期办案"),
    finding("FIN-TOP", "P2", "B", "顶格罚款"),
)
GAPS = (Gap("PEN-061-SERVE", "送达超期", "A", 4, "送达日期、送达方式"), Gap("FIN-TOP", "顶格罚款", "C", 2, "送达日期"))
DUTY = Item("报送材料", "整治报告", ("各单位",), "市局", dt.date(2026, 12, 15), "", "", "", "原文")
ACCOUNT = Account(
    plan=Plan(
        title="某市行政执法专项整治工作方案",
        issuer="某市司法局",
        issued_on=dt.date(2026, 7, 31),
        annexes=(Annex(1, "甲", ""),),
        duties=(Duty("整治报告", "各单位", "市局", dt.date(2026, 12, 15), ""),),
    ),
    names={"A": "甲局", "B": "乙局", "C": "丙局"},
    units={"A": "甲局", "B": "乙局"},
    records={"行政处罚案件": 7, "培训记录": 90},
    refused=2,
    noted=3,
    rules=17,
    findings=FINDINGS,
    gaps=GAPS,
    filled=Filled((Opened(generic(), "台账"),), ({},), ("台账", "台账", "")),
    duties=(DUTY,),
    as_of=AS_OF,
)


def text_of(tmp_path: Path, account: Account) -> str:
    summary.write(tmp_path / "a.docx", account)
    document = docx.Document(str(tmp_path / "a.docx"))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_counts_are_those_of_the_rows() -> None:
    known = summary.facts(ACCOUNT)
    wanted = {
        "units": 2, "records": 97, "rules": 17, "findings": 3, "units_hit": 2, "records_hit": 2, "entries": 2,
        "unplaced": 1, "faults": 5, "unknown": 6, "unknown_rules": 2, "duties_ahead": 1, "annexes": 1,
        "tables_text": "行政处罚案件7条、行政许可案件0条、行政强制案件0条、行政检查0条",
        "certainty_text": "确定3条", "top_missing": "“送达日期”、“送达方式”",
        "next_duty": "2026年12月15日的整治报告",
    }  # fmt: skip
    tables = {key: known[key] for key in wanted if key != "tables_text"}
    assert tables == {key: value for key, value in wanted.items() if key != "tables_text"}
    assert str(known["tables_text"]).startswith("行政处罚案件7条、")


def test_groups_are_ordered_by_count_with_their_share() -> None:
    groups = summary.facts(ACCOUNT)["groups"]
    assert isinstance(groups, list)
    assert [(row["number"], row["group"], row["count"], row["share"]) for row in groups] == [
        (1, "行政处罚程序与适用", 2, "66.7%"),
        (2, "罚款实施与罚没收入", 1, "33.3%"),
    ]


def test_units_that_could_not_be_judged_are_listed_with_those_that_were_hit() -> None:
    assert summary.unit_rows(ACCOUNT) == [("甲局", 2, 4), ("乙局", 1, 0), ("丙局", 0, 2)]


def test_columns_missing_in_several_rules_are_added_up() -> None:
    assert summary.missing_columns(GAPS) == [("送达日期", 6), ("送达方式", 4)]


def test_without_findings_the_draft_says_so_and_draws_no_picture(tmp_path: Path) -> None:
    none = replace(ACCOUNT, findings=(), filled=Filled((), (), ()))
    text = text_of(tmp_path, none)
    assert "现有数据未发现疑点" in text
    assert "按类别" not in text
    assert "疑点较多的单位" not in text
    assert "无法判断不等于没有问题" in text


def test_the_draft_never_states_a_problem_and_leaves_judgement_to_people(tmp_path: Path) -> None:
    text = text_of(tmp_path, ACCOUNT)
    assert "均为待核实的疑点" in text
    assert text.startswith("草稿")
    assert text.count("【待填：") >= 6
    for claim in ("发现问题3", "存在违法行为", "构成违法"):
        assert claim not in text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某市行政执法专项整治工作方案", "某市行政执法专项整治"),
        ("关于全区行政执法集中整治月活动实施方案", "全区行政执法集中整治月活动"),
        ("祁阳市提升行政执法质量建设法治营商环境工作方案", "祁阳市提升行政执法质量建设法治营商环境"),
        (None, "专项整治行动"),
        ("方案", "方案"),
    ],
)
def test_the_campaign_is_named_by_the_plans_title(title: str | None, name: str) -> None:
    assert summary.campaign_name(Plan(title=title)) == name


def test_a_long_title_is_broken_between_words_into_lines_that_fit() -> None:
    title = "行政执法突出问题专项整治行动暨涉企行政执法突出问题常态化监督情况总结"
    lines = summary.title_lines(title).split("\n")
    assert lines == ["行政执法突出问题专项整治行动暨", "涉企行政执法突出问题常态化监督情况总结"]
    assert summary.title_lines("短题") == "短题"


def test_every_group_of_rules_has_a_name_and_every_name_in_the_wording_is_known() -> None:
    known = summary.facts(ACCOUNT)
    assert all(letters.isupper() and len(letters) == 3 for letters in wording()["groups"])
    for section in wording()["sections"]:
        for block in section["blocks"]:
            assert {block.get("when", "units"), block.get("each", "units")} <= set(known)
            if "text" in block and "each" not in block:
                block["text"].format_map(known)
