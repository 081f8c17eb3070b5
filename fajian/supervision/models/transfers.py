"""移送、建议: to the police, to 纪检监察, to whoever decides about a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian import content
from fajian.orgs.scope import ScopedQuerySet, domain_scope
from fajian.supervision.models.instruments import DocNumber
from fajian.supervision.models.offices import OfficeQuerySet, OfOffice, file_field, person_field
from fajian.supervision.workflow import APPROVED, TRANSFER


@dataclass(frozen=True, slots=True)
class TransferKind:
    """One kind. `hidden`: about persons; `police`: with statutory terms; `by` "office": not for units."""

    code: str
    title: str
    paper: str
    receiver: str
    basis: str
    hidden: bool = False
    police: bool = False
    by: str = ""
    retired: bool = False


@cache
def transfer_kinds() -> Mapping[str, TransferKind]:
    """By code, in the order of the file."""
    return {row["code"]: TransferKind(**row) for row in content.read("supervision", "transfers.yaml")}


def kind_choices() -> list[tuple[str, str]]:
    """Of the model's column, retired ones too."""
    return [(one.code, one.title) for one in transfer_kinds().values()]


class TransferQuerySet(OfficeQuerySet):
    """Transfers; of those about persons the unit they are about learns nothing here, only the sending side does."""

    def visible_to(self, user: Any) -> Self:
        """Those sent by a body in the user's scope."""
        return ScopedQuerySet.visible_to(self, user).filter(domain_scope(user).condition("office_path"))

    def waiting_for(self, user: Any) -> Self:
        """Those whose next step is this user's: to go on with, or to approve what somebody else drafted."""
        found = self.visible_to(user).filter(office=user.unit_id)
        kept = Q(state__in=("draft", "approved", "declined")) if user.role in ("clerk", "supervisor") else Q(pk__in=())
        if user.role in ("unit_leader", "supervisor"):
            kept |= Q(state="proposed") & ~Q(recorded_by=user.pk)
        return found.filter(kept)


class Transfer(OfOffice):
    """移送: one case, clue or suggestion that `office` sends to the body that may decide (`to`).

    `unit` is the unit it is about. `penalised` says whether a penalty was decided before: then its paper goes along,
    else the penalty waits for what the police and the courts decide. `proposed_at`, `approved_at` are the server's
    moments, `sent_at` is declared. `declined_on` is the first day of a refusal,
    `asked_on` since when 复议 or 立案监督 is asked for.
    """

    PENALTY: ClassVar = [("none", "未作行政处罚"), ("decided", "已作行政处罚")]

    kind = models.CharField("种类", max_length=20, choices=kind_choices)
    title = models.CharField("案由", max_length=200)
    source = models.CharField("来源编号", max_length=60, blank=True)
    source_label = models.CharField("来源说明", max_length=200, blank=True)
    to = models.CharField("接收机关", max_length=100)
    facts = models.TextField("案情")
    basis = models.TextField("依据")
    suggestion = models.TextField("处理建议", blank=True)
    materials = models.TextField("材料目录")
    penalised = models.CharField("行政处罚", max_length=10, choices=PENALTY, blank=True)
    penalty_document = models.CharField("处罚决定书文号", max_length=100, blank=True)
    contact = models.CharField("联系人", max_length=100, blank=True)
    state = models.CharField("状态", max_length=14, choices=TRANSFER.choices, default="draft")
    reason = models.TextField("理由", blank=True)
    proposed_at = models.DateTimeField("报请时间", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved_by = person_field("批准人")
    number = models.OneToOneField(
        DocNumber, models.PROTECT, null=True, blank=True, related_name="transfer", verbose_name="文号"
    )
    paper = file_field("正本文稿")
    sent_at = models.DateTimeField("移送时间", null=True, blank=True)
    received_on = models.DateField("签收日期", null=True, blank=True)
    received_by = models.CharField("签收人", max_length=50, blank=True)
    receipt = file_field("回执")
    declined_on = models.DateField("不立案、不受理日期", null=True, blank=True)
    accepted_on = models.DateField("立案、受理日期", null=True, blank=True)
    answer = models.TextField("回复内容", blank=True)
    asked_on = models.DateField("提请复议、立案监督日期", null=True, blank=True)
    handed_over_on = models.DateField("移交物品材料日期", null=True, blank=True)
    outcome = models.TextField("结果", blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)

    objects: ClassVar = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "移送"
        db_table = "supervision_transfer"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state"], name="supervision_transfer_scope"),
            models.Index(fields=["office_path", "state"], name="supervision_transfer_office"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "kind", "source"],
                condition=~Q(source="") & ~Q(state="dropped"),
                name="supervision_transfer_once",
                violation_error_message="这一来源已经移送，不能重复移送",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED) | Q(number__isnull=False, approved_at__isnull=False),
                name="supervision_transfer_approved",
                violation_error_message="移送须经批准、编文号",
            ),
            models.CheckConstraint(
                condition=~Q(penalised="decided") | ~Q(penalty_document=""),
                name="supervision_transfer_penalty",
                violation_error_message="已作行政处罚的，须写明处罚决定书文号，随案抄送",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spec.title if self.spec else self.kind} {self.number or '（未编号）'}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("supervision:transfer", args=[self.pk])

    @property
    def spec(self) -> TransferKind | None:
        """Its kind, where the file still has it."""
        return transfer_kinds().get(self.kind)

    @property
    def is_police(self) -> bool:
        """Does it go to the police, with statutory terms?"""
        return self.spec is not None and self.spec.police

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return TRANSFER.states[self.state]

    @property
    def named(self) -> str:
        """How the register of numbers names it."""
        return f"transfer:{self.pk}"

    @property
    def penalty_word(self) -> str:
        """What the paper says of a penalty."""
        if self.penalised == "decided":
            return f"已作出行政处罚决定（{self.penalty_document}），处罚决定书抄送。"
        return "尚未作出行政处罚决定，待司法机关作出结论后依法处理。" if self.penalised == "none" else ""
