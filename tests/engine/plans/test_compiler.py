"""What the compiler promises of any text: exact quotes, the same answer every time, no crash; and of made-up plans."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.schema import Plan

MADE = Path(__file__).parent / "made"
SAMPLE = content.path("plans", "sample.txt").read_text("utf-8")
PIECES = re.findall(
    r"\S+",
    "一、 (一) （二） 1. ① ㈠ 第一阶段： 2026年 3月 1日 前 至 底 旬 附件 （附件1） 《 》 〔 〕 ： ； ， 。 @ \u200b"
    " 13月 2月30日 牵头单位 责任单位 完成时限 报送 将 各单位 市司法局 是否 每月 以来 201195"
    " 工作总结 问题 阶段 主要任务",
)


def squash(text: str) -> str:
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+", "", text)


def quotes(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("quote"), str):
            yield value["quote"]
        for item in value.values():
            yield from quotes(item)
    elif isinstance(value, list):
        for item in value:
            yield from quotes(item)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300),
        st.lists(st.sampled_from([*PIECES, "\n", "\t", "\r\n", " "]), max_size=150).map("".join),
        st.binary(max_size=200).map(lambda data: data.decode("gb18030", errors="replace")),
    )
)
def test_any_text_gives_a_plan_with_exact_quotes_or_an_input_error(text: str) -> None:
    try:
        plan = compile_plan(text)
    except InputError:
        return
    data = plan.to_json()
    assert all(squash(quote) in squash(text) for quote in quotes(data))
    assert Plan.from_json(data) == plan
    assert compile_plan(text) == plan


def test_a_text_without_words_is_refused_with_advice() -> None:
    with pytest.raises(InputError, match="没有文字"):
        compile_plan(" \n——。。\n")


def test_the_built_in_plan_is_read_whole() -> None:
    plan = compile_plan(SAMPLE)
    assert (plan.title, plan.issuer) == ("安澜市行政执法突出问题专项整治实施方案", "安澜市司法局")
    assert (plan.doc_number, plan.issued_on) == ("安司发〔2026〕5号", date(2026, 3, 2))
    assert plan.period is not None
    assert (plan.period.from_on, plan.period.to_on) == (date(2026, 3, 1), date(2026, 12, 31))
    counts = (len(plan.bases), len(plan.stages), len(plan.tasks), len(plan.duties), len(plan.problems))
    assert counts == (2, 4, 8, 10, 16)
    assert [annex.title for annex in plan.annexes] == [
        "行政执法突出问题自查自纠台账",
        "罚款问题自查台账",
        "整改销号台账",
    ]
    assert Counter(doubt.kind for doubt in plan.doubts) == {"unclear_due": 1, "due_on_holiday": 1, "annex_shared": 1}
    assert {duty.every for duty in plan.duties} == {None, "quarter", "month"}


def test_the_day_given_by_hand_wins_over_the_one_in_the_text() -> None:
    plan = compile_plan("一、主要任务\n（一）清理依据。（责任单位：各部门；完成时限：4月底前）", date(2025, 1, 6))
    assert plan.issued_on == date(2025, 1, 6)
    assert [due.on for due in plan.tasks[0].due] == [date(2025, 4, 30)]


def test_a_plan_of_a_hundred_pages_takes_less_than_two_seconds() -> None:
    long = "\n".join([SAMPLE] * 32)
    started = time.perf_counter()
    compile_plan(long)
    assert len(long) > 60_000
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("name", sorted(path.stem for path in MADE.glob("*.txt")))
def test_a_made_up_plan_of_another_shape_is_read_as_written_down(name: str) -> None:
    """made/NAME.txt is the plan, made/NAME.expected what a reader finds in it, one element a line."""
    plan = compile_plan((MADE / f"{name}.txt").read_text("utf-8"))
    expected = (MADE / f"{name}.expected").read_text("utf-8").splitlines()
    assert summary(plan) == [line for line in expected if line]


def summary(plan: Plan) -> list[str]:
    """One line an element, for comparison with the .expected files."""

    def day(value: date | None) -> str:
        return value.isoformat() if value else "-"

    lines = [f"head {plan.title} | {plan.issuer} | {plan.doc_number} | {day(plan.issued_on)}"]
    lines += [f"basis {b.name} | {b.doc_number}" for b in plan.bases]
    lines += [f"stage {s.title} | {day(s.from_on)} | {day(s.to_on)}" for s in plan.stages]
    for t in plan.tasks:
        units = " | ".join("、".join(names) or "-" for names in (t.lead, t.support, t.responsible))
        limits = "、".join([day(due.on) for due in t.due] + ["standing"] * t.standing) or "-"
        lines.append(f"task {t.number} {t.title} | {units} | {limits}")
    lines += [f"duty {day(d.due)} | {d.every or '-'} | {d.what} | {d.from_unit} > {d.to_unit}" for d in plan.duties]
    lines += [f"annex {a.number} {a.title}" for a in plan.annexes]
    lines += [f"problem {p.group} | {p.text}" for p in plan.problems]
    lines += [f"contact {c.kind} {c.value}" for c in plan.contacts]
    lines += [f"doubt {d.kind} | {''.join(d.quote.split())[:30]}" for d in plan.doubts]
    return lines


def wrapped(text: str) -> str:
    """The text as a page with narrow lines shows it: every paragraph broken after 30 characters."""
    lines = []
    for line in text.splitlines():
        width = 30 if "\t" not in line else len(line)  # a table row is not broken
        lines += [line[i : i + width] for i in range(0, len(line), width)] if line else [""]
        lines.append("")
    return "\n".join(lines)


def mirrored(text: str) -> str:
    """Traditional characters with inserted pinyin, as pages mirrored abroad have them."""
    out = opencc.OpenCC("s2t").convert(text)
    for character, sound in (("執", "zhí"), ("問", "wèn"), ("題", "tí"), ("關", "guān"), ("報", "bào"), ("單", "dān")):
        out = out.replace(character, f"{character}({sound})")
    return out


NOISE = {
    "half-width": lambda text: text.translate(str.maketrans("（）：；，", "():;,")),
    "other brackets": lambda text: text.translate(str.maketrans("（）〔〕", "﹙﹚【】")),
    "zero-width": lambda text: text.replace("执法", "执\u200b法").replace("各", "各\ufeff"),
    "spaces": lambda text: text.replace("月", " 月 ").replace("单位", "单\u3000位"),
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "wrapped": wrapped,
    "mirrored": mirrored,
    "other numbers": lambda text: re.sub(r"(?m)^(\d+)[.．]", r"（\1）", text),
    "other labels": lambda text: text.replace("牵头单位", "主办单位").replace("完成时限", "完成时间"),
}
TEXTS = {"sample": SAMPLE, **{path.stem: path.read_text("utf-8") for path in sorted(MADE.glob("*.txt"))}}


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("name", TEXTS)
def test_noise_of_the_page_changes_nothing_but_the_quotes(name: str, noise: str) -> None:
    if name in ("flat", "masked") and noise in ("wrapped", "spaces"):
        pytest.skip("of a text without line ends only the spaces tell the lines")
    plain = [line for line in summary(compile_plan(TEXTS[name])) if not line.startswith("doubt")]
    noisy = [line for line in summary(compile_plan(NOISE[noise](TEXTS[name]))) if not line.startswith("doubt")]
    assert noisy == plain


@pytest.mark.parametrize("seed", range(5))
def test_dates_that_lost_their_characters_are_still_read(seed: int) -> None:
    chance = random.Random(seed)
    glued = re.sub(r"(?<=\d)月(?=\d+日)", lambda m: "" if chance.random() < 0.4 else "月", SAMPLE)
    plan, whole = compile_plan(glued), compile_plan(SAMPLE)
    assert plan.stages == tuple(
        replace(stage, quote=got.quote) for stage, got in zip(whole.stages, plan.stages, strict=True)
    )
    assert [duty.due for duty in plan.duties] == [duty.due for duty in whole.duties]
    assert "missing_text" in {doubt.kind for doubt in plan.doubts}


def test_words_of_closed_lists_are_checked_when_a_plan_is_read_back() -> None:
    data = compile_plan(SAMPLE).to_json()
    data["doubts"][0]["kind"] = "whatever"
    with pytest.raises(InputError, match="doubts"):
        Plan.from_json(data)
    with pytest.raises(InputError, match="format"):
        Plan.from_json({"title": "x"})
