"""What a command may answer instead of doing its work."""

from __future__ import annotations

from dataclasses import dataclass

from fajian.engine.faults import InputError


class Refused(InputError):  # noqa: N818 – it reads as what happened
    """The command is not carried out: one Chinese sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which what is stored now differs from what the user sent; all three are texts for the page."""

    field: str
    label: str
    stored: str
    sent: str


class Stale(Refused):
    """Somebody else changed the row in between; nothing was written.

    `seen` is the version the user had before them, `current` the stored one; `differences` holds both texts of every
    field in which the user's row differs from the stored one.
    """

    def __init__(self, title: str, *, seen: int, current: int, differences: tuple[Difference, ...] = ()) -> None:
        self.seen, self.current, self.differences = seen, current, differences
        both = "；".join(f"{d.label}现为“{d.stored}”，您填的是“{d.sent}”" for d in differences)
        super().__init__(
            f"{title}已被他人修改（您看到的是第{seen}版，现在是第{current}版）"
            + (f"：{both}" if both else "")
            + "。请核对后重新提交。"
        )


class Bypass(RuntimeError):  # noqa: N818
    """A bug: code tried to change an audited row past the command layer."""
