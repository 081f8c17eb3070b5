"""Names out of what many will read."""

from __future__ import annotations

from fajian.engine.reviews.masking import mask, masked


def test_names_are_masked_longer_ones_first() -> None:
    text = "安澜市顺通物流有限公司的张三丰说，顺通物流已经改正，由张三丰签收。"
    names = ["顺通物流", "安澜市顺通物流有限公司", "张三丰", ""]
    assert masked(text, names) == "某公司的张某说，顺某已经改正，由张某签收。"


def test_an_organisation_keeps_its_kind_only() -> None:
    assert [mask(name) for name in ("老李小吃店", "红星机械厂", "安澜市某某管理委员会", "王五")] == [
        "某店", "某厂", "某当事人", "王某",
    ]  # fmt: skip
