"""通报、典型案例 and who got them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.engine.reviews.masking import masked
from fajian.orgs.models import Placed
from fajian.orgs.scope import AREA, ScopedQuerySet, domain_scope
from fajian.supervision.models.instruments import DocNumber
from fajian.supervision.models.offices import OfficeQuerySet, OfOffice, file_field, person_field
from fajian.supervision.workflow import CIRCULAR

TOLD = ("issued", "published", "withdrawn")


class CircularQuerySet(OfficeQuerySet):
    """Circulars; besides the office's side, those units see it that it was sent to."""

    def visible_to(self, user: Any) -> Self:
        """See the class."""
        sent = Q(pk__in=CircularCopy.objects.visible_to(user).order_by().values("circular"), state__in=TOLD)
        if user.role not in AREA:
            return self.filter(sent)
        office = domain_scope(user).condition("office_path")
        return self.filter(office | sent) if office else self.all()


class Circular(OfOffice):
    """通报: an office tells a circle of units, or the public, what went wrong at `unit` (令825 第三十一条).

    `names` are names of persons and parties, one a line: in what goes to the public they are masked. `kind` "case" is a
    典型案例 for others to learn from. `place` says where it was published.
    """

    KINDS: ClassVar = [("criticism", "通报批评"), ("case", "典型案例")]
    REACHES: ClassVar = [("circle", "在一定范围内通报"), ("public", "向社会公布")]

    kind = models.CharField("种类", max_length=10, choices=KINDS)
    reach = models.CharField("范围", max_length=10, choices=REACHES)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("正文")
    names = models.TextField("隐去的姓名、名称", blank=True)
    state = models.CharField("状态", max_length=10, choices=CIRCULAR.choices, default="draft")
    reason = models.TextField("理由", blank=True)
    number = models.OneToOneField(
        DocNumber, models.PROTECT, null=True, blank=True, related_name="circular", verbose_name="文号"
    )
    paper = file_field("正本文稿")
    signed_by = person_field("签发人")
    published_on = models.DateField("公布日期", null=True, blank=True)
    place = models.CharField("公布渠道", max_length=200, blank=True)

    objects: ClassVar = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通报"
        db_table = "supervision_circular"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["office_path", "state"], name="supervision_circular_office")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=TOLD) | Q(number__isnull=False, signed_by__isnull=False),
                name="supervision_circular_issued",
                violation_error_message="通报须经签发、编文号",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("supervision:circular", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return CIRCULAR.states[self.state]

    @property
    def named(self) -> str:
        """How the register of numbers names it."""
        return f"circular:{self.pk}"

    @property
    def told(self) -> tuple[str, str]:
        """(title, text) as others read it: for the public without the names."""
        return self.nameless if self.reach == "public" else (self.title, self.text)

    @property
    def nameless(self) -> tuple[str, str]:
        """(title, text) without the names."""
        names = [line.strip() for line in self.names.splitlines() if line.strip()]
        return masked(self.title, names), masked(self.text, names)


class CopyQuerySet(ScopedQuerySet["CircularCopy"]):
    """Copies."""

    def unsigned(self) -> Self:
        """Those that still wait for their unit."""
        return self.filter(signed_at=None, circular__state__in=("issued", "published"))


class CircularCopy(Placed):
    """通报签收: one unit that it was sent to, and what the unit did about it (以案促改)."""

    circular = models.ForeignKey(Circular, on_delete=models.PROTECT, related_name="copies", verbose_name="通报")
    signed_at = models.DateTimeField("签收时间", null=True, blank=True)
    signed_by = person_field("签收人")
    reply = models.TextField("对照检查情况", blank=True)

    objects: ClassVar[Any] = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通报签收"
        db_table = "supervision_circular_copy"
        ordering: ClassVar = ["unit_path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["circular", "unit"], name="supervision_circular_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}：{self.circular}"
