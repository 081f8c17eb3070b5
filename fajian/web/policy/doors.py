"""Roles, and what a line of the policy says."""

from __future__ import annotations

from dataclasses import dataclass

ANONYMOUS = "anonymous"
CLERK, UNIT_LEADER, OFFICER = "clerk", "unit_leader", "officer"
SUPERVISOR, LEADER, DISCIPLINE = "supervisor", "leader", "discipline"
ADMIN, SECURITY, AUDITOR = "admin", "security", "auditor"

Roles = frozenset[str]
NOBODY: Roles = frozenset()
UNIT: Roles = frozenset({CLERK, UNIT_LEADER})  # 填报单位
ABOVE: Roles = frozenset({SUPERVISOR, LEADER})  # 监督科与领导
OVERSEERS: Roles = ABOVE | {DISCIPLINE}  # whoever watches over units
READERS: Roles = UNIT | OVERSEERS  # whoever reads domain rows in the office
DOMAIN: Roles = READERS | {OFFICER}
SUPERVISORS: Roles = frozenset({SUPERVISOR})
WRITERS: Roles = UNIT | SUPERVISORS  # whoever writes for a unit; a supervisor for the own office
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
