"""常用视图: a filter of the list of problems that somebody has kept under a name."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, levels


class SavedViewQuerySet(ScopedQuerySet["SavedView"]):
    """Kept filters: the own ones, and those that offices above share."""

    def of(self, user: Any) -> Self:
        """The user's own that stand."""
        return self.filter(owner=user, struck_out=False)

    def pinned_for(self, user: Any) -> Self:
        """What stands at the head of this user's list: the own ones, then those shared with the unit."""
        shared = Q(is_shared=True, area_path__in=levels(user.unit.path)) if user.unit else Q(pk__in=())
        rows = self.filter(Q(owner=user) | shared, struck_out=False)
        return rows.order_by(models.Case(models.When(owner=user, then=0), default=1), "title", "id")


class SavedView(Placed):
    """常用视图: `query` is what EntryFilter.told gives; whoever opens it sees the rows in their own reach only.

    `area_path`: whose units see it where it is shared. Struck out, never deleted.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, verbose_name="建立人"
    )
    title = models.CharField("名称", max_length=20)
    query = models.JSONField("筛选条件", default=dict)
    is_shared = models.BooleanField("给下属单位使用", default=False)
    area_path = models.CharField(max_length=40, editable=False)
    struck_out = models.BooleanField("已删除", default=False)

    objects: ClassVar = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常用视图"
        db_table = "ledgers_view"
        ordering: ClassVar = ["title", "id"]
        indexes: ClassVar = [
            models.Index(
                fields=["area_path"], condition=Q(is_shared=True, struck_out=False), name="ledgers_view_shared"
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "title"],
                condition=Q(struck_out=False),
                name="ledgers_view_title",
                violation_error_message="您已有同名的常用视图，请换一个名称",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def href(self) -> str:
        """The list, narrowed so."""
        return f"{reverse('ledgers:problems')}?{urlencode(self.query)}"

    def before_write(self) -> None:
        """Copy the paths of the owner's unit and of the area its office serves."""
        super().before_write()
        self.area_path = self.unit.area_path
