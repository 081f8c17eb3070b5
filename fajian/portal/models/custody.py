"""保管人公钥, 封存的身份, 启封申请."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from fajian.core.audited import Audited
from fajian.orgs.models import someone


class CustodianKey(Audited):
    """保管人公钥: identities are sealed to the newest that is in use; the private half is nowhere in the system."""

    public = models.TextField("公钥")
    holder = models.CharField("保管人", max_length=100)
    ended_on = models.DateField("停用日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "保管人公钥"
        db_table = "portal_custodian_key"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.holder


class Identity(Audited):
    """封存的身份: who complained, as a text that only the custodian can read."""

    complaint = models.OneToOneField(
        "portal.Complaint", models.PROTECT, related_name="identity", verbose_name="投诉举报"
    )
    key = models.ForeignKey(CustodianKey, models.PROTECT, related_name="+", db_index=False, verbose_name="保管人公钥")
    sealed = models.TextField("封存内容", editable=False)

    secret: ClassVar[frozenset[str]] = frozenset({"sealed"})

    class Meta:
        verbose_name = verbose_name_plural = "封存的身份"
        db_table = "portal_identity"

    def __str__(self) -> str:
        return "实名（身份已封存）"


class Opening(Audited):
    """启封申请: asked with a reason, allowed by another person; what the custodian then gets is the sealed text."""

    STATES: ClassVar = [("asked", "待批准"), ("allowed", "已批准"), ("refused", "未批准")]

    identity = models.ForeignKey(Identity, models.PROTECT, related_name="openings", verbose_name="封存的身份")
    reason = models.TextField("理由")
    state = models.CharField("状态", max_length=10, choices=STATES, default="asked")
    answered_by = someone("批准人")

    objects: ClassVar[Any]

    class Meta:
        verbose_name = verbose_name_plural = "启封申请"
        db_table = "portal_opening"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="asked") | Q(answered_by__isnull=False), name="portal_opening_answered"
            )
        ]

    def __str__(self) -> str:
        return self.reason
