"""监督文书, 文号, 反馈, 异议."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from fajian.core.audited import Audited
from fajian.orgs.models import Placed, Unit
from fajian.supervision.models.matters import Matter
from fajian.supervision.models.offices import OfficeQuerySet, OfOffice, file_field, person_field
from fajian.supervision.workflow import AFTER_SERVICE, INSTRUMENT, OBJECTION, PENDING


class DocNumber(Audited):
    """文号: one number of a body's register, given once and never again; there is none missing between two of a year.

    `word` is the body's 代字 (安司督函). `source` says what bears it (instrument:7).
    """

    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="发文机关")
    word = models.CharField("代字", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    serial = models.PositiveIntegerField("序号")
    title = models.CharField("标题", max_length=300)
    source = models.CharField("文书", max_length=60)
    issued_on = models.DateField("成文日期")

    class Meta:
        verbose_name = verbose_name_plural = "文号"
        db_table = "supervision_doc_number"
        ordering: ClassVar = ["-year", "word", "-serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "word", "year", "serial"], name="supervision_doc_number_once"),
            models.UniqueConstraint(fields=["source"], name="supervision_doc_number_one"),
            models.CheckConstraint(
                condition=Q(version=1), name="supervision_doc_number_kept", violation_error_message="文号登记后不改"
            ),
        ]

    @property
    def bearer(self) -> Any:
        """The instrument, transfer or circular that bears it."""
        found = (getattr(self, name, None) for name in ("instrument", "transfer", "circular"))
        return next((one for one in found if one is not None), None)

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.serial}号"


class InstrumentQuerySet(OfficeQuerySet):
    """Instruments; a unit sees those served on it."""

    told = Q(state__in=AFTER_SERVICE, served_on__isnull=False)

    def late(self, today: datetime.date) -> InstrumentQuerySet:
        """Served, not answered, and the day is over."""
        return self.filter(state="served", due_on__lt=today)


class Instrument(OfOffice):
    """监督文书: a 督办函, 意见书 or 决定书 to a unit.

    `issuer` issues it: the office, or for a 决定书 its government. `term` days from service (`term_unit`), as the text
    says; `due_on` the last of them. `major` says why a 决定书 is asked for. `paper` is the text as it was issued,
    `scan` what was served under seal. `chased_on` the day the unit was last reminded.
    """

    KINDS: ClassVar = [("urge", "督办函"), ("opinion", "意见书"), ("decision", "决定书")]
    TITLES: ClassVar = {
        "urge": "行政执法监督督办函",
        "opinion": "行政执法监督意见书",
        "decision": "行政执法监督决定书",
    }
    TERM_UNITS: ClassVar = [("calendar_days", "日"), ("working_days", "个工作日")]
    SERVICE: ClassVar = [
        ("direct", "直接送达"),
        ("exchange", "公文交换"),
        ("system", "本系统送达"),
        ("post", "邮寄送达"),
    ]

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="instruments", verbose_name="监督事项")
    kind = models.CharField("文书种类", max_length=10, choices=KINDS)
    issuer = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="制发机关")
    facts = models.TextField("查明事实")
    basis = models.TextField("依据")
    demands = models.TextField("处理要求")
    evidence = models.TextField("证据目录", blank=True)
    contact = models.CharField("联系人", max_length=100, blank=True)
    term = models.PositiveSmallIntegerField("报送时限")
    term_unit = models.CharField("时限单位", max_length=20, choices=TERM_UNITS, default="calendar_days")
    major = models.TextField("报请理由", blank=True)
    state = models.CharField("状态", max_length=12, choices=INSTRUMENT.choices, default="draft")
    reason = models.TextField("理由", blank=True)
    number = models.OneToOneField(
        DocNumber, models.PROTECT, null=True, blank=True, related_name="instrument", verbose_name="文号"
    )
    signed_by = person_field("签发人")
    issued_on = models.DateField("成文日期", null=True, blank=True)
    paper = file_field("正本文稿")
    scan = file_field("盖章件")
    served_on = models.DateField("送达日期", null=True, blank=True)
    served_to = models.CharField("收件人", max_length=50, blank=True)
    served_how = models.CharField("送达方式", max_length=10, choices=SERVICE, blank=True)
    due_on = models.DateField("报送期限", null=True, blank=True)
    chased_on = models.DateField("最近催报日期", null=True, blank=True)
    note = models.TextField("核实意见", blank=True)

    objects: ClassVar = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "监督文书"
        db_table = "supervision_instrument"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["unit_path", "state"], name="supervision_instr_scope"),
            models.Index(fields=["office_path", "state"], name="supervision_instr_office"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("draft", "submitted", "proposed", "dropped"))
                | Q(number__isnull=False, signed_by__isnull=False, issued_on__isnull=False),
                name="supervision_instr_issued",
                violation_error_message="没有文号和签发人，不算制发",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("served", "answered", "settled", "disobeyed"))
                | Q(served_on__isnull=False, due_on__isnull=False),
                name="supervision_instr_served",
                violation_error_message="没有送达日期和期限，不算送达",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(served_on=None) | Q(due_on__gte=F("served_on")),
                name="supervision_instr_due",
                violation_error_message="期限不能早于送达日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}" if self.number_id else f"{self.get_kind_display()}（未编号）"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("supervision:instrument", args=[self.pk])

    @property
    def source(self) -> str:
        """How the register names it."""
        return f"instrument:{self.pk}"

    @property
    def heading(self) -> str:
        """行政执法监督意见书."""
        return self.TITLES[self.kind]

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return INSTRUMENT.states[self.state]

    @property
    def is_pending(self) -> bool:
        """Its matter cannot close yet."""
        return self.state in PENDING

    @property
    def term_word(self) -> str:
        """30日, 10个工作日."""
        return f"{self.term}{self.get_term_unit_display()}"


class Reply(Placed):
    """反馈: what a unit reports on one instrument; one more for each time, none is changed. `late`: after the day."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="replies", verbose_name="文书")
    number = models.PositiveSmallIntegerField("第几次")
    text = models.TextField("纠正情况")
    handed_on = models.DateField("反馈日期")
    late = models.BooleanField("逾期", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "反馈"
        db_table = "supervision_reply"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "number"], name="supervision_reply_once"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}次反馈"


class ReplyFile(Placed):
    """反馈附件."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="files", verbose_name="反馈")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "反馈附件"
        db_table = "supervision_reply_file"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file.name


class Objection(Placed):
    """异议: a unit says with reasons why an instrument is wrong; the office answers by `due_on`."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="objections", verbose_name="文书")
    text = models.TextField("异议和理由")
    filed_on = models.DateField("提出日期")
    due_on = models.DateField("答复期限")
    state = models.CharField("状态", max_length=10, choices=OBJECTION.choices, default="filed")
    answer = models.TextField("答复", blank=True)
    answered_by = person_field("答复人")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "异议"
        db_table = "supervision_objection"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instrument"],
                condition=Q(state="filed"),
                name="supervision_objection_one",
                violation_error_message="已有一件异议等答复",
            ),
            models.CheckConstraint(
                condition=Q(state="filed") | ~Q(answer=""),
                name="supervision_objection_answer",
                violation_error_message="答复异议须写明意见",
            ),
        ]

    def __str__(self) -> str:
        return f"对{self.instrument}的异议"

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return OBJECTION.states[self.state]
