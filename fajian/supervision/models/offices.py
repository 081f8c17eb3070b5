"""Rows of a supervising office about a unit, which sees them once they were told to it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from fajian.orgs.models import Placed, Unit
from fajian.orgs.scope import AREA, ScopedQuerySet, domain_scope


def file_field(label: str) -> Any:
    """A stored file, or none."""
    return models.ForeignKey(
        "core.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=label
    )


def person_field(label: str) -> Any:
    """Somebody with an account, or nobody."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name=label,
    )  # fmt: skip


class OfficeQuerySet(ScopedQuerySet[Any]):
    """Rows about units of the user's scope: all of them for the office's side, only what was told for others.

    The office's side is whoever the office lies in the scope of: a county does not learn, before it is told, what the
    city looks into at the county's own units.
    """

    told = Q(pk__in=())

    def visible_to(self, user: Any) -> Self:
        """See the class."""
        rows = super().visible_to(user)
        if user.role not in AREA:
            return rows.filter(self.told)
        office = domain_scope(user).condition("office_path")
        return rows.filter(office | self.told) if office else rows

    def of_office(self, user: Any) -> Self:
        """Those the user's own office keeps."""
        return self.filter(office=user.unit_id)


class OfOffice(Placed):
    """A row kept by an office (`office`) about a unit (`unit`)."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="监督机关")
    office_path = models.CharField(max_length=40, editable=False)

    objects: ClassVar = OfficeQuerySet.as_manager()

    class Meta:
        abstract = True

    def before_write(self) -> None:
        """Copy the path of the office too."""
        super().before_write()
        self.office_path = self.office.path
