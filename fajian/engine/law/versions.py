"""Which text of a law is in force on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.law.unknown import UNKNOWN, Unknown
from fajian.engine.law.written import read_mapping

LEVELS = ("法律", "行政法规", "地方性法规", "部门规章", "地方政府规章", "司法解释", "党内法规", "规范性文件")


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One text of a law, in force from `valid_from` to `valid_to` (None = still), both days included.

    `version` is the year it is known by: 行政处罚法（2021）. `seen` is False where the days are quoted from memory.
    `part` names the part of the law that is kept where the whole is not (总则).
    """

    law: str
    version: int
    passed_on: dt.date
    valid_from: dt.date
    valid_to: dt.date | None
    seen: bool = True
    part: str = ""

    def __str__(self) -> str:
        return f"《{self.law}（{self.version}）》"


@dataclass(frozen=True, slots=True)
class Law:
    """A law by its usual name. `since`: first in force, where earlier texts than the listed ones existed."""

    name: str
    full: str
    also: tuple[str, ...]
    level: str
    since: dt.date | None
    versions: tuple[LawVersion, ...]


def laws() -> Mapping[str, Law]:
    """All registered laws by their usual name, in the order of content/law/versions.yaml."""
    return _registered()


def find_law(name: str) -> Law | None:
    """The law called so (usual name, full name or another short one), None if it is not registered."""
    return _by_any_name().get(name)


def version_on(law: str, day: dt.date) -> LawVersion | Unknown:
    """The text of a law in force on a day; UNKNOWN (无适用版本) if the law or a text for that day is not registered."""
    found = find_law(law)
    for version in found.versions if found else ():
        if version.valid_from <= day and (version.valid_to is None or day <= version.valid_to):
            return version
    return UNKNOWN


@cache
def _registered() -> Mapping[str, Law]:
    return read_laws(content.path("law", "versions.yaml"))


@cache
def _by_any_name() -> Mapping[str, Law]:
    return MappingProxyType(
        {name: law for law in _registered().values() for name in (law.name, law.full, *law.also)}
    )  # fmt: skip


def read_laws(file: Path) -> Mapping[str, Law]:
    """The laws of a versions file. InputError says which entry cannot be read."""
    found: dict[str, Law] = {}
    taken: dict[str, str] = {}
    for name, entry in read_mapping(file).items():
        where = f"{file.name}：{name}"
        if not isinstance(entry, dict) or not {"level", "versions"} <= set(entry) <= {
            "full", "also", "level", "since", "versions",
        }:  # fmt: skip
            raise InputError(f"{where} 应有 level、versions，另可有 full、also、since。")
        if entry["level"] not in LEVELS:
            raise InputError(f"{where} 的 level 应为{'、'.join(LEVELS)}之一，现为 {entry['level']!r}。")
        versions = tuple(_read_version(where, name, version) for version in entry["versions"])
        for earlier, later in pairwise(versions):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise InputError(f"{where} 的 {earlier.version} 和 {later.version} 两个版本重叠，请核对起止日期。")
        law = Law(
            name, entry.get("full", name), tuple(entry.get("also", ())), entry["level"], entry.get("since"), versions
        )
        for word in {law.name, law.full, *law.also}:
            if word in taken:
                raise InputError(f"{where}：名称“{word}”已用于{taken[word]}，请换一个简称。")
            taken[word] = name
        found[name] = law
    return MappingProxyType(found)


def _read_version(where: str, law: str, entry: object) -> LawVersion:
    if not isinstance(entry, dict) or not {"version", "passed", "from"} <= set(entry) <= {
        "version", "passed", "from", "to", "memory", "part",
    }:  # fmt: skip
        raise InputError(f"{where}：每个版本应有 version、passed、from，另可有 to、memory、part。")
    for key in ("passed", "from", "to"):
        if key in entry and type(entry[key]) is not dt.date:
            raise InputError(f"{where}：{key} 应写成 2021-07-15 这样的日期，现为 {entry[key]!r}。")
    if not isinstance(entry["version"], int):
        raise InputError(f"{where}：version 应为年份，现为 {entry['version']!r}。")
    return LawVersion(
        law,
        entry["version"],
        entry["passed"],
        entry["from"],
        entry.get("to"),
        seen=not entry.get("memory", False),
        part=str(entry.get("part", "")),
    )
