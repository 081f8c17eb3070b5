"""监督卡: its columns, what of them names people, and which answers are a problem; content/portal/cards.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fajian import content
from fajian.engine.forms.spec import LedgerColumn, LedgerSpec, specs


@dataclass(frozen=True, slots=True)
class Flag:
    """An answer that is a problem."""

    bad: bool
    topic: str
    says: str


@dataclass(frozen=True, slots=True)
class Words:
    """The file as shipped."""

    form: str
    sealed: tuple[str, ...]
    office: tuple[str, ...]
    flags: Mapping[str, Flag]
    dissatisfied: str
    points: Mapping[str, str]
    records: Mapping[str, str]
    collect_by: int

    @property
    def spec(self) -> LedgerSpec:
        """The annex's form."""
        return specs()[self.form]

    @property
    def asked(self) -> tuple[LedgerColumn, ...]:
        """The columns whoever fills in the card is asked for, without the unit and what is sealed."""
        return tuple(one for one in self.spec.columns if one.name not in (*self.sealed, *self.office, "unit"))


@cache
def words() -> Words:
    """Read once; ValueError where a column named there is not in the form."""
    told: dict[str, Any] = dict(content.read("portal", "cards.yaml"))
    flags = {name: Flag(**flag) for name, flag in told.pop("flags").items()}
    sealed, office = tuple(told.pop("sealed")), tuple(told.pop("office"))
    made = Words(flags=flags, sealed=sealed, office=office, **told)
    if {*flags, *sealed, *office} - {column.name for column in made.spec.columns}:
        raise ValueError("portal/cards.yaml names a column the form does not have")
    return made


def points() -> list[tuple[str, str]]:
    """Of the model's column."""
    return list(words().points.items())


def records() -> list[tuple[str, str]]:
    """Of the model's column."""
    return list(words().records.items())


def problem_of(data: Mapping[str, Any]) -> tuple[str, str]:
    """(topic, text) of what a card complains of, in the words of the card; ("", "") where all was well."""
    wrong = [flag for name, flag in words().flags.items() if data.get(name) is flag.bad]
    bad = data.get("satisfaction") == words().dissatisfied
    text, wishes = str(data.get("problem") or "").strip(), str(data.get("wishes") or "").strip()
    if not (wrong or text or bad):
        return "", ""
    lines = ["；".join(flag.says for flag in wrong), text, f"期望：{wishes}" if wishes else ""]
    lines.append(f"总体评价：{words().dissatisfied}" if bad else "")
    topic = wrong[0].topic if wrong else "other"
    return topic, "\n".join(line for line in lines if line)


def told_of(data: Mapping[str, Any]) -> str:
    """When and why, as a complaint says it."""
    parts = [data.get("acted_on"), data.get("reason"), data.get("officers"), data.get("notice")]
    return "，".join(str(part) for part in parts if part)[:200]
