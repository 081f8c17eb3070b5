"""What a plan's words demand of those who found nothing, and which duties that goes with."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from fajian.campaigns.demands import NilProof, bound, nil_proof
from tests.campaigns.conftest import HANDED_OVER, sample, shared


@dataclass(frozen=True)
class Part:
    number: int
    what: str
    annexes: str


@pytest.mark.parametrize(
    ("words", "kind", "annex"),
    [
        ("形成自查台账（附件3），未发现问题的单位至少要提供一份完整的音像记录资料备查。", "recording", "附件3"),
        ("没有发现问题的，应当提供现场录像备查。", "recording", ""),
        ("未发现问题的部门须提交书面证明材料。", "file", ""),
        ("各单位报送台账（附件1）；未发现问题的，要附佐证材料备查。", "file", "附件1"),
    ],
)
def test_the_demand_is_read_with_its_kind_and_its_annex(words: str, kind: str, annex: str) -> None:
    found = nil_proof(words)
    assert found is not None
    assert (found.kind, found.annex) == (kind, annex)
    assert found.quote in words


@pytest.mark.parametrize(
    "words",
    [
        "未发现问题的实行零报告。",
        "未发现问题的，于3月1日前报送书面说明。",
        "未发现问题的单位无需提供证明材料。",
        "发现问题的单位要提供佐证材料。",
        "未发现问题的免于检查。各单位要提供音像资料。",
        "",
    ],
)
def test_other_words_demand_nothing(words: str) -> None:
    assert nil_proof(words) is None


def test_the_plans_at_hand_demand_it_where_they_say_so() -> None:
    assert nil_proof(sample()) is None
    assert [nil_proof(shared(name)) is not None for name in HANDED_OVER] == [True, False, False]


def test_the_demand_goes_with_the_duty_that_carries_the_annex() -> None:
    parts = [Part(1, "方案", ""), Part(2, "自查报告及相关附件", ""), Part(3, "台账", "附件1、附件3")]
    assert bound(NilProof("file", "附件3", "…"), parts) == {3}
    assert bound(NilProof("file", "附件9", "…"), parts) == {2}
    assert bound(NilProof("file", "", "…"), parts) == {1, 2, 3}
    assert bound(NilProof("file", "附件9", "…"), parts[:1]) == frozenset()
