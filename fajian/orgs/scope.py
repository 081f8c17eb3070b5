"""数据范围: what a user may see, as ranges of unit paths.

Who sees what (reliability.md §5; domain rows carry `unit_path`, a copy of their unit's path):

- 填报员, 单位领导, 执法人员: the subtree of the own unit.
- 执法监督员, 政府领导, 纪检监察联络员: the subtree of the area their office serves, i.e. of the unit the office stands
  under (a 司法局 under a 县政府 sees the whole county); a user placed at a government or a town: its own subtree.
- 系统管理员, 安全管理员: units and users of that same area, and no domain row at all.
- 审计员: the audit chain, and units and users so that the chain can be read; no domain row.

Anybody else, and anybody not active, sees nothing. There is no superuser.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from fajian.core.audited import AuditedQuerySet, M
from fajian.orgs.roles import UNIT

if TYPE_CHECKING:
    from fajian.orgs.models import User

SEGMENT = 4  # digits of a path per level; 0001 … 9998

OWN_UNIT = (*UNIT, "officer")
AREA = ("supervisor", "leader", "discipline")
KEEPERS = ("admin", "security", "auditor")  # 三员


@dataclass(frozen=True, slots=True)
class Scope:
    """Path prefixes that are visible; none at all is a scope too: nothing."""

    prefixes: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """Does a row of the unit with this path lie inside?"""
        return any(path.startswith(prefix) for prefix in self.prefixes)

    def covers_all(self, paths: Iterable[str]) -> bool:
        """Does all of this lie inside?"""
        return all(self.covers(path) for path in paths)

    def condition(self, column: str) -> Q:
        """As a condition on the column that holds paths: index ranges, which SQLite and PostgreSQL both seek.

        The root's own range is everything, so it is left out: SQLite would sort otherwise (performance.md §4).
        """
        if any(len(prefix) == SEGMENT for prefix in self.prefixes):
            return Q()
        condition = Q(pk__in=())
        for prefix in self.prefixes:
            condition |= Q(**{f"{column}__gte": prefix, f"{column}__lt": following(prefix)})
        return condition


def following(prefix: str) -> str:
    """The first path behind the subtree: its last segment plus one; 9999 is never given out, so it always fits."""
    return prefix[:-SEGMENT] + f"{int(prefix[-SEGMENT:]) + 1:0{SEGMENT}d}"


def levels(path: str) -> list[str]:
    """The paths of a unit and of all above it, the highest first."""
    return [path[:length] for length in range(SEGMENT, len(path) + 1, SEGMENT)]


def domain_scope(user: User | Any) -> Scope:
    """The domain rows this user may see."""
    return _scope(user, OWN_UNIT, AREA)


def people_scope(user: User | Any) -> Scope:
    """The units and users this user may see."""
    return _scope(user, OWN_UNIT, AREA + KEEPERS)


def _scope(user: User | Any, own: tuple[str, ...], area: tuple[str, ...]) -> Scope:
    if not user.is_authenticated or not user.is_active or user.unit is None:
        return Scope(())
    if user.role in own:
        return Scope((user.unit.path,))
    if user.role in area:
        return Scope((user.unit.area_path,))
    return Scope(())


class ScopedQuerySet(AuditedQuerySet[M]):
    """Rows that belong to a unit; every list a user sees starts from `visible_to`."""

    scope_column = "unit_path"

    def visible_to(self, user: User | Any) -> Self:
        """The rows in this user's scope (see the module); nothing for anybody the module doesn't name."""
        return self.filter(domain_scope(user).condition(self.scope_column))

    def of_subtree(self, path: str) -> Self:
        """The rows of a unit and everything under it."""
        return self.filter(Scope((path,)).condition(self.scope_column))


class PeopleQuerySet(AuditedQuerySet[M]):
    """Units and users: the keepers (三员) see them too."""

    scope_column = "path"

    def visible_to(self, user: User | Any) -> Self:
        """The units or users in this user's scope."""
        return self.filter(people_scope(user).condition(self.scope_column))
