"""Who may go where: one table, url name × method → roles. What it does not list does not exist.

How to add a page: give its url a name (`<app>:<page>` in the app's urls.py, app_name = "<app>"), add one line to the
file of its noun here, and one in nav.py if it belongs in the menu. Nothing else opens a door: middleware.Gate asks
`decide` before every view.

- A role stands for what a user may do at all. Which rows: the queryset's visible_to(user), named in the last column;
  what lies outside answers 404. Which step on which row: the action and its workflow. All three must agree.
- GET covers HEAD. Other methods than GET and POST are refused everywhere.
- Anonymous is a role too. Not logged in → the login page; wrong role → 403 with a sentence; unlisted → 404.

tests/web/test_policy.py walks the resolver and fails on any url without a line and any line without a url, and asks
every url × method as every role.
"""

from __future__ import annotations

from typing import Any, Literal

from fajian.web.policy import (
    accountability,
    campaigns,
    circulars,
    commitments,
    draws,
    inspections,
    ledgers,
    looking_back,
    people,
    portal,
    progress,
    publicity,
    records,
    rectifying,
    registers,
    reporting,
    review,
    screening,
    shell,
    supervision,
    transfers,
    workbooks,
)
from fajian.web.policy.doors import (
    ADMIN,
    ANONYMOUS,
    AUDITOR,
    CLERK,
    DISCIPLINE,
    EVERYBODY,
    KEEPERS,
    LEADER,
    NOBODY,
    OFFICER,
    PUBLIC,
    SECURITY,
    SUPERVISOR,
    UNIT_LEADER,
    Door,
    Roles,
)

__all__ = [
    "ADMIN",
    "ANONYMOUS",
    "AUDITOR",
    "CLERK",
    "DISCIPLINE",
    "DOORS",
    "EVERYBODY",
    "KEEPERS",
    "LEADER",
    "NOBODY",
    "OFFICER",
    "PUBLIC",
    "SECURITY",
    "SUPERVISOR",
    "TABLE",
    "UNIT_LEADER",
    "Decision",
    "Door",
    "Roles",
    "allows",
    "decide",
    "role_of",
]

TABLE: tuple[Door, ...] = (
    *shell.DOORS,
    *draws.DOORS,
    *ledgers.DOORS,
    *workbooks.DOORS,
    *rectifying.DOORS,
    *campaigns.DOORS,
    *reporting.DOORS,
    *progress.DOORS,
    *looking_back.DOORS,
    *records.DOORS,
    *screening.DOORS,
    *supervision.DOORS,
    *accountability.DOORS,
    *transfers.DOORS,
    *circulars.DOORS,
    *review.DOORS,
    *registers.DOORS,
    *people.DOORS,
    *inspections.DOORS,
    *commitments.DOORS,
    *publicity.DOORS,
    *portal.DOORS,
)
DOORS: dict[str, Door] = {door.route: door for door in TABLE}

Decision = Literal["open", "login", "role", "method", "unlisted"]


def role_of(user: Any) -> str:
    """The user's role; anybody not logged in or not active is anonymous."""
    return str(user.role) if user.is_authenticated and user.is_active else ANONYMOUS


def decide(user: Any, route: str, method: str) -> Decision:
    """What happens to this request, before any view sees it."""
    door = DOORS.get(route)
    if door is None:
        return "unlisted"
    roles = door.roles(method)
    if not roles:
        return "method"
    role = role_of(user)
    if role in roles:
        return "open"
    return "login" if role == ANONYMOUS else "role"


def allows(user: Any, route: str, method: str = "GET") -> bool:
    """Would the request be let in? For menus and buttons."""
    return decide(user, route, method) == "open"
