"""登记事项."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from fajian.ledgers.columns import told
from fajian.orgs.models import Placed
from fajian.orgs.scope import ScopedQuerySet
from fajian.registers import kinds
from fajian.registers.kinds import Kind, Opinion
from fajian.registers.workflow import REGISTRATION, STANDING


class RegistrationQuerySet(ScopedQuerySet["Registration"]):
    """What is registered."""

    def standing(self) -> Self:
        """In the register still."""
        return self.filter(state__in=STANDING)

    def shaken(self) -> Self:
        """In the register, and what it rests on has changed."""
        return self.standing().exclude(shaken="")


class Registration(Placed):
    """登记事项: one basis, item, post, chart, paper, body, checkpoint or person in a unit's register.

    `data` holds the columns its kind declares. `verdict` with `reason` is the opinion when it is cleared, `superior`
    the norm above it was held against and `agrees` what came of that. `proposed_by` and `settled_by` are two persons.
    `shaken`: why the provisions it rests on no longer hold, found by the system; "" while they do. `rests_on`: which
    texts of laws those were when a person last looked.
    """

    AGREES: ClassVar = [
        ("same", "一致"),
        ("differs", "不符"),
        ("contrary", "相违背"),
        ("none", "没有上位规定"),
    ]

    kind = models.CharField("清单", max_length=20, choices=kinds.choices)
    title = models.CharField("名称", max_length=300)
    data = models.JSONField("专用栏目", default=dict, blank=True)
    state = models.CharField("状态", max_length=12, choices=REGISTRATION.choices, default="kept")
    verdict = models.CharField("清理意见", max_length=12, blank=True)
    reason = models.TextField("理由", blank=True)
    superior = models.TextField("对照的上位规定", blank=True)
    agrees = models.CharField("对照结论", max_length=10, choices=AGREES, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="提出人",
    )  # fmt: skip
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        verbose_name="核定人",
    )  # fmt: skip
    settled_on = models.DateField("核定日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    published_where = models.CharField("公布载体", max_length=300, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filed_with = models.CharField("备案机关和文号", max_length=300, blank=True)
    done_on = models.DateField("落实日期", null=True, blank=True)
    note = models.TextField("落实情况", blank=True)
    rests_on = models.JSONField("所依据的文本", default=dict, blank=True)
    shaken = models.TextField("依据变动", blank=True)

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "登记事项"
        db_table = "registers_registration"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["kind", "unit_path", "state"], name="registers_reg_scope"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=("proposed", "settled", "published", "ended")) | ~Q(verdict="") & ~Q(reason=""),
                name="registers_reg_verdict",
                violation_error_message="清理意见须写明理由",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False) & ~Q(published_where=""),
                name="registers_reg_published",
                violation_error_message="公布须写明日期和载体",
            ),
            models.CheckConstraint(
                condition=~Q(state="struck") | ~Q(reason=""),
                name="registers_reg_struck",
                violation_error_message="作废须写明理由",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("registers:registration", args=[self.pk])

    @property
    def spec(self) -> Kind:
        """Its register."""
        return kinds.kinds()[self.kind]

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return REGISTRATION.states[self.state]

    @property
    def opinion(self) -> Opinion | None:
        """The verdict with what follows from it."""
        return self.spec.verdict(self.verdict)

    @property
    def verdict_word(self) -> str:
        """The verdict as people read it."""
        return self.opinion.title if self.opinion else self.verdict

    @property
    def told(self) -> list[tuple[str, str]]:
        """(label, text) of the kind's own columns that are filled in."""
        rows: dict[str, Any] = self.data
        return [(one.label, told(one, rows[one.name])) for one in self.spec.columns if one.name in rows]

    @property
    def failed(self) -> list[str]:
        """The labels of what was checked and is not as it should be."""
        columns = {column.name: column.label for column in self.spec.columns}
        return [columns[name] for name in self.spec.checks if self.data.get(name) is False]

    @property
    def cited(self) -> str:
        """What stands in the columns that hold provisions."""
        return "\n".join(str(self.data.get(name, "")) for name in self.spec.cites)


class RegistrationFile(Placed):
    """登记附件: a text, a chart, a form that belongs to what is registered."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="files", verbose_name="登记事项")
    file = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = verbose_name_plural = "登记附件"
        db_table = "registers_registration_file"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.file.name


class Opening(Placed):
    """查阅: who took out a file of a register that is kept secret, when and why. Never changed."""

    file = models.ForeignKey(RegistrationFile, models.PROTECT, related_name="openings", verbose_name="登记附件")
    reason = models.CharField("查阅事由", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "查阅"
        db_table = "registers_opening"
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.reason
