"""Terms, amounts and thresholds: each a value from a day on, with its article, for a scope and a region."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fajian import content
from fajian.engine.faults import InputError
from fajian.engine.law.unknown import UNKNOWN, Unknown
from fajian.engine.law.written import read_mapping

Scalar = int | Decimal | str | bool | dt.date | tuple[str, ...]
_ROW_KEYS = {"scope", "value", "unit", "from", "to", "basis", "memory"}


@dataclass(frozen=True, slots=True)
class Value:
    """One number as the law, or a region, gives it.

    In force from `valid_from` to `valid_to`, both days included; None = without bound. `value` None: known not to be
    known there, and it hides whatever stands behind it. `seen` is False where the article was quoted from memory.
    `region` is the prefix of the administrative code ("41"), "" for the whole country.
    """

    name: str
    scope: str
    value: Scalar | None
    unit: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    basis: str
    region: str = ""
    seen: bool = True

    def in_force(self, on: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    @property
    def number(self) -> int:
        """The value as a whole number, for counting days, months or hours. TypeError for anything else."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise TypeError(f"{self.name} is no whole number: {self.value!r}")
        return self.value


@dataclass(frozen=True, slots=True)
class Name:
    """What a limit is called and counted in."""

    name: str
    label: str
    unit: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region's own values: `code` is the prefix of the administrative codes it covers."""

    code: str
    name: str
    values: tuple[Value, ...]


def limit(
    name: str, *, on: dt.date, scope: str = "default", region: str | None = None, own: Iterable[Value] = ()
) -> Value | Unknown:
    """The value in force on a day, or UNKNOWN if there is none.

    `scope` "market.person" falls back to "market", "person", "default", in this order; a scope without a value in
    force that day is passed over. Within a scope the nearest region comes first (city, province, country); `region`
    is an administrative code such as "410400", None = national values only. `own`: values that go before all of these
    (a rule pack's). KeyError if nothing is called `name`.
    """
    rows = limit_rows(name, region=region, own=own)
    for candidate in scopes(scope):
        for row in rows:
            if row.scope == candidate and row.in_force(on):
                return UNKNOWN if row.value is None else row
    return UNKNOWN


def scopes(scope: str) -> tuple[str, ...]:
    """The scope itself and what it falls back to: market.person → market.person, market, person, default."""
    parts = scope.split(".") if "." in scope else []
    return tuple(dict.fromkeys((scope, *parts, "default")))


def limit_rows(name: str, region: str | None = None, own: Iterable[Value] = ()) -> tuple[Value, ...]:
    """All values of a limit as rows of a small table: `own`, the region's (city before province), the country's.

    For each scope the first row in force on a day is the one that counts, also if its value is None (not known).
    KeyError if nothing is called `name`.
    """
    national = _national()[1][name]
    nearer = (*own, *(row for pack in _packs_of(region) for row in pack.values))
    return (*(row for row in nearer if row.name == name), *national)


def names() -> Mapping[str, Name]:
    """All limits by name, in the order of content/law/limits.yaml."""
    return _national()[0]


def _packs_of(region: str | None) -> Iterable[Region]:
    if region is None:
        return ()
    return sorted((pack for pack in regions() if region.startswith(pack.code)), key=lambda pack: -len(pack.code))


@cache
def regions() -> tuple[Region, ...]:
    """The packs of content/regions, by code. InputError if one names a limit that content/law/limits.yaml lacks."""
    packs = tuple(read_region(file) for file in sorted(content.path("regions").glob("*.yaml")))
    codes = [pack.code for pack in packs]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise InputError(f"content/regions：区划代码 {'、'.join(sorted(twice))} 有两个参数包，请合并为一个。")
    return tuple(sorted(packs, key=lambda pack: pack.code))


def read_region(file: Path) -> Region:
    """One region's pack: code, name, limits: {name: [values]}."""
    data = read_mapping(file)
    code, name, limits = data.get("code"), data.get("name"), data.get("limits")
    if not isinstance(code, str) or not code.isdigit() or not 2 <= len(code) <= 6:
        raise InputError(f'{file.name}：code 应为加引号的行政区划代码前 2 至 6 位，例如 "41"，现为 {code!r}。')
    if not isinstance(name, str) or not isinstance(limits, dict):
        raise InputError(f"{file.name}：应有 name（地区名称）和 limits（参数）两项。")
    return Region(code, name, values_in(file.name, limits, code))


