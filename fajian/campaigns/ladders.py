"""催报阶梯 as data: content/escalation.yaml, or what an office has set for a campaign; every slip has its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.law.written import read_mapping, strangers_mapping_in

KINDS = {"remind": "提醒", "urge": "催办", "letter": "督办函", "talk": "约谈", "circular": "通报"}
PROPOSALS = ("letter", "talk", "circular")  # put before a person; the machine issues none of them
TOLD = {"clerk": "填报员", "unit_leader": "单位领导", "office": "牵头单位"}
LADDERS = {"duties": "报送义务", "problems": "问题整改"}
LONGEST = 20_000  # characters of a policy as YAML
FARTHEST = 250  # working days, about a year
_KEYS = {"code", "title", "kind", "before", "after", "to", "or_late"}


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: what is done so many working days after the due day (negative: before it), and who is told.

    `or_late`: it is reached too when the unit has been late so often in the campaign; 0 = never by that.
    """

    code: str
    title: str
    kind: str
    days: int
    to: tuple[str, ...] = ("office",)
    or_late: int = 0

    @property
    def is_proposal(self) -> bool:
        """Is it put before a person rather than sent?"""
        return self.kind in PROPOSALS

    @property
    def when(self) -> str:
        """期限前3个工作日."""
        if self.days == 0:
            return "期限当日"
        side = "前" if self.days < 0 else "后"
        late = f"，或者累计迟报{self.or_late}次" if self.or_late else ""
        return f"期限{side}第{abs(self.days)}个工作日{late}"

    @property
    def told(self) -> str:
        """填报员、单位领导."""
        return "、".join(TOLD[one] for one in self.to)

    def to_json(self) -> dict[str, Any]:
        """As a policy file writes it."""
        side = {"before": -self.days} if self.days <= 0 else {"after": self.days}
        late = {"or_late": self.or_late} if self.or_late else {}
        return {"code": self.code, "title": self.title, "kind": self.kind, **side, "to": list(self.to), **late}


@dataclass(frozen=True, slots=True)
class Policy:
    """The ladder of each kind of thing, from the lightest rung to the gravest."""

    title: str
    duties: tuple[Rung, ...] = ()
    problems: tuple[Rung, ...] = ()
    open_before: int = 20

    @property
    def ladders(self) -> tuple[tuple[str, tuple[Rung, ...]], ...]:
        """(name, rungs)."""
        return (("duties", self.duties), ("problems", self.problems))

    def ladder(self, name: str) -> tuple[Rung, ...]:
        """The rungs for `duties` or `problems`."""
        return dict(self.ladders)[name]

    def to_json(self) -> dict[str, Any]:
        """As a policy file writes it."""
        ladders = {name: [rung.to_json() for rung in ladder] for name, ladder in self.ladders}
        return {"title": self.title, **ladders, "open_before": self.open_before}

    def offering(self, other: Policy) -> Policy:
        """With the rungs the other has beside its own, each in its place: what may be chosen from."""
        found = {}
        for name, ladder in self.ladders:
            own = {rung.code for rung in ladder}
            more = [rung for rung in other.ladder(name) if rung.code not in own]
            found[name] = tuple(sorted([*ladder, *more], key=lambda rung: rung.days))
        return replace(self, duties=found["duties"], problems=found["problems"])

    def with_days(self, given: Mapping[str, tuple[int | None, int]]) -> Policy:
        """The same rungs on other days: `duties.urge` → (working days, times late); None leaves the rung out.

        Raises InputError where the rungs no longer stand from the earliest to the latest.
        """
        changed = {
            name: tuple(
                replace(rung, days=days, or_late=late)
                for rung in ladder
                for days, late in [given.get(f"{name}.{rung.code}", (rung.days, rung.or_late))]
                if days is not None
            )
            for name, ladder in self.ladders
        }
        found = replace(self, duties=changed["duties"], problems=changed["problems"])
        for name, ladder in found.ladders:
            _in_order(LADDERS[name], ladder)
        return found


@cache
def default() -> Policy:
    """The one that comes with the application."""
    return read(content.path("escalation.yaml"))


def read(file: Path) -> Policy:
    """The policy of a file. Raises InputError saying where it is wrong and what to do."""
    if not file.is_file():
        raise InputError(f"没有找到催报阶梯文件 {file.name}，请核对文件名。")
    return parse(read_mapping(file), file.name)


