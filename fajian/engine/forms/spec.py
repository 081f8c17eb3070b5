"""Ledger specs: the annex forms of campaign plans, declared in content/ledgers/*.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from fajian import content
from fajian.engine.store.schema import tables

Kind = Literal[
    "serial", "text", "long_text", "date", "money", "int", "number", "choice", "bool", "unit", "person", "attachment"
]
RowKind = Literal["problem", "plain", "statistics"]

KINDS = frozenset(Kind.__args__)  # type: ignore[attr-defined]
ROW_KINDS = frozenset(RowKind.__args__)  # type: ignore[attr-defined]
HEADINGS = {
    "real": "表头取自公开样表", "seen": "表头取自公开资料", "proposed": "表头为拟制", "generic": "通用表头",
    "own": "表头取自本单位表样",
}  # fmt: skip
# What a column may be filled with before people see it; `record:x`, `act:x`, `certificate:x` name a column of a table.
FILLS = frozenset({
    "unit", "problem", "basis", "case", "number", "act", "act_kind", "acted_on", "found_on", "group", "subject",
    "period", "delegation",
})  # fmt: skip
# Columns a form may want settled when a unit takes a problem on.
SETTLED = frozenset({"leader", "department", "owner"})
_TABLE_FILLS = ("record", "act", "certificate")
EVERYTHING = "*"
GENERIC = "general"

_SPEC_KEYS = frozenset({
    "code", "version", "title", "annex", "campaign", "headings", "aliases", "tasks", "row", "rows_by", "rows_from",
    "takes", "only", "header", "columns", "retired", "proofs", "settled",
})  # fmt: skip
_COLUMN_KEYS = frozenset({
    "name", "label", "kind", "required", "unique", "choices", "group", "scale", "fill", "by_rule", "width",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column. `label` is the heading, `group` the heading merged over its neighbours of the same group.

    `choices` are the words of the drop-down; `scale` the unit of a money column (元 or 万元); `fill` what the system
    may write there beforehand ("" = a person fills it in); `by_rule` a choice → the rules (or their beginnings) whose
    findings suggest it; `width` in characters, 0 = by kind.
    """

    name: str
    label: str
    kind: Kind
    required: bool = False
    unique: bool = False
    choices: tuple[str, ...] = ()
    group: str = ""
    scale: str = ""
    fill: str = ""
    by_rule: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    width: int = 0


@dataclass(frozen=True, slots=True)
class RowsFrom:
    """A ledger listing imported records: each row of `table` whose columns hold one of the words of `where`.

    Where several rows share the ledger's unique cells, the one with the highest `latest` column stands. `since`: the
    column whose day decides whether a row lies within the span the plan looks back on.
    """

    table: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    latest: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class LedgerSpec:
    """One form. `row`: problem (has a rectification), plain (is only kept), statistics (counts, filled by people).

    `takes` are the rules (ids or their beginnings, * = every rule) whose findings belong here; `only` = "enterprise"
    leaves out records of natural persons. `aliases` are other titles plans use; `tasks` titles of plan tasks that call
    for this form without naming an annex. `headings` says where the headings come from (keys of HEADINGS). `retired`
    are (name, label) of columns that earlier versions had: what stands in them is kept and shown. `proofs` are kinds of
    proof without which no row is closed; `settled` the columns (names) a unit must fill in when it takes a problem on,
    beside cause, measure and last day (四定).
    """

    code: str
    version: int
    title: str
    annex: str
    campaign: str
    headings: str
    row: RowKind
    header: tuple[str, ...]
    columns: tuple[LedgerColumn, ...]
    aliases: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    only: str = ""
    rows_by: str = ""
    rows_from: RowsFrom | None = None
    retired: tuple[tuple[str, str], ...] = ()
    proofs: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> LedgerColumn:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def problem_column(self) -> LedgerColumn | None:
        """The column that takes the description of a finding, if the form has one."""
        return next((column for column in self.columns if column.fill == "problem"), None)

    def fit(self, rule_id: str) -> int:
        """How closely the form is meant for a rule's findings: length of the beginning that matches, 0 = not at all."""
        fits = [len(start) for start in self.takes if begins(rule_id, start)]
        return max(fits, default=1 if EVERYTHING in self.takes else 0)


