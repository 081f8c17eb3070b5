"""A standard is read, written and read again; what is wrong with it is told; a case's range is reckoned."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from fajian.engine.discretion.checking import check
from fajian.engine.discretion.reckoning import reckon
from fajian.engine.discretion.table import Fine, from_data, read_fine, read_table, write_table
from fajian.engine.faults import InputError

EXAMPLES = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "forms" / "discretion_examples.json"

# The seven shapes, as a clerk writes them: span, times with a cap, times below, fixed, by the piece, amounts, none.
SHAPES = """减轻 | 无违法所得 | 2万元以上5万元以下
从轻 | 无违法所得 | 5万元以上10万元以下
从重 | 无违法所得 | 10万元以上20万元以下 | 情节特别严重的责令停业整顿
减轻 | 有违法所得 | 违法所得的2倍以下
从轻 | 有违法所得 | 违法所得的2倍以上3倍以下
从重 | 有违法所得 | 违法所得的3倍以上5倍以下，最高30万元"""


@pytest.mark.skipif(not EXAMPLES.exists(), reason="shared/ is not beside the project")
def test_every_handed_over_standard_is_read_and_written_as_lines_without_loss() -> None:
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))["examples"]
    assert len(examples) == 14
    for example in examples:
        tiers = from_data(example["tiers"])
        assert len(tiers) == len(example["tiers"])
        assert read_table(write_table(tiers)) == tiers, example["id"]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("5000元以上3万元以下", Fine(Decimal(5000), Decimal(30000))),
        ("5～10万元", Fine(Decimal(50000), Decimal(100000))),
        ("1,000元至5,000元", Fine(Decimal(1000), Decimal(5000))),
        ("3万元以下", Fine(None, Decimal(30000))),
        ("1万元以上", Fine(Decimal(10000), None)),
        ("200元", Fine(Decimal(200), Decimal(200))),
        ("违法所得的2倍以上3倍以下", Fine(Decimal(2), Decimal(3), "违法所得")),
        ("货值金额10倍至17.5倍", Fine(Decimal(10), Decimal("17.5"), "货值金额")),
        ("违法所得23倍以下", Fine(None, Decimal(23), "违法所得")),
        ("违法所得的2倍以下", Fine(None, Decimal(2), "违法所得")),
        ("违法所得1倍以上3倍以下，最高不超过3万元",
         Fine(Decimal(1), Decimal(3), "违法所得", cap=Decimal(30000))),
        ("每处（张）500元，最高1万元", Fine(per="处（张）", high=Decimal(500), cap=Decimal(10000))),
        ("不予处罚", None),
    ],
)  # fmt: skip
def test_a_range_is_read_as_people_write_it(text: str, fine: Fine | None) -> None:
    assert read_fine(text) == fine
    if fine is not None:
        assert read_fine(str(fine)) == fine


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("从轻 | 初次 | 酌情", "裁量表第1行的幅度“酌情”读不懂"),
        ("从轻 | 初次 | 3万元以上1万元以下", "下限高于上限"),
        ("从轻", "少了几栏"),
        ("不予 | 初次 | 100元", "不予处罚的阶次不写罚款幅度"),
        ("\n ", "没有内容"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(table: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_table(table)


def remarks(table: str, **more: object) -> list[str]:
    return [one.text for one in check(read_table(table), **more)]  # type: ignore[arg-type]


def test_a_whole_table_has_no_remark() -> None:
    assert remarks(SHAPES) == []


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("从轻 | 有违法所得 | 违法所得的2倍以下", "没有写“无违法所得”的怎么办"),
        ("从轻 | | 5千元以上", "读不懂"),
        ("从轻 | | 1000元以上2000元以下\n从重 | | 3000元以上5000元以下", "之间有空档"),
        ("从轻 | | 1000元以上3000元以下\n从重 | | 2000元以上5000元以下", "重叠"),
        (" | 货值<10000 | 5万元以上\n | 货值>10000 | 6万元以上", "“货值<10000”和“货值>10000”之间没有规定"),
        (" | 货值<=10000 | 5万元以上\n | 货值>=10000 | 6万元以上", "都含10000"),
        (" | 货值1000～5000元 | 1万元以上\n | 货值4000～9000元 | 2万元以上", "重叠"),
    ],
)
def test_gaps_and_overlaps_are_told(table: str, said: str) -> None:
    if said == "读不懂":
        with pytest.raises(InputError, match=said):
            read_table(table)
    else:
        assert any(said in one for one in remarks(table))


def test_bounds_that_touch_are_no_gap() -> None:
    assert remarks(" | 货值<10000 | 5万元以上\n | 货值>=10000 | 6万元以上") == []


def test_a_tier_stays_inside_the_law_and_the_standard_above() -> None:
    statute = read_fine("5000元以上3万元以下")
    table = "减轻 | | 2000元以上5000元以下\n从轻 | | 4000元以上1万元以下\n从重 | | 1万元以上5万元以下"
    said = remarks(table, statute=statute)
    assert any("从轻的4000元以上10000元以下低于法定幅度" in one for one in said)
    assert any("从重的10000元以上50000元以下超出法定幅度" in one for one in said)
    assert not any(one.startswith("减轻的2000元以上5000元以下低于") for one in said)
    above = read_table("从轻 | | 5000元以上8000元以下\n从重 | | 8000元以上3万元以下")
    said = remarks(
        "从轻 | 初次 | 5000元以上9000元以下\n从重 | | 9000元以上3万元以下\n一般 | | 9000元以上9000元以下",
        superior=above,
    )
    assert any("从轻（初次）的5000元以上9000元以下超出上级基准的5000元以上8000元以下" in one for one in said)
    assert any("一般在上级基准中没有对应的阶次" in one for one in said)
    assert not any(one.startswith("从重") and "上级" in one for one in said)


def test_the_range_of_a_case_is_reckoned_and_explained() -> None:
    tiers = read_table(SHAPES)
    (one,) = [found for found in reckon(tiers, {"无违法所得"}) if found.tier.tier == "从轻"]
    assert (one.low, one.high) == (Decimal(50000), Decimal(100000))
    gains = {"违法所得": Decimal(80000)}
    found = {one.tier.tier: one for one in reckon(tiers, {"有违法所得"}, amounts=gains)}
    assert (found["从轻"].low, found["从轻"].high) == (Decimal(160000), Decimal(240000))
    assert (found["减轻"].low, found["减轻"].high) == (Decimal(0), Decimal(160000))
    assert (found["从重"].low, found["从重"].high) == (Decimal(240000), Decimal(300000)), "capped"
    assert "违法所得80000元" in found["从轻"].how
    assert "最高300000元" in found["从重"].how


def test_without_the_amount_it_cannot_be_judged_and_without_a_tier_nothing_comes() -> None:
    tiers = read_table(SHAPES)
    assert all(one.unsure for one in reckon(tiers, {"有违法所得"}))
    assert reckon(tiers, {"别的情形"}) == ()


def test_pieces_are_counted_up_to_the_most_and_one_of_several_grounds_suffices() -> None:
    (one,) = reckon(read_table(" | 单位 | 每处500元，最高1万元\n | 个人 | 每处50元，最高5000元"), {"单位"}, count=30)
    assert (one.low, one.high) == (Decimal(10000), Decimal(10000))
    (free,) = reckon(read_table("不予 | 两年内未被发现或初次违法并及时改正 | 不罚款"), {"初次违法并及时改正"})
    assert (free.low, free.high, free.how) == (None, None, "不罚款")
