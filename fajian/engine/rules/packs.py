"""规则包: which rules a run uses and which numbers of its own, and whether two runs rest on the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.forms.spec import begins
from fajian.engine.law.limits import Scalar, Value, values_in
from fajian.engine.law.written import read_mapping

_KEYS = {"code", "title", "version", "only", "without", "limits"}


@dataclass(frozen=True, slots=True)
class Pack:
    """What differs from every rule with the numbers of the law and the region.

    `only`: ids or beginnings of ids (FIN, FIN-RECON) of the rules used, () = all. `without`: rule → why it is not used.
    `values` go before those of region and country.
    """

    title: str = "全部规则"
    code: str = ""
    version: int = 1
    only: tuple[str, ...] = ()
    without: Mapping[str, str] = field(default_factory=dict)
    values: tuple[Value, ...] = ()

    def uses(self, rule_id: str) -> bool:
        """Is this rule among those used?"""
        chosen = not self.only or any(begins(rule_id, start) for start in self.only)
        return chosen and rule_id not in self.without

    def as_json(self) -> dict[str, Any]:
        """The pack as `pack_in` reads it."""
        limits: dict[str, list[dict[str, Any]]] = {}
        for value in self.values:
            limits.setdefault(value.name, []).append(_written(value))
        return {
            "code": self.code, "title": self.title, "version": self.version, "only": list(self.only),
            "without": dict(self.without), "limits": limits,
        }  # fmt: skip


def pack_in(data: Mapping[str, Any], where: str = "规则包") -> Pack:
    """A pack from its mapping (a file of content/packs, or what a run recorded). InputError says what is wrong."""
    if unknown := set(data) - _KEYS:
        raise InputError(
            f"{where}：没有“{'、'.join(map(str, sorted(unknown)))}”这样的项，只有{'、'.join(sorted(_KEYS))}。"
        )
    title, only, without, limits = (
        data.get("title"),
        data.get("only") or [],
        data.get("without") or {},
        data.get("limits") or {},
    )
    if (
        not isinstance(title, str)
        or not isinstance(only, list)
        or not isinstance(without, dict)
        or not isinstance(limits, dict)
    ):
        raise InputError(
            f"{where}：title 应为名称，only 应为规则编号的列表，without 应为“规则: 理由”，limits 应为“参数: 取值”。"
        )
    if not all(isinstance(start, str) for start in only):
        raise InputError(f"{where}：only 里的编号应为文字；YAML 把 OFF、NO 读作“否”，请加引号。")
    if silent := [rule for rule, reason in without.items() if not str(reason or "").strip()]:
        raise InputError(f"{where}：停用规则 {'、'.join(silent)} 没有写理由。")
    return Pack(
        title=title,
        code=str(data.get("code", "")),
        version=int(data.get("version", 1)),
        only=tuple(map(str, only)),
        without=MappingProxyType({str(rule): str(reason) for rule, reason in without.items()}),
        values=values_in(where, {name: [_read(entry) for entry in entries] for name, entries in limits.items()}),
    )


@cache
def packs() -> Mapping[str, Pack]:
    """The packs of content/packs by code. InputError if one cannot be read."""
    found = {file.stem: pack_in(read_mapping(file), file.name) for file in sorted(content.path("packs").glob("*.yaml"))}
    if wrong := [stem for stem, pack in found.items() if pack.code != stem]:
        raise InputError(f"content/packs：{'、'.join(wrong)}.yaml 的 code 应与文件名相同。")
    return MappingProxyType(found)


def _written(value: Value) -> dict[str, Any]:
    row: dict[str, Any] = {"scope": value.scope, "value": _plain(value.value), "basis": value.basis, "unit": value.unit}
    days = {"from": value.valid_from, "to": value.valid_to}
    return row | {name: day.isoformat() for name, day in days.items() if day}


def _plain(value: Scalar | None) -> Any:
    match value:
        case None:
            return "UNKNOWN"
        case Decimal():
            return float(value)
        case dt.date():
            return value.isoformat()
        case tuple():
            return list(value)
    return value


def _read(entry: Any) -> Any:
    """JSON has no days; what a file says of them is told by values_in."""
    if not isinstance(entry, dict):
        return entry
    days = {name: dt.date.fromisoformat(entry[name]) for name in ("from", "to") if isinstance(entry.get(name), str)}
    return entry | days


def differences(recorded: Mapping[str, Any], again: Mapping[str, Any]) -> list[str]:
    """Why two runs' manifests may differ or do: a sentence each; nothing where they come to the same, bit by bit."""
    said = []
    for name, label in (
        ("as_of", "截止日"), ("engine", "计算引擎"), ("calendar_version", "日历"), ("law_edition", "法规口径"),
        ("region", "地区"), ("pack", "规则包"),
    ):  # fmt: skip
        if recorded.get(name) != again.get(name):
            shown = "" if name == "pack" else f"：当时{recorded.get(name) or '没有记录'}，现在{again.get(name)}"
            said.append(f"{label}不同{shown}")
    was, now = ({rule["rule_id"]: rule for rule in run["rules"]} for run in (recorded, again))
    said += [f"规则 {rule} 当时没有" for rule in now.keys() - was.keys()]
    said += [f"规则 {rule} 现在没有" for rule in was.keys() - now.keys()]
    for rule in sorted(was.keys() & now.keys()):
        if was[rule]["version"] != now[rule]["version"]:
            said.append(f"规则 {rule} 当时为第{was[rule]['version']}版，现在为第{now[rule]['version']}版")
        elif (was[rule]["hits"], was[rule]["unknown"]) != (now[rule]["hits"], now[rule]["unknown"]):
            said.append(
                f"规则 {rule} 当时疑点{was[rule]['hits']}条、无法判断{was[rule]['unknown']}条，"
                f"现在疑点{now[rule]['hits']}条、无法判断{now[rule]['unknown']}条"
            )
    if recorded.get("batches") != again.get("batches"):
        said.append("批次的内容不同")
    if recorded.get("digests") != again.get("digests"):
        said.append("结果文件的摘要不同")
    return said
