"""重点领域主题分析: what hotlines and inspections told of, by theme and by where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fajian import content
from fajian.engine.office.workbooks import Column, Sheet
from fajian.ledgers.models import Entry

OTHER, UNSAID = "未归类", "没有写明来源"


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: problems of it, those still open, by unit and by source, the most frequent first."""

    title: str
    count: int
    open: int
    by_unit: tuple[tuple[str, int], ...]
    by_source: Mapping[str, int]


@cache
def _settings() -> Mapping[str, Any]:
    found: Mapping[str, Any] = content.read("documents", "themes.yaml")
    return found


def theme_of(text: str, chosen: str = "") -> str:
    """The theme a person chose, else the first whose words stand in the text, else 未归类."""
    if chosen:
        return chosen
    return next((one["title"] for one in _settings()["themes"] if any(word in text for word in one["words"])), OTHER)


def analysed(user: Any) -> tuple[list[str], list[Theme]]:
    """(sources, themes in the order of the content, 未归类 last) of what this user may see; one query."""
    given = _settings()
    rows = Entry.objects.visible_to(user).standing().filter(ledger__spec_code__in=given["forms"])
    counts, left, units = Counter[str](), Counter[str](), dict[str, Counter[str]]()
    sources: dict[str, Counter[str]] = {}
    for title, data, unit, state in rows.values_list("title", "data", "unit__name", "rectification__state"):
        theme = theme_of(title, str(data.get(given["area"]) or ""))
        counts[theme] += 1
        left[theme] += state != "closed"
        units.setdefault(theme, Counter())[unit] += 1
        sources.setdefault(theme, Counter())[str(data.get(given["source"]) or UNSAID)] += 1
    listed = [one["title"] for one in given["themes"]]
    order = [*listed, *sorted(set(counts) - set(listed) - {OTHER}), *([OTHER] if counts[OTHER] else [])]
    heads = sorted({source for found in sources.values() for source in found})
    themes = [
        Theme(one, counts[one], left[one], tuple(units.get(one, Counter()).most_common()), sources.get(one, Counter()))
        for one in order
    ]
    return heads, themes


def sheet(heads: list[str], themes: list[Theme]) -> Sheet:
    """重点领域主题分析表."""
    return Sheet(
        name="重点领域主题分析",
        title="重点领域专项监督问题主题分析表",
        columns=(
            Column("主题", 18), Column("问题", 8, "int", centred=True), Column("未销号", 8, "int", centred=True),
            *(Column(one, 12, "int", centred=True) for one in heads), Column("涉及单位", 50),
        ),
        rows=[
            [one.title, one.count, one.open, *(one.by_source.get(head, 0) for head in heads),
             "；".join(f"{unit} {count}件" for unit, count in one.by_unit)]
            for one in themes
        ],
        keys=[f"theme:{one.title}" for one in themes],
        protected=True,
    )  # fmt: skip
