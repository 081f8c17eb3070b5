"""One line of the first page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Todo:
    """One line: how many of what wait, the page that lists exactly these, the earliest due day among them.

    `late` of them are overdue. `hint` says in a few words what to do.
    """

    count: int
    label: str
    url: str
    due: dt.date | None = None
    late: int = 0
    hint: str = ""
