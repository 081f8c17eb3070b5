"""上级表样: a superior's own workbook, kept so that a ledger can be written into it again and again."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.core.models import StoredFile
from fajian.engine.forms.shape import Shape, Slot
from fajian.ledgers.own import newest
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet, domain_scope, levels


class LayoutQuerySet(ScopedQuerySet["Layout"]):
    """Layouts; a row belongs to the office that took it in."""

    def visible_to(self, user: Any) -> Self:
        """Those of the own area, and those of offices above, for units there fill them in too."""
        scope = domain_scope(user)
        if not scope.prefixes:
            return self.none()
        own = scope.condition(self.scope_column)
        return self.filter(own | Q(area_path__in=levels(user.unit.path))) if own else self.all()

    def in_use(self) -> Self:
        """Without the dropped ones."""
        return self.filter(dropped=False)


class Layout(Placed):
    """上级表样: `file` takes rows of the form `spec_code` on `sheet`, below row `head`.

    `slots` are the template's columns: number (from 1), heading, column of the form ("" = stays blank). `area_path`:
    whose units may use it.
    """

    title = models.CharField("名称", max_length=120)
    spec_code = models.CharField("台账样式", max_length=40)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", db_index=False, verbose_name="表样文件")
    sheet = models.CharField("工作表", max_length=40)
    head = models.PositiveIntegerField("表头末行")
    slots = models.JSONField("栏目对照", default=list)
    area_path = models.CharField(max_length=40, editable=False)
    dropped = models.BooleanField("已停用", default=False)
    reason = models.TextField("停用理由", blank=True)

    objects: ClassVar = LayoutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上级表样"
        db_table = "ledgers_layout"
        ordering: ClassVar = ["title", "-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="ledgers_layout_scope")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dropped=False) | ~Q(reason=""),
                name="ledgers_layout_reason",
                violation_error_message="停用须写明理由",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("ledgers:layout", args=[self.pk])

    def before_write(self) -> None:
        """Copy the paths of the office and of the area it serves."""
        super().before_write()
        self.area_path = self.unit.area_path

    @property
    def shape(self) -> Shape:
        """Where it takes what."""
        return Shape(self.sheet, self.head, tuple(Slot(*slot) for slot in self.slots))

    @property
    def form_title(self) -> str:
        """The form whose rows it takes."""
        spec = newest(self.spec_code)
        return spec.title if spec else self.spec_code
