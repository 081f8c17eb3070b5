"""Roles, and what a line of the policy says."""

from __future__ import annotations

from dataclasses import dataclass

from fajian.orgs import roles

ANONYMOUS = "anonymous"
CLERK, UNIT_LEADER, OFFICER = "clerk", "unit_leader", "officer"
SUPERVISOR, LEADER, DISCIPLINE = "supervisor", "leader", "discipline"
ADMIN, SECURITY, AUDITOR = "admin", "security", "auditor"

Roles = frozenset[str]
NOBODY: Roles = frozenset()
UNIT: Roles = frozenset(roles.UNIT)
ABOVE: Roles = frozenset({SUPERVISOR, LEADER})  # 监督科与领导
OVERSEERS: Roles = frozenset(roles.OVERSEERS)
READERS: Roles = frozenset(roles.READERS)
DOMAIN: Roles = READERS | {OFFICER}
SUPERVISORS: Roles = frozenset({SUPERVISOR})
WRITERS: Roles = frozenset(roles.WRITERS)
KEEPERS: Roles = frozenset({ADMIN, SECURITY, AUDITOR})  # 三员: no domain rows
EVERYBODY: Roles = DOMAIN | KEEPERS  # whoever is logged in
PUBLIC: Roles = EVERYBODY | {ANONYMOUS}


@dataclass(frozen=True, slots=True)
class Door:
    """One url name; `scope` says in words which rows a view behind it starts from."""

    route: str
    get: Roles
    post: Roles
    scope: str

    def roles(self, method: str) -> Roles:
        """The roles let in with this method."""
        return {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method, NOBODY)
