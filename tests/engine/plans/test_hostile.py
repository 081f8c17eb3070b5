"""Text nobody should hand in: the compiler answers or says InputError, and never takes more than linear time."""

from __future__ import annotations

import contextlib
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.printer import document
from fajian.engine.plans.schema import Plan

SAMPLE = content.path("plans", "sample.txt").read_text("utf-8")
LINES = SAMPLE.splitlines()
# name: (what stands before, what is repeated)
PATTERNS = {
    "brackets": ("一、主要任务\n", "（"),
    "pairs": ("一、主要任务\n", "（）"),
    "mixed brackets": ("一、任务\n", "[("),
    "digits": ("一、任务\n", "2024"),
    "years": ("一、任务\n", "2024年"),
    "days": ("一、任务\n", "5月1日、"),
    "spans": ("一、任务\n", "5月至"),
    "commas": ("一、任务\n", "各单位，"),
    "wrongs": ("一、任务\n", "不作为；"),
    "verbs": ("一、任务\n", "报送"),
    "receivers": ("一、任务\n", "各单位报市司法局，"),
    "labels": ("一、任务\n", "责任单位："),
    "titles": ("现将", "《"),
    "names": ("根据", "《甲》"),
    "headings": ("", "一、任务\n"),
    "lines": ("", "啊\n"),
    "one line": ("一、任务\n", "啊"),
    "annexes": ("一、任务\n", "附件：\n1.台账\n"),
    "groups": ("一、任务\n", "成立领导小组，"),
    "seats": ("一、任务\n成立领导小组，", "由张任组长，"),
    "masks": ("一、任务\n", "×"),
    "right to left": ("一、任务\n", "\u202e任务"),
    "invisible": ("一、任务\n", "\u200b"),
    "nulls": ("一、任务", "\x00"),
    "pipes": ("一、任务\n", "|"),
    "whether": ("一、任务\n", "是否"),
    "stages": ("一、实施步骤\n", "自查阶段（3月1日至31日）：\n"),
    "signatures": ("一、任务\n", "市司法局\n2024年3月1日\n"),
    "mail": ("一、任务\n电话", "a@"),
    "table": ("一、任务\n序号\t任务\t责任单位\n", "1\t清理\t市局\n"),
}
SMALL, LARGE = 6_000, 48_000  # characters


def seconds(text: str) -> float:
    started = time.process_time()
    with contextlib.suppress(InputError):
        compile_plan(text)
    return time.process_time() - started


@pytest.mark.parametrize("name", PATTERNS)
def test_eight_times_the_text_takes_no_more_than_linear_time_asks(name: str) -> None:
    """Twice what linear growth gives is allowed, and half a second that growth does not matter in."""
    before, again = PATTERNS[name]
    small = seconds(before + again * (SMALL // len(again)))
    large = seconds(before + again * (LARGE // len(again)))
    assert large <= 2 * (LARGE / SMALL) * small + 0.5


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_shuffled_and_broken_plan_is_compiled_or_refused(chance: random.Random) -> None:
    lines = chance.sample(LINES, len(LINES))
    text = list("\n".join(lines))
    for _ in range(chance.randint(0, 60)):
        at = chance.randrange(len(text))
        text[at] = chance.choice(
            ["", "（", "）", "\n", "《", "2024", "\u202e", "\x00", "一、", "报", "前", "\ufeff", "9" * 40]
        )
    broken = "".join(text)
    plan = compile_plan(broken)
    assert Plan.from_json(plan.to_json()) == plan
    compile_plan(document(plan))


@given(
    st.text(
        alphabet="（）()[]〔〕【】《》“”、，。；：一二三1234567890年月日前至底旬附件报送牵头责任单位时限\n\t ",
        min_size=1,
        max_size=120,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_the_marks_of_plans_is_compiled_or_refused(text: str) -> None:
    try:
        plan = compile_plan(text)
    except InputError:
        return
    assert document(plan)
    assert plan == compile_plan(text)


def test_a_huge_figure_is_no_date_and_no_annex() -> None:
    plan = compile_plan(f"方案\n一、主要任务\n（一）清理。{'9' * 400}年{'9' * 400}月前，填写附件{'9' * 400}。")
    assert [task.due for task in plan.tasks] == [()]
