"""A law's text comes apart into its articles without a character lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fajian.engine.faults import InputError
from fajian.engine.law.library import files, text_of
from fajian.engine.law.numerals import to_chinese
from fajian.engine.law.texts import read_text
from fajian.engine.law.versions import laws


def test_all_kept_texts_are_read_whole_and_fast() -> None:
    begun = time.process_time()
    for (law, passed), path in files().items():
        source = path.read_text(encoding="utf-8")
        text = read_text(source, law)
        assert "".join(source[part.start : part.end] for part in text.parts) == source, path.name
        assert len({article.number for article in text.articles}) == text.articles[-1].number, path.name
        assert text.gaps == (), path.name
        assert all(article.whole for article in text.articles), path.name
        # Every character that can be seen and belongs to an article is in the words of one.
        written = "".join(source[part.start : part.end] for part in text.parts if part.kind == "article")
        told = "".join(f"{article.name}{article.whole}" for article in text.articles)
        if law != "人民检察院办理行政执法机关移送涉嫌犯罪案件的规定":  # its articles are written 一、
            assert "".join(told.split()) == "".join(written.replace("\u200b", "").split()), path.name
        assert passed.year >= 1997
    assert len(files()) == 58
    assert time.process_time() - begun < 20


def test_every_text_belongs_to_a_version_and_says_the_same_day() -> None:
    versions = [version for law in laws().values() for version in law.versions]
    assert set(files()) <= {(version.law, version.passed_on) for version in versions}
    named = 0
    for version in versions:
        text = text_of(version)
        if text is None or text.in_force_on is None:
            continue
        named += 1
        # A law that was amended keeps the day of its first text.
        assert text.in_force_on == version.valid_from or text.in_force_on <= version.passed_on, version
    assert named >= 50


def test_what_a_text_repeals_is_read_from_its_last_articles() -> None:
    version = next(version for version in laws()["监察法"].versions if version.version == 2018)
    text = text_of(version)
    assert text is not None
    assert text.ends == ("中华人民共和国行政监察法",)
    assert laws()["行政监察法"].versions[-1].valid_to is not None


LAW = """安澜市某某管理办法
（2026年3月1日安澜市人民政府令第12号公布）
第一章 总 则
第一条　为了规范某某，制定本办法。
本款是第二款，提到第三条规定的情形：
（一）甲；
1.甲的一目；
2.甲的二目；
（二）乙。
第二章　附　则
第二条 第九条规定的另算。
第二条之一 补一条。
第三条 本办法自2026年５月1日起施行。2010年《安澜市旧办法》《安澜市更旧的办法》同时废止。
"""


def test_a_plain_text_is_read_like_a_marked_one() -> None:
    text = read_text(LAW)
    assert text.title == "安澜市某某管理办法"
    assert text.promulgation == ("（2026年3月1日安澜市人民政府令第12号公布）",)
    assert [article.name for article in text.articles] == ["第一条", "第二条", "第二条之一", "第三条"]
    first, second = text.articles[0], text.articles[1]
    assert len(first.paragraphs) == 2
    assert [item.number for item in first.paragraphs[1].items] == [1, 2]
    assert first.paragraphs[1].items[0].subitems == ("1.甲的一目；", "2.甲的二目；")
    assert first.headings == ("第一章 总 则",)
    assert second.headings == ("第二章 附 则",)
    assert second.whole == "第九条规定的另算。"
    assert text.in_force_on is not None
    assert text.in_force_on.isoformat() == "2026-05-01"
    assert text.ends == ("安澜市旧办法", "安澜市更旧的办法")
    assert text.gaps == ()


def test_a_missing_article_is_told() -> None:
    assert read_text(LAW.replace("第二条 ", "第五条 ")).gaps[0] == "第五条前面是第一条"


@pytest.mark.parametrize("source", ["", "\n\n", "关于开会的通知\n请各单位参加。", "第条 无号"])
def test_what_is_no_law_is_refused_in_a_sentence(source: str) -> None:
    with pytest.raises(InputError, match="没有找到“第…条”"):
        read_text(source)


WORDS = st.text("甲乙，。（）第条一二 \u3000\u200b", min_size=1)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=9))
def test_whatever_stands_in_the_articles_nothing_is_lost(articles: list[list[str]]) -> None:
    told = ((to_chinese(number), "\n".join(lines)) for number, lines in enumerate(articles, 1))
    source = "某办法\n" + "".join(f"第{number}条 文{lines}\n" for number, lines in told)
    text = read_text(source)
    assert "".join(source[part.start : part.end] for part in text.parts) == source
    assert len(text.articles) >= len(articles)
