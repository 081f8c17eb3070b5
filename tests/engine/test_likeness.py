"""Texts that are nearly the same, and the keys by which they find each other."""

from __future__ import annotations

import pytest

from fajian.engine import likeness

RESULT = "已对当事人重新送达处罚决定书，并组织全体执法人员学习行政处罚法，健全送达登记制度，由专人逐件核对。"
COPIES = {
    "blanks and punctuation": RESULT.replace("，", ",\n ").replace("。", " ;"),
    "one word exchanged": RESULT.replace("逐件", "逐案"),
    "a sentence added": "整改情况：" + RESULT,
}
OTHERS = {
    "another matter": "已退还多收的保证金三千元，收回收据并张贴收费公示牌，财务室每月核对一次，结果报局办公室备案。",
    "the same matter in other words": "决定书已再次寄给相对人，全队集中学了有关规定，今后由内勤登记回证、每周检查。",
}


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copied_text_is_found_by_its_keys_and_told_as_a_copy(copy: str) -> None:
    assert len(set(likeness.keys(RESULT)) & set(likeness.keys(copy))) >= 2
    assert likeness.alike(RESULT, copy) >= 0.9


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_another_text_is_no_copy(other: str) -> None:
    assert len(set(likeness.keys(RESULT)) & set(likeness.keys(other))) < 2
    assert likeness.alike(RESULT, other) < 0.6


def test_another_number_or_day_does_not_make_another_text() -> None:
    one, other = "川市监罚〔2026〕12号决定书已于3月2日重新送达", "川市监罚〔2025〕7号决定书已于１１月３０日重新送达。"
    assert likeness.alike(one, other) == 1
    assert likeness.keys(one) == likeness.keys(other)


def test_a_text_too_short_to_say_anything_has_no_keys() -> None:
    assert likeness.keys("已整改到位。") == ()
    assert likeness.keys("。，、 ；：？！——……（）《》“”") == ()


def test_keys_are_the_same_on_every_day_and_machine_and_fit_a_column_of_64_bits() -> None:
    found = likeness.keys("已对当事人重新送达处罚决定书并登记回证")
    assert found == (1149183869542963722, 752724027265957612, 566307315670616411, 261293734159073)
    assert all(-(2**63) <= key < 2**63 for key in found)


def test_an_empty_text_is_like_nothing() -> None:
    assert likeness.alike("", "") == 0
    assert likeness.alike("……", RESULT) == 0
    assert likeness.closest("  ", {1: RESULT}, at_least=0) == []


def test_the_closest_come_first_and_no_more_than_asked() -> None:
    others = {"far": OTHERS["another matter"], "copy": COPIES["one word exchanged"], "same": RESULT, "empty": ""}
    found = likeness.closest(RESULT, others, at_least=0.9)
    assert [key for key, _ in found] == ["same", "copy"]
    assert found[0][1] == 1
    assert [key for key, _ in likeness.closest(RESULT, others, at_least=0.9, most=1)] == ["same"]


def test_each_copy_is_told_with_the_first_it_is_like() -> None:
    texts = {
        7: "已补送达法律文书，当事人当场签收并表示理解", 3: "已补送达法律文书，当事人当场签收，并表示理解！",
        9: "已退还多收罚款并重新告知权利，卷宗补正归档", 5: "", 4: "已于5月3日补送达法律文书，当事人当场签收并表示理解",
        8: "已退还多收罚款并重新告知权利，卷宗补正归档。", 6: "",
    }  # fmt: skip
    assert list(likeness.copies(texts, at_least=0.85)) == [(3, 4), (3, 7), (8, 9)]
    for one, other in likeness.copies(texts, at_least=0.85):
        assert likeness.alike(texts[one], texts[other]) >= 0.85
    assert list(likeness.copies({2: "", 3: ""}, at_least=0.5)) == []