def read_text(text: str) -> Policy:
    """The policy somebody wrote as YAML. Raises InputError saying where it is wrong and what to do."""
    if len(text) > LONGEST:
        raise InputError(f"催报阶梯的 YAML 超过 {LONGEST} 字，请核对是不是选错了文件。")
    return parse(strangers_mapping_in(text, "催报阶梯"), "催报阶梯")


def write_text(policy: Policy) -> str:
    """The policy as YAML, to be changed and read again."""
    return yaml.safe_dump(policy.to_json(), allow_unicode=True, sort_keys=False, width=120)


def parse(raw: Mapping[str, Any], name: str) -> Policy:
    """The policy of a mapping. Raises InputError saying where it is wrong and what to do."""
    if strange := sorted(str(key) for key in set(raw) - {"title", "version", "open_before", *LADDERS}):
        raise InputError(
            f"{name}：不认识“{'、'.join(strange)}”，可用的是 title、version、duties、problems、open_before。"
        )
    ladders = {key: tuple(_rungs(f"{name} {LADDERS[key]}", raw.get(key) or ())) for key in LADDERS}
    title, open_before = raw.get("title", ""), raw.get("open_before", 20)
    if not isinstance(title, str) or not title.strip():
        raise InputError(f"{name}：缺少 title（名称）。")
    _count(f"{name}：open_before", open_before)
    return Policy(title.strip()[:100], **ladders, open_before=open_before)


def _rungs(where: str, raw: Any) -> Iterator[Rung]:
    if not isinstance(raw, list | tuple):
        raise InputError(f"{where}：应是一级一行的列表，每行以“- ”开头。")
    rungs = [_rung(f"{where}第{number}级", one) for number, one in enumerate(raw, 1)]
    codes = [rung.code for rung in rungs]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise InputError(f"{where}：code “{'、'.join(sorted(twice))}”用了两次，每一级请用不同的 code。")
    _in_order(where, rungs)
    yield from rungs


def _rung(where: str, raw: Any) -> Rung:
    if not isinstance(raw, dict):
        raise InputError(f"{where}：应写成 {{code: …, title: …, kind: …, after: …, to: […]}}。")
    if strange := sorted(str(key) for key in set(raw) - _KEYS):
        raise InputError(f"{where}：不认识“{'、'.join(strange)}”，可用的是{'、'.join(sorted(_KEYS))}。")
    code, title, kind = (raw.get(key) for key in ("code", "title", "kind"))
    if not isinstance(code, str) or not code or len(code) > 30:
        raise InputError(f"{where}：code 应是不超过 30 个字母的代号，例如 urge。")
    if not isinstance(title, str) or not 0 < len(title) <= 30:
        raise InputError(f"{where}：title 应是不超过 30 个字的名称，例如 催办。")
    if kind not in KINDS:
        raise InputError(f"{where}：kind 应是 {'、'.join(KINDS)} 之一，现为“{kind}”。")
    if ("before" in raw) == ("after" in raw):
        raise InputError(f"{where}：before 和 after 写一个，也只写一个。")
    side = "before" if "before" in raw else "after"
    days, or_late = raw[side], raw.get("or_late", 0)
    _count(f"{where}：{side}", days, least=0 if side == "before" else 1)
    _count(f"{where}：or_late", or_late)
    return Rung(code, title, kind, -days if side == "before" else days, _told(where, kind, raw.get("to")), or_late)


def _told(where: str, kind: str, raw: Any) -> tuple[str, ...]:
    if kind in PROPOSALS:
        if raw not in (None, ["office"]):
            raise InputError(f"{where}：{KINDS[kind]}只能向牵头单位提出建议，to 请不写，或者写 [office]。")
        return ("office",)
    if not isinstance(raw, list) or not raw or set(raw) - set(TOLD):
        raise InputError(f"{where}：to 应列出 {'、'.join(TOLD)} 中的一个或几个，例如 [clerk, unit_leader]。")
    return tuple(one for one in TOLD if one in raw)


def _count(where: str, value: Any, least: int = 0) -> None:
    if type(value) is not int or not least <= value <= FARTHEST:
        raise InputError(f"{where} 应是 {least} 到 {FARTHEST} 的整数，现为“{value}”。")


def _in_order(where: str, rungs: list[Rung] | tuple[Rung, ...]) -> None:
    for earlier, later in pairwise(rungs):
        if earlier.days >= later.days:
            raise InputError(f"{where}：“{later.title}”应晚于“{earlier.title}”，请把各级从早到晚排列。")
