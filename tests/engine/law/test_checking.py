"""What a provision said on a day, and whether what a text cites was in force then."""

from __future__ import annotations

import datetime as dt

import pytest

from fajian.engine.law.checking import check, judge
from fajian.engine.law.citations import parse
from fajian.engine.law.library import say, search


@pytest.mark.parametrize(
    ("citation", "day", "begins"),
    [
        ("行政处罚法第三十六条", "2021-07-15", "违法行为在二年内未被发现的"),
        ("行政处罚法第三十六条第二款", "2026-01-01", "前款规定的期限"),
        ("行政复议法第九条", "2023-12-31", "公民、法人或者其他组织认为具体行政行为侵犯"),
        ("行政复议法第九条", "2024-01-01", "对在行政复议工作中做出显著成绩"),
        ("行政复议法实施条例第一条", "2026-06-30", "为了进一步发挥行政复议制度"),
        ("行政复议法实施条例第一条", "2026-07-01", "根据《中华人民共和国行政复议法》"),
        ("民法典第二百零一条", "2026-01-01", "按照年、月、日计算期间的"),
        ("人民检察院办理行政执法机关移送涉嫌犯罪案件的规定第一条", "2026-01-01", "对于行政执法机关移送"),
    ],
)
def test_a_provision_says_what_the_text_of_the_day_says(citation: str, day: str, begins: str) -> None:
    said = say(parse(citation), dt.date.fromisoformat(day))
    assert said.why == ""
    assert said.words.startswith(begins)


def test_an_item_comes_with_the_sentence_it_belongs_to() -> None:
    said = say(parse("《行政复议法》第二十八条第一款第（三）项第2目"), dt.date(2022, 1, 1))
    sentence, item, subitem = said.words.split("\n")
    assert sentence.startswith("行政复议机关负责法制工作的机构应当")
    assert item.startswith("（三）")
    assert subitem == "2.适用依据错误的；"


@pytest.mark.parametrize(
    ("citation", "day", "verdict", "why"),
    [
        ("《行政处罚法》第三十六条", "2021-07-15", "right", ""),
        ("《行政处罚法（2017）》第三十八条", "2021-07-15", "wrong", "2021年7月15日有效的是《行政处罚法（2021）》"),
        ("《行政处罚法（2021）》第三十六条", "2021-07-14", "wrong", "2021年7月14日有效的是《行政处罚法（2017）》"),
        ("《行政处罚法》第三十六条", "2021-07-14", "unknown", "没有收录它的文本"),
        ("《行政处罚法》第三十六条", "2017-12-31", "unknown", "没有收录2017年12月31日有效的版本"),
        ("《行政处罚法》第八十七条", "2026-01-01", "wrong", "共八十六条"),
        ("《行政处罚法》第三十六条第三款", "2026-01-01", "wrong", "第三十六条只有2款，没有第三款"),
        ("《行政强制法》第九条第六项", "2026-01-01", "wrong", "没有第（六）项"),
        ("《行政强制法》第四十条第四项", "2026-01-01", "right", ""),
        ("《行政复议法》第六十条", "2023-12-31", "wrong", "《行政复议法（2023）》有这一条，它当时还没有施行"),
        ("《行政复议法》第二十八条第三项", "2024-01-01", "wrong", "《行政复议法（2017）》有这一条，它已经失效"),
        ("《行政执法监督条例》第三条", "2026-01-31", "wrong", "2026年1月31日还没有施行"),
        ("《行政执法监督条例》第三条", "2026-02-01", "right", ""),
        ("《行政监察法》第三条", "2018-03-20", "wrong", "已经废止"),
        ("《行政监察法》第三条", "2018-03-19", "unknown", "没有收录它的文本"),
        ("《民法典》第五百条", "2026-01-01", "unknown", "只收录了总则编"),
        ("《安澜市养犬管理办法》第五条", "2026-01-01", "unknown", "没有收录"),
    ],
)
def test_a_citation_is_right_wrong_or_cannot_be_judged(citation: str, day: str, verdict: str, why: str) -> None:
    told, sentence, _ = judge(parse(citation), dt.date.fromisoformat(day))
    assert told == verdict, sentence
    assert why in sentence


def test_a_text_is_checked_citation_by_citation_where_it_stands() -> None:
    text = "违反《行政强制法》第十七条第三款、第十九条，依据《行政处罚法（2017）》第三十八条，以及《无名办法》第一条。"
    found = check(text, dt.date(2026, 3, 1))
    assert [one.verdict for one in found] == ["right", "right", "wrong", "unknown"]
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert found[2].written == "《行政处罚法（2017）》第三十八条"
    assert all(text[one.start :].startswith(one.written) for one in found)


def test_laws_are_found_by_part_of_their_name() -> None:
    assert [law.name for law in search("监察")] == ["监察法", "行政监察法", "监察官法"]
    assert search("《行政复议法》")[0].name == "行政复议法"
    assert search("没有这部法") == []
