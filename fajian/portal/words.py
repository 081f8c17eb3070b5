"""What complaints are called and counted by, as data: content/portal/complaints.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fajian import content


@dataclass(frozen=True, slots=True)
class Words:
    """The file as shipped. Channels and the other lists go by code."""

    channels: Mapping[str, Mapping[str, str]]
    topics: Mapping[str, str]
    grounds: Mapping[str, str]
    findings: Mapping[str, str]
    ledger: str
    quotas: Mapping[str, int]
    files: Mapping[str, int]
    duplicates: Mapping[str, int]
    columns: Mapping[str, tuple[str, ...]]


@cache
def words() -> Words:
    """Read once."""
    told: dict[str, Any] = content.read("portal", "complaints.yaml")
    return Words(**told)


def channels() -> list[tuple[str, str]]:
    """Of the model's column."""
    return [(code, channel["title"]) for code, channel in words().channels.items()]


def topics() -> list[tuple[str, str]]:
    """Of the model's column."""
    return list(words().topics.items())


def grounds() -> list[tuple[str, str]]:
    """Of the model's column."""
    return list(words().grounds.items())


def findings() -> list[tuple[str, str]]:
    """Of the model's column."""
    return list(words().findings.items())
