"""The double-public export of 2016: no code of the agency, no amount, numbers that are not unambiguous."""

from __future__ import annotations

from pathlib import Path

import pytest

from fajian.engine.store.connect import recorded_columns
from fajian.engine.store.headings import recognise
from fajian.engine.store.warehouse import TableCount
from tests.engine.store.test_warehouse import AGENCY, load, taken, write_csv

PENALTY = [
    "行政处罚决定书文号", "处罚名称", "处罚类别1", "处罚类别2", "处罚事由", "处罚依据", "行政相对人名称",
    "行政相对人代码_1(统一社会信用代码)", "行政相对人代码_2(组织机构代码)", "行政相对人代码_3(工商登记码)",
    "行政相对人代码_4(税务登记号)", "行政相对人代码_5(居民身份证号)", "法定代表人姓名", "处罚结果",
    "处罚决定日期", "处罚机关", "当前状态", "地方编码", "数据更新时间戳", "备注",
]  # fmt: skip
PENALTY_CODES = [
    "CF_WSH", "CF_CFMC", "CF_CFLB1", "CF_CFLB2", "CF_SY", "CF_YJ", "CF_XDR_MC", "CF_XDR_SHXYM", "CF_XDR_ZDM",
    "CF_XDR_GSDJ", "CF_XDR_SWDJ", "CF_XDR_SFZ", "CF_FR", "CF_JG", "CF_JDRQ", "CF_XZJG", "CF_ZT", "DFBM",
    "SJC", "BZ",
]  # fmt: skip
LICENCE_CODES = [
    "XK_WSH", "XK_XMMC", "XK_SPLB", "XK_NR", "XK_XDR", "XK_XDR_SHXYM", "XK_XDR_ZDM", "XK_XDR_GSDJ",
    "XK_XDR_SWDJ", "XK_XDR_SFZ", "XK_FR", "XK_JDRQ", "XK_JZQ", "XK_XZJG", "XK_ZT", "DFBM", "SJC", "BZ",
]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "table"), [(PENALTY, "penalties"), (PENALTY_CODES, "penalties"), (LICENCE_CODES, "licences")]
)
def test_every_heading_is_a_column_or_left_out_on_purpose(headings: list[str], table: str) -> None:
    reading = recognise("导出", headings)
    assert reading is not None
    assert (reading.table.name, reading.ignored, reading.repeated) == (table, (), ())
    assert {"decision_no", "agency_name", "decided_on", "party_name"} <= set(reading.columns)
    assert "penalty_kinds" not in reading.columns


def test_the_agency_is_found_by_its_name_in_the_register(tmp_path: Path) -> None:
    store = tmp_path / "store"
    load(write_csv(tmp_path / "执法主体名录.csv", [AGENCY]), store, "register")
    row = dict.fromkeys(PENALTY, "") | {
        "行政处罚决定书文号": "甲（2016）1号", "处罚类别1": "4", "处罚机关": AGENCY["名称"],
        "处罚决定日期": "2016/03/05", "行政相对人名称": "某商行",
    }  # fmt: skip
    result = load(write_csv(tmp_path / "导出.csv", [row], "gb18030"), store, "old")
    assert result.tables == {"penalties": TableCount(1, 1)}
    query = "SELECT penalty_id, agency_id, domain, source_profile FROM penalties"
    assert taken(store, query) == [("甲〔2016〕1号", AGENCY["统一社会信用代码"], "urban", "sgs")]
    assert not {"penalty_kinds", "fine_yuan", "party_kind"} & recorded_columns(store)["penalties"]["old"]
