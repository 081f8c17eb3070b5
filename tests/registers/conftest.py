"""The city of the tests on campaigns, and what its agency has registered."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from fajian.orgs.models import Unit, User
from fajian.registers import actions
from fajian.registers.models import Registration
from tests.campaigns.conftest import Browser, browser, people, queries, units

__all__ = ["Browser", "People", "Units", "browser", "people", "queries", "units"]

People = dict[str, User]
Units = dict[str, Unit]

DATA: dict[str, dict[str, Any]] = {
    "basis": {
        "issuer": "安澜市人民政府", "level": "规范性文件", "subject": "行政处罚",
        "content": "第五条 依据《行政处罚法》第三十六条、《行政强制法》第九条处理占道经营。",
    },
    "item": {"act": "行政处罚", "basis": "《行政复议法》第九条", "office": "执法支队"},
    "duty": {"office": "执法支队", "post": "二中队", "power": "占道经营的处罚", "liability": "承办人对事实负责",
             "basis": "《行政处罚法》第四十二条"},
    "flowchart": {"act": "行政处罚", "steps": "立案、调查、审核、告知、决定", "basis": "《行政处罚法》第五十四条"},
    "paper": {"act": "行政处罚", "basis": "《行政处罚法（2017）》第三十一条"},
    "body": {"nature": "受委托的组织", "basis": "《行政处罚法》第二十条", "proper": False},
    "checkpoint": {"place": "河口大桥北端", "lasting": "临时", "basis": "会议纪要", "proper": False},
    "recording": {
        "act": "行政检查", "record_no": "安城检〔2026〕3号", "recorded_on": "2026-03-05", "device": "J-07",
        "place": "局音像平台 202603-07", "device_ok": True, "words_ok": True, "card_ok": True, "told_ok": True,
        "dress_ok": True,
    },
    "soft_measure": {
        "way": "提醒告诫", "party": "河口一号餐饮店", "done_on": "2026-03-05",
        "officers": "甲某（豫A01）、乙某（豫A02）",
        "cause": "门前堆物", "told": "当场告诫，三日内清理", "basis": "《行政处罚法》第三十三条", "corrected": False,
    },
    "person": {"post": "检查站", "staffing": "临时", "lacking": "没有执法证"},
    "standard": {
        "form": "裁量权基准", "act": "行政处罚", "basis": "《行政处罚法》第三十四条", "from_on": "2026-01-01",
        "statute": "5000元以上3万元以下",
        "table": "不予 | 初次违法、及时改正 | 不罚款\n减轻 | 有违法所得 | 违法所得的1倍以下\n"
        "减轻 | 无违法所得 | 2000元以上5000元以下\n从轻 | 无违法所得 | 5000元以上1万元以下\n"
        "从轻 | 有违法所得 | 违法所得的1倍以上2倍以下\n从重 | 无违法所得 | 1万元以上3万元以下\n"
        "从重 | 有违法所得 | 违法所得的2倍以上3倍以下，最高3万元",
    },
    "outsourcing": {
        "contractor": "源丰检测公司", "contract_no": "安发改采〔2026〕4号", "scope": "节能监察现场检测",
        "signed_on": "2026-02-10", "officer": "冯某",
        "power_ok": True, "staffed_ok": True, "verified_ok": True, "handled_ok": True,
    },
    "device": {"device_no": "J-07", "sort": "执法记录仪", "until": "2030-01-01", "holder": "甲某", "working": True},
    "uniform": {"number": "A1", "sort": "夏装和标志", "issued_on": "2026-03-01"},
    "project": {"project_code": "2026-411800-01", "owner": "源丰公司", "approval": "核准", "source": "平台比对"},
    "convenience": {
        "source": "安政办〔2026〕2号", "promised": "当场办结", "since": "2026-01-01", "checked_on": "2026-03-01",
        "way": "暗访", "served": 12, "told_ok": True, "used_ok": True, "less_ok": True, "burden_ok": True,
    },
    "appraisal": {
        "sort": "平时考核", "subject": "甲某", "period": "2026年第一季度", "plan": "安城管〔2026〕1号考核方案",
        "standard": "办案质量、群众评价，逐项计分，民主测评", "told": "本单位公示栏", "score": "92", "grade": "优秀",
        "uses": "评先评优", "fit": True,
    },
    "legal_review": {"reason": "经过听证程序", "threshold": "罚款十万元以上", "reviewer": "法规科",
                     "basis": "《行政处罚法》第五十八条"},
}  # fmt: skip


def given(kind: str = "basis", title: str = "安澜市占道经营管理办法", **more: Any) -> actions.Given:
    return actions.Given(title, DATA[kind] | more)


def registered(people: People, units: Units, kind: str = "basis", **more: Any) -> Registration:
    received = more.pop("received", ())
    by, unit = people[more.pop("by", "clerk")], units[more.pop("unit", "agency")]
    return actions.register(by=by, kind=kind, unit=unit, given=given(kind, **more), received=received)


def opinion(people: People, row: Registration, verdict: str, **more: Any) -> Registration:
    if row.spec.compares:
        more = {"superior": "《行政处罚法》第十六条", "agrees": "differs"} | more
    said = {"verdict": verdict, "reason": "与上位法不符", **more}
    return actions.propose(by=people["clerk"], registration=row, seen=row.version, **said)


def published(people: People, row: Registration, verdict: str, **more: Any) -> Registration:
    row = opinion(people, row, verdict, **more)
    row = actions.settle(by=people["supervisor"], registration=row, seen=row.version)
    where: dict[str, Any] = {"published_on": timezone.localdate(), "published_where": "市政府网站公示栏"}
    return actions.publish(by=people["supervisor"], registration=row, seen=row.version, **where)


@pytest.fixture
def row(people: People, units: Units) -> Registration:
    """A normative document of the agency, in the register."""
    return registered(people, units)
