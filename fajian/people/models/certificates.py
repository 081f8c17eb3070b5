"""执法证件 and 暂扣."""

from __future__ import annotations

import datetime
import secrets
from typing import Any, ClassVar, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet
from fajian.people import sheets
from fajian.people.models.officers import Officer
from fajian.people.workflow import CERTIFICATE, HELD, STANDING, WAITING


def token() -> str:
    """What nobody can guess."""
    return secrets.token_urlsafe(16)


class CertificateQuerySet(ScopedQuerySet["Certificate"]):
    """Certificates."""

    def good(self, on: datetime.date) -> Self:
        """Whose holder may enforce on the day."""
        return self.filter(state__in=HELD, valid_from_on__lte=on, valid_to_on__gte=on)

    def expired(self, on: datetime.date) -> Self:
        """Still 有效 though the term is over."""
        return self.filter(state__in=HELD, valid_to_on__lt=on)

    def expiring(self, on: datetime.date) -> Self:
        """Good, and over within the days of warning."""
        last = on + datetime.timedelta(days=sheets.terms().warn_days[0])
        return self.filter(state__in=HELD, valid_to_on__range=(on, last))

    def unreviewed(self, on: datetime.date) -> Self:
        """Good since before this year and not checked in it, once the year is late enough; not those under way."""
        if not sheets.terms().review_is_on(on):
            return self.none()
        first = datetime.date(on.year, 1, 1)
        behind = Q(reviewed_year=None) | Q(reviewed_year__lt=on.year)
        return self.filter(behind, state="active", valid_from_on__lt=first, valid_to_on__gte=on)

    def waiting(self) -> Self:
        """What the office that issues has to decide."""
        return self.filter(state__in=WAITING)


class Certificate(Placed):
    """执法证件: what entitles an officer to enforce. `unit` is the agency on the card.

    `state` with `state_on` is what holds since that day. `asked` is what a change under way would make of the columns
    it names; `follows` the certificate it replaced. `code` leads the public to the page that says whether it is good.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="certificates", verbose_name="持证人")
    number = models.CharField("执法证号", max_length=40, blank=True)
    region = models.CharField("证载区划代码", max_length=12, blank=True)
    domains = models.CharField("证载执法类别", max_length=200, blank=True)
    valid_from_on = models.DateField("有效期自", null=True, blank=True)
    valid_to_on = models.DateField("有效期至", null=True, blank=True)
    state = models.CharField("状态", max_length=12, choices=CERTIFICATE.choices, default="applied")
    state_on = models.DateField("状态变更日期")
    suspended_to_on = models.DateField("暂扣截止日期", null=True, blank=True)
    reviewed_year = models.PositiveSmallIntegerField("最近年审年度", null=True, blank=True)
    exam_on = models.DateField("资格考试日期", null=True, blank=True)
    exam_score = models.DecimalField("资格考试成绩", max_digits=5, decimal_places=1, null=True, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    asked = models.JSONField("申请变更的内容", default=dict, blank=True, encoder=DjangoJSONEncoder)
    applied_by = someone("申领经办人")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name="换发前的证件"
    )
    code = models.CharField(max_length=32, unique=True, default=token, editable=False)

    objects: ClassVar[Any] = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "执法证件"
        db_table = "people_certificate"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state", "valid_to_on"], name="people_certificate_scope"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number="") & ~Q(state="withdrawn"),
                name="people_certificate_number",
                violation_error_message="这个执法证号已经登记",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(*STANDING, "revoked", "cancelled", "replaced"))
                | ~Q(number="") & Q(valid_from_on__isnull=False) & Q(valid_to_on__gte=models.F("valid_from_on")),
                name="people_certificate_term",
                violation_error_message="执法证须有证号和有效期，有效期至不能早于有效期自",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("suspended", "revoked", "cancelled")) | ~Q(reason=""),
                name="people_certificate_reason",
                violation_error_message="暂扣、吊销、注销须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.number or "申领中的执法证"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("people:certificate", args=[self.pk])

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return CERTIFICATE.states[self.state]

    def validity(self, on: datetime.date) -> tuple[str, str]:
        """(light, word): may its holder enforce on that day?"""
        if self.state not in HELD:
            colour = "red" if self.state in ("suspended", "revoked") else "grey"
            return (colour if self.state not in ("applied", "approved", "returned") else "yellow"), self.state_word
        if self.valid_from_on is None or self.valid_to_on is None:
            raise ValueError(f"certificate {self.pk} is held without a term")
        if on > self.valid_to_on:
            return "red", "已过有效期"
        return ("green", self.state_word) if on >= self.valid_from_on else ("yellow", "未到有效期")


class Suspension(Placed):
    """暂扣: from which day to which a certificate was withheld, why, and when it was given back before that."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="suspensions", verbose_name="执法证件")
    from_on = models.DateField("暂扣日期")
    to_on = models.DateField("暂扣截止日期")
    reason = models.CharField("理由", max_length=300)
    ended_on = models.DateField("发还日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "暂扣"
        db_table = "people_suspension"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.from_on}—{self.to_on}"