def values_in(file: str, limits: Mapping[str, Any], region: str = "") -> tuple[Value, ...]:
    """The values of a mapping {name: [values]}; InputError says which entry of which file cannot be read."""
    known = names()
    rows: list[Value] = []
    for name, entries in limits.items():
        if name not in known:
            raise InputError(f"{file}：limits.yaml 中没有名为 {name} 的参数，请核对拼写。")
        rows += _read_values(file, known[name], entries, region)
    return tuple(rows)


@cache
def edition() -> str:
    """The edition of all numbers and versions of law: "<newest day>-<hash>", to be kept with what rests on it."""
    folders = (content.path("law"), content.path("regions"))
    files = sorted((file for folder in folders for file in folder.glob("*.yaml")), key=lambda file: file.as_posix())
    told = hashlib.sha256(b"\0".join(file.name.encode() + b"\0" + file.read_bytes() for file in files)).hexdigest()
    packs = (_national()[1].values(), [pack.values for pack in regions()])
    days = [row.valid_from for group in packs for rows in group for row in rows if row.valid_from]
    return f"{max(days):%Y%m%d}-{told[:8]}"


@cache
def _national() -> tuple[Mapping[str, Name], Mapping[str, tuple[Value, ...]]]:
    return read_limits(content.path("law", "limits.yaml"))


def read_limits(file: Path) -> tuple[Mapping[str, Name], Mapping[str, tuple[Value, ...]]]:
    """The names and the values of a limits file. InputError says which entry cannot be read."""
    described: dict[str, Name] = {}
    values: dict[str, tuple[Value, ...]] = {}
    for name, entry in read_mapping(file).items():
        if not isinstance(entry, dict) or not {"label", "unit", "values"} == set(entry):
            raise InputError(f"{file.name}：{name} 应有 label、unit、values 三项。")
        described[name] = Name(name, entry["label"], entry["unit"])
        values[name] = tuple(_read_values(file.name, described[name], entry["values"], ""))
    return MappingProxyType(described), MappingProxyType(values)


def _read_values(file: str, name: Name, entries: object, region: str) -> list[Value]:
    if not isinstance(entries, list):
        raise InputError(f"{file}：{name.name} 的取值应为列表，每行以“-”开头。")
    rows = [_read_value(f"{file}：{name.name} 第{n}行", name, entry, region) for n, entry in enumerate(entries, 1)]
    for number, row in enumerate(rows):
        for other in rows[:number]:
            if row.scope == other.scope and _overlap(row, other):
                raise InputError(f"{file}：{name.name} 的范围 {row.scope} 有两个取值同时有效，请核对起止日期。")
    return rows


def _read_value(where: str, name: Name, entry: object, region: str) -> Value:
    if not isinstance(entry, dict) or not {"value", "basis"} <= set(entry) <= _ROW_KEYS:
        raise InputError(f"{where}：应有 value、basis，另可有 scope、unit、from、to、memory。")
    begin, end = (_read_day(where, key, entry.get(key)) for key in ("from", "to"))
    if begin and end and end < begin:
        raise InputError(f"{where}：止日 {end} 早于起日 {begin}。")
    return Value(
        name=name.name,
        scope=str(entry.get("scope", "default")),
        value=_read_scalar(where, entry["value"]),
        unit=str(entry.get("unit", name.unit)),
        valid_from=begin,
        valid_to=end,
        basis=str(entry["basis"]),
        region=region,
        seen=not entry.get("memory", False),
    )


def _read_day(where: str, key: str, value: Any) -> dt.date | None:
    if value is None or type(value) is dt.date:
        return value
    raise InputError(f"{where}：{key} 应写成 2021-07-15 这样的日期，现为 {value!r}。")


def _read_scalar(where: str, value: Any) -> Scalar | None:
    match value:
        case "UNKNOWN":
            return None
        case bool() | int() | str():
            return value
        case float():
            return Decimal(str(value))
        case list() if all(isinstance(word, str) for word in value):
            return tuple(value)
        case dt.date() if type(value) is dt.date:
            return value
    raise InputError(f"{where}：value 应为数、日期、文字、是否或文字列表，现为 {value!r}。")


def _overlap(one: Value, other: Value) -> bool:
    begins_in_time = one.valid_from is None or other.valid_to is None or one.valid_from <= other.valid_to
    ends_in_time = other.valid_from is None or one.valid_to is None or other.valid_from <= one.valid_to
    return begins_in_time and ends_in_time