@dataclass(frozen=True, slots=True)
class Match:
    """A form found for an annex: `confidence` 1.0 = the same title, down to 0.5."""

    spec: LedgerSpec
    confidence: float


def begins(rule_id: str, start: str) -> bool:
    """Whether a rule's id is `start` or begins with it at a hyphen (FIN-06 is no beginning of FIN-067-SELF)."""
    return rule_id == start or rule_id.startswith(start + "-")


def load(path: Path) -> LedgerSpec:
    """Read one spec. A shipped file with an unknown key, kind or fill is a bug: ValueError naming the file."""
    raw = content.read(path)
    try:
        return parse(raw)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: {error}") from error


@cache
def specs() -> MappingProxyType[str, LedgerSpec]:
    """Every shipped spec by code, in the order of the file names."""
    found = [load(path) for path in sorted(content.path("ledgers").glob("*.yaml"))]
    return MappingProxyType({spec.code: spec for spec in found})


def match(title: str, number: int | None = None, columns: Iterable[str] = ()) -> Match | None:
    """The shipped form for an annex, by its title; by its column headings where the title is not known.

    Titles compare without 《》, year, 本单位/全市, kinds of brackets and spaces. The annex number only decides
    between forms that fit equally well. None below a confidence of 0.5.
    """
    wanted, headings = plain_title(title), {plain_title(label) for label in columns}
    best: tuple[float, bool, str] | None = None
    for code, spec in specs().items():
        score = max((_likeness(wanted, plain_title(name)) for name in (spec.title, *spec.aliases)), default=0.0)
        if headings:
            labels = {plain_title(column.label) for column in spec.columns}
            score = max(score, round(len(labels & headings) / len(labels | headings), 2))
        candidate = (score, number is not None and spec.annex == f"附件{number}", code)
        if score >= 0.5 and (best is None or candidate[:2] > best[:2]):
            best = candidate
    return Match(specs()[best[2]], best[0]) if best else None


def for_task(title: str) -> tuple[LedgerSpec, ...]:
    """The forms a plan's task calls for though the plan names no annex."""
    wanted = plain_title(title)
    return tuple(
        spec for spec in specs().values() if any(plain_title(task) in wanted for task in spec.tasks) and wanted
    )


def generic(title: str = "", number: int | None = None) -> LedgerSpec:
    """The general problem ledger; with a title: under that title, for an annex whose headings are not known."""
    spec = specs()[GENERIC]
    if not title:
        return spec
    annex = f"附件{number}" if number is not None else ""
    return replace(spec, code=f"{GENERIC}-{annex or title}", title=title, annex=annex, headings="generic", takes=())


def plain_title(title: str) -> str:
    """A title as it is compared: half width, without 《》, spaces, a leading year, whose it is."""
    text = title.translate(str.maketrans("（）【】“”‘’：，", "()[]\"\"'':,"))
    text = re.sub(r"[\s《》\"'\u200b]", "", text)
    text = re.sub(r"^(关于)?(\d{4}年度?)?", "", text)
    return re.sub(r"^(本单位|本部门|全市|全区|全县|全省)+(\(部门\)|\(单位\))?", "", text)


def _likeness(wanted: str, known: str) -> float:
    if not wanted or not known:
        return 0.0
    if wanted == known:
        return 1.0
    short, long = sorted((wanted, known), key=len)
    if short in long and len(short) >= 5:
        return round(0.6 + 0.35 * len(short) / len(long), 2)
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (wanted, known)]
    common = 2 * len(pairs[0] & pairs[1]) / max(1, len(pairs[0]) + len(pairs[1]))
    # Titles of ledgers share 行政执法…工作台账; only a close one is the same form.
    return round(common, 2) if common >= 0.8 else 0.0


