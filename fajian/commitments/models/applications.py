"""办件, 核查任务, 处置: one application from the choice to what came of the promise."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.commitments import words
from fajian.commitments.models.items import PromiseItem
from fajian.commitments.workflow import APPLICATION, DISPOSAL, VERIFICATION
from fajian.orgs.models import Placed, someone
from fajian.orgs.scope import ScopedQuerySet


class ApplicationQuerySet(ScopedQuerySet["Application"]):
    """Applications."""

    def public(self) -> Self:
        """Signed promises that anybody may read."""
        signed = self.filter(choice="promise", signed_on__isnull=False, private_why="")
        return signed.filter(state__in=("ready", "granted"))


class Application(Placed):
    """告知承诺办件: the applicant chose to promise or to prove; `choice_note` is the record of the choice.

    `party` is the 统一社会信用代码, of a natural person a keyed hash. `standing` are the lines of the eligibility check
    as they stood when it was signed. `private_why` "" means that the promise is public.
    """

    RESULTS: ClassVar = [("clean", "没有不良记录"), ("bad", "有严重失信、黑名单或者虚假承诺记录")]
    CHOICES: ClassVar = [("promise", "告知承诺"), ("proof", "提交证明")]

    item = models.ForeignKey(PromiseItem, models.PROTECT, related_name="applications", verbose_name="事项")
    applicant = models.CharField("申请人", max_length=200)
    is_person = models.BooleanField("自然人", default=False)
    party = models.CharField("申请人代码", max_length=64)
    received_on = models.DateField("收件日期")
    state = models.CharField("状态", max_length=10, choices=APPLICATION.choices, default="received")
    choice = models.CharField("办理方式", max_length=10, choices=CHOICES, blank=True)
    choice_note = models.TextField("选择记录", blank=True)
    query_result = models.CharField("信用查询结果", max_length=10, choices=RESULTS, blank=True)
    queried_on = models.DateField("信用查询日期", null=True, blank=True)
    queried_where = models.CharField("信用查询渠道", max_length=200, blank=True)
    standing = models.JSONField("适用对象核对", default=list, blank=True)
    signed_on = models.DateField("签署日期", null=True, blank=True)
    private_why = models.TextField("不公开的理由", blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    decision_no = models.CharField("决定文号", max_length=100, blank=True)
    proof_due_on = models.DateField("补交证明期限", null=True, blank=True)
    note = models.TextField("说明", blank=True)

    objects: ClassVar[Any] = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "告知承诺办件"
        db_table = "commitments_application"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state"], name="commitments_app_scope"),
            models.Index(fields=["party"], name="commitments_app_party"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("received", "struck")) | ~Q(choice="") & ~Q(choice_note=""),
                name="commitments_app_choice",
                violation_error_message="须有申请人选择的记录",
            ),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(decided_on__isnull=False),
                name="commitments_app_granted",
                violation_error_message="准予须写明日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark} {self.item.title}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("commitments:application", args=[self.pk])

    @property
    def mark(self) -> str:
        """Its number as people write it."""
        return f"告诺{self.received_on:%Y}-{self.pk}"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return APPLICATION.states[self.state]

    @property
    def public_name(self) -> str:
        """The applicant as the public reads it: of a natural person the family name alone."""
        return f"{self.applicant[:1]}某" if self.is_person else self.applicant


class Verification(Placed):
    """核查任务: is what was promised true? The rule of the item as it stood when it was granted."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="verifications", verbose_name="办件")
    way = models.CharField("核查方式", max_length=10, choices=words.ways)
    standard = models.TextField("核查标准", blank=True)
    watched = models.CharField("日常监管方式", max_length=10, choices=words.watched, blank=True)
    due_on = models.DateField("核查期限", null=True, blank=True)
    basis = models.CharField("期限依据", max_length=200, blank=True)
    state = models.CharField("状态", max_length=10, choices=VERIFICATION.choices, default="open")
    checked_on = models.DateField("核查日期", null=True, blank=True)
    facts = models.TextField("核查情况", blank=True)
    checked_by = someone("核查人")

    class Meta:
        verbose_name = verbose_name_plural = "核查任务"
        db_table = "commitments_verification"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["unit_path", "state", "due_on"], name="commitments_check_scope")]

    def __str__(self) -> str:
        return f"核查 {self.application}"

    def get_absolute_url(self) -> str:
        """The page of its application."""
        return self.application.get_absolute_url()

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return VERIFICATION.states[self.state]

    @property
    def source(self) -> str:
        """What the ledgers call it by."""
        return f"verification:{self.pk}"


class Disposal(Placed):
    """处置: what follows from a false promise, proposed by one person and decided by another."""

    verification = models.ForeignKey(Verification, models.PROTECT, related_name="disposals", verbose_name="核查任务")
    kind = models.CharField("处置方式", max_length=10, choices=words.disposal_choices)
    facts = models.TextField("事实和理由")
    basis = models.TextField("依据")
    due_on = models.DateField("整改期限", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=DISPOSAL.choices, default="proposed")
    proposed_by = someone("提出人")
    decided_by = someone("决定人")
    decided_on = models.DateField("决定日期", null=True, blank=True)
    paper_no = models.CharField("文书文号", max_length=100, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "承诺不实处置"
        db_table = "commitments_disposal"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.verification.application}"

    def get_absolute_url(self) -> str:
        """The page of its application."""
        return self.verification.application.get_absolute_url()

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return DISPOSAL.states[self.state]


class ApplicationFile(Placed):
    """办件材料: what the applicant handed in, or a signed paper, scanned. Never public."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="files", verbose_name="办件")
    what = models.CharField("材料名称", max_length=100)
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "办件材料"
        db_table = "commitments_application_file"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.what
