"""Citations of provisions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.engine.faults import InputError
from fajian.engine.law.citations import Citation, find, parse
from fajian.engine.law.limits import limit_rows, names, regions
from fajian.engine.law.numerals import to_chinese, to_number

RULES = Path(__file__).resolve().parents[3] / ".." / "shared" / "domain" / "rules.md"

numbers = st.integers(1, 1260)
citations = st.builds(
    Citation,
    law=st.sampled_from(["行政处罚法", "海南省涉企行政检查条例（试行）", "刑法"]),
    version=st.none() | st.integers(1979, 2026),
    article=numbers,
    article_suffix=st.none() | st.integers(1, 9),
    paragraph=st.none() | st.integers(1, 20),
    item=st.none() | st.integers(1, 30),
)


@given(citations)
def test_what_is_written_is_read_back(citation: Citation) -> None:
    assert parse(str(citation)) == citation
    half = str(citation).replace("（", "(").replace("）", ")")
    assert parse(half) == citation


@given(citations)
def test_arabic_numerals_say_the_same(citation: Citation) -> None:
    text = f"《{citation.law}{f'({citation.version})' if citation.version else ''}》第{citation.article}条"
    text += f"之{citation.article_suffix}" if citation.article_suffix else ""
    text += f"第{citation.paragraph}款" if citation.paragraph else ""
    text += f"第{citation.item}项" if citation.item else ""
    assert parse(text) == citation


@given(st.integers(1, 9999))
def test_numerals_go_both_ways(number: int) -> None:
    assert to_number(to_chinese(number)) == number == to_number(str(number))


@pytest.mark.parametrize(
    ("number", "text"), [(10, "十"), (16, "十六"), (36, "三十六"), (106, "一百零六"), (110, "一百一十")]
)
def test_numerals_are_written_as_statutes_write_them(number: int, text: str) -> None:
    assert to_chinese(number) == text


def test_no_number_is_no_number() -> None:
    assert to_number("甲") is None
    assert to_number("百千") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《行政处罚法》第三十六条第一款第（二）项", "《行政处罚法》第三十六条第一款第（二）项"),
        ("《中华人民共和国行政处罚法》第３６条", "《行政处罚法》第三十六条"),
        ("处罚法第36条", "《行政处罚法》第三十六条"),
        ("行政复议法实施条例（2026） 第五十八条", "《行政复议法实施条例（2026）》第五十八条"),
        ("《行政处罚法》（2021年修订）第38条第1款、第4款", "《行政处罚法（2021）》第三十八条第一款 …第三十八条第四款"),
        ("《中华人民共和国刑法》第133条之一第1款第（二）项", "《刑法》第一百三十三条之一第一款第（二）项"),
        (
            "《行政处罚法》第22条、第25条第2款；《档案法》第64条",
            "《行政处罚法》第二十二条 …第二十五条第二款 《档案法》第六十四条",
        ),
        (
            "《档案法》第六条第（一）、（三）至（五）项",
            "《档案法》第六条第（一）项 …第六条第（三）项 …第六条第（四）项 …第六条第（五）项",
        ),
        ("《档案法》第六条第一款第二项和第二款第三项", "《档案法》第六条第一款第（二）项 …第六条第二款第（三）项"),
        ("《档案法》第六十七条至第六十九条", "《档案法》第六十七条 …第六十八条 …第六十九条"),
        ("《档案法》第六十七至六十九条", "《档案法》第六十七条 …第六十八条 …第六十九条"),
        ("《档案法》第67、69条", "《档案法》第六十七条 …第六十九条"),
        ("《档案法》第64条第4项（主持人）、第85条", "《档案法》第六十四条第（四）项 …第八十五条"),
        ("《行政许可法（2019修正）》", "《行政许可法（2019）》"),
        ("《最高人民法院关于适用〈行政诉讼法〉的解释》第3条", "《最高人民法院关于适用《行政诉讼法》的解释》第三条"),
        ("《整改通知书》", ""),
        ("依照本法第五十一条", ""),
        ("《行政处罚法》第三十六条。依照本法第五十一条", "《行政处罚法》第三十六条"),
        ("", ""),
    ],
)
def test_a_text_gives_its_citations(text: str, expected: str) -> None:
    """In the expected column … stands for the law of the citation before."""
    law, wanted = "", []
    for part in expected.split():
        law = law if part.startswith("…") else part[: part.rindex("》") + 1]
        wanted.append(law + part[1:] if part.startswith("…") else part)
    assert [str(found.citation) for found in find(text)] == wanted


def test_a_citation_says_where_it_stands() -> None:
    text = "依据《行政处罚法》第三十三条第一款第（一）项、第二款的规定"
    assert [text[found.start : found.end] for found in find(text)] == [
        "《行政处罚法》第三十三条第一款第（一）项",
        "第二款",
    ]
    assert find(text)[1].citation == Citation("行政处罚法", None, 33, None, 2)


@pytest.mark.parametrize(
    "text", ["", "第三十六条", "依据《行政处罚法》第三十六条", "《行政处罚法》第三十六条、第三十七条", "《某某通知》"]
)
def test_what_is_not_one_citation_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError, match="不是一条法条引用"):
        parse(text)


@given(st.text(alphabet="《》（）()第三十六36条款项之至、 法行政处罚", max_size=60))
def test_no_text_makes_it_stumble(text: str) -> None:
    for found in find(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.skipif(not RULES.exists(), reason="shared/ is not beside the project")
def test_every_article_the_rule_book_rests_on_is_found() -> None:
    lines = re.findall(r"^- 依据：(.+)$", RULES.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(lines) > 200
    for line in lines:
        # Each article behind a title in 《》; the book also cites documents without one.
        titled = [part for part in line.split("；") if part.startswith("《")]
        wanted = [int(number) for part in titled for number in re.findall(r"第(\d+)条", part)]
        assert [found.citation.article for found in find("；".join(titled)) if found.citation.article] == wanted, line


def test_every_basis_of_a_limit_that_names_a_law_can_be_read() -> None:
    rows = [row for name in names() for row in limit_rows(name)] + [row for pack in regions() for row in pack.values]
    cited = [row.basis for row in rows if row.basis.startswith("《")]
    assert len(cited) > 60
    for basis in cited:
        assert find(basis), basis
        assert find(basis)[0].citation.article, basis