def parse(raw: Mapping[str, Any]) -> LedgerSpec:
    """A spec out of plain data; KeyError, TypeError or ValueError where they are none."""
    _no_others(raw, _SPEC_KEYS, str(raw.get("code", "?")))
    columns = tuple(_column(column) for column in raw["columns"])
    names = [column.name for column in columns]
    if len(set(names)) != len(names):
        raise ValueError("a column name stands twice")
    if raw["row"] not in ROW_KINDS or raw["headings"] not in HEADINGS:
        raise ValueError(f"row {raw['row']!r} or headings {raw['headings']!r} is not known")
    if raw.get("only", "") not in ("", "enterprise") or (raw.get("rows_by") or names[0]) not in names:
        raise ValueError("only or rows_by is not known")
    if unknown := set(raw.get("settled", ())) - (SETTLED & set(names)):
        raise ValueError(f"settled: no columns {sorted(unknown)}")
    return LedgerSpec(
        code=raw["code"],
        version=int(raw["version"]),
        title=raw["title"],
        annex=raw["annex"],
        campaign=raw["campaign"],
        headings=raw["headings"],
        row=raw["row"],
        header=tuple(raw["header"]),
        columns=columns,
        aliases=tuple(raw.get("aliases", ())),
        tasks=tuple(raw.get("tasks", ())),
        takes=tuple(raw.get("takes", ())),
        only=raw.get("only", ""),
        rows_by=raw.get("rows_by", ""),
        rows_from=_rows_from(raw["rows_from"]) if raw.get("rows_from") else None,
        retired=tuple((name, label) for name, label in raw.get("retired", ())),
        proofs=tuple(raw.get("proofs", ())),
        settled=tuple(raw.get("settled", ())),
    )


def as_data(part: LedgerSpec | LedgerColumn) -> dict[str, Any]:
    """A spec that lists no records, or a column, as plain data for JSON; `parse` reads it back."""
    given = {field.name: getattr(part, field.name) for field in fields(part)}
    if isinstance(part, LedgerSpec):
        given["columns"] = [as_data(column) for column in part.columns]
        del given["rows_from"]
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    return plain | {"retired": [list(pair) for pair in part.retired]} if isinstance(part, LedgerSpec) else plain


def _column(raw: Mapping[str, Any]) -> LedgerColumn:
    _no_others(raw, _COLUMN_KEYS, str(raw.get("name", "?")))
    choices, by_rule = tuple(raw.get("choices", ())), raw.get("by_rule", {})
    if raw["kind"] not in KINDS:
        raise ValueError(f"column {raw['name']}: kind {raw['kind']!r}")
    if (raw["kind"] == "choice") != bool(choices) or not set(by_rule) <= set(choices):
        raise ValueError(f"column {raw['name']}: choices and kind or by_rule do not fit")
    if (raw["kind"] == "money") != (raw.get("scale", "") in ("元", "万元")):
        raise ValueError(f"column {raw['name']}: money needs a scale, 元 or 万元, and nothing else may have one")
    words = [*choices, *(start for starts in by_rule.values() for start in starts)]
    if not all(isinstance(word, str) for word in words):
        raise ValueError(f"column {raw['name']}: YAML takes OFF, NO or 1 for no text; put it in quotes")
    fill = raw.get("fill", "")
    if fill and fill not in FILLS and fill.partition(":")[0] not in _TABLE_FILLS:
        raise ValueError(f"column {raw['name']}: fill {fill!r}")
    return LedgerColumn(**{**raw, "choices": choices, "by_rule": {word: tuple(ids) for word, ids in by_rule.items()}})


def _rows_from(raw: Mapping[str, Any]) -> RowsFrom:
    _no_others(raw, frozenset({"table", "where", "latest", "since"}), "rows_from")
    table = tables()[raw["table"]]
    where = {name: tuple(words) for name, words in raw.get("where", {}).items()}
    for name, words in where.items():
        if strange := set(words) - set(table[name].codes):
            raise ValueError(f"rows_from: {name} has no words {sorted(strange)}")
    return RowsFrom(table.name, where, raw.get("latest", ""), raw.get("since", ""))


def _no_others(raw: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    if strange := set(raw) - known:
        raise ValueError(f"{where}: unknown keys {sorted(strange)}")
