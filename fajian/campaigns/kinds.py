"""Kinds of activities as data: 会议, 学习传达, 培训 …; content/campaigns/activities.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fajian import content

NEEDS = {"attendees": "参加人员名单", "sign_in": "签到表", "minutes": "记录或纪要文件"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `words`: a plan that holds one of them asks for it; `needs`: what must be there when it is recorded."""

    code: str
    title: str
    words: tuple[str, ...]
    needs: tuple[str, ...]
    retired: bool = False

    def asked(self, text: str) -> bool:
        """Does a plan of this text ask units for it?"""
        return any(word in text for word in self.words)


@cache
def kinds() -> dict[str, Kind]:
    """By code, in the order of the file; a need that does not exist is a mistake in the file: ValueError."""
    rows = content.read("campaigns", "activities.yaml")
    found = {}
    for row in rows:
        if unknown := set(row["needs"]) - set(NEEDS):
            raise ValueError(f"activities.yaml: {row['code']}: {unknown}")
        words, needs = tuple(row["words"]), tuple(row["needs"])
        found[row["code"]] = Kind(row["code"], row["title"], words, needs, bool(row.get("retired")))
    return found


def title(code: str) -> str:
    """What a kind is called; the code itself when the file no longer has it."""
    return kinds()[code].title if code in kinds() else code
