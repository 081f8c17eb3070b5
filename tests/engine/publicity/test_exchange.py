"""双公示: thirty and twenty-eight fields in the platform's order, and what it sends back."""

from __future__ import annotations

import pytest

from fajian.engine.publicity.exchange import Returned, formats, returned
from fajian.engine.store.profiles import profiles

VALUES = {
    "party_name": "安澜市大成商贸有限公司", "party_kind": "organisation", "party_uscc": "91410100MA40GF8T8N",
    "decision_no": "安城管罚决〔2026〕12号",
    "violation_name": "占道", "violation_facts": "占道 经营", "basis_text": "条例",
    "penalty_kinds": "警告、罚款", "penalty_content": "罚款五千元", "fine_yuan": "5000.00", "decided_on": "2026-03-05",
    "valid_until_on": "2027-03-05", "agency_name": "城市管理局", "agency_code": "11410000MB0000001X",
}  # fmt: skip


def test_the_formats_are_those_the_records_app_reads_back() -> None:
    assert {code: len(one.fields) for code, one in formats().items()} == {"penalty": 30, "licence": 28}
    by_name = {profile.name: profile for profile in profiles()}
    for code, name in (("penalty", "sgs_penalties"), ("licence", "sgs_licences")):
        assert by_name[name].fits(formats()[code].headings)
        assert by_name[name].fits([field.code for field in formats()[code].fields])


def test_amounts_are_in_ten_thousands_days_with_slashes_and_what_lacks_is_named() -> None:
    form = formats()["penalty"]
    row = dict(zip(form.headings, form.row(VALUES), strict=True))
    assert row["罚款金额(万元)"] == "0.500000"
    assert row["处罚决定日期"] == "2026/03/05"
    assert row["行政相对人类别"] == "法人及非法人组织"
    assert row["数据来源单位"] == "城市管理局"
    assert form.missing(VALUES) == []
    assert form.missing(VALUES | {"penalty_kinds": "暂扣许可证件", "party_uscc": ""}) == [
        "行政相对人代码_1(统一社会信用代码)", "暂扣或吊销证照名称及编号",
    ]  # fmt: skip
    person = form.missing(VALUES | {"party_kind": "person"})
    assert person == ["证件类型(自然人)", "证件号码(自然人)"]  # the warehouse keeps no identity numbers


@pytest.mark.parametrize("heading", ["错误原因", "校验结果 *"])
def test_faults_sent_back_are_found_by_their_headings(heading: str) -> None:
    lines: list[list[object]] = [
        ["某平台校验报告"],
        ["序号", "行政处罚决定书文号", heading],
        [1, "甲1号", "类别不符"],
        [2, "", "空"],
        [3, "乙", None],
    ]
    assert list(returned(lines)) == [Returned("甲1号", "类别不符")]
