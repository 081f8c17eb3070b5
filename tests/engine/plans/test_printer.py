"""A printed plan compiles to the plan it was printed from."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from fajian import content
from fajian.engine.plans.compiler import compile_plan
from fajian.engine.plans.printer import document
from fajian.engine.plans.schema import Plan, Task
from tests.engine.plans.fictional import plan
from tests.engine.plans.scoring import real

COMPARED = (
    "title",
    "issuer",
    "doc_number",
    "issued_on",
    "period",
    "bases",
    "stages",
    "tasks",
    "duties",
    "annexes",
    "contacts",
)
TEXTS = {
    "sample": content.path("plans", "sample.txt").read_text("utf-8"),
    **{source.stem: source.read_text("utf-8") for _, source in real()},
    **{f"fictional {seed}": plan(seed)[0] for seed in range(200, 280)},
}


def said(value: Any) -> Any:
    """A value without its quotations; limits without a day are no more than their words."""
    if isinstance(value, tuple):
        return [said(item) for item in value if getattr(item, "on", True) is not None]
    if is_dataclass(value):
        return {
            spec.name: said(getattr(value, spec.name))
            for spec in fields(value)
            if spec.name not in ("quote", "scope_from")
        }
    return value


@pytest.mark.parametrize("name", TEXTS)
def test_compiling_what_is_printed_gives_the_same_plan(name: str) -> None:
    first = compile_plan(TEXTS[name])
    again = compile_plan(document(first))
    for part in COMPARED:
        assert said(getattr(again, part)) == said(getattr(first, part)), part
    assert sorted((p.group, p.text) for p in again.problems) == sorted((p.group, p.text) for p in first.problems)


@pytest.mark.parametrize("name", TEXTS)
def test_printing_what_was_printed_changes_nothing(name: str) -> None:
    printed = document(compile_plan(TEXTS[name]))
    assert document(compile_plan(printed)) == printed


def test_an_empty_plan_is_printed_too() -> None:
    assert document(Plan()) == "制定本方案。\n"
    assert "1.清理依据。" in document(Plan(title="方案", tasks=(Task("一1", "清理依据", ""),)))
